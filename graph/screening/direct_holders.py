"""One holder's part of a firm, as far as claims place it: directly, through vehicles, unsized."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from graph.claims.model import Claim, Ownership
from graph.claims.reasons import Reason, because
from graph.claims.shares import Share
from graph.claims.walks import everybody, firms_claimed
from graph.fraction import ONE, ZERO, Fraction
from graph.holders.capacities import held_for_others, vehicles_of
from graph.holders.contracts import standing_controls
from graph.holders.holder_column import Held, HolderColumn
from graph.holders.horizons import seen_on, stands
from graph.holders.stakes import STAGES, Basis, Stake, measurand_ranks
from graph.holders.ways import Way, by_way
from graph.networks.situation import Situation
from ontology.load import codes


class Part(Struct, frozen=True, kw_only=True):
    """What one holder may have of one firm, directly: fractions of one, and why not simply so."""

    holder: str
    firm: str
    lower: Fraction
    upper: Fraction
    below: bool = False  # the most is approached, not reached
    above: bool = False  # the least is passed, not reached
    members: tuple[str, ...] = ()  # of a block: its holder and the vehicles it is held through
    stated: Share | None = None  # the share as its one claim has it
    currency: str = "current"  # lastKnown, unknownShare, notComputed
    reason: Reason | None = None
    claims: tuple[str, ...] = ()


def direct_holders(
    situation: Situation, firm: str, held: Held, stakes: Sequence[Stake]
) -> Iterable[Part]:
    """The direct holders of what somebody has: itself, and the vehicles it is held through.

    Of blocks held in several ways each has its own; ``stakes`` are those of the column.
    Whom a stake in another firm names behind this one, as its vehicle, holds this one itself.
    """
    blocks = by_way(stakes, held, partial(_way_of, situation))
    if sum(way is not None and len(way) > 1 for way, _ in blocks) > 1:
        blocks = (((), held),)  # in each of several ways by one of several, nobody says which
    for _, block in blocks:
        yield from _of_one_block(situation, firm, block)


def _way_of(situation: Situation, claim: Ownership) -> Way:
    """Through which vehicles a stake is held; nothing where it is through somebody not named."""
    if claim.via:
        return vehicles_of(situation.knowledge, claim, situation.day)
    return None if claim.directness == "indirect" else ()


def _of_one_block(situation: Situation, firm: str, one: Held) -> Iterable[Part]:
    claims = [situation.knowledge.claims[claim] for claim in one.claims]
    stakes = [c for c in claims if isinstance(c, Ownership) and c.target == firm]
    stated = stakes[0].share if len(one.claims) == len(stakes) == 1 else None
    part = Part(
        holder=one.holder,
        firm=firm,
        lower=one.lower,
        upper=one.upper,
        below=bool(stakes) and all(_approached(claim, one.upper) for claim in stakes),
        above=bool(stakes) and all(_passed(claim, one.lower) for claim in stakes),
        stated=stated,
        claims=one.claims,
    )
    if any(claim.denominator for claim in stakes):  # and other classes were not read
        more = because("otherClassesNotRead")
        part = replace(part, upper=ONE, below=False, stated=None, reason=more)
    through = [vehicles_of(situation.knowledge, claim, situation.day) for claim in stakes]
    via = tuple(dict.fromkeys(vehicle for vehicles in through for vehicle in vehicles))
    if len(via) == 1 and all(through):
        yield replace(part, holder=via[0], reason=because("theBlockOf", holder=one.holder))
    elif via:
        yield replace(part, holder=block_id(one.holder, firm), members=(one.holder, *via))
    elif any(claim.directness == "indirect" and not claim.via for claim in stakes):
        yield replace(part, lower=ZERO, above=False, reason=because("heldIndirectly"))
    elif any(_deemed(claim) for claim in stakes):
        yield replace(part, lower=ZERO, above=False, reason=because("deemedInterest"))
    else:
        yield part


def block_id(holder: str, firm: str) -> str:
    """The id by which a holder and its vehicles in a firm are one party; no entity has it."""
    return f"{holder}+{firm}"


def _approached(claim: Ownership, upper: Fraction) -> bool:
    """Whether a claim puts its holder strictly below a bound."""
    share = claim.share
    return share is not None and (share.fractions[1] < upper or share.upper_open)


def _passed(claim: Ownership, lower: Fraction) -> bool:
    """Whether a claim puts its holder strictly above a bound."""
    share = claim.share
    return share is not None and (share.fractions[0] > lower or share.lower_open)


def _deemed(claim: Ownership) -> bool:
    measurand = codes("Measurands")[claim.measurand]
    return claim.directness != "direct" and measurand.attributes.get("deemed") == "true"


def last_seen(situation: Situation, stake: Held) -> Reason:
    """When a block was last seen, by its claims."""
    days = [_spoken(situation.knowledge.claims[claim]) for claim in stake.claims]
    if not days or "" in days:
        return because("lastSeenUndated")
    return because("lastSeen", day=max(days))


def _spoken(claim: Claim) -> str:
    return str(claim.as_of or claim.period.end or claim.period.start or "")


def unsized(
    situation: Situation,
    column: HolderColumn,
    basis: Basis,
    sized: Collection[str],
    parts: Mapping[str, Part],
) -> Iterable[Part]:
    """Holders named without a size that counts: of unknown share, or by another quantity.

    A holder of a size once known has that, last known. A group's figure leaves
    only what its members, and those it stands above, do not have already.
    """
    ranks = measurand_ranks(basis)
    for stake in column.stakes:
        claim = stake.claim
        if stake.holder in sized or held_for_others(situation.knowledge, claim, situation.day):
            continue
        if stake.currency == "unknownShare":
            yield _open_part(stake, ONE, "unknownShare", stake.reason or because("sizeNotGiven"))
            continue
        if stake.currency == "lastKnown" and claim.share is None and stake.seen and stake.reason:
            yield _open_part(stake, ONE, "unknownShare", stake.reason)  # perhaps over, or not yet
            continue
        other = claim.measurand not in ranks or claim.denominator
        if stake.currency != "notComputed" or not other or not _standing(situation, stake):
            continue
        if claim.measurand == "groupTotal" and claim.share:
            left = claim.share.fractions[1] - _already_there(situation, claim.party, parts)
            if left > 0:
                reason = because("ofGroupTotal")
                yield _open_part(stake, left, "notComputed", reason)
            continue
        if claim.denominator:
            reason = because("shareOfOneClass")
        else:
            reason = because("figureOf", measurand=claim.measurand)
        yield _open_part(stake, ONE, "notComputed", reason)


def _already_there(situation: Situation, group: str, parts: Mapping[str, Part]) -> Fraction:
    """What a group's members and the firms below it or them have as parts of their own."""
    known = situation.knowledge.entities.get(group)
    tops = (group, *(known.members if known else ()))
    below = set(everybody(tops, partial(firms_claimed, situation.knowledge)))
    return sum(
        (part.upper for part in parts.values() if part.holder in below),
        ZERO,
    )


