"""Which stakes in a firm hold on a day, and in which quantity.

A percentage is an observation on a day, not a state of the world. Going
through one holder's observations of one firm up to the day asked about:

* the newest observation of a quantity (a *measurand*) replaces older ones,
  unless it says nothing of size: then the last size known is *last known*;
* an exit, a zero or a succession closes the holder's stakes for good: what was
  seen before it never comes back when the closing claim's own dates pass;
* an observation stays *current* for a horizon (``graph.holders.horizons``) or as long as
  its period expressly runs; after that, or where an exit may have come, it is
  *last known*;
* what is held for others (by a nominee, a depository, a manager) is its principal's where
  one is named; otherwise it names no owner: it is shown, and stays in what is not disclosed;
* quantities are never added. The basis ranks them; the best-ranked current one
  of about the newest day counts, the others are shown.

Ranks are data (``ontology/codelists.ttl``), and ours.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from graph.claims.knowledge import Knowledge
from graph.claims.model import Ownership
from graph.claims.periods import months_before
from graph.claims.reasons import Reason, because
from graph.claims.shares import share_text
from graph.holders.bases import Basis, measurand_ranks
from graph.holders.capacities import NOMINEE, OF_RECORD, held_for_others
from graph.holders.closings import Placed, closing_days, doubt, is_exit
from graph.holders.horizons import seen_on, stands, undated
from graph.holders.said_together import alternatives, by_block, trust
from ontology.load import codes

__all__ = ["STAGES", "Basis", "Stake", "measurand_ranks", "share_text", "stakes_in"]

Currency = Literal[
    "current", "ofRecord", "lastKnown", "closed", "later", "notComputed", "unknownShare"
]

STAGES = ("completed",)


class Stake(Struct, frozen=True, kw_only=True):
    """One claim of ownership, placed on a day."""

    claim: Ownership
    currency: Currency
    reason: Reason | None = None
    seen: date | None = None
    rivals: tuple[Ownership, ...] = ()  # claims of which only one can be true, this one included
    principal: str = ""  # for whom its holder of record has it
    of_record: bool = False  # a block that stands in the name of somebody who holds for others
    agreeing: tuple[str, ...] = ()  # claims of the same day that say it too

    @property
    def holder(self) -> str:
        """Whose it is: its holder of record, or whom that one is named as holding for."""
        return self.principal or self.claim.party

    @property
    def bounds(self) -> tuple[Fraction, Fraction]:
        """Lower and upper share as fractions of one; 0 and 1 when no size is given."""
        return self.claim.share.fractions if self.claim.share else (Fraction(0), Fraction(1))


def stakes_in(
    knowledge: Knowledge, firm: str, basis: Basis, day: date, *, stages: Sequence[str] = STAGES
) -> tuple[Stake, ...]:
    """Every stake ever claimed in a firm, each with what it is worth on the day.

    Several stakes of a holder are ``current`` only if they were seen on one day as blocks held
    in different ways (``graph.holders.said_together``). Order follows the claims' own.
    Cost: one sort of the firm's claims.
    """
    ranks = measurand_ranks(basis)
    aside: list[Stake] = []
    by_holder: defaultdict[tuple[str, str], list[Ownership]] = defaultdict(list)
    for_others: defaultdict[str, list[Ownership]] = defaultdict(list)
    for claim in knowledge.about(Ownership, firm):
        why_not = _not_of_this_basis(claim, ranks, stages)
        if why_not is not None:
            aside.append(Stake(claim=claim, currency="notComputed", reason=why_not))
        elif not held_for_others(knowledge, claim, day):
            by_holder[claim.party, ""].append(claim)
        elif claim.principal:
            by_holder[claim.party, claim.principal].append(claim)
        else:
            for_others[claim.party].append(claim)
    held = [
        _for(stake, principal) if principal else stake
        for (holder, principal), claims in by_holder.items()
        for stake in _of_one_holder(knowledge, holder, firm, claims, ranks, day)
    ]
    nobodys = [
        _nobodys(stake, basis)
        for holder, claims in for_others.items()
        for stake in _of_one_holder(knowledge, holder, firm, claims, ranks, day)
    ]
    return (*held, *aside, *nobodys)


def _for(stake: Stake, principal: str) -> Stake:
    """What a nominee has for somebody who is named: that one's."""
    why = because("heldFor", principal=principal)
    return replace(stake, principal=principal, reason=stake.reason or why)


