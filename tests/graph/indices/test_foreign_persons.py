"""Foreign entity and person: what is decided, and what nobody's claims decide."""

from __future__ import annotations

import pytest
from own_release import release_of

from graph import questions
from graph.errors import InputError
from graph.releases.release import Release

ABROAD = [("F", "FR", "seat"), ("F", "FR", "headquarters")]


def test_without_a_cited_seat_nothing_is_decided():
    release = release_of(("ann", "F", 100), citizens=[("ann", "FR")])
    found = questions.foreign_person(release, "F")
    assert (found.entity, found.person) == (None, True)  # ann, a foreigner, controls it anyhow
    assert found.organised_abroad is None


@pytest.mark.parametrize(
    ("percent", "entity"),
    [(51, False), (50, True), (49, True)],
)
def test_more_than_half_of_home_and_not_half(percent, entity):
    release = release_of(
        ("ann", "F", percent), ("max", "F", 100 - percent),
        citizens=[("ann", "US"), ("max", "FR")], seats=ABROAD,
    )  # fmt: skip
    found = questions.foreign_person(release, "F")
    assert found.entity is entity and found.person is entity


def test_an_undisclosed_majority_leaves_both_open():
    release = release_of(("ann", "F", 30), citizens=[("ann", "US")], seats=ABROAD)
    found = questions.foreign_person(release, "F")
    assert (found.entity, found.person) == (None, None)
    assert (found.home_share.lower, found.home_share.upper) == (pytest.approx(0.3), 1)


def test_a_foreign_entity_that_controls_makes_a_foreign_person():
    """X is abroad and half foreign: a foreign entity; it has 80 % of A at home."""
    release = release_of(
        ("max", "X", 50), ("ann", "X", 50), ("X", "A", 80), ("ann", "A", 20),
        citizens=[("max", "FR"), ("ann", "US")],
        seats=[("X", "FR", "seat"), ("X", "FR", "headquarters"), ("A", "US", "seat")],
    )  # fmt: skip
    found = questions.foreign_person(release, "A")
    assert (found.entity, found.person) == (False, True)
    assert [holder.id for holder in found.controllers] == ["X"]


def test_a_rule_nobody_knows_is_refused_with_those_there_are():
    release = release_of(("ann", "F", 100))
    with pytest.raises(InputError, match="cfius, fcc, outbound"):
        questions.attributed_interest_in(release, "ann", "F", rule="marad")


def test_shares_listed_abroad_leave_open_what_a_seat_at_home_would_decide(
    seed_release: Release,
) -> None:
    """31 CFR 800.220(a): a place of business abroad, or shares that trade mostly there."""
    seen = 0
    for firm in seed_release.knowledge.subjects:
        found = questions.foreign_person(seed_release, firm)
        if found.organised_abroad and found.listed_abroad and found.home_share.lower <= 0.5:
            seen += 1
            assert found.entity is not False, firm
    assert seen
