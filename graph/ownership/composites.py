"""Composite scores taken apart: means, ranks, what drives the variance, which verdicts hold.

A composite is shown last, if at all: an arithmetic and a geometric mean of the
same indicators can rank firms in opposite orders.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from fractions import Fraction
from math import prod
from typing import TypeVar

from graph.errors import ComputationError
from graph.ownership.exact import ONE, ZERO, Number, exact

Word = TypeVar("Word", bound=Hashable)
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
    if total == 0:
        raise ComputationError("nothing varies")
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
    if whole == 0:
        raise ComputationError("nothing varies")

    def without(values: Sequence[Fraction], i: int) -> Fraction:
        return prod((value for k, value in enumerate(values) if k != i), start=ONE)

    return (
        [spread * without(squares, i) / whole for i, spread in enumerate(spreads)],
        [spread * without(moments, i) / whole for i, spread in enumerate(spreads)],
    )


def verdict_shares(verdicts: Mapping[str, Word]) -> dict[Word, Fraction]:
    """The share of specifications that reach each verdict.

    >>> verdict_shares({"direct": False, "integrated": True, "control": False})[True]
    Fraction(1, 3)
    """
    counts = Counter(verdicts.values())
    return {word: Fraction(count, len(verdicts)) for word, count in counts.items()}