def _nobodys(stake: Stake, basis: Basis) -> Stake:
    """What is held for others who are not named: no owner's; on the legal basis, of record."""
    if stake.currency in ("closed", "later"):
        return stake
    of_record = stake.currency == "current" and stake.claim.measurand in OF_RECORD
    return replace(
        stake,
        currency="ofRecord" if of_record and basis == "legal" else "notComputed",
        reason=because("heldForOthers", capacity=stake.claim.capacity or NOMINEE),
        of_record=of_record,
    )


def _not_of_this_basis(
    claim: Ownership, ranks: Mapping[str, int], stages: Sequence[str]
) -> Reason | None:
    if claim.stage not in stages:
        return because("onlyAtStage", stage=claim.stage)
    if claim.measurand not in ranks:
        return because("anotherQuantity", measurand=claim.measurand)
    if claim.denominator:
        return because("ofOneClass")
    return None


def _of_one_holder(
    knowledge: Knowledge,
    holder: str,
    firm: str,
    claims: Sequence[Ownership],
    ranks: Mapping[str, int],
    day: date,
) -> list[Stake]:
    placed, out = _place(claims, day)
    closing, passed_on = closing_days(knowledge, holder, firm, placed, day)
    by_measurand: defaultdict[str, list[Placed]] = defaultdict(list)
    for one in placed:
        closed_on = closing.of(one)
        if is_exit(one.claim):
            out.append(_closed(one, because("exit")))
        elif closed_on is not None:
            out.append(_closed(one, because("closedOn", day=closed_on)))
        else:
            by_measurand[one.claim.measurand].append(one)
    heads: list[Stake] = []
    ended: list[date] = []
    for observations in by_measurand.values():
        newest, older, end = _newest(knowledge, observations, firm, day)
        heads.extend(newest)
        out.extend(older)
        ended.extend([end] if end is not None else [])
    heads = [_closed_with(stake, max(ended, default=None)) for stake in heads]
    doubted = [
        _doubted(stake, doubt(knowledge, holder, claims, day, passed_on, stake.claim.directness))
        for stake in heads
    ]
    return [*_best(doubted, ranks), *out]


def _place(claims: Sequence[Ownership], day: date) -> tuple[list[Placed], list[Stake]]:
    """Observations reached on the day; and those that are not, each with what it is worth."""
    placed = [Placed(seen, claim) for claim in claims if (seen := seen_on(claim, day)) is not None]
    out: list[Stake] = []
    for claim in claims:
        if seen_on(claim, day) is not None:
            continue
        end = claim.period.end
        if undated(claim):
            currency: Currency = "notComputed" if placed or is_exit(claim) else "lastKnown"
            out.append(Stake(claim=claim, currency=currency, reason=because("undated")))
        elif end is not None and claim.period.start is None and _shortly_before(end.first, day):
            reason = because("heldUntil", day=end)
            out.append(Stake(claim=claim, currency="lastKnown", reason=reason))
        else:
            out.append(Stake(claim=claim, currency="later", reason=because("firstSeenLater")))
    return placed, out


def _shortly_before(end: date, day: date) -> bool:
    """Whether a stake that ended then, with no start said, was likely held on the day already."""
    months = int(codes("StakeHorizons")["sameTime"].attributes["horizonMonths"])
    return months_before(end, months) <= day < end


def _doubted(stake: Stake, why: Reason | None) -> Stake:
    if why is None or stake.currency != "current":
        return stake
    return replace(stake, currency="lastKnown", reason=why)


def _closed_with(stake: Stake, ended: date | None) -> Stake:
    """A stake that ended in one quantity ended in all."""
    if ended is None or stake.seen is None or stake.seen > ended:
        return stake
    return replace(stake, currency="closed", reason=because("endedOn", day=ended))


