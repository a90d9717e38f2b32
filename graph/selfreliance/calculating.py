"""A calculation on series: a part over a whole, on every basis and for every period there is.

Which series go in is data (``ontology/reliance``). Two figures are divided only if they are for
the same period, of one kind and about the same thing; money of two currencies by a cited yearly
average. Nothing is chained, filled in or carried on: a year without one of the two is missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from msgspec import Struct

from graph.claims.hedges import bounds_of
from graph.claims.indicators import Observation, Target
from graph.claims.knowledge import Knowledge
from graph.claims.rivals_and_rates import ExchangeRate
from graph.fraction import Fraction
from graph.measures.rates import factor_of, rate_of
from graph.selfreliance.aims import Beside, beside
from graph.selfreliance.quotients import Range, amount, portion, ratio
from graph.selfreliance.series import last_day, missing_years, of_series, year_of
from ontology.calculations import Basis, Calculation, Form
from ontology.load import codes

#: Why two figures are not divided: no cited rate between their currencies; units that are not
#: money and not the same; an amount below zero; a whole that is certainly nothing.
Undivided = Literal["noRate", "units", "negative", "nothing"]


class Value(Struct, frozen=True):
    """What one form comes to, and within which aims that lies."""

    form: Form
    value: Range
    beside: tuple[Beside, ...] = ()


class Point(Struct, frozen=True):
    """One period on one basis: what was divided, and what came of it."""

    part: Observation
    whole: Observation
    values: tuple[Value, ...]
    rate: ExchangeRate | None = None  # by which the part was converted
    printed: tuple[Observation, ...] = ()  # what sources print for the same


class Computed(Struct, frozen=True):
    """A basis with its points by period, and what could not be computed."""

    basis: Basis
    points: tuple[Point, ...]
    only_part: tuple[int, ...] = ()  # years of which only the part is there
    only_whole: tuple[int, ...] = ()
    unread: tuple[int, ...] = ()  # years between the first and the last without either
    several: tuple[int, ...] = ()  # years with two figures for one side, of which none is chosen
    undivided: tuple[tuple[Undivided, tuple[int, ...]], ...] = ()  # years


def computed(knowledge: Knowledge, calculation: Calculation) -> tuple[Computed, ...]:
    """Every basis of a calculation. Cost: linear in the figures, for each basis."""
    return tuple(_on_basis(knowledge, basis) for basis in calculation.bases)


def aims_of(knowledge: Knowledge, basis: Basis) -> tuple[Target, ...]:
    """The targets in per cent that stand beside a basis, those due first before the others."""
    found = [
        target
        for target in knowledge.targets
        if target.indicator in basis.aims and target.unit == "percent"
    ]
    return tuple(sorted(found, key=lambda target: (str(target.due or "~"), target.id)))


def _on_basis(knowledge: Knowledge, basis: Basis) -> Computed:
    parts = of_series(knowledge.observations, basis.part)
    wholes = of_series(knowledge.observations, basis.whole)
    aims, points = aims_of(knowledge, basis), []
    several, undivided = set[int](), dict[Undivided, set[int]]()
    candidates = _by_cell(wholes, basis)
    for cell, alike in _by_cell(parts, basis).items():
        others = candidates.get(cell, [])
        year = year_of(alike[0])
        if len(alike) > 1 or len(others) > 1:
            several |= {year} if year and others else set()
        elif others:
            point = _point(knowledge, basis, alike[0], others[0], aims)
            if isinstance(point, Point):
                points.append(point)
            elif year:
                undivided.setdefault(point, set()).add(year)
    there, beside = _years(parts), _years(wholes)
    several_things = len({part.about for part in parts}) > 1  # a year between two is no gap
    return Computed(
        basis=basis,
        points=tuple(sorted(points, key=lambda point: (last_day(point.part), point.part.about))),
        only_part=tuple(sorted(there - beside)),
        only_whole=tuple(sorted(beside - there)),
        unread=() if several_things or not parts else missing_years(there | beside),
        several=tuple(sorted(several)),
        undivided=tuple((why, tuple(sorted(years))) for why, years in undivided.items()),
    )


Cell = tuple[str, str, str]


def _by_cell(figures: Iterable[Observation], basis: Basis) -> Mapping[Cell, list[Observation]]:
    """Figures by period, kind and, unless the basis names them, the entity they are about."""
    named = basis.part.about or basis.whole.about
    found: dict[Cell, list[Observation]] = {}
    for figure in figures:
        period = f"{figure.period.start or ''}/{figure.period.end or ''}"
        if period == "/":
            continue  # nothing says that two such figures are for one time
        found.setdefault((period, figure.kind, "" if named else figure.about), []).append(figure)
    return found


def _years(figures: Iterable[Observation]) -> set[int]:
    return {year for figure in figures if (year := year_of(figure)) is not None}


def _point(
    knowledge: Knowledge,
    basis: Basis,
    part: Observation,
    whole: Observation,
    aims: Sequence[Target],
) -> Point | Undivided:
    """The quotients of two figures, or why there are none."""
    factor, rate = Fraction(1), None
    if part.unit != whole.unit:
        day = part.period.end.last if part.period.end and year_of(part) else None
        currencies = codes("Currencies")
        if part.unit not in currencies or whole.unit not in currencies:
            return "units"
        rate = rate_of(knowledge, part.unit, whole.unit, day)
        if rate is None:
            return "noRate"
        factor = factor_of(rate, part.unit)
    sides = bounds_of(part), bounds_of(whole)
    if any(end is not None and end < 0 for side in sides for end in (side.lower, side.upper)):
        return "negative"
    if sides[1].upper == 0:
        return "nothing"
    above, below = amount(sides[0], factor), amount(sides[1])
    divide = {"ratio": ratio, "portion": portion}
    return Point(
        part=part,
        whole=whole,
        values=tuple(
            Value(form, value, tuple(beside(value, aim, part.period) for aim in aims))
            for form in basis.forms
            for value in (divide[form](above, below),)
        ),
        rate=rate,
        printed=tuple(
            figure
            for figure in of_series(knowledge.observations, basis.printed)
            if basis.printed.indicator
            and figure.period == part.period
            and figure.kind == part.kind
            and (basis.part.about or figure.about == part.about)
        ),
    )
