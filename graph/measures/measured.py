"""What a measure hands to a lens."""

from __future__ import annotations

from msgspec import Struct


class Measured(Struct, frozen=True, kw_only=True):
    """What a measure found: a case the lens has a word for, or why it stays open.

    ``case`` is empty when undecided; ``decides`` then says what would decide.
    Intervals are fractions of one. A measure that does not speak of this firm at all
    is neither decided nor open: ``applies`` is false, and the explanation says why.
    """

    case: str = ""
    decides: str = ""
    explanation: str = ""
    lower: float | None = None
    upper: float | None = None
    point: float | None = None
    tested: tuple[str, ...] = ()
    parts: tuple[tuple[str, str], ...] = ()
    claims: tuple[str, ...] = ()
    applies: bool = True
