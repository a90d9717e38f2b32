"""A change as its claims tell it, in ids and codes: not yet in words, nobody's state looked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from msgspec import Struct

from graph.claims.model import Claim
from graph.claims.periods import PartialDate
from graph.claims.shares import Share

PLANNED = "planned"  # money meant to be put in, whatever stage its claim has


class Part(Struct, frozen=True, kw_only=True):
    """What one holder or investor has in a change."""

    holder: str
    share: Share | None = None
    of: str = ""  # the class that it is a share of; nothing: of all shares
    of_votes: bool = False
    lower: Decimal | None = None  # of money
    upper: Decimal | None = None
    currency: str = ""
    over: bool = False  # what the holder had before, and has no more


class Change(Struct, frozen=True, kw_only=True):
    """One change. ``day`` is when it happened; of what was to come, ``seen`` is when that was said.

    A change is one claim's, or that of several that say the same of one day.
    """

    kind: str  # code of z:EventKinds
    firm: str = ""
    who: tuple[str, ...] = ()
    sellers: tuple[str, ...] = ()
    where: str = ""
    before: tuple[str, ...] = ()
    since: PartialDate | None = None  # where it took a while, its first day
    day: PartialDate | None = None
    due: PartialDate | None = None
    seen: PartialDate | None = None
    stage: str = "completed"
    parts: tuple[Part, ...] = ()
    total: Part | None = None  # of a round, what all gave together
    by: str = ""  # the mechanism of a power, the round of money, the rank of a listing
    claims: tuple[Claim, ...] = ()

    @property
    def is_done(self) -> bool:
        """Whether it happened, and was not merely to come."""
        return self.stage == "completed"

    @property
    def told(self) -> PartialDate | None:
        """The day that places it: when it happened, or was said to come."""
        return self.day if self.is_done and self.day is not None else self.seen


def reached(when: PartialDate | None, day: date) -> bool:
    """Whether a date is over on a day; one that is not there never is."""
    return when is not None and when.last <= day


def said_on(claim: Claim) -> PartialDate | None:
    """When a claim was made of what was to come; where nobody says, the first day it names."""
    return claim.as_of or claim.period.start or claim.period.end


def said_by(claim: Claim, day: date) -> bool:
    """Whether what a claim says was to come had been said by a day."""
    return reached(said_on(claim), day)


def overlaps(one: PartialDate, other: PartialDate) -> bool:
    """Whether two dates can be one day.

    >>> overlaps(PartialDate.parse("2004"), PartialDate.parse("2004-03-18"))
    True
    """
    return max(one.first, other.first) <= min(one.last, other.last)


def on_one_day(
    claims: Iterable[tuple[PartialDate, Claim]],
) -> Iterator[tuple[PartialDate, tuple[Claim, ...]]]:
    """Claims that can be of one day put together, under the most precise of their dates.

    Two claims that name different days stay two changes: nobody says which is right.
    """
    finest = {"day": 0, "month": 1, "year": 2}
    ordered = sorted(claims, key=lambda one: finest[one[0].precision])
    groups: list[tuple[PartialDate, list[Claim]]] = []
    for when, claim in ordered:
        same = next((group for group in groups if overlaps(group[0], when)), None)
        if same is None:
            groups.append((when, [claim]))
        else:
            same[1].append(claim)
    return ((when, tuple(found)) for when, found in groups)


def earliest(dates: Iterable[PartialDate | None]) -> PartialDate | None:
    """The first of some dates, as far as there are any."""
    return min((one for one in dates if one is not None), default=None)
