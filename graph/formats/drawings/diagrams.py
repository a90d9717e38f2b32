"""A firm's surroundings as a picture: owners above, what they hold below, every link cited.

Graphviz places things (layers by who holds whom, few crossings); the picture itself is drawn here,
so that it is the same on every machine, needs no font to be made, and names every party in Latin
and Chinese letters.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.etree import ElementTree as ET

from msgspec.structs import replace

from graph.answers.neighbourhood import (
    BESIDE_OWNERS,
    Neighbourhood,
    NetworkEdge,
    NetworkNode,
)
from graph.answers.parts import Interval
from graph.claims.shares import span
from graph.claims.walks import everybody
from graph.formats.drawings.legends import Numbered, draw_legend, draw_sources, numbered
from graph.formats.drawings.marks import (
    FONTS,
    GREY,
    INK,
    PAPER,
    Line,
    Point,
    draw_box,
    draw_link,
    extent,
    number,
    shape_of,
    stroke_of,
    tint_of,
    wrap,
    write,
    write_centred,
)
from graph.formats.drawings.placement import Placed, place
from graph.formats.markup import clean

LIMIT = 60  # parties; past this a layered picture is no longer read
MARGIN = 24.0
NARROWEST = 760.0
WIDEST_TEXT = 1100.0

CURRENCY_WORDS = {
    "lastKnown": "last known",
    "closed": "closed",
    "later": "later than this day",
    "notComputed": "not computed with",
}
COLUMN_WORDS = {
    "home_state": "home, state",
    "home_other": "home, not state",
    "associated": "associated jurisdiction",
    "foreign_state": "foreign, state",
    "foreign_other": "foreign, not state",
    "float": "counts as float",
    "undisclosed": "origin not known",
}
REST_WORDS = {"float": "traded shares, holders not named", "undisclosed": "holders not read"}


def svg(neighbourhood: Neighbourhood, *, limit: int = LIMIT) -> str:
    """Draw a neighbourhood as SVG.

    At most ``limit`` parties are drawn, nearest first and larger shares first; how many are left
    out is written on the picture.
    """
    shown, left_out = nearest(of_owners(neighbourhood), limit)
    notes = numbered(shown, shown.edges)
    boxes = {node.entity.id: _node_lines(node) for node in shown.nodes}
    sizes = {
        id: (extent(lines)[0] + 22, max(34.0, extent(lines)[1] + 14)) for id, lines in boxes.items()
    }
    labels = [_edge_lines(edge, notes) for edge in shown.edges]
    placed = place(shown, sizes, [extent(lines) for lines in labels])

    across = max(placed.size[0], NARROWEST)
    top = ET.Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "font-family": FONTS})
    ET.SubElement(top, "title").text = _heading(shown)
    ET.SubElement(top, "rect", {"width": "100%", "height": "100%", "fill": PAPER})
    y = MARGIN + _draw_heading(top, shown, left_out, (MARGIN, MARGIN))
    shift = (MARGIN + (across - placed.size[0]) / 2, y)
    picture = ET.SubElement(
        top, "g", {"transform": f"translate({number(shift[0])} {number(shift[1])})"}
    )
    _draw_edges(picture, shown, placed, labels)
    for node in shown.nodes:
        id = node.entity.id
        group = ET.SubElement(picture, "g")
        ET.SubElement(group, "title").text = f"{node.entity.name} ({id})"
        draw_box(group, shape_of(node), tint_of(node), placed.nodes[id], sizes[id])
        write_centred(group, boxes[id], placed.nodes[id])
    y += placed.size[1] + 26
    read = min(across, WIDEST_TEXT)
    y += draw_legend(top, shown, (MARGIN, y), read) + 14
    y += draw_sources(top, notes, (MARGIN, y), read)
    whole = (across + 2 * MARGIN, y + MARGIN)
    top.set("viewBox", f"0 0 {number(whole[0])} {number(whole[1])}")
    top.set("width", number(whole[0]))
    top.set("height", number(whole[1]))
    return clean(ET.tostring(top, encoding="unicode")) + "\n"


def of_owners(neighbourhood: Neighbourhood) -> Neighbourhood:
    """The same without its money and programmes, which would hide who owns and who directs."""
    edges = tuple(edge for edge in neighbourhood.edges if edge.link not in BESIDE_OWNERS)
    joined = {end for edge in edges for end in (edge.source, edge.target)}
    beside = {
        end
        for edge in neighbourhood.edges
        if edge.link in BESIDE_OWNERS
        for end in (edge.source, edge.target)
        if end != neighbourhood.firm.id and end not in joined
    }
    nodes = tuple(node for node in neighbourhood.nodes if node.entity.id not in beside)
    return replace(neighbourhood, nodes=nodes, edges=edges)


def nearest(neighbourhood: Neighbourhood, limit: int) -> tuple[Neighbourhood, int]:
    """Keep the parties nearest to the firm, and say how many are left out.

    Among parties equally near, those with larger shares stay. What is kept hangs together.
    """
    steps = _steps_from(neighbourhood)
    weight: dict[str, float] = {}
    for edge in neighbourhood.edges:
        share = edge.share
        carried = 0.0 if share is None else share.upper if share.point is None else share.point
        for end in (edge.source, edge.target):
            weight[end] = max(weight.get(end, 0.0), carried)
    far = len(steps) + 1
    ranked = sorted(
        (node.entity.id for node in neighbourhood.nodes),
        key=lambda id: (steps.get(id, far), -weight.get(id, 0.0), id),
    )
    kept = set(ranked[:limit])
    shown = replace(
        neighbourhood,
        nodes=tuple(node for node in neighbourhood.nodes if node.entity.id in kept),
        edges=tuple(
            edge for edge in neighbourhood.edges if edge.source in kept and edge.target in kept
        ),
    )
    return shown, len(ranked) - len(shown.nodes)


def _steps_from(neighbourhood: Neighbourhood) -> dict[str, int]:
    beside: dict[str, set[str]] = {}
    for edge in neighbourhood.edges:
        beside.setdefault(edge.source, set()).add(edge.target)
        beside.setdefault(edge.target, set()).add(edge.source)
    steps = {neighbourhood.firm.id: 0}
    for here in everybody(steps, lambda party: beside.get(party, ())):
        for there in beside.get(here, ()):
            steps.setdefault(there, steps[here] + 1)
    return steps


def _node_lines(node: NetworkNode) -> list[Line]:
    size = 13.0 if node.focus else 11.5
    if node.rest:
        told = REST_WORDS.get(node.rest, node.entity.name)
        return [Line(text, 10.5) for text in wrap(told, 10.5, 110)]
    room = 210 if node.focus else 150
    lines = [Line(text, size, bold=True) for text in wrap(node.entity.name, size, room)]
    if node.entity.name_zh and node.entity.name_zh != node.entity.name:
        lines += [Line(text, size - 0.5) for text in wrap(node.entity.name_zh, size - 0.5, room)]
    origin = COLUMN_WORDS.get(node.column, node.column)
    about = "; ".join(part for part in (origin, node.jurisdiction) if part)
    return [*lines, Line(about, 9.5, ink="#333333")] if about else lines


def _edge_lines(edge: NetworkEdge, notes: Numbered) -> list[Line]:
    ink = INK if edge.currency == "current" else "#555555"
    text = " ".join([*told(edge), *(f"[{place}]" for place in notes.of(edge))])
    return [Line(line, 10, ink=ink) for line in wrap(text, 10, 112, 4)] if text else []


def told(edge: NetworkEdge) -> Iterator[str]:
    """What a link says of itself: its share or right, and how old that is when it is old."""
    if edge.currency == "unknownShare":
        yield "share unknown"
    elif edge.label or edge.share:
        yield edge.label or share_text(edge.share)
    old = (CURRENCY_WORDS.get(edge.currency, ""), edge.as_of if edge.currency != "current" else "")
    if any(old):
        yield f"({', '.join(part for part in old if part)})"


def share_text(share: Interval | None) -> str:
    """A share as people read it.

    >>> share_text(Interval(0.139, 0.139, 0.139)), share_text(Interval(0.05, 0.1))
    ('13.9 %', '5–10 %')
    """
    if share is None:
        return ""
    return span(share.lower, share.upper)


def _draw_edges(
    picture: ET.Element, shown: Neighbourhood, placed: Placed, labels: Sequence[Sequence[Line]]
) -> None:
    names = {node.entity.id: node.entity.name for node in shown.nodes}
    groups = []
    for edge, (points, tip) in zip(shown.edges, placed.splines, strict=True):
        group = ET.SubElement(picture, "g")
        ET.SubElement(group, "title").text = ", ".join(
            part
            for part in (
                f"{names[edge.source]} → {names[edge.target]}",
                *told(edge),
                edge.as_of if edge.currency == "current" else "",
                "; ".join(edge.claims),
            )
            if part
        )
        ink = INK if edge.currency == "current" else GREY
        draw_link(group, stroke_of(edge), ink, points, tip)
        groups.append(group)
    for group, lines, middle in zip(groups, labels, placed.labels, strict=True):
        if middle is not None:
            _draw_label(group, lines, middle)


def _draw_label(group: ET.Element, lines: Sequence[Line], middle: Point) -> None:
    wide, high = extent(lines)
    place = {
        "x": number(middle[0] - wide / 2 - 2),
        "y": number(middle[1] - high / 2 - 1),
        "width": number(wide + 4),
        "height": number(high + 2),
    }
    ET.SubElement(group, "rect", {**place, "fill": PAPER, "fill-opacity": "0.85"})
    write_centred(group, lines, middle)


def _heading(shown: Neighbourhood) -> str:
    both = dict.fromkeys(name for name in (shown.firm.name, shown.firm.name_zh) if name)
    return " ".join(both)


def _draw_heading(top: ET.Element, shown: Neighbourhood, left_out: int, at: Point) -> float:
    lines = [
        Line(_heading(shown), 17, bold=True),
        Line(
            f"Who holds it and what it holds, {shown.basis} basis, on {shown.as_of}."
            f" Release {shown.release[:12]}.",
            10.5,
        ),
    ]
    if left_out:
        lines.append(
            Line(
                f"{left_out} more {'party is' if left_out == 1 else 'parties are'} not drawn: those"
                " further away, or with smaller shares. The graph exports have them all.",
                10.5,
                bold=True,
            )
        )
    y = at[1]
    for line in lines:
        write(top, line, (at[0], y + line.size))
        y += line.size * 1.4
    return y - at[1] + 14
