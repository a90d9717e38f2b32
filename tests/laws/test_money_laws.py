"""Money by origin: what is open stays open, and lenses and walks read the same investors."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.answers.reason_words import in_words
from graph.claims.model import Entity, Investment
from graph.claims.rivals_and_rates import ExchangeRate
from graph.holders.origins import HOME
from graph.measures.completion import received
from graph.measures.funding import funding_of, home_funding
from graph.measures.money_graph import money_graph
from graph.networks.share_graph import worth_of
from graph.networks.situation import Situation
from graph.ownership.traversal.least_shares import least_shares
from made_up import CITED, DAY, citizen, firms, known, people, seated, stake, table, when
from ontology.lenses import lenses

ROUND = Entity(id="r", kind="FundingRound", name="Round")
ENTITIES = [*firms("f", "v"), *people("p", "q"), ROUND]
FROM = [citizen("p", "home"), citizen("q", "away"), seated("v", "home")]
amounts = st.integers(1, 99)


def paid(party, least, most=None, day="2024-06-30", **more):
    return Investment(
        id=f"inv-{party}-{day}", party=party, target="f", as_of=when(day), citations=CITED,
        amount_lower=None if least is None else Decimal(least),
        amount_upper=None if most is None else Decimal(most),
        **{"round": "r", "currency": "USD", **more},
    )  # fmt: skip


def asked(claims, entities=ENTITIES, **more):
    return Situation(known(entities, [*FROM, *claims], **more), "f", DAY, "CN")


@given(amounts, amounts)
def test_at_least_is_at_least_of_a_part_and_leaves_a_total_uncounted(least, more):
    total = least + more
    found = funding_of(asked([paid("", total, total), paid("p", least), paid("q", None)]))
    assert [(one.lower, one.upper) for one in found.rounds[0].participants] == [
        (least, total), (0, total),
    ]  # fmt: skip
    assert found.known == pytest.approx((least / total, 1))
    for claims in (
        [paid("", total)],
        [paid("p", total)],
        [paid("p", total, total), paid("q", least)],
    ):
        told = funding_of(asked(claims))
        assert told.known is None and not told.rounds
        assert [reason.code for reason in told.unconverted] == ["amountRange"]


@given(amounts, amounts, st.integers(2, 9))
def test_money_in_another_currency_is_covered_by_a_cited_rate_and_not_without_one(
    home, abroad, rate
):
    whole = home * rate + abroad
    claims = [
        paid("p", home, home, round="", currency="USD"),
        paid("q", abroad, abroad, round="", currency="CNY"),
        paid("", whole, whole, "2025-06-30", round="", currency="CNY", flow="paidIn"),
    ]
    cited = ExchangeRate(base="USD", currency="CNY", year=2024, rate=Decimal(rate))
    found = funding_of(asked(claims, rates=[cited]))
    assert found.coverage == 1
    assert found.interval == pytest.approx((home * rate / whole, home * rate / whole))
    assert funding_of(asked(claims)).coverage is None


@given(amounts, amounts, st.integers(0, 100))
def test_lenses_and_walks_read_one_home_part_of_the_money(first, second, owned):
    """A person by citizenship, a firm by its owners, and never for certain by its seat."""
    claims = [paid("p", first, first), paid("v", second, second)]
    if owned:
        claims.append(stake("p", "v", str(owned), "2024-03-31"))
    situation = asked(claims)
    known_part = funding_of(situation).known
    total = first + second
    expected = Fraction(first, total) + Fraction(second, total) * Fraction(owned, 100)
    assert known_part == pytest.approx((float(expected), 1))
    graph = money_graph(situation)
    assert float(_least_from_home(graph)) == pytest.approx(float(expected))


def _least_from_home(graph):
    return least_shares(graph.shares, worth_of(graph.shares, frozenset(HOME))).worth[graph.root]


@given(st.sampled_from(["before", "after", "never"]), st.booleans(), st.booleans())
def test_an_agreed_round_counts_only_where_a_holding_cannot_be_without_it(seen, sized, bought):
    days = {"before": "2023-06-30", "after": "2024-12-31"}
    claims = [paid("p", 10, 10, round="", stage="agreed")]
    if seen in days:
        claims.append(stake("p", "f", "5" if sized else None, days[seen]))
    if bought:
        claims.append(paid("p", None, day="2024-09-30", round="", flow="secondary"))
    situation = asked(claims)
    counted = received(situation.knowledge, "f", DAY)
    assert bool(counted) == (seen == "after" and not bought)
    reasons = home_funding(situation, lenses()["funding-origin"]).reasons
    said = [
        in_words(situation.knowledge, one) for one in reasons if one.code == "completedInferred"
    ]
    assert bool(said) == bool(counted) and all("inferred" in words for words in said)


def test_the_total_of_an_agreed_round_counts_once_all_who_agreed_hold():
    total, parts = paid("", 30, 30, stage="agreed"), [
        paid("p", 10, 10, stage="agreed"), paid("q", 20, 20, stage="agreed")
    ]  # fmt: skip
    one = stake("p", "f", "5", "2024-12-31")
    both = [one, stake("q", "f", "9", "2024-12-31")]
    counted = {claim.id for claim in received(asked([total, *parts, one]).knowledge, "f", DAY)}
    assert counted == {parts[0].id}
    found = funding_of(asked([total, *parts, *both, table("r", Decimal(0), "2024-06-30")]))
    assert (found.total, found.inferred) == (30, ("p", "q"))
