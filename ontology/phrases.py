"""What each reason is called in words: a phrase for each code, in two tables of one form.

``phrases.csv`` has the reasons of calculations; ``answer-phrases.csv`` the sentences of the one
page on a firm. Other languages have both in a catalog (:mod:`ontology.translations`).

A phrase has a place ``{value:form}`` for each value of its reason. The form says how a
value is written: a name, a percentage, a list; one with a capital is a codelist, whose
label is written. Without a form the value is written as it is.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from ontology.files import ANSWER_PHRASES, PHRASES
from ontology.translations import SOURCE, translated

PLACE = re.compile(r"\{(\w+)(?::(\w+))?\}")


class Place(NamedTuple):
    """Where a value stands in a phrase, after some text, and how it is written."""

    before: str
    value: str
    form: str


class Phrase(NamedTuple):
    """The words of a reason: places with the text before each, and the text at the end."""

    places: tuple[Place, ...]
    end: str

    @classmethod
    def parse(cls, text: str) -> Phrase:
        """Read a phrase.

        >>> Phrase.parse("{holder:name} has {share:percent}").places[1]
        Place(before=' has ', value='share', form='percent')
        """
        places, at = [], 0
        for found in PLACE.finditer(text):
            places.append(Place(text[at : found.start()], found[1], found[2] or ""))
            at = found.end()
        if "{" in text[at:] or any("{" in place.before for place in places):
            raise ValueError(f"phrase {text!r} has a brace that is no place for a value")
        return cls(tuple(places), text[at:])


@cache
def phrases(language: str = SOURCE) -> Mapping[str, Phrase]:
    """The phrase of every reason; ``ValueError`` names a code that stands twice."""
    return _in_language(written(PHRASES), language)


@cache
def page_phrases(language: str = SOURCE) -> Mapping[str, Phrase]:
    """The phrase of every sentence of the page in a language, in English where it has none."""
    return _in_language(written(ANSWER_PHRASES), language)


def _in_language(english: Mapping[str, str], language: str) -> Mapping[str, Phrase]:
    if language == SOURCE:
        return _parsed(english)
    return _parsed({code: translated(language, code, text) for code, text in english.items()})


def _parsed(texts: Mapping[str, str]) -> Mapping[str, Phrase]:
    return MappingProxyType({code: Phrase.parse(text) for code, text in texts.items()})


def written(table: Path) -> Mapping[str, str]:
    """The phrases of a table by their codes; ``ValueError`` for a code that stands twice."""
    found: dict[str, str] = {}
    with table.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            if row["code"] in found:
                raise ValueError(f"{table.name}: {row['code']} stands twice")
            found[row["code"]] = row["en"]
    return found
