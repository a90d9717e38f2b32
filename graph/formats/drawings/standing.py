"""Where the parties of a diagram stand on a screen: holders left of what they hold.

A few are layered by Graphviz, which crosses few links and leads them round boxes. Of many, which
would take it minutes, each stands in the column of its distance from the firm, beside those that it
is linked with; a long column is broken into several. The same diagram stands in the same places on
every machine.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from graph.answers.diagram import Diagram, DiagramLink, DiagramParty
from graph.formats.drawings.lettering import Line, Point, wrap

WIDE, LETTERS, LEADING, MARGIN = 176.0, 12.0, 15.0, 8.0  # pixels, of a party's box
GAP, APART = 132.0, 14.0  # between columns: room for a percentage; between boxes of one
LAYERED, LINKED = 90, 260  # parties and links that Graphviz is asked to layer
ROOM, TALLEST = 20.0, 480.0  # for each link on a side; of a box with many
ROWS = 24  # of many: boxes under one another
POINTS = 72.0  # to an inch; one of Graphviz's points is one of our pixels


class Stood(Struct, frozen=True):
    """A party's box: its middle, its size, and the lines in it."""

    x: float
    y: float
    wide: float
    high: float
    lines: tuple[str, ...]


class Places(Struct, frozen=True):
    """Where parties stand, and by which points links get past the columns between their ends."""

    stood: Mapping[str, Stood]
    past: Mapping[tuple[str, str], tuple[Point, ...]] = {}  # by source and target


def standing(diagram: Diagram) -> Places:
    """The place of each party of a diagram, and the ways of links that pass others by."""
    written = {one.id: lines_of(one) for one in diagram.parties}
    coming = Counter(one.target for one in diagram.links)
    ends = coming | Counter(one.source for one in diagram.links)  # on whichever side there are more
    counts = {one.id: bool(one.beyond) for one in diagram.parties}  # of others, on a line below
    sizes = {
        id: (
            WIDE,
            max((len(lines) + counts[id]) * LEADING + 2 * MARGIN, min(TALLEST, ends[id] * ROOM)),
        )
        for id, lines in written.items()
    }
    few = len(sizes) <= LAYERED and len(diagram.links) <= LINKED
    if few:
        found, past = layered(sizes, diagram.links, diagram.firm.id)
    else:
        found, past = in_columns(sizes, diagram.links, diagram.firm.id), {}
    return Places({id: Stood(*found[id], *sizes[id], written[id]) for id in sizes}, past)


def lines_of(party: DiagramParty) -> tuple[str, ...]:
    """What stands in a box: the name, then where it is from, each on a few lines.

    >>> lines_of(DiagramParty(id="x", kind="person", names=("Ann",), about="citizenship not read"))
    ('Ann', 'citizenship not read')
    """
    limit = WIDE - 2 * MARGIN
    texts = ((party.names[0] if party.names else "", 2), (party.about, 3))
    lines = (
        line for text, most in texts if text for line in wrap(Line(text, LETTERS), limit, most)
    )
    return tuple(line.text for line in lines)


def layered(
    sizes: Mapping[str, Point], links: Sequence[DiagramLink], firm: str
) -> tuple[Mapping[str, Point], Mapping[tuple[str, str], tuple[Point, ...]]]:
    """The middles of boxes as Graphviz layers them, and how links pass the layers between."""
    from pygraphviz import AGraph  # loads Graphviz, which nothing else needs

    graph = AGraph(directed=True, strict=True, rankdir="LR")
    graph.graph_attr.update(nodesep=str(APART / POINTS), ranksep=str(GAP / POINTS))
    graph.node_attr.update(shape="box", fixedsize="true", label="")
    names = {id: f"n{number}" for number, id in enumerate(sizes)}
    for id, (wide, high) in sizes.items():
        graph.add_node(names[id], width=str(wide / POINTS), height=str(high / POINTS))
    pairs = dict.fromkeys((one.source, one.target) for one in links if one.source != one.target)
    for source, target in pairs:
        weight = 4 if firm in (source, target) else 1
        graph.add_edge(names[source], names[target], weight=weight)
    graph.layout(prog="dot")
    middles = {id: _points(graph.get_node(name).attr["pos"])[0] for id, name in names.items()}
    columns = sorted({x for x, _ in middles.values()})
    past = {
        (source, target): way
        for source, target in pairs
        if (
            way := _past(
                [x for x in columns if middles[source][0] < x < middles[target][0]],
                _points(graph.get_edge(names[source], names[target]).attr["pos"]),
            )
        )
    }
    return middles, past


