"""Stakes in a class of shares are parts of the whole: of capital, and by votes a share of votes."""

from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from graph.holders.holder_column import holder_column
from graph.networks.situation import Situation
from graph.screening.direct_holders import direct_holders
from made_up import DAY, firms, known, people, stake, table

CLASSES = ("class-a", "class-b")
ON, OTHER_DAY = "2025-06-30", "2025-05-31"
of_a_class = st.integers(1, 99)  # per cent
sizes_of_a = st.integers(1, 99)
weights = st.integers(1, 20)


def size_of(name, part, as_of=ON, **more):
    return stake(name, "f", str(part), as_of, measurand="classTotal", **more)


def in_class(who, name, part, as_of=ON, **more):
    claim = f"own-{who}-{name}-{as_of}"
    return stake(who, "f", str(part), as_of, denominator=name, id=claim, **more)


def classes(size, votes=(None, None), as_of=ON):
    return [
        size_of(name, part, as_of, votes_per_share=weight)
        for name, part, weight in zip(CLASSES, (size, 100 - size), votes, strict=True)
    ]


def world(*claims):
    return known(firms("f", "away-firm", *CLASSES) + people("p", "q"), claims)


def held_in(knowledge, basis="economic", day=DAY):
    column = holder_column(knowledge, "f", basis, day)
    return {one.holder: (one.lower, one.upper) for one in column.held}


@given(part=of_a_class, size=sizes_of_a)
@settings(max_examples=40, deadline=None)
def test_a_stake_in_a_class_of_a_known_size_is_so_much_of_the_whole(part, size):
    knowledge = world(in_class("p", "class-a", part), *classes(size))
    for basis in ("legal", "economic", "voting"):
        assert held_in(knowledge, basis)["p"] == (Fraction(part * size, 10_000),) * 2


@given(part=of_a_class, size=sizes_of_a, votes=st.tuples(weights, weights))
@settings(max_examples=60, deadline=None)
def test_votes_by_class_are_votes_held_over_votes_there_are(part, size, votes):
    assume(votes[0] != votes[1])
    knowledge = world(in_class("p", "class-a", part), *classes(size, votes))
    of_a, of_b = size * votes[0], (100 - size) * votes[1]
    truth = Fraction(part, 100) * Fraction(of_a, of_a + of_b)
    low, high = held_in(knowledge, "voting")["p"]
    assert low <= truth <= high and high - low < Fraction(1, 10**9)
    assert held_in(knowledge)["p"] == (Fraction(part * size, 10_000),) * 2


@given(part=of_a_class, cast=sizes_of_a, votes=st.tuples(weights, weights))
@settings(max_examples=40, deadline=None)
def test_capital_by_class_follows_from_votes_and_votes_a_share(part, cast, votes):
    """So many votes of so many a share are the votes over those of one share."""
    said = [
        size_of(name, of_all, interest="votingRights", votes_per_share=weight)
        for name, of_all, weight in zip(CLASSES, (cast, 100 - cast), votes, strict=True)
    ]
    of_a, of_b = Fraction(cast, votes[0]), Fraction(100 - cast, votes[1])
    truth = Fraction(part, 100) * of_a / (of_a + of_b)
    low, high = held_in(world(in_class("p", "class-a", part), *said))["p"]
    assert low <= truth <= high and high - low < Fraction(1, 10**9)


@given(first=of_a_class, second=of_a_class, size=sizes_of_a)
@settings(max_examples=40, deadline=None)
def test_shares_of_two_classes_are_different_shares_and_add(first, second, size):
    """Whatever is said of how they are held: no share is of two classes."""
    said = [in_class("p", "class-a", first), in_class("p", "class-b", second)]
    truth = Fraction(first * size + second * (100 - size), 10_000)
    assert held_in(world(*said, *classes(size)))["p"] == (truth, truth)


@given(part=of_a_class, size=sizes_of_a, then=sizes_of_a)
@settings(max_examples=40, deadline=None)
def test_a_size_of_another_day_bounds_a_stake_and_no_more(part, size, then):
    """Whatever the class was on the day of the stake, the truth is within."""
    knowledge = world(in_class("p", "class-a", part), *classes(size, as_of=OTHER_DAY))
    low, high = held_in(knowledge)["p"]
    assert 0 < low < Fraction(part * then, 10_000) <= high == Fraction(part, 100)


@given(whole=st.integers(1, 99), part=of_a_class, size=sizes_of_a)
@settings(max_examples=60, deadline=None)
def test_a_figure_of_the_whole_contains_that_of_a_class(whole, part, size):
    """And is last known where a later one of a class cannot be in it."""
    of_whole = stake("p", "f", str(whole), "2025-03-31", id="whole")
    knowledge = world(of_whole, in_class("p", "class-a", part), *classes(size))
    mine = Fraction(part * size, 10_000)
    fits = mine <= Fraction(whole, 100) <= mine + Fraction(100 - size, 100)
    expected = Fraction(whole, 100) if fits else mine
    assert held_in(knowledge)["p"] == (expected, expected)


@given(part=of_a_class, size=sizes_of_a)
@settings(max_examples=20, deadline=None)
def test_whoever_left_the_firm_left_its_classes(part, size):
    gone = stake("p", "f", "0", "2025-09-30", event="exit", id="gone")
    assert held_in(world(in_class("p", "class-a", part), *classes(size), gone)) == {}


@pytest.mark.parametrize("line", [0, 5])
def test_no_table_says_what_somebody_has_of_another_class(line):
    """Whoever is read with one class may have some of the other: nothing is float for that."""
    knowledge = world(in_class("p", "class-a", 50), *classes(20), table("f", line))
    assert holder_column(knowledge, "f", "economic", DAY).rest_kind == "undisclosed"


def test_a_list_cannot_take_a_part_of_one_class_for_all_that_somebody_has():
    knowledge = world(in_class("p", "class-a", 50), *classes(20))
    (held,) = holder_column(knowledge, "f", "economic", DAY).held
    (part,) = direct_holders(Situation(knowledge, "f", DAY, "CN"), "f", held, ())
    assert (part.lower, part.upper) == (Fraction(1, 10), 1)
