"""Arrows of a picture: each kind has its own line and its own head, whatever its colour.

A share is a line as wide as it is large: solid up to the least, pale up to the most.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import hypot
from typing import Literal
from xml.etree import ElementTree as ET

from msgspec import Struct

from graph.answers.picture import Arrow, ArrowKind
from graph.formats.drawings.lettering import PAPER, Point, number

WIDEST, THINNEST = 12.0, 0.9  # of the whole, and of the smallest share
LONG = 8.0  # an arrowhead


class Look(Struct, frozen=True):
    """The line and the head of a kind of arrow."""

    head: Literal["full", "hollow", "open", "diamond", "coin", "none"]
    dash: str = ""
    double: bool = False


LOOKS: dict[ArrowKind, Look] = {
    "stake": Look("full"),
    "unsized": Look("full", dash="1 2"),
    "contract": Look("diamond", double=True),
    "control": Look("open", dash="8 2.5 2 2.5"),
    "lastKnown": Look("hollow", dash="5 3"),
    "money": Look("coin", dash="2 2.5"),
    "rest": Look("none", dash="1 3"),
}


def thickness(arrow: Arrow) -> tuple[float, float]:
    """How wide the line of an arrow is: for the least, and for the most it may be."""
    if arrow.kind not in ("stake", "contract"):
        return THINNEST + 0.3, THINNEST + 0.3
    return max(THINNEST, arrow.lower * WIDEST), max(THINNEST, arrow.upper * WIDEST)


def draw_arrow(
    parent: ET.Element, arrow: Arrow, ink: str, points: Sequence[Point], tip: Point
) -> None:
    """Draw an arrow along the control points of a spline, its tip at a point."""
    look = LOOKS[arrow.kind]
    least, most = thickness(arrow)
    line = {"d": _path(points), "fill": "none", "stroke": ink}
    if most > least + 0.5:
        pale = {"stroke-width": number(most), "stroke-opacity": "0.22"}
        ET.SubElement(parent, "path", line | pale)
    if look.double:
        ET.SubElement(parent, "path", line | {"stroke-width": "4.2"})
        ET.SubElement(parent, "path", line | {"stroke": PAPER, "stroke-width": "1.8"})
    else:
        dash = {"stroke-dasharray": look.dash} if look.dash else {}
        ET.SubElement(parent, "path", line | {"stroke-width": number(least)} | dash)
    if look.head != "none":
        _draw_head(parent, look, ink, (points[-1], tip), max(4.2, least / 2 + 2.6))


def _path(points: Sequence[Point]) -> str:
    (start, *rest) = points
    along = " ".join(f"{number(x)},{number(y)}" for x, y in rest)
    return f"M{number(start[0])},{number(start[1])}C{along}"


def _draw_head(
    parent: ET.Element, look: Look, ink: str, ends: tuple[Point, Point], half: float
) -> None:
    (bx, by), (tx, ty) = ends
    length = hypot(tx - bx, ty - by) or 1.0
    ux, uy = (tx - bx) / length, (ty - by) / length

    def at(along: float, aside: float) -> str:
        """A point so far behind the tip and so far beside the line."""
        return f"{number(tx - ux * along - uy * aside)},{number(ty - uy * along + ux * aside)}"

    if look.head == "coin":
        middle = at(LONG / 2, 0).split(",")
        ET.SubElement(
            parent, "circle",
            {"cx": middle[0], "cy": middle[1], "r": number(LONG / 2), "fill": PAPER,
             "stroke": ink, "stroke-width": "1.4"},
        )  # fmt: skip
        ET.SubElement(parent, "circle", {"cx": middle[0], "cy": middle[1], "r": "1.6", "fill": ink})
        return
    corners = [at(0, 0), at(LONG, half), at(LONG, -half)]
    if look.head == "diamond":
        corners = [at(0, 0), at(LONG / 2, 3.6), at(LONG, 0), at(LONG / 2, -3.6)]
    if look.head == "open":
        lines = f"M{corners[1]} L{corners[0]} L{corners[2]}"
        shaft = f" M{at(LONG, 0)} L{at(0, 0)}"
        ET.SubElement(
            parent, "path",
            {"d": lines + shaft, "fill": "none", "stroke": ink, "stroke-width": "1.6"},
        )  # fmt: skip
        return
    fill = PAPER if look.head == "hollow" else ink
    ET.SubElement(
        parent, "polygon",
        {"points": " ".join(corners), "fill": fill, "stroke": ink, "stroke-width": "1.1"},
    )  # fmt: skip
