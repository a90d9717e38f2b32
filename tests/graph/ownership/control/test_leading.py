"""Who leads above a line, and which forms state control can have: checked against all worlds."""

from fractions import Fraction
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from graph.ownership.arrays.votes import Votes
from graph.ownership.control.leading import at_disposal, lead, most_of_others
from graph.ownership.control.possible import Unseen
from graph.ownership.control.state_control import possible_forms, state_stake

TENTH = Fraction(1, 10)


def test_what_is_controlled_above_the_firm_counts_and_a_minority_does_not():
    votes = Votes.from_stakes([(0, 1, 0.6), (3, 1, 0.4), (1, 2, 0.35), (4, 2, 0.2)])
    assert at_disposal(votes, 2, votes, {0})[0] == Fraction(7, 20)
    assert at_disposal(votes, 2, votes, {3})[0] == 0
    assert at_disposal(votes, 2, votes, {3}, links=[(3, 1, "parent")])[0] == Fraction(7, 20)
    # A link into the firm itself is a finding of its own, not votes.
    assert at_disposal(votes, 2, votes, {3}, links=[(3, 2, "parent")])[0] == 0


def test_the_highest_of_a_chain_is_named_and_the_smallest_of_equal_groups():
    votes = Votes.from_stakes([(0, 1, 0.6), (1, 2, 0.35), (3, 2, 0.2)])
    found = lead(votes, 2, votes, concerts=[{0, 5}])
    assert found.group == {0} and found.had == Fraction(7, 20)


def test_two_level_holders_lead_over_nobody_and_an_empty_column_has_no_lead():
    third = Fraction(3, 10)
    votes = Votes.from_stakes([(0, 2, third), (1, 2, third)])
    assert not lead(votes, 2, votes).leads
    assert lead(votes, 2, Votes.from_stakes([])) is None


@given(
    st.lists(st.tuples(st.integers(0, 4), st.integers(0, 2)), max_size=5),
    st.sets(st.integers(0, 4)),
    st.sets(st.integers(0, 4)),
    st.integers(0, 4),
)
def test_nobody_else_can_have_more_than_the_rival(parts, inside, people, hidden):
    """Every way to put open holders under one hidden owner, with one person and the hidden."""
    bounds = {
        one: (low * TENTH / 2, (low + more) * TENTH / 2) for one, (low, more) in enumerate(parts)
    }
    stakes = [(one, 9, low, None, high) for one, (low, high) in bounds.items()]
    unseen = Unseen.of(stakes, {one: 1 for one in bounds if one not in people})
    bound = most_of_others(9, Votes.from_stakes(stakes), inside, unseen, hidden * TENTH)
    outside = [one for one in bounds if one not in inside]
    left = 1 - sum(bounds[one][0] for one in bounds if one in inside)
    reached = Fraction(0)
    for chosen in product([False, True], repeat=len(outside)):
        under = [one for one, taken in zip(outside, chosen, strict=True) if taken]
        if sum(one in people for one in under) > 1:
            continue
        most = sum((bounds[one][1] for one in under), Fraction(0)) + hidden * TENTH
        reached = max(reached, min(max(left, 0), most))
    assert reached == bound


def form_of(world):
    """The form in one world, by the words of the rule: (share, state) for each holder."""
    most = max((share for share, state in world if state), default=0)
    as_much = [share for share, _ in world if share >= most]
    if most > 5:
        return "absolute"
    halves = [state for share, state in world if share == 5]
    if len(halves) == 2:
        return "halves" if any(halves) else "none"
    return "relative" if most and len(as_much) == 1 else "none"  # more than any other holder


holders = st.lists(
    st.tuples(st.integers(0, 6), st.integers(0, 4), st.sampled_from([True, False, None])),
    min_size=1,
    max_size=3,
)


@given(holders, st.integers(0, 6))
def test_no_form_of_any_world_is_left_out(drawn, hidden):
    bounds = [(low, min(10, low + more), state) for low, more, state in drawn]
    found = possible_forms(
        [(low * TENTH, high * TENTH, state) for low, high, state in bounds], hidden * TENTH
    )
    worlds = product(*(range(low, high + 1) for low, high, _ in bounds))
    for shares in worlds:
        rest = 10 - sum(shares)
        if rest < 0:
            continue
        unseen = [[]] if rest == 0 or hidden == 0 else [[], [min(rest, hidden)]]
        if rest == 10 and hidden >= 5:
            unseen.append([5, 5])
        options = [[state] if state is not None else [True, False] for _, _, state in bounds]
        for whose in product(*options):
            for extra in unseen:
                for theirs in product([True, False], repeat=len(extra)):
                    world = [*zip(shares, whose, strict=True), *zip(extra, theirs, strict=True)]
                    assert form_of(world) in found, world


@given(
    holders,
    st.integers(1, 10),
    st.lists(st.sampled_from([True, False, None]), min_size=2, max_size=3),
)
def test_no_form_is_left_out_however_several_share_what_they_have_together(drawn, block, members):
    bounds = [(low, min(10, low + more), state) for low, more, state in drawn]
    found = possible_forms(
        [(low * TENTH, high * TENTH, state) for low, high, state in bounds],
        together=[(block * TENTH, block * TENTH, members)],
    )
    states = [state for _, _, state in bounds] + members
    whose = list(product(*([state] if state is not None else [True, False] for state in states)))
    for shares in product(*(range(low, high + 1) for low, high, _ in bounds)):
        if sum(shares) + block > 10:
            continue
        for split in product(range(block + 1), repeat=len(members)):
            if sum(split) == block:
                for each in whose:
                    world = list(zip((*shares, *split), each, strict=True))
                    assert form_of(world) in found, world


@given(st.lists(st.tuples(st.integers(0, 10), st.booleans()), min_size=1, max_size=5))
def test_without_unknowns_there_is_one_form_and_it_is_the_simple_one(drawn):
    kept, left = [], 10
    for share, state in drawn:
        kept.append((min(share, left), state))
        left -= min(share, left)
    found = possible_forms([(share * TENTH, share * TENTH, state) for share, state in kept])
    assert found == {form_of(kept)}
    votes = Votes.from_stakes([(one, 9, share * TENTH) for one, (share, _) in enumerate(kept)])
    simple = state_stake(votes, 9, {one for one, (_, state) in enumerate(kept) if state}).form
    if found == {"absolute"} or simple == "absolute":
        assert found == {simple}
    if simple == "relative":
        assert found <= {"relative", "halves"}
    if found == {"relative"}:
        assert simple == "relative"
