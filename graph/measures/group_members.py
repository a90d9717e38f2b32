"""The companies around a firm that a reader may take for it: parents, companies below, kin."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from graph.claims.knowledge import Knowledge
from graph.claims.model import Claim, Control, Ownership, Relation
from graph.fraction import HALF
from graph.holders.capacities import held_for_others
from graph.networks.perimeter import PARENTHOOD

COMPANIES = ("Organization", "Arrangement")
KIN = ("affiliatedWith", "branchOf")  # relations that say a group without saying how
MOST = 500  # companies of one group that are looked at


def group_of(knowledge: Knowledge, firm: str, day: date) -> tuple[str, ...]:
    """The other companies of a firm's group, nearest first, each once.

    Up and down majorities, stated parents and contracts; kinship that says no
    more counts for the firm alone. A public body, fund or person ends the walk:
    two firms of one ministry are no group.
    """
    met = {firm}
    queue = [firm]
    for company in queue:
        near = [*_above_and_below(knowledge, company, day)]
        if company == firm:
            near += _kin(knowledge, firm, day)
        for other in near:
            entity = knowledge.entities.get(other)
            if other in met or entity is None or entity.kind not in COMPANIES:
                continue
            if len(queue) > MOST:
                return tuple(queue[1:])
            met.add(other)
            queue.append(other)
    return tuple(queue[1:])


def _above_and_below(knowledge: Knowledge, company: str, day: date) -> Iterator[str]:
    for control in (*knowledge.about(Control, company), *knowledge.of(Control, company)):
        if control.mechanism in PARENTHOOD and _holds(control, day):
            yield _other_end(control, company)
    for stake in (*knowledge.about(Ownership, company), *knowledge.of(Ownership, company)):
        if _is_parents(knowledge, stake, day):
            yield _other_end(stake, company)


def _is_parents(knowledge: Knowledge, stake: Ownership, day: date) -> bool:
    """Whether a stake makes its holder a parent: more than half of the whole, held as one's own."""
    return (
        stake.share is not None
        and stake.share.fractions[0] > HALF
        and not stake.denominator
        and stake.party != stake.target
        and _holds(stake, day)
        and not held_for_others(knowledge, stake, day)
    )


def _kin(knowledge: Knowledge, firm: str, day: date) -> Iterator[str]:
    for relation in (*knowledge.about(Relation, firm), *knowledge.of(Relation, firm)):
        if relation.relation in KIN and _holds(relation, day):
            yield _other_end(relation, firm)


def _holds(claim: Claim, day: date) -> bool:
    return claim.stage == "completed" and not claim.period.ended_before(day)


def _other_end(claim: Claim, entity: str) -> str:
    return claim.party if claim.target == entity else claim.target
