"""Steps that were agreed or announced, and of whose outcome nothing was read."""

from __future__ import annotations

from collections.abc import Iterator

from graph.claims.knowledge import Knowledge
from graph.claims.model import Ownership
from graph.claims.periods import months_before
from graph.claims.reasons import because
from graph.holders.horizons import seen_on
from graph.networks.situation import Situation
from graph.profiles.answer.said import Said

WAITING = ("announced", "agreed", "proposed")
AS_IF = "proForma"
MONTHS = 24  # after which a step without an outcome is no longer waited for; ours


def waiting(situation: Situation) -> tuple[Ownership, ...]:
    """Steps towards a stake in the firm, or of the firm's in another, that may have come."""
    knowledge, firm = situation.knowledge, situation.firm
    return tuple(
        claim
        for claim in (*knowledge.about(Ownership, firm), *knowledge.of(Ownership, firm))
        if claim.stage in WAITING and _waits(knowledge, claim, situation)
    )


def pending(situation: Situation) -> tuple[Said, ...]:
    """Each step that is waited for, in a sentence."""
    firm = situation.firm
    found: list[Said] = []
    for claim in waiting(situation):
        day = claim.as_of or claim.period.start
        if day is not None:
            touched = claim.target == firm or any(
                other.as_of == claim.as_of for other in _as_if(situation)
            )
            then = because("figuresTouched" if touched else "holdingsTouched", firm=firm)
            if claim.share is None:
                said = because(
                    "pendingStep", then=then, stage=claim.stage, day=day, holder=claim.party,
                    firm=claim.target,
                )  # fmt: skip
            else:
                said = because(
                    "pendingStake", then=then, stage=claim.stage, day=day, holder=claim.party,
                    firm=claim.target, share=claim.share,
                )  # fmt: skip
            found.append(Said(said, (claim.id,)))
    return tuple(found)


def as_if_done(situation: Situation) -> Iterator[Said]:
    """Figures that are given as if a pending step were done."""
    for claim in _as_if(situation):
        if claim.share is not None and claim.as_of is not None and claim.confidence != "low":
            yield Said(
                because("asIfDone", holder=claim.party, share=claim.share, day=claim.as_of),
                (claim.id,),
            )


def _as_if(situation: Situation) -> tuple[Ownership, ...]:
    return tuple(
        claim
        for claim in situation.knowledge.about(Ownership, situation.firm)
        if claim.stage == AS_IF and _recent(claim, situation)
    )


def _recent(claim: Ownership, situation: Situation) -> bool:
    seen = seen_on(claim, situation.day)
    return seen is not None and seen >= months_before(situation.day, MONTHS)


def _waits(knowledge: Knowledge, step: Ownership, situation: Situation) -> bool:
    """Whether nothing read later says what became of it."""
    seen = seen_on(step, situation.day)
    if seen is None or not _recent(step, situation):
        return False
    later = (
        seen_on(claim, situation.day)
        for claim in knowledge.about(Ownership, step.target)
        if claim.party == step.party and claim.stage == "completed"
    )
    return not any(day is not None and day > seen for day in later)
