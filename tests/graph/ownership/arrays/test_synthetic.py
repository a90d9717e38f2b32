import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from graph.errors import InputError
from graph.ownership.arrays.components import owner_first
from graph.ownership.arrays.synthetic import LEAK, UNDISCLOSED, WHOLE, Recipe, generated
from graph.ownership.ultimate.all_firms import Links, ends_of_all

PARTS = st.floats(0, 1)
RECIPES = st.builds(
    Recipe,
    firms=st.integers(2, 80),
    stakes=st.integers(80, 300),
    core=st.integers(0, 1),
    seed=st.integers(0, 99),
    contracts=st.floats(0, 0.5),
    **dict.fromkeys(("cyclic", "near_closed", "ranges", "unknown", "dual_class"), PARTS),
)


@settings(max_examples=60, deadline=None)
@given(RECIPES)
def test_whatever_the_recipe_shares_are_shares(recipe):
    network = generated(recipe)
    pairs = network.owned * network.size + network.owner
    assert (np.diff(pairs) > 0).all()  # in order, no pair twice
    assert (network.owned < recipe.firms).all()
    assert (network.owner != network.owned).all()
    assert ((network.lower > 0) & (network.lower <= network.upper)).all()
    assert network.upper.max() <= WHOLE
    sums = np.bincount(network.owned, network.lower, network.size)
    assert sums.max() <= WHOLE
    assert (sums[: recipe.firms] > 0).all()
    assert (sums[network.complete] == WHOLE).all()


@settings(max_examples=30, deadline=None)
@given(RECIPES)
@example(Recipe(firms=3, stakes=80, cyclic=0, near_closed=1, core=0))  # one firm without a pair
def test_equal_recipes_give_equal_networks(recipe):
    first, again = generated(recipe), generated(recipe)
    for name in ("owner", "owned", "lower", "upper", "origin", "complete", "contracts"):
        assert (getattr(first, name) == getattr(again, name)).all()


def test_another_seed_is_another_network():
    assert (generated(Recipe(seed=1)).lower[:100] != generated(Recipe(seed=2)).lower[:100]).any()


def cyclic_part(recipe):
    network = generated(recipe)
    holdings = network.holdings()
    _, end = owner_first(holdings.start, holdings.owner)
    groups = np.diff(end, prepend=0)
    return groups[groups > 1].sum() / recipe.firms, groups.max()


def test_cycles_are_as_many_as_asked_and_none_without():
    plain = {"firms": 4000, "stakes": 8000, "near_closed": 0}
    assert cyclic_part(Recipe(**plain, cyclic=0)) == (0, 1)
    part, largest = cyclic_part(Recipe(**plain, cyclic=0.01))
    assert 0.01 <= part <= 0.03
    assert largest < 40


def test_a_dense_core_is_one_group():
    part, largest = cyclic_part(Recipe(firms=4000, stakes=8000, cyclic=0, near_closed=0, core=200))
    assert 195 <= largest <= 260
    assert part >= 195 / 4000


def test_near_closed_pairs_hold_nearly_all_of_each_other():
    network = generated(Recipe(firms=1000, stakes=2000, near_closed=0.02, ranges=0))
    near = np.flatnonzero(network.lower == WHOLE - LEAK)
    assert near.size >= 20
    held = set(zip(network.owner[near].tolist(), network.owned[near].tolist(), strict=True))
    mutual = [pair for pair in held if pair[::-1] in held]
    assert len(mutual) == 20


def test_a_few_holders_have_many_stakes():
    network = generated(Recipe(firms=20_000, stakes=40_000))
    stakes = np.sort(np.bincount(network.owner))[::-1]
    assert stakes[0] > 100  # the mean is below two
    assert stakes[: stakes.size // 100].sum() > 0.2 * stakes.sum()


def test_unknown_and_ranges_are_parts_of_the_whole():
    network = generated(Recipe(firms=10_000, stakes=20_000, unknown=0.3, ranges=0.2))
    assert (network.upper > network.lower).mean() == pytest.approx(0.2, abs=0.02)
    owners = network.origin[10_000:]
    assert (owners == UNDISCLOSED).mean() == pytest.approx(0.3, abs=0.02)
    exact = generated(Recipe(firms=10_000, stakes=20_000, unknown=0.3, ranges=0))
    assert exact.complete[:10_000].mean() == pytest.approx(0.7, abs=0.02)
    assert generated(Recipe(unknown=0, ranges=0)).complete[:1000].all()


def test_every_firm_of_a_generated_network_is_owned_in_the_end():
    network = generated(Recipe(firms=5000, stakes=10_000, near_closed=0.01, core=300))
    values = ends_of_all(Links.of(network.holdings(), network.origin, network.rest_origin))
    assert values.sum(axis=1) == pytest.approx(np.ones(5000), abs=1e-9)


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"firms": 1}, "firms"),
        ({"firms": 10, "stakes": 9}, "stakes"),
        ({"core": 600}, "core"),
        ({"seed": -1}, "seed"),
        ({"cyclic": 1.5}, "cyclic"),
        ({"contracts": 0.6}, "contracts"),
        ({"unknown": float("nan")}, "unknown"),
    ],
)
def test_a_recipe_that_cannot_be_is_refused(wrong, named):
    with pytest.raises(InputError, match=named):
        Recipe(**wrong)
