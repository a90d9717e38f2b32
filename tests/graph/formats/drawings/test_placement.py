"""Holders stand left of what they hold, no box covers another, and no head lies on another."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations
from math import dist
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.answers.picture import Arrow
from graph.formats.drawings.lettering import Point
from graph.formats.drawings.placement import columns_of, place

SIZE = (120.0, 40.0)


def arrow(source: str, target: str) -> Arrow:
    return Arrow(source=source, target=target, kind="stake", text="")


@st.composite
def worlds(draw: st.DrawFn) -> list[Arrow]:
    """A firm, some holders, and holders of those; now and then of two of them."""
    first = [f"h{number}" for number in range(draw(st.integers(1, 7)))]
    arrows = [arrow(holder, "firm") for holder in first]
    for number in range(draw(st.integers(0, 7))):
        held = draw(st.lists(st.sampled_from(first), min_size=1, max_size=2, unique=True))
        arrows += [arrow(f"g{number}", one) for one in held]
    return arrows


def kept(sizes: Mapping[str, Point], arrows: list[Arrow]) -> dict[str, Any]:
    """Columns that stay, and the firm beside which things stand close together."""
    return {"columns": columns_of([*sizes], arrows), "firm": "firm"}


@settings(max_examples=30, deadline=None)
@given(worlds(), st.booleans())
def test_everything_has_a_place_of_its_own(arrows: list[Arrow], close: bool) -> None:
    names = dict.fromkeys(end for one in arrows for end in (one.source, one.target))
    sizes = dict.fromkeys(names, SIZE) | {"firm": (24.0, 12.0 * len(arrows))}
    placed = place(sizes, arrows, gap=30, apart=6, **kept(sizes, arrows) if close else {})
    if close:  # between neighbours a line leaves and arrives level, and stays in its gap
        for points, tip in placed.splines:
            assert points[0][1] == points[1][1] and points[-1][1] == points[-2][1] == tip[1]
            assert points[0][0] <= points[1][0] <= points[-1][0] + 0.1 <= tip[0] + 0.2
    for one in arrows:
        assert placed.boxes[one.source][0] < placed.boxes[one.target][0]
    for (one, (ax, ay)), (other, (bx, by)) in combinations(placed.boxes.items(), 2):
        wide = (sizes[one][0] + sizes[other][0]) / 2
        high = (sizes[one][1] + sizes[other][1]) / 2
        assert abs(ax - bx) > wide - 1 or abs(ay - by) > high - 1
    tips = [(one.target, tip) for one, (_, tip) in zip(arrows, placed.splines, strict=True)]
    for (target, tip), (other, beside) in combinations(tips, 2):
        assert target != other or dist(tip, beside) >= 4
    assert all(0 <= at <= side + 1 for middle in placed.boxes.values()
               for at, side in zip(middle, placed.size, strict=True))  # fmt: skip


def test_a_circle_and_own_shares_have_a_place() -> None:
    arrows = [arrow("a", "firm"), arrow("firm", "a"), arrow("a", "a")]
    placed = place({"a": SIZE, "firm": SIZE}, arrows, gap=30, apart=6)
    assert len(placed.splines) == 3
    sizes = {"a": SIZE, "firm": SIZE}
    assert len(place(sizes, arrows, gap=30, apart=6, **kept(sizes, arrows)).splines) == 3
    assert columns_of(["a", "firm"], arrows) == (("a",), ("firm",))


@settings(max_examples=30, deadline=None)
@given(worlds())
def test_beside_the_firm_a_band_is_no_higher_than_its_fullest_column(arrows: list[Arrow]) -> None:
    """Whom one holder has behind it pushes no other apart."""
    names = dict.fromkeys(end for one in arrows for end in (one.source, one.target))
    first = [one.source for one in arrows if one.target == "firm"]
    apart = 6.0
    fullest = max(len(first), len(names) - len(first) - 1) * (SIZE[1] + apart) - apart
    sizes = dict.fromkeys(names, SIZE) | {"firm": (24.0, len(first) * (SIZE[1] + apart) - apart)}
    placed = place(sizes, arrows, gap=30, apart=apart, **kept(sizes, arrows))
    beside = [placed.boxes[one][1] for one in first]
    assert max(beside) - min(beside) <= fullest


def test_the_largest_stands_first() -> None:
    arrows = [arrow(f"h{number}", "firm") for number in range(9)]
    sizes = dict.fromkeys(["firm", *(one.source for one in arrows)], SIZE)
    placed = place(sizes, arrows, gap=30, apart=6)
    down = [placed.boxes[one.source][1] for one in arrows]
    assert down == sorted(down)
