"""Power of a firm's voters, on what is certain, with small worlds that can be counted by hand."""

from __future__ import annotations

import pytest
from own_release import release_of

from graph import questions


def test_a_group_of_many_people_never_votes_as_one():
    release = release_of(
        ("PEOPLE", "F", 60), ("ann", "F", 25), ("bob", "F", 15),
        kinds={"PEOPLE": {"kind": "PartyGroup"}},
    )  # fmt: skip
    found = questions.voting_power(release, "F")
    assert {voter.holder.id for voter in found.voters} == {"ann", "bob"}
    assert [voter.banzhaf for voter in found.voters] == [None, None]  # 40 % carry nothing
    assert found.unled == pytest.approx(0.6)
    assert "no coalition wins" in found.notes[0]


def test_the_float_is_an_ocean_only_under_a_current_table():
    """One block of 30 %: the pivot when the ocean before it has 20 to 50 of its 70: 3/7."""
    table = [{"id": "t", "target": "F", "complete_above": 5, "as_of": "2025-06-30"}]
    rows = {"holder_tables": [row | {"measurand": "registered"} for row in table]}
    with_table = questions.voting_power(release_of(("ann", "F", 30), **rows), "F")
    assert with_table.voters[0].oceanic == pytest.approx(3 / 7)
    assert with_table.ocean == pytest.approx(4 / 7)
    without = questions.voting_power(release_of(("ann", "F", 30)), "F")
    assert without.ocean is None and without.voters[0].oceanic is None


def test_a_quota_that_need_only_be_reached():
    halves = release_of(("ann", "F", 50), ("bob", "F", 50))
    alone = questions.voting_power(halves, "F", inclusive=True)
    assert [voter.swings for voter in alone.voters] == [1, 1]
    assert [voter.swings for voter in questions.voting_power(halves, "F").voters] == [1, 1]
