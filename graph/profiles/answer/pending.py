"""Steps that were agreed or announced, and of whose outcome nothing was read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from graph.claims.knowledge import Knowledge
from graph.claims.model import Ownership
from graph.claims.periods import months_before
from graph.claims.reasons import Reason, because
from graph.holders.horizons import seen_on
from graph.holders.pending import VOTE
from graph.networks.situation import Situation
from graph.profiles.answer.blocks import BlocksRead
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
    """Each step that is waited for, in a sentence: when it was agreed, when it was due."""
    return tuple(
        Said(
            _step(situation, claim), (claim.id,),
            (_step(situation, claim, brief=True),) if claim.period.start is not None else (),
        )
        for claim in waiting(situation)
    )  # fmt: skip


def _step(situation: Situation, step: Ownership, *, brief: bool = False) -> Reason:
    agreed, due = step.as_of, step.period.start
    touched = step.target == situation.firm or any(
        other.as_of == agreed for other in _as_if(situation)
    )
    then = because("figuresTouched" if touched else "holdingsTouched", firm=situation.firm)
    when = because("stepAgreed", stage=step.stage, day=agreed or due or situation.day)
    if agreed is not None and due is not None:
        called = step.event == VOTE  # the day is that of a vote on it, not of the step
        code = "stepVoteCalled" if called else "stepDue"
        when = because(code, stage=step.stage, day=agreed, due=due)
        if brief:
            when = because("stepVoteBrief" if called else "stepDueBrief", stage=step.stage, due=due)
    if step.share is None:
        return because("pendingChange", when=when, then=then, holder=step.party, firm=step.target)
    return because(
        "pendingStake", when=when, then=then, holder=step.party, firm=step.target,
        share=step.share,
    )  # fmt: skip


def less_if_done(read: BlocksRead) -> Iterator[Said]:
    """What the blocks of each origin are at the least if the steps nobody read of were done."""
    day, groups = read.steps_due, read.less_if_done
    if read.if_done is not None and day is not None and groups:
        each = tuple(
            because("leastOfOrigin", share=share, column=group)
            if share > 0
            else because("perhapsNothing", column=group)
            for group, share in groups.items()
        )
        claims = tuple(step.claim for step in read.if_done.column.pending)
        yield Said(because("lessIfDone", day=day, groups=each), claims)


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


def _said_on(claim: Ownership) -> date | None:
    """The day on which a step was stated, whenever it was to be done."""
    spoken = claim.as_of or claim.period.start
    return spoken.last if spoken is not None else None


def _recent(claim: Ownership, situation: Situation) -> bool:
    said = _said_on(claim)
    return said is not None and months_before(situation.day, MONTHS) <= said <= situation.day


def _waits(knowledge: Knowledge, step: Ownership, situation: Situation) -> bool:
    """Whether nothing read later says what became of it."""
    said = _said_on(step)
    if said is None or not _recent(step, situation):
        return False
    later = (
        seen_on(claim, situation.day)
        for claim in knowledge.about(Ownership, step.target)
        if claim.party == step.party and claim.stage == "completed"
    )
    return not any(day is not None and day > said for day in later)
