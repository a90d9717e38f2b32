"""Exact bounds beside those in floats, and verdicts that stand on their line."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.ownership.arrays.holdings import Holdings
from graph.ownership.bounds.bounds import bounds
from graph.ownership.ultimate.rational import ExactColumn, exact_least
from made_up import citizen, firms, people, say, stake, told

FIRMS, OWNERS, PARTS = 4, 3, 12


@st.composite
def networks(draw):
    """Columns of ranged stakes in twelfths among four firms and three owners, cycles included."""
    columns = {}
    for firm in range(FIRMS):
        left, holders = PARTS, []
        for owner in draw(st.permutations(range(FIRMS + OWNERS)))[: draw(st.integers(1, 4))]:
            low = draw(st.integers(0, left))
            left -= low
            if owner != firm:
                high = min(PARTS, low + draw(st.integers(0, 4)))
                holders.append((owner, Fraction(low, PARTS), Fraction(high, PARTS)))
        taken = sum(high for _, _, high in holders)
        least = max(Fraction(0), 1 - taken)
        most = 1 - sum(low for _, low, _ in holders)
        columns[firm] = ExactColumn(holders, (least, most))
    return columns, [draw(st.booleans()) for _ in range(OWNERS)]


@given(networks())
@settings(max_examples=150, deadline=None)
def test_fractions_and_floats_find_the_same_least_and_most(drawn):
    columns, ours = drawn
    size = FIRMS + OWNERS
    stakes = [
        (owner, firm, low, None, high)
        for firm, column in columns.items()
        for owner, low, high in column.holders
    ]
    rest = {firm: column.rest for firm, column in columns.items()}
    holdings = Holdings.from_stakes(size, stakes, rest=rest)
    worth = np.array([0.0] * FIRMS + [float(one) for one in ours])
    held = {firm for firm, column in columns.items() if column.holders}
    if held != set(columns):
        return
    lower, upper = bounds(holdings, worth, worth)
    for firm in columns:
        least = exact_least(
            columns, {FIRMS + k: Fraction(one) for k, one in enumerate(ours)},
            dict(enumerate(lower.tolist())), firm,
        )  # fmt: skip
        # The most is what the others least leave.
        others = exact_least(
            columns, {FIRMS + k: Fraction(not one) for k, one in enumerate(ours)},
            dict(enumerate((1 - upper).tolist())), firm,
        )  # fmt: skip
        assert float(least) == pytest.approx(lower[firm], abs=1e-9)
        assert float(1 - others) == pytest.approx(upper[firm], abs=1e-9)


@pytest.mark.parametrize(
    ("ours", "word"),
    [
        ("50", "not home-owned"),
        ("50.00000000004", "home-owned"),  # rounding to twelve digits would make it a half
        ("49.99999999996", "not home-owned"),
    ],
)
def test_a_share_beside_the_line_is_not_on_it(ours, word):
    theirs = str(100 - Fraction(ours))
    theirs = f"{float(Fraction(theirs)):.11f}"
    entities = [*people("ann", "max"), *firms("f")]
    claims = [
        stake("ann", "f", ours), stake("max", "f", theirs),
        citizen("ann", "home"), citizen("max", "away"),
    ]  # fmt: skip
    assert told(say("ultimate-ownership", entities, claims)) == (word, "")


def test_a_half_through_a_cycle_is_a_half():
    """f = 2/5 + 1/5 g and g = 2/5 + 1/5 f: both are one half, which is not more than half."""
    entities = [*people("ann", "max"), *firms("f", "g")]
    claims = [
        stake("ann", "f", "40"), stake("max", "f", "40"), stake("g", "f", "20"),
        stake("ann", "g", "40"), stake("max", "g", "40"), stake("f", "g", "20"),
        citizen("ann", "home"), citizen("max", "away"),
    ]  # fmt: skip
    assert told(say("ultimate-ownership", entities, claims)) == ("not home-owned", "")
