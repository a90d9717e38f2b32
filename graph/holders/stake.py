"""One claim of ownership as it stands on a day."""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import Struct

from graph.claims.model import Ownership
from graph.claims.reasons import Reason
from graph.fraction import Fraction
from graph.holders.closings import Placed

Currency = Literal[
    "current", "ofRecord", "lastKnown", "closed", "later", "notComputed", "unknownShare"
]

STAGES = ("completed",)


class Stake(Struct, frozen=True, kw_only=True, gc=False):
    """One claim of ownership, placed on a day."""

    claim: Ownership
    currency: Currency
    reason: Reason | None = None
    seen: date | None = None
    rivals: tuple[Ownership, ...] = ()  # claims of which only one can be true, this one included
    principal: str = ""  # for whom its holder of record has it
    of_record: bool = False  # a block that stands in the name of somebody who holds for others
    agreeing: tuple[str, ...] = ()  # claims of the same day that say it too
    added: tuple[str, ...] = ()  # claims of other rows of its table, whose shares are in it
    others: Fraction | None = None  # of a stake in one class: at most so much is in other classes

    @property
    def holder(self) -> str:
        """Whose it is: its holder of record, or whom that one is named as holding for."""
        return self.principal or self.claim.party

    @property
    def bounds(self) -> tuple[Fraction, Fraction]:
        """Lower and upper share as fractions of one; 0 and 1 when no size is given."""
        return self.claim.share.fractions if self.claim.share else (Fraction(0), Fraction(1))


def closed(placed: Placed, reason: Reason) -> Stake:
    """An observation that counts for nothing any more."""
    return Stake(claim=placed.claim, currency="closed", reason=reason, seen=placed.seen)
