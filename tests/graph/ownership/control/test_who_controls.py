from fractions import Fraction

import pytest

from graph.errors import ImpossibleShareError
from graph.ownership.arrays.votes import Votes
from graph.ownership.control.who_controls import controlled_by, ultimate_controllers


def groups(tops):
    return [set(top.group) for top in tops]


def test_three_firms_that_hold_each_other_are_controlled_by_nobody():
    ring = [(a, b, 0.3) for a in range(3) for b in range(3) if a != b]
    votes = Votes.from_stakes(ring)
    assert [set(controlled_by(votes, {one})) for one in range(3)] == [set()] * 3


def test_dispersed_holders_never_act_as_one():
    votes = Votes.from_stakes([(0, 2, 0.7), (1, 2, 0.3)], dispersed={0})
    assert 2 not in controlled_by(votes, {0})
    assert ultimate_controllers(votes, 2) == ()


def test_a_contract_counts_once_its_holder_is_in():
    votes = Votes.from_stakes([(0, 1, 1), (2, 3, 1)])
    links = [(1, 3, "vieContracts")]
    found = controlled_by(votes, {0}, links=links)
    assert [step.mechanism for step in found.steps.values()] == ["majorityVotes", "vieContracts"]
    assert groups(ultimate_controllers(votes, 3, links=links)) == [{0}, {2}]


def test_a_firm_at_the_top_with_holders_of_its_own_is_widely_held():
    votes = Votes.from_stakes([(0, 2, 0.4), (1, 2, 0.3), (2, 3, 1)])
    (top,) = ultimate_controllers(votes, 3)
    assert top.group == {2}
    assert top.widely_held


def test_firms_that_control_one_another_are_one_controller():
    votes = Votes.from_stakes([(0, 1, 0.6), (1, 0, 0.6), (1, 2, 0.6)])
    (top,) = ultimate_controllers(votes, 2)
    assert top.group == {0, 1}
    assert top.widely_held


def test_a_concert_counts_only_where_no_member_suffices():
    votes = Votes.from_stakes([(0, 3, 0.26), (1, 3, 0.26), (2, 4, 0.6), (0, 4, 0.1)])
    assert groups(ultimate_controllers(votes, 3, concerts=[{0, 1}])) == [{0, 1}]
    assert groups(ultimate_controllers(votes, 4, concerts=[{0, 2}])) == [{2}]


def test_half_is_enough_only_where_the_rule_says_so():
    votes = Votes.from_stakes([(0, 2, 0.5), (1, 2, 0.5)])
    assert groups(ultimate_controllers(votes, 2)) == []
    assert groups(ultimate_controllers(votes, 2, strict=False)) == [{0}, {1}]
    assert 2 in controlled_by(votes, {0}, quota=Fraction(1, 3))


def test_possible_votes_stop_at_what_others_certainly_have():
    votes = Votes.from_stakes([(0, 2, 0, None, 1), (1, 2, 0.5, None, 0.5)])
    assert 2 not in controlled_by(votes, {0}, reading="possible")
    assert 2 in controlled_by(votes, {0, 1}, reading="possible")


def test_votes_refuse_what_no_firm_can_give():
    for share in (-0.1, 1.1, float("nan")):
        with pytest.raises(ImpossibleShareError):
            Votes.from_stakes([(0, 1, share)])
