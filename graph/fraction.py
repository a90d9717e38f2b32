"""Exact fractions: the type of the standard library, as compiled code.

Everything that is compared with a threshold is a fraction, so most of a firm's answer is sums of
fractions; ``quicktions`` is the standard library's own type, compiled. It equals, hashes and prints
like that type, and mixes with it. Nothing, a half and the whole are the same for everybody.

It is made of numbers and never of text: to read one digit ``quicktions`` (1.24) writes it into the
byte that all of Python shares for zero, and whatever reads files after that reads them wrongly.
What is text is read as a ``Decimal`` first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fractions import Fraction
else:
    from quicktions import Fraction

__all__ = ["HALF", "ONE", "ZERO", "Fraction"]

ZERO, HALF, ONE = Fraction(0), Fraction(1, 2), Fraction(1)
