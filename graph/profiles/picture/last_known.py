"""Stakes and powers last known: they stand apart from the owners, each with its day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from graph.answers.picture import Band
from graph.claims.model import Ownership
from graph.claims.reasons import Reason, because
from graph.claims.shares import Share
from graph.fraction import ZERO
from graph.holders.contracts import standing_controls
from graph.holders.horizons import seen_on
from graph.holders.last_known import cannot_all_stand, that_can_stand
from graph.holders.stakes import Stake
from graph.networks.directing import directs
from graph.networks.situation import Situation
from graph.profiles.answer.blocks import BlocksRead
from graph.profiles.answer.owners_worded import too_much
from graph.profiles.picture.bands import SHOWN, BandMaker, Sheet
from graph.profiles.picture.controls import controls_of
from graph.profiles.picture.drawn import hedges
from graph.profiles.picture.holders import blocks_of, size_in_class

NOT_HELD = ("denied", "retracted")


def last_known(sheet: Sheet) -> Band | None:
    """Stakes and powers that no newer document confirms, each with its day."""
    maker = BandMaker(sheet)
    firm = maker.firm()
    knowledge = sheet.situation.knowledge
    stakes = stale(sheet)
    shown = stakes[:SHOWN] if len(stakes) > SHOWN + 1 else stakes
    for stake in shown:
        _put_stale(maker, firm, stake)
    directing = {holder for _, holder in controls_of(sheet.situation, firm)}
    for claim, current in standing_controls(knowledge, firm, sheet.situation.day):
        if not current and directs(claim) and claim.party and claim.party not in directing:
            said = because("pictureDirects", mechanism=claim.mechanism)
            maker.arrow((maker.party(claim.party), firm), "lastKnown", said, (claim.id,))
    if len(maker.boxes) == 1:
        return None
    inside = blocks_of(sheet, firm).nominee > 0
    heading = because("headLastKnownInside" if inside else "headLastKnown")
    notes = [sheet.more(len(stakes) - len(shown), smaller=_smaller(shown, stakes[len(shown) :]))]
    if cannot_all_stand(blocks_of(sheet, firm).column):
        notes.append(sheet.say(too_much(blocks_of(sheet, firm))))
    return maker.made("lastKnown", heading, " · ".join(note for note in notes if note))


def _smaller(shown: Sequence[Stake], left: Sequence[Stake]) -> bool:
    """Whether of the stakes left out each has a size, and none is larger than one shown."""
    least = min((stake.bounds[0] for stake in shown if stake.claim.share), default=ZERO)
    return all(stake.claim.share is not None and stake.bounds[1] <= least for stake in left)


def _put_stale(maker: BandMaker, firm: str, stake: Stake) -> None:
    """A stake last known; of one that a vehicle carries, what was read of the vehicle since."""
    sheet, claim = maker.sheet, stake.claim
    ends = (maker.party(stake.holder), firm)
    share = stake.bounds if claim.share else (ZERO, ZERO)
    ids = (claim.id,)
    beside = [*hedges(sheet.situation.knowledge, ids)]
    if not can_stand(blocks_of(sheet, firm), stake):
        beside.append(because("pictureCannotStand"))
    maker.arrow(ends, "lastKnown", _size_of(sheet, stake), ids, share, beside=beside)
    current = {block.holder for block in blocks_of(sheet, firm).blocks}
    for newer, size in newer_of_vehicles(sheet.situation, claim):
        if newer.party in current:  # it stands among the owners
            continue
        said = because("pictureOfVehicle", vehicle=newer.party, share=size)
        maker.arrow(ends, "lastKnown", said, (newer.id,), size.fractions)


def can_stand(read: BlocksRead, stake: Stake) -> bool:
    """Whether a stake last known can be held beside the newer ones, as far as sizes say."""
    if not cannot_all_stand(read.column) or stake not in read.last_known:
        return True
    return stake in that_can_stand(read.last_known)


def newer_of_vehicles(situation: Situation, claim: Ownership) -> Iterator[tuple[Ownership, Share]]:
    """What was read later of those who carry a block: the newest figure of each vehicle."""
    seen = seen_on(claim, situation.day)
    for vehicle in claim.via:
        found = {
            one: (day, one.share)
            for one in situation.knowledge.about(Ownership, claim.target)
            if one.party == vehicle and one.share is not None and one.stage == "completed"
            and one.status not in NOT_HELD and one.measurand == claim.measurand
            and (day := seen_on(one, situation.day)) is not None and seen is not None and day > seen
        }  # fmt: skip
        if found:
            newest = max(found, key=lambda one: (found[one][0], one.id))
            yield newest, found[newest][1]


def stale(sheet: Sheet) -> list[Stake]:
    """Stakes last known of holders without a current one, each holder once, the largest first.

    One in a class of shares counts as its source gives it. Where not all can stand, those that
    can with the newest stand first.
    """
    read = blocks_of(sheet, sheet.situation.firm)
    met = {one.holder for one in read.blocks}
    met |= {one.holder for one in read.unsized_now}
    found: dict[str, Stake] = {}
    others = [stake for stake in read.column.stakes if stake.currency == "lastKnown"]
    others += read.unsized_once
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
    """How much it was, as precise as its source."""
    if stake.claim.share is None:
        return because("pictureUnsizedThen")
    if stake in blocks_of(sheet, sheet.situation.firm).of_classes:
        return size_in_class(sheet, stake)
    return because("pictureSize", share=stake.claim.share)
