"""Where the money of several firms came from, as people see it."""

from __future__ import annotations

import math
from collections.abc import Iterable

from api.views.tables import Cell, Column, Table, View, span
from api.views.wording import title
from graph.answers.group_money import GroupMoney, InvestorMoney, MoneyFrom, MoneyOfFirm
from graph.answers.parts import Named
from ontology.load import codes

FIRMS = (
    Column("firm", "Firm, id", shown=False, holds="key"),
    Column("name", "Firm", wide=True),
    Column("rounds", "Rounds", "number"),
    Column("money", "Money read", for_machines=False),
    Column("amount", "Amount", "number", shown=False),
    Column("currency", "Currency", shown=False),
    Column("home", "From home"),
    Column("home_lower", "From home, at least", "share", shown=False),
    Column("home_upper", "From home, at most", "share", shown=False),
    Column("not_counted", "Not counted: no rate, or no exact amount", wide=True),
)
PLACES = (
    Column("place", "From"),
    Column("least", "At least, for certain", "number"),
    Column("by_seat", "At least, by seat as well", "number"),
    Column("investors", "Investors", wide=True),
    Column("without", "Of these without an amount", "number"),
)
INVESTORS = (
    Column("investor", "Investor, id", shown=False, holds="key"),
    Column("name", "Investor", wide=True),
    Column("firms", "In", wide=True),
    Column("amount", "Money"),
    Column("places", "From"),
    Column("by", "By what"),
)


def money(found: GroupMoney) -> View:
    """What the firms were paid, how much of it from home and from where else, and by whom."""
    heading = (
        title(found.entity),
        f"as of {found.as_of} · home {found.home} · release {found.release}",
        _said(found),
    )
    firms = Table(
        FIRMS,
        tuple(_firm(one, found.currency) for one in found.firms),
        empty="no money is read of them",
    )
    places = Table(
        PLACES, tuple(_place(one, found.currency) for one in found.places), title="By place",
        empty="of no investor it is read whence it is",
    )  # fmt: skip
    investors = Table(
        INVESTORS, tuple(_investor(one, found.currency) for one in found.investors),
        title="Who put it in", empty="no investor is named",
    )  # fmt: skip
    without = ", ".join(one.name for one in found.without)
    notes = (f"Of these no amount is read: {without}.",) if without else ()
    return View(heading, (firms, places, investors), notes=notes, data=firms)


def _said(found: GroupMoney) -> str:
    """The sum, how much of it is from home, and of how much no investor is named."""
    if found.from_home is None:
        return "no amount is read"
    open_money = found.amount - found.named
    left = in_millions(open_money, found.currency)
    named = f"; of {left} nobody says which investor paid it" if open_money > 0 else ""
    home = span(found.from_home)
    total = in_millions(found.amount, found.currency)
    return f"{total} is read; {home} of it came from home{named}"


def _firm(one: MoneyOfFirm, currency: str) -> tuple[Cell, ...]:
    return (
        one.firm.id, one.firm.name, one.rounds,
        in_millions(one.amount, currency) if one.rounds else "", one.amount, currency,
        span(one.home) if one.rounds else "", one.home.lower, one.home.upper,
        "; ".join(one.not_counted),
    )  # fmt: skip


def _place(one: MoneyFrom, currency: str) -> tuple[Cell, ...]:
    return (
        one.place, in_millions(one.least, currency), in_millions(one.least_by_seat, currency),
        _names(one.investors), one.without_amount,
    )  # fmt: skip


def _investor(one: InvestorMoney, currency: str) -> tuple[Cell, ...]:
    if one.least == one.most:
        amount = in_millions(one.least, currency)
    else:
        amount = f"at least {in_millions(one.least, currency)}" if one.least else "not said"
    by = codes("OriginReadings")[one.by].label if one.by else "not read"
    return one.investor.id, one.investor.name, _names(one.firms), amount, ", ".join(one.places), by


def _names(parties: Iterable[Named]) -> str:
    return ", ".join(one.name for one in parties)


def in_millions(amount: float, currency: str) -> str:
    """Money in millions with one digit, rounded down: what is known to be so much is no more.

    >>> in_millions(2_142_460_000, "USD"), in_millions(0, "USD")
    ('USD 2,142.4 m', 'not said')
    """
    tenths = math.floor(amount / 1e5 + 1e-9)
    return f"{currency} {tenths / 10:,.10g} m" if amount else "not said"