def _points(text: str) -> list[Point]:
    """The points of a place or a spline as Graphviz writes them, the arrow's own tip left out."""
    pairs = [one for one in text.replace("\\\n", "").split() if one[:2] not in ("e,", "s,")]
    return [(round(float(x), 1), round(-float(y), 1)) for x, y in (one.split(",") for one in pairs)]


def _past(columns: Sequence[float], spline: Sequence[Point]) -> tuple[Point, ...]:
    """Before and behind each column, at the height at which the spline passes it.

    >>> _past([100.0], [(0.0, 0.0), (50.0, 0.0), (50.0, 40.0), (100.0, 40.0), (150.0, 40.0),
    ...     (150.0, 0.0), (200.0, 0.0)])
    ((12.0, 40.0), (188.0, 40.0))
    """
    if not columns:
        return ()
    drawn = [point for at in range(0, len(spline) - 1, 3) for point in _bend(spline[at : at + 4])]
    ways = [(x, min(drawn, key=lambda point: abs(point[0] - x))[1]) for x in columns]
    return tuple((x + side * WIDE / 2, round(y, 1)) for x, y in ways for side in (-1, 1))


def _bend(ends: Sequence[Point]) -> Iterable[Point]:
    """Points along a cubic curve of Bézier, both ends among them."""
    for step in range(17):
        t = step / 16
        share = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
        yield (
            sum(part * x for part, (x, _) in zip(share, ends, strict=True)),
            sum(part * y for part, (_, y) in zip(share, ends, strict=True)),
        )


def in_columns(
    sizes: Mapping[str, Point], links: Iterable[DiagramLink], firm: str
) -> Mapping[str, Point]:
    """The middles of boxes in columns by their distance from the firm, holders left of it.

    >>> links = [DiagramLink(source=a, target=b, kind="stake", text="") for a, b in ("af", "bf")]
    >>> sizes = dict.fromkeys("fab", (176.0, 46.0))
    >>> in_columns(sizes, links, "f")
    {'f': (0.0, 0.0), 'a': (-308.0, -30.0), 'b': (-308.0, 30.0)}
    """
    levels, beside = _levels(sizes, links, firm)
    by_level: dict[int, list[str]] = {}
    for party, level in levels.items():
        by_level.setdefault(level, []).append(party)
    placed: dict[str, Point] = {}
    edge = {-1: 0.0, 1: 0.0}
    for level in sorted(by_level, key=lambda level: (abs(level), level)):
        side = -1 if level < 0 else 1
        order = sorted(by_level[level], key=lambda party: _height(party, beside, placed))
        for start in range(0, len(order), ROWS):
            at = edge[side]
            _put(order[start : start + ROWS], at, sizes, placed)
            edge[side] = at + side * (WIDE + (GAP if start + ROWS >= len(order) else APART))
        if level == 0:
            edge = {-1: -WIDE - GAP, 1: WIDE + GAP}
    return placed


def _levels(
    sizes: Mapping[str, Point], links: Iterable[DiagramLink], firm: str
) -> tuple[Mapping[str, int], Mapping[str, list[str]]]:
    """How far from the firm each party is, holders below zero; and who is linked with whom."""
    steps: dict[str, list[tuple[str, int]]] = {party: [] for party in sizes}
    for one in links:
        steps[one.target].append((one.source, -1))
        steps[one.source].append((one.target, 1))
    levels = {firm: 0}
    waiting = deque([firm])
    while waiting:
        party = waiting.popleft()
        for other, step in steps[party]:
            if other not in levels:
                levels[other] = levels[party] + step
                waiting.append(other)
    for party in sizes:  # whom no link binds stands beside the firm's holders
        levels.setdefault(party, -1)
    return levels, {party: [other for other, _ in found] for party, found in steps.items()}


def _height(
    party: str, beside: Mapping[str, Sequence[str]], placed: Mapping[str, Point]
) -> tuple[float, str]:
    """About how high a party should stand: as its neighbours that have a place do."""
    heights = [placed[other][1] for other in beside[party] if other in placed]
    return (sum(heights) / len(heights) if heights else 0.0), party


def _put(
    column: Sequence[str], x: float, sizes: Mapping[str, Point], placed: dict[str, Point]
) -> None:
    high = sum(sizes[party][1] + APART for party in column) - APART
    top = -high / 2
    for party in column:
        tall = sizes[party][1]
        placed[party] = (x, round(top + tall / 2, 1))
        top += tall + APART
