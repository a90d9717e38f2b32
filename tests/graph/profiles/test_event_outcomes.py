"""Whether a plan was read as done: only by what is the same thing, never by what is alike."""

from __future__ import annotations

import pytest
from happenings import linked, paid, told
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from graph.claims.periods import Period
from made_up import power, stake, when

STARTED = Period(when("2024-06-01"))


def outcomes(*claims):
    return [event.outcome for event in told(*claims) if event.stage != "completed"]


def planned(claim, **more):
    return replace(
        claim, id="plan", stage="announced", as_of=when("2015-01-01"),
        period=Period(when(more.pop("due", None))), **more,
    )  # fmt: skip


def done(claim, **more):
    return replace(claim, id="done", as_of=when("2024-06-01"), **{"period": STARTED, **more})


@pytest.mark.parametrize(
    ("plan", "later", "outcome"),
    [
        ({"amount": None}, {"amount": None}, "notRead"),
        ({"amount": None}, {"amount": 7}, "notRead"),
        ({"amount": 7}, {"amount": 7}, "read"),
        ({"amount": 7}, {"amount": 8}, "notRead"),
        ({"amount": None, "round": "a"}, {"amount": None, "round": "a"}, "read"),
        ({"amount": 7, "round": "a"}, {"amount": 8, "round": "a"}, "read"),
        ({"amount": 7, "round": "a"}, {"amount": 7, "round": "b"}, "notRead"),
        ({"amount": None, "due": "2024-06-01"}, {"amount": None}, "read"),
        ({"amount": None, "due": "2016-06-01"}, {"amount": None}, "notRead"),
    ],
)
@pytest.mark.parametrize("flow", ["primary", "secondary"])
def test_money_announced_is_read_as_done_by_its_round_its_amount_or_its_day(
    plan, later, outcome, flow
):
    ahead, due = {**plan}, plan.get("due")
    ahead.pop("due", None)
    before = planned(paid("p", ahead.pop("amount"), flow=flow, **ahead), due=due)
    after = {**later}
    since = done(paid("p", after.pop("amount"), flow=flow, **after))
    assert outcomes(before, since) == [outcome]


def test_a_power_agreed_is_read_as_done_by_the_same_mechanism_alone():
    contracts = planned(power("p", "f", "vieContracts"))
    assert outcomes(contracts, done(power("p", "f", "boardMajority"))) == ["notRead"]
    assert outcomes(contracts, done(power("p", "f", "vieContracts"))) == ["read"]
    assert outcomes(contracts, done(power("q", "f", "vieContracts"))) == ["notRead"]


def test_a_stake_of_votes_is_not_one_of_all_shares():
    agreed = planned(stake("p", "f", "10", interest="votingRights"))
    assert outcomes(agreed, done(stake("p", "f", "10"))) == ["notRead"]
    assert outcomes(agreed, done(stake("p", "f", "10", interest="votingRights"))) == ["read"]


@pytest.mark.parametrize("kind", ["disposedOf", "boughtBack"])
def test_what_is_sold_or_bought_back_twice_was_not_planned_twice(kind):
    ends = ("p", "f") if kind == "disposedOf" else ("f", "p")
    sold = linked(*ends, kind)
    assert outcomes(planned(sold), done(sold)) == ["notRead"]
    assert outcomes(planned(sold, due="2024-06-01"), done(sold)) == ["read"]


def test_two_who_support_a_delisting_are_not_each_other():
    ahead = planned(linked("p", "bourse", "supportsDelistingFrom"))
    assert [
        event.outcome
        for event in told(ahead, done(linked("q", "bourse", "supportsDelistingFrom")), firm="p")
    ] == ["notRead"]


AMOUNTS = st.sampled_from([None, 7, 8])
ROUNDS = st.sampled_from(["", "a", "b"])


@given(AMOUNTS, AMOUNTS, ROUNDS, ROUNDS)
def test_nothing_is_read_as_done_that_shares_nothing_read(before, after, first, second):
    """Money that agrees only in what nobody read of it is not known to be the same money."""
    plan = planned(paid("p", before, round=first))
    (outcome,) = outcomes(plan, done(paid("p", after, round=second)))
    same_round = bool(first) and first == second
    same_amount = before is not None and before == after and not (first and second)
    assert (outcome == "read") <= (same_round or same_amount)
