"""Stakes that somebody holds for somebody else, as an indirect interest's components say.

An indirect interest is made up of records. Where one of them is another party's own stake
in the same firm, and that party is a nominee of the arrangement or a person, whom nobody
can own, both are one block: the stake is held for whoever has the indirect interest.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from graph.claims.model import Claim, Control, Ownership
from graph.holders.capacities import NOMINEE
from graph.importing.collecting import Collection
from graph.importing.repeated import Settled


def with_principals(claims: Sequence[Settled], collection: Collection) -> list[Settled]:
    """The claims, with the capacity of stakes held for others, and for whom where it is one."""
    if not collection.parts:
        return list(claims)
    principals: defaultdict[str, set[str]] = defaultdict(set)  # claim of a nominee's stake → whose
    vehicles: defaultdict[str, set[str]] = defaultdict(set)  # claim of an interest → by whom held
    records = {
        claim.id: record
        for record, said in collection.said.items()
        for one in said
        for claim in one.claims
    }
    for claim in (one.claim for one in claims):
        if isinstance(claim, Ownership) and claim.directness == "indirect":
            for stake in _held_for(claim, records, collection):
                principals[stake.id].add(claim.party)
                vehicles[claim.id].add(stake.party)
    return [one._replace(claim=_told(one.claim, principals, vehicles)) for one in claims]


def _held_for(
    interest: Ownership, records: Mapping[str, str], collection: Collection
) -> Iterator[Ownership]:
    """The stakes in the same firm that others have, as parts of an indirect interest."""
    parts, _ = collection.parts.get(records.get(interest.id, ""), ((), None))
    inside = [claim for part in parts for claim in _said_on(part, collection)]
    nominees = {c.party for c in inside if isinstance(c, Control) and c.mechanism == NOMINEE}
    for claim in inside:
        if not isinstance(claim, Ownership) or claim.target != interest.target:
            continue
        known = collection.entities.get(claim.party)
        is_person = known is not None and known[1].kind == "Person"
        if claim.party != interest.party and (claim.party in nominees or is_person):
            yield claim


def _said_on(record: str, collection: Collection) -> Iterable[Claim]:
    return (claim for said in collection.said.get(record, ()) for claim in said.claims)


def _told(
    claim: Claim, principals: Mapping[str, set[str]], vehicles: Mapping[str, set[str]]
) -> Claim:
    if not isinstance(claim, Ownership):
        return claim
    if claim.id in vehicles:
        return replace(claim, via=tuple(sorted({*claim.via, *vehicles[claim.id]})))
    if claim.id in principals and not claim.capacity:
        whose = principals[claim.id]
        return replace(claim, capacity=NOMINEE, principal=min(whose) if len(whose) == 1 else "")
    return claim
