"""Figures in series: those counted alike, in the order of their periods, with the years missing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graph.claims.indicators import Observation
from ontology.calculations import Series

#: What makes two figures points of one series; who says it may change over the years.
SeriesKey = tuple[str, str, str, str, str, str, str]


def key_of_series(figure: Observation) -> SeriesKey:
    """All that a figure is of but its period: indicator, entity, kind, line, count, unit, whole."""
    return (
        figure.indicator, figure.about, figure.kind, figure.counts_by, figure.variant, figure.unit,
        figure.whole,
    )  # fmt: skip


def in_series(figures: Iterable[Observation]) -> list[tuple[Observation, ...]]:
    """Figures put with those that are counted alike, each series by period."""
    found: dict[SeriesKey, list[Observation]] = {}
    for figure in figures:
        found.setdefault(key_of_series(figure), []).append(figure)
    return [tuple(sorted(points, key=last_day)) for points in found.values()]


def last_day(figure: Observation) -> str:
    """The end of a figure's period, to sort by; one without a period comes first."""
    day = figure.period.end or figure.period.start
    return day.last.isoformat() if day else ""


def of_series(figures: Iterable[Observation], series: Series) -> list[Observation]:
    """The figures that a side of a calculation is made of."""
    return [
        figure
        for figure in figures
        if figure.indicator == series.indicator
        and (not series.variant or figure.variant == series.variant)
        and (not series.about or figure.about == series.about)
    ]


def year_of(figure: Observation) -> int | None:
    """The year a figure is for; nothing for several years, a part of one, or no period."""
    start, end = figure.period.start, figure.period.end
    if start is None or start != end or start.precision != "year":
        return None
    return start.first.year


def missing_years(years: Iterable[int]) -> tuple[int, ...]:
    """The years between the first and the last that are not there.

    >>> missing_years([2000, 2002, 2003, 2006])
    (2001, 2004, 2005)
    """
    there = sorted(set(years))
    return tuple(sorted(set(range(there[0], there[-1] + 1)) - set(there))) if there else ()


def gaps(points: Sequence[Observation]) -> tuple[int, ...]:
    """The years missing from a series."""
    return missing_years(year for point in points if (year := year_of(point)) is not None)


def years_said(years: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """Years as stretches, first and last of each.

    >>> years_said([2001, 2004, 2005])
    ((2001, 2001), (2004, 2005))
    """
    found: list[tuple[int, int]] = []
    for year in sorted(years):
        if found and found[-1][1] == year - 1:
            found[-1] = (found[-1][0], year)
        else:
            found.append((year, year))
    return tuple(found)
