r"""What part of a whole is from home, where sources print the shares of named things.

With the printed shares :math:`s_i` of things of one whole, of which each counts once,

.. math:: L = \sum_{i \in H} s_i, \qquad U = 1 - \sum_{i \in N} s_i

where :math:`H` are the things from home and :math:`N` those that are not. Whatever no source
names, or of whom nothing is read, may be anybody's. Where one paper or person counts for several
things, shares do not add up: the least is the largest share from home, and nothing bounds the most.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from graph.claims.hedges import Bounds, bounds_of
from graph.claims.indicators import Observation
from graph.fraction import ONE, ZERO, Fraction
from graph.selfreliance.quotients import Range
from graph.selfreliance.series import last_day, of_series
from ontology.calculations import Split

Side = Literal["home", "notHome", "open"]
ANSWERING = ("observed", "estimate", "forecast")


class Named(NamedTuple):
    """The share of a named thing, and whether it is from home."""

    bounds: Bounds  # in per cent
    side: Side


class Shares(NamedTuple):
    """Figures that part one whole: of one period, kind, count and whole, each about a thing."""

    figures: tuple[Observation, ...]

    @property
    def first(self) -> Observation:
        """One of them, for what they have in common."""
        return self.figures[0]


def shares_of(figures: Iterable[Observation], split: Split) -> tuple[Shares, ...]:
    """The figures of a split, those that part one whole together, by period.

    Two of one thing that are otherwise alike stand each in a whole of its own: neither is chosen.
    """
    found: dict[tuple[str, ...], list[list[Observation]]] = {}
    for figure in of_series(figures, split.series):
        if figure.unit != "percent" or figure.kind not in ANSWERING:
            continue
        period = f"{figure.period.start or ''}/{figure.period.end or ''}"
        about = figure.about if split.printed else ""
        key = (period, figure.kind, figure.variant, figure.whole, figure.says, about)
        wholes = found.setdefault(key, [])
        free = (one for one in wholes if figure.about not in {each.about for each in one})
        place = next(free, None)
        if place is None:
            wholes.append([figure])
        else:
            place.append(figure)
    shares = [Shares(tuple(one)) for wholes in found.values() for one in wholes]
    return tuple(sorted(shares, key=lambda one: (last_day(one.first), one.first.kind)))


def part_from_home(named: Sequence[Named], *, overlap: bool) -> Range | None:
    """The least and most that is from home; nothing where the shares come to more than all.

    >>> from decimal import Decimal
    >>> def just(share): return Bounds(Decimal(share), Decimal(share))
    >>> found = part_from_home([Named(just(20), "home"), Named(just(50), "notHome")], overlap=False)
    >>> found.lower, found.upper
    (Fraction(1, 5), Fraction(1, 2))
    """
    home = [one.bounds for one in named if one.side == "home"]
    if overlap:
        least = max(home, key=_least, default=Bounds())
        whole = _range(least, Bounds())
    else:
        away = [one.bounds for one in named if one.side == "notHome"]
        if sum((_least(one.bounds) for one in named), ZERO) > ONE:
            return None
        whole = Range(
            sum(map(_least, home), ZERO),
            ONE - sum(map(_least, away), ZERO),
            any(one.lower_open for one in home),
            any(one.lower_open for one in away),
        )
    return whole


def as_printed(bounds: Bounds) -> Range:
    """A share that a source itself prints for what is from home."""
    return _range(bounds, bounds)


def _least(bounds: Bounds) -> Fraction:
    return ZERO if bounds.lower is None else Fraction(bounds.lower) / 100


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
