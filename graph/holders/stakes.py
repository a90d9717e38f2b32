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
* a stake in one class of shares is a part of the whole (``graph.holders.class_parts``);
* quantities are never added. The basis ranks them; the best-ranked current one
  of about the newest day counts, the others are shown. An estimate that is older than the
  newest silences none.

Ranks are data (``ontology/codelists.ttl``), and ours.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from msgspec.structs import replace

from graph.claims.knowledge import Knowledge
from graph.claims.model import Ownership
from graph.claims.periods import months_before
from graph.claims.reasons import Reason, because
from graph.claims.shares import share_text
from graph.holders.bases import Basis, measurand_ranks
from graph.holders.capacities import NOMINEE, OF_RECORD, held_for_others
from graph.holders.class_parts import beside_the_whole, of_the_whole
from graph.holders.closings import Placed, closing_days, doubt, is_exit
from graph.holders.dilutions import scaled
from graph.holders.ended_or_replaced import newest_of
from graph.holders.horizons import seen_on, undated
from graph.holders.pending import why_pending
from graph.holders.stake import STAGES, Currency, Stake, closed
from ontology.load import codes

Grouped = defaultdict[tuple[str, str], defaultdict[str, list[Ownership]]]  # holder → class

__all__ = ["STAGES", "Basis", "Currency", "Stake", "measurand_ranks", "share_text", "stakes_in"]


def stakes_in(
    knowledge: Knowledge, firm: str, basis: Basis, day: date, *, stages: Sequence[str] = STAGES
) -> tuple[Stake, ...]:
    """Every stake ever claimed in a firm, each with what it is worth on the day.

    Several stakes of a holder are ``current`` only if they were seen on one day as blocks held
    in different ways (``graph.holders.rival_figures``). Order follows the claims' own.
    Cost: one sort of the firm's claims.
    """
    ranks = measurand_ranks(basis)
    aside: list[Stake] = []
    by_holder: Grouped = defaultdict(lambda: defaultdict(list))
    for_others: defaultdict[str, list[Ownership]] = defaultdict(list)
    for claim in knowledge.about(Ownership, firm):
        why_not = _not_of_this_basis(knowledge, claim, ranks, stages, day)
        if why_not is not None:
            aside.append(Stake(claim=claim, currency="notComputed", reason=why_not))
        elif not held_for_others(knowledge, claim, day):
            by_holder[claim.party, ""][claim.denominator].append(claim)
        elif claim.principal:
            by_holder[claim.party, claim.principal][claim.denominator].append(claim)
        else:
            for_others[claim.party].append(claim)
    held = [
        _for(stake, principal) if principal else stake
        for (_, principal), by_class in by_holder.items()
        for stake in _of_whole_and_classes(knowledge, by_class, basis, ranks, day)
    ]
    nobodys = [
        _nobodys(stake, basis)
        for holder, claims in for_others.items()
        for stake in _of_one_holder(knowledge, holder, firm, claims, ranks, day)
    ]
    return (*scaled(knowledge, firm, held, day), *aside, *nobodys)


def _of_whole_and_classes(
    knowledge: Knowledge,
    by_class: Mapping[str, Sequence[Ownership]],
    basis: Basis,
    ranks: Mapping[str, int],
    day: date,
) -> list[Stake]:
    """One holder's stakes in a firm: of all shares, and in each class as a part of them all.

    Whoever has nothing left of the firm has nothing left of a class.
    """
    first = next(iter(by_class.values()))[0]
    holder, firm = first.party, first.target
    whole = by_class.get("", ())
    exits = [claim for claim in whole if is_exit(claim)]
    parts = [
        of_the_whole(knowledge, stake, basis)
        for share_class, claims in by_class.items()
        if share_class
        for stake in _of_one_holder(knowledge, holder, firm, [*exits, *claims], ranks, day)
        if stake.claim.denominator
    ]
    wholes = _of_one_holder(knowledge, holder, firm, whole, ranks, day) if whole else []
    return beside_the_whole(wholes, parts)


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
    knowledge: Knowledge,
    claim: Ownership,
    ranks: Mapping[str, int],
    stages: Sequence[str],
    day: date,
) -> Reason | None:
    if claim.stage not in stages:
        counts = claim.measurand in ranks and not claim.denominator
        pending = why_pending(claim, day) if counts else None
        return pending or because("onlyAtStage", stage=claim.stage)
    if claim.measurand not in ranks:
        return because("anotherQuantity", measurand=claim.measurand)
    if claim.denominator and (claim.share is None or _nobody_named(knowledge, claim, day)):
        return because("ofOneClass")
    return None


def _nobody_named(knowledge: Knowledge, claim: Ownership, day: date) -> bool:
    """Whether a stake is held for others of whom nobody is named."""
    return not claim.principal and held_for_others(knowledge, claim, day)


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
            out.append(closed(one, because("exit")))
        elif closed_on is not None:
            out.append(closed(one, because("closedOn", day=closed_on)))
        else:
            by_measurand[one.claim.measurand].append(one)
    heads: list[Stake] = []
    ended: list[date] = []
    for observations in by_measurand.values():
        newest, older, end = newest_of(knowledge, observations, firm, day)
        heads.extend(newest)
        out.extend(older)
        ended.extend([end] if end is not None else [])
    heads = [_closed_with(stake, max(ended, default=None)) for stake in heads]
    doubted = [
        _doubted(
            stake,
            doubt(knowledge, holder, firm, claims, day, passed_on, stake.claim.directness),
        )
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
            reason = why_pending(claim, day) or because("firstSeenLater")
            out.append(Stake(claim=claim, currency="later", reason=reason))
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


def _best(heads: Sequence[Stake], ranks: Mapping[str, int]) -> list[Stake]:
    """Keep one quantity of the block.

    The basis's ranks choose among current figures of about the same day; a figure much older
    than the newest is not preferred for its kind, nor is an estimate that is older than it.
    Without a current one, the newest last known.
    """
    if len(heads) < 2:
        return list(heads)
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
            and (stake.seen == newest or stake.claim.status != "estimated")
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
            reason = _same_block(stake.claim)
            kept.append(replace(stake, currency="notComputed", reason=reason))
    return kept


def _same_block(claim: Ownership) -> Reason:
    """That a figure is of the counted block in another quantity, and whether it is an estimate."""
    if claim.status == "estimated":
        return because("estimateOfBlock", measurand=claim.measurand)
    return because("sameBlock", measurand=claim.measurand)


def _another_block(counted: Stake, stake: Stake) -> bool:
    """Whether a stake is what was seen beside the counted one of its quantity, held otherwise."""
    return (
        stake.claim.measurand == counted.claim.measurand
        and stake.seen == counted.seen
        and stake.currency == counted.currency
    )
