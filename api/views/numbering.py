"""The numbers of documents on a page, in the order in which they are cited."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import astuple

from api.views.markdown import escaped
from api.views.sources import source_line
from api.web.responses import Answer
from graph.answers.evidence import cited, cited_source
from graph.answers.parts import CitedClaim, CitedSource
from graph.claims.knowledge import Knowledge
from graph.claims.model import Citation

_BETWEEN = re.compile(r" \| |\n")


class Numbering:
    """Gives out numbers, and remembers the claims and documents that have them."""

    def __init__(self, knowledge: Knowledge, answer: Answer) -> None:
        self._knowledge = knowledge
        self._answered = {claim.id: claim for claim in claims_in(answer)}
        self._claims: dict[str, CitedClaim] = {}
        self._numbers: dict[str, int] = {}
        self._lines: list[str] = []

    @property
    def claims(self) -> tuple[CitedClaim, ...]:
        """Every claim that was cited."""
        return tuple(self._claims.values())

    def take_all(self) -> None:
        """Cite every claim of the answer."""
        for claim in self._answered.values():
            self._of_claim(claim.id)

    def marks(self, column: str, cell: str) -> str:
        """The numbers of what a cell names: claims or documents by id, or a document in words."""
        if column == "source":
            return f"[{self._number(cell, escaped(cell))}]" if cell else ""
        of = self._of_source if column == "source_ids" else self._of_claim
        found = {number: None for one in _BETWEEN.split(cell) if one for number in of(one)}
        return "".join(f"[{number}]" for number in sorted(found))

    def places(self, claim: CitedClaim) -> str:
        """The numbers of a claim's documents, each with the place in it."""
        places = {"": "", "not recorded": ""}
        return "; ".join(
            f"[{self.of(one)}] {escaped(places.get(one.locator, one.locator))}".rstrip()
            for one in claim.sources
        )

    def listed(self) -> Iterator[tuple[int, str]]:
        """Every document with its number."""
        yield from enumerate(self._lines, start=1)

    def _of_claim(self, claim: str) -> list[int]:
        found = self._answered.get(claim)
        if found is None and claim in self._knowledge.claims:
            found = cited(self._knowledge, self._knowledge.claims[claim])
        if found is None:
            return []
        self._claims[claim] = found
        return [self.of(one) for one in found.sources]

    def _of_source(self, source: str) -> list[int]:
        return [self.of(cited_source(self._knowledge, Citation(source, "")))]

    def of(self, source: CitedSource) -> int:
        """The number of a document."""
        return self._number(source.url or source.id, source_line(source))

    def _number(self, key: str, line: str) -> int:
        if key not in self._numbers:
            self._lines.append(line)
            self._numbers[key] = len(self._lines)
        return self._numbers[key]


def claims_in(answer: Answer) -> Iterator[CitedClaim]:
    """Every claim that an answer carries, wherever in it, in reading order."""
    waiting: list[object] = [answer]
    while waiting:
        part = waiting.pop()
        if isinstance(part, CitedClaim):
            yield part
        elif isinstance(part, Struct):
            waiting.extend(reversed(astuple(part)))
        elif isinstance(part, list | tuple):
            waiting.extend(reversed(part))
        elif isinstance(part, dict):
            waiting.extend(reversed(tuple(part.values())))
