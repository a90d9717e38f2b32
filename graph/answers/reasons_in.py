"""Reasons of calculations in the language of a reader: English, or by a catalog.

English is what every answer of a program says (:mod:`graph.answers.reason_words`). Whoever reads
another language has the same phrases from its catalog, with names, codes and lists as that
language writes them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any

from graph.answers.page_words import FORMS, Words
from graph.answers.reason_words import LARGEST, MILLION, filled, writer_of
from graph.claims.reasons import Reason
from graph.claims.shares import Share
from ontology.phrases import phrases
from ontology.translations import translated

_PERIOD = re.compile(r"from (\S+)(?: to (\S+))?")  # as a rule writes when it is in force


class ReasonWords(Words):
    """Puts reasons of calculations into a language that is not English."""

    def say(self, reason: Reason) -> str:
        """A reason in words; raises :class:`UnknownTermError` for one that has no phrase."""
        known = phrases(self.language)
        # A share is worded by the page's own phrases.
        return filled(reason, known, _writer, self) if reason.code in known else super().say(reason)

    def written(self, value: Any, form: str) -> str:
        """A value in one of the forms; a form with a capital is the codelist it is a code of."""
        return _writer(form)(self, value)

    def plain(self, value: object) -> str:
        """A value that is written as it is, unless it is a word of ours."""
        if isinstance(value, Share):
            return self.written(value, "share")
        text = str(value)
        if text in self.knowledge.lenses:
            return translated(self.language, "lens", self.knowledge.lenses[text].label)
        if period := _PERIOD.fullmatch(text):
            first, last = period.groups()
            return f"{first}至{last}" if last else f"自{first}起"
        found = translated(self.language, "value", text)
        return self.word(text) if found == text else found

    def document(self, source: str) -> str:
        """A document by its title."""
        known = self.knowledge.sources.get(source)
        return known.title if known else source


def _largest(words: ReasonWords, ranked: Iterable[tuple[float, str]]) -> str:
    sized = sorted((-size, words.name(entity)) for size, entity in ranked)
    return words.list(name for _, name in sized[:LARGEST])


def _each(words: ReasonWords, items: Iterable[Reason | str]) -> list[str]:
    return [words.say(one) if isinstance(one, Reason) else words.plain(one) for one in items]


OF_REASONS: Mapping[str, Callable[[Any, Any], str]] = {
    **FORMS,
    "": lambda words, value: words.plain(value),
    "list": lambda words, items: words.list(_each(words, items)),
    "clauses": lambda words, items: words.clauses(_each(words, items)),
    "sortedClauses": lambda words, items: words.clauses(sorted(_each(words, items))),
    "together": lambda words, ids: words.list(words.name(one) for one in ids),
    "largest": _largest,
    "sortedNames": lambda words, ids: words.list(sorted({words.name(one) for one in ids})),
    "title": lambda words, source: words.document(source),
    "titles": lambda words, ids: words.list(f"《{words.document(one)}》" for one in ids),
    "general": lambda _, number: f"{number:g}",
    "millions": lambda _, amount: f"{amount / MILLION:,.0f} m",
    "quoted": lambda _, text: repr(text),
    "manyLink": lambda words, code: words.label(code, "ProgrammeLinkKinds"),
    "manyRelation": lambda words, code: words.label(code, "RelationKinds"),
    "called": lambda words, code: words.label(code, "Labels"),
    "slashed": lambda words, codes: "/".join(words.territory(one) for one in codes),
    "reason": lambda words, reason: "" if reason is None else words.say(reason),
}


@cache
def _writer(form: str) -> Callable[[ReasonWords, Any], str]:
    return writer_of(form, OF_REASONS, ReasonWords.label)
