"""RDF → records: the inverse of :mod:`graph.writer`.

Statements may come in any order and from any number of sources; those about
one node are gathered first. A property of ours that the record's class does
not have raises, since dropping it would lose what somebody said.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

import pyoxigraph as ox
from msgspec import Struct

from graph.errors import InputError, UnknownTermError
from graph.fields import NS, RECORD_TYPES, Field, Holds, entity_kinds, fields_of, property_of
from graph.figures import Definition, Indicator, Observation, Target
from graph.formats.tables import Meta, Tables
from graph.model import Citation, Claim, Entity, ExchangeRate, Identifier, Rivals, Rule, Source
from graph.periods import PartialDate, Period
from graph.shares import Share
from graph.writer import CLAIMS, DCT, RDF_TYPE
from ontology.terms import CODE, ID, LENS

REPLACED = DCT + "isReplacedBy"  # of what was merged

Node = Mapping[str, Sequence[str]]  # property → values, IRIs and lexical forms alike
Nodes = Mapping[str, Node]


def read_quads(quads: Iterable[ox.Quad]) -> Tables:
    """The data set that statements of a claims graph describe; raise :class:`InputError`."""
    nodes = gather(quads)
    said = nodes.get(CLAIMS, {})
    records = list(records_of(nodes))
    return Tables(
        meta=Meta(
            home=_local(_only(said, DCT + "spatial", CLAIMS), CODE.base),
            data_date=date.fromisoformat(_only(said, DCT + "date", CLAIMS)),
            title=said.get(DCT + "title", [""])[0],
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
        redirects={
            subject.removeprefix(ID.base): node[REPLACED][0].removeprefix(ID.base)
            for subject, node in nodes.items()
            if REPLACED in node
        },
    )


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
    for subject, node in nodes.items():
        for iri in node.get(RDF_TYPE, ()):
            local = iri.removeprefix(NS)
            if local in entity_kinds():
                yield _record(Entity, local, subject, node, nodes)
            elif local in RECORD_TYPES:
                yield _record(RECORD_TYPES[local], "", subject, node, nodes)


def _record(cls: type[Struct], kind: str, subject: str, node: Node, nodes: Nodes) -> Struct:
    _refuse_strangers(cls, subject, node)
    values: dict[str, Any] = {}
    for field in fields_of(cls):
        if field.holds is Holds.ID:
            values[field.name] = subject.rpartition("/")[2]
        elif field.holds is Holds.KIND:
            values[field.name] = kind
        else:
            value = _value(cls, field, node, nodes)
            if value is not None:
                values[field.name] = value
            elif field.required:
                raise InputError(f"{subject} has no {field.name}")
    try:
        return cls(**values)
    except InputError as error:
        raise InputError(f"{subject}: {error}") from error


def _value(cls: type[Struct], field: Field, node: Node, nodes: Nodes) -> Any:
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
        return tuple(_citation(name, nodes) for name in sorted(found, key=_number))
    if field.holds is Holds.IDENTIFIERS:
        return tuple(sorted(_identifier(name, nodes) for name in found))
    read = _READERS.get(field.holds, str)
    if field.many:
        return tuple(sorted(read(text) for text in found))
    return read(_only(node, field.property, cls.__name__))


def _share(name: str, node: Node) -> Share | None:
    lower, upper = (node.get(property_of("Claim", f"{name}.{side}")) for side in ("lower", "upper"))
    if not lower and not upper:
        return None
    low_open, high_open = (
        node.get(property_of("Claim", f"{name}.{side}_open"), ("false",))[0] in ("true", "1")
        for side in ("lower", "upper")
    )
    low, high = Decimal(lower[0] if lower else 0), Decimal(upper[0] if upper else 100)
    return Share(low, high, low_open, high_open)


_LENGTHS = {"year": 4, "month": 7, "day": 10}


def _date(cls: type[Struct], name: str, node: Node) -> PartialDate | None:
    found = node.get(property_of(cls.__name__, name))
    if not found:
        return None
    precision = node.get(property_of(cls.__name__, f"{name}.precision"), (CODE.base + "day",))[0]
    return PartialDate.parse(found[0][: _LENGTHS[_local(precision, CODE.base)]])


def _citation(name: str, nodes: Nodes) -> Citation:
    node = nodes.get(name, {})
    source = _only(node, property_of("Citation", "source"), name)
    locator = _only(node, property_of("Citation", "locator"), name)
    return Citation(_last(source), locator)


def _identifier(name: str, nodes: Nodes) -> Identifier:
    node = nodes.get(name, {})
    scheme = _only(node, property_of("Identifier", "scheme"), name)
    return Identifier(
        _local(scheme, CODE.base), _only(node, property_of("Identifier", "value"), name)
    )


def _refuse_strangers(cls: type[Struct], subject: str, node: Node) -> None:
    strangers = [iri for iri in node if iri.startswith(NS) and iri not in _properties(cls)]
    if strangers:
        names = ", ".join(sorted(iri.removeprefix(NS) for iri in strangers))
        raise UnknownTermError(f"{subject}: a {cls.__name__} has no {names}")


@cache
def _properties(cls: type[Struct]) -> frozenset[str]:
    """Every property a record of the class may carry."""
    found = {field.property for field in fields_of(cls)}
    for field in fields_of(cls):
        parts = _PARTS.get(field.holds, ())
        if field.name == "as_of":
            parts = (*parts, "missing")
        owner = "Claim" if field.holds is Holds.SHARE else cls.__name__
        for part in parts:
            found.add(property_of(owner, f"{field.name}.{part}"))
    return frozenset(found)


_PARTS: dict[Holds, tuple[str, ...]] = {
    Holds.SHARE: ("lower", "upper", "exact", "lower_open", "upper_open"),
    Holds.PERIOD: ("start", "start.precision", "end", "end.precision"),
    Holds.DATE: ("precision",),
}


def _only(node: Node, iri: str, subject: str) -> str:
    found = node.get(iri, ())
    if len(found) != 1:
        raise InputError(f"{subject} needs one {iri}, and has {len(found)}")
    return found[0]


def _local(iri: str, base: str) -> str:
    if not iri.startswith(base):
        raise InputError(f"{iri} does not begin with {base}")
    return iri[len(base) :]


def _last(iri: str) -> str:
    return iri.rpartition("/")[2]


def _number(iri: str) -> int:
    return int(iri.rpartition("#c")[2])


_READERS: dict[Holds, Callable[[str], Any]] = {
    Holds.CODE: lambda iri: _local(iri, CODE.base),
    Holds.ENTITY: lambda iri: _local(iri, ID.base),
    Holds.SOURCE: _last,
    Holds.CLAIM: _last,
    Holds.DEFINITION: _last,
    Holds.INDICATOR: _last,
    Holds.LENS: lambda iri: _local(iri, LENS.base),
    Holds.DECIMAL: Decimal,
    Holds.INTEGER: int,
    Holds.FLAG: lambda text: text in ("true", "1"),
}
