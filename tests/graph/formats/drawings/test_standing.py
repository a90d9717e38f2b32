"""Where parties stand: nobody on another, holders left of what they hold, the same each time."""

from __future__ import annotations

import pytest

from graph.answers.diagram import Diagram, DiagramLink, DiagramParty
from graph.answers.parts import Named
from graph.formats.drawings.standing import WIDE, Stood, standing

SIZES = (2, 30, 89, 200, 700)


def diagram(count: int) -> Diagram:
    """A firm with holders, every fifth of whom has a holder of its own."""
    parties = [DiagramParty(id="f", kind="firm", names=("The firm",))]
    links = []
    for number in range(count - 1):
        target = f"h{number - 1}" if number % 5 == 4 else "f"
        name = "Holder with a rather long name of its own " * (1 + number % 2)
        parties.append(DiagramParty(id=f"h{number}", kind="company", names=(name,)))
        links.append(DiagramLink(source=f"h{number}", target=target, kind="stake", text="1 %"))
    return Diagram(
        firm=Named("f", "The firm"), basis="economic", as_of="2025-12-31", release="r",
        parties=tuple(parties), links=tuple(links), keys=(), kinds=(), of_what="", found=count,
        folded=0,
    )  # fmt: skip


def overlap(one: Stood, other: Stood) -> bool:
    beside = abs(one.x - other.x) >= (one.wide + other.wide) / 2
    apart = abs(one.y - other.y) >= (one.high + other.high) / 2
    return not (beside or apart)


@pytest.mark.parametrize("count", SIZES)
def test_no_box_lies_on_another_and_holders_stand_left(count: int) -> None:
    asked = diagram(count)
    found = standing(asked).stood
    boxes = list(found.values())
    for place, one in enumerate(boxes):
        assert not any(overlap(one, other) for other in boxes[place + 1 :])
    assert all(found[link.source].x < found[link.target].x for link in asked.links)


@pytest.mark.parametrize("count", [30, 200])
def test_the_same_diagram_stands_in_the_same_places(count: int) -> None:
    assert standing(diagram(count)) == standing(diagram(count))


def test_names_stand_within_their_boxes_on_two_lines() -> None:
    for one in standing(diagram(30)).stood.values():
        assert one.wide == WIDE
        assert 1 <= len(one.lines) <= 2