def beyond_vehicles(
    situation: Situation, column: HolderColumn, parts: Mapping[str, Part]
) -> Iterable[Part]:
    """Vehicles that may have more than their own figure, by a larger block stated through them."""
    for stake in column.stakes:
        claim = stake.claim
        vehicle = parts.get(claim.via[0]) if len(claim.via) == 1 else None
        if vehicle is None or claim.share is None or stake.currency != "notComputed":
            continue
        most = claim.share.fractions[1]
        known = vehicle.stated.fractions[1] if vehicle.stated else vehicle.upper
        if most > known and _standing(situation, stake):
            yield replace(
                vehicle,
                upper=max(most, vehicle.upper),
                below=claim.share.upper_open,
                stated=None,
                reason=because("theBlockOf", holder=claim.party),
                claims=tuple(dict.fromkeys((*vehicle.claims, claim.id))),
            )


def _open_part(stake: Stake, most: Fraction, currency: str, reason: Reason) -> Part:
    return Part(
        holder=stake.holder,
        firm=stake.claim.target,
        lower=ZERO,
        upper=most,
        currency=currency,
        reason=reason,
        claims=(stake.claim.id,),
    )


def _standing(situation: Situation, stake: Stake) -> bool:
    """Whether a figure that is not computed with still speaks for the day, and is not nothing."""
    claim, day = stake.claim, situation.day
    seen = seen_on(claim, day)
    if seen is None or claim.stage not in STAGES or _is_nothing(claim) or claim.event == "exit":
        return False
    if claim.period.ended_before(day):
        return False
    later = (
        other
        for other in situation.knowledge.about(Ownership, claim.target)
        if other.party == claim.party and (other.event == "exit" or _is_nothing(other))
    )
    sold = any((gone := seen_on(other, day)) is not None and gone >= seen for other in later)
    return not sold and stands(situation.knowledge, claim, claim.target, seen, day)


def _is_nothing(claim: Ownership) -> bool:
    return claim.share is not None and claim.share.upper == 0


def behind(situation: Situation, firm: str) -> Iterable[Part]:
    """Who may be behind a group's stake, and behind a vehicle that no claim gives an owner."""
    entity = situation.knowledge.entities.get(firm)
    for member in entity.members if entity else ():
        reason = because("oneOf", group=firm)
        yield Part(
            holder=member,
            firm=firm,
            lower=ZERO,
            upper=ONE,
            currency="unknownShare",
            reason=reason,
        )
    for control, _ in standing_controls(situation.knowledge, firm, situation.day, "parent"):
        if control.party and control.party != firm:
            yield Part(
                holder=control.party,
                firm=firm,
                lower=ZERO,
                upper=ONE,
                currency="unknownShare",
                reason=because("statedParent"),
                claims=(control.id,),
            )
    for claim in situation.knowledge.through(firm):
        if seen_on(claim, situation.day) is not None and claim.party != firm:
            reason = because("holdsThroughIt", firm=claim.target)
            yield Part(
                holder=claim.party,
                firm=firm,
                lower=ZERO,
                upper=ONE,
                currency="unknownShare",
                reason=reason,
                claims=(claim.id,),
            )
