"""Rows that say again what an earlier one says, in a table that has all owners in each cell."""

from __future__ import annotations

from msgspec.structs import replace

from graph.claims.model import Citation, Claim


class SaidAgain:
    """What the rows of a table have said so far, and in which row first."""

    def __init__(self) -> None:
        self._said: dict[int, int] = {}

    def cited(self, rule: int, claims: list[Claim], line: int) -> list[Claim]:
        """Claims, of those that an earlier row made with a word on which.

        In a table that has all owners in each cell a row that has the same owner of the same firm
        again says the same stake again, and is no second one.
        """
        said = hash((rule, *(replace(one, id="", citations=()) for one in claims)))
        first = self._said.setdefault(said, line)
        if first == line:
            return claims
        return [
            replace(one, citations=tuple(_as_row(cited, first) for cited in one.citations))
            for one in claims
        ]


def _as_row(cited: Citation, row: int) -> Citation:
    return replace(cited, locator=f"{cited.locator} (as row {row})")
