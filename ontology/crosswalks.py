"""Reviewed tables from foreign words to ours, read from ``crosswalks/*.csv``.

``facts.csv`` says, for each predicate of the sourced facts, which type of claim
a row becomes and which end is the party.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from ontology.files import CROSSWALKS
from ontology.terms import UnknownTermError, camel

ENDS = ("subject", "object", "")


class PredicateRule(NamedTuple):
    """How rows with one predicate of one set of facts become claims."""

    set: str
    predicate: str
    claim: str  # a claim type
    party: str  # subject, object, or empty when the row does not name the party
    target: str
    inverse: str  # the predicate read the other way
    note: str

    @property
    def relation(self) -> str:
        """The code of the relation when the claim is one, otherwise nothing.

        >>> facts()["documents", "competes_with"].relation
        'competesWith'
        """
        if self.claim != "Relation":
            return ""
        return camel(self.predicate)


@cache
def rows(name: str) -> tuple[Mapping[str, str], ...]:
    """The rows of a crosswalk by its file name without ending; ``UnknownTermError`` if none."""
    file = CROSSWALKS / f"{name}.csv"
    if not file.exists():
        known = sorted(one.stem for one in CROSSWALKS.glob("*.csv"))
        raise UnknownTermError(f"crosswalk {name}", name, known)
    with file.open(encoding="utf-8", newline="") as stream:
        return tuple(MappingProxyType(row) for row in csv.DictReader(stream))


@cache
def facts() -> Mapping[tuple[str, str], PredicateRule]:
    """The crosswalk of the sourced facts, by set and predicate.

    >>> rule = facts()["documents", "led_by"]
    >>> rule.claim, rule.party, rule.target
    ('Leadership', 'object', 'subject')
    """
    rules = (PredicateRule(**row) for row in rows("facts"))
    return MappingProxyType({(rule.set, rule.predicate): rule for rule in rules})
