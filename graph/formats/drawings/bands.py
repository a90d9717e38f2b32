"""A band of a picture: its heading, its boxes in columns and the arrows between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from xml.etree import ElementTree as ET

from msgspec import Struct
from msgspec.structs import replace

from graph.answers.picture import Arrow, Band, Box
from graph.formats.drawings.arrows import draw_arrow, thickness
from graph.formats.drawings.boxes import BAR, draw_box, size_of
from graph.formats.drawings.colours import colour_of
from graph.formats.drawings.lettering import (
    GREY,
    INK,
    SOFT,
    Line,
    Point,
    measured,
    number,
    write_under,
)
from graph.formats.drawings.placement import Placed, columns_of, place

HEADING = 10.5
APART = 5.0  # between boxes of a column
END = 12.0  # the height that the end of an arrow needs at a box
NARROW = 230.0  # below it gaps and the firm are narrow
WIDE, LEVEL = 400.0, 90.0  # from the one on the firm may be a box so wide, and no bar,
LOW = 90.0  # in a band that is lower than this and than its name is long


class Columns(Struct, frozen=True):
    """How wide the firm, the other boxes and the gaps between columns are."""

    firm: float
    box: float
    gap: float


def columns_in(count: int, wide: float, firm: float = BAR) -> Columns:
    """Columns that fill a width: the firm and so many others."""
    gap = 20.0 if wide < NARROW else 32.0
    others = max(1, count - 1)
    return Columns(firm, (wide - firm - gap * others) / others, gap)


def draw_band(parent: ET.Element, band: Band, at: Point, wide: float) -> float:
    """Draw a band and say how high it is."""
    y = at[1]
    if band.heading:
        y += write_under(parent, Line(band.heading, HEADING, bold=True), (at[0], y), wide)
    if not band.arrows:  # of whom nothing was read nothing is drawn
        return y + write_under(parent, Line(band.note, ink=SOFT), (at[0], y), wide) - at[1]
    y += 4
    sizes, placed = laid(band, wide)
    group = ET.SubElement(
        parent, "g",
        {"transform": f"translate({number(at[0] + (wide - placed.size[0]) / 2)} {number(y)})"},
    )  # fmt: skip
    boxes = {box.id: box for box in band.boxes}
    for arrow, (points, tip) in zip(band.arrows, placed.splines, strict=True):
        _draw_one(group, arrow, boxes, points, tip)
    for box in band.boxes:
        part = ET.SubElement(group, "g", {"class": "box", "data-entities": " ".join(box.entities)})
        ET.SubElement(part, "title").text = " · ".join(
            (*box.names, box.about, *map(str, box.lines))
        )
        draw_box(part, box, placed.boxes[box.id], sizes[box.id])
    y += placed.size[1] + 5
    if band.note:
        y += write_under(parent, Line(band.note, ink=SOFT), (at[0], y), wide)
    return y - at[1]


def apart_by_party(band: Band) -> tuple[Band, ...]:
    """A band of several columns as bands of two, one for each party that somebody holds.

    For a narrow sheet: three columns of boxes would be too narrow to read.
    """
    if not band.arrows:
        return (band,)
    down = band.kind == "below"
    by_party: dict[str, list[Arrow]] = {}
    for arrow in band.arrows:
        by_party.setdefault(arrow.source if down else arrow.target, []).append(arrow)
    boxes = {box.id: box for box in band.boxes}
    found: list[Band] = []
    for party, arrows in by_party.items():
        ends = dict.fromkeys(arrow.target if down else arrow.source for arrow in arrows)
        bar = replace(boxes[party], kind="firm")
        found.append(
            Band(
                kind=band.kind,
                heading=band.heading,
                boxes=(bar, *(_with_its_lines(boxes[end], arrows) for end in ends if end != party)),
                arrows=tuple(arrows),
                note=band.note if len(found) + 1 == len(by_party) else "",
            )
        )
    return tuple(found)


def _with_its_lines(box: Box, arrows: Sequence[Arrow]) -> Box:
    """A box with what some of its arrows say; what is said of others stands with those."""
    said = {arrow.text for arrow in arrows if box.id in (arrow.source, arrow.target)}
    lines = tuple(line for line in box.lines if any(str(line).startswith(one) for one in said))
    return replace(box, lines=lines)


def halved(band: Band) -> tuple[Band, ...]:
    """A band of two columns as two of them, each with half of the boxes beside its bar."""
    beside = [box for box in band.boxes if box.kind != "firm"]
    if len(beside) < 2:
        return (band,)
    bars = tuple(box for box in band.boxes if box.kind == "firm")
    halves = (beside[: len(beside) // 2], beside[len(beside) // 2 :])
    found = []
    for half in halves:
        ids = {box.id for box in half}
        arrows = tuple(one for one in band.arrows if ids & {one.source, one.target})
        note = band.note if half is halves[-1] else ""
        found.append(replace(band, boxes=(*bars, *half), arrows=arrows, note=note))
    return tuple(found)


@lru_cache(maxsize=256)  # to see what fits a page a band is drawn more than once
def laid(band: Band, wide: float) -> tuple[Mapping[str, Point], Placed]:
    """The size of each box of a band, and where all of it stands in a width.

    The firm is as high as all it is linked to, so that arrows run straight and apart.
    """
    found = columns_of([box.id for box in band.boxes], band.arrows)
    columns = columns_in(len(found), wide)
    (firm,) = (box for box in band.boxes if box.kind == "firm")
    named = measured(firm.names[0], Line("", bold=True))
    if wide >= WIDE and _beside_firm(band, _sizes(band, columns)) < min(LOW, named):
        columns = columns_in(len(found), wide, LEVEL)
    sizes = _sizes(band, columns)
    high = max(_beside_firm(band, sizes), _ends(firm, band.arrows))
    sizes[firm.id] = size_of(firm, columns.firm, high)
    return sizes, place(
        sizes, band.arrows, gap=columns.gap, apart=APART, columns=found, firm=firm.id
    )


def high_in(band: Band, wide: float) -> float:
    """How high a band of two columns will be in a width, nearly."""
    return _beside_firm(band, _sizes(band, columns_in(2, wide)))


def _sizes(band: Band, columns: Columns) -> dict[str, Point]:
    """The sizes of all boxes but the firm's."""
    return {
        box.id: size_of(box, columns.box, _ends(box, band.arrows))
        for box in band.boxes
        if box.kind != "firm"
    }


