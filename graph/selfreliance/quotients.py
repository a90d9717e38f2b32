"""Quotients of amounts that are known between bounds.

An amount is never negative, so an absent lower bound is nothing at all. Both quotients rise with
the part and fall with the whole: their ends are reached at the ends of what goes in, and an end
that is not itself reached on either side is not reached in the quotient.
"""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct

from graph.claims.hedges import Bounds
from graph.errors import InputError
from graph.fraction import Fraction


class Range(Struct, frozen=True):
    """Numbers between two ends; no upper end where there is none. Not below nothing."""

    lower: Fraction = Fraction(0)
    upper: Fraction | None = None
    lower_open: bool = False
    upper_open: bool = False

    @property
    def exact(self) -> bool:
        """Whether it is one number."""
        return self.lower == self.upper

    def at_most(self, limit: Fraction) -> bool | None:
        """Whether every number is at or below the limit, or none; nothing where that is open.

        >>> half = Range(Fraction(1, 2), Fraction(1, 2))
        >>> half.at_most(Fraction(1, 2)), half.at_most(Fraction(1, 3)), Range().at_most(Fraction(9))
        (True, False, None)
        """
        if self.upper is not None and self.upper <= limit:
            return True
        if self.lower > limit or (self.lower == limit and self.lower_open):
            return False
        return None

    def at_least(self, limit: Fraction) -> bool | None:
        """Whether every number is at or above the limit, or none; nothing where that is open."""
        if self.lower >= limit:
            return True
        if self.upper is not None and (
            self.upper < limit or (self.upper == limit and self.upper_open)
        ):
            return False
        return None


def amount(bounds: Bounds, factor: Fraction | None = None) -> Range:
    """A figure as an amount, in another currency where a factor is given.

    Raises
    ------
    InputError
        If it is below nothing, which no amount is.
    """
    lower, upper = bounds.lower, bounds.upper
    if any(end is not None and end < 0 for end in (lower, upper)):
        raise InputError("an amount is below zero; only amounts are divided")
    by = Fraction(1) if factor is None else factor
    return Range(
        Fraction(0) if lower is None else Fraction(lower) * by,
        None if upper is None else Fraction(upper) * by,
        bounds.lower_open,
        bounds.upper_open,
    )


def ratio(part: Range, whole: Range) -> Range:
    r"""The part over the whole, :math:`a = p / w`; it may be above one.

    Raises
    ------
    InputError
        If the whole is certainly nothing.

    Examples
    --------
    >>> three, four = (amount(Bounds(Decimal(n), Decimal(n))) for n in (3, 4))
    >>> ratio(three, four).upper
    Fraction(3, 4)
    """
    if whole.upper == 0:
        raise InputError("nothing can be divided by a whole of nothing")
    lower, low_open = _least(part, whole, portion=False)
    if part.upper is None or whole.lower == 0:
        return Range(lower, None, low_open)
    return Range(lower, part.upper / whole.lower, low_open, part.upper_open or whole.lower_open)


def portion(part: Range, whole: Range) -> Range:
    r"""The part over itself and the whole, :math:`b = p / (p + w) = a / (1 + a)`; never above one.

    Raises
    ------
    InputError
        If both are certainly nothing.

    Examples
    --------
    >>> three, four = (amount(Bounds(Decimal(n), Decimal(n))) for n in (3, 4))
    >>> portion(three, four).upper
    Fraction(3, 7)
    """
    if part.upper == 0 and whole.upper == 0:
        raise InputError("nothing can be divided by a whole of nothing")
    lower, low_open = _least(part, whole, portion=True)
    if part.upper is None:  # near one, and at one only if the whole may be nothing
        return Range(lower, Fraction(1), low_open, whole.lower > 0 or whole.lower_open)
    if part.upper + whole.lower == 0:
        return Range(lower, Fraction(1), low_open)
    upper = part.upper / (part.upper + whole.lower)
    return Range(lower, upper, low_open, part.upper_open or whole.lower_open)


def _least(part: Range, whole: Range, *, portion: bool) -> tuple[Fraction, bool]:
    """The lower end of a quotient, and whether it is not itself reached."""
    if part.lower == 0:
        return part.lower, part.lower_open
    if whole.upper is None:
        return Fraction(0), True
    below = whole.upper + part.lower if portion else whole.upper
    return part.lower / below, part.lower_open or whole.upper_open


def share_limit(percent: Decimal) -> Fraction:
    """A limit in per cent as a fraction of one."""
    return Fraction(percent) / 100
