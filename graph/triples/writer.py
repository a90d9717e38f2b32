"""Records → RDF: one node for every entity, source, claim and citation.

The mapping is the plan in :mod:`graph.claims.fields`, written field by field in
:mod:`graph.triples.predicates`. Statements are canonical N-Quads text, because a release
hashes, sorts and loads exactly that; :func:`quads` gives the same as objects.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache

import pyoxigraph as ox
from msgspec import Struct

from graph.claims.data_set import Meta
from graph.claims.fields import key_of
from graph.claims.indicators import Definition, Indicator, Observation, Target
from graph.claims.model import Claim, Entity, Rule, Source
from graph.claims.rivals_and_rates import ExchangeRate, Rivals
from graph.claims.searches import Search
from graph.triples.cube import cell_lines
from graph.triples.predicates import (
    Nodes,
    Only,
    Several,
    class_tails,
    code,
    literal,
    plan,
    typed,
    undated,
)
from ontology.terms import ID, PREFIXES, Z

GRAPHS = "https://w3id.org/zizhu/graph/"
CLAIMS = GRAPHS + "claims"  # the node of the data set, and the graph that exports are in
ONTOLOGY = GRAPHS + "ontology"
DERIVED = GRAPHS + "derived"
SNAPSHOT = GRAPHS + "snapshot/"
UNNAMED = ""  # the default graph, where a release has claims, ontology and derived results

DCT = PREFIXES["dct"]


def iri_of(record: Struct) -> str:
    """The IRI of an entity, source, claim, rule, rate or any other record.

    >>> iri_of(Source(id="ding-2023", title="…"))
    'https://w3id.org/zizhu/id/source/ding-2023'
    """
    return ID.base + _path(type(record)) + key_of(record)


def lines(
    record: Struct, graph: str = CLAIMS, only: Only = None, met: set[str] | None = None
) -> list[str]:
    """The statements about one record as canonical N-Quads lines, sorted, without line ends.

    Only statements with the properties that ``only`` names are given, if it is. What
    records share, places in sources, is described unless it was ``met`` before.
    """
    met = set() if met is None else met
    cls, node, end = type(record), iri_of(record), _end(graph)
    subject = f"<{node}>"
    kind = record.kind if isinstance(record, Entity) else ""
    said = [subject + tail for tail in class_tails(cls, kind, end, only)]
    for name, write in plan(cls, end, only):
        value = getattr(record, name)
        if not value and (value is False or value != 0):  # nothing is said; zero is something
            if name == "as_of":
                said.extend([subject + tail for tail in undated(end, only)])
        elif isinstance(write, Nodes):
            said.extend(write.lines(node, value, met))
        elif isinstance(write, Several):
            said.extend([subject + tail for tail in write.tails(value)])
        else:
            said.append(subject + write(value))
    if isinstance(record, Observation):
        said.extend(cell_lines(record, subject, end, only))
    said.sort()
    return said


def quads(record: Struct, graph: str = CLAIMS, met: set[str] | None = None) -> Iterator[ox.Quad]:
    """The statements about one record, see :func:`lines`."""
    text = "\n".join(lines(record, graph, met=met)) + "\n"
    return iter(ox.parse(input=text, format=ox.RdfFormat.N_QUADS))


def redirect_lines(redirects: Mapping[str, str], graph: str = CLAIMS) -> Iterator[str]:
    """That what was merged is replaced by what stays; claims are named with their path."""
    for gone, stays in redirects.items():
        yield f"<{ID.base}{gone}> <{DCT}isReplacedBy> <{ID.base}{stays}>{_end(graph)}"


def meta_lines(meta: Meta, graph: str = CLAIMS) -> list[str]:
    """What the data set says of itself."""
    subject, end = f"<{CLAIMS}>", _end(graph)
    said = [
        f"{subject} <{DCT}date> {typed(meta.data_date.isoformat(), 'date')}{end}",
        f"{subject} <{DCT}spatial> {code(meta.home)}{end}",
    ]
    for name, day in (("listsDate", meta.lists_date), ("peopleDate", meta.people_date)):
        if day is not None:
            said.append(f"{subject} <{Z[name]}> {typed(day.isoformat(), 'date')}{end}")
    if meta.title:
        said.append(f"{subject} <{DCT}title> {literal(meta.title)}{end}")
    return sorted(said)


def all_lines(
    meta: Meta, *records: Iterable[Struct], graph: str = CLAIMS, only: Only = None
) -> Iterator[str]:
    """The statements about a whole data set, record by record."""
    yield from meta_lines(meta, graph)
    met: set[str] = set()
    for kind in records:
        for record in kind:
            yield from lines(record, graph, only, met)


def _end(graph: str) -> str:
    """What stands after the object."""
    return f" <{graph}> ." if graph else " ."


@cache
def _path(cls: type[Struct]) -> str:
    if issubclass(cls, Claim):
        return "claim/"
    return _PATHS[cls]


_PATHS: dict[type[Struct], str] = {
    Entity: "",
    Source: "source/",
    Rule: "rule/",
    Rivals: "rivals/",
    ExchangeRate: "rate/",
    Definition: "definition/",
    Indicator: "indicator/",
    Target: "target/",
    Observation: "observation/",
    Search: "search/",
}
