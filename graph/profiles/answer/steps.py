"""A step agreed or announced after a stake was read: it is said wherever the stake is."""

from __future__ import annotations

from collections.abc import Iterable

from graph.answers.page_words import NOTHING
from graph.claims.knowledge import Knowledge
from graph.claims.model import Claim, Ownership
from graph.claims.reasons import Reason, because
from graph.profiles.answer.pending import WAITING
from graph.profiles.answer.said import claims_of

WHOLE = "exit"


def step_after(knowledge: Knowledge, ids: Iterable[str]) -> Reason:
    """The last step of the holder of a stake that was agreed since, and not read as done.

    Nothing where there is none; what became of a step is said by whatever was read later of it.
    """
    stakes = [one for one in claims_of(knowledge, ids) if isinstance(one, Ownership)]
    steps = [step for stake in stakes if (step := _step(knowledge, stake)) is not None]
    if not steps:
        return NOTHING
    step = max(steps, key=_spoken)
    day = step.as_of or step.period.start or ""
    if step.event == WHOLE:
        return because("saleStep", stage=step.stage, day=day)
    if step.share is None:
        return NOTHING
    return because("shareStep", stage=step.stage, day=day, share=step.share)


def _step(knowledge: Knowledge, stake: Ownership) -> Ownership | None:
    if stake.stage != "completed":
        return None
    of_pair = [one for one in knowledge.about(Ownership, stake.target) if one.party == stake.party]
    steps = [one for one in of_pair if one.stage in WAITING and _spoken(one) >= _spoken(stake) > 0]
    last = max(steps, key=_spoken, default=None)
    if last is None:
        return None
    done = any(one.stage == "completed" and _spoken(one) > _spoken(last) for one in of_pair)
    return None if done else last


def _spoken(claim: Claim) -> int:
    """The last day a claim speaks of; 0 where it has none."""
    day = claim.as_of or claim.period.start
    return day.last.toordinal() if day is not None else 0
