"""Which pending steps a finding stands on: what may have changed by the day, and who read no more.

Bounds hold whether a step was done or not; exact figures may have changed, and the finding
says so. Where it would be decided but for a step, the step decides.
"""

from __future__ import annotations

from collections.abc import Callable

from graph.claims.kept import once
from graph.claims.model import Ownership
from graph.claims.reasons import Reason
from graph.holders.pending import may_have, why_pending
from graph.measures.measured import Measured
from graph.networks.situation import Situation


def pending_in(situation: Situation, measured: Measured) -> tuple[Ownership, ...]:
    """The pending stakes among the claims of a finding."""
    known, day = situation.knowledge.claims, situation.day
    return tuple(
        claim
        for id_ in dict.fromkeys(measured.claims)
        if isinstance(claim := known.get(id_), Ownership) and why_pending(claim, day) is not None
    )


def pending_reasons(situation: Situation, steps: tuple[Ownership, ...]) -> tuple[Reason, ...]:
    """Each pending step in the words of its claim: who may have how much of whom, and why."""
    return tuple(reason for step in steps if (reason := may_have(step, situation.day)) is not None)


def decided_without(
    situation: Situation,
    steps: tuple[Ownership, ...],
    measure: Callable[[Situation], Measured],
) -> bool:
    """Whether the finding would be decided if nobody had said that a step was to come."""
    before = measure(without(situation, frozenset(step.id for step in steps)))
    return bool(before.case) and not before.decides


@once  # most lenses stand on the same steps
def without(situation: Situation, gone: frozenset[str]) -> Situation:
    """The firm as it would be known if nobody had made some claims."""
    knowledge = situation.knowledge.with_claims(dict.fromkeys(gone))
    return Situation(knowledge, situation.firm, situation.day, situation.home, days=situation.days)
