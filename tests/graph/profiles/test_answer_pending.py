"""Blocks of a page stand as read on their day; what a later step leaves is said beside them."""

from datetime import date
from fractions import Fraction

import pytest

from graph.networks.situation import Situation
from graph.profiles.answer.blocks import blocks_read
from graph.profiles.answer.owned import owned
from graph.profiles.answer.pending import less_if_done
from made_up import DAY, citizen, firms, known, people, stake
from seed_firms import firms_on

WORLD = firms("f") + people("p", "r")
HAS = stake("p", "f", "60")


def read(*claims):
    knowledge = known(WORLD, [HAS, citizen("p", "home"), citizen("r", "home"), *claims])
    return blocks_read(Situation(knowledge, "f", DAY, "CN"))


def agreed(holder, share, due="2025-10-31"):
    return stake(holder, "f", share, "2025-08-01", since=due, stage="agreed")


def test_a_later_step_leaves_the_figure_of_an_earlier_day_and_says_what_it_may_take():
    found = read(agreed("r", "25"))
    assert [(one.holder, one.lower, one.exact) for one in found.blocks] == [
        ("p", Fraction(3, 5), True)
    ]
    assert str(found.days[1]) == "2025-06-30"
    (said,) = less_if_done(found)
    (group,) = dict(said.reason.values)["groups"]
    assert dict(group.values)["share"] == Fraction(60 - 25, 100)  # all of it bought of P
    assert str(dict(said.reason.values)["day"]) == "2025-10-31"


@pytest.mark.parametrize(
    "claims",
    [
        (),
        (agreed("r", "25", "2026-03-01"),),  # not due yet
        (
            agreed("r", "25"),
            stake("r", "f", "25", "2025-11-30"),
            stake("p", "f", "60", "2025-11-30"),
        ),
        (agreed("p", "70"),),  # takes nothing of anybody
    ],
)
def test_nothing_is_said_where_no_step_may_have_taken_of_what_was_read(claims):
    assert not list(less_if_done(read(*claims)))


@pytest.mark.parametrize("day", [date(2026, 11, 30), date(2021, 6, 30), None])
def test_of_the_seeds_no_step_moves_a_figure_of_a_day_before_it(seed_release, day):
    """The headline's sum is that of the figures read; less than that is said only with the step."""
    knowledge, moved = seed_release.knowledge, 0
    for situation in firms_on(knowledge, day):
        firm = situation.firm
        found = blocks_read(situation)
        if found.if_done is None:
            continue
        steps = {step.claim for step in found.if_done.column.pending}
        assert steps.isdisjoint(claim for one in found.blocks for claim in one.claims), firm
        assert steps.isdisjoint(claim for said in owned(situation, found) for claim in said.claims)
        for group, least in found.less_if_done.items():
            moved += 1
            assert least < sum(one.lower for one in found.foremost[group])
            assert [said for said in less_if_done(found) if steps <= set(said.claims)], firm
    if day == date(2026, 11, 30):
        assert moved  # SMIC's state blocks, by a step of February 2026
