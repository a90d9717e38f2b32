from fractions import Fraction

import numpy as np
import pytest

from graph.errors import ComputationError
from graph.ownership.arrays.columns import Column
from graph.ownership.arrays.holdings import Holdings
from graph.ownership.bounds.bounds import bounds

HOME, AWAY = 1.0, 0.0


def limits(stakes, worth, firm, size=None, **options):
    worth = np.array(worth)
    holdings = Holdings.from_stakes(size or len(worth), stakes, **options)
    lower, upper = bounds(holdings, worth, worth)
    return pytest.approx([lower[firm], upper[firm]], abs=1e-12)


def test_an_unknown_rest_may_be_anybodys():
    assert limits([(0, 1, 0.3, None, 0.3)], [HOME, AWAY], 1) == [0.3, 1.0]


def test_rivals_are_alternatives_not_a_range():
    # All home by one source, half by the other: nothing between them is more than hull.
    worth = np.array([HOME, AWAY, 0.0])
    holdings = Holdings.from_stakes(3, [])
    rivals = {2: [[(0, 1, 1)], [(0, Fraction(1, 2), Fraction(1, 2)), (1, 0.5, 0.5)]]}
    lower, upper = bounds(holdings, worth, worth, alternatives=rivals)
    assert (lower[2], upper[2]) == (0.5, 1.0)


def test_two_firms_that_may_hold_each_other_whole_are_worth_anything():
    mutual = [(0, 1, 0, None, 1), (1, 0, 0, None, 1), (2, 0, 0, None, 1)]
    assert limits(mutual, [0, 0, HOME], 1, complete={0, 1}) == [0.0, 1.0]


def test_two_firms_that_must_let_some_go_are_worth_what_they_let_go():
    mutual = [
        (0, 1, 0.9, None, 0.9),
        (1, 0, 0.9, None, 0.9),
        (2, 0, 0.1, None, 0.1),
        (2, 1, 0.1, None, 0.1),
    ]
    assert limits(mutual, [0, 0, HOME], 1) == [1.0, 1.0]


def test_what_a_nominee_does_not_keep_is_only_the_beneficiarys():
    stakes = [(0, 2, 0, None, 0.6), (1, 2, 0, None, 0.6), (3, 2, 0.4, None, 0.4)]
    worth = [HOME, AWAY, 0.0, HOME]
    assert limits(stakes, worth, 2, rest={2: (0, 0)}) == [0.4, 1.0]


def test_a_column_that_no_division_fits_is_named():
    with pytest.raises(ComputationError, match="firm 1"):
        limits([(0, 1, 0.3, None, 0.4)], [HOME, AWAY], 1, rest={1: (0.1, 0.2)})


def test_worths_outside_zero_to_one_are_refused():
    with pytest.raises(ComputationError):
        bounds(Holdings.from_stakes(1, []), np.array([2.0]), np.array([2.0]))
    with pytest.raises(ComputationError):
        bounds(Holdings.from_stakes(1, []), np.array([0.6]), np.array([0.5]))


def test_a_contradictory_rival_binds_only_from_above():
    column = Column.of([(0, 0.7, 0.7), (1, 0.5, 0.5)])
    assert column.holders == ((0, 0.0, 0.7), (1, 0.0, 0.5))
    worth = np.array([HOME, AWAY, 0.0])
    lower, upper = bounds(Holdings.from_stakes(3, []), worth, worth, alternatives={2: [column]})
    assert (lower[2], upper[2]) == pytest.approx((0.5, 0.7))


def test_a_large_graph_is_bounded_as_its_parts_are():
    # One chain of 4,000 firms, too large for plain Python, each half held by the one before.
    size = 4001
    stakes = [(k, k + 1, 0.5, None, 0.75) for k in range(size - 1)]
    worth = np.zeros(size)
    worth[0] = HOME
    lower, upper = bounds(Holdings.from_stakes(size, stakes), worth, worth)
    assert lower[1:5] == pytest.approx([0.5, 0.25, 0.125, 0.0625])
    assert upper[-1] == 1.0
