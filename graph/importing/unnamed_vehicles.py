"""Indirect stakes of which nobody says through whom, where only one holder can be it.

Where what several say of one time adds up to more than all of a firm, an indirect stake is at
least in part what another holder has directly. If that can be only one, a firm of which no owner
is read and beside which nobody else has as much as is too much, the stake is held through it:
otherwise the vehicle would stand for an owner of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection as Some
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from msgspec.structs import replace

from graph.claims.model import Entity, Ownership
from graph.claims.periods import months_before
from graph.claims.shares import HUNDRED
from graph.importing.repeated import Settled
from ontology.load import codes

# What formats call a link that cannot name a vehicle, or need not: rows of ours say what they mean.
LINKS = ("relationship", "link")
VEHICLES = ("Organization", "Fund", "Arrangement")  # nobody is behind a person or a public body


def through_the_only_holder(claims: Iterable[Settled], entities: Iterable[Entity]) -> list[Settled]:
    """The claims, with that holder named by indirect stakes that name nobody."""
    given = list(claims)
    if not any(isinstance(one.claim, Ownership) and _unnamed(one.claim) for one in given):
        return given
    in_firm: defaultdict[tuple[str, str], list[Ownership]] = defaultdict(list)
    for claim, place, last in given:
        if not isinstance(claim, Ownership) or not last or place.what not in LINKS:
            continue
        if claim.period.end is None and claim.share is not None:
            in_firm[claim.target, claim.interest].append(claim)
    several = {key: held for key, held in in_firm.items() if any(map(_unnamed, held))}
    if not several:
        return given
    kinds = {entity.id: entity.kind for entity in entities}
    owned = {claim.target for claim, _, _ in given if isinstance(claim, Ownership)}
    able = {entity for entity, kind in kinds.items() if kind in VEHICLES} - owned
    through: dict[str, str] = {}
    for held in several.values():
        together = _of_one_time(held)
        vehicle = _only_vehicle(together, able, kinds)
        if vehicle:
            through |= {one.id: vehicle for one in together if _unnamed(one)}
    return [_through(one, through) if one.claim.id in through else one for one in given]


def _unnamed(claim: Ownership) -> bool:
    return claim.directness == "indirect" and not claim.via


def _of_one_time(held: Sequence[Ownership]) -> list[Ownership]:
    """Of some stakes those that speak of about the newest day."""
    days = [claim.as_of.first for claim in held if claim.as_of]
    if not days:
        return []
    months = int(codes("StakeHorizons")["sameTime"].attributes["horizonMonths"])
    since = months_before(max(days), months)
    return [claim for claim in held if claim.as_of and claim.as_of.first >= since]


def _only_vehicle(held: Sequence[Ownership], able: Some[str], kinds: Mapping[str, str]) -> str:
    """The one holder through which the indirect stakes must be held; empty if there is none.

    Of two firms whose stakes may both be indirect either may hold through the other.
    """
    parties = {claim.party for claim in held if _unnamed(claim)}
    besides = [claim for claim in held if claim.directness != "indirect"]
    if _least(held) <= HUNDRED or _least(besides) > HUNDRED:
        return ""
    by_persons = all(kinds.get(party) == "Person" for party in parties)
    found = {
        claim.party
        for claim in besides
        if claim.party in able and (by_persons or claim.directness == "direct")
    }
    if len(found) != 1 or found <= parties:
        return ""
    # Whatever is too much may lie with the others too, who then hold for somebody.
    others = [claim for claim in besides if claim.party not in found]
    too_much = _least(held) - HUNDRED
    most = sum((claim.share.upper for claim in others if claim.share), Decimal(0))
    return found.pop() if most < too_much else ""


def _least(held: Iterable[Ownership]) -> Decimal:
    return sum((claim.share.lower for claim in held if claim.share), Decimal(0))


def _through(one: Settled, through: dict[str, str]) -> Settled:
    claim = one.claim
    assert isinstance(claim, Ownership)
    words = "through the one holder that can be it: otherwise there would be more than all"
    note = "; ".join(filter(None, (claim.note, words)))
    return one._replace(claim=replace(claim, via=(through[claim.id],), note=note))
