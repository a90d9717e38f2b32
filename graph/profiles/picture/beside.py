"""What stands apart from the owners: stakes and powers last known, and money of states."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal

from graph.answers.picture import Band
from graph.claims.model import Investment
from graph.claims.reasons import Reason, because
from graph.fraction import ZERO
from graph.holders.contracts import standing_controls
from graph.holders.last_known import cannot_all_stand
from graph.holders.stakes import Stake
from graph.networks.directing import directs
from graph.profiles.answer.owners_worded import too_much
from graph.profiles.answer.said import claims_of, seen_and_weak, weakly
from graph.profiles.answer.state_money import companies_among, state_investors
from graph.profiles.picture.bands import BandMaker, Sheet
from graph.profiles.picture.directing import controls_of
from graph.profiles.picture.holders import blocks_of, size_in_class

SHOWN = 5
STATES = ("home_state", "foreign_state")


def last_known(sheet: Sheet) -> Band | None:
    """Stakes and powers that no newer document confirms, each with its day."""
    maker = BandMaker(sheet)
    firm = maker.firm()
    stakes = stale(sheet)
    shown = stakes[:SHOWN] if len(stakes) > SHOWN + 1 else stakes
    for stake in shown:
        share = stake.bounds if stake.claim.share else (ZERO, ZERO)
        ends = (maker.party(stake.holder), firm)
        maker.arrow(ends, "lastKnown", _size_of(sheet, stake), (stake.claim.id,), share)
    directing = {holder for _, holder in controls_of(sheet.situation, firm)}
    for claim, current in standing_controls(sheet.situation.knowledge, firm, sheet.situation.day):
        if not current and directs(claim) and claim.party and claim.party not in directing:
            day = claim.as_of or claim.period.start
            aside = seen_and_weak(sheet.situation.knowledge, day, (claim.id,))
            said = because("pictureOnceDirected", mechanism=claim.mechanism, asides=aside)
            maker.arrow((maker.party(claim.party), firm), "lastKnown", said, (claim.id,))
    if len(maker.boxes) == 1:
        return None
    inside = blocks_of(sheet, firm).nominee > 0
    heading = because("headLastKnownInside" if inside else "headLastKnown")
    notes = [_more(sheet, stakes[len(shown) :])]
    if cannot_all_stand(blocks_of(sheet, firm).column):
        notes.append(sheet.say(too_much(blocks_of(sheet, firm))))
    return maker.made("lastKnown", heading, " · ".join(note for note in notes if note))


def stale(sheet: Sheet) -> list[Stake]:
    """Stakes last known of holders without a current one, each holder once, the largest first.

    One in a class of shares counts as its source gives it. Where not all can stand, those that
    can with the newest stand first.
    """
    read = blocks_of(sheet, sheet.situation.firm)
    met = {one.holder for one in read.blocks} | {one.holder for one in read.unsized}
    found: dict[str, Stake] = {}
    others = [stake for stake in read.column.stakes if stake.currency == "lastKnown"]
    for stake in (*read.last_known, *others):
        if stake.holder not in met:
            found.setdefault(stake.holder, stake)
    if cannot_all_stand(read.column):
        return list(found.values())
    claims = sheet.situation.knowledge.claims

    def size(stake: Stake) -> Decimal:
        share = getattr(claims[stake.claim.id], "share", None)
        return share.lower if share is not None else Decimal(-1)

    return sorted(found.values(), key=lambda stake: (-size(stake), stake.holder))


def _size_of(sheet: Sheet, stake: Stake) -> Reason:
    """How much it was and when, as precise as its source, and what is weak about it."""
    day = stake.claim.as_of or stake.claim.period.start
    asides = seen_and_weak(sheet.situation.knowledge, day, (stake.claim.id,))
    if stake.claim.share is None:
        return because("pictureUnsizedThen", asides=asides)
    if stake in blocks_of(sheet, sheet.situation.firm).of_classes:
        size = size_in_class(sheet, stake)
        return because("pictureOfClassThen", size=size, asides=asides)
    return because("pictureSizeThen", share=stake.claim.share, asides=asides)


def _more(sheet: Sheet, left: Sequence[object]) -> str:
    return sheet.say(because("pictureMoreBeside", count=len(left))) if left else ""


def state_money(sheet: Sheet, drawn: Collection[str]) -> Band | None:
    """Bodies of states that put money in and of whom no stake was read, with what they paid.

    Without those whose money is ``drawn`` among the owners.
    """
    maker = BandMaker(sheet)
    firm = maker.firm()
    found = {one: money for one, money in investors(sheet) if one not in drawn}
    companies = companies_among(sheet.situation, found)
    below = {one for each_of in companies.values() for one in each_of}
    ranked = sorted(found.keys() - below, key=lambda one: (-_largest(found[one][1]), one))
    shown = ranked[:SHOWN] if len(ranked) > SHOWN + 1 else ranked
    for one in shown:
        column, claims = found[one]
        own = companies.get(one, ())
        ids = tuple(claim.id for who in (one, *own) for claim in found[who][1])
        said = paid(sheet, claims)
        if own:
            asides = dict(said.values).get("asides", ())
            said = because("pictureWithCompanies", said=said, companies=own, asides=asides)
        maker.arrow((maker.party(one, column=column), firm), "money", said, ids)
    if len(maker.boxes) == 1:
        return None
    heading = because("pictureStateMoney")
    return maker.made("money", heading, _more(sheet, ranked[len(shown) :]))


def investors(sheet: Sheet) -> Iterator[tuple[str, tuple[str, tuple[Investment, ...]]]]:
    """Bodies of states that put money in and have no stake of a size, now or earlier.

    Each with its origin and the claims of its money.
    """
    situation = sheet.situation
    with_stake = {one.holder for one in blocks_of(sheet, situation.firm).blocks}
    with_stake |= {stake.holder for stake in stale(sheet)}
    for column in STATES:
        found: Mapping[str, tuple[str, ...]] = state_investors(situation, column)
        for investor, ids in found.items():
            claims = tuple(
                claim
                for claim in claims_of(situation.knowledge, ids)
                if isinstance(claim, Investment)
            )
            if investor not in with_stake and claims:
                yield investor, (column, claims)


def _largest(claims: Sequence[Investment]) -> float:
    return max(float(claim.amount_lower or 0) for claim in claims)


def paid(sheet: Sheet, claims: Sequence[Investment]) -> Reason:
    """The largest sum that was read of an investor, or the round it took part in; and its day."""
    claim = max(claims, key=lambda one: (one.amount_lower or 0, str(one.as_of or ""), one.id))
    day = claim.as_of or claim.period.start
    knowledge = sheet.situation.knowledge
    asides = (*seen_and_weak(knowledge, day)[:1], weakly(knowledge, [one.id for one in claims]))
    if claim.amount_lower is not None:
        sum_ = (float(claim.amount_lower), claim.currency)
        return because("picturePaid", sum=sum_, asides=asides)
    total = next(
        (
            one
            for one in knowledge.about(Investment, claim.target)
            if claim.round and one.round == claim.round and not one.party and one.amount_lower
        ),
        None,
    )
    if total is None or total.amount_lower is None:
        return because("pictureAmountNotRead", asides=asides)
    sum_ = (float(total.amount_lower), total.currency)
    return because("pictureInRound", sum=sum_, asides=asides)
