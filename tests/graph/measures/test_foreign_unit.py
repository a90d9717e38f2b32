"""A foreign unit of any size refutes; that there is none takes all holders and all money."""

import pytest
from msgspec.structs import replace

from graph.claims.model import Citation, Entity, Investment
from graph.claims.shares import Share
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


def test_a_foreign_holder_of_unknown_size_last_seen_long_ago_is_only_last_known():
    found = say(LENS, WORLD, [stake("x", "f", None, "2010-06-30"), *PEOPLE])
    assert told(found) == ("undecided", "lastKnownOnly")


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


HELD = stake("p", "f", "100", directness="indirect", via=("b",))


@pytest.mark.parametrize("own_row", [False, True])
@pytest.mark.parametrize(
    ("seat", "word"),
    [("home", "purely domestic"), ("", "undecided"), ("island", "undecided"),
     ("away", "not purely domestic")],
)  # fmt: skip
def test_a_vehicle_is_a_holder_named_as_one_or_by_its_own_row(own_row, seat, word):
    rows = [stake("b", "f", "100")] if own_row else []
    seats = [seated("f", "home"), *([seated("b", seat)] if seat else [])]
    claims = [HELD, *rows, *seats, table("f", 0), *READ, *PEOPLE]
    assert say(LENS, WORLD, claims).word == word


def test_a_nominee_is_no_holder_wherever_it_is_seated():
    row = stake("b", "f", "100", capacity="nominee")
    seats = [seated("f", "home"), seated("b", "away")]
    claims = [HELD, row, *seats, table("f", 0), *READ, *PEOPLE]
    assert told(say(LENS, WORLD, claims)) == ("purely domestic", "")


def test_a_vehicle_that_has_more_than_what_is_held_through_it_is_looked_behind():
    claims = [replace(HELD, share=Share.parse("60", "60")), stake("b", "f", "100"),
              seated("f", "home"), seated("b", "home"), table("f", 0), *READ, *PEOPLE]  # fmt: skip
    assert say(LENS, WORLD, claims).word == "undecided"
