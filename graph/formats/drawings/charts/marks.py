"""What a figure looks like by its kind: told apart by outline and filling, without any colour.

Observed is full. An estimate is a grey square, a forecast has a broken outline, an aim is an empty
diamond. What lies between two bounds is a bar with a mark at either end; a side that nothing
bounds is an arrow.
"""

from __future__ import annotations

from typing import Literal
from xml.etree import ElementTree as ET

from graph.answers.chart import Mark
from graph.formats.drawings.lettering import INK, PAPER, Point, draw_line, number

R = 3.8  # half of a mark
ARROW = 17.0  # how far an open side reaches
SMALL = 2.8
LIGHT = "#9a9a9a"
Direction = Literal["level", "upright"]


def draw_mark(
    parent: ET.Element, mark: Mark, ends: tuple[Point, ...], along: Direction, ink: str = INK
) -> ET.Element:
    """Draw a figure at its place, or between its two, in a group that names it."""
    group = ET.SubElement(
        parent, "g", {"class": "figure", "data-figure": mark.figure, "data-kind": mark.kind}
    )
    dash = {"stroke-dasharray": "2.5 2"} if mark.kind == "forecast" else {}
    if len(ends) > 1:
        draw_line(group, ends[0], ends[-1], {"stroke": ink, "stroke-width": "1.8"} | dash)
    one = 1.0 if along == "level" else -1.0  # upright, more is higher on the sheet
    if mark.open_below:
        _arrow(group, ends[0], -one, along, ink)
    if mark.open_above:
        _arrow(group, ends[-1], one, along, ink)
    for end in ends:
        _outline(group, mark, end, SMALL if len(ends) > 1 else R, ink)
    return group


def look_of(kind: str, ink: str = INK) -> dict[str, str]:
    """The filling and the outline of a kind."""
    if kind == "observed":
        return {"fill": ink, "stroke": ink, "stroke-width": "1"}
    if kind == "estimate":
        return {"fill": LIGHT, "stroke": ink, "stroke-width": "1"}
    if kind == "forecast":
        return {"fill": PAPER, "stroke": ink, "stroke-width": "1.3", "stroke-dasharray": "2.2 1.6"}
    return {"fill": PAPER, "stroke": ink, "stroke-width": "1.7"}


def _outline(group: ET.Element, mark: Mark, at: Point, half: float, ink: str) -> None:
    (x, y), look = at, look_of(mark.kind, ink)
    if mark.kind == "target":
        far = half * 1.25
        _polygon(group, ((x, y - far), (x + far, y), (x, y + far), (x - far, y)), look)
    elif mark.shape == "triangle":
        far = half * 1.15
        _polygon(group, ((x, y - far), (x + far, y + half), (x - far, y + half)), look)
    elif mark.kind == "estimate":
        side = half * 0.9
        corners = ((x - side, y - side), (x + side, y - side), (x + side, y + side),
                   (x - side, y + side))  # fmt: skip
        _polygon(group, corners, look)
    else:
        place = {"cx": number(x), "cy": number(y), "r": number(half)}
        ET.SubElement(group, "circle", place | look)


def _arrow(group: ET.Element, at: Point, to: float, along: Direction, ink: str) -> None:
    """A line that leads away from a mark and ends in a head: so far and further."""
    x, y = at
    wing = 3.2
    if along == "level":
        tip = (x + to * ARROW, y)
        path = (f"M{number(x)},{number(y)} H{number(tip[0])} M{number(tip[0] - to * 4)},"
                f"{number(y - wing)} L{number(tip[0])},{number(y)} "
                f"L{number(tip[0] - to * 4)},{number(y + wing)}")  # fmt: skip
    else:
        tip = (x, y + to * ARROW)
        path = (f"M{number(x)},{number(y)} V{number(tip[1])} M{number(x - wing)},"
                f"{number(tip[1] - to * 4)} L{number(x)},{number(tip[1])} "
                f"L{number(x + wing)},{number(tip[1] - to * 4)}")  # fmt: skip
    look = {"fill": "none", "stroke": ink, "stroke-width": "1.3", "class": "open"}
    ET.SubElement(group, "path", {"d": path} | look)


def _polygon(group: ET.Element, corners: tuple[Point, ...], look: dict[str, str]) -> None:
    points = " ".join(f"{number(x)},{number(y)}" for x, y in corners)
    ET.SubElement(group, "polygon", {"points": points} | look)
