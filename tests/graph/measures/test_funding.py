"""Money by origin: a round counts once, and nothing is scaled up."""

from decimal import Decimal

import pytest
from msgspec.structs import replace

from graph.claims.model import Citation, Entity, HolderTable, Investment
from graph.claims.reasons import because
from graph.claims.rivals_and_rates import ExchangeRate
from graph.measures.funding import funding_of, home_funding
from graph.measures.paid_rounds import paid_rounds
from graph.networks.situation import Situation
from made_up import DAY, citizen, firms, known, people, when
from ontology.lenses import lenses

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
    entities = [*firms("f"), *people("v", "w"), ROUND]
    return funding_of(Situation(known(entities, claims, **more), "f", DAY, "CN"), "USD")


def test_a_round_counts_once_and_an_all_home_complete_list_is_decided_unsplit():
    claims = [
        paid("", "100"), paid("v", None), paid("w", None),
        citizen("v", "home"), citizen("w", "home"),
    ]  # fmt: skip
    assert money(claims).total == 100
    assert money(claims).known == (0, 1)  # somebody unnamed may have paid it all
    assert money([*claims, ALL_NAMED]).known == (1, 1)
    mixed = [*claims[:-1], citizen("w", "away"), ALL_NAMED]
    assert money(mixed).known == (0, 1)
    split = [
        paid("", "100"),
        paid("v", "30"),
        paid("w", "70"),
        citizen("v", "home"),
        citizen("w", "away"),
    ]
    assert money(split).known == (0.3, 0.3)


PART = Entity(id="part", kind="FundingRound", name="Cornerstones", part_of="r")


def test_a_part_of_a_round_is_counted_in_it_and_not_beside_it():
    """40 of the 100 came from a known investor at home; who gave the other 60 is open."""
    claims = [paid("", "100"), paid("v", "40", name="part"), citizen("v", "home")]
    entities = [*firms("f"), *people("v"), ROUND, PART]
    found = funding_of(Situation(known(entities, claims), "f", DAY, "CN"))
    assert (found.total, found.known) == (100, (0.4, 1))
    apart = [replace(PART, part_of=""), *firms("f"), *people("v"), ROUND]
    assert funding_of(Situation(known(apart, claims), "f", DAY, "CN")).total == 140


def test_a_part_in_another_currency_is_counted_once_when_a_rate_is_cited():
    """A whole of 780 HKD with a part of 40 USD: at 7.8 a whole of 100 USD."""
    whole = replace(paid("", "780"), currency="HKD")
    claims = [whole, paid("v", "40", name="part"), citizen("v", "home")]
    entities = [*firms("f"), *people("v"), ROUND, PART]
    rate = ExchangeRate(base="USD", currency="HKD", year=2020, rate=Decimal("7.8"))
    without = funding_of(Situation(known(entities, claims), "f", DAY, "CN"))
    assert (without.total, without.known) == (40, (1, 1))
    found = funding_of(Situation(known(entities, claims, rates=[rate]), "f", DAY, "CN"), "USD")
    assert found.total == pytest.approx(100) and found.known == pytest.approx((0.4, 1))


def test_secondary_and_planned_money_is_not_money_received():
    claims = [paid("v", "50", flow="secondary"), paid("w", "9", name="s", flow="planned")]
    assert money(claims).known is None


def test_money_is_converted_only_with_a_cited_rate():
    yuan = Investment(
        id="y", party="v", target="f", as_of=when("2020-05"), amount_lower=Decimal(69),
        amount_upper=Decimal(69), currency="CNY", citations=CITED,
    )  # fmt: skip
    claims = [yuan, citizen("v", "home")]
    assert money(claims).unconverted == (because("amountOf", currency="CNY", amount=69),)
    rate = ExchangeRate(base="USD", currency="CNY", year=2020, rate=Decimal("6.9"))
    assert money(claims, rates=[rate]).total == pytest.approx(10)


def test_money_is_counted_in_the_currency_in_which_the_score_counts_it():
    """20 USD from home at 6.9 are 138 CNY; with 262 CNY of nobody named that is 400 CNY."""
    yuan = replace(paid("", "262"), currency="CNY")
    claims = [paid("v", "20", name="s"), yuan, citizen("v", "home")]
    entities = [*firms("f"), *people("v"), ROUND, replace(ROUND, id="s")]
    rate = ExchangeRate(base="USD", currency="CNY", year=2020, rate=Decimal("6.9"))
    situation = Situation(known(entities, claims, rates=[rate]), "f", DAY, "CN")
    found, walked = funding_of(situation), paid_rounds(situation)
    assert (found.currency, found.total) == ("CNY", pytest.approx(400))
    assert (walked.currency, walked.total) == ("CNY", 400)
    assert found.known == pytest.approx((138 / 400, 1))


