"""Where the money of several firms came from, as people see it."""

from __future__ import annotations

import math
from collections.abc import Iterable

from api.views.tables import Cell, Column, Table, View, span
from api.views.wording import title
from graph.answers.group_money import GroupMoney, InvestorMoney, MoneyFrom, MoneyOfFirm
from graph.answers.parts import Named
from graph.claims.figures import counted
from ontology.load import codes

MILLION = 1_000_000
NOISE = 1e-9  # of a sum of floats
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
    """The sum, how much of it is from home, of how much nobody is named, what went round within."""
    if found.from_home is None:
        unconverted = any(one.not_counted for one in found.firms)
        return "no amount in this currency is read" if unconverted else "no amount is read"
    total = in_millions(found.amount, found.currency)
    said = [f"{total} is read", f"{span(found.from_home)} of it came from home"]
    left = found.amount - found.named
    if left > found.amount * NOISE:
        said.append(f"of {in_millions(left, found.currency)} nobody says which investor paid it")
    if found.within:
        within = in_millions(found.within, found.currency)
        said.append(
            f"at least {within} one of these firms paid another, and it is in the sum twice"
        )
    return "; ".join(said)


def _firm(one: MoneyOfFirm, currency: str) -> tuple[Cell, ...]:
    return (
        one.firm.id, one.firm.name, one.rounds,
        in_millions(one.amount, currency) if one.rounds else "", one.amount, currency,
        span(one.home) if one.rounds else "", one.home.lower, one.home.upper,
        "; ".join((*one.not_counted, *_contradicted(one))),
    )  # fmt: skip


def _contradicted(one: MoneyOfFirm) -> tuple[str, ...]:
    """That the parts of some rounds come to more than their totals."""
    if not one.contradicted:
        return ()
    many = counted(one.contradicted, "round")
    return (f"{many} of which the parts come to more than the total: whose it was is not told",)


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
    places = ", ".join(one.places) or ("not from home" if one.side == "notHome" else "")
    return one.investor.id, one.investor.name, _names(one.firms), amount, places, by


def _names(parties: Iterable[Named]) -> str:
    return ", ".join(one.name for one in parties)


def in_millions(amount: float, currency: str) -> str:
    """Money in millions with one digit, rounded down: what is known to be so much is no more.

    Less than a million is told in full.

    >>> in_millions(2_142_460_000, "USD"), in_millions(50_000, "USD"), in_millions(0, "USD")
    ('USD 2,142.4 m', 'USD 50,000', 'not said')
    """
    if not amount:
        return "not said"
    if amount < MILLION:
        return f"{currency} {math.floor(amount + NOISE):,}"
    return f"{currency} {math.floor(amount / MILLION * 10 + NOISE) / 10:,.10g} m"
