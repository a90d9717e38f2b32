"""Who was last read long ago to hold a part of unread size, by firm and day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from graph.claims.knowledge import Knowledge
from graph.claims.model import Ownership
from graph.holders.stakes import Basis
from graph.holders.unsized import is_current
from graph.networks.situation import Situation
from seed_firms import firms_on

BASES: tuple[Basis, ...] = ("economic", "legal", "voting")


class Past(NamedTuple):
    """The claims by which somebody held a part of unread size long before a day."""

    situation: Situation
    claims: frozenset[str]


def past_in(situation: Situation, entity: str) -> Iterator[str]:
    """The claims on a firm that are of unread size and not current on the day."""
    for basis in BASES:
        for stake in situation.column(entity, basis).stakes:
            known = stake.currency == "unknownShare" and stake.seen is not None
            if known and not is_current(situation.knowledge, stake, situation.day):
                yield stake.claim.id


def held_once(knowledge: Knowledge, day: str) -> dict[str, frozenset[str]]:
    """Of every firm that somebody held a part of unread size of, the claims that are past."""
    at = date.fromisoformat(day)
    found = {}
    for situation in firms_on(knowledge, at):
        claims = frozenset(past_in(situation, situation.firm))
        if claims:
            found[situation.firm] = claims
    return found


def around(situation: Situation) -> set[str]:
    """The firm, everybody above it and the companies below it."""
    ids = {one for basis in BASES for one in situation.network(basis=basis).ids}
    return ids | {part.entity for part in situation.parts}


def met(knowledge: Knowledge, day: str) -> list[Past]:
    """Every firm around which somebody held such a part."""
    by_firm = held_once(knowledge, day)
    found = []
    for situation in firms_on(knowledge, date.fromisoformat(day)):
        claims = frozenset[str]().union(*(by_firm.get(one, ()) for one in around(situation)))
        if claims:
            found.append(Past(situation, claims))
    return found


def holder_of(knowledge: Knowledge, claim: str) -> str:
    """Whose stake a claim is of."""
    found = knowledge.claims[claim]
    assert isinstance(found, Ownership)
    return found.principal or found.party
