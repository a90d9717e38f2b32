"""Steps other than stakes that may have been done by a day: a finding holds in both worlds.

A contract, a right, a parent, a succession, a seat, a listing or a name on a list that was
announced or agreed, for a day that has come, is there or not, as long as nobody read which.
Whatever is found is found once more as if the steps around the firm had been done; where the
two differ, nothing is decided. (Stakes and money have bounds of their own for it:
``graph.holders.pending``.)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from msgspec.structs import replace

from graph.claims.indexes import named_in
from graph.claims.kept import once
from graph.claims.knowledge import Knowledge
from graph.claims.model import Claim, Investment, Listing, Ownership, Succession
from graph.claims.reasons import Reason, because
from graph.claims.walks import everybody, everybody_named_over, firms_claimed
from graph.holders.horizons import AHEAD, earlier_on_its_exchange, seen_on
from graph.holders.pending import VOTE
from graph.measures.measured import Measured
from graph.networks.situation import Situation

# Two claims of one kind and of the same parties are of one thing if they agree in these.
OF_WHAT = ("aspect", "mechanism", "programme", "role", "stake_in")


def in_both_worlds(
    situation: Situation, measured: Measured, measure: Callable[[Situation], Measured]
) -> Measured:
    """What was measured, as far as it holds whether the steps due around the firm were done."""
    steps = _due_steps(situation)
    if not steps:
        return measured
    done = measure(_as_done(situation))
    if _says(done) == _says(measured) and done.claims == measured.claims:
        return measured
    reasons = (*measured.reasons, *(_said(step) for step in steps))
    lows = [one.lower for one in (measured, done) if one.lower is not None]
    highs = [one.upper for one in (measured, done) if one.upper is not None]
    both = replace(
        measured,
        reasons=reasons,
        lower=min(lows, default=None),
        upper=max(highs, default=None),
    )
    if _says(done)[:3] == _says(measured)[:3] or measured.decides or not measured.applies:
        return both
    return replace(both, case="", decides="pendingStep")


def _says(measured: Measured) -> tuple[str, str, bool, float | None, float | None]:
    return (
        measured.case, measured.decides, measured.applies, measured.lower, measured.upper,
    )  # fmt: skip


def _said(step: Claim) -> Reason:
    assert step.period.start is not None
    day, stage = step.period.start, step.stage
    if not step.party:
        return because("stepDueIn", firm=step.target, stage=stage, day=day)
    if isinstance(step, Ownership) and step.event == VOTE:
        return because("stepVote", party=step.party, firm=step.target, stage=stage, day=day)
    return because("stepDue", party=step.party, firm=step.target, stage=stage, day=day)


@once
def _due_steps(situation: Situation) -> tuple[Claim, ...]:
    """The steps that were due by the day, around the firm and everybody above it."""
    knowledge, day = situation.knowledge, situation.day
    named = _named_in_due_steps(situation)
    if not named or named.isdisjoint(may_stand_around(knowledge, situation.firm)):
        return ()  # before it is worked out who stands around the firm on the day
    network = situation.network(basis="voting")
    parts = [part.entity for part in situation.parts]
    around = dict.fromkeys((*parts, *network.columns))
    held = [one.holder for part in parts for one in situation.column(part, "legal").held]
    holders = [one for one in dict.fromkeys((*held, *network.ids)) if one not in around]
    ahead = [claim for one in around for claim in knowledge.ahead(one)]
    for holder in holders:
        ahead += knowledge.about(Succession, holder)
    return tuple({step.id: step for step in _due_of(knowledge, ahead, day)}.values())


def _named_in_due_steps(situation: Situation) -> frozenset[str]:
    """Whoever is named in a step that was due by the day, around whatever firm: mostly few."""
    shelf, key = situation.shelf, "named in due steps"
    named: frozenset[str] | None = shelf.get(key)
    if named is None:
        due = _due_of(situation.knowledge, situation.knowledge.to_come, situation.day)
        named = shelf[key] = frozenset(one for step in due for one in named_in(step) if one)
    return named


def may_stand_around(knowledge: Knowledge, firm: str) -> Iterator[str]:
    """Whoever stands around a firm on some day, by claims of any day: those of a day are of them.

    The companies under it, everybody named over it or over one of them.
    """
    below = tuple(everybody((firm,), lambda entity: firms_claimed(knowledge, entity)))
    return everybody(below, lambda entity: everybody_named_over(knowledge, entity))


def _due_of(knowledge: Knowledge, claims: Iterable[Claim], day: date) -> Iterator[Claim]:
    """Those of some claims that are steps due by the day, of which nobody read the outcome."""
    for step in claims:
        begins = step.period.start
        if (
            step.stage in AHEAD
            and step.status not in ("denied", "retracted")
            and not isinstance(step, Ownership | Investment)
            and begins is not None
            and begins.first <= day
            and not step.period.ended_before(day)
            and not _is_listed_there(knowledge, step)
            and not any(
                _outcome(other, step, day) for other in knowledge.about(type(step), step.target)
            )
        ):
            yield step


def _is_listed_there(knowledge: Knowledge, step: Claim) -> bool:
    """Whether a step is a listing where the firm is listed already: done or not, nothing differs.

    A secondary listing that is made primary brings no shares and no other law.
    """
    return isinstance(step, Listing) and any(
        other.stage == "completed" and earlier_on_its_exchange(other, step)
        for other in knowledge.of(Listing, step.party)
    )


def _outcome(other: Claim, step: Claim, day: date) -> bool:
    """Whether a later claim of the same thing and parties says what became of a step."""
    begins = step.period.start
    return (
        other.party == step.party
        and all(getattr(other, name, "") == getattr(step, name, "") for name in OF_WHAT)
        and other.stage == "completed"
        and begins is not None
        and (seen := seen_on(other, day)) is not None
        and seen >= begins.first
    )


@once
def _as_done(situation: Situation) -> Situation:
    """The firm as it would be if every step due around it had been done."""
    done = {step.id: replace(step, stage="completed") for step in _due_steps(situation)}
    return Situation(
        situation.knowledge.with_claims(done),
        situation.firm,
        situation.day,
        situation.home,
        days=situation.days,
    )
