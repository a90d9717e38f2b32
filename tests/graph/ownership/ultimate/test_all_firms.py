import numpy as np
import pytest

from graph.errors import ComputationError
from graph.ownership.arrays.holdings import Holdings
from graph.ownership.bounds.bounds import bounds
from graph.ownership.control.who_controls import Votes, ultimate_controllers
from graph.ownership.ultimate.all_firms import Links, controllers_of_all, ends_of_all
from graph.ownership.ultimate.integrated import absorbed


def network(size, *stakes):
    return Holdings.from_stakes(size, [(a, b, part, None, part) for a, b, part in stakes])


def drawn(seed):
    """A small network with cycles, shares the firms hold of themselves, closed groups and rests."""
    rng = np.random.default_rng(seed)
    size, stakes = int(rng.integers(4, 14)), int(rng.integers(3, 30))
    owner, owned = rng.integers(0, size, (2, stakes))
    weight = rng.integers(1, 60, stakes)
    whole = np.maximum(np.bincount(owned, weight, size), rng.choice([60, 80, 100], size))
    return Holdings.from_arrays(size, owner, owned, weight / whole[owned])


@pytest.mark.parametrize("seed", range(60))
def test_all_firms_end_where_the_general_solver_says(seed):
    holdings = drawn(seed)
    rng = np.random.default_rng(1000 + seed)
    origin, rest_origin = rng.integers(0, 3, (2, holdings.size))
    rest = np.where(holdings.has_holders, np.maximum(0.0, 1 - holdings.coverage), 0.0)
    rest[rest < 1e-12] = 0.0
    values, undetermined = absorbed(
        holdings, np.eye(3)[origin], np.eye(3)[rest_origin] * rest[:, None], method="plain"
    )
    found = ends_of_all(Links.of(holdings, origin, rest_origin, 3))
    held = holdings.has_holders
    assert found[:, :3] == pytest.approx(values[held], abs=1e-9)
    assert found[:, 3] == pytest.approx(undetermined[held], abs=1e-9)


@pytest.mark.parametrize("seed", range(60))
def test_all_firms_answer_to_the_controllers_found_one_by_one(seed):
    holdings = drawn(seed)
    top = controllers_of_all(holdings)
    votes = Votes.from_stakes(
        (owner, owned, round(share, 12))
        for owner, owned, share in zip(
            holdings.owner.tolist(), holdings.owned.tolist(), holdings.known.tolist(), strict=True
        )
    )
    for firm in np.flatnonzero(holdings.has_holders).tolist():
        found = ultimate_controllers(votes, firm)
        group = set().union(*(one.group for one in found))
        if not found:
            assert top[firm] == firm
        else:  # of firms that direct one another any may stand for all, the firm itself included
            assert top[firm] in group or {int(top[one]) for one in group} == {int(top[firm])}


def test_holders_who_answer_to_one_controller_are_counted_together():
    pyramid = network(6, (0, 1, 0.6), (0, 2, 0.51), (1, 3, 0.3), (2, 3, 0.21), (4, 3, 0.49))
    assert controllers_of_all(pyramid).tolist() == [0, 0, 0, 0, 4, 5]


def test_three_thirds_direct_nobody_and_exactly_half_is_not_enough():
    thirds = network(4, *[(a, b, 0.3) for a in range(3) for b in range(3) if a != b])
    assert controllers_of_all(thirds).tolist() == [0, 1, 2, 3]
    assert controllers_of_all(network(3, (0, 2, 0.5), (1, 2, 0.5))).tolist() == [0, 1, 2]


def test_a_chain_inside_a_cycle_is_followed_to_its_end():
    # Firms 1 to 4 hold one another; outsider 0 takes 1, hence 2, hence 3, hence 4.
    ring = network(
        5, (0, 1, 0.6), (4, 1, 0.4), (1, 2, 0.6), (3, 2, 0.1), (2, 3, 0.6), (4, 3, 0.2), (3, 4, 0.9)
    )
    assert controllers_of_all(ring).tolist() == [0, 0, 0, 0, 0]


def test_columns_above_one_and_unknown_columns_are_refused():
    over = network(3, (0, 2, 0.7), (1, 2, 0.5))
    with pytest.raises(ComputationError, match="firm 2"):
        Links.of(over, np.zeros(3, int), np.zeros(3, int))
    with pytest.raises(ComputationError, match="firm 2"):
        controllers_of_all(over)
    chain = network(2, (0, 1, 0.5))
    with pytest.raises(ComputationError, match="0 to 6"):
        Links.of(chain, np.array([0, 7]), np.zeros(2, int))
    with pytest.raises(ComputationError, match="3 columns for 2"):
        Links.of(chain, np.zeros(3, int), np.zeros(2, int))


def test_bounds_of_a_large_network_are_those_of_its_parts():
    # 1,500 copies of one small network: more stakes than plain Python is used for.
    stakes = [(0, 2, 0.2, None, 0.5), (1, 2, 0.1, None, 0.4), (2, 3, 0.3, None, 0.6)]
    stakes += [(3, 2, 0.05, None, 0.1)]
    copies = [
        (a + 4 * copy, b + 4 * copy, low, known, high)
        for copy in range(1500)
        for a, b, low, known, high in stakes
    ]
    worth = np.array([1.0, 0, 0, 0])
    one = bounds(Holdings.from_stakes(4, stakes), worth, worth)
    all_of_them = bounds(
        Holdings.from_stakes(6000, copies), np.tile(worth, 1500), np.tile(worth, 1500)
    )
    for small, large in zip(one, all_of_them, strict=True):
        assert large == pytest.approx(np.tile(small, 1500), abs=1e-12)
