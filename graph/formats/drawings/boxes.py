"""Boxes of a picture: a party's names, its origin as strip, tint and words, and what it has.

The outline says what kind of party it is: rounded a person, cut a fund, doubled a public body,
dotted nobody who is named.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree import ElementTree as ET

from graph.answers.picture import Box
from graph.formats.drawings.colours import colour_of, fill_of
from graph.formats.drawings.lettering import (
    INK,
    LEADING,
    LEAST,
    NO_BREAK,
    PAPER,
    SOFT,
    Line,
    Point,
    Row,
    extent,
    extent_of,
    flow,
    number,
    wrap,
    write,
    write_rows,
)

STRIP = 8.0  # the pattern at the left of a box
PADDING = 3.0
NAME = 9.5
SHORT = 70.0  # of a name that runs upwards
BAR = 26.0  # how wide the firm is, its name upwards
TWO_SIDED = 300.0  # from this width on what a party has stands beside its names
BLANK = ("smaller", "nominee", "notRead")
OUTLINE, THIN = "#555555", "0.8"


def sides_of(box: Box, wide: float) -> list[list[Row]]:
    """What is written in a box of that width: in one column, or in two where there is room.

    The second has what the party has: each figure bold, what stands behind it not.
    """
    room = wide - STRIP - 2 * PADDING
    strong = box.kind not in BLANK
    beside = f"{NO_BREAK}· ".join(part for part in (*box.names[1:], box.about) if part)
    who = [(Line(name, NAME if strong else LEAST, bold=strong),) for name in box.names[:1]]
    who += [(Line(beside, LEAST, ink=SOFT),)] if beside else []
    has = [(Line(one.text, NAME, bold=True), Line(one.behind, LEAST)) for one in box.lines]
    if wide < TWO_SIDED:
        return [_broken([*who, *has], room)]
    half = (room - PADDING) / 2
    return [_broken(who, half), _broken(has, half)]


def _broken(paragraphs: Sequence[Row], room: float) -> list[Row]:
    """Paragraphs in lines; names and what is soft about equally long, figures as they fill."""
    rows: list[Row] = []
    for paragraph in paragraphs:
        if len(paragraph) == 1:
            rows += [(line,) for line in wrap(paragraph[0], room)]
        else:
            rows += flow(paragraph, room)
    return rows


def size_of(box: Box, wide: float, least: float) -> Point:
    """How large a box of a width is: as high as its text, and at least so high."""
    if box.kind == "firm" and wide > BAR:
        return wide, max(extent(_level(box, wide))[1] + 2 * PADDING, least)
    if box.kind == "firm":
        return wide, max(extent(_along(box, least))[0] + 2 * PADDING, least)
    high = max(extent_of(side)[1] for side in sides_of(box, wide))
    return wide, max(high + 2 * PADDING, least)


def _level(box: Box, wide: float) -> list[Line]:
    """The names of the firm where it is a box and no bar."""
    return [line for name in box.names for line in wrap(Line(name, bold=True), wide - 2 * PADDING)]


def _along(box: Box, high: float) -> list[Line]:
    """The name that runs up a bar: in both scripts, in one or two lines, as there is room.

    No bar is long only for its name, which stands in full on top of the sheet or in another band.
    """
    room = max(high - 2 * PADDING, SHORT)
    both, first, shortest = " ".join(box.names), box.names[0], min(box.names, key=len)
    once = [[Line(name, NAME + 1, bold=True)] for name in (both, first, shortest)]
    twice = wrap(Line(first, bold=True), room)
    for lines in (once[0], once[1], twice, once[2]):
        if len(lines) <= 2 and extent(lines)[0] <= room:
            return lines
    return wrap(Line(first, bold=True), room, 2)


def draw_box(parent: ET.Element, box: Box, middle: Point, size: Point) -> None:
    """Draw a box and what is written in it, its middle at a point."""
    x, y = middle[0] - size[0] / 2, middle[1] - size[1] / 2
    _draw_outline(parent, box, (x, y), size)
    if box.kind == "firm" and size[0] > BAR:
        lines = _level(box, size[0])
        below = middle[1] - extent(lines)[1] / 2
        for line in lines:
            write(parent, line, (middle[0], below + line.size), centred=True)
            below += line.size * LEADING
        return
    if box.kind == "firm":
        turn = f"rotate(-90 {number(middle[0])} {number(middle[1])})"
        turned = ET.SubElement(parent, "g", {"transform": turn})
        lines = _along(box, size[1])
        below = middle[1] - extent(lines)[1] / 2
        for line in lines:
            write(turned, line, (middle[0], below + line.size), centred=True)
            below += line.size * LEADING
        return
    sides = sides_of(box, size[0])
    for place, rows in enumerate(sides):
        inner = x + STRIP + PADDING + place * (size[0] - STRIP - PADDING) / len(sides)
        write_rows(parent, rows, (inner, y + (size[1] - extent_of(rows)[1]) / 2))


def _draw_outline(parent: ET.Element, box: Box, corner: Point, size: Point) -> None:
    x, y = corner
    wide, high = size
    look = {
        "stroke": OUTLINE,
        "stroke-width": THIN,
        "fill": colour_of(box.origin).tint if box.origin else PAPER,
    }
    if box.kind == "firm":
        focus = {"fill": "#ececec", "stroke": INK, "stroke-width": "2"}
        _rectangle(parent, corner, size, focus, 2)
        return
    if box.kind in BLANK:
        look |= {"stroke-dasharray": "1.5 2", "fill": PAPER}
    if box.kind == "person":
        _rectangle(parent, corner, size, look, 9)
        _draw_strip(parent, box, (x + 2, y + 7), (STRIP - 2, high - 14))
        return
    if box.kind == "fund":
        cut = 7.0
        points = [
            (x, y),
            (x + wide - cut, y),
            (x + wide, y + cut),
            (x + wide, y + high),
            (x, y + high),
        ]
        ET.SubElement(
            parent, "polygon",
            {"points": " ".join(f"{number(a)},{number(b)}" for a, b in points), **look},
        )  # fmt: skip
    else:
        _rectangle(parent, corner, size, look, 0)
    if box.kind == "publicBody":
        inset = {**look, "fill": "none"}
        _rectangle(parent, (x + 2, y + 2), (wide - 4, high - 4), inset, 0)
    _draw_strip(parent, box, corner, (STRIP, high))


def _draw_strip(parent: ET.Element, box: Box, corner: Point, size: Point) -> None:
    """The origin at the left of a box; of several parties, each origin as long as its share."""
    y = corner[1]
    for origin, share in box.mixture or ((box.origin, 1.0),):
        if origin:
            place = (corner[0], y), (size[0], size[1] * share)
            _rectangle(parent, *place, {"fill": fill_of(origin)}, 0)
        y += size[1] * share


def _rectangle(
    parent: ET.Element, at: Point, size: Point, look: dict[str, str], corner: float
) -> None:
    place = {"x": at[0], "y": at[1], "width": size[0], "height": size[1], "rx": corner}
    ET.SubElement(parent, "rect", {name: number(value) for name, value in place.items()} | look)