def test_parts_that_contradict_their_total_leave_the_round_open():
    over = [paid("", "100"), paid("v", "90"), paid("w", "80"), citizen("v", "home")]
    assert money(over).known == (0, 1)


def ranged(party, lower, upper, **more):
    return Investment(
        id=f"inv-{party}-ranged", party=party, target="f", round="r", as_of=when("2020-05"),
        amount_lower=None if lower is None else Decimal(lower), amount_upper=Decimal(upper),
        currency="USD", citations=CITED, **more,
    )  # fmt: skip


def test_a_total_between_two_amounts_is_told_and_not_counted():
    claims = [ranged("", "100", "200"), paid("v", "60"), citizen("v", "home")]
    assert money(claims).known is None
    assert money(claims).unconverted == (because("amountRange", round="r"),)


def test_the_most_a_participant_may_have_paid_bounds_its_part():
    claims = [
        paid("", "100"), ranged("v", None, "30"), paid("w", "70"),
        citizen("v", "away"), citizen("w", "home"),
    ]  # fmt: skip
    found = money(claims)
    assert [(one.lower, one.upper) for one in found.rounds[0].participants] == [(0, 30), (70, 70)]
    assert found.known == (0.7, 1)


def test_money_planned_or_later_says_nothing_of_a_round():
    yuan = {"currency": "CNY", "amount_lower": Decimal(9), "amount_upper": Decimal(9)}
    planned = replace(paid("w", None, stage="planned"), **yuan)
    later = replace(paid("w", None), **yuan, as_of=when("2026-05"))
    for other in (planned, later):
        found = money([paid("v", "100"), other])
        assert (found.total, found.unconverted) == (100, ())


def paid_in(amount, **more):
    return Investment(
        id="all", target="f", flow="paidIn", as_of=when(more.pop("as_of", "2025-06")),
        amount_lower=Decimal(amount), amount_upper=Decimal(amount),
        **{"currency": "USD", "citations": CITED, **more},
    )  # fmt: skip


HOME_MONEY = [
    paid("v", "60"),
    citizen("v", "home"),
    paid("w", "20", name="s"),
    citizen("w", "away"),
]


def test_the_capital_paid_in_bounds_what_no_round_tells():
    found = money([*HOME_MONEY, paid_in("100")])
    assert found.coverage == pytest.approx(0.8)
    assert found.interval == pytest.approx((0.6, 0.8))  # the missing fifth may be anybody's
    assert found.known == pytest.approx((0.75, 0.75))
    assert "all" in found.claims


def test_it_is_no_round_and_never_added_to_them():
    assert money([paid_in("100")]).known is None
    assert money([*HOME_MONEY, paid_in("100")]).total == 80


@pytest.mark.parametrize(
    "claim",
    [
        paid_in("70"),  # less than the rounds come to
        paid_in("100", currency="CNY"),
        paid_in("100", as_of="2019"),  # a round came after it
        paid_in("100", as_of="2020-06"),  # past its horizon
        paid_in("100", confidence="low"),
        paid_in("100", stage="proposed"),
        paid_in("100", round="r"),
        paid_in("100", party="v"),
    ],
)
def test_a_total_that_is_not_cited_as_the_whole_bounds_nothing(claim):
    found = money([*HOME_MONEY, claim])
    assert (found.coverage, found.interval) == (None, (0, 1))


def test_a_total_between_two_amounts_bounds_with_the_larger():
    ranged_total = replace(paid_in("120"), amount_lower=Decimal(90))
    assert money([*HOME_MONEY, ranged_total]).interval == pytest.approx((0.5, 100 / 120))


def test_enough_covered_decides_the_lens_that_asks_for_coverage():
    lens = lenses()["funding-origin"]
    entities = [*firms("f"), *people("v", "w"), ROUND]
    claims = [paid("v", "95"), citizen("v", "home")]
    for claim, case, why in ((None, "", "coverageTooLow"), (paid_in("100"), "above", "")):
        knowledge = known(entities, [*claims, *([claim] if claim else [])])
        found = home_funding(Situation(knowledge, "f", DAY, "CN"), lens)
        assert (found.case, found.decides) == (case, why)
