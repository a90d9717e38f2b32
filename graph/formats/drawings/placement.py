"""Where things stand in a band: columns from left to right, holders left of what they hold.

Graphviz does it (layers by who holds whom, few crossings). Sizes are given to it and it measures
no text, so that the same band is placed the same on every machine, whatever fonts it has. It is
asked again with a place of its own for each end of an arrow, in the order that it found, so that
no two heads lie on one another.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from math import hypot

from msgspec import Struct

from graph.answers.picture import Arrow
from graph.formats.drawings.arrows import LOOKS
from graph.formats.drawings.lettering import Point

POINTS = 72  # to an inch
STRAIGHT = 8  # how much it counts that arrows at the firm run straight; of others it does not
PASSES = 3  # until the ends of arrows are in the order of what they lead to
Ends = tuple[int, int]  # the places of an arrow's ends, counted from the top of each box


class Placed(Struct, frozen=True):
    """Where Graphviz put things, with y growing downwards."""

    size: Point
    boxes: dict[str, Point]  # their middles
    splines: tuple[tuple[tuple[Point, ...], Point], ...]  # control points and tip of each arrow


def place(
    sizes: Mapping[str, Point],
    arrows: Sequence[Arrow],
    *,
    gap: float,
    apart: float,
    columns: Sequence[Sequence[str]] = (),
    firm: str = "",
) -> Placed:
    """Place boxes of given sizes, ``gap`` between columns and ``apart`` between boxes of one.

    With ``columns`` they stay in these; what stands beside the ``firm`` then stands close
    together, and what stands behind that too: a band is no higher than its fullest column.
    """
    ends: list[Ends] = [(0, 0)] * len(arrows)
    placed = _laid(sizes, arrows, ends, gap, apart, columns, firm)
    for _ in range(PASSES):
        wanted = ends_of(arrows, placed.boxes)
        if wanted == ends:
            break
        ends = wanted
        placed = _laid(sizes, arrows, ends, gap, apart, columns, firm)
    return placed


def columns_of(boxes: Sequence[str], arrows: Sequence[Arrow]) -> tuple[tuple[str, ...], ...]:
    """The columns in which boxes stand, from left to right."""
    placed = _laid(dict.fromkeys(boxes, (10.0, 10.0)), arrows, [(0, 0)] * len(arrows), 20, 4)
    across = {id: round(middle[0]) for id, middle in placed.boxes.items()}
    return tuple(
        tuple(id for id in boxes if across[id] == at) for at in sorted(set(across.values()))
    )


def ends_of(arrows: Sequence[Arrow], boxes: Mapping[str, Point]) -> list[Ends]:
    """The place of each arrow's ends at its boxes, in the order of what stands at the other end.

    >>> up, down = (Arrow(source=s, target="f", kind="stake", text="") for s in "ab")
    >>> ends_of([up, down], {"a": (0, 9), "b": (0, 1), "f": (9, 5)})
    [(0, 1), (0, 0)]
    """
    leaving, coming = _order(arrows, boxes, "source"), _order(arrows, boxes, "target")
    return [(leaving[number], coming[number]) for number in range(len(arrows))]


def _order(arrows: Sequence[Arrow], boxes: Mapping[str, Point], end: str) -> dict[int, int]:
    other = "target" if end == "source" else "source"
    at: dict[str, list[int]] = {}
    for number, arrow in enumerate(arrows):
        at.setdefault(getattr(arrow, end), []).append(number)
    found: dict[int, int] = {}
    for numbers in at.values():
        numbers.sort(key=lambda number: (boxes[getattr(arrows[number], other)][1], number))
        found.update({number: place for place, number in enumerate(numbers)})
    return found


def _laid(
    sizes: Mapping[str, Point],
    arrows: Sequence[Arrow],
    ends: Sequence[Ends],
    gap: float,
    apart: float,
    columns: Sequence[Sequence[str]] = (),
    firm: str = "",
) -> Placed:
    from pygraphviz import AGraph  # loads Graphviz, which nothing else needs

    graph = AGraph(directed=True, strict=False, rankdir="LR", ordering="in")
    graph.graph_attr.update(nodesep=str(apart / POINTS), ranksep=str(gap / POINTS))
    graph.node_attr.update(shape="plain")
    names = {id: f"n{number}" for number, id in enumerate(sizes)}
    for id, size in sizes.items():
        leaving, coming = (
            {end[side]: sizes[arrow.target if side == 0 else arrow.source][1] + apart
             for arrow, end in zip(arrows, ends, strict=True)
             if id == (arrow.source if side == 0 else arrow.target)}
            for side in (0, 1)
        )  # fmt: skip
        graph.add_node(names[id], label=_table(size, coming, leaving))
    for number, (arrow, end) in enumerate(zip(arrows, ends, strict=True)):
        graph.add_edge(
            names[arrow.source],
            names[arrow.target],
            key=f"e{number}",
            tailport=f"o{end[0]}:e",
            headport=f"i{end[1]}:w",
            arrowsize="0.8",
            weight=STRAIGHT if firm in ("", arrow.source, arrow.target) else 0,
            arrowhead="none" if LOOKS[arrow.kind].head == "none" else "normal",
        )
    for column in columns:
        graph.add_subgraph([names[id] for id in column], rank="same")
    graph.layout(prog="dot")
    wide, high = _numbers(graph.graph_attr["bb"])[2:]
    splines = tuple(
        _spline(graph.get_edge(names[one.source], names[one.target], key=f"e{n}").attr["pos"], high)
        for n, one in enumerate(arrows)
    )
    boxes = {id: _point(graph.get_node(name).attr["pos"], high) for id, name in names.items()}
    if columns:
        at = {id: number for number, column in enumerate(columns) for id in column}
        splines = tuple(
            _straightened(*spline) if at[one.target] == at[one.source] + 1 else spline
            for spline, one in zip(splines, arrows, strict=True)
        )
    return Placed((wide, high), boxes, splines)


def _straightened(points: Sequence[Point], tip: Point) -> tuple[tuple[Point, ...], Point]:
    """A plain curve between neighbouring columns, where no box is in the way: level at its ends."""
    start, end = points[0], (tip[0] - hypot(tip[0] - points[-1][0], tip[1] - points[-1][1]), tip[1])
    middle = (start[0] + end[0]) / 2
    return (start, (middle, start[1]), (middle, end[1]), end), tip


def _table(size: Point, coming: Mapping[int, float], leaving: Mapping[int, float]) -> str:
    """An empty box as a table: a cell for each arrow that comes, one for each that leaves.

    A cell is as high as what stands at the other end of its arrow, of all there is room for.
    """
    wide, high = round(size[0]), round(size[1])
    left = _cells("i", coming, wide // 2, high)
    right = _cells("o", leaving, wide - wide // 2, high)
    return f"<{_open(wide, high)}<tr><td>{left}</td><td>{right}</td></tr></table>>"


def _cells(name: str, weights: Mapping[int, float], wide: int, high: int) -> str:
    heights = [weights[place] for place in sorted(weights)] or [1.0]
    down = [round(high * sum(heights[:place]) / sum(heights)) for place in range(len(heights) + 1)]
    rows = (
        f'<tr><td port="{name}{place}" fixedsize="true" width="{wide}"'
        f' height="{down[place + 1] - down[place]}"></td></tr>'
        for place in range(len(heights))
    )
    return f"{_open(wide, high)}{''.join(rows)}</table>"


def _open(wide: int, high: int) -> str:
    return (
        '<table border="0" cellborder="0" cellspacing="0" cellpadding="0" fixedsize="true"'
        f' width="{wide}" height="{high}">'
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
