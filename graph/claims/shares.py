"""Shares in percent, exact or ranged, as tables and RDF carry them.

A range always has both bounds. What a source does not say stays unsaid: no
share at all is *not* zero (an owner of unknown size), and zero is a fact (an
exit). Engines work on fractions of one: see :meth:`Share.fractions`.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from msgspec import Struct

from graph.claims.figures import LEAST, MOST, NEAREST, figure
from graph.errors import ImpossibleShareError
from graph.fraction import Fraction

_ZERO, HUNDRED = Decimal(0), Decimal(100)
BEYOND = Fraction(1, 10**10)  # of one: by how much an open bound is passed at the least
FLOAT_NOISE = 5e-12  # what solving leaves of a share, and less than open bounds do
_PLAIN = re.compile(r"[+-]?(?:\d{1,20}(?:\.\d{0,40})?|\.\d{1,40})", re.ASCII)
OVER, UNDER = "over ", "under "


def plain_number(text: str) -> Decimal | None:
    """A number as people write one, in digits 0 to 9; nothing for any other text.

    >>> plain_number(" 12.5 "), plain_number("1_0"), plain_number("1e9"), plain_number("-0")
    (Decimal('12.5'), None, None, Decimal('-0'))
    """
    plain = text.strip()
    return Decimal(plain) if _PLAIN.fullmatch(plain) else None


def percent(text: str | int | Decimal) -> Decimal:
    """Read one percentage, 0 to 100; raise :class:`ImpossibleShareError` otherwise.

    >>> percent("4.79")
    Decimal('4.79')
    >>> percent("130")
    Traceback (most recent call last):
    ...
    graph.errors.ImpossibleShareError: 130 is not a share: it must lie between 0 and 100 percent
    """
    value = plain_number(text) if isinstance(text, str) else Decimal(text)
    if value is None:
        raise ImpossibleShareError(f"{text!r} is not a number (valid: digits, as 12.5)")
    if not value.is_finite() or not _ZERO <= value <= HUNDRED:
        raise ImpossibleShareError(f"{text} is not a share: it must lie between 0 and 100 percent")
    return value


class Share(Struct, frozen=True, gc=False):
    """A percentage between two bounds, either of which may be exclusive.

    >>> Share.parse("4.79", "4.79").exact
    Decimal('4.79')
    >>> str(Share.parse("4.3", None, above=True)), str(Share.parse("50", "75", above=True))
    ('over 4.3 %', 'over 50 to 75 %')
    """

    lower: Decimal
    upper: Decimal
    lower_open: bool = False
    upper_open: bool = False

    def __post_init__(self) -> None:
        lower, upper = percent(self.lower), self.upper
        if upper is not lower:
            percent(upper)
        if lower > upper:
            raise ImpossibleShareError(f"the lower bound {lower} is above the upper bound {upper}")
        if lower == upper and (self.lower_open or self.upper_open):
            raise ImpossibleShareError(f"no share lies strictly beyond {lower} and up to it")

    @classmethod
    def parse(
        cls, lower: str | None, upper: str | None, *, above: bool = False, below: bool = False
    ) -> Share:
        """Read two bounds; a missing one is 0 or 100, ``above`` and ``below`` exclude a bound."""
        return cls(percent(lower or "0"), percent(upper or "100"), above, below)

    @property
    def exact(self) -> Decimal | None:
        """The share when both bounds agree, otherwise nothing."""
        return self.lower if self.lower == self.upper else None

    @property
    def fractions(self) -> tuple[Fraction, Fraction]:
        """Both bounds as exact fractions of one; an excluded one is not reached.

        Calculators know closed bounds only, so an open one is moved inwards by less than any
        register holds: "over 50" is more than half in every sum, vote and comparison.

        >>> [Share.parse("50", "75", above=above).fractions[0] > 0.5 for above in (True, False)]
        [True, False]
        """
        return _fractions(self.lower, self.upper, self.lower_open, self.upper_open)

    def within(self, other: Share) -> Share | None:
        """What lies within both, or nothing if they contradict each other.

        >>> str(Share.parse("50", "75", above=True).within(Share.parse("66", "66")))
        '66 %'
        >>> Share.parse("50", "75", above=True).within(Share.parse("50", "50")) is None
        True
        """
        lower, lower_open = max((self.lower, self.lower_open), (other.lower, other.lower_open))
        upper, included = min(
            (self.upper, not self.upper_open), (other.upper, not other.upper_open)
        )
        if lower > upper or (lower == upper and (lower_open or not included)):
            return None
        return Share(lower, upper, lower_open, not included)

    def __str__(self) -> str:
        if self.lower == self.upper:
            return f"{self.lower} %"
        if self.upper == HUNDRED and not self.upper_open:
            return f"{'over' if self.lower_open else 'at least'} {self.lower} %"
        if self.lower == 0 and not self.lower_open:
            return f"{'under' if self.upper_open else 'at most'} {self.upper} %"
        over, under = OVER * self.lower_open, UNDER * self.upper_open
        return between(f"{over}{self.lower}", f"{under}{self.upper}")


@lru_cache(1 << 14)
def _fractions(
    lower: Decimal, upper: Decimal, lower_open: bool, upper_open: bool
) -> tuple[Fraction, Fraction]:
    """Bounds in percent as closed bounds of one; few are ever said, each of them often."""
    least, most = Fraction(lower) / 100, Fraction(upper) / 100
    inwards = min(BEYOND, (most - least) / 4)
    return least + lower_open * inwards, most - upper_open * inwards


def beyond_word(value: float) -> str:
    """The word for a share that passes what is printed of it by no more than an open bound does.

    Nothing is said to lie so near by a source, and rounding leaves less.
    """
    by = value - round(value, 4)
    if not FLOAT_NOISE < abs(by) < 10 * BEYOND:
        return ""
    return OVER if by > 0 else UNDER


def _figure(value: float, rounding: str = NEAREST) -> str:
    word = beyond_word(value)  # with it the figure is the one that is only passed
    return word + figure(value, NEAREST if word else rounding)


def between(lower: str, upper: str) -> str:
    """A range of two figures, with words between them where one is of words.

    >>> between("5", "10"), between("over 5", "10"), between("5", "under 10")
    ('5–10 %', 'over 5 to 10 %', '5 to under 10 %')
    """
    closed = lower[0].isdigit() and upper[0].isdigit()
    return f"{lower}–{upper} %" if closed else f"{lower} to {upper} %"


def in_percent(value: float) -> str:
    """A fraction as people read it; one that only passes a figure says so.

    >>> in_percent(0.0479), in_percent(1.0), in_percent(float(Fraction(1, 2) + BEYOND))
    ('4.79 %', '100 %', 'over 50 %')
    """
    return f"{_figure(value)} %"


def at_least(value: float) -> str:
    """A fraction that is known at the least, never rounded up.

    >>> at_least(463.6 / 2141.6), at_least(0.0479)
    ('21.64 %', '4.79 %')
    """
    return f"{_figure(value, LEAST)} %"


def at_most(value: float) -> str:
    """A fraction that is known at the most, never rounded down.

    >>> at_most(0.21643), at_most(0.9976)
    ('21.65 %', '99.76 %')
    """
    return f"{_figure(value, MOST)} %"


def span(lower: float, upper: float) -> str:
    """An interval of fractions as people read it, never narrower than it is.

    >>> span(0.048, 1.0), span(float(Fraction(1, 2) + BEYOND), 0.75)
    ('4.8–100 %', 'over 50 to 75 %')
    """
    if abs(upper - lower) < FLOAT_NOISE:
        return in_percent(lower)
    return between(_figure(lower, LEAST), _figure(upper, MOST))


def plain(value: Decimal) -> str:
    """A decimal without exponent or superfluous zeros.

    >>> plain(Decimal("1E+2")), plain(Decimal("4.790"))
    ('100', '4.79')
    """
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def share_text(share: Share | None) -> str:
    """A share for people; an unknown one says so."""
    return str(share) if share is not None else "size not given"
