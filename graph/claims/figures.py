"""Fractions of one as figures in percent: nearest, at the least, at the most.

What is known to be so much at the least is never printed as more, and what is at most so much
never as less: a figure that is quoted stays true. What solving leaves beyond ``1e-12`` of one is
noise and moves no figure.
"""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal
from functools import lru_cache

from graph.fraction import Fraction

LEAST, MOST, NEAREST = ROUND_FLOOR, ROUND_CEILING, ROUND_HALF_EVEN
_EXACT = 12  # digits of a fraction of one; what lies beyond is noise


def figure(value: float | Fraction, rounding: str = NEAREST, digits: int = 2) -> str:
    """A fraction of one in percent, with so many digits at the most.

    >>> figure(463.6 / 2141.6), figure(463.6 / 2141.6, LEAST), figure(0.1 + 0.2, LEAST)
    ('21.65', '21.64', '30')
    >>> figure(Fraction(1, 3), MOST), figure(0.0625, LEAST), figure(0, MOST)
    ('33.34', '6.25', '0')
    """
    return _written(float(value), rounding, digits)


def counted(count: int, noun: str, plural: str = "") -> str:
    """So many of something.

    >>> counted(1, "row"), counted(1200, "row"), counted(2, "entity", "entities")
    ('1 row', '1,200 rows', '2 entities')
    """
    return f"{count:,} {noun if count == 1 else plural or f'{noun}s'}"


@lru_cache(1 << 12)  # most figures of an answer are printed more than once
def _written(value: float, rounding: str, digits: int) -> str:
    exact = Decimal(f"{value * 100:.{_EXACT - 2}f}")
    text = f"{exact.quantize(Decimal(1).scaleb(-digits), rounding=rounding):f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


def rounded_to(value: float, digits: int, rounding: str = NEAREST) -> float:
    """A number with so many digits behind the point, for machines.

    >>> rounded_to(2 / 3, 6), rounded_to(2 / 3, 6, LEAST), rounded_to(0.1 + 0.2, 6, LEAST)
    (0.666667, 0.666666, 0.3)
    """
    if rounding == NEAREST:
        return round(value, digits) + 0.0
    exact = Decimal(f"{value:.{_EXACT}f}")
    return float(exact.quantize(Decimal(1).scaleb(-digits), rounding=rounding)) + 0.0
