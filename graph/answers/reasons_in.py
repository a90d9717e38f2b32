"""Reasons of calculations in the language of a reader: English, or by a catalog.

English is what every answer of a program says (:mod:`graph.answers.reason_words`). Whoever reads
another language has the same phrases from its catalog, with names, codes and lists as that
language writes them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from graph.answers.page_words import FORMS, Words
from graph.answers.reason_words import LARGEST, MILLION, filled, written_by
from graph.claims.reasons import Reason
from ontology.phrases import phrases
from ontology.translations import translated


class ReasonWords(Words):
    """Puts reasons of calculations into a language that is not English."""

    def say(self, reason: Reason) -> str:
        """A reason in words; raises :class:`UnknownTermError` for one that has no phrase."""
        return filled(reason, phrases(self.language), self.written)

    def written(self, value: Any, form: str) -> str:
        """A value in one of the forms; a form with a capital is the codelist it is a code of."""
        return written_by(OF_REASONS, self.label, self, value, form)

    def plain(self, value: object) -> str:
        """A value that is written as it is, unless it is a word of ours."""
        return translated(self.language, "value", str(value))

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
    "slashed": lambda words, codes: "/".join(words.territory(one) for one in codes),
    "reason": lambda words, reason: "" if reason is None else words.say(reason),
}
