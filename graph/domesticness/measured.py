"""What a measure hands to a lens."""

from __future__ import annotations

from msgspec import Struct


class Measured(Struct, frozen=True, kw_only=True):
    """What a measure found: a case the lens has a word for, or why it stays open.

    ``case`` is empty when undecided; ``decides`` then says what would decide.
    Intervals are fractions of one.
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
