"""Where the numbers in a frame stand: beside their marks, on no mark and on no other number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.etree import ElementTree as ET

from msgspec import Struct

from graph.formats.drawings.lettering import LEAST, Line, Point, measured, write

HIGH = LEAST * 0.95  # letters, without the room between lines
NEAR, FAR = 6.0, 16.0  # from the middle of a mark to its number


class Box(Struct, frozen=True):
    """A place that is taken, by its corners."""

    left: float
    top: float
    right: float
    bottom: float

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


def put(
    parent: ET.Element, line: Line, at: Point, within: Box, taken: list[Box], *, below: bool
) -> None:
    """Put a number beside a mark where most of it is free, and take that place.

    Above the mark or to the right of it, if it is free there; ``below``: rather under it.
    """
    wide = measured(line.text, line)
    places = [_inside(box, within) for box in _candidates(at, wide, below=below)]
    best = min(places, key=lambda box: _covered(box, taken))  # the first of equal ones
    write(parent, line, (best.left, best.bottom - 1.5))
    taken.append(best)


def _candidates(at: Point, wide: float, *, below: bool) -> Iterator[Box]:
    x, y = at
    for far in (NEAR, FAR):
        over = Box(x - wide / 2, y - far - HIGH, x + wide / 2, y - far)
        under = Box(x - wide / 2, y + far, x + wide / 2, y + far + HIGH)
        drop = 0.0 if far == NEAR else far
        right = Box(x + NEAR, y - HIGH / 2 - drop, x + NEAR + wide, y + HIGH / 2 - drop)
        left = Box(x - NEAR - wide, y - HIGH / 2 - drop, x - NEAR, y + HIGH / 2 - drop)
        yield from (under, right, left, over) if below else (over, right, left, under)


def _inside(box: Box, within: Box) -> Box:
    """A place moved so that it does not leave the frame."""
    dx = max(within.left - box.left, 0.0) - max(box.right - within.right, 0.0)
    dy = max(within.top - box.top, 0.0) - max(box.bottom - within.bottom, 0.0)
    return Box(box.left + dx, box.top + dy, box.right + dx, box.bottom + dy)


def _covered(box: Box, taken: Sequence[Box]) -> float:
    return round(sum(box.shared_with(other) for other in taken), 3)
