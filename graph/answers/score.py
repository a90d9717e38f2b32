"""The domestic-ness score as it is walked: amounts, intervals, and what each point rests on."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from graph.answers.parts import Amounts, CitedClaim, Interval, Named
from graph.answers.verdicts import Estimate

PointsOf = Literal["ownership", "funding"]
RestsOn = Literal["percentages", "classification"]


class Contribution(Struct, frozen=True, kw_only=True):
    """What one end of the walks gives: points of ownership, or of the money that was read."""

    points_of: PointsOf
    end: Named
    unnamed: bool  # the holders of the end together: nobody named them, or their split
    origin: str  # its column; home or abroad where several ends are of several
    points: float  # a fraction of one
    rung: int  # of the ladder of origins
    rests_on: RestsOn
    reason: str = ""
    claims: tuple[str, ...] = ()


class Mixture(Struct, frozen=True, kw_only=True):
    """The score when profit is asked about with weight alpha and money with what is left."""

    alpha: float
    interval: Interval
    state: float  # the least that is home's state
    number: float | None  # the middle, of an interval no wider than one half; otherwise not rated


class MoneyRead(Struct, frozen=True, kw_only=True):
    """How much money the amounts are of, and what stands beside it."""

    total: float
    currency: str
    rounds: int
    read: Interval  # home's part of the money that was read
    of_all: Interval  # home's part of all money; everything, unless paid-in capital is cited
    coverage: float | None  # the part of all paid-in capital that was read, where that is cited
    beside: tuple[str, ...] = ()  # rounds and investors that are not counted, and why


class DomesticScore(Struct, frozen=True, kw_only=True):
    """How domestic a firm is: where its profit goes and where its money came from."""

    firm: Named
    as_of: str
    home: str
    release: str
    ownership: Amounts
    ownership_interval: Interval
    funding: Amounts | None  # of the money read; nothing when no amount was read
    money: MoneyRead
    mixtures: tuple[Mixture, ...]
    rated: bool  # whether every mixture has a number
    contributions: tuple[Contribution, ...]
    summary: str
    notes: tuple[str, ...] = ()
    not_read: tuple[str, ...] = ()  # where walks end with nobody known, and money of unread parts
    estimate: Estimate | None = None  # under a prior, only when asked for
    claims: tuple[CitedClaim, ...] = ()
