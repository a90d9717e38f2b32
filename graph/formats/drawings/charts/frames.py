"""Series over years: a frame for each count, marks for its years, lines between neighbours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from xml.etree import ElementTree as ET

from graph.answers.chart import ChartGroup, ChartLine, Mark, SeriesPanel, YearMark
from graph.formats.drawings.charts.labels import Box, Label, around, put
from graph.formats.drawings.charts.marks import ARROW, R, draw_mark
from graph.formats.drawings.charts.scale import Scale, ticks_said
from graph.formats.drawings.lettering import (
    GREY,
    INK,
    SOFT,
    Line,
    Point,
    draw_line,
    measured,
    wrap,
    write,
    write_under,
)

HIGH = 96.0  # a frame without its words
YEARS = 14.0  # the years under it
GUTTER, BELOW = 18.0, 9.0
WIDE = 380.0  # from it on two frames stand side by side
RIGHT = 10.0
INKS = {"circle": INK, "triangle": "#9a3412"}


def draw_series(
    parent: ET.Element, group: ChartGroup, scale: Scale, years: Scale, at: Point, wide: float
) -> float:
    """Draw the frames of a group, all on the same two scales; how high that is."""
    columns = 2 if wide >= WIDE and len(group.series) > 1 else 1
    each = (wide - GUTTER * (columns - 1)) / columns
    y = at[1]
    for start in range(0, len(group.series), columns):
        row = group.series[start : start + columns]
        heads = max(_high_of_head(panel, each) for panel in row)
        highs = [
            _draw_frame(
                parent, group, panel, (scale, years),
                (at[0] + place * (each + GUTTER), y), each, heads,
            )
            for place, panel in enumerate(row)
        ]  # fmt: skip
        y += max(highs) + BELOW
    return y - BELOW - at[1]


def _high_of_head(panel: SeriesPanel, wide: float) -> float:
    return len(wrap(Line(panel.heading, bold=True), wide)) * Line("").size * 1.2 + 3


def _draw_frame(
    parent: ET.Element, group: ChartGroup, panel: SeriesPanel, scales: tuple[Scale, Scale],
    at: Point, wide: float, head: float,
) -> float:  # fmt: skip
    """One frame: heading, scale at the left, years below, lines, aims, notes; how high it is."""
    scale, years = scales
    write_under(parent, Line(panel.heading, bold=True), at, wide)
    said = ticks_said(scale.ticks, group)
    left = at[0] + max(measured(text, Line("")) for text in said) + 5
    right, top = at[0] + wide - RIGHT, at[1] + head + 10
    bottom = top + HIGH
    for tick, text in zip(scale.ticks, said, strict=True):
        y = bottom - (bottom - top) * scale.part(tick)
        _rule(parent, (left, y), (right, y), dark=tick == scale.ticks[0])
        write(parent, Line(text, ink=SOFT), (left - 5 - measured(text, Line("")), y + 3.2))
    inset = (left + 10, right - 12)
    for tick in years.ticks:
        x = inset[0] + (inset[1] - inset[0]) * years.part(tick)
        _rule(parent, (x, bottom), (x, bottom + 3), dark=True)
        write(parent, Line(f"{tick:.0f}", ink=SOFT), (x, bottom + YEARS - 1), centred=True)

    def place(point: YearMark) -> tuple[Point, ...]:
        x = inset[0] + (inset[1] - inset[0]) * years.part(point.year)
        return tuple((x, bottom - (bottom - top) * scale.part(end)) for end in point.mark.ends)

    for line in panel.lines:
        _join(parent, line, [place(point)[0] for point in line.points])
    points = [*(one for line in panel.lines for one in line.points), *panel.aims]
    for point in points:
        draw_mark(parent, point.mark, place(point), "upright", INKS[point.mark.shape])
    marks = [end for point in points for end in place(point)]
    taken = [around(end, R) for end in marks]
    taken += [_of_arrow(point.mark, place(point)) for point in points if point.mark.open_below]
    within = Box(left, top - 12, right + RIGHT, bottom - 1)
    labels = [
        label
        for line in panel.lines
        for label in _labels(line, [place(point) for point in line.points])
    ]
    labels += [Label(Line(one.mark.text, ink=SOFT), place(one)[-1]) for one in panel.aims]
    put(parent, labels, within, taken, marks)
    y = bottom + YEARS + 3
    for note in panel.notes:
        y += write_under(parent, Line(note, ink=SOFT), (at[0], y), wide)
    return y - at[1]


def _join(parent: ET.Element, line: ChartLine, at: Sequence[Point]) -> None:
    """Lines between figures of one kind for neighbouring years, of which each has one figure."""
    each = Counter(point.year for point in line.points)
    pairs = zip(line.points, line.points[1:], at, at[1:], strict=False)
    for one, other, start, end in pairs:
        alone = each[one.year] == each[other.year] == 1
        if alone and other.year == one.year + 1 and one.mark.kind == other.mark.kind:
            look = {"stroke": INKS[one.mark.shape], "stroke-width": "1.2", "class": "joined"}
            if one.mark.kind == "forecast":
                look["stroke-dasharray"] = "3 2.5"
            draw_line(parent, start, end, look)


def _labels(line: ChartLine, places: Sequence[tuple[Point, ...]]) -> Iterator[Label]:
    """The numbers of a line's last and first figure, at changes of kind, and of the headline."""
    kinds = [point.mark.kind for point in line.points]
    changes = {at for at in range(1, len(kinds)) if kinds[at] != kinds[at - 1]}
    told = {at for at, point in enumerate(line.points) if point.mark.in_headline}
    last = len(kinds) - 1
    beside = changes | {at - 1 for at in changes} | told
    for at in dict.fromkeys((last, 0, *sorted(beside))):
        mark = line.points[at].mark
        said = f"{line.name}: {mark.text}" if line.name and at == last else mark.text
        below = mark.shape == "triangle"
        yield Label(Line(said, ink=INKS[mark.shape]), places[at][-1], below)


def _of_arrow(mark: Mark, at: tuple[Point, ...]) -> Box:
    """The place of an arrow that leads down from a mark."""
    x, y = at[0]
    return Box(x - R, y, x + R, y + ARROW)


def _rule(parent: ET.Element, one: Point, other: Point, *, dark: bool) -> None:
    draw_line(parent, one, other, {"stroke": GREY if dark else "#d8d8d8", "stroke-width": "0.7"})
