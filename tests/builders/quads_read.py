"""A release's own statements read back as a data set: what tests hold the writer against.

The product reads foreign RDF, and a release's, through ``graph.formats.rdf.reader``; this is
the plain inverse of ``graph.triples.writer``, with what the data set says of itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pyoxigraph as ox

from graph.claims.data_set import Meta, Tables
from graph.claims.indicators import Definition, Indicator, Observation, Target
from graph.claims.model import Claim, Entity, Rule, Source
from graph.claims.rivals_and_rates import ExchangeRate, Rivals
from graph.claims.searches import Search
from graph.triples.nodes import Node, gather, local_name, only, records_of
from graph.triples.writer import CLAIMS, DCT
from ontology.terms import CODE, ID, Z

REPLACED = DCT + "isReplacedBy"  # of what was merged


def _day(said: Node, name: str) -> date | None:
    """A day that a data set gives for one kind of its facts, if it does."""
    given = said.get(Z[name], ())
    return date.fromisoformat(given[0]) if given else None


def read_quads(quads: Iterable[ox.Quad]) -> Tables:
    """The data set that statements of a claims graph describe; raise :class:`InputError`."""
    nodes = gather(quads)
    said = nodes.get(CLAIMS, {})
    records = list(records_of(nodes))
    return Tables(
        meta=Meta(
            home=local_name(only(said, DCT + "spatial", CLAIMS), CODE.base),
            data_date=date.fromisoformat(only(said, DCT + "date", CLAIMS)),
            title=said.get(DCT + "title", [""])[0],
            lists_date=_day(said, "listsDate"),
            people_date=_day(said, "peopleDate"),
        ),
        entities=tuple(r for r in records if isinstance(r, Entity)),
        sources=tuple(r for r in records if isinstance(r, Source)),
        claims=tuple(r for r in records if isinstance(r, Claim)),
        rules=tuple(r for r in records if isinstance(r, Rule)),
        rivals=tuple(r for r in records if isinstance(r, Rivals)),
        rates=tuple(r for r in records if isinstance(r, ExchangeRate)),
        definitions=tuple(r for r in records if isinstance(r, Definition)),
        indicators=tuple(r for r in records if isinstance(r, Indicator)),
        targets=tuple(r for r in records if isinstance(r, Target)),
        observations=tuple(r for r in records if isinstance(r, Observation)),
        searches=tuple(r for r in records if isinstance(r, Search)),
        redirects={
            subject.removeprefix(ID.base): node[REPLACED][0].removeprefix(ID.base)
            for subject, node in nodes.items()
            if REPLACED in node
        },
    )
