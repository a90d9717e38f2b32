import subprocess
import sys

import numpy as np
import pytest

from graph.errors import ClosedGroupError, ComputationError
from graph.ownership.arrays.components import closed_groups, owner_first
from graph.ownership.arrays.holdings import Holdings
from graph.ownership.arrays.sweeps import owner_first_compiled
from graph.ownership.ultimate.ends import ends_of
from graph.ownership.ultimate.integrated import absorbed, first_passage, integrated_ownership


def network(size, *stakes):
    return Holdings.from_stakes(size, [(a, b, part, None, part) for a, b, part in stakes])


def split(holdings, origins):
    rest = np.where(holdings.has_holders, np.maximum(0, 1 - holdings.coverage), 0.0)
    return absorbed(
        holdings, np.column_stack([origins, 1 - origins]), np.column_stack([0 * rest, rest])
    )


def test_a_contradictory_firm_keeps_what_its_figures_dispute():
    ends = ends_of(network(4, (0, 2, 0.7), (1, 2, 0.5), (2, 3, 0.5)), 3)
    assert ends.owners == pytest.approx({0: 0.25, 1: 0.15})
    assert ends.rests == {3: 0.5}
    assert ends.undetermined == pytest.approx(0.1)


def test_closed_groups_are_named_and_their_mass_is_undetermined():
    loop = network(5, (0, 1, 1), (1, 2, 1), (2, 0, 1), (0, 3, 0.6), (4, 3, 0.4))
    assert closed_groups(loop) == ((0, 1, 2),)
    values, undetermined = split(loop, np.array([0, 0, 0, 0, 1.0]))
    assert undetermined[:4] == pytest.approx([1, 1, 1, 0.6])
    assert values[3, 0] == pytest.approx(0.4)


def test_a_zero_stake_does_not_open_a_closed_group():
    loop = network(3, (0, 1, 1), (1, 0, 1), (2, 1, 0))
    assert closed_groups(loop) == ((0, 1),)
    assert ends_of(loop, 0).undetermined == 1


def test_a_nearly_closed_loop_is_solved_not_swept_short():
    loop = network(3, (0, 1, 0.999), (1, 0, 0.999), (2, 0, 0.001))
    assert first_passage(loop, 2)[1] == pytest.approx(0.999 * 0.001 / (1 - 0.999**2))


def test_an_owner_in_a_closed_group_has_a_passage_but_no_walk_sum():
    loop = network(2, (0, 1, 1), (1, 0, 1))
    assert first_passage(loop, 0).tolist() == [1, 1]
    with pytest.raises(ClosedGroupError):
        integrated_ownership(loop, 0)


def test_walk_sums_refuse_columns_above_one():
    with pytest.raises(ComputationError, match="firm 2"):
        integrated_ownership(network(3, (0, 2, 0.7), (1, 2, 0.5)), 0)


def test_origins_and_rests_that_do_not_complete_a_firm_are_refused():
    chain = network(2, (0, 1, 0.5))
    with pytest.raises(ComputationError, match="firm 1"):
        absorbed(chain, np.ones((2, 1)), np.zeros((2, 1)))
    with pytest.raises(ComputationError, match="do not fit"):
        absorbed(chain, np.ones((2, 1)), np.zeros((3, 1)))


@pytest.mark.parametrize("size", [150, 700])  # one group to eliminate, one to sweep
def test_one_large_group_of_mutual_holders(size):
    rng = np.random.default_rng(size)
    ring = np.roll(np.arange(size), 1)
    owner = np.concatenate([ring, rng.integers(0, size, 4 * size), np.full(size, size)])
    owned = np.concatenate([np.arange(size), rng.integers(0, size, 4 * size), np.arange(size)])
    shares = np.concatenate([np.full(size, 0.1), np.full(4 * size, 0.05), np.full(size, 0.05)])
    holdings = Holdings.from_arrays(size + 1, owner, owned, shares)
    keep = holdings.coverage[holdings.owned] <= 1
    holdings = Holdings.from_arrays(
        size + 1, holdings.owner[keep], holdings.owned[keep], holdings.known[keep]
    )
    origins = np.column_stack([np.ones(size + 1), np.zeros(size + 1)])
    rest = np.where(holdings.has_holders, 1 - holdings.coverage, 0)
    rest = np.column_stack([0 * rest, np.maximum(rest, 0)])
    plain = absorbed(holdings, origins, rest, method="plain")
    swept = absorbed(holdings, origins, rest, method="swept")
    assert swept[0] == pytest.approx(plain[0], abs=1e-9)


def test_groups_come_owners_first_by_hand_and_compiled():
    rng = np.random.default_rng(2)
    for _ in range(50):
        holdings = Holdings.from_arrays(
            12, rng.integers(0, 12, 18), rng.integers(0, 12, 18), np.full(18, 0.01)
        )
        plain = owner_first(holdings.start, holdings.owner)
        fast = owner_first_compiled(holdings.start, holdings.owner)
        assert plain[0].tolist() == fast[0].tolist()
        assert plain[1].tolist() == fast[1].tolist()
        group = np.zeros(12, dtype=int)
        group[plain[0]] = np.searchsorted(plain[1], np.arange(12), side="right")
        assert (group[holdings.owner] <= group[holdings.owned]).all()


def test_small_networks_wait_for_no_compiler():
    code = (
        "import sys, numpy as np\n"
        "from graph.ownership.bounds import bounds\n"
        "from graph.ownership.control import reach, who_controls\n"
        "from graph.ownership.ultimate import chains, ends\n"
        "from graph.ownership.arrays.holdings import Holdings\n"
        "h = Holdings.from_stakes(3, [(0, 1, .5, None, .5), (1, 2, .5, None, .6)])\n"
        "ends.ends_of(h, 2); chains.best_chains(h, 0, 2)\n"
        "bounds.bounds(h, np.ones(3), np.ones(3))\n"
        "print(sorted({'numba', 'scipy', 'networkx'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "[]"
