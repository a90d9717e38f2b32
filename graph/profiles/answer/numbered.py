"""Sentences with their documents, numbered in the order in which they are cited."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from graph.answers.answer import NumberedSource, Sentence
from graph.answers.evidence import cited_source
from graph.answers.page_words import Words
from graph.answers.parts import CitedSource
from graph.claims.knowledge import Knowledge
from graph.claims.model import Citation
from graph.claims.weak_sources import TERTIARY, weaknesses
from graph.profiles.answer.said import Said, said_against

OF_A_RULE = 2  # documents cited for a rule of law; it has all of them where it is described


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
        self._sources: dict[str, tuple[int, CitedSource]] = {}  # by address, or id without one
        self._keys: dict[str, str] = {}  # source → its key there
        self._of_rules: set[str] = set()

    def of(self, claims: Iterable[str], papers: Iterable[Citation] = ()) -> tuple[int, ...]:
        """The numbers of the documents that some claims cite, and of some beside them.

        What is said against a claim is cited with it: a reader who meets "denied" finds by whom.
        """
        found: dict[int, None] = {}
        for paper in papers:
            self._number(paper, found)
            self._beside.add(paper.source)
        stated = tuple(dict.fromkeys(claims))
        against = (other.id for other in said_against(self.knowledge, stated))
        for one in dict.fromkeys((*stated, *against)):
            claim = self.knowledge.claims.get(one)
            if claim is None:
                continue
            self.claims[one] = None
            for citation in claim.citations:
                self._number(citation, found)
        return tuple(sorted(found))

    def of_rules(self, rules: Iterable[str]) -> tuple[int, ...]:
        """The numbers of the first documents that some rules of law are read in."""
        found: dict[int, None] = {}
        for one in dict.fromkeys(rules):
            rule = self.knowledge.rules.get(one)
            for citation in rule.citations[:OF_A_RULE] if rule else ():
                self._number(citation, found)
                self._of_rules.add(citation.source)
        return tuple(sorted(found))

    def _number(self, citation: Citation, found: dict[int, None]) -> None:
        if citation.source not in self.knowledge.sources:
            return
        if citation.source not in self._keys:
            source = cited_source(self.knowledge, citation)
            key = source.url or source.id  # one address is one document, whatever it is called
            number, named = self._sources.get(key, (len(self._sources) + 1, source))
            self._sources[key] = number, source if source.opened and not named.opened else named
            self._keys[citation.source] = key
        found[self._sources[self._keys[citation.source]][0]] = None

    @property
    def count(self) -> int:
        """How many documents were cited so far."""
        return len(self._sources)

    def listed(self, line: Listing) -> tuple[NumberedSource, ...]:
        """Every document with its number, weak ones marked.

        Weak are encyclopaedias and directories, what was not opened, and what only claims of low
        confidence rest on.
        """
        strong = (
            self._of_rules
            | self._beside
            | {
                citation.source
                for one in self.claims
                for citation in self.knowledge.claims[one].citations
                if "lowConfidence" not in weaknesses(self.knowledge, self.knowledge.claims[one])
            }
        )
        strong_keys = {self._keys[one] for one in strong if one in self._keys}
        return tuple(
            line(
                number,
                source,
                weak=source.kind in TERTIARY or not source.opened or key not in strong_keys,
            )
            for key, (number, source) in self._sources.items()
        )


def sentence(text: str, said: Said, numbers: Numbers) -> Sentence:
    """A sentence that is in words already, with its claims and the numbers of their documents."""
    cited = {*numbers.of(said.claims, said.papers), *numbers.of_rules(said.rules)}
    return Sentence(
        text=text, code=said.reason.code, claims=said.claims, sources=tuple(sorted(cited))
    )


def sentences(words: Words, numbers: Numbers, found: Iterable[Said]) -> tuple[Sentence, ...]:
    """Statements in words, each with its documents."""
    return tuple(sentence(words.say(one.reason), one, numbers) for one in found)
