"""Engines outside this process give the local numbers, in few rounds that are counted."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engines_here import MOST_ROUNDS, NEAR, WANTED, alike, beside, clusters, shares_of
from graph.engines import rounds
from graph.engines.compiled import Compiled
from graph.engines.engine import Line, Shares
from graph.errors import ComputationError
from graph.ownership.arrays.columns import Column
from graph.ownership.arrays.holdings import Holdings, overfull
from graph.ownership.arrays.synthetic import Recipe, generated
from graph.ownership.control.capital import Capital
from graph.ownership.control.reach import reach

LAW = settings(
    max_examples=8, deadline=None, derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
PAIRS = 250
LINES = (Line(), Line(strict=True), Line(Fraction(1, 4)))


def network(*stakes, size=None):
    """Stakes (holder, firm, share), where nobody has to be numbered in advance."""
    size = size or 1 + max(max(owner, firm) for owner, firm, _ in stakes)
    return Holdings.from_stakes(size, [(o, f, part, None, part) for o, f, part in stakes])


def two_kinds(holdings):
    """Ends by their number: even ones of kind 0, odd ones of kind 4; rests are undisclosed."""
    number = np.arange(holdings.size)
    return shares_of(holdings, np.where(number % 2, 4, 0), np.full(holdings.size, 6))


@pytest.fixture(scope="module")
def register():
    """A made-up register with 250 pairs that hold 99.9 % of each other, and a dense core."""
    return generated(
        Recipe(firms=2000, stakes=5000, near_closed=2 * PAIRS / 2000, core=30, cyclic=0.02)
    )


def test_a_register_with_pairs_that_are_nearly_closed(register, apart):
    whole = shares_of(register.holdings(), register.origin, register.rest_origin)
    expected = Compiled(few=0).solve(whole, WANTED)
    assert alike(expected, apart.solve(whole, WANTED))
    votes = whole.holdings
    top = Compiled().controllers(votes)
    assert np.array_equal(clusters(top), clusters(apart.controllers(votes)))
    listed = range(register.recipe.firms, register.size, 7)
    for one, other in zip(
        Compiled().reached(votes, listed, Line()), apart.reached(votes, listed, Line()), strict=True
    ):
        assert np.array_equal(one, other)
    assert [work.what for work in apart.works] == ["shares", "votes", "a list"]
    for work in apart.works:
        assert 0 < work.rounds <= MOST_ROUNDS
        assert work.trims <= MOST_ROUNDS
        assert work.within == work.sweeps == 0
    assert apart.works[0].core >= 2 * PAIRS


@st.composite
def networks(draw):
    """Firms that hold one another, themselves, all of each other; bands, gaps, sums above one."""
    size = draw(st.integers(2, 9))
    who = st.integers(0, size - 1)
    stakes = {}
    for owner, firm in draw(st.lists(st.tuples(who, who), max_size=14)):
        low = draw(st.sampled_from([0, 5, 10, 25, 30, 50, 100]))
        room = draw(st.sampled_from([0, 0, 0, 15, 40]))
        known = low + draw(st.sampled_from([0, room]))
        stakes[owner, firm] = [min(part, 100) / 100 for part in (low, known, low + room)]
    complete = draw(st.lists(who, max_size=3))
    try:
        found = Holdings.from_stakes(
            size, [(*pair, *parts) for pair, parts in stakes.items()], complete=set(complete)
        )
        Compiled(10**9).solve(two_kinds(found), WANTED)
    except ComputationError:  # figures that no world has are refused by all alike
        return network((0, 1, 0.5))
    return found


@st.composite
def many(draw):
    """Several networks side by side, and other columns for some firms; a run is worth its start."""
    whole = beside(draw(st.lists(networks(), min_size=6, max_size=12)))
    found = two_kinds(whole)
    rivals = {
        firm: [Column.of([(firm - 1, 0.2, 0.4)]), Column.of([(firm - 1, 0.6, 0.6)])]
        for firm in draw(st.lists(st.integers(1, whole.size - 1), max_size=3, unique=True))
        if whole.has_holders[firm]
    }
    return Shares(
        whole, found.kinds, found.end_kind, found.rest_kind, found.end_groups, found.rest_groups,
        rivals,
    )  # fmt: skip


@LAW
@given(many())
def test_drawn_networks(apart, drawn):
    expected, found = Compiled(few=10**9).solve(drawn, WANTED), apart.solve(drawn, WANTED)
    assert alike(expected, found)
    assert found.ends.sum(axis=1) == pytest.approx(np.ones(drawn.holdings.size))
    votes = drawn.holdings
    listed = [0, votes.size // 2]
    for line in LINES:
        for one, other in zip(
            Compiled().reached(votes, listed, line), apart.reached(votes, listed, line), strict=True
        ):
            assert np.array_equal(one, other)
    if overfull(votes):
        with pytest.raises(ComputationError, match="more than all of its votes"):
            apart.controllers(votes)
    else:
        top = Compiled().controllers(votes)
        assert np.array_equal(clusters(top), clusters(apart.controllers(votes)))


@settings(max_examples=150, deadline=None, derandomize=True)
@given(networks(), st.sampled_from(LINES), st.sets(st.integers(0, 1), min_size=1))
def test_whom_a_list_reaches_is_what_the_exact_cascade_says(drawn, line, listed):
    bands = zip(drawn.owner.tolist(), drawn.lower.tolist(), drawn.upper.tolist(), strict=True)
    held = [(owner, tuple(Fraction(str(part)) for part in band)) for owner, *band in bands]
    capital = {
        firm: Capital(
            dict(held[drawn.start[firm] : drawn.start[firm + 1]]),
            Fraction(str(round(drawn.rest_upper[firm], 12))),
        )
        for firm in np.flatnonzero(drawn.has_holders).tolist()
    }
    found = reach(capital, {"list": listed}, threshold=line.share, strict=line.strict)
    surely, possibly = Compiled().reached(drawn, listed, line)
    assert set(np.flatnonzero(surely)) == {*listed, *found.certain}
    assert set(np.flatnonzero(possibly)) == {*listed, *found.certain, *found.possible}


def test_rounds_are_the_links_of_the_longest_chain(apart):
    chain = network(*((firm, firm + 1, 0.9) for firm in range(6)), (6, 7, 1), (7, 6, 0.1))
    found = apart.solve(two_kinds(chain), WANTED)
    assert found.ends[5, 0] == pytest.approx(0.9**5)
    # Six links; the pair at the end is settled in the round of its last holder outside.
    assert (apart.works[-1].rounds, apart.works[-1].core) == (5, 2)


def test_a_pair_that_is_closed_keeps_what_it_has(apart):
    closed = network((0, 1, 1), (1, 0, 1), (0, 2, 0.5), (3, 2, 0.5))
    found = apart.solve(two_kinds(closed), WANTED)
    assert found.ends[2] == pytest.approx([0, 0, 0, 0, 0.5, 0, 0, 0.5])
    assert (found.lower[2, 4], found.upper[2, 4]) == pytest.approx((0.5, 1.0))


@pytest.mark.parametrize("sweeps", [4, 500])
def test_a_core_too_large_for_this_machine_is_as_near_as_is_said(apart, monkeypatch, sweeps):
    monkeypatch.setattr(rounds, "SWEEPS", sweeps)
    apart.at_once = 0
    loops = network(
        (0, 1, 0.3), (2, 1, 0.6), (1, 2, 0.7), (3, 2, 0.2), (2, 4, 0.5), (1, 4, 0.3),
        (5, 6, 0.6), (6, 5, 0.6), (4, 5, 0.3), (5, 7, 1),
    )  # fmt: skip
    whole = two_kinds(loops)
    expected, found = Compiled().solve(whole, WANTED), apart.solve(whole, WANTED)
    assert apart.works[-1].sweeps <= sweeps
    assert (found.within <= 1e-10) == (sweeps == 500)
    assert alike(expected, found, near=max(NEAR, found.within))
    assert not alike(expected, found) or sweeps == 500  # four sweeps are not enough, and say so
    assert (found.lower <= expected.lower + NEAR).all()  # wider, never wrong
    assert (found.upper >= expected.upper - NEAR).all()
    assert np.array_equal(
        clusters(Compiled().controllers(loops)), clusters(apart.controllers(loops))
    )


def test_votes_of_holders_who_answer_to_one_are_counted_together(apart):
    votes = network(
        (0, 1, 0.6), (0, 2, 0.6), (1, 3, 0.3), (2, 3, 0.3), (5, 3, 0.4),
        (3, 4, 0.3), (0, 4, 0.2), (5, 4, 0.5), (4, 6, 0.51), (6, 6, 0.4),
    )  # fmt: skip
    assert apart.controllers(votes).tolist() == [0, 0, 0, 0, 4, 5, 4]  # half is no majority
