"""A change put as a reason, whose phrase says it: nouns, since it may have been only announced."""

from __future__ import annotations

from graph.answers.claim_reasons import amount_reason
from graph.claims.reasons import Reason, Value, because
from graph.measures.state_money import StateBehind
from graph.profiles.events.change import PLANNED, Change, Part


def said(change: Change, outcome: str, since: Reason | None = None) -> Reason:
    """What happened, or was to; of the latter its stage, its day, and what became of it."""
    event = _event(change)
    if change.is_done:
        return event
    stage = because("eventPlanned")
    if change.stage != PLANNED:
        stage = because("eventStage", stage=change.stage)
    due = because("eventDue", day=change.due) if change.due is not None else None
    if outcome == "read":
        return because("eventAheadRead", stage=stage, event=event, due=due)
    return because("eventAhead", stage=stage, event=event, due=due, since=since)


def _event(change: Change) -> Reason:
    return _placed(change) or _held(change) or _passed(change)


def _placed(change: Change) -> Reason | None:
    match change.kind:
        case "newListing" if change.by:
            return because("eventListedAs", firm=change.firm, where=change.where, rank=change.by)
        case "newListing":
            return because("eventListed", firm=change.firm, where=change.where)
        case "relisted":
            return because(
                "eventRelisted", firm=change.firm, where=change.where, before=change.before
            )
        case "madePrimary":
            return because("eventMadePrimary", firm=change.firm, where=change.where)
        case "delisted":
            return because("eventDelisted", firm=change.firm, where=change.where)
        case "seated":
            return because("eventSeated", firm=change.firm, where=change.where)
        case "seatLeft":
            return because("eventSeatLeft", firm=change.firm, before=change.before)
        case "redomiciled":
            return because(
                "eventRedomiciled", firm=change.firm, where=change.where, source=_from(change)
            )
        case "headquartersMoved" if change.where:
            return because(
                "eventHeadquarters", firm=change.firm, where=change.where, source=_from(change)
            )
        case "headquartersMoved":
            return because("eventHeadquartersLeft", firm=change.firm, before=change.before)
    return None


def _held(change: Change) -> Reason | None:
    match change.kind:
        case "stakeBegan":
            return because("eventStakeBegan", firm=change.firm, parts=_stakes(change))
        case "stakeChanged":
            return because("eventStakeChanged", firm=change.firm, parts=_stakes(change))
        case "stakeEnded":
            return because("eventStakeEnded", firm=change.firm, parts=_stakes(change))
        case "stakeBought":
            return because(
                "eventStakeBought",
                firm=change.firm,
                who=change.who,
                source=_sellers(change),
                amount=_for(change),
            )
        case "boughtOut":
            return because(
                "eventBoughtOut",
                firm=change.firm,
                who=change.who,
                source=_sellers(change),
                amount=_for(change),
            )
        case "moneyRaised":
            return because(
                "eventMoneyRaised", firm=change.firm, source=_payers(change), amount=_for(change),
                stake=_stake_for_it(change),
            )  # fmt: skip
        case "controlBegan":
            return because("eventControlBegan", firm=change.firm, who=change.who, by=change.by)
        case "controlEnded":
            return because("eventControlEnded", firm=change.firm, who=change.who, by=change.by)
    return None


def _passed(change: Change) -> Reason:
    match change.kind:
        case "stakePassed":
            return because(
                "eventStakePassed", firm=change.firm, who=change.who, before=change.before
            )
        case "merger":
            return because("eventMerger", who=change.who, before=change.before)
        case "renaming":
            return because("eventRenaming", who=change.who, before=change.before)
        case "disposedOf":
            return because("eventDisposed", firm=change.firm, sellers=change.sellers)
        case "boughtBack":
            return because("eventBoughtBack", firm=change.firm)
        case "relocatesTo":
            return because("eventRelocates", firm=change.firm, where=change.where)
        case "formerlyPartOf":
            return because("eventFormerlyPart", firm=change.firm, before=change.before)
        case "delistedWithSupportOf":
            return because("eventDelistedWith", firm=change.firm, who=change.who)
        case "supportsDelistingFrom":
            return because("eventSupportsDelisting", who=change.who, where=change.where)
    return because("eventReplaces", who=change.who, before=change.before)


def _from(change: Change) -> Reason | None:
    return because("eventFrom", before=change.before) if change.before else None


def _sellers(change: Change) -> Reason | None:
    return because("eventFrom", before=change.sellers) if change.sellers else None


def _payers(change: Change) -> Reason | None:
    """Who paid, each with its part where several did or a total is told beside it."""
    parts = [one for one in change.parts if one.share is None]
    alone = len(parts) == 1 and change.total is None
    payers: list[Value] = []
    for part in parts:
        has_amount = (part.lower, part.upper) != (None, None)
        if has_amount and not alone:
            amount = amount_reason(part.lower, part.upper, part.currency)
            payers.append(because("eventPayerOf", payer=part.holder, amount=amount))
        else:
            payers.append(because("eventPayer", payer=part.holder))
    return because("eventPaidBy", payers=tuple(payers)) if payers else None


def _stake_for_it(change: Change) -> Reason | None:
    stakes = tuple(stake_said(part) for part in change.parts if part.share is not None)
    return because("eventStakeAfter", stakes=stakes) if stakes else None


def money_of(change: Change) -> Part | None:
    """The one amount of a change; nothing where several parts have amounts and nobody the total.

    Parts are never added: what others paid is not read.
    """
    if change.total is not None:
        return change.total
    with_amount = [one for one in change.parts if (one.lower, one.upper) != (None, None)]
    payers = {one.holder for one in change.parts}
    return with_amount[0] if len(with_amount) == 1 and len(payers) == 1 else None


def _for(change: Change) -> Reason | None:
    paid = money_of(change)
    if paid is None or (paid.lower, paid.upper) == (None, None):
        return None
    return because("eventAmount", amount=amount_reason(paid.lower, paid.upper, paid.currency))


def _stakes(change: Change) -> tuple[Value, ...]:
    return tuple(stake_said(part) for part in change.parts)


def stake_said(part: Part) -> Reason:
    """A holder with its stake, as far as its size was read."""
    if part.share is None:
        if part.over and part.of:  # of one class: what else it has is not ended by it
            return because("eventHolderOf", holder=part.holder, of=part.of)
        if part.over:
            return because("eventHolder", holder=part.holder)
        return because("eventHolderUnsized", holder=part.holder)
    if part.of:
        size = because("eventSizeOf", share=part.share, of=part.of)
    elif part.of_votes:
        size = because("eventVotes", share=part.share)
    else:
        size = because("eventSize", share=part.share)
    if part.over:
        return because("eventHad", holder=part.holder, size=size)
    return because("eventHas", holder=part.holder, size=size)


def state_said(party: str, found: StateBehind, *, is_sure: bool) -> Reason:
    """Why a party to an event is a state's, or has one above it."""
    country = next(iter(found.jurisdictions), "")
    if found.role:
        what = because("stateAs", role=found.role, country=country)
    else:
        what = because("stateAsBody", country=country)
    said = because("stateItself", party=party, what=what)
    if found.through:
        said = because(
            "stateThrough", party=party, state=found.state, what=what, through=found.through
        )
    elif found.state != party:
        said = because("stateAbove", party=party, state=found.state, what=what)
    return said if is_sure else because("statePerhaps", said=said)
