"""How near the state stands, and that nobody is called far from it who may be near."""

from __future__ import annotations

import pytest
from own_release import release_of

from graph import questions
from graph.errors import InputError

BODY = {"MINISTRY": {"kind": "PublicBody", "jurisdiction": "CN", "level": "national"}}


def test_one_venture_away_and_two():
    """The ministry's A holds B with ann; ann holds C with bob: one, two; cy is nowhere near."""
    release = release_of(
        ("MINISTRY", "A", 100), ("A", "B", 30), ("ann", "B", 70), ("ann", "C", 60),
        ("bob", "C", 40), ("cy", "D", 100), kinds=BODY,
    )  # fmt: skip
    found = questions.closeness_to_state(release, ["ann", "bob", "cy"])
    assert [owner.degree for owner in found] == [1, 2, None]


def test_closeness_of_nobody_is_refused():
    with pytest.raises(InputError, match="no owner"):
        questions.closeness_to_state(release_of(("ann", "F", 100)), [])


def test_a_level_is_open_where_somebody_undisclosed_may_be_the_state():
    known = release_of(("ann", "F", 100))
    assert questions.state_level_of_firm(known, "F").level == "open"  # ann may be anybody's
    private = release_of(("ann", "F", 100), citizens=[("ann", "CN")])
    assert questions.state_level_of_firm(private, "F").level == "low"
    hidden = release_of(("ann", "F", 20), citizens=[("ann", "CN")])
    found = questions.state_level_of_firm(hidden, "F")
    assert (found.level, found.on_known) == ("open", "low")
    state = release_of(("MINISTRY", "F", 51), kinds=BODY)
    assert questions.state_level_of_firm(state, "F").level == "high"
