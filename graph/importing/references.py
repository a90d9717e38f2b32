"""Whether what records refer to is there, and can be what they say it is.

Parties that never come and components in a circle are refused, and so is a person of whom
somebody is said to own shares. A link to a thing that no claim is about (a ship, an office)
has nothing to carry.
"""

from __future__ import annotations

from collections.abc import Collection as Ids
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from graph.claims.fields import Holds
from graph.claims.model import (
    Claim,
    Control,
    Entity,
    HolderTable,
    Investment,
    Leadership,
    Ownership,
    Source,
)
from graph.claims.references import references
from graph.claims.statements import Refusal
from graph.claims.walks import circles, everybody
from graph.importing.collecting import Collection
from graph.importing.repeated import Settled
from graph.importing.said import Place

OF_FIRMS = (Ownership, HolderTable, Control, Investment, Leadership)  # whose target is no person


class Known(Struct, frozen=True):
    """What there is to refer to, by kind of thing; and who of that is a person."""

    ids: Mapping[Holds, Ids[str]]
    persons: Ids[str] = frozenset()

    def missing(self, record: Struct) -> Iterator[tuple[str, str]]:
        """The field and id of everything the record names that is not there."""
        for one in references(record):
            if one.holds in self.ids and one.id not in self.ids[one.holds]:
                yield one.column, one.id


class Resolved(NamedTuple):
    """Claims whose every reference is there, and what became of the others."""

    kept: list[Settled]
    refusals: list[Refusal]
    passed_over: list[tuple[Place, str]]  # where one stood, and why nothing carries it


def resolved(claims: Iterable[Settled], known: Known, collection: Collection) -> Resolved:
    """The claims whose every reference is there, and what became of the others."""
    circular = set(_in_circles(collection.parts))
    found = Resolved([], [], [])
    found.refusals.extend(
        collection.parts[record][1].refusal(
            "via", f"the record {record!r} is made up of itself, over its components", "cycle"
        )
        for record in sorted(circular)
    )
    spoiled = {collection.parts[record][1].statement for record in circular}
    for one in claims:
        claim, place = one.claim, one.place
        if place.statement and place.statement in spoiled:
            continue
        thing = _passed_over(claim, collection)
        refusal = None if thing else _why_not(claim, place, known, collection)
        if thing:
            words = f"{claim.kind} of a thing that no claim is about: {thing}"
            found.passed_over.append((place, words))
        elif refusal is not None:
            found.refusals.append(refusal)
        else:
            found.kept.append(one)
    return found


def complete(
    entities: Iterable[Entity], known: Known, collection: Collection
) -> tuple[list[Entity], list[Refusal]]:
    """The entities without references to what never comes, and a refusal for each of those."""
    kept: list[Entity] = []
    refusals: list[Refusal] = []
    for entity in entities:
        left: dict[str, Any] = {}
        for field, missing in known.missing(entity):
            place = collection.entities[entity.id][2]
            problem = f"no record in these files has the id {place.written(missing)!r}"
            refusals.append(place.refusal(field, problem, "reference"))
            value = left.get(field, getattr(entity, field))
            left[field] = tuple(o for o in value if o != missing) if value != missing else ""
        kept.append(replace(entity, **left) if left else entity)
    return kept, refusals


def cited(sources: Mapping[str, Source], records: Iterable[Entity | Claim]) -> tuple[Source, ...]:
    """The sources that the records cite, and those through which they were read."""

    def relaying(source_id: str) -> Iterator[str]:
        source = sources.get(source_id)
        if source is not None and source.relayed_by:
            yield source.relayed_by

    named = (citation.source for record in records for citation in record.citations)
    return tuple(sources[one] for one in everybody(named, relaying) if one in sources)


def _passed_over(claim: Claim, collection: Collection) -> str:
    """What an end of the claim is, where it is a thing that no claim is about."""
    if not collection.passed_over:
        return ""
    ends = (claim.party, claim.target)
    return next((collection.passed_over[one] for one in ends if one in collection.passed_over), "")


def _why_not(claim: Claim, place: Place, known: Known, collection: Collection) -> Refusal | None:
    for field, missing in known.missing(claim):
        what = "claim" if field == "disputes" else "record"
        problem = f"no {what} in these files has the id {place.written(missing)!r}"
        if missing in collection.of_two_kinds:
            problem = f"the record {missing!r} is of two kinds, and so refused"
        return place.refusal(field, problem, "reference")
    if isinstance(claim, OF_FIRMS) and claim.target in known.persons:
        who = collection.entities[claim.target][2]
        problem = f"{claim.target!r} is a person by {who}; nobody owns, directs or leads a person"
        return place.refusal("target", problem, "subject")
    return None


def _in_circles(parts: Mapping[str, tuple[tuple[str, ...], Place]]) -> Iterator[str]:
    """Records that are among their own components, over any steps."""

    def components(record: str) -> tuple[str, ...]:
        return parts[record][0] if record in parts else ()

    for group in circles(parts, components):
        yield from group
