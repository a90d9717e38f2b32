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
GIVEN_UP, BOUGHT = "disposedOf", ("stakeBought", "boughtOut")


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


def stretches(when: PartialDate) -> tuple[str, ...]:
    """The year, month and day that a date is in, as far as it is precise; the last is itself.

    Two dates can be one day where one of them is a stretch of the other.

    >>> stretches(PartialDate.parse("2004-03-18")), stretches(PartialDate.parse("2004"))
    (('2004', '2004-03', '2004-03-18'), ('2004',))
    """
    text = str(when)
    return tuple(text[:end] for end in (4, 7, 10) if end <= len(text))


def on_one_day(
    claims: Iterable[tuple[PartialDate, Claim]],
) -> Iterator[tuple[PartialDate, tuple[Claim, ...]]]:
    """Claims that can be of one day put together, under the most precise of their dates.

    Two claims that name different days stay two changes: nobody says which is right.
    """
    finest = {"day": 0, "month": 1, "year": 2}
    groups: list[tuple[PartialDate, list[Claim]]] = []
    first_in: dict[str, list[Claim]] = {}  # by stretch, the first group whose date is in it
    for when, claim in sorted(claims, key=lambda dated: finest[dated[0].precision]):
        same = first_in.get(str(when))
        if same is not None:
            same.append(claim)
            continue
        groups.append((when, [claim]))
        for stretch in stretches(when):
            first_in.setdefault(stretch, groups[-1][1])
    return ((when, tuple(same)) for when, same in groups)


def earliest(dates: Iterable[PartialDate | None]) -> PartialDate | None:
    """The first of some dates, as far as there are any."""
    return min((one for one in dates if one is not None), default=None)
