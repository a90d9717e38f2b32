"""A foreign unit of any size refutes; that there is none takes all holders and all money."""

import pytest

from graph.claims.model import Citation, Entity, Investment
from made_up import citizen, firms, people, say, seated, stake, table, told, when

ROUND = Entity(id="round", kind="FundingRound", name="A round")
WORLD = [*firms("f", "b"), *people("p", "x"), ROUND]
PEOPLE = [citizen("p", "home"), citizen("x", "away")]
LENS = "purely-domestic-funding"
WHOLE = [seated("f", "home"), stake("p", "f", "100"), table("f", 0)]


def money(party, amount, flow="primary", group="round"):
    return Investment(
        id=f"money-{party}-{amount}-{flow}",
        party=party,
        target="f",
        round=group,
        flow=flow,
        amount_lower=amount,
        amount_upper=amount,
        currency="USD",
        as_of=when("2025-06-30"),
        citations=(Citation("filing"),),
    )


READ = [money("p", 3), money("", 3, "paidIn", "")]


def test_a_foreign_holder_of_unknown_size_refutes():
    found = say(LENS, WORLD, [stake("x", "f", None), *PEOPLE])
    assert told(found) == ("not purely domestic", "")


def test_a_foreign_holder_above_one_of_unknown_size_refutes():
    claims = [stake("b", "f", None), stake("x", "b", "100"), *PEOPLE]
    assert told(say(LENS, WORLD, claims)) == ("not purely domestic", "")


def test_all_holders_and_all_money_from_home_are_purely_domestic():
    assert told(say(LENS, WORLD, [*WHOLE, *READ, *PEOPLE])) == ("purely domestic", "")


@pytest.mark.parametrize(
    ("missing", "why"),
    [
        ([*WHOLE, READ[0]], "the money paid in is not all read"),
        ([*WHOLE, *READ, money("p", 2, group="other")], "the money paid in is not all read"),
        ([WHOLE[0], stake("p", "f", "90"), *READ], "not all holders are read at every hop"),
    ],
)
def test_what_is_missing_is_said(missing, why):
    found = say(LENS, WORLD, [*missing, *PEOPLE])
    assert not found.decided
    assert why in found.explanation
