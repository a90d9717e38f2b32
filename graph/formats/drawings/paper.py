"""The paper that pictures and charts are drawn on: how wide, its margin, its rules, its end.

A sheet is as wide as the column it is printed in, in points: two columns of a journal (180 mm) or
one of them (88 mm, which is also how a telephone shows it), and as high as what stands on it.
"""

from __future__ import annotations

from math import ceil
from xml.etree import ElementTree as ET

from graph.answers.picture import Width
from graph.formats.drawings.lettering import FONTS, INK, PAPER, Point, draw_line, number

POINTS: dict[Width, float] = {"double": 510.0, "single": 250.0}
MARGIN = 10.0


def sheet(title: str, description: str, language: str) -> ET.Element:
    """An empty sheet, with what it is called and what it shows in words."""
    top = ET.Element(
        "svg",
        {"xmlns": "http://www.w3.org/2000/svg", "font-family": FONTS, "role": "img",
         "lang": language},
    )  # fmt: skip
    ET.SubElement(top, "title").text = title
    ET.SubElement(top, "desc").text = description
    ET.SubElement(top, "rect", {"width": "100%", "height": "100%", "fill": PAPER})
    return top


def draw_rule(top: ET.Element, at: Point, wide: float) -> None:
    """A thin line from margin to margin."""
    draw_line(top, at, (at[0] + wide, at[1]), {"stroke": INK, "stroke-width": "0.5"})


def cut_off(top: ET.Element, whole: float, y: float) -> str:
    """End the sheet a margin below ``y``, and give it as text."""
    high = ceil(y + MARGIN)
    top.set("viewBox", f"0 0 {number(whole)} {number(high)}")
    top.set("width", number(whole))
    top.set("height", number(high))
    return ET.tostring(top, encoding="unicode")
