"""Money by origin: a round counts once, and nothing is scaled up."""

from decimal import Decimal

import pytest

from graph.domesticness.funding import funding_of
from graph.model import Citation, Entity, ExchangeRate, HolderTable, Investment
from graph.situation import Situation
from made_up import DAY, firms, known, seated, when

CITED = (Citation("press"),)


def paid(party, amount, name="r", **more):
    return Investment(
        id=f"inv-{party}-{name}", party=party, target="f", round=name, as_of=when("2020-05"),
        amount_lower=None if amount is None else Decimal(amount),
        amount_upper=None if amount is None else Decimal(amount),
        currency="USD" if amount else "", citations=CITED, **more,
    )  # fmt: skip


ROUND = Entity(id="r", kind="FundingRound", name="Round")
ALL_NAMED = HolderTable(id="t", target="r", complete_above=Decimal(0), citations=CITED)


def money(claims, **more):
    entities = [*firms("f", "v", "w"), ROUND]
    return funding_of(Situation(known(entities, claims, **more), "f", DAY, "CN"))


def test_a_round_counts_once_and_an_all_home_complete_list_is_decided_unsplit():
    claims = [
        paid("", "100"), paid("v", None), paid("w", None), seated("v", "home"), seated("w", "home"),
    ]  # fmt: skip
    assert money(claims).total == 100
    assert money(claims).known == (0, 1)  # somebody unnamed may have paid it all
    assert money([*claims, ALL_NAMED]).known == (1, 1)
    mixed = [*claims[:-1], seated("w", "away"), ALL_NAMED]
    assert money(mixed).known == (0, 1)
    split = [
        paid("", "100"),
        paid("v", "30"),
        paid("w", "70"),
        seated("v", "home"),
        seated("w", "away"),
    ]
    assert money(split).known == (0.3, 0.3)


def test_secondary_and_planned_money_is_not_money_received():
    claims = [paid("v", "50", flow="secondary"), paid("w", "9", name="s", flow="planned")]
    assert money(claims).known is None


def test_money_is_converted_only_with_a_cited_rate():
    yuan = Investment(
        id="y", party="v", target="f", as_of=when("2020-05"), amount_lower=Decimal(69),
        currency="CNY", citations=CITED,
    )  # fmt: skip
    claims = [yuan, seated("v", "home")]
    assert money(claims).unconverted == ("CNY 0 m",)
    rate = ExchangeRate(base="USD", currency="CNY", year=2020, rate=Decimal("6.9"))
    assert money(claims, rates=[rate]).total == pytest.approx(10)


def test_parts_that_contradict_their_total_leave_the_round_open():
    over = [paid("", "100"), paid("v", "90"), paid("w", "80"), seated("v", "home")]
    assert money(over).known == (0, 1)
