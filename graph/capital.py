"""Each firm's holders as a rule of reach reads them: direct stakes with least and most, and why.

A rule cuts at every hop, so what matters is who holds a firm *directly*:

* a current stake of record or register counts from its least to its most;
* a stake held through one named vehicle is the vehicle's; through several, or
  through nobody named, its holder may have it and need not;
* a deemed figure (Part XV, rule 13d-3) of unknown directness likewise;
* a stake last known, one whose size nobody gives, and one of another quantity
  count towards the most only;
* a stated parent of unknown share may have everything, and so may a member of a
  group have of the group.

The firm's own shares are a part like any other; the calculator leaves them out.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from msgspec import Struct
from msgspec.structs import replace

from graph.contracts import standing_controls
from graph.currency import seen_on, stands
from graph.holder_column import Held, HolderColumn
from graph.model import Claim, Ownership
from graph.situation import Situation
from graph.stakes import STAGES, Basis, Stake, measurand_ranks
from ontology.load import codes

ZERO, ONE = Fraction(0), Fraction(1)


class Part(Struct, frozen=True, kw_only=True):
    """What one holder may have of one firm, directly: fractions of one, and why not simply so."""

    holder: str
    firm: str
    lower: Fraction
    upper: Fraction
    below: bool = False  # the most is approached, not reached
    currency: str = "current"  # lastKnown, unknownShare, notComputed
    reason: str = ""
    claims: tuple[str, ...] = ()


class FirmCapital(Struct, frozen=True, kw_only=True):
    """One firm's parts, the most nobody named can have, and whether its claims contradict."""

    firm: str
    parts: tuple[Part, ...]
    rest: Fraction
    undisclosed: Fraction  # of the rest, what is not float
    contradictory: bool = False


def capital_of(situation: Situation, firm: str, basis: Basis) -> FirmCapital:
    """Who may hold a firm directly on the day, on the legal or the voting basis.

    Cost: one pass over the claims on the firm.
    """
    current = situation.column(firm, basis)
    parts: dict[str, Part] = {}
    for one in current.held:
        for part in _direct(situation, firm, one):
            _keep(parts, part)
    for one in situation.column(firm, basis, "lastKnown").held:
        for part in _direct(situation, firm, one):
            if part.holder not in parts:
                parts[part.holder] = replace(
                    part,
                    lower=ZERO,
                    currency="lastKnown",
                    reason=_last_seen(situation, one),
                )
    for part in _unsized(situation, current, basis):
        if part.holder not in parts:
            parts[part.holder] = part
    for part in _from_below(situation, firm):
        if part.holder not in parts:
            parts[part.holder] = part
    # A block whose direct holder is not sure may be with somebody whom nobody names.
    placed = sum((part.lower for part in parts.values()), ZERO)
    moved = sum((one.lower for one in current.held), ZERO) - placed
    undisclosed = current.rest_upper if current.rest_kind == "undisclosed" else ZERO
    return FirmCapital(
        firm=firm,
        parts=tuple(parts.values()),
        rest=min(ONE, current.rest_upper + moved),
        undisclosed=min(ONE, undisclosed + moved),
        contradictory=bool(current.over_hundred),
    )


def _keep(parts: dict[str, Part], part: Part) -> None:
    """Two blocks with the same direct holder: they may be one, so the larger least; or two."""
    before = parts.get(part.holder)
    if before is None:
        parts[part.holder] = part
        return
    parts[part.holder] = replace(
        before,
        lower=max(before.lower, part.lower),
        upper=min(ONE, before.upper + part.upper),
        below=before.below and part.below,
        claims=tuple(dict.fromkeys((*before.claims, *part.claims))),
    )


