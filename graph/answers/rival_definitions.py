"""Two definitions that answer otherwise of one thing, and of what."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from graph.answers.parts import Named

#: Where the two were asked: of a firm, in figures that somebody counted, or in a calculation.
Where = Literal["verdicts", "figures", "calculation"]


class RivalAnswer(Struct, frozen=True, kw_only=True):
    """What each of two definitions says of one thing."""

    about: Named | None  # the firm, or what the figures are about
    where: Where
    period: str
    basis: str = ""  # of a calculation, on which it was asked; nothing where the two have one each
    one: str  # in the words of the lens, or the figure
    other: str


class RivalPair(Struct, frozen=True, kw_only=True):
    """Two definitions, and where they answer otherwise; and of how many firms they say the same.

    Where firms are asked about it is two lenses, each with the definitions of the documents that
    it answers; where figures are, two of these definitions themselves.
    """

    one: str  # id of a lens or of a definition
    one_name: str
    one_answers: tuple[str, ...]  # ids of definitions that it answers: itself, or those of the lens
    other: str
    other_name: str
    other_answers: tuple[str, ...]
    answers: tuple[RivalAnswer, ...]
    agree: int = 0  # firms of which both are decided, and say the same side

    def has(self, name: str) -> bool:
        """Whether a lens or a definition is one of the two."""
        return name in (self.one, self.other, *self.one_answers, *self.other_answers)
