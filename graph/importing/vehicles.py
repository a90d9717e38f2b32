"""Through whom an indirect interest is held, as its components say.

A component is an entity, or the record of another link of the same chain. The link that ends
in the same firm names the vehicle: its party. A chain that goes through a person, or through
the nominee of an arrangement, goes through somebody who holds for another: what that one has
of the firm is a nominee's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from msgspec.structs import replace

from graph.claims.model import Claim, Control, Entity, Ownership
from graph.claims.shares import HUNDRED
from graph.holders.capacities import NOMINEE
from graph.importing.collecting import Collection
from graph.importing.repeated import Settled

Principals = dict[tuple[str, str], dict[str, Decimal]]  # (nominee, firm) → whose, and their most
ZERO = Decimal(0)


def through_vehicles(
    claims: Iterable[Settled], entities: Iterable[Entity], collection: Collection
) -> list[Settled]:
    """The claims with entities alone as vehicles, and nominees named as such.

    What is no record of these files stays, to be refused where references are checked.
    """
    given = list(claims)
    if not any(isinstance(one.claim, Ownership) and one.claim.via for one in given):
        return given
    kinds = {entity.id: entity.kind for entity in entities}
    parties = _parties(collection)
    found = [
        one._replace(claim=_with_vehicles(one.claim, kinds.keys(), parties, collection))
        for one in given
    ]
    nominees = _nominees(given, collection)
    principals: Principals = {}
    for one, said in zip(found, given, strict=True):
        if not isinstance(one.claim, Ownership) or not isinstance(said.claim, Ownership):
            continue
        of_this = {
            part for where in (one.claim.target, *said.claim.via) for part in nominees[where]
        }
        for vehicle in one.claim.via:
            if kinds.get(vehicle) == "Person" or vehicle in of_this:
                theirs = principals.setdefault((vehicle, one.claim.target), {})
                theirs[one.claim.party] = one.claim.share.upper if one.claim.share else HUNDRED
    if not principals:
        return found
    return [one._replace(claim=_held_for(one.claim, principals)) for one in found]


def _parties(collection: Collection) -> dict[tuple[str, str], str]:
    """For each record of a stake and the firm it is in, whose it is."""
    return {
        (record, claim.target): claim.party
        for record, several in collection.said.items()
        for said in several
        for claim in said.claims
        if isinstance(claim, Ownership)
    }


def _nominees(claims: Iterable[Settled], collection: Collection) -> defaultdict[str, set[str]]:
    """Who is called a nominee of a firm, or by a record that an indirect interest is made up of.

    Whoever is one elsewhere may hold for itself here.
    """
    found: defaultdict[str, set[str]] = defaultdict(set)
    for claim in (one.claim for one in claims):
        if isinstance(claim, Control) and claim.mechanism == NOMINEE:
            found[claim.target].add(claim.party)
    for record, several in collection.said.items():
        for claim in (claim for said in several for claim in said.claims):
            if isinstance(claim, Control) and claim.mechanism == NOMINEE:
                found[record].add(claim.party)
    return found


def _with_vehicles(
    claim: Claim,
    entities: Iterable[str],
    parties: dict[tuple[str, str], str],
    collection: Collection,
) -> Claim:
    if not isinstance(claim, Ownership) or not claim.via:
        return claim
    named = dict.fromkeys(parties.get((part, claim.target), part) for part in claim.via)
    records = collection.said.keys() | collection.parts.keys()
    via = tuple(
        part for part in named if part != claim.party and (part in entities or part not in records)
    )
    return claim if via == claim.via else replace(claim, via=via)


def _held_for(claim: Claim, principals: Principals) -> Claim:
    """The claim as a nominee's, where somebody holds through its party; for whom, if for one.

    Whoever has less than the nominee's row is not all that it is held for.
    """
    if not isinstance(claim, Ownership) or claim.capacity:
        return claim
    most = dict(principals.get((claim.party, claim.target), {}))
    most.pop(claim.party, None)
    if not most:
        return claim
    row = claim.share.lower if claim.share else ZERO
    alone = len(most) == 1 and min(most.values()) >= row
    return replace(claim, capacity=NOMINEE, principal=min(most) if alone else "")
