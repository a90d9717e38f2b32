"""Where the numbers in a frame stand: beside their marks, on no mark and on no other number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import dist
from typing import NamedTuple
from xml.etree import ElementTree as ET

from msgspec import Struct

from graph.formats.drawings.lettering import LEAST, Line, Point, measured, number, write

HIGH = LEAST * 0.95  # letters, without the room between lines
NEAR, FAR = 6.0, 8.0  # from the middle of a mark to its number; farther away a line leads there
DISTANCES = (NEAR, 16.0, 28.0, 40.0, 52.0)
COVERED, AMBIGUOUS, CROSSED = 20.0, 12.0, 40.0  # how much speaks against a place
STEPS = 12  # at which a line to a mark is looked at
CLEARLY = 3.0  # another mark must be so much farther away
EDGE = 4.5  # of a mark, where a line to it ends


class Box(Struct, frozen=True):
    """A place that is taken, by its corners."""

    left: float
    top: float
    right: float
    bottom: float

    def holds(self, at: Point) -> bool:
        """Whether a point lies on it."""
        return self.left <= at[0] <= self.right and self.top <= at[1] <= self.bottom

    def shared_with(self, other: Box) -> float:
        """How much of the sheet both cover.

        >>> Box(0, 0, 10, 10).shared_with(Box(5, 5, 20, 20))
        25.0
        """
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.bottom, other.bottom) - max(self.top, other.top)
        return float(max(wide, 0.0) * max(high, 0.0))


def around(at: Point, half: float) -> Box:
    """The place of a mark."""
    return Box(at[0] - half, at[1] - half, at[0] + half, at[1] + half)


class Label(NamedTuple):
    """A number to stand beside a mark; ``below``: rather under it than over it."""

    line: Line
    at: Point
    below: bool = False


class Place(NamedTuple):
    """Where a number stands, what speaks against it, and whether a line leads to its mark."""

    box: Box
    cost: float
    led: bool


def put(
    parent: ET.Element, labels: Sequence[Label], within: Box, taken: Sequence[Box],
    marks: Sequence[Point] = (),
) -> list[Place]:  # fmt: skip
    """Put numbers beside their marks where most is free: on no mark, and on no other number.

    Above its mark or to the right of it, if it is free there. A number that is as near to another
    of the ``marks``, or far from its own, is led to it by a line. Whoever comes first has the best
    place, so several orders are tried.
    """
    orders = [
        range(len(labels)),
        range(len(labels))[::-1],
        sorted(
            range(len(labels)), key=lambda one: measured(labels[one].line.text, labels[one].line)
        ),
    ]
    tried = [_in_order(labels, order, within, taken, marks) for order in orders]
    best = min(tried, key=lambda places: round(sum(one.cost for one in places.values()), 3))
    for one, label in enumerate(labels):
        place = best[one]
        if place.led:
            _lead(parent, place.box, label.at, label.line.ink)
        write(parent, label.line, (place.box.left, place.box.bottom - 1.5))
    return [best[one] for one in range(len(labels))]


def _in_order(
    labels: Sequence[Label], order: Iterable[int], within: Box, taken: Sequence[Box],
    marks: Sequence[Point],
) -> dict[int, Place]:  # fmt: skip
    """A place for each number, those that come first in an order before the others."""
    covered, found = [*taken], dict[int, Place]()
    for one in order:
        line, at, below = labels[one]
        others = [mark for mark in marks if mark != at]
        places = [
            _inside(box, within) for box in _candidates(at, measured(line.text, line), below=below)
        ]
        costs = [_cost(box, at, others, covered) for box in places]
        cost = min(costs)  # the first of equal ones
        box = places[costs.index(cost)]
        led = _distance(box, at) > FAR or _is_ambiguous(box, at, others)
        if led:
            way = (point for point in _way(_nearest(box, at), at) if not box.holds(point))
            covered += [around(point, 1.0) for point in way]
        covered.append(box)
        found[one] = Place(box, cost, led)
    return found


def _candidates(at: Point, wide: float, *, below: bool) -> Iterator[Box]:
    """Over, right, left and under a mark, then aslant, near it and farther away."""
    x, y = at
    for far in DISTANCES:
        over = Box(x - wide / 2, y - far - HIGH, x + wide / 2, y - far)
        under = Box(x - wide / 2, y + far, x + wide / 2, y + far + HIGH)
        right = Box(x + far, y - HIGH / 2, x + far + wide, y + HIGH / 2)
        left = Box(x - far - wide, y - HIGH / 2, x - far, y + HIGH / 2)
        yield from (under, right, left, over) if below else (over, right, left, under)
        if far > NEAR:
            for side in (right, left):
                for drop in (far, -far) if below else (-far, far):
                    yield Box(side.left, side.top + drop, side.right, side.bottom + drop)


def _cost(box: Box, at: Point, others: Sequence[Point], taken: Sequence[Box]) -> float:
    """What speaks against a place: that it covers something, mistakes its mark, or is far away."""
    ambiguous = AMBIGUOUS if _is_ambiguous(box, at, others) else 0.0
    crossed = CROSSED * _crossed(_nearest(box, at), at, taken)
    return round(COVERED * _covered(box, taken) + ambiguous + crossed + _distance(box, at), 3)


def _crossed(start: Point, at: Point, taken: Sequence[Box]) -> int:
    """How many other marks and numbers a line to a mark would run over; not those beneath it."""
    way = _way(start, at)
    apart = [one for one in taken if not one.holds(at)]
    return sum(any(one.holds(point) for point in way) for one in apart)


def _way(start: Point, end: Point) -> list[Point]:
    """Points on a straight line, its end left out."""
    (x, y), parts = start, [step / STEPS for step in range(STEPS)]
    return [(x + (end[0] - x) * part, y + (end[1] - y) * part) for part in parts]


def _is_ambiguous(box: Box, at: Point, others: Sequence[Point]) -> bool:
    """Whether another mark is about as near to a number as its own."""
    own = _distance(box, at)
    return any(_distance(box, other) < own + CLEARLY for other in others)


def _nearest(box: Box, at: Point) -> Point:
    return min(max(at[0], box.left), box.right), min(max(at[1], box.top), box.bottom)


def _distance(box: Box, at: Point) -> float:
    return dist(_nearest(box, at), at)


def _lead(parent: ET.Element, box: Box, at: Point, ink: str) -> None:
    """A thin line from a number to the edge of its mark."""
    start = _nearest(box, at)
    far = dist(start, at)
    if far <= EDGE:
        return
    part = EDGE / far
    end = (at[0] + (start[0] - at[0]) * part, at[1] + (start[1] - at[1]) * part)
    ends = {"x1": start[0], "y1": start[1], "x2": end[0], "y2": end[1]}
    look = {"stroke": ink, "stroke-width": "0.6", "class": "leader"}
    ET.SubElement(parent, "line", {name: number(value) for name, value in ends.items()} | look)


def _inside(box: Box, within: Box) -> Box:
    """A place moved so that it does not leave the frame."""
    dx = max(within.left - box.left, 0.0) - max(box.right - within.right, 0.0)
    dy = max(within.top - box.top, 0.0) - max(box.bottom - within.bottom, 0.0)
    return Box(box.left + dx, box.top + dy, box.right + dx, box.bottom + dy)


def _covered(box: Box, taken: Sequence[Box]) -> float:
    return round(sum(box.shared_with(other) for other in taken), 3)
