"""Laws of what laws leave possible, on networks drawn at random."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.ownership.arrays.holdings import Holdings
from graph.ownership.bounds.bounds import bounds
from graph.ownership.bounds.capped_rest import with_capped_part
from graph.ownership.control.holders_needed import holders_needed, least_together
from graph.ownership.ultimate.residuals import share_under

FIRMS, OWNERS = 4, 3
SIZE = FIRMS + OWNERS
parts = st.integers(0, 8).map(lambda k: k / 20)


@st.composite
def columns(draw):
    """Stakes that leave every firm a rest."""
    stakes = []
    for firm in range(FIRMS):
        for holder in draw(st.lists(st.integers(0, SIZE - 1), max_size=2, unique=True)):
            low = draw(parts)
            stakes.append((holder, firm, low, None, min(0.45, low + draw(parts) / 2)))
    return stakes


worths = st.lists(st.sampled_from([0.0, 1.0]), min_size=SIZE, max_size=SIZE).map(np.array)
caps = st.dictionaries(st.integers(0, FIRMS - 1), st.integers(0, 20).map(lambda k: k / 20))


def foreign(stakes, worth, limits):
    """Bounds of the foreign share when each capped part is foreign and what is left of it not."""
    held = Holdings.from_stakes(SIZE, stakes)
    capped, numbers = with_capped_part(held, limits)
    value = np.concatenate([worth, np.ones(len(numbers))])
    upper_rest = np.ones(capped.size)
    upper_rest[list(limits)] = 0.0
    lower, upper = bounds(capped, value, value, np.zeros(capped.size), upper_rest)
    return lower[:SIZE], upper[:SIZE]


@given(columns(), worths, caps)
def test_a_law_only_tightens(stakes, worth, limits):
    held = Holdings.from_stakes(SIZE, stakes)
    # A firm of which nobody is recorded is all rest, with or without a law.
    value = np.where(held.has_holders, 0.0, worth)
    firms = [firm for firm in limits if not held.has_holders[firm]]
    low_value, high_value = value.copy(), value.copy()
    low_value[firms], high_value[firms] = 0.0, 1.0
    free = bounds(held, low_value, high_value)
    lower, upper = foreign(stakes, value, limits)
    assert (lower >= free[0] - 1e-12).all() and (upper <= free[1] + 1e-12).all()


@given(columns(), worths, caps, st.integers(0, 20))
def test_a_tighter_law_tightens_more_and_one_as_wide_as_the_rest_not_at_all(
    stakes, worth, limits, less
):
    tighter = {firm: cap * less / 20 for firm, cap in limits.items()}
    lower, upper = foreign(stakes, worth, limits)
    low, high = foreign(stakes, worth, tighter)
    assert (low >= lower - 1e-12).all() and (high <= upper + 1e-12).all()
    held = Holdings.from_stakes(SIZE, stakes)
    ends = [firm for firm in limits if not held.has_holders[firm]]
    value, most = worth.copy(), worth.copy()
    value[ends], most[ends] = 0.0, 1.0
    assert foreign(stakes, worth, dict.fromkeys(limits, 1.0))[1] == pytest.approx(
        bounds(held, value, most)[1], abs=1e-12
    )


@given(st.integers(1, 100), st.integers(1, 50), st.integers(0, 49))
def test_so_many_holders_pass_half_and_one_fewer_do_not(rest, line, held):
    rest, line, held = rest / 100, line / 100, held / 100
    needed = least_together(rest, line, held=held)
    assert needed == holders_needed(held, rest, line)
    if needed is None:
        assert held + rest <= 0.5 + 1e-12
    else:
        # Each stays below the line, so so many lines are more than is missing.
        assert needed * line > 0.5 - held - 1e-12
        assert (needed - 1) * line <= 0.5 - held + 1e-12


@given(columns(), worths, st.lists(parts, min_size=SIZE, max_size=SIZE).map(np.array))
def test_every_policy_for_the_rest_lies_within_what_is_not_known(stakes, worth, prior):
    exact = [(a, b, low, None, low) for a, b, low, _, _ in stakes]
    held = Holdings.from_stakes(SIZE, exact)
    lower, upper = share_under(held, worth, worth)
    for policy in ("float", "registration"):
        low, high = share_under(held, worth, worth, policy, (prior, prior))
        assert (low >= lower - 1e-12).all() and (high <= upper + 1e-12).all()
    wide = bounds(held, worth, worth)
    assert lower == pytest.approx(wide[0], abs=1e-9)
    assert upper == pytest.approx(wide[1], abs=1e-9)
