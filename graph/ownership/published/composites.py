"""Composite scores taken apart: means, ranks, what drives the variance, which verdicts hold.

A composite is shown last, if at all: an arithmetic and a geometric mean of the
same indicators can rank firms in opposite orders.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from math import prod
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from graph.errors import ComputationError
from graph.fraction import ONE, ZERO, Fraction
from graph.ownership.arrays.exact import Number, exact
from graph.ownership.arrays.holdings import Floats

Word = TypeVar("Word", bound=Hashable)
GRID_NOISE = 1e-24  # the variance that rounding may leave of none
UNIFORM = Fraction(1, 12)  # the variance of a uniform variable on [0, 1]


def arithmetic_mean(values: Sequence[Number]) -> Fraction:
    """The sum over the count; a weak indicator is made up for by a strong one.

    >>> arithmetic_mean([0.9, 0.1])
    Fraction(1, 2)
    """
    if not values:
        raise ComputationError("a mean of nothing")
    return sum((exact(value) for value in values), ZERO) / len(values)


def geometric_mean(values: Sequence[Number]) -> float:
    """The root of the product; one indicator at zero is never made up for.

    >>> geometric_mean([0.9, 0.1])
    0.3
    """
    if not values or min(values) < 0:
        raise ComputationError("a geometric mean needs values, none below zero")
    product = float(prod((exact(value) for value in values), start=ONE))
    root: float = product ** (1 / len(values))
    return round(root, 15)


def ranked(
    firms: Mapping[str, Sequence[Number]], mean: Callable[[Sequence[Number]], float | Fraction]
) -> list[str]:
    """Names by falling mean; equal ones by name.

    >>> ranked({"F1": [0.9, 0.1], "F2": [0.48, 0.48]}, geometric_mean)
    ['F2', 'F1']
    """
    return sorted(firms, key=lambda name: (-mean(firms[name]), name))


def sobol_of_sum(
    weights: Sequence[Number], variances: Sequence[Number] | None = None
) -> tuple[list[Fraction], Fraction]:
    r"""First-order Sobol indices of a weighted sum of independent inputs, and its variance.

    .. math:: S_i = w_i^2 \sigma_i^2 \,/\, \sum_k w_k^2 \sigma_k^2

    They equal the total indices: a sum has no interactions. Inputs are uniform on
    [0, 1] unless ``variances`` says otherwise.

    References
    ----------
    Sobol', I. M. (2001). Global sensitivity indices for nonlinear mathematical
    models. Mathematics and Computers in Simulation 55, 271-280.

    >>> [str(part) for part in sobol_of_sum([0.5, 0.5])[0]]
    ['1/2', '1/2']
    """
    spreads = [UNIFORM] * len(weights) if variances is None else [exact(v) for v in variances]
    parts = [exact(w) ** 2 * spread for w, spread in zip(weights, spreads, strict=True)]
    total = sum(parts, ZERO)
    if total == 0 or min(spreads) < 0:
        raise ComputationError("nothing varies, or a variance is below zero")
    return [part / total for part in parts], total


def sobol_of_product(
    means: Sequence[Number], variances: Sequence[Number]
) -> tuple[list[Fraction], list[Fraction]]:
    r"""First-order and total Sobol indices of a product of independent inputs.

    .. math:: S_i = \sigma_i^2 \prod_{k \ne i} \mu_k^2 / V, \quad
              S_{Ti} = \sigma_i^2 \prod_{k \ne i} (\mu_k^2 + \sigma_k^2) / V, \quad
              V = \prod_k (\mu_k^2 + \sigma_k^2) - \prod_k \mu_k^2

    >>> first, total = sobol_of_product([0.5, 0.5], [UNIFORM, UNIFORM])
    >>> str(first[0]), str(total[0])
    ('3/7', '4/7')
    """
    squares = [exact(mean) ** 2 for mean in means]
    spreads = [exact(variance) for variance in variances]
    moments = [square + spread for square, spread in zip(squares, spreads, strict=True)]
    whole = prod(moments, start=ONE) - prod(squares, start=ONE)
    if whole == 0 or min(spreads) < 0:
        raise ComputationError("nothing varies, or a variance is below zero")

    def without(values: Sequence[Fraction], i: int) -> Fraction:
        return prod((value for k, value in enumerate(values) if k != i), start=ONE)

    return (
        [spread * without(squares, i) / whole for i, spread in enumerate(spreads)],
        [spread * without(moments, i) / whole for i, spread in enumerate(spreads)],
    )


def sobol_of_grid(values: NDArray[Any]) -> tuple[Floats, Floats]:
    r"""First-order and total Sobol indices of a table with one axis for each switch.

    .. math:: S_i = \mathrm{Var}\, E[Y \mid X_i] \,/\, \mathrm{Var}\, Y, \qquad
              S_{Ti} = E\, \mathrm{Var}[Y \mid X_{\sim i}] \,/\, \mathrm{Var}\, Y

    Every combination of switches counts once, so nothing is sampled: the indices
    are exact. A switch with :math:`S_T = 0` decides nothing in any combination.

    Parameters
    ----------
    values : shape (n_1, …, n_k)
        A number, or a verdict as 0 or 1, for each combination.

    Returns
    -------
    (first, total) : shape (k,) each, in [0, 1]; all zero where nothing varies

    Raises
    ------
    ComputationError
        For a table without a cell, or with a value that is not a finite number.

    References
    ----------
    Total indices: Homma, T. and Saltelli, A. (1996). Importance measures in
    global sensitivity analysis of nonlinear models. Reliability Engineering and
    System Safety 52, 1-17 (cited from memory).

    Examples
    --------
    The verdict turns on both switches together: each alone explains a third.

    >>> first, total = sobol_of_grid(np.array([[0, 0], [0, 1]]))
    >>> first.round(4), total.round(4)
    (array([0.3333, 0.3333]), array([0.6667, 0.6667]))
    """
    table = np.asarray(values, dtype=np.float64)
    if table.size == 0 or not np.isfinite(table).all():
        raise ComputationError("a grid has cells, and each a finite number")
    whole, axes = float(table.var()), range(table.ndim)
    if whole <= GRID_NOISE:
        return np.zeros(table.ndim), np.zeros(table.ndim)
    first = [table.mean(axis=tuple(k for k in axes if k != axis)).var() for axis in axes]
    total = [table.var(axis=axis).mean() for axis in axes]
    return np.array(first) / whole, np.array(total) / whole


def verdict_shares(verdicts: Mapping[str, Word]) -> dict[Word, Fraction]:
    """The share of specifications that reach each verdict.

    >>> verdict_shares({"direct": False, "integrated": True, "control": False})[True]
    Fraction(1, 3)
    """
    if not verdicts:
        raise ComputationError("no specification was computed")
    counts = Counter(verdicts.values())
    return {word: Fraction(count, len(verdicts)) for word, count in counts.items()}
