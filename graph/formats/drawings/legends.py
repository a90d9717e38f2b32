"""What stands under a drawing: how to read it, and the sources its links are numbered by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.etree import ElementTree as ET

from msgspec import Struct

from graph.answers.neighbourhood import Neighbourhood, NetworkEdge
from graph.answers.parts import CitedSource
from graph.formats.drawings.marks import (
    GREY,
    INK,
    LEADING,
    SHAPES,
    STROKES,
    TINTS,
    Line,
    Point,
    Shape,
    Stroke,
    draw_box,
    draw_link,
    shape_of,
    stroke_of,
    width,
    wrap,
    write,
)

NOTE = (
    "Holders stand above what they hold, and arrows point down to it. Shares are of the whole;"
    " of a range, the truth lies between its ends. Two letters name a jurisdiction (ISO 3166)."
    " Numbers in brackets are the sources below."
)
ROW = 24.0  # height of a row of samples
SAMPLE = 46.0  # width of a sample


class Numbered(Struct, frozen=True):
    """Sources in the order of their first use, and the numbers by which each link cites them."""

    sources: tuple[CitedSource, ...]
    by_claim: dict[str, tuple[int, ...]]

    def of(self, edge: NetworkEdge) -> list[int]:
        """The numbers of the sources a link rests on.

        They are sorted, without repeats.
        """
        return sorted({number for claim in edge.claims for number in self.by_claim.get(claim, ())})


def numbered(neighbourhood: Neighbourhood, edges: Iterable[NetworkEdge]) -> Numbered:
    """Number the sources of some links of a neighbourhood, from 1."""
    claims = {claim.id: claim for claim in neighbourhood.claims}
    sources: dict[str, CitedSource] = {}
    by_claim: dict[str, tuple[int, ...]] = {}
    for claim in (claims[id] for edge in edges for id in edge.claims if id in claims):
        for source in claim.sources:
            sources.setdefault(source.id, source)
        order = list(sources)
        by_claim[claim.id] = tuple(order.index(source.id) + 1 for source in claim.sources)
    return Numbered(tuple(sources.values()), by_claim)


def draw_legend(parent: ET.Element, shown: Neighbourhood, at: Point, across: float) -> float:
    """Explain the marks that occur in a drawing; return how high that is."""
    samples = list(_samples(shown))
    column = max(SAMPLE + width(words, 10) + 30 for words, _ in samples)
    columns = max(1, min(int(across // column), 4))
    rows = -(-len(samples) // columns)
    write(parent, Line("How to read it", 11, bold=True), (at[0], at[1] + 11))
    y = at[1] + 16
    for text in wrap(NOTE, 10, across, 4):
        write(parent, Line(text, 10), (at[0], y + 10))
        y += 10 * LEADING
    y += ROW * 0.7
    for place, (words, sample) in enumerate(samples):
        corner = (at[0] + place // rows * across / columns, y + place % rows * ROW)
        _draw_sample(parent, sample, corner)
        write(parent, Line(words, 10), (corner[0] + SAMPLE + 12, corner[1] + 3.5))
    return y + rows * ROW - at[1]


def _samples(shown: Neighbourhood) -> Iterator[tuple[str, Shape | tuple[Stroke, str]]]:
    shapes = [shape_of(node) for node in shown.nodes]
    yield from ((shape.means, shape) for shape in SHAPES.values() if shape in shapes)
    columns = {node.column.partition("_")[0] for node in shown.nodes}
    yield from ((tint.means, tint) for word, tint in TINTS.items() if word in columns)
    strokes = [stroke_of(edge) for edge in shown.edges]
    yield from ((stroke.means, (stroke, INK)) for stroke in STROKES.values() if stroke in strokes)
    if any(edge.currency != "current" for edge in shown.edges):
        yield "grey: last known, or size unknown", (STROKES["ownership"], GREY)


def _draw_sample(parent: ET.Element, sample: Shape | tuple[Stroke, str], at: Point) -> None:
    if isinstance(sample, Shape):
        draw_box(parent, sample, sample.fill, (at[0] + SAMPLE / 2, at[1]), (SAMPLE - 4, 17))
        return
    stroke, ink = sample
    points = [(at[0] + SAMPLE * part / 3, at[1]) for part in range(4)]
    tip = points[-1]
    points[-1] = (tip[0] - 9 if stroke.head else tip[0], tip[1])
    draw_link(parent, stroke, ink, points, tip)


def draw_sources(parent: ET.Element, notes: Numbered, at: Point, across: float) -> float:
    """List the numbered sources with title, publisher and date; return how high that is."""
    if not notes.sources:
        return 0.0
    write(parent, Line("Sources", 11, bold=True), (at[0], at[1] + 11))
    y = at[1] + 18
    for place, source in enumerate(notes.sources, start=1):
        told = ", ".join(
            part for part in (source.title, source.publisher, source.published) if part
        )
        if source.relayed_by:
            told += f" (read in: {source.relayed_by})"
        home = parent
        if source.url.startswith(("https://", "http://")):
            home = ET.SubElement(parent, "a", {"href": source.url})
        write(parent, Line(f"[{place}]", 9.5), (at[0] + 24, y + 9.5), "end")
        for text in wrap(told, 9.5, across - 40, 4):
            write(home, Line(text, 9.5), (at[0] + 30, y + 9.5))
            y += 9.5 * LEADING
        y += 2
    return y - at[1]
