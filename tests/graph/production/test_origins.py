"""Whence an owner is: what a lens says of a plant of its own, and the weaker readings beside it."""

from datetime import date

import pytest

from graph.production.origins import Origins
from made_up import DAY, citizen, firms, known, people, power, role, seated, stake

CONTROL, SHARE = "ultimate-control", "ultimate-ownership"


def by_lens(entities, claims, owner="f", lens=CONTROL):
    knowledge = known(entities, claims)
    return Origins(knowledge, [owner], DAY, "CN").by_lens(owner, knowledge.lenses[lens])


def test_who_has_the_majority_decides_for_the_owner():
    ann = by_lens([*firms("f"), *people("ann")], [stake("ann", "f", "60"), citizen("ann", "home")])
    assert (ann.lower, ann.upper, ann.state_upper) == (1, 1, 0)
    assert set(ann.claims) == {"own-f-ann-2025-06-30-", "cit-ann-home"}


def test_one_from_abroad_makes_it_foreign():
    found = by_lens(
        [*firms("f"), *people("bob")], [stake("bob", "f", "60"), citizen("bob", "away")]
    )
    assert (found.lower, found.upper) == (0, 0)


def test_a_majority_from_an_associated_place_is_not_domestic():
    found = by_lens(
        [*firms("f"), *people("eve")], [stake("eve", "f", "60"), citizen("eve", "near")]
    )
    assert (found.lower, found.upper) == (0, 0)


def test_a_ministry_above_makes_it_the_states():
    found = by_lens([*firms("f", "g")], [stake("ministry", "g", "100"), power("g", "f", "parent")])
    assert (found.lower, found.state_lower, found.state_upper) == (1, 1, 1)


def test_a_cited_state_enterprise_above_whom_nobody_is_found_is_itself_from_home():
    found = by_lens(firms("f"), [role("f", "stateEnterprise")])
    assert (found.lower, found.state_lower) == (1, 1)


def test_an_owner_that_is_a_person_is_judged_as_one():
    found = by_lens(people("ann"), [citizen("ann", "home")], owner="ann")
    assert (found.lower, found.upper) == (1, 1)


def test_a_name_or_a_seat_decides_nothing():
    found = by_lens(firms("f"), [seated("f", "town")])
    assert (found.lower, found.upper, found.level) == (0, 1, "seat")
    assert by_lens(firms("f"), [seated("f", "island")]).level == ""
    assert by_lens(firms("f"), [seated("f", "away")]).level == ""
    assert by_lens(firms("f"), []).level == ""


def test_headquarters_stand_in_where_no_seat_is_cited():
    assert by_lens(firms("f"), [seated("f", "town", "headquarters")]).level == "seat"
    both = [seated("f", "town", "headquarters"), seated("f", "island")]
    assert by_lens(firms("f"), both).level == ""


def test_what_is_too_old_is_last_known_with_its_day():
    old = [stake("ministry", "f", "100", "2015-03-31")]
    found = by_lens(firms("f"), old)
    assert (found.lower, found.upper) == (0, 1)
    assert (found.level, found.day, found.level_state) == ("lastKnown", date(2015, 3, 31), True)


def test_the_last_day_that_decided_counts_and_not_an_earlier_one():
    sold = [
        stake("ministry", "f", "100", "2012-03-31", to="2014-12-31"),
        stake("bob", "f", "100", "2015-03-31"),
        citizen("bob", "away"),
    ]
    found = by_lens([*firms("f"), *people("bob")], sold)
    assert found.level == ""


def test_an_undated_parent_from_home_is_last_known_without_a_day():
    found = by_lens(firms("f"), [power("ministry", "f", "parent", None)])
    assert (found.level, found.day, found.level_state) == ("lastKnown", None, True)


def test_the_share_counts_only_what_ends_at_home():
    knowledge = known(firms("f"), [stake("ministry", "f", "44.2")])
    found = Origins(knowledge, ["f"], DAY, "CN").by_share("f", knowledge.lenses[SHARE])
    assert float(found.lower) == pytest.approx(0.442)
    assert float(found.state_lower) == pytest.approx(0.442)
    assert found.upper == 1


def test_what_is_only_stated_or_weakly_cited_says_so():
    said = by_lens(firms("f"), [power("ministry", "f", "statedController")])
    assert (said.lower, said.as_stated, said.weak) == (1, True, False)
    hinted = by_lens(firms("f"), [power("ministry", "f", "parent", confidence="low")])
    assert (hinted.lower, hinted.as_stated, hinted.weak) == (1, False, True)


def test_another_lens_says_nothing_of_the_state():
    found = by_lens(firms("f"), [stake("ministry", "f", "100")], lens=SHARE)
    assert (found.lower, found.state_lower, found.state_upper) == (1, 0, 1)


def test_a_supposed_plant_is_nowhere_among_the_claims():
    knowledge = known(firms("f"), [stake("ministry", "f", "100")])
    before = dict(knowledge.claims)
    found = Origins(knowledge, ["f"], DAY, "CN").by_lens("f", knowledge.lenses[CONTROL])
    assert knowledge.claims == before
    assert set(found.claims) <= set(before)
