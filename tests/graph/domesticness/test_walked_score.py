"""The score by walking: three amounts, whom each point ends with, and when a number is given."""

from decimal import Decimal
from fractions import Fraction

import pytest

from graph.claims.model import Citation, Entity, HolderTable, Investment
from graph.domesticness.rating import ALPHAS, number_of
from graph.domesticness.walked_score import walked_score
from graph.networks.situation import Situation
from graph.profiles.walked_score import domestic_score
from made_up import DAY, citizen, firms, known, people, role, stake, when

CITED = (Citation("press"),)
ENTITIES = [
    *firms("f", "g", "fund", "bank", "shell"), *people("ann", "bob", "cat"),
    Entity(id="r", kind="FundingRound", name="Round"),
]  # fmt: skip
OWNERS = [
    stake("fund", "f", "10"), role("fund", "stateFund"), stake("ministry", "fund", "60"),
    stake("bank", "fund", "20"), role("bank", "stateEnterprise"),
    stake("bank", "f", "3"), stake("ann", "f", "20"), citizen("ann", "home"),
    stake("bob", "f", "5"), citizen("bob", "away"), stake("cat", "f", "4"), citizen("cat", "near"),
    stake("shell", "f", "30"),
]  # fmt: skip


def paid(party, amount, name="r", flow="primary"):
    value = None if amount is None else Decimal(amount)
    return Investment(
        id=f"inv-{party}-{name}-{flow}", party=party, target="f", round=name, flow=flow,
        as_of=when("2025-05"), amount_lower=value, amount_upper=value,
        currency="CNY" if amount else "", citations=CITED,
    )  # fmt: skip


def situation(claims):
    return Situation(known(ENTITIES, claims), "f", DAY, "CN")


def test_three_amounts_are_the_whole():
    own = walked_score(situation(OWNERS)).ownership
    assert own.home == Fraction(33, 100)  # fund 10, bank 3, Ann 20
    assert own.home_state == Fraction(13, 100)
    assert own.foreign == Fraction(9, 100)  # Bob 5, and Cat 4 from an associated jurisdiction
    assert own.associated == Fraction(4, 100)
    assert own.not_read == Fraction(58, 100)
    assert own.interval == (Fraction(33, 100), Fraction(91, 100))


def test_each_point_ends_with_somebody_and_says_what_it_rests_on():
    own = walked_score(situation(OWNERS)).ownership
    found = {(end.entity, end.unnamed, end.rests_on): end.points for end in own.ends}
    assert found == {
        ("ministry", False, "percentages"): Fraction(6, 100),
        ("fund", True, "classification"): Fraction(2, 100),
        ("bank", False, "percentages"): Fraction(2, 100),  # found by looking through the fund
        ("bank", False, "classification"): Fraction(3, 100),  # a holder of the firm itself
        ("ann", False, "percentages"): Fraction(20, 100),
        ("bob", False, "percentages"): Fraction(5, 100),
        ("cat", False, "percentages"): Fraction(4, 100),
    }
    assert sum(found.values()) == own.home + own.foreign
    ministry = next(end for end in own.ends if end.entity == "ministry")
    assert set(ministry.claims) == {
        "own-f-fund-2025-06-30-", "own-fund-ministry-2025-06-30-",
    }  # fmt: skip


def test_holders_of_one_another_lose_nothing():
    """Of f half is g's; of g half is f's and half the ministry's: half of f ends with it."""
    claims = [stake("g", "f", "50"), stake("f", "g", "50"), stake("ministry", "g", "50")]
    own = walked_score(situation(claims)).ownership
    # f = 1/2 g, g = 1/2 f + 1/2: f = 1/4 f + 1/4, so f = 1/3
    assert own.home == Fraction(1, 3)
    assert [end.points for end in own.ends] == [Fraction(1, 3)]


def test_nobody_is_given_what_several_share():
    """A round of 100 from two of one state, and nobody else: home's, and neither's for certain."""
    claims = [
        role("fund", "stateFund"), role("bank", "stateEnterprise"),
        paid("", "100"), paid("fund", None), paid("bank", None),
        HolderTable(id="t", target="r", complete_above=Decimal(0), citations=CITED),
    ]  # fmt: skip
    found = walked_score(situation(claims)).money
    assert found.home == found.home_state == 1
    assert [(end.entity, end.unnamed, end.points) for end in found.ends] == [("r", True, 1)]


def test_over_five_percent_is_five_for_certain():
    claims = [
        stake("g", "f", "100"), role("g", "stateFund"), stake("ministry", "g", ("5", "100")),
    ]  # fmt: skip
    own = walked_score(situation(claims)).ownership
    assert {(end.entity, end.rests_on): end.points for end in own.ends} == {
        ("ministry", "percentages"): Fraction(5, 100),
        ("g", "classification"): Fraction(95, 100),
    }


@pytest.mark.parametrize(
    ("least", "most", "number"),
    [("0.4", "0.9", "0.65"), ("0.4", "0.900001", None), ("0", "0", "0"), ("0", "1", None)],
)
def test_a_number_only_for_an_interval_no_wider_than_one_half(least, most, number):
    wanted = None if number is None else Fraction(number)
    assert number_of((Fraction(least), Fraction(most))) == wanted


def test_money_that_was_read_is_not_taken_for_all_money():
    """All that was read is the fund's; what was ever paid in is not cited: not rated on it."""
    found = walked_score(situation([*OWNERS, paid("fund", "100")]))
    assert found.money is not None
    assert found.money.home == Fraction(8, 10) + Fraction(2, 10)
    assert found.mixture(Fraction(0)) == (0, 1)
    assert found.mixture(Fraction(1, 2)) == (Fraction(33, 200), Fraction(191, 200))
    assert found.mixture(Fraction(1)) == (Fraction(33, 100), Fraction(91, 100))


def test_paid_in_capital_makes_it_all_money():
    claims = [*OWNERS, paid("fund", "100"), paid("", "125", "", "paidIn")]
    found = walked_score(situation(claims))
    assert found.coverage == pytest.approx(0.8)
    assert [float(part) for part in found.mixture(Fraction(0))] == pytest.approx([0.8, 1.0])
    answer = domestic_score(situation(claims), "r")
    assert [one.alpha for one in answer.mixtures] == [float(alpha) for alpha in ALPHAS]
    assert answer.mixtures[0].number == pytest.approx(0.9)
    assert answer.mixtures[2].number is None  # 33 to 91 is wider than a half
    assert not answer.rated


def test_the_answer_says_its_amounts_in_a_line_and_cites_every_claim():
    answer = domestic_score(situation([*OWNERS, paid("fund", "100")]), "r")
    assert answer.summary == (
        "ownership: home at least 33 (state 13) · foreign or associated at least 9 (associated 4) "
        "· origin open 58; money, of CNY 0 m read: home 100 (state 100) · foreign 0 "
        "· origin open 0; not rated"
    )
    cited = {claim.id for claim in answer.claims}
    assert all(set(one.claims) <= cited for one in answer.contributions)
    assert answer.estimate is None
    assert domestic_score(situation(OWNERS), "r", with_estimate=True).estimate is not None
