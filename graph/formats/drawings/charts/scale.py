"""Scales of charts: round ticks that hold all values, and where a value stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil, floor, log10

from msgspec import Struct

from graph.answers.chart import ChartGroup, Mark

STEPS = (1, 2, 2.5, 5, 10, 20)  # the last one always holds
YEARLY = (1, 2, 5, 10, 20, 50, 100, 1000)
TICKS = 5  # at most so many steps


class Scale(Struct, frozen=True):
    """A straight scale from one end to the other, with its ticks."""

    low: float
    high: float
    ticks: tuple[float, ...]

    def part(self, value: float) -> float:
        """How far along the scale a value stands, from 0 to 1.

        >>> Scale(0.0, 100.0, (0.0, 100.0)).part(25.0)
        0.25
        """
        return (value - self.low) / (self.high - self.low)


def scale_of(group: ChartGroup) -> Scale:
    """The scale of a group: it begins with nothing, and parts of a whole end with all of it."""
    values = list(_ends(group))
    if group.whole_scale:
        return Scale(0.0, 100.0, (0.0, 20.0, 40.0, 60.0, 80.0, 100.0))
    if group.from_nothing:
        return rounded(min(0.0, *values), max(0.0, *values) or (0.0 if min(values) < 0 else 1.0))
    return rounded(min(values), max(values))


def years_of(group: ChartGroup) -> Scale:
    """The years of all series of a group, so that its frames can be read beside one another."""
    years = [
        point.year
        for panel in group.series
        for points in (*(line.points for line in panel.lines), panel.aims)
        for point in points
    ]
    low, high = min(years), max(*years, min(years) + 1)
    step = next(size for size in YEARLY if (high - low) / size <= TICKS)
    first = -(-low // step) * step
    return Scale(float(low), float(high), tuple(map(float, range(first, high + 1, step))))


def rounded(low: float, high: float) -> Scale:
    """The fewest round ticks that hold both ends, which are ticks themselves.

    >>> rounded(0, 69.4).ticks
    (0.0, 20.0, 40.0, 60.0, 80.0)
    """
    if high <= low:
        low, high = low - 1, high + 1
    power = 10.0 ** floor(log10((high - low) / TICKS))
    spans = ((size * power, *_steps(low, high, size * power)) for size in STEPS)
    step, first, last = next(span for span in spans if span[2] - span[1] <= TICKS)
    ticks = tuple(round(place * step, 10) for place in range(first, last + 1))
    return Scale(ticks[0], ticks[-1], ticks)


def _steps(low: float, high: float, step: float) -> tuple[int, int]:
    """The last step that is not above the low end, and the first that is not below the high one."""
    return floor(low / step + 1e-9), ceil(high / step - 1e-9)


def ticks_said(ticks: Sequence[float], group: ChartGroup) -> tuple[str, ...]:
    """Ticks as they stand under a scale; the sign of percent once, at the last."""
    numbers = [tick / group.divisor for tick in ticks]
    grouped = group.from_nothing  # a calendar year is written without a comma
    plain = [f"{tick:,.10g}" if grouped else f"{tick:.10g}" for tick in numbers]
    return (*plain[:-1], f"{plain[-1]} {group.unit}".rstrip())


def _ends(group: ChartGroup) -> Iterable[float]:
    marks: list[Mark] = [row.mark for row in group.rows]
    for panel in group.series:
        for points in (*(line.points for line in panel.lines), panel.aims):
            marks += [point.mark for point in points]
    return (end for mark in marks for end in mark.ends)
