"""What a number on a page rests on: the numbers of its claims in the list at the page's end.

Claims are numbered in the order in which the page cites them, so the claims of a sentence mostly
follow one another, and a run of them is one mark.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple, Protocol

from graph.answers.answer import FirmAnswer
from graph.answers.parts import CitedClaim

MOST = 4  # marks behind a sentence; the rest of its claims stand behind the last one


class Cited(Protocol):
    """A sentence, a line or a block of the page."""

    @property
    def claims(self) -> tuple[str, ...]:
        """The claims it rests on, by id."""

    @property
    def sources(self) -> tuple[int, ...]:
        """Its documents, by number."""


class Mark(NamedTuple):
    """A link behind a number: where it leads on the page, and what it is called."""

    to: str
    text: str


class NumberedClaim(NamedTuple):
    """A claim under its number, with the numbers of its documents."""

    number: int
    claim: CitedClaim
    sources: tuple[int, ...]


class NumberedClaims:
    """The claims of a page under their numbers, and the marks that lead to them."""

    def __init__(self, answer: FirmAnswer) -> None:
        by_key = {
            document.source.url or document.source.id: document.number
            for document in answer.sources
        }
        self.claims = tuple(
            NumberedClaim(
                number,
                claim,
                tuple(
                    dict.fromkeys(
                        by_key[key]
                        for source in claim.sources
                        if (key := source.url or source.id) in by_key
                    )
                ),
            )
            for number, claim in enumerate(answer.claims, start=1)
        )
        self._by_id = {numbered.claim.id: numbered for numbered in self.claims}

    def marks(self, cited: Cited) -> tuple[Mark, ...]:
        """The marks behind a sentence: its claims, then documents that none of them cites."""
        claims = [self._by_id[claim] for claim in cited.claims if claim in self._by_id]
        in_runs = runs(claim.number for claim in claims)
        marks = [Mark(f"c-{first}", f"{first}–{last}" if last > first else str(first))
                 for first, last in in_runs[:MOST]]  # fmt: skip
        if len(in_runs) > MOST:
            marks.append(Mark(f"c-{in_runs[MOST][0]}", "…"))
        through = {number for claim in claims for number in claim.sources}
        documents = [number for number in cited.sources if number not in through]
        return (*marks, *(Mark(f"s-{number}", f"[{number}]") for number in documents))


def runs(numbers: Iterable[int]) -> Sequence[tuple[int, int]]:
    """Numbers as runs of those that follow one another, by their first and last.

    >>> runs([3, 1, 2, 7, 2])
    [(1, 3), (7, 7)]
    """
    there = sorted(set(numbers))
    if not there:
        return []
    breaks = [(low, high) for low, high in pairwise(there) if high - low > 1]
    firsts = [there[0], *(high for _, high in breaks)]
    lasts = [*(low for low, _ in breaks), there[-1]]
    return [*zip(firsts, lasts, strict=True)]
