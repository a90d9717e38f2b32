"""Each formula against the network solved again: sold, removed, and in every order of arrival."""

from fractions import Fraction
from itertools import permutations
from math import factorial

import numpy as np
import pytest

from graph.ownership.arrays.holdings import Holdings
from graph.ownership.arrays.votes import Votes
from graph.ownership.control.who_controls import controlled_by
from graph.ownership.ultimate.ends import ends_of
from graph.ownership.ultimate.flips import (
    REST,
    least_transfers,
    worth_gradient,
    worth_shapley,
    worth_without_stake,
)
from graph.ownership.ultimate.residuals import share_under

# Home owners 0 and 1, foreign owner 2; firms 3, 4 and 5, of which 4 and 5 hold each other.
STAKES = {
    (0, 3): 0.5, (2, 3): 0.3, (3, 4): 0.4, (5, 4): 0.2, (1, 4): 0.1, (4, 5): 0.3, (2, 5): 0.5,
}  # fmt: skip
SIZE, FIRM = 6, 4
WORTH = np.array([1.0, 1.0, 0, 0, 0, 0])


def holdings(stakes, size=SIZE):
    return Holdings.from_stakes(size, [(a, b, part, None, part) for (a, b), part in stakes.items()])


def home(stakes, size=SIZE):
    owners = ends_of(holdings(stakes, size), FIRM).owners
    return owners.get(0, 0) + owners.get(1, 0) + owners.get(6, 0)


@pytest.mark.parametrize("threshold", [0.2, 0.3, 0.35, 0.5])
def test_after_the_transfer_the_share_is_the_threshold(threshold):
    before = home(STAKES)
    newcomer = 6 if threshold > before else 7  # 6 is worth one, 7 nothing
    found = least_transfers(holdings(STAKES), WORTH, FIRM, threshold)
    assert found and [one.amount for one in found] == sorted(one.amount for one in found)
    for one in found:
        sold = dict(STAKES)
        if one.seller != REST:
            sold[one.seller, one.owned] -= one.amount
            sold[one.seller, one.owned] = max(0.0, sold[one.seller, one.owned])
        sold[newcomer, one.owned] = one.amount
        assert home(sold, 8) == pytest.approx(threshold, abs=1e-12)


def test_a_stake_too_small_to_turn_it_is_left_out():
    found = {(one.seller, one.owned) for one in least_transfers(holdings(STAKES), WORTH, FIRM, 0.5)}
    assert (2, 5) not in found  # all of it home's would not do
    assert (REST, 4) in found


def test_at_the_threshold_nothing_need_change_hands():
    half = Holdings.from_stakes(2, [(0, 1, 0.5, None, 0.5)])
    amounts = [one.amount for one in least_transfers(half, np.array([1.0, 0.0]), 1, 0.5)]
    assert amounts == [0.0, 0.0]


def test_without_a_stake_is_the_network_without_it():
    found = worth_without_stake(holdings(STAKES), WORTH, FIRM)
    assert found.keys() == STAKES.keys()
    for stake, worth in found.items():
        assert worth == pytest.approx(home({**STAKES, stake: 0.0}), abs=1e-12)


def test_the_gradient_is_the_difference():
    step = 1e-7
    for stake, slope in worth_gradient(holdings(STAKES), WORTH, FIRM).items():
        moved = home({**STAKES, stake: STAKES[stake] + step}) - home(STAKES)
        assert slope == pytest.approx(moved / step, abs=1e-5)


def test_shapley_is_the_mean_over_all_orders_and_sums_to_the_share():
    useful = [one for one in STAKES if one[0] != 2]
    added = dict.fromkeys(useful, 0.0)
    for order in permutations(useful):
        had: dict[tuple[int, int], float] = dict.fromkeys(STAKES, 0.0)
        for stake in order:
            before = home(had)
            had[stake] = STAKES[stake]
            added[stake] += (home(had) - before) / factorial(len(useful))
    found = worth_shapley(holdings(STAKES), WORTH, FIRM)
    assert found == pytest.approx(added, abs=1e-12)
    assert sum(found.values()) == pytest.approx(home(STAKES))


def test_more_stakes_than_coalitions_can_be_gone_through_have_no_shapley_value():
    many = Holdings.from_stakes(18, [(k, 17, 0.05, None, 0.05) for k in range(17)])
    assert worth_shapley(many, np.ones(18), 17) is None


@pytest.mark.parametrize("policy", ["unknown", "proportional", "float", "registration"])
def test_each_policy_against_a_plain_inverse(policy):
    size = SIZE
    shares = np.zeros((size, size))
    for (a, b), part in STAKES.items():
        shares[a, b] = part
    held = shares.sum(axis=0)
    part = np.full(size, 0.25) if policy == "float" else np.array([0, 0, 0, 1.0, 0, 1.0])
    if policy == "proportional":
        shares = np.where(held > 0, shares / np.where(held > 0, held, 1), 0)
        held = shares.sum(axis=0)
    rest = np.where(held > 0, 1 - held, 0)
    worth = np.where(held > 0, 0, WORTH)
    low = (worth + (rest * part if policy in ("float", "registration") else 0)) @ np.linalg.inv(
        np.eye(size) - shares
    )
    high = low + (rest @ np.linalg.inv(np.eye(size) - shares) if policy == "unknown" else 0)
    given = (part, part) if policy in ("float", "registration") else None
    found = share_under(holdings(STAKES), WORTH, WORTH, policy, given)
    assert found[0][3:] == pytest.approx(low[3:])
    assert found[1][3:] == pytest.approx(high[3:])


def test_stretching_a_firm_with_no_known_holder_leaves_it_open():
    gone = Holdings.from_stakes(2, [(0, 1, 0, None, 0)])
    low, high = share_under(gone, np.array([1.0, 0]), np.array([1.0, 0]), "proportional")
    assert (low[1], high[1]) == (0, 1)


def test_a_derivation_says_what_a_cut_must_take():
    votes = Votes.from_stakes([(0, 1, Fraction(52, 100)), (1, 2, Fraction(51, 100))])
    slacks = [step.total - Fraction(1, 2) for step in controlled_by(votes, {0}).steps.values()]
    assert slacks == [Fraction(2, 100), Fraction(1, 100)]


def test_what_closed_groups_trap_is_open_under_every_policy():
    loop = Holdings.from_stakes(2, [(0, 1, 1, None, 1), (1, 0, 1, None, 1)])
    given = np.zeros(2), np.zeros(2)
    for policy in ("unknown", "proportional", "float", "registration"):
        rest = given if policy in ("float", "registration") else None
        low, high = share_under(loop, np.zeros(2), np.zeros(2), policy, rest)
        assert (low[0], high[0]) == (0, 1)