def _direct(situation: Situation, firm: str, one: Held) -> Iterable[Part]:
    """The direct holders of a block: its holder, or the vehicles it is held through."""
    claims = [situation.knowledge.claims[claim] for claim in one.claims]
    stakes = [claim for claim in claims if isinstance(claim, Ownership)]
    part = Part(
        holder=one.holder,
        firm=firm,
        lower=one.lower,
        upper=one.upper,
        below=bool(stakes) and all(_approached(claim, one.upper) for claim in stakes),
        claims=one.claims,
    )
    via = list(dict.fromkeys(vehicle for claim in stakes for vehicle in claim.via))
    if len(via) == 1 and all(claim.via for claim in stakes):
        yield replace(part, holder=via[0], reason=f"the block of {situation.name(one.holder)}")
        return
    if via:
        names = " and ".join(situation.name(vehicle) for vehicle in via)
        reason = f"a block held through {names}; which has how much is not said"
        yield replace(part, lower=ZERO, reason=reason)
        for vehicle in via:
            yield replace(part, holder=vehicle, lower=ZERO, reason=reason)
    elif any(claim.directness == "indirect" for claim in stakes):
        reason = "held indirectly, through whom is not said"
        yield replace(part, lower=ZERO, reason=reason)
    elif any(_deemed(claim) for claim in stakes):
        reason = "a deemed interest; whether direct is not said"
        yield replace(part, lower=ZERO, reason=reason)
    else:
        yield part


def _approached(claim: Ownership, upper: Fraction) -> bool:
    """Whether a claim puts its holder strictly below a bound."""
    share = claim.share
    return share is not None and (share.fractions[1] < upper or share.upper_open)


def _deemed(claim: Ownership) -> bool:
    measurand = codes("Measurands")[claim.measurand]
    return claim.directness != "direct" and measurand.attributes.get("deemed") == "true"


def _last_seen(situation: Situation, one: Held) -> str:
    days = [_spoken(situation.knowledge.claims[claim]) for claim in one.claims]
    return f"last seen {max(days, default='at a day not given')}"


def _spoken(claim: Claim) -> str:
    return str(claim.as_of or claim.period.end or claim.period.start or "at a day not given")


def _unsized(situation: Situation, column: HolderColumn, basis: Basis) -> Iterable[Part]:
    """Holders named without a size that counts: of unknown share, or by another quantity."""
    ranks = measurand_ranks(basis)
    for stake in column.stakes:
        claim = stake.claim
        if stake.currency == "unknownShare":
            yield _open_part(stake, ONE, "unknownShare", "size not given")
        elif stake.currency == "notComputed" and claim.stage in STAGES and claim.event != "exit":
            what = codes("Measurands")[claim.measurand].label
            if claim.measurand == "groupTotal" and claim.share and _standing(situation, stake):
                reason = f"a {what}; the direct part is not said"
                yield _open_part(stake, claim.share.fractions[1], "notComputed", reason)
            elif (claim.measurand not in ranks or claim.denominator) and _standing(
                situation, stake
            ):
                reason = "a share of one class" if claim.denominator else f"a figure of {what}"
                yield _open_part(stake, ONE, "notComputed", f"{reason}; the part is not said")


def _open_part(stake: Stake, most: Fraction, currency: str, reason: str) -> Part:
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
    if seen is None or claim.period.ended_before(day) or (claim.share and claim.share.upper == 0):
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


def _from_below(situation: Situation, firm: str) -> Iterable[Part]:
    """Who may be behind a group's stake, and behind a vehicle that no claim gives an owner."""
    entity = situation.knowledge.entities.get(firm)
    for member in entity.members if entity else ():
        reason = f"one of {situation.name(firm)}; how much of it is not said"
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
                reason="its stated parent; the share is not given",
                claims=(control.id,),
            )
    for claim in situation.knowledge.through(firm):
        if seen_on(claim, situation.day) is not None and claim.party != firm:
            reason = f"holds {situation.name(claim.target)} through it; its part is not said"
            yield Part(
                holder=claim.party,
                firm=firm,
                lower=ZERO,
                upper=ONE,
                currency="unknownShare",
                reason=reason,
                claims=(claim.id,),
            )
