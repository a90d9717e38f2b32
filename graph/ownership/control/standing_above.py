"""Everybody who may direct a firm, those over others first, mutual ones together."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from itertools import pairwise
from typing import Protocol, TypeVar

from graph.ownership.arrays.components import owner_first_listed
from graph.ownership.arrays.votes import Votes


class Controls(Protocol):
    """Whatever says which firms somebody controls."""

    @property
    def controlled(self) -> frozenset[int]:
        """The firms controlled."""


ControlsT = TypeVar("ControlsT", bound=Controls)


def groups_above(
    votes: Votes, firm: int, links: Sequence[tuple[int, int, str]]
) -> tuple[frozenset[int], ...]:
    """The firm and everybody above it by votes or links, in groups that lead to one another.

    Whoever may control somebody of another group stands in an earlier one. Cost: linear
    in the votes and links met.

    >>> votes = Votes.from_stakes([(0, 1, 0.6), (1, 2, 0.55), (2, 1, 0.1), (0, 3, 1)])
    >>> [sorted(group) for group in groups_above(votes, 2, [])]
    [[0], [1, 2]]
    """
    asked = ("groups above", firm, tuple(links))
    found: tuple[frozenset[int], ...] | None = votes.found.get(asked)
    if found is None:
        found = votes.found[asked] = _groups_above(votes, firm, links)
    return found


def _groups_above(
    votes: Votes, firm: int, links: Iterable[tuple[int, int, str]]
) -> tuple[frozenset[int], ...]:
    by_link: dict[int, list[int]] = {}
    for controller, controlled, _ in links:
        by_link.setdefault(controlled, []).append(controller)
    above, place = [firm], {firm: 0}
    start, owner = [0], list[int]()
    for entity in above:  # grows while it is read
        holders = [holder for holder, had in votes.upper.get(entity, {}).items() if had > 0]
        if entity in votes.blocks:
            holders += [one for block in votes.blocks[entity] for one in sorted(block.holders)]
        if entity in by_link:
            holders += by_link[entity]
        for holder in holders:
            if holder not in place:
                place[holder] = len(above)
                above.append(holder)
            owner.append(place[holder])
        start.append(len(owner))
    order, ends = owner_first_listed(start, owner)
    members = [above[position] for position in order]
    return tuple(frozenset(members[begin:end]) for begin, end in pairwise((0, *ends)))


def from_the_top(
    groups: Iterable[Collection[int]],
    derived: Callable[[frozenset[int]], ControlsT],
    always: Collection[int] = (),
) -> dict[frozenset[int], ControlsT]:
    """What each alone controls, but for those whom somebody of an earlier group controls.

    Whoever is controlled controls nothing that its controller does not. ``always`` are
    tried all the same. Cost: what those tried control, so linear down a chain.
    """
    tried: dict[frozenset[int], ControlsT] = {}
    under: set[int] = set()
    for group in groups:
        further: set[int] = set()
        for holder in sorted(group):
            if holder not in under or holder in always:
                alone = frozenset({holder})
                tried[alone] = derived(alone)
                further |= tried[alone].controlled
        under |= further
    return tried
