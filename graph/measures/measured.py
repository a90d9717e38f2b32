"""What a measure hands to a lens."""

from __future__ import annotations

from msgspec import Struct

from graph.answers.codes import Decides
from graph.claims.reasons import Reason, because


class SubResult(Struct, frozen=True, gc=False):
    """What was found of one part of a firm, or of one limb of a test."""

    of: Reason
    reason: Reason


def part_result(entity: str, reason: Reason) -> SubResult:
    """What was found of one entity."""
    return SubResult(because("entity", entity=entity), reason)


class OfRead(Struct, frozen=True, gc=False):
    """The interval of what was read of a quantity, where all of it is not known: of how much."""

    lower: float
    upper: float
    total: float
    currency: str


class Measured(Struct, frozen=True, kw_only=True, gc=False):
    """What a measure found: a case the lens has a word for, or why it stays open.

    ``case`` is empty when undecided; ``decides`` then says what would decide, and the
    ``reasons`` what is known, to be read one after the other. Intervals are fractions of
    one. A measure that does not speak of this firm at all is neither decided nor open:
    ``applies`` is false, and the reasons say why.
    """

    case: str = ""
    decides: Decides = ""
    reasons: tuple[Reason, ...] = ()
    lower: float | None = None
    upper: float | None = None
    point: float | None = None
    tested: tuple[str, ...] = ()
    parts: tuple[SubResult, ...] = ()
    claims: tuple[str, ...] = ()
    applies: bool = True
    as_stated: bool = False  # the case is somebody's statement, and the word says so
    rests_on: tuple[str, ...] | None = None  # of the claims, those that decide; all where not said
    of_read: OfRead | None = None  # where the interval is of all money, that of the money read
