"""Money as a graph of shares: rounds by amount, parts of a round, investors as they were then."""

from decimal import Decimal
from fractions import Fraction

import pytest

from graph.claims.model import Citation, Entity, HolderTable, Investment
from graph.claims.rivals_and_rates import ExchangeRate
from graph.holders.origins import HOME
from graph.measures.money_graph import money_graph
from graph.networks.share_graph import worth_of, worth_outside
from graph.networks.situation import Situation
from graph.ownership.traversal.least_shares import least_shares
from made_up import DAY, firms, known, role, seated, stake, when

CITED = (Citation("press"),)
ROUNDS = [Entity(id=name, kind="FundingRound", name=f"Round {name}") for name in ("r", "s")]
ALL_NAMED = HolderTable(id="t", target="r", complete_above=Decimal(0), citations=CITED)


def paid(party, lower, name="r", upper="same", on="2020-05", currency="CNY", **more):
    low = None if lower is None else Decimal(lower)
    high = low if upper == "same" else None if upper is None else Decimal(upper)
    return Investment(
        id=f"inv-{party}-{name}", party=party, target="f", round=name, as_of=when(on),
        amount_lower=low, amount_upper=high, currency=currency if lower or high else "",
        citations=CITED, **more,
    )  # fmt: skip


def money(claims, **more):
    entities = [*firms("f", "fund", "swf", "v", "w"), *ROUNDS]
    return money_graph(Situation(known(entities, claims, **more), "f", DAY, "CN"))


def parts(graph):
    home = frozenset(HOME)
    at_home = least_shares(graph.shares, worth_of(graph.shares, home)).worth[graph.root]
    abroad = least_shares(graph.shares, worth_outside(graph.shares, home)).worth[graph.root]
    return at_home, abroad


PLACED = [role("fund", "stateFund"), role("swf", "stateFund", "SG")]


def test_rounds_weigh_by_amount_and_parts_within_them():
    """Of 100: the fund 30 and the foreign fund 20; of 300: nobody is named."""
    graph = money([*PLACED, paid("", "100"), paid("fund", "30"), paid("swf", "20"),
                   paid("", "300", "s")])  # fmt: skip
    assert (graph.total, graph.currency, len(graph.counted)) == (400, "CNY", 2)
    assert parts(graph) == (Fraction(30, 400), Fraction(20, 400))


def test_a_complete_list_of_one_side_is_decided_unsplit():
    claims = [*PLACED, paid("", "100"), paid("fund", None), paid("v", None), role("v", "stateFund")]
    assert parts(money(claims)) == (0, 0)
    assert parts(money([*claims, ALL_NAMED])) == (1, 0)


def test_an_investor_is_climbed_on_the_day_of_its_round():
    """The ministry had half of v in 2020 and nothing since: half of that round is home's."""
    claims = [
        paid("v", "10", ""), stake("ministry", "v", "50", "2020-03"),
        stake("ministry", "v", "0", "2024-01"),
    ]  # fmt: skip
    assert parts(money(claims)) == (Fraction(1, 2), 0)
    later = [paid("v", "10", "", on="2024-06"), *claims[1:]]
    assert parts(money(later)) == (0, 0)


def test_a_seat_is_a_point_and_no_bound():
    assert parts(money([paid("v", "10", ""), seated("v", "home")])) == (0, 0)


def test_currencies_meet_only_by_a_cited_rate_and_most_money_chooses():
    claims = [*PLACED, paid("fund", "69", ""), paid("swf", "90", "s", currency="USD")]
    apart = money(claims)
    assert (len(apart.counted), [one.beside for one in apart.beside]) == (1, ["noRate"])
    rate = ExchangeRate(base="USD", currency="CNY", year=2020, rate=Decimal("6.9"))
    together = money(claims, rates=[rate])
    assert (together.currency, together.total) == ("USD", 100)
    assert parts(together) == (Fraction(1, 10), Fraction(9, 10))


@pytest.mark.parametrize(
    ("claims", "why"),
    [
        ([paid("", "100", upper=None), paid("fund", "30")], "amountOpen"),
        ([paid("", "100", upper="200")], "amountOpen"),
        ([paid("fund", None)], "noAmount"),
        ([paid("", "100"), paid("fund", "90"), paid("swf", "80")], "contradictory"),
        ([paid("", "100"), paid("fund", "90", currency="USD")], "severalCurrencies"),
    ],
)  # fmt: skip
def test_what_is_not_one_amount_stands_beside_and_says_why(claims, why):
    graph = money([*PLACED, *claims])
    assert [one.beside for one in graph.beside] == [why]
    assert not graph.counted
    assert graph.presence.has_edge(graph.root, "r")


def test_at_least_is_not_exactly():
    """An investor who paid at least 30 of 100 may have paid all; the round is at the least 30."""
    graph = money([*PLACED, paid("", "100"), paid("fund", "30", upper=None)])
    assert parts(graph) == (Fraction(30, 100), 0)


def test_plans_and_purchases_are_no_money_received():
    claims = [paid("fund", "9", "", flow="secondary"), paid("swf", "9", "s", stage="agreed")]
    graph = money([*PLACED, *claims])
    assert (graph.total, graph.counted, graph.beside) == (0, (), ())
