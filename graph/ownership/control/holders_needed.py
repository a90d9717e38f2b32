"""How few unnamed holders would have to act together to direct a firm."""

from __future__ import annotations

from graph.errors import ComputationError
from graph.fraction import HALF
from graph.ownership.arrays.exact import Number, exact, share


def holders_needed(
    held: Number,
    rest: Number,
    cap: Number,
    *,
    quota: Number = HALF,
    strict: bool = True,
    reached: bool = False,
) -> int | None:
    """How many undisclosed holders would have to act together to carry a group past a quota.

    ``held`` is what the group has, ``rest`` what nobody disclosed, ``cap`` what
    an undisclosed holder stays below (or, with ``reached``, may have). Nothing
    when even all of the rest would not do; zero when none is needed.

    Examples
    --------
    A block of 20.9 % and holders below 5 %: (0.5 − 0.209) / 0.05 = 5.82, so six.

    >>> holders_needed(0.209, 0.748, 0.05)
    6
    """
    missing = share(quota) - share(held)
    left, most = share(rest), share(cap)
    if missing < 0 or (missing == 0 and not strict):
        return 0
    if left < missing or (left == missing and strict) or most <= 0:
        return None
    together = missing / most
    if reached and not strict:
        return -(-together.numerator // together.denominator)
    return together.numerator // together.denominator + 1


def least_together(
    rest: Number, line: Number, *, held: Number = 0, quota: Number = HALF
) -> int | None:
    """The fewest hidden holders who could pass a quota if none of them has reached a line.

    ``rest`` is what nobody named has, ``line`` the share from which a holder must
    say so, ``held`` what a group that would join them has. Nothing when all of
    the rest would not do. Raises :class:`ComputationError` for a line of nothing.

    >>> least_together(0.9, 0.05)  # ten have less than 50 % together
    11
    """
    if exact(line) <= 0:
        raise ComputationError("a disclosure line lies above zero")
    return holders_needed(held, rest, line, quota=quota)