def _newest(
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
    if not standing:
        end = head.period.end.last if head.period.end is not None else None
        return [], [_closed(one, because("ended")) for one in observations], end
    if head.share is None:
        return *_still_holder(newest, past, day), None
    heads = [_head(knowledge, claims, firm, newest.seen, day) for claims in standing]
    counted = {claim.id for stake in heads for claim in stake.rivals or (stake.claim,)}
    over = {claim.id for claims in blocks if claims not in standing for claim in claims}
    again, ended = because("sameStakeAgain"), because("ended")
    closed = [
        _closed(Placed(newest.seen, claim), ended if claim.id in over else again)
        for claim in beside
        if claim.id not in counted
    ]
    return heads, [*closed, *(_closed(one, because("replaced")) for one in past)], None


def _head(
    knowledge: Knowledge, claims: Sequence[Ownership], firm: str, seen: date, day: date
) -> Stake:
    """One block as all that was said of it on its last day leaves it."""
    declared = knowledge.rival_sets.get(claims[0].id, frozenset())
    figures = sorted(alternatives(claims, declared), key=lambda claim: trust(knowledge, claim, day))
    current = stands(knowledge, claims[0], firm, seen, day)
    return Stake(
        claim=figures[0],
        currency="current" if current else "lastKnown",
        reason=None if current else because("lastSeen", day=claims[0].as_of or seen),
        seen=seen,
        rivals=tuple(figures) if len(figures) > 1 else (),
        agreeing=tuple(claim.id for claim in claims),
    )


def _still_holder(newest: Placed, past: list[Placed], day: date) -> tuple[list[Stake], list[Stake]]:
    """A holder seen without a size, whose last size is last known."""
    heads = [
        Stake(
            claim=newest.claim,
            currency="unknownShare",
            reason=because("sizeNotGiven"),
            seen=newest.seen,
        )
    ]
    sized = next((one for one in past if one.claim.share is not None), None)
    if sized is not None and not sized.claim.period.ended_before(day):
        reason = because("stillHolder", day=newest.seen)
        heads.append(Stake(claim=sized.claim, currency="lastKnown", reason=reason, seen=sized.seen))
        past = [one for one in past if one is not sized]
    return heads, [_closed(one, because("replaced")) for one in past]


def _said_beside(
    knowledge: Knowledge, newest: Placed, observations: Sequence[Placed]
) -> tuple[Ownership, ...]:
    """The newest claim with those beside it: declared rivals, or seen on the very same day."""
    declared = knowledge.rival_sets.get(newest.claim.id, frozenset())
    return tuple(
        one.claim
        for one in observations
        if one is newest
        or (one.claim.share and (one.claim.id in declared or one.seen == newest.seen))
    )


def _closed(one: Placed, reason: Reason) -> Stake:
    return Stake(claim=one.claim, currency="closed", reason=reason, seen=one.seen)


def _best(heads: Sequence[Stake], ranks: Mapping[str, int]) -> list[Stake]:
    """Keep one quantity of the block.

    The basis's ranks choose among current figures of about the same day; a figure much older
    than the newest is not preferred for its kind. Without a current one, the newest last known.
    """
    newest = max(
        (stake.seen for stake in heads if stake.currency == "current" and stake.seen), default=None
    )
    apart = int(codes("StakeHorizons")["sameTime"].attributes["horizonMonths"])

    def preference(stake: Stake) -> tuple[bool, bool, bool, int, int]:
        age = -(stake.seen.toordinal() if stake.seen else 0)
        rank = ranks[stake.claim.measurand]
        is_current = stake.currency == "current"
        of_its_time = (
            is_current
            and newest is not None
            and stake.seen is not None
            and stake.seen >= months_before(newest, apart)
        )
        first, second = (rank, age) if of_its_time else (age, rank)
        return not is_current, not of_its_time, stake.claim.share is None, first, second

    ordered = sorted(heads, key=preference)
    kept: list[Stake] = []
    for stake in ordered:
        if (
            not kept
            or stake.currency in ("unknownShare", "closed")
            or _another_block(kept[0], stake)
        ):
            kept.append(stake)
        else:
            reason = because("sameBlock", measurand=stake.claim.measurand)
            kept.append(replace(stake, currency="notComputed", reason=reason))
    return kept


def _another_block(counted: Stake, stake: Stake) -> bool:
    """Whether a stake is what was seen beside the counted one of its quantity, held otherwise."""
    return (
        stake.claim.measurand == counted.claim.measurand
        and stake.seen == counted.seen
        and stake.currency == counted.currency
    )
