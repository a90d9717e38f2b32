from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest

from graph.errors import ImpossibleShareError
from graph.ownership.arrays.holdings import Holdings, impossible, overfull, tightened


def test_a_full_column_leaves_exactly_nothing():
    thirds = [(k, 3, Fraction(1, 3), None, Fraction(1, 3)) for k in range(3)]
    tenths = [(k, 3, 0.1, None, 0.1) for k in range(10)]
    assert Holdings.from_stakes(4, thirds).rest_upper[3] == 0
    assert Holdings.from_stakes(10, tenths).rest_upper[3] == 0


def test_parallel_stakes_are_one_holder():
    twice = [(0, 1, Decimal("0.1"), None, Decimal("0.2")), (0, 1, 0.2, 0.2, 0.9)]
    holdings = Holdings.from_stakes(2, twice)
    assert holdings.owner.tolist() == [0]
    assert (holdings.lower[0], holdings.known[0], holdings.upper[0]) == (0.3, 0.3, 1.0)


@pytest.mark.parametrize(
    "stake",
    [
        (0, 1, -0.1, None, 0.5),
        (0, 1, 0.5, None, 1.3),
        (0, 1, float("nan"), None, 1),
        (0, 1, 0, None, float("inf")),
        (0, 1, 0.5, None, 0.4),
        (0, 1, 0.2, 0.1, 0.4),
        (0, 7, 0.2, None, 0.4),
        (7, 0, 0.2, None, 0.4),
    ],
)
def test_impossible_stakes_are_refused(stake):
    with pytest.raises(ImpossibleShareError):
        Holdings.from_stakes(2, [stake])


def test_impossible_stakes_are_named_without_raising():
    assert impossible([(0, 1, float("nan")), (0, 1, 1), (1, 0, Decimal(-1))]) == (
        (0, 1, "not_a_number"),
        (1, 0, "negative"),
    )


def test_exactly_full_is_not_overfull_and_a_hair_more_is():
    full = [(0, 2, 0.7, None, 0.7), (1, 2, 0.3, None, 0.3)]
    assert overfull(Holdings.from_stakes(3, full)) == ()
    assert overfull(Holdings.from_stakes(3, [*full, (1, 2, 1e-9, None, 1e-9)])) == (2,)


def test_a_contradictory_column_is_drawn_in_not_rescaled():
    drawn = tightened(Holdings.from_stakes(3, [(0, 2, 0.7, None, 0.7), (1, 2, 0.5, None, 0.5)]))
    assert drawn.lower.round(12).tolist() == [0.5, 0.3]
    assert drawn.upper.tolist() == [0.7, 0.5]
    assert drawn.rest_upper[2] == 0


def test_a_complete_table_raises_lower_bounds():
    stakes = [(0, 2, 0.05, None, 0.1), (1, 2, 0.85, None, 0.93)]
    drawn = tightened(Holdings.from_stakes(3, stakes, complete={2}))
    assert drawn.lower.round(12).tolist() == [0.07, 0.9]


def test_a_complete_table_that_falls_short_keeps_the_difference():
    holdings = Holdings.from_stakes(3, [(k, 2, 0.3333, None, 0.3333) for k in (0, 1)], complete={2})
    assert holdings.rest_lower[2] == holdings.rest_upper[2] == pytest.approx(0.3334)


def test_arrays_and_stakes_give_the_same_columns():
    rng = np.random.default_rng(5)
    owner, owned = rng.integers(0, 30, 60), rng.integers(0, 30, 60)
    shares = rng.integers(0, 12, 60) / 100
    listed = list(zip(owner.tolist(), owned.tolist(), shares.tolist(), strict=True))
    one = Holdings.from_arrays(30, owner, owned, shares)
    other = Holdings.from_stakes(30, [(a, b, part, None, part) for a, b, part in listed])
    for firm in range(30):
        columns = [
            sorted(zip(h.owner[h.start[firm] : h.start[firm + 1]].tolist(),
                       h.known[h.start[firm] : h.start[firm + 1]].round(12).tolist(), strict=True))
            for h in (one, other)
        ]  # fmt: skip
        assert columns[0] == columns[1]
    assert one.rest_upper == pytest.approx(other.rest_upper)
