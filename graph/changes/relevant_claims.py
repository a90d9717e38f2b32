"""What can bear on a firm's verdicts: the claims on it, on all above it, and on what it holds.

A question about one firm reads a small part of what is known. To ask it again
and again with claims toggled, only that part is copied.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from graph.claims.knowledge import Knowledge
from graph.claims.model import (
    Claim,
    Consolidation,
    Control,
    Investment,
    ListEdition,
    Ownership,
    Succession,
)
from graph.claims.walks import everybody

DOWNWARD = (Ownership, Control, Consolidation)


def surroundings(knowledges: Iterable[Knowledge], firm: str) -> frozenset[str]:
    """The entities whose claims bear on a firm in any of some states of knowledge.

    Down from the firm to all it holds or directs; from all of these up to
    everyone who holds, directs, funds or succeeded. Cost: the claims met.
    """
    known = tuple(knowledges)
    below = _closed({firm}, known, _held)
    return frozenset(_closed(below, known, _above))


def bearing(knowledge: Knowledge, entities: frozenset[str]) -> dict[str, Claim]:
    """The claims on some entities, and what is said of them elsewhere than of a stake they hold.

    With the editions of every list: what is on none says something too.
    """
    touching = {
        claim.id: claim
        for entity in entities
        for claim in knowledge.touching(entity)
        if claim.target in entities or not isinstance(claim, (*DOWNWARD, Investment))
    }
    # In the order of the tables: whoever reads them may read in order.
    return {
        one: claim
        for one, claim in knowledge.claims.items()
        if one in touching or isinstance(claim, ListEdition)
    }


def _closed(
    start: Iterable[str],
    known: tuple[Knowledge, ...],
    step: Callable[[Knowledge, str], Iterable[str]],
) -> set[str]:
    def onward(entity: str) -> Iterator[str]:
        return (other for knowledge in known for other in step(knowledge, entity) if other)

    return set(everybody(start, onward))


def _held(knowledge: Knowledge, entity: str) -> Iterable[str]:
    for kind in DOWNWARD:
        for claim in knowledge.of(kind, entity):
            yield claim.target


def _above(knowledge: Knowledge, entity: str) -> Iterable[str]:
    described = knowledge.entities.get(entity)
    if described is not None:
        yield from described.members
        yield described.part_of
    for claim in knowledge.touching(entity):
        if claim.target != entity:
            continue
        yield claim.party
        if isinstance(claim, Ownership):
            yield from claim.via
        elif isinstance(claim, Control):
            yield from (*claim.members, *claim.bound)
        elif isinstance(claim, Investment):
            yield claim.round
        elif isinstance(claim, Succession):
            yield claim.stake_in
