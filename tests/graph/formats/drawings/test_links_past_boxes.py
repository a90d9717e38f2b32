"""No link of a diagram runs through the box of somebody else, over all firms of the seeds."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest

from graph.answers.diagram import Diagram
from graph.formats.drawings.lettering import Point
from graph.formats.drawings.standing import Places, standing
from graph.questions import diagram
from graph.releases.release import Release

HOPS = (1, 2)
STEPS = 40  # points looked at along each part of a way


@pytest.fixture(scope="module")
def diagrams(seed_release: Release) -> list[tuple[Diagram, Places]]:
    found = [
        diagram(seed_release, firm, hops=hops)
        for firm in seed_release.knowledge.subjects
        for hops in HOPS
    ]
    return [(one, standing(one)) for one in found]


def test_no_link_runs_through_the_box_of_another(diagrams: list[tuple[Diagram, Places]]) -> None:
    led = 0
    for shown, places in diagrams:
        for (source, target), past in places.past.items():
            led += 1
            others = [box for id, box in places.stood.items() if id not in (source, target)]
            for x, y in between(places, source, target, past):
                for box in others:
                    inside = abs(x - box.x) < box.wide / 2 - 1 and abs(y - box.y) < box.high / 2 - 1
                    assert not inside, (shown.firm.id, source, target, box.lines)
    assert led > 20  # there are such links in the seeds


def between(places: Places, source: str, target: str, past: tuple[Point, ...]) -> Iterator[Point]:
    """Points along a way, by whatever place its ends have on their boxes."""
    start, end = places.stood[source], places.stood[target]
    ways = [(start.x + start.wide / 2, start.y), *past, (end.x - end.wide / 2, end.y)]
    for (ax, ay), (bx, by) in pairwise(ways):
        for step in range(STEPS + 1):
            share = step / STEPS
            yield ax + share * (bx - ax), ay + share * (by - ay)


def test_every_link_across_a_column_is_led(diagrams: list[tuple[Diagram, Places]]) -> None:
    for shown, places in diagrams:
        if not places.past:
            continue
        columns = {box.x for box in places.stood.values()}
        for link in shown.links:
            left, right = places.stood[link.source].x, places.stood[link.target].x
            if any(left < x < right for x in columns):
                assert places.past[link.source, link.target], (shown.firm.id, link)
