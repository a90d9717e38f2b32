"""Knowledge in one file, for opening a release in a moment.

The records as MessagePack, claims by type, and the lenses as they were when
the release was built; nothing but msgspec is needed to read them. RDF and
Parquet hold the same, for everybody else.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from types import GenericAlias
from typing import TYPE_CHECKING

import msgspec
from msgspec import Raw, Struct

from graph.claims.fact_days import FactDays
from graph.claims.fields import key_of
from graph.claims.indicators import Definition, Indicator, Observation, Target
from graph.claims.knowledge import Knowledge
from graph.claims.model import CLAIM_TYPES, Claim, Entity, Rule, Source
from graph.claims.own_lenses import lenses_with
from graph.claims.own_rules import rules_with
from graph.claims.rivals_and_rates import ExchangeRate, Rivals
from graph.claims.searches import Search
from graph.collector import paused_collector, taken_as_lasting
from graph.errors import DamagedReleaseError
from ontology.lenses import Lens, Prior, in_order, priors
from ontology.load import schemes
from ontology.rules import ReachRule

if TYPE_CHECKING:
    from graph.claims.data_set import Tables

RECORDS = "knowledge.msgpack"
IMPORTS = "imports.json"  # what was read of files of others, where anything was


class _Packed(Struct, kw_only=True):
    home: str
    data_date: date
    days: FactDays
    entities: tuple[Entity, ...]
    sources: tuple[Source, ...]
    claims: dict[str, Raw]
    rules: tuple[Rule, ...]
    rivals: tuple[Rivals, ...]
    rates: tuple[ExchangeRate, ...]
    definitions: tuple[Definition, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    targets: tuple[Target, ...] = ()
    observations: tuple[Observation, ...] = ()
    searches: tuple[Search, ...] = ()
    lenses: tuple[Lens, ...]
    priors: tuple[Prior, ...]
    redirects: dict[str, str] = {}
    reaches: tuple[ReachRule, ...] = ()  # none in releases made before rules were packed


def knowledge_of(tables: Tables) -> Knowledge:
    """What the engine reads, made of what tables say."""
    return Knowledge(
        entities=tables.entities,
        sources=tables.sources,
        claims=tables.claims,
        rules=tables.rules,
        rivals=tables.rivals,
        rates=tables.rates,
        definitions=tables.definitions,
        indicators=tables.indicators,
        targets=tables.targets,
        observations=tables.observations,
        searches=tables.searches,
        redirects=tables.redirects,
        lenses=lenses_with(tables.own_lenses),
        reaches=rules_with(tables.own_rules),
        data_date=tables.meta.data_date,
        days=tables.meta.days,
        home=tables.meta.home,
    )


def in_parts(knowledge: Knowledge) -> tuple[tuple[Struct, ...], ...]:
    """Every kind of record in the order of its ids, as ``graph.claims.data_set.PARTS``."""
    kinds: tuple[Iterable[Struct], ...] = (
        knowledge.entities.values(), knowledge.sources.values(), knowledge.claims.values(),
        knowledge.rules.values(), knowledge.rivals, knowledge.rates,
        knowledge.definitions.values(), knowledge.indicators.values(),
        knowledge.targets, knowledge.observations, knowledge.searches,
    )  # fmt: skip
    return tuple(tuple(sorted(records, key=key_of)) for records in kinds)


def pack(tables: Tables, path: Path) -> None:
    """Write the records of a data set."""
    by_type: dict[str, list[Claim]] = {}
    for claim in tables.claims:
        by_type.setdefault(claim.kind, []).append(claim)
    encoder = msgspec.msgpack.Encoder()
    packed = _Packed(
        home=tables.meta.home,
        data_date=tables.meta.data_date,
        days=tables.meta.days,
        entities=tables.entities,
        sources=tables.sources,
        claims={kind: Raw(encoder.encode(claims)) for kind, claims in by_type.items()},
        rules=tables.rules,
        rivals=tables.rivals,
        rates=tables.rates,
        definitions=tables.definitions,
        indicators=tables.indicators,
        targets=tables.targets,
        observations=tables.observations,
        searches=tables.searches,
        redirects=dict(tables.redirects),
        lenses=tuple(lenses_with(tables.own_lenses).values()),
        priors=tuple(priors().values()),
        reaches=tuple(rules_with(tables.own_rules).values()),
    )
    path.write_bytes(encoder.encode(packed))


def unpack(path: Path) -> Knowledge:
    """Read what :func:`pack` wrote; raise :class:`DamagedReleaseError` if it is not that."""
    schemes()  # whatever is asked needs the codes: read with the facts, not by the first who asks
    try:
        with paused_collector():
            packed = msgspec.msgpack.decode(path.read_bytes(), type=_Packed)
            claims = [
                claim
                for kind, raw in packed.claims.items()
                for claim in msgspec.msgpack.decode(
                    raw, type=GenericAlias(list, (CLAIM_TYPES[kind],))
                )
            ]
            taken_as_lasting()
    except (OSError, msgspec.DecodeError, KeyError) as error:
        raise DamagedReleaseError(f"{path.name} cannot be read: {error}") from error
    return Knowledge(
        entities=packed.entities,
        sources=packed.sources,
        claims=claims,
        rules=packed.rules,
        rivals=packed.rivals,
        rates=packed.rates,
        definitions=packed.definitions,
        indicators=packed.indicators,
        targets=packed.targets,
        observations=packed.observations,
        searches=packed.searches,
        redirects=packed.redirects,
        lenses=in_order(packed.lenses),
        priors={prior.id: prior for prior in packed.priors},
        reaches={rule.id: rule for rule in packed.reaches} or None,
        data_date=packed.data_date,
        days=packed.days,
        home=packed.home,
    )
