"""A chart on a sheet: the finding, a scale for each unit and whole, what the marks mean, sources.

As wide as one column of a journal or two; no text below nine points; equal charts, equal bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from xml.etree import ElementTree as ET

from graph.answers.chart import Chart, ChartGroup, ChartKey, Mark
from graph.answers.picture import Width
from graph.formats.drawings.charts.dots import draw_rows
from graph.formats.drawings.charts.frames import draw_series
from graph.formats.drawings.charts.marks import R, draw_mark
from graph.formats.drawings.charts.scale import scale_of, years_of
from graph.formats.drawings.lettering import (
    FONTS,
    INK,
    PAPER,
    SOFT,
    Line,
    Point,
    measured,
    number,
    write,
    write_under,
)
from graph.formats.drawings.sheet import MARGIN, POINTS
from graph.formats.markup import clean

TITLE, HEADLINE, HEADING = 10.5, 13.0, 10.5
NEXT = 9.0  # between groups
KEY = 14.0  # high


def chart_svg(chart: Chart, width: Width = "double") -> str:
    """Draw a chart as SVG, so wide and as high as it needs."""
    whole = POINTS[width]
    wide = whole - 2 * MARGIN
    top = ET.Element(
        "svg",
        {"xmlns": "http://www.w3.org/2000/svg", "font-family": FONTS, "role": "img",
         "lang": chart.language},
    )  # fmt: skip
    ET.SubElement(top, "title").text = f"{chart.title}: {chart.headline}"
    ET.SubElement(top, "desc").text = chart.description
    ET.SubElement(top, "rect", {"width": "100%", "height": "100%", "fill": PAPER})
    y = MARGIN + write_under(top, Line(chart.title, TITLE, ink=SOFT), (MARGIN, MARGIN), wide)
    y += 2 + write_under(top, Line(chart.headline, HEADLINE, bold=True), (MARGIN, y + 2), wide)
    y += 4 + _draw_keys(top, chart.keys, (MARGIN, y + 4), wide)
    for group in chart.groups:
        y += NEXT
        _draw_rule(top, (MARGIN, y - NEXT / 2), wide)
        y += _draw_group(top, group, (MARGIN, y), wide)
    y += NEXT
    _draw_rule(top, (MARGIN, y - NEXT / 2), wide)
    for text in (chart.how_to_read, *chart.apart, *chart.sources, *chart.footer):
        if text:
            y += 2 + write_under(top, Line(text, ink=SOFT), (MARGIN, y), wide)
    high = ceil(y + MARGIN)
    top.set("viewBox", f"0 0 {number(whole)} {number(high)}")
    top.set("width", number(whole))
    top.set("height", number(high))
    return clean(ET.tostring(top, encoding="unicode")) + "\n"


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


def _draw_rule(top: ET.Element, at: Point, wide: float) -> None:
    ends = {"x1": at[0], "x2": at[0] + wide, "y1": at[1], "y2": at[1]}
    look = {"stroke": INK, "stroke-width": "0.5"}
    ET.SubElement(top, "line", {name: number(value) for name, value in ends.items()} | look)
