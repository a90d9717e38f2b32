"""A dot plot: a row for each figure, what is said of it at the left, its mark on the scale."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from graph.answers.chart import ChartGroup, ChartRow
from graph.formats.drawings.charts.marks import ARROW, R, draw_mark
from graph.formats.drawings.charts.scale import Scale, ticks_said
from graph.formats.drawings.lettering import (
    GREY,
    LEADING,
    LEAST,
    SOFT,
    Line,
    Point,
    Row,
    draw_line,
    extent_of,
    flow,
    measured,
    wrap,
    write,
    write_rows,
)

LABELS = 0.46  # of a wide sheet; a narrow one has them above the scale
WIDE = 380.0
APART, SIDE, BESIDE = 6.0, 8.0, 7.0  # between rows; beside the scale; between mark and number
AXIS = 15.0  # high
ON_ITS_OWN = 18.0  # a scale under its label
MOST_HOW = 4  # lines of how a figure was counted


def draw_rows(parent: ET.Element, group: ChartGroup, scale: Scale, at: Point, wide: float) -> float:
    """Draw the rows of a group over one scale; how high that is."""
    beside = wide >= WIDE
    left = at[0] + (wide * LABELS if beside else 0) + SIDE
    across = left, at[0] + wide - SIDE - 4
    labels = wide * LABELS - 4 if beside else wide
    grid = ET.SubElement(parent, "g", {"class": "grid"})  # before the rows: lines lie under marks
    y = at[1]
    for row in group.rows:
        said = _label(row, labels)
        high = extent_of(said)[1]
        write_rows(parent, said, (at[0], y))
        middle = y + (LEAST * LEADING if beside else high + ON_ITS_OWN / 2)
        if not beside:  # a line through letters would be in the way
            _draw_grid(grid, scale, across, (y + high + 2, y + high + ON_ITS_OWN))
        _draw_mark(parent, row, scale, across, middle)
        y += max(high, 2.5 * R) + (0 if beside else ON_ITS_OWN) + APART
    y -= APART / 2
    if beside:
        _draw_grid(grid, scale, across, (at[1], y + 3))
    _name_ticks(grid, group, scale, across, y + AXIS - 2)
    return y + AXIS - at[1]


def _label(row: ChartRow, wide: float) -> list[Row]:
    """Who says it in bold, for when and of which kind; then how it was counted."""
    who = [Line(f"{row.number}  ", ink=GREY), Line(row.who or "–", bold=True)]
    how = wrap(Line(row.how, ink=SOFT), wide, MOST_HOW, balanced=False) if row.how else []
    return [
        *flow(who, wide),
        *flow([Line(row.about)], wide),
        *((line,) for line in how if line.text),
    ]


def _draw_mark(
    parent: ET.Element, row: ChartRow, scale: Scale, across: Point, middle: float
) -> None:
    """The mark of a row, with its number at that side of it which has room."""
    left, right = across
    places = [left + (right - left) * scale.part(end) for end in row.mark.ends]
    draw_mark(parent, row.mark, tuple((x, middle) for x in places), "level")
    number_ = Line(row.mark.text, bold=True)
    needed = measured(number_.text, number_)
    after = max(places) + BESIDE + (ARROW if row.mark.open_above else 0)
    before = min(places) - BESIDE - (ARROW if row.mark.open_below else 0) - needed
    if after + needed <= right + SIDE:
        write(parent, number_, (after, middle + 3.2))
    elif before >= left - SIDE:
        write(parent, number_, (before, middle + 3.2))
    else:  # room on neither side: above it, as near as the scale allows
        x = max(left, min(places[0], right) - needed)
        write(parent, number_, (min(x, right - needed), middle - R - 2))


def _draw_grid(grid: ET.Element, scale: Scale, across: Point, down: Point) -> None:
    left, right = across
    for place, tick in enumerate(scale.ticks):
        x = left + (right - left) * scale.part(tick)
        look = {"stroke": "#777777" if place == 0 else "#d0d0d0", "stroke-width": "0.7"}
        draw_line(grid, (x, down[0]), (x, down[1]), look)


def _name_ticks(
    grid: ET.Element, group: ChartGroup, scale: Scale, across: Point, baseline: float
) -> None:
    left, right = across
    for tick, text in zip(scale.ticks, ticks_said(scale.ticks, group), strict=True):
        x, line = left + (right - left) * scale.part(tick), Line(text, ink=SOFT)
        half = measured(text, line) / 2
        write(grid, line, (min(x - half, right + SIDE + 4 - 2 * half), baseline))
