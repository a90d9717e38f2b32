"""Sentences with their documents, numbered in the order in which they are cited."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from graph.answers.answer import NumberedSource, Sentence
from graph.answers.evidence import cited_source
from graph.answers.languages import Words
from graph.answers.parts import CitedSource
from graph.claims.knowledge import Knowledge
from graph.claims.model import Citation
from graph.claims.weak_sources import TERTIARY, weaknesses
from graph.profiles.answer.said import Said


class Listing(Protocol):
    """Makes a line of the list of documents."""

    def __call__(self, number: int, source: CitedSource, *, weak: bool) -> NumberedSource:
        """A document under its number."""


class Numbers:
    """The numbers of documents, given out as they are asked for."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.claims: dict[str, None] = {}
        self._beside: set[str] = set()  # documents of no claim: of rates
        self._sources: dict[str, tuple[int, CitedSource]] = {}

    def of(self, claims: Iterable[str], papers: Iterable[Citation] = ()) -> tuple[int, ...]:
        """The numbers of the documents that some claims cite, and of some beside them."""
        found: dict[int, None] = {}
        for paper in papers:
            self._cite(paper, found)
            self._beside.add(paper.source)
        for one in dict.fromkeys(claims):
            claim = self.knowledge.claims.get(one)
            if claim is None:
                continue
            self.claims[one] = None
            for citation in claim.citations:
                self._cite(citation, found)
        return tuple(sorted(found))

    def _cite(self, citation: Citation, found: dict[int, None]) -> None:
        if citation.source in self.knowledge.sources:
            if citation.source not in self._sources:
                source = cited_source(self.knowledge, citation)
                self._sources[citation.source] = (len(self._sources) + 1, source)
            found[self._sources[citation.source][0]] = None

    @property
    def count(self) -> int:
        """How many documents were cited so far."""
        return len(self._sources)

    def listed(self, line: Listing) -> tuple[NumberedSource, ...]:
        """Every document with its number, weak ones marked.

        Weak are encyclopaedias and directories, what was not opened, and what only claims of low
        confidence rest on.
        """
        strong = self._beside | {
            citation.source
            for one in self.claims
            for citation in self.knowledge.claims[one].citations
            if "lowConfidence" not in weaknesses(self.knowledge, self.knowledge.claims[one])
        }
        return tuple(
            line(
                number,
                source,
                weak=source.kind in TERTIARY or not source.opened or source.id not in strong,
            )
            for number, source in self._sources.values()
        )


def sentence(text: str, said: Said, numbers: Numbers) -> Sentence:
    """A sentence that is in words already, with its claims and the numbers of their documents."""
    return Sentence(
        text=text,
        code=said.reason.code,
        claims=said.claims,
        sources=numbers.of(said.claims, said.papers),
    )


def sentences(words: Words, numbers: Numbers, found: Iterable[Said]) -> tuple[Sentence, ...]:
    """Statements in words, each with its documents."""
    return tuple(sentence(words.say(one.reason), one, numbers) for one in found)
