"""Where the money of a firm, or of all firms that a list names, came from."""

from __future__ import annotations

from msgspec import Struct

from graph.answers.parts import CitedClaim, Interval, Named


class MoneyOfFirm(Struct, frozen=True, kw_only=True):
    """What a firm is read to have been paid, and how much of it came from home."""

    firm: Named
    rounds: int  # of which the amount is known
    amount: float  # in the currency of the answer
    home: Interval  # of the amount: fractions of one
    not_counted: tuple[str, ...] = ()  # money whose amount or rate is not known, in words
    contradicted: int = 0  # rounds whose parts come to more than their total: whose is not told


class InvestorMoney(Struct, frozen=True, kw_only=True):
    """Somebody who put money in, how much at the least and the most, and whence that is."""

    investor: Named
    firms: tuple[Named, ...]
    least: float
    most: float
    side: str  # home, notHome, open
    places: tuple[str, ...]  # jurisdictions; none where it is open, or only that it is abroad
    by: str  # on what that rests: code of z:OriginReadings; nothing where it is open
    claims: tuple[CitedClaim, ...] = ()


class MoneyFrom(Struct, frozen=True, kw_only=True):
    """All that is read to come from one jurisdiction: at least so much."""

    place: str
    least: float  # of investors who are from there for certain
    least_by_seat: float  # and of those who are by their seat
    investors: tuple[Named, ...]
    without_amount: int  # of these, who took part with nobody says how much


class GroupMoney(Struct, frozen=True, kw_only=True):
    """The money of some firms together, on a day."""

    entity: Named  # the firm, list or group that was asked about
    as_of: str
    home: str
    release: str
    currency: str
    firms: tuple[MoneyOfFirm, ...]
    without: tuple[Named, ...]  # firms of whom no money is read at all
    amount: float
    from_home: Interval | None  # of the amount; nothing where there is none
    named: float  # how much of the amount an investor is named for, at the least
    within: float  # how much of it, at the least, one of these firms paid another
    places: tuple[MoneyFrom, ...]
    investors: tuple[InvestorMoney, ...]
    claims: tuple[CitedClaim, ...] = ()
