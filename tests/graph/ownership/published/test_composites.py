"""Sobol indices against an independent library that samples, and a table counted by hand."""

from itertools import product

import numpy as np
import pytest

from graph.ownership.published.composites import (
    UNIFORM,
    sobol_of_grid,
    sobol_of_product,
    sobol_of_sum,
)

SAMPLES = 4096


def sampled(count, model):
    """First and total indices of a model of uniform inputs, by SALib."""
    from SALib.analyze import sobol as analyse
    from SALib.sample import sobol as sample

    problem = {"num_vars": count, "names": [f"x{k}" for k in range(count)]}
    problem["bounds"] = [[0, 1]] * count
    points = sample.sample(problem, SAMPLES, calc_second_order=False, seed=1)
    values = np.array([model(point) for point in points])
    found = analyse.analyze(problem, values, calc_second_order=False, seed=1)
    return found["S1"], found["ST"]


def test_a_grid_agrees_with_a_library_that_samples_it():
    shape = (3, 2, 4)
    table = np.zeros(shape)
    for cell in product(*map(range, shape)):
        table[cell] = float(cell[0] == 2 and cell[1] == 1) + (0.5 if cell[2] > 2 else 0)

    def model(point):
        return table[tuple(int(x * n) for x, n in zip(point, shape, strict=True))]

    first, total = sobol_of_grid(table)
    by_sampling = sampled(3, model)
    assert first == pytest.approx(by_sampling[0], abs=0.03)
    assert total == pytest.approx(by_sampling[1], abs=0.03)
    assert (total >= first - 1e-12).all() and first.sum() <= 1 + 1e-12


def test_a_sum_and_a_product_agree_with_a_library_that_samples_them():
    weights = [0.5, 0.3, 0.2]
    exact, _ = sobol_of_sum(weights)
    first, total = sampled(3, lambda x: float(np.dot(weights, x)))
    assert [float(one) for one in exact] == pytest.approx(first, abs=0.02)
    assert [float(one) for one in exact] == pytest.approx(total, abs=0.02)
    exact_first, exact_total = sobol_of_product([0.5, 0.5], [UNIFORM, UNIFORM])
    first, total = sampled(2, lambda x: float(x[0] * x[1]))
    assert [float(one) for one in exact_first] == pytest.approx(first, abs=0.02)
    assert [float(one) for one in exact_total] == pytest.approx(total, abs=0.02)


def test_a_switch_that_never_matters_has_no_index_and_agreement_has_none_at_all():
    table = np.broadcast_to(np.array([[0.0], [1.0]]), (2, 3))
    first, total = sobol_of_grid(table)
    assert first == pytest.approx([1, 0]) and total == pytest.approx([1, 0])
    assert not sobol_of_grid(np.ones((2, 2)))[1].any()


def test_three_quarters_of_a_table_counted_by_hand():
    # One of four cells is one: V = 3/16. Means by row 1/2, 0: their variance is 1/16.
    first, total = sobol_of_grid(np.array([[1, 0], [0, 0]]))
    assert first == pytest.approx([1 / 3, 1 / 3])
    assert total == pytest.approx([2 / 3, 2 / 3])  # within a row 1/4 or 0, on average 1/8
