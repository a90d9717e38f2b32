"""Numbers as people wrote them: exact fractions, and the small systems solved in them.

A threshold is a comparison, and comparisons of sums of doubles go wrong:
``.015 + .413 + .03 + .042`` is below a half in floating point and is a half.
Whatever is compared with a threshold stays a fraction until it is compared.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from numbers import Integral, Rational, Real

from graph.errors import ComputationError, ImpossibleShareError
from graph.fraction import ONE, ZERO, Fraction

Number = Fraction | Decimal | float | int


def exact(value: Number) -> Fraction:
    """The number as it was written; a float stands for the shortest decimal that prints it.

    Raises :class:`ImpossibleShareError` for what is not a finite number: nothing,
    a text, a truth value, infinity.

    >>> exact(0.1) + exact(Decimal("0.9")) == 1
    True
    >>> exact(float("nan"))
    Traceback (most recent call last):
    ...
    graph.errors.ImpossibleShareError: nan is not a number
    """
    if isinstance(value, Fraction):
        return value
    given: object = value  # what callers pass is not always what they should
    if isinstance(given, bool) or not isinstance(given, Decimal | Integral | Real):
        raise ImpossibleShareError(f"{value!r} is not a number")
    if isinstance(given, Rational):  # whole numbers too, and fractions of any make
        return Fraction(int(given.numerator), int(given.denominator))
    number = given if isinstance(given, Decimal) else Decimal(repr(float(given)))
    if not number.is_finite():
        raise ImpossibleShareError(f"{value} is not a number")
    return Fraction(number)


def share(value: Number) -> Fraction:
    """One share as an exact fraction of one; raise :class:`ImpossibleShareError` outside 0 to 1.

    >>> share(0.25)
    Fraction(1, 4)
    >>> share(1.3)
    Traceback (most recent call last):
    ...
    graph.errors.ImpossibleShareError: a share of 1.3 is above one
    """
    number = value if isinstance(value, Fraction) else exact(value)
    if number.numerator < 0:
        raise ImpossibleShareError(f"a share of {value} is below zero")
    if number.numerator > number.denominator:
        raise ImpossibleShareError(f"a share of {value} is above one")
    return number


def solved(
    equations: Mapping[int, Mapping[int, Fraction]], constants: Mapping[int, Fraction]
) -> dict[int, Fraction]:
    """Solve ``y[j] = constants[j] + Σ equations[j][i] · y[i]`` in exact fractions.

    Unknowns are the keys of ``equations``; a missing constant is zero. Cost is
    cubic in the number of unknowns, in fractions: for small systems.
    Raises :class:`ComputationError` when there is no single solution.

    >>> solved({0: {1: Fraction(1, 2)}, 1: {0: Fraction(1, 2)}}, {0: Fraction(3)})
    {0: Fraction(4, 1), 1: Fraction(2, 1)}
    """
    unknowns = list(equations)
    rows = {
        j: {i: (ONE if i == j else ZERO) - equations[j].get(i, ZERO) for i in unknowns}
        for j in unknowns
    }
    right = {j: constants.get(j, ZERO) for j in unknowns}
    pending = set(unknowns)
    for column in unknowns:
        pivot = next((j for j in unknowns if j in pending and rows[j][column]), None)
        if pivot is None:
            raise ComputationError("the system has no single solution")
        pending.remove(pivot)
        scale = rows[pivot][column]
        rows[pivot] = {i: value / scale for i, value in rows[pivot].items()}
        right[pivot] /= scale
        for j in unknowns:
            factor = rows[j][column]
            if j != pivot and factor:
                rows[j] = {i: rows[j][i] - factor * rows[pivot][i] for i in unknowns}
                right[j] -= factor * right[pivot]
    leading = {next(i for i in unknowns if rows[j][i]): right[j] for j in unknowns}
    return {i: leading[i] for i in unknowns}
