"""Links, walks and chances between an owner and a firm; bad questions are refused in words."""

from __future__ import annotations

import pytest
from own_release import release_of

from graph import questions
from graph.errors import ComputationError, InputError
from graph.ownership.control.rights import ShareClass


def test_a_wedge_counted_by_hand():
    """30 % of B, 30 % of C, B 20 % of C: rights 30 + 20, cash 30 + 6."""
    release = release_of(("ann", "B", 30), ("ann", "C", 30), ("B", "C", 20))
    found = questions.weakest_link(release, "ann", "C")
    assert found.control_rights == pytest.approx(0.5)
    assert found.cash_flow_rights.point == pytest.approx(0.36)
    assert found.wedge == pytest.approx(0.14)
    assert found.cash_flow_rights.upper == 1  # whoever is undisclosed may be ann


def test_a_majority_takes_all_in_integrated_control():
    release = release_of(("ann", "H", 60), ("bob", "H", 40), ("H", "F", 30), ("bob", "F", 70))
    held = {firm.firm.id: firm for firm in questions.holdings(release, "ann").firms}
    assert held["H"].integrated_control == 1
    assert held["F"].integrated_control == 0
    assert held["F"].walk_sum == pytest.approx(0.18)


def test_several_people_have_no_majority_together():
    release = release_of(
        ("PEOPLE", "F", 60), ("ann", "F", 40), kinds={"PEOPLE": {"kind": "PartyGroup"}}
    )
    assert questions.indices(release, "F").integrated_control["ann"] == pytest.approx(0.4)


def test_chances_are_of_stakes_and_of_no_more_than_one():
    release = release_of(("ann", "F", 60))
    found = questions.chances_of_control(release, "ann", "F", {"ann-F": 0.25})
    assert (found.controls, found.mean_share) == (0.25, pytest.approx(0.15))
    with pytest.raises(InputError, match="no claim of a stake"):
        questions.chances_of_control(release, "ann", "F", {"nothing": 0.5})


def test_chances_above_one_are_refused_by_name():
    release = release_of(
        ("ann", "F", 60),
        rivals=[{"id": "r", "claims": ["ann-F", "again"], "reason": "two sources"}],
        ownership=[
            {
                "id": "again", "party": "ann", "target": "F", "share_min": 45, "share_max": 45,
                "as_of": "2025-06-30", "measurand": "registered",
            }
        ],
    )  # fmt: skip
    with pytest.raises(ComputationError, match="ann in F"):
        questions.chances_of_control(release, "ann", "F", {"ann-F": 0.7, "again": 0.7})


def test_a_class_that_is_not_described_is_named():
    row = {
        "id": "b", "party": "ann", "target": "F", "share_min": 100, "share_max": 100,
        "denominator": "class-b", "as_of": "2025-06-30", "measurand": "registered",
    }  # fmt: skip
    release = release_of(
        ("ann", "F", 10), ownership=[row],
        entities=[{"id": "class-b", "kind": "ShareClass", "name": "B", "part_of": "F"}],
    )  # fmt: skip
    rights = questions.rights_by_class(
        release, "F", {"class-b": ShareClass(100, 10), "class-a": ShareClass(900)}
    )
    assert rights[0].votes == pytest.approx(10 / 19)
    with pytest.raises(InputError, match="class-b"):
        questions.rights_by_class(release, "F", {"class-a": ShareClass(900)})


def test_indices_of_a_firm_nobody_is_known_to_hold():
    release = release_of(("ann", "F", 100), seats=[("G", "CN", "seat")])
    found = questions.indices(release, "G")
    assert found.voting_power.unled == 1
    assert found.weakest_links == () and found.closeness == ()
