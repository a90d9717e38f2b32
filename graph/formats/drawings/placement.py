"""Where things stand in a picture: layers by who holds whom, with few crossings.

Graphviz does it. Sizes are given to it and it measures no text, so that the same neighbourhood is
placed the same on every machine, whatever fonts it has.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from graph.answers.neighbourhood import Neighbourhood, NetworkEdge
from graph.formats.drawings.marks import Point, stroke_of

ABREAST = 6  # holders beside one another before the next row starts


class Placed(Struct, frozen=True):
    """Where Graphviz put things, with y growing downwards."""

    size: Point
    nodes: dict[str, Point]
    splines: tuple[tuple[tuple[Point, ...], Point], ...]  # control points and tip of each edge
    labels: tuple[Point | None, ...]


def place(shown: Neighbourhood, boxes: Mapping[str, Point], labels: Sequence[Point]) -> Placed:
    """Place a neighbourhood's parties and links, owners above.

    ``boxes`` has the width and height of each party, ``labels`` of each link's label.
    """
    from pygraphviz import AGraph  # loads Graphviz, which nothing else needs

    graph = AGraph(directed=True, strict=False, rankdir="TB", nodesep="0.3", ranksep="0.45")
    graph.node_attr.update(shape="box", fixedsize="true", label="")
    names = {node.entity.id: f"n{number}" for number, node in enumerate(shown.nodes)}
    for node in shown.nodes:
        wide, high = boxes[node.entity.id]
        graph.add_node(names[node.entity.id], width=wide / 72, height=high / 72)
    rows = _rows(shown.edges)
    for number, edge in enumerate(shown.edges):
        graph.add_edge(
            names[edge.source],
            names[edge.target],
            key=f"e{number}",
            label=_blank(labels[number]) if any(labels[number]) else "",
            minlen=rows[number],
            arrowhead="normal" if stroke_of(edge).head else "none",
        )
    graph.layout(prog="dot")

    wide, high = _numbers(graph.graph_attr["bb"])[2:]
    splines, middles = [], []
    for number, edge in enumerate(shown.edges):
        drawn = graph.get_edge(names[edge.source], names[edge.target], key=f"e{number}")
        splines.append(_spline(drawn.attr["pos"], high))
        middles.append(_point(drawn.attr["lp"], high) if drawn.attr["lp"] else None)
    return Placed(
        (wide, high),
        {id: _point(graph.get_node(name).attr["pos"], high) for id, name in names.items()},
        tuple(splines),
        tuple(middles),
    )


def _rows(edges: Sequence[NetworkEdge]) -> list[int]:
    """How many layers each link spans: many holders of one firm stand in rows of a few.

    Otherwise a firm with thirty holders is a picture thirty boxes wide. Holders that nobody holds
    stand nearest, so that chains go on upwards without crossing them.
    """
    held = {edge.target for edge in edges}
    holding = {edge.source for edge in edges}
    above = _queue((edge.target, edge.source, edge.source in held) for edge in edges)
    below = _queue((edge.source, edge.target, edge.target in holding) for edge in edges)
    return [
        1 + max(above[edge.target, edge.source], below[edge.source, edge.target]) // ABREAST
        for edge in edges
    ]


def _queue(neighbours: Iterable[tuple[str, str, bool]]) -> dict[tuple[str, str], int]:
    """Each neighbour's place in the queue of its firm; those that go on stand last."""
    place: dict[tuple[str, str], int] = {}
    count: Counter[str] = Counter()
    for firm, neighbour, _ in sorted(neighbours, key=lambda row: row[2]):
        if (firm, neighbour) not in place:
            place[firm, neighbour] = count[firm]
            count[firm] += 1
    return place


def _blank(size: Point) -> str:
    wide, high = round(size[0]) + 14, round(size[1]) + 2
    return (
        f'<<table border="0" cellborder="0" cellpadding="0" fixedsize="true" width="{wide}"'
        f' height="{high}"><tr><td></td></tr></table>>'
    )


def _numbers(text: str) -> list[float]:
    return [float(found) for found in re.findall(r"-?[\d.]+(?:e[+-]?\d+)?", text)]


def _point(text: str, high: float) -> Point:
    x, y = _numbers(text)
    return x, high - y


def _spline(text: str, high: float) -> tuple[tuple[Point, ...], Point]:
    """Read ``e,X,Y x,y x,y …``; without an arrow the tip is the last control point."""
    parts = text.replace("\\\n", "").split()
    tips = [part for part in parts if part.startswith("e,")]
    points = tuple(_point(part, high) for part in parts if part[0] not in "es")
    return points, _point(tips[0][2:], high) if tips else points[-1]
