"""A chart on a sheet: the finding, a scale for each unit and whole, what the marks mean, sources.

As wide as one column of a journal or two; no text below nine points; equal charts, equal bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree import ElementTree as ET

from graph.answers.chart import Chart, ChartGroup, ChartKey, Mark
from graph.answers.picture import Width
from graph.formats.drawings.charts.dots import draw_rows
from graph.formats.drawings.charts.frames import draw_series
from graph.formats.drawings.charts.marks import R, draw_mark
from graph.formats.drawings.charts.scale import scale_of, years_of
from graph.formats.drawings.lettering import (
    SOFT,
    Line,
    Point,
    measured,
    write,
    write_under,
)
from graph.formats.drawings.paper import MARGIN, POINTS, cut_off, draw_rule, sheet
from graph.formats.markup import clean

TITLE, HEADLINE, HEADING = 10.5, 13.0, 10.5
NEXT = 9.0  # between groups
KEY = 14.0  # high


def chart_svg(chart: Chart, width: Width = "double") -> str:
    """Draw a chart as SVG, so wide and as high as it needs."""
    whole = POINTS[width]
    wide = whole - 2 * MARGIN
    top = sheet(f"{chart.title}: {chart.headline}", chart.description, chart.language)
    y = MARGIN + write_under(top, Line(chart.title, TITLE, ink=SOFT), (MARGIN, MARGIN), wide)
    y += 2 + write_under(top, Line(chart.headline, HEADLINE, bold=True), (MARGIN, y + 2), wide)
    y += 4 + _draw_keys(top, chart.keys, (MARGIN, y + 4), wide)
    for group in chart.groups:
        y += NEXT
        draw_rule(top, (MARGIN, y - NEXT / 2), wide)
        y += _draw_group(top, group, (MARGIN, y), wide)
    y += NEXT
    draw_rule(top, (MARGIN, y - NEXT / 2), wide)
    for text in (chart.how_to_read, *chart.apart, *chart.sources, *chart.footer):
        if text:
            y += 2 + write_under(top, Line(text, ink=SOFT), (MARGIN, y), wide)
    return clean(cut_off(top, whole, y)) + "\n"


def _draw_group(top: ET.Element, group: ChartGroup, at: Point, wide: float) -> float:
    """The heading of a scale, then its rows, then its series; how high it is."""
    y, scale = at[1], scale_of(group)
    part = ET.SubElement(top, "g", {"class": "scale"})
    if group.heading:
        y += 5 + write_under(part, Line(group.heading, HEADING, bold=True), (at[0], y), wide)
    if group.rows:
        y += draw_rows(part, group, scale, (at[0], y), wide)
    if group.series:
        y += NEXT / 2 if group.rows else 0
        y += draw_series(part, group, scale, years_of(group), (at[0], y), wide)
    return y - at[1]


def _draw_keys(top: ET.Element, keys: Sequence[ChartKey], at: Point, wide: float) -> float:
    """What the marks mean, one behind the other; how high that is."""
    x, y = at
    part = ET.SubElement(top, "g", {"class": "keys"})
    for key in keys:
        needed = 2 * R + 5 + measured(key.text, Line("")) + 14
        if x > at[0] and x + needed - 14 > at[0] + wide:
            x, y = at[0], y + KEY
        sample = Mark(figure="", kind=key.kind, lower=0.0, upper=0.0)
        draw_mark(part, sample, ((x + R + 1, y + KEY / 2),), "level").set("class", "key")
        write(part, Line(key.text), (x + 2 * R + 6, y + KEY / 2 + 3.2))
        x += needed
    return y + KEY - at[1] if keys else 0.0
