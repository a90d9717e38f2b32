"""Colours of origins: safe for the colour-blind, each with a pattern, and never without words.

Home is warm and foreign is cold, a state is darker than others of its side; they are the colours
of the bar on the page that answers. Whoever sees no colour has the pattern and the word.
"""

from __future__ import annotations

from xml.etree import ElementTree as ET

from msgspec import Struct

from graph.formats.drawings.lettering import GREY, PAPER


class Colour(Struct, frozen=True):
    """How an origin looks: the colour of its strip and its lines, a paper tint, a pattern."""

    strong: str
    tint: str
    pattern: str = ""  # path of what is drawn over a tile of eight by eight; nothing: plain
    over: str = PAPER  # the colour of that


DIAGONAL, LEVEL, UPRIGHT = "M-2,6 L6,-2 M2,10 L10,2", "M0,2 H8 M0,6 H8", "M2,0 V8 M6,0 V8"
DOTS = "M1,2 h2 M5,6 h2"
CROSS = "M-2,6 L6,-2 M2,10 L10,2 M-2,2 L6,10 M2,-2 L10,6"
COLOURS = {
    "home_state": Colour("#b3261e", "#fbe9e7"),
    "home_other": Colour("#e07a5f", "#fdf1ec", DIAGONAL),
    "associated": Colour("#b8860b", "#fbf4de", LEVEL),
    "foreign_state": Colour("#173f5f", "#e3ebf3", DOTS),
    "foreign_other": Colour("#4f8fc0", "#edf4fa", CROSS),
    "float": Colour("#6b8f71", "#eef4ee", UPRIGHT),
    "open": Colour(GREY, "#f5f5f5", DIAGONAL, "#d0d0d0"),
}
OPEN = COLOURS["open"]


def colour_of(origin: str) -> Colour:
    """The colour of an origin; that of open ones for any other word."""
    return COLOURS.get(origin, OPEN)


def fill_of(origin: str) -> str:
    """The paint of a strip: its pattern, which ``draw_patterns`` has put on the sheet."""
    return f"url(#{_id(origin)})"


def draw_patterns(top: ET.Element) -> None:
    """Put the patterns on a sheet, once."""
    defs = ET.SubElement(top, "defs")
    for origin, colour in COLOURS.items():
        tile = ET.SubElement(
            defs, "pattern",
            {"id": _id(origin), "width": "8", "height": "8", "patternUnits": "userSpaceOnUse"},
        )  # fmt: skip
        ET.SubElement(tile, "rect", {"width": "8", "height": "8", "fill": colour.strong})
        if colour.pattern:
            look = {"stroke": colour.over, "stroke-width": "1.6", "fill": "none"}
            ET.SubElement(tile, "path", {"d": colour.pattern, **look})


def _id(origin: str) -> str:
    return f"of-{origin}"
