"""What stands under a picture: how to read it, its sources, and where and when it is from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.etree import ElementTree as ET

from msgspec.structs import replace

from graph.answers.answer import NumberedSource
from graph.answers.picture import Arrow, Box, Key
from graph.formats.drawings.arrows import draw_arrow
from graph.formats.drawings.boxes import draw_box
from graph.formats.drawings.colours import fill_of
from graph.formats.drawings.lettering import (
    INK,
    LEADING,
    LEAST,
    Line,
    Point,
    measured,
    number,
    pieces_of,
    write,
)

SAMPLE, ROW = 30.0, 13.0


def draw_keys(parent: ET.Element, keys: Sequence[Key], at: Point, wide: float) -> float:
    """The marks that occur, one after the other in rows; how high that is."""
    x, y = at
    for key in keys:
        needed = SAMPLE + 5 + measured(key.text, Line("")) + 12
        if x > at[0] and x + needed - 12 > at[0] + wide:
            x, y = at[0], y + ROW
        _draw_sample(parent, key, (x, y + ROW / 2))
        write(parent, Line(key.text), (x + SAMPLE + 5, y + ROW / 2 + 3.2))
        x += needed
    return y + ROW - at[1] if keys else 0.0


def _draw_sample(parent: ET.Element, key: Key, at: Point) -> None:
    x, y = at
    if key.of == "origin":
        place = {"x": x + 8, "y": y - 5, "width": SAMPLE - 8, "height": 10.0}
        ET.SubElement(
            parent, "rect",
            {name: number(value) for name, value in place.items()} | {"fill": fill_of(key.code)},
        )  # fmt: skip
    elif key.of == "box":
        box = Box(id="", kind=key.code, names=())  # type: ignore[arg-type]  # keys name kinds
        draw_box(parent, box, (x + SAMPLE / 2 + 4, y), (SAMPLE - 8, 11))
    else:
        arrow = Arrow(source="", target="", kind=key.code, text="", lower=0.15, upper=0.15)  # type: ignore[arg-type]  # likewise
        end = x + SAMPLE
        points = [(x, y), (x + 8, y), (x + 15, y), (end - 8, y)]
        draw_arrow(parent, arrow, INK, points, (end, y))


def draw_sources(
    parent: ET.Element, heading: str, sources: Sequence[NumberedSource], at: Point, wide: float
) -> float:
    """The numbered documents one behind the other, each leading to its address; how high it is."""
    x, y = at[0], at[1] + LEAST
    for run, url in _runs(heading, sources):
        home = parent
        if url.startswith(("https://", "http://")):
            home = ET.SubElement(parent, "a", {"href": url})
        filled, start = "", x
        for piece in pieces_of(run, wide):
            if x > at[0] and x + measured(piece.rstrip(), run) > at[0] + wide:
                write(home, replace(run, text=filled), (start, y))
                filled, start, x, y = "", at[0], at[0], y + LEAST * LEADING
            filled += piece
            x += measured(piece, run)
        write(home, replace(run, text=filled), (start, y))
    return y + LEAST * (LEADING - 1) - at[1]


def _runs(heading: str, sources: Sequence[NumberedSource]) -> Iterator[tuple[Line, str]]:
    """Pieces of text, and where each leads."""
    if sources:
        yield Line(f"{heading}: ", bold=True), ""
    for source in sources:
        yield Line(f"{source.number} ", bold=True), ""
        end = "" if source is sources[-1] else " · "
        yield Line(source.text + end), source.source.url
