"""Who is of one group: majorities of one's own, stated parents, contracts; never a nominee."""

import pytest

from graph.measures.group_members import group_of
from made_up import DAY, firms, known, power, stake


def test_up_and_down_a_majority():
    knowledge = known(
        firms("top", "f", "sister"), [stake("top", "f", 60), stake("top", "sister", 70)]
    )
    assert set(group_of(knowledge, "f", DAY)) == {"top", "sister"}


def test_half_is_no_majority():
    knowledge = known(firms("top", "f"), [stake("top", "f", 50)])
    assert group_of(knowledge, "f", DAY) == ()


@pytest.mark.parametrize("capacity", ["nominee", "depository", "custodian"])
def test_two_firms_behind_one_nominee_are_no_group(capacity):
    claims = [stake("clearing", firm, 56, capacity=capacity) for firm in ("f", "g")]
    assert group_of(known(firms("clearing", "f", "g"), claims), "f", DAY) == ()


def test_own_shares_make_nobody_ones_parent():
    knowledge = known(firms("f"), [stake("f", "f", 60)])
    assert group_of(knowledge, "f", DAY) == ()


def test_a_stated_parent_is_one():
    knowledge = known(firms("top", "f"), [power("top", "f", "parent")])
    assert group_of(knowledge, "f", DAY) == ("top",)
