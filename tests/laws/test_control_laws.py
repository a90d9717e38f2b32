"""Laws of control, cascades and voting power, on networks drawn at random."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations

from cascade import affiliates, cascade
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from graph.fraction import HALF
from graph.ownership.arrays.votes import Votes
from graph.ownership.control.flips import reductions_to_end_control
from graph.ownership.control.who_controls import (
    control_percentage,
    controlled_by,
    ultimate_controllers,
)
from graph.ownership.published.voting_power import banzhaf, compound_banzhaf, shapley_shubik, swings

SIZE, TWENTIETHS = 8, 20


@st.composite
def stakes_of(draw, ranged=False):
    """Stakes (owner, owned, lower, nothing, upper) among eight; columns stay within one."""
    out = []
    for firm in range(5):
        left = TWENTIETHS
        for owner in draw(st.lists(st.integers(0, SIZE - 1), max_size=4, unique=True)):
            had = draw(st.integers(0, left))
            left -= had
            share = Fraction(had, TWENTIETHS)
            wide = Fraction(draw(st.integers(0, 8)), TWENTIETHS) if ranged else 0
            out.append((owner, firm, share, None, min(Fraction(1), share + wide)))
    return out


links_of = st.lists(
    st.tuples(st.integers(0, SIZE - 1), st.integers(0, 4), st.just("contract")), max_size=2
)
groups = st.sets(st.integers(0, SIZE - 1), min_size=1, max_size=3)


def majority(votes, firm, members):
    return sum((votes.of(one, firm) for one in members), Fraction(0)) > HALF


@given(stakes_of(), groups, links_of)
def test_control_is_the_least_closed_set(stakes, group, links):
    votes = Votes.from_stakes(stakes)
    found = controlled_by(votes, group, links=links)
    inside = group | found.controlled
    for firm in votes.whole:
        linked = any(a in inside and b == firm for a, b, _ in links)
        assert firm in inside or not (majority(votes, firm, inside) or linked)
    # Each step stands on what is before it, so nothing smaller is closed.
    before = set(group)
    for firm, step in found.steps.items():
        assert {one for one, _ in step.contributors} <= before
        if step.mechanism == "contract":
            assert any(a in before and b == firm for a, b, _ in links)
        else:
            assert step.total == sum(part for _, part in step.contributors) > HALF
        before.add(firm)


@given(stakes_of(), groups, groups, links_of)
def test_a_larger_group_controls_no_less(stakes, group, more, links):
    votes = Votes.from_stakes(stakes)
    small = controlled_by(votes, group, links=links)
    large = controlled_by(votes, group | more, links=links)
    assert group | small.controlled <= group | more | large.controlled
    without = controlled_by(votes, group)
    assert without.controlled <= small.controlled


@given(stakes_of(), groups, st.permutations(range(SIZE)), st.randoms(use_true_random=False))
def test_numbering_and_order_change_nothing(stakes, group, new, rng):
    found = controlled_by(Votes.from_stakes(stakes), group)
    again = [(new[a], new[b], *shares) for a, b, *shares in stakes]
    rng.shuffle(again)
    renamed = controlled_by(Votes.from_stakes(again), {new[one] for one in group})
    assert renamed.controlled == {new[one] for one in found}


@given(stakes_of(), groups)
def test_two_records_of_one_holder_are_one(stakes, group):
    halves = [(a, b, low / 2) for a, b, low, *_ in stakes for _ in range(2)]
    whole = controlled_by(Votes.from_stakes(stakes), group)
    assert controlled_by(Votes.from_stakes(halves), group).controlled == whole.controlled


@given(stakes_of(ranged=True), groups, st.data())
def test_certain_and_possible_enclose_every_world(stakes, group, data):
    votes = Votes.from_stakes(stakes)
    certain = controlled_by(votes, group).controlled
    possible = controlled_by(votes, group, reading="possible").controlled
    world = []
    for firm in range(5):
        left = 1 - sum(low for _, b, low, *_ in stakes if b == firm)
        for owner, owned, low, _, high in stakes:
            if owned == firm:
                more = min(left, high - low) * Fraction(data.draw(st.integers(0, 4)), 4)
                left -= more
                world.append((owner, firm, low + more))
    real = controlled_by(Votes.from_stakes(world), group).controlled
    assert certain <= real <= possible


@given(stakes_of(), links_of)
def test_nobody_stands_over_an_ultimate_controller(stakes, links):
    votes = Votes.from_stakes(stakes)
    for firm in votes.whole:
        controllers = {
            one
            for one in range(SIZE)
            if one != firm and firm in controlled_by(votes, {one}, links=links)
        }
        tops = ultimate_controllers(votes, firm, links=links)
        assert bool(tops) == bool(controllers)
        for top in tops:
            assert top.group <= controllers
            for one in controllers - top.group:
                over = controlled_by(votes, {one}, links=links).controlled
                under = top.derivation.controlled
                assert not top.group <= over or one in under


@given(stakes_of(), groups)
def test_a_cut_ends_control_and_less_does_not(stakes, group):
    votes = Votes.from_stakes(stakes)
    found = controlled_by(votes, group)
    for firm in sorted(found)[:2]:
        for (owner, owned), cut in reductions_to_end_control(votes, group, firm).items():
            for less, ends in ((cut, True), (cut - Fraction(1, 10**6), False)):
                changed = [
                    (a, b, low - (less if (a, b) == (owner, owned) else 0))
                    for a, b, low, *_ in stakes
                ]
                assert (firm not in controlled_by(Votes.from_stakes(changed), group)) == ends


@given(stakes_of(), groups)
def test_a_cascade_reaches_only_what_half_is_held_of(stakes, listed):
    equity = Votes.from_stakes(stakes)
    reached = cascade(equity, listed)
    assert controlled_by(equity, listed).controlled <= reached.controlled
    for firm in reached:
        assert control_percentage(equity, reached, firm) >= HALF or equity.of(firm, firm)
    reach = affiliates(equity, {"one": listed, "other": listed})
    assert reach.reached == reached.controlled
    assert all(labels == {"one", "other"} for labels in reach.labels.values())
    assert reach.flagged.isdisjoint(reach.reached | listed)


weights_of = st.dictionaries(st.integers(0, 6), st.integers(0, 9), min_size=1, max_size=6)


@given(weights_of, st.integers(0, 30), st.booleans())
def test_power_counts_what_enumeration_counts(weights, quota, strict):
    assume(sum(weights.values()) > quota)

    def wins(coalition):
        total = sum(weights[one] for one in coalition)
        return total > quota or (total == quota and not strict)

    found = swings(weights, quota, strict=strict)
    for voter in weights:
        others = [one for one in weights if one != voter]
        turned = sum(
            wins((*some, voter)) and not wins(some)
            for size in range(len(others) + 1)
            for some in combinations(others, size)
        )
        assert found[voter] == turned
    if sum(found.values()):
        assert sum(banzhaf(weights, quota, strict=strict).values()) == 1
        assert sum(shapley_shubik(weights, quota, strict=strict).values()) == 1


@settings(max_examples=50)
@given(st.dictionaries(st.integers(1, 6), st.integers(1, 9), min_size=1, max_size=5))
def test_a_flat_pyramid_is_a_vote(weights):
    total = sum(weights.values())
    parts = {one: Fraction(weight, total) for one, weight in weights.items()}
    flat = Votes.from_stakes([(one, 0, part) for one, part in parts.items()])
    direct = banzhaf(parts, HALF)
    assert compound_banzhaf(flat, 0) == direct
    # A firm wholly held by another votes as that one does.
    tall = Votes.from_stakes([(one, 7, part) for one, part in parts.items()] + [(7, 0, 1)])
    assert compound_banzhaf(tall, 0) == direct
