"""Money of rounds that came in: as read, or as a later holding of the investor shows.

An agreed round is taken as completed when a later holding of that investor cannot be without
it: nothing of the firm was the investor's before, and nothing else that is read gave it any.
What is inferred is said to be.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from graph.claims.knowledge import Knowledge
from graph.claims.model import Investment, Ownership, Succession
from graph.claims.periods import PartialDate
from graph.holders.closings import is_exit
from graph.holders.horizons import AHEAD, seen_on, undated


def is_inferred(claim: Investment) -> bool:
    """Whether money that counts is only agreed, so that its coming in is inferred."""
    return claim.stage == "agreed"


def received(knowledge: Knowledge, firm: str, day: date) -> tuple[Investment, ...]:
    """The claims of primary money that came into a firm by the day, as read or as inferred."""
    seen = [
        claim
        for claim in knowledge.about(Investment, firm)
        if claim.flow == "primary" and seen_on(claim, day) is not None
    ]
    agreed = [claim for claim in seen if claim.stage == "agreed"]
    shown = {
        claim.id for claim in agreed if claim.party and _shown_by(knowledge, claim, day) is not None
    }
    shown |= {claim.id for claim in agreed if not claim.party and _whole(claim, agreed, shown)}
    return tuple(claim for claim in seen if claim.stage == "completed" or claim.id in shown)


def perhaps_received(knowledge: Knowledge, firm: str, day: date) -> tuple[PartialDate, ...]:
    """When primary money was due that may have come into a firm by the day, or not yet."""
    came = {claim.id for claim in received(knowledge, firm, day)}
    return tuple(
        claim.period.start
        for claim in knowledge.about(Investment, firm)
        if claim.id not in came
        and claim.flow == "primary"
        and claim.stage in (*AHEAD, "completed")
        and claim.period.start is not None
        and claim.period.start.first <= day
    )


def _whole(total: Investment, agreed: Sequence[Investment], shown: set[str]) -> bool:
    """Whether all who agreed to a round were seen to hold since: then its total came in too."""
    parts = [claim for claim in agreed if claim.party and claim.round == total.round]
    return bool(total.round and parts) and all(claim.id in shown for claim in parts)


def _shown_by(knowledge: Knowledge, claim: Investment, day: date) -> Ownership | None:
    """The first holding that its investor cannot have without the money it agreed to pay."""
    agreed = claim.as_of or claim.period.start
    if agreed is None or knowledge.is_disputed(claim.id):
        return None
    holdings = [
        (seen_on(stake, day) or date.min, stake)  # an undated one may be of any day
        for stake in knowledge.about(Ownership, claim.target)
        if stake.party == claim.party
        and stake.stage == "completed"
        and (undated(stake) or seen_on(stake, day) is not None)
    ]
    first = min(holdings, key=lambda pair: pair[0], default=None)
    if first is None or first[0] <= agreed.last or is_exit(first[1]):
        return None
    seen, stake = first
    begun = stake.period.start
    if begun is not None and begun.first < agreed.first:
        return None  # held before
    return None if _another_way(knowledge, claim, seen) else stake


def _another_way(knowledge: Knowledge, claim: Investment, seen: date) -> bool:
    """Whether anything else that is read may have given the investor what it was seen to hold."""
    bought = any(
        other.party == claim.party
        and other.id != claim.id
        and (not claim.round or other.round != claim.round)
        and other.stage != "proposed"
        and (undated(other) or seen_on(other, seen) is not None)
        for other in knowledge.about(Investment, claim.target)
    )
    return bought or any(
        passed.stage == "completed" and passed.stake_in in ("", claim.target)
        for passed in knowledge.of(Succession, claim.party)
    )
