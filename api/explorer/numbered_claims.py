"""What a number on a page rests on: its documents by number, each mark leading to the claim first.

One numbering is printed, that of the documents: a reader who quotes a sentence cites by it. What a
mark leads to is the claim in the list at the page's end, which names its documents in turn.
"""

from __future__ import annotations

from typing import NamedTuple, Protocol

from graph.answers.answer import FirmAnswer
from graph.answers.parts import CitedClaim

MOST = 4  # marks behind a sentence; the rest of its claims stand behind the last one
NOT_NUMBERED = "*"  # of a claim whose documents the page does not list


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
        """The marks behind a sentence: its claims, then documents that none of them cites.

        Claims of the same documents have one mark, which leads to the first of them.
        """
        claims = [self._by_id[claim] for claim in cited.claims if claim in self._by_id]
        by_sources: dict[tuple[int, ...], int] = {}
        for claim in sorted(claims, key=lambda claim: claim.number):
            by_sources.setdefault(claim.sources, claim.number)
        marks = [Mark(f"c-{number}", bracketed(sources)) for sources, number in by_sources.items()]
        if len(marks) > MOST:
            marks[MOST:] = [Mark(marks[MOST].to, "…")]
        through = {number for claim in claims for number in claim.sources}
        documents = [number for number in cited.sources if number not in through]
        return (*marks, *(Mark(f"s-{number}", bracketed((number,))) for number in documents))


def bracketed(numbers: tuple[int, ...]) -> str:
    """Numbers of documents as a reader cites them.

    >>> bracketed((3, 8)), bracketed(())
    ('[3, 8]', '*')
    """
    return f"[{', '.join(map(str, numbers))}]" if numbers else NOT_NUMBERED
