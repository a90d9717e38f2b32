"""What is said of a node of RDF → the record it describes.

A property of ours that the record's class does not have raises, since dropping
it would lose what somebody said.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import Any

import pyoxigraph as ox
from msgspec import Struct

from graph.claims.fields import NS, RECORD_TYPES, Field, Holds, entity_kinds, fields_of, property_of
from graph.claims.indicators import Observation
from graph.claims.model import Citation, Entity, Identifier
from graph.claims.periods import PartialDate, Period
from graph.claims.shares import Share
from graph.errors import InputError, UnknownTermError
from graph.triples.cube import derived_properties
from ontology.terms import CODE, ID, LENS, PREFIXES, nearest

RDF_TYPE = PREFIXES["rdf"] + "type"

Node = Mapping[str, Sequence[str]]  # property → values, IRIs and lexical forms alike
Nodes = Mapping[str, Node]
Look = Callable[[str], Node]  # the node of that name, empty if there is none


def gather(quads: Iterable[ox.Quad]) -> Nodes:
    """Statements grouped by the node they are about."""
    nodes: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for quad in quads:
        if isinstance(quad.subject, ox.Triple) or isinstance(quad.object, ox.Triple):
            raise InputError(f"a statement about a statement cannot be a claim: {quad}")
        nodes[quad.subject.value][quad.predicate.value].append(quad.object.value)
    return nodes


def records_of(nodes: Nodes) -> Iterator[Struct]:
    """Every record among the nodes: entities, sources, claims and all the others."""

    def look(name: str) -> Node:
        return nodes.get(name, {})

    for subject, node in nodes.items():
        for iri in node.get(RDF_TYPE, ()):
            local = iri.removeprefix(NS)
            if local in entity_kinds() or local in RECORD_TYPES:
                yield record_at(subject, local, look)


def record_at(subject: str, named: str, look: Look) -> Struct:
    """The record a node describes, which is of the class ``named`` in the ontology.

    Raises
    ------
    InputError
        If the node lacks what such a record needs, or has what it cannot hold.
    """
    is_entity = named in entity_kinds()
    cls = Entity if is_entity else RECORD_TYPES[named]
    node = look(subject)
    _refuse_strangers(cls, subject, node)
    values: dict[str, Any] = {}
    for field in fields_of(cls):
        if field.holds is Holds.ID:
            values[field.name] = subject.rpartition("/")[2]
        elif field.holds is Holds.KIND:
            values[field.name] = named
        else:
            value = _value(cls, field, node, look)
            if value is not None:
                values[field.name] = value
            elif field.required:
                raise InputError(f"{subject} has no {field.name}")
    try:
        return cls(**values)
    except InputError as error:
        raise InputError(f"{subject}: {error}") from error


def _value(cls: type[Struct], field: Field, node: Node, look: Look) -> Any:
    if field.holds is Holds.SHARE:
        return _share(field.name, node)
    if field.holds is Holds.PERIOD:
        start, end = (_date(cls, f"{field.name}.{side}", node) for side in ("start", "end"))
        return Period(start, end)
    if field.holds is Holds.DATE:
        return _date(cls, field.name, node)
    found = node.get(field.property)
    if not found:
        return None
    if field.holds is Holds.CITATIONS:
        return tuple(sorted({_citation(name, look) for name in found}))
    if field.holds is Holds.IDENTIFIERS:
        return tuple(sorted(_identifier(name, look) for name in found))
    read = _READERS.get(field.holds, str)
    if field.many:
        return tuple(sorted(read(text) for text in found))
    return read(only(node, field.property, cls.__name__))


def _share(name: str, node: Node) -> Share | None:
    lower, upper, exact, low_open, high_open = (
        _one(node, property_of("Claim", f"{name}.{part}")) for part in _PARTS[Holds.SHARE]
    )
    if exact is not None:
        if any(bound is not None and Decimal(bound) != Decimal(exact) for bound in (lower, upper)):
            raise InputError(f"the exact share {exact} lies beside other bounds")
        lower = upper = exact
    if lower is None and upper is None:
        return None
    opened = (low_open in _TRUE, high_open in _TRUE)
    return Share(Decimal(lower or 0), Decimal(upper or 100), *opened)


_LENGTHS = {"year": 4, "month": 7, "day": 10}


def _date(cls: type[Struct], name: str, node: Node) -> PartialDate | None:
    found = _one(node, property_of(cls.__name__, name))
    if found is None:
        return None
    precision = _one(node, property_of(cls.__name__, f"{name}.precision")) or CODE.base + "day"
    length = _LENGTHS.get(local_name(precision, CODE.base))
    if length is None:
        raise InputError(f"{precision} is no precision of a date")
    return PartialDate.parse(found[:length])


def _one(node: Node, iri: str) -> str | None:
    """The only value of a property, if it has one."""
    found = node.get(iri, ())
    if len(found) > 1:
        raise InputError(f"{iri.rpartition('#')[2]} has {len(found)} values: {', '.join(found)}")
    return found[0] if found else None


def _citation(name: str, look: Look) -> Citation:
    node = look(name)
    source = only(node, property_of("Citation", "source"), name)
    locator = only(node, property_of("Citation", "locator"), name)
    return Citation(_last(source), locator)


def _identifier(name: str, look: Look) -> Identifier:
    node = look(name)
    scheme = only(node, property_of("Identifier", "scheme"), name)
    return Identifier(
        local_name(scheme, CODE.base), only(node, property_of("Identifier", "value"), name)
    )


def _refuse_strangers(cls: type[Struct], subject: str, node: Node) -> None:
    strangers = [iri for iri in node if iri.startswith(NS) and iri not in properties_of(cls)]
    if strangers:
        names = sorted(iri.removeprefix(NS) for iri in strangers)
        known = [iri.removeprefix(NS) for iri in properties_of(cls)]
        close = sorted({one for name in names for one in nearest(name, known)})
        hint = f"; did you mean {' or '.join(close)}?" if close else ""
        raise UnknownTermError(f"{subject}: a {cls.__name__} has no {', '.join(names)}{hint}")


@cache
def properties_of(cls: type[Struct]) -> frozenset[str]:
    """Every property a record of the class may carry, with those that only follow from others."""
    found = {field.property for field in fields_of(cls)}
    if cls is Observation:
        found |= derived_properties()
    for field in fields_of(cls):
        parts = _PARTS.get(field.holds, ())
        if field.name == "as_of":
            parts = (*parts, "missing")
        owner = "Claim" if field.holds is Holds.SHARE else cls.__name__
        for part in parts:
            found.add(property_of(owner, f"{field.name}.{part}"))
    return frozenset(found)


_PARTS: dict[Holds, tuple[str, ...]] = {
    Holds.SHARE: ("lower", "upper", "exact", "lower_open", "upper_open"),  # in this order
    Holds.PERIOD: ("start", "start.precision", "end", "end.precision"),
    Holds.DATE: ("precision",),
}


def only(node: Node, iri: str, subject: str) -> str:
    """The one value that a property must have."""
    found = node.get(iri, ())
    if len(found) != 1:
        raise InputError(f"{subject} needs one {iri}, and has {len(found)}")
    return found[0]


def local_name(iri: str, base: str) -> str:
    """An IRI without the base it must begin with."""
    if not iri.startswith(base):
        raise InputError(f"{iri} does not begin with {base}")
    return iri[len(base) :]


def _last(iri: str) -> str:
    return iri.rpartition("/")[2]


_TRUE = ("true", "1")

_READERS: dict[Holds, Callable[[str], Any]] = {
    Holds.CODE: lambda iri: local_name(iri, CODE.base),
    Holds.ENTITY: lambda iri: local_name(iri, ID.base),
    Holds.SOURCE: _last,
    Holds.CLAIM: _last,
    Holds.DEFINITION: _last,
    Holds.INDICATOR: _last,
    Holds.LENS: lambda iri: local_name(iri, LENS.base),
    Holds.DECIMAL: Decimal,
    Holds.INTEGER: int,
    Holds.FLAG: lambda text: text in _TRUE,
}
