r"""What part of a whole is from home, where sources print the shares of named things.

With the printed shares :math:`s_i` of things of one whole, of which each counts once,

.. math:: L = \sum_{i \in H} s_i, \qquad U = 1 - \sum_{i \in N} s_i

where :math:`H` are the things from home and :math:`N` those that are not. Whatever no source
names, or of whom nothing is read, may be anybody's. Where one paper or person counts for several
things, shares do not add up: the least is the largest share from home, and nothing bounds the most.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Literal, NamedTuple

from graph.claims.hedges import Bounds, bounds_of
from graph.claims.indicators import Observation
from graph.fraction import ONE, ZERO, Fraction
from graph.selfreliance.quotients import Range
from graph.selfreliance.series import key_of_series, last_day, of_series
from ontology.calculations import Split

Side = Literal["home", "notHome", "open"]
ANSWERING = ("observed", "estimate", "forecast")


class Named(NamedTuple):
    """The share of a named thing, and whether it is from home."""

    bounds: Bounds  # in per cent
    side: Side


class Shares(NamedTuple):
    """Figures that part one whole: of one document, period and count, each about a thing."""

    figures: tuple[Observation, ...]

    @property
    def first(self) -> Observation:
        """One of them, for what they have in common."""
        return self.figures[0]

    @property
    def twice(self) -> bool:
        """Whether one thing has two figures, of which none is chosen: then nothing is added up."""
        return len({one.about for one in self.figures}) < len(self.figures)


def shares_of(figures: Iterable[Observation], split: Split) -> tuple[Shares, ...]:
    """The figures of a split, those that part one whole together, by period."""
    found: dict[tuple[object, ...], list[Observation]] = {}
    for figure in of_series(figures, split.series):
        if figure.unit != "percent" or figure.kind not in ANSWERING or not figure.about:
            continue
        indicator, about, *counted = key_of_series(figure)
        whose = about if split.printed else ""
        documents = tuple(sorted({citation.source for citation in figure.citations}))
        key = (indicator, whose, *counted, str(figure.period.start), str(figure.period.end),
               figure.says, documents)  # fmt: skip
        found.setdefault(key, []).append(figure)
    shares = (Shares(tuple(sorted(one, key=lambda each: each.id))) for one in found.values())
    return tuple(
        sorted(shares, key=lambda one: (last_day(one.first), one.first.kind, one.first.id))
    )


def part_from_home(named: Sequence[Named], *, overlap: bool) -> Range | None:
    """The least and most that is from home; nothing where the shares come to more than all.

    Printed shares may come to more than all by their rounding: by half of the last digit of each.

    >>> from decimal import Decimal
    >>> def just(share): return Bounds(Decimal(share), Decimal(share))
    >>> found = part_from_home([Named(just(20), "home"), Named(just(50), "notHome")], overlap=False)
    >>> found.lower, found.upper
    (Fraction(1, 5), Fraction(1, 2))
    """
    home = [one.bounds for one in named if one.side == "home"]
    if overlap:
        least = max(home, key=lambda one: (_least(one), one.lower_open), default=Bounds())
        return _range(least, Bounds())
    away = [one.bounds for one in named if one.side == "notHome"]
    whole = sum((_least(one.bounds) for one in named), ZERO)
    if whole > ONE + sum((_rounding(one.bounds) for one in named), ZERO):
        return None
    lower = min(sum(map(_least, home), ZERO), ONE)
    upper = max(ONE - sum(map(_least, away), ZERO), lower)
    return Range(
        lower,
        upper,
        lower < upper and any(one.lower_open for one in home),
        lower < upper and any(one.lower_open for one in away),
    )


def as_printed(bounds: Bounds) -> Range:
    """A share that a source itself prints for what is from home."""
    return _range(bounds, bounds)


def _least(bounds: Bounds) -> Fraction:
    return ZERO if bounds.lower is None else Fraction(bounds.lower) / 100


def _rounding(bounds: Bounds) -> Fraction:
    """Half of the last digit of a share as it is printed."""
    if bounds.lower is None:
        return ZERO
    exponent = bounds.lower.as_tuple().exponent
    assert isinstance(exponent, int)  # a share is a number
    return Fraction(Decimal(5).scaleb(exponent - 1)) / 100


def _range(least: Bounds, most: Bounds) -> Range:
    upper = None if most.upper is None else Fraction(most.upper) / 100
    return Range(
        _least(least),
        ONE if upper is None else min(upper, ONE),
        least.lower_open,
        upper is not None and most.upper_open,
    )


def bounded(figure: Observation, side: Side) -> Named:
    """A figure between what its hedge leaves it, beside whether it is from home."""
    return Named(bounds_of(figure), side)
