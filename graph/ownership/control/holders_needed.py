"""How few unnamed holders would have to act together to direct a firm."""

from __future__ import annotations

from graph.errors import ComputationError
from graph.fraction import HALF
from graph.ownership.arrays.exact import Number, exact
from graph.ownership.control.who_controls import holders_needed


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
