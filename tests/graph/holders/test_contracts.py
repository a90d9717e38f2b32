"""Which contracts stand over a company, and how much of the benefit they move."""

import pytest
from msgspec.structs import replace

from graph.claims.periods import Period
from graph.holders.contracts import contracts_over, standing_controls
from made_up import DAY, firms, known, people, power, when

ALL_FIVE = ("votingProxy", "callOption", "equityPledge", "exclusiveServices", "loan")
SINCE_2018 = Period(when("2018-01-10"), None)


def signed(as_of, instruments, *, name, bound=("n",), period=SINCE_2018):
    claim = power(
        "wfoe", "op", "vieContracts", as_of, instruments=instruments, bound=bound, period=period
    )
    return replace(claim, id=name)


def moved(*claims):
    knowledge = known(firms("wfoe", "op") + people("n", "m"), claims)
    return [
        (one.claims, one.lower, one.upper)
        for one in contracts_over(knowledge, "op", "economic", DAY)
    ]


PART = signed("2024-07", ("loan", "callOption"), name="part")
WHOLE = signed("2025-03-31", ALL_FIVE, name="whole")


def test_one_set_read_in_part_and_then_in_full_is_one_set():
    """With the part beside it, half read, nothing would be certain to move."""
    assert moved(PART, WHOLE) == moved(WHOLE, PART) == [(("whole",), 1, 1)]


def test_read_in_part_alone_it_moves_from_nothing_to_all():
    assert moved(PART) == [(("part",), 0, 1)]


@pytest.mark.parametrize(
    "other",
    [
        signed("2024-07", ("loan",), name="part", bound=("m",)),  # other nominees
        signed("2024-07", ("loan",), name="part", period=Period(when("2014"), None)),  # another set
        signed("2024-07", ALL_FIVE, name="part"),  # as full: both are cited
    ],
)
def test_another_set_stands_beside_it(other):
    assert {claims for claims, _, _ in moved(other, WHOLE)} == {("part",), ("whole",)}


def test_a_fuller_reading_out_of_date_does_not_displace_a_current_one():
    old = signed("2019-01-01", ALL_FIVE, name="whole")
    assert {claims for claims, _, _ in moved(PART, old)} == {("part",), ("whole",)}


def test_a_stated_parent_stands_longer_than_its_source_and_no_longer_than_its_horizon():
    parent = power("p", "f", "parent", "2019-06-30")
    knowledge = known(firms("p", "f"), [parent])
    ((_, current),) = standing_controls(knowledge, "f", DAY)
    assert current
    ((_, later),) = standing_controls(knowledge, "f", DAY.replace(year=2026))
    assert not later
    stated = known(firms("p", "f"), [power("p", "f", "statedController", "2019-06-30")])
    ((_, current),) = standing_controls(stated, "f", DAY)
    assert not current
