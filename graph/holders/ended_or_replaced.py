"""What the newest observations of one holder, in one quantity, leave of its stake.

A newer one replaces older ones, unless it says nothing of size: then the last size known is
last known. What ended is closed, and so is all before it; what may have ended, or was seen
longer ago than its horizon, is last known.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from msgspec.structs import replace

from graph.claims.knowledge import Knowledge
from graph.claims.model import Ownership
from graph.claims.periods import PartialDate
from graph.claims.reasons import Reason, because
from graph.holders.closings import Placed
from graph.holders.horizons import first_possible, stands
from graph.holders.rival_figures import alternatives, by_block, rows_added, trust
from graph.holders.stake import Stake, closed


def newest_of(
    knowledge: Knowledge, observations: list[Placed], firm: str, day: date
) -> tuple[list[Stake], list[Stake], date | None]:
    """Split one holder's observations of one quantity into what stands and what is past.

    The third part is the day on which the newest of them ended, if it did.
    """
    observations = sorted(
        observations,
        key=lambda one: (one.seen, one.claim.share is not None, one.claim.id),
        reverse=True,
    )
    newest = observations[0]
    head = newest.claim
    beside = _said_beside(knowledge, newest, observations)
    past = [one for one in observations if one.claim not in beside]
    blocks = by_block(beside).values()
    standing = [claims for claims in blocks if not claims[0].period.ended_before(day)]
    end = _ended_since(observations, newest, day)
    if not standing or end is not None:
        own = head.period.end.last if head.period.end is not None else None
        return [], [closed(one, because("ended")) for one in observations], end or own
    if head.share is None:
        current = stands(knowledge, head, firm, newest.seen, day)
        heads, older = _still_holder(newest, past, day, current=current)
        return _perhaps_over(heads, observations, day), older, None
    heads = _perhaps_over(
        [_head(knowledge, claims, firm, newest.seen, day) for claims in standing],
        observations,
        day,
    )
    counted = {claim.id for stake in heads for claim in stake.rivals or (stake.claim,)}
    over = {claim.id for claims in blocks if claims not in standing for claim in claims}
    added = {one for stake in heads for one in stake.added}
    aside = [
        closed(Placed(newest.seen, claim), _why_aside(claim.id, over, added))
        for claim in beside
        if claim.id not in counted
    ]
    return heads, [*aside, *(closed(one, because("replaced")) for one in past)], None


def _why_aside(claim: str, over: Collection[str], added: Collection[str]) -> Reason:
    """Why a claim of the newest day is not the one that counts."""
    if claim in over:
        return because("ended")
    return because("rowAdded") if claim in added else because("sameStakeAgain")


def _ended_since(observations: Sequence[Placed], newest: Placed, day: date) -> date | None:
    """The day by which an earlier observation says that it ended, if it was not seen since."""
    ends = [
        end.last
        for one in observations
        if (end := one.claim.period.end) is not None and end.last < day and one is not newest
    ]
    last = max(ends, default=None)
    return last if last is not None and last > newest.seen else None


def _perhaps_over(heads: list[Stake], observations: Sequence[Placed], day: date) -> list[Stake]:
    """The stakes, last known where a vague end may have come since they were seen."""
    ends = [
        end
        for one in observations
        if (end := one.claim.period.end) is not None and one.claim.period.may_be_over(day)
    ]
    return [_perhaps_ended(stake, ends) for stake in heads]


def _perhaps_ended(stake: Stake, ends: Sequence[PartialDate]) -> Stake:
    if stake.currency not in ("current", "unknownShare") or stake.seen is None:
        return stake
    for end in ends:
        if stake.seen < end.last or stake.claim.period.end == end:
            return replace(stake, currency="lastKnown", reason=because("mayBeOver", period=end))
    return stake


def _head(
    knowledge: Knowledge, claims: Sequence[Ownership], firm: str, seen: date, day: date
) -> Stake:
    """One block as all that was said of it on its last day leaves it."""
    figures, added = _figures(knowledge, claims, day)
    current = stands(knowledge, claims[0], firm, seen, day)
    return Stake(
        claim=figures[0],
        currency="current" if current else "lastKnown",
        reason=None if current else because("lastSeen", day=claims[0].as_of or seen),
        seen=seen,
        rivals=tuple(figures) if len(figures) > 1 else (),
        agreeing=tuple(claim.id for claim in claims),
        added=added,
    )


def _figures(
    knowledge: Knowledge, claims: Sequence[Ownership], day: date
) -> tuple[Sequence[Ownership], tuple[str, ...]]:
    """What the claims of one block may mean, the most trusted first; and the ids of rows added."""
    if len(claims) == 1 and claims[0].share is not None:
        return claims, ()  # as mostly: it means what it says
    declared = knowledge.rival_sets.get(claims[0].id, frozenset())
    stated, added = (claims, ()) if declared else rows_added(knowledge, claims)
    means = alternatives(stated, declared)
    return sorted(means, key=lambda claim: trust(knowledge, claim, day)), added


def _still_holder(
    newest: Placed, past: list[Placed], day: date, *, current: bool
) -> tuple[list[Stake], list[Stake]]:
    """A holder seen without a size, whose last size is last known."""
    heads = [
        Stake(
            claim=newest.claim,
            currency="unknownShare",
            reason=because("sizeNotGiven") if current else because("sizeNotGivenThen"),
            seen=newest.seen,
        )
    ]
    sized = next((one for one in past if one.claim.share is not None), None)
    if sized is not None and not sized.claim.period.ended_before(day):
        reason = because("stillHolder", day=newest.seen)
        heads.append(Stake(claim=sized.claim, currency="lastKnown", reason=reason, seen=sized.seen))
        past = [one for one in past if one is not sized]
    return heads, [closed(one, because("replaced")) for one in past]


def _said_beside(
    knowledge: Knowledge, newest: Placed, observations: Sequence[Placed]
) -> tuple[Ownership, ...]:
    """The newest claim with those beside it: declared rivals, or perhaps of the very same day.

    What is seen on a vague day may be older than what was seen within it.
    """
    declared = knowledge.rival_sets.get(newest.claim.id, frozenset())
    since = first_possible(newest.claim, newest.seen)
    return tuple(
        one.claim
        for one in observations
        if one is newest or (one.claim.share and (one.claim.id in declared or one.seen >= since))
    )