def _beside_firm(band: Band, sizes: Mapping[str, Point]) -> float:
    """How high all boxes are that the firm is linked to, one above the other."""
    (firm,) = (box.id for box in band.boxes if box.kind == "firm")
    beside = {
        end for arrow in band.arrows if firm in (arrow.source, arrow.target)
        for end in (arrow.source, arrow.target) if end != firm
    }  # fmt: skip
    return sum(sizes[end][1] + APART for end in beside) - APART


def _ends(box: Box, arrows: Sequence[Arrow]) -> float:
    """How high a box must be for the arrows that end at one of its sides."""
    coming = [arrow for arrow in arrows if arrow.target == box.id]
    leaving = [arrow for arrow in arrows if arrow.source == box.id]
    return max(
        sum(max(END, thickness(arrow)[1] + 2) for arrow in side) for side in (coming, leaving)
    )


def _draw_one(
    group: ET.Element, arrow: Arrow, boxes: dict[str, Box], points: tuple[Point, ...], tip: Point
) -> None:
    part = ET.SubElement(group, "g", {"class": "arrow", "data-claims": " ".join(arrow.claims)})
    source, target = boxes[arrow.source], boxes[arrow.target]
    ET.SubElement(part, "title").text = f"{source.names[0]} → {target.names[0]}" + (
        f": {arrow.text}" if arrow.text else ""
    )
    ink = colour_of(source.origin).strong if source.origin else GREY
    if source.kind == "firm" or arrow.kind in ("contract", "control"):
        ink = INK
    draw_arrow(part, arrow, ink, points, tip)
