"""The part of what is known that stands around some entities, fit to be carried elsewhere.

Whoever takes it must be able to read it alone: everybody a claim names is in it,
every source it cites, and every claim it disputes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import cast

from msgspec import Struct

from graph.claims.fields import Holds, fields_of
from graph.claims.knowledge import Knowledge
from graph.claims.model import Claim, Entity, Source
from graph.claims.walks import everybody

# Claims that describe one of the entities rather than tie it to another.
DESCRIBING = frozenset(
    {"Location", "Classification", "Citizenship", "Residence", "Listing", "HolderTable"}
)


class Excerpt(Struct, frozen=True, kw_only=True):
    """Entities, sources and claims in which nothing is named that is not there."""

    entities: tuple[Entity, ...]
    sources: tuple[Source, ...]
    claims: tuple[Claim, ...]


def excerpt(knowledge: Knowledge, claims: Iterable[str], entities: Iterable[str]) -> Excerpt:
    """These claims, what describes these entities, and all that either needs.

    Ids that nothing here has are passed over: a drawing has nodes for holders nobody named.
    Order is that of the tables; cost is linear in what is kept.
    """
    wanted = {name for name in claims if name in knowledge.claims}
    named = {name for name in entities if name in knowledge.entities}
    for name in named:
        wanted |= {one.id for one in knowledge.touching(name) if one.kind in DESCRIBING}
    wanted = _with_disputed(knowledge, wanted)
    kept = tuple(claim for name, claim in knowledge.claims.items() if name in wanted)
    for claim in kept:
        named |= set(_referred(claim))
    named = _with_parts(knowledge, named)
    described = tuple(entity for name, entity in knowledge.entities.items() if name in named)
    citations = (
        *(c for one in kept for c in one.citations),
        *(c for one in described for c in one.citations),
    )
    cited = {citation.source for citation in citations}
    cited |= {knowledge.sources[name].relayed_by for name in cited}
    return Excerpt(
        entities=described,
        sources=tuple(source for name, source in knowledge.sources.items() if name in cited),
        claims=kept,
    )


def everything(knowledge: Knowledge) -> Iterator[Struct]:
    """All that a release was built from, as records: sources first, then who, then what is said."""
    yield from knowledge.sources.values()
    yield from knowledge.entities.values()
    yield from knowledge.claims.values()
    yield from knowledge.rules.values()
    yield from knowledge.rivals
    yield from knowledge.rates
    yield from knowledge.definitions.values()
    yield from knowledge.indicators.values()
    yield from knowledge.targets
    yield from knowledge.observations
    yield from knowledge.searches


def _with_disputed(knowledge: Knowledge, claims: Iterable[str]) -> set[str]:
    """Some claims, those they dispute, and those disputed by these in turn."""
    return set(everybody(claims, lambda claim: knowledge.claims[claim].disputes))


def _with_parts(knowledge: Knowledge, names: Iterable[str]) -> set[str]:
    """Some entities, whoever the description of one names, and whoever theirs does."""

    def described_by(name: str) -> Iterable[str]:
        entity = knowledge.entities.get(name)
        return _referred(entity) if entity else ()

    return set(everybody(names, described_by))


def _referred(record: Struct) -> Iterable[str]:
    for field in fields_of(type(record)):
        if field.holds is Holds.ENTITY:
            value = getattr(record, field.name)
            yield from cast(Iterable[str], value) if field.many else (value,) if value else ()
