"""Fields of records → predicates and objects, the part of a statement after its subject.

What a field says is often said again: the same code, day, source or locator
stands in thousands of records. So the text after the subject is written once
for each field and value, and remembered.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple

from msgspec import Struct

from graph.claims.fields import Field, Holds, fields_of, property_of
from graph.claims.indicators import Definition, Observation
from graph.claims.model import Citation, Claim, Entity, Identifier, Source
from graph.claims.periods import PartialDate, Period
from graph.claims.shares import Share, plain
from ontology.terms import CODE, ID, LENS, PREFIXES, Z

RDF_TYPE = PREFIXES["rdf"] + "type"
XSD = PREFIXES["xsd"]
CITATIONS = f"{ID.base}citation/"
NOT_DATED = "notDated"  # the code that stands where a claim has no day
ENDS = ("due",)  # days by which something ends, and is not begun
REMEMBERED = 1 << 14  # values of one field; most fields have a few dozen

_SPECIAL = re.compile(r'[\x00-\x1f"\\\x7f]')
_ESCAPES = {
    "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\",
}  # fmt: skip

Tails = Sequence[str]  # each a predicate, an object, the graph and a full stop
One = Callable[[Any], str]
Only = frozenset[str] | None  # the properties that are wanted; None: all


class Several(NamedTuple):
    """A field that takes several statements, or as many as it has values."""

    tails: Callable[[Any], Tails]


class Nodes(NamedTuple):
    """A field whose values have a node each: a number of the record, or a place in a source.

    A number has its node under that of the record. A place has one for all that cite it,
    so that what rests on a page is found from there, and is described once.
    """

    leading: str  # the predicate that leads to each; empty if none is wanted
    end: str
    shared: Callable[[Any], str] | None  # the node of a value that records share
    tails: Callable[[Any], Tails]

    def lines(self, node: str, values: Sequence[Any], met: set[str]) -> list[str]:
        """The statements that lead to the values, and those about values not ``met`` before."""
        said = []
        for number, value in enumerate(values, 1):
            name = self.shared(value) if self.shared else f"<{node}#i{number}>"
            if self.leading:
                said.append(f"<{node}>{self.leading}{name}{self.end}")
            if name not in met:
                if self.shared:
                    met.add(name)
                said.extend([name + tail for tail in self.tails(value)])
        return said


@cache
def plan(
    cls: type[Struct], end: str, only: Only = None
) -> tuple[tuple[str, One | Several | Nodes], ...]:
    """How each field of a record class is written, ``end`` being the graph and the full stop.

    Of properties that are not among ``only`` nothing is written.
    """
    written = (f for f in fields_of(cls) if f.holds not in (Holds.ID, Holds.KIND))
    return tuple(
        (field.name, _writer(cls.__name__, field, end, only))
        for field in written
        if only is None or field.property in only or field.holds in (*_SEVERAL, *_NODES)
    )


@cache
def class_tails(cls: type[Struct], kind: str, end: str, only: Only = None) -> Tails:
    """The statements that say of which classes a record is; ``kind`` is that of an entity."""
    if cls is Entity:
        names: Tails = (kind,)
    elif issubclass(cls, Claim):
        names = (cls.__name__, "Claim")
    else:
        names = ("SourceDocument" if cls is Source else cls.__name__,)
    said = [f" <{RDF_TYPE}> <{Z[name]}>{end}" for name in names]
    return _kept((*said, *(f" {also}{end}" for also in _ALSO.get(cls, ()))), only)


@cache
def undated(end: str, only: Only = None) -> Tails:
    """The statement that stands for a missing ``as_of``."""
    return _kept((f" <{property_of('Claim', 'as_of.missing')}> {code(NOT_DATED)}{end}",), only)


def literal(text: str) -> str:
    r"""A plain literal in canonical N-Quads.

    >>> print(literal('says "yes"\n'))
    "says \"yes\"\n"
    """
    if _SPECIAL.search(text):
        text = _SPECIAL.sub(lambda m: _ESCAPES.get(m[0]) or f"\\u{ord(m[0]):04X}", text)
    return f'"{text}"'


def typed(text: str, datatype: str) -> str:
    """A literal of a datatype of XML Schema.

    >>> typed("1", "integer")
    '"1"^^<http://www.w3.org/2001/XMLSchema#integer>'
    """
    return f'"{text}"^^<{XSD}{datatype}>'


def code(notation: str) -> str:
    """The node of a code, as an N-Quads term."""
    return f"<{CODE.base}{notation}>"


def _writer(cls: str, field: Field, end: str, only: Only) -> One | Several | Nodes:
    """The function that writes a field's value."""
    if field.holds in _NODES:
        shared, tails = _NODES[field.holds]
        leading = f" <{field.property}> " if only is None or field.property in only else ""
        return Nodes(leading, end, shared, _remembering(lambda v: _kept(tails(v, end), only)))
    if field.holds in _SEVERAL:
        write = _SEVERAL[field.holds]
        return Several(_remembering(lambda v: _kept(write(cls, field.name, v, end), only)))
    one = _one(field, end)
    if field.many:
        return Several(_remembering(lambda values: tuple(map(one, values))))
    return _remembering(one) if field.holds in _REPEATED else one


def _one(field: Field, end: str) -> One:
    """The function that writes a single value as a predicate and an object."""
    predicate = f" <{field.property}> "
    if field.holds in _BASES:
        opening, closing = f"{predicate}<{_BASES[field.holds]}", f">{end}"
        return lambda name: opening + name + closing
    term = _LITERALS.get(field.holds, literal)
    return lambda value: predicate + term(value) + end


def _kept(tails: Tails, only: Only) -> Tails:
    """The tails whose predicate is wanted."""
    return tuple(t for t in tails if only is None or t[2 : t.index(">")] in only)


def _remembering(write: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lru_cache(REMEMBERED)(write)


def citation_iri(citation: Citation) -> str:
    """The IRI of a place in a source: the source, and a digest of where in it.

    >>> citation_iri(Citation("ding-2023", "p. 4"))
    'https://w3id.org/zizhu/id/citation/ding-2023/eb5ccca626b0f36ed123b88e8b53fdd1'
    """
    where = hashlib.sha256(citation.locator.encode()).hexdigest()[:32]
    return f"{CITATIONS}{citation.source}/{where}"


@lru_cache(REMEMBERED)
def _place(citation: Citation) -> str:
    return f"<{citation_iri(citation)}>"


def _citation(citation: Citation, end: str) -> Tails:
    return (
        f" <{RDF_TYPE}> <{Z.Citation}>{end}",
        f" <{property_of('Citation', 'source')}> <{ID.base}source/{citation.source}>{end}",
        f" <{property_of('Citation', 'locator')}> {literal(citation.locator)}{end}",
    )


def _identifier(identifier: Identifier, end: str) -> Tails:
    return (
        f" <{RDF_TYPE}> <{Z.Identifier}>{end}",
        f" <{property_of('Identifier', 'scheme')}> {code(identifier.scheme)}{end}",
        f" <{property_of('Identifier', 'value')}> {literal(identifier.value)}{end}",
    )


def _share(_: str, name: str, share: Share, end: str) -> list[str]:
    said = [
        f" <{property_of('Claim', f'{name}.{part}')}> {typed(plain(number), 'decimal')}{end}"
        for part in ("lower", "upper", "exact")
        if (number := getattr(share, part)) is not None
    ]
    said += [
        f" <{property_of('Claim', f'{name}.{part}')}> {_TRUE}{end}"
        for part in ("lower_open", "upper_open")
        if getattr(share, part)
    ]
    return said


def _period(cls: str, name: str, period: Period, end: str) -> list[str]:
    said = []
    if period.start is not None:
        said += _dated(cls, f"{name}.start", period.start, period.start.first.isoformat(), end)
    if period.end is not None:
        said += _dated(cls, f"{name}.end", period.end, period.end.last.isoformat(), end)
    return said


def _date(cls: str, name: str, day: PartialDate, end: str) -> list[str]:
    # What is due by 2025 may still be reached on its last day.
    text = (day.last if name in ENDS else day.first).isoformat()
    return _dated(cls, name, day, text, end)


def _dated(cls: str, name: str, day: PartialDate, text: str, end: str) -> list[str]:
    return [
        f" <{property_of(cls, name)}> {typed(text, 'date')}{end}",
        f" <{property_of(cls, f'{name}.precision')}> {code(day.precision)}{end}",
    ]


_TRUE = typed("true", "boolean")
# What a record is in the words of others, for those who ask in these.
_ALSO: dict[type[Struct], Tails] = {
    Observation: (f"<{RDF_TYPE}> <{PREFIXES['qb']}Observation>",),
    Definition: (
        f"<{RDF_TYPE}> <{PREFIXES['skos']}Concept>",
        f"<{PREFIXES['skos']}inScheme> <{ID.base}definitions>",
    ),
}
_BASES: dict[Holds, str] = {
    Holds.CODE: CODE.base,
    Holds.ENTITY: ID.base,
    Holds.SOURCE: f"{ID.base}source/",
    Holds.CLAIM: f"{ID.base}claim/",
    Holds.DEFINITION: f"{ID.base}definition/",
    Holds.INDICATOR: f"{ID.base}indicator/",
    Holds.LENS: LENS.base,
}
_LITERALS: dict[Holds, One] = {
    Holds.CHINESE: lambda text: literal(text) + "@zh",
    Holds.ADDRESS: lambda text: f"{literal(text)}^^<{XSD}anyURI>",
    Holds.DECIMAL: lambda number: typed(plain(number), "decimal"),
    Holds.INTEGER: lambda number: typed(str(number), "integer"),
    Holds.FLAG: lambda _: _TRUE,
}
_SEVERAL: dict[Holds, Callable[[str, str, Any, str], list[str]]] = {
    Holds.SHARE: _share,
    Holds.PERIOD: _period,
    Holds.DATE: _date,
}
_NODES: dict[Holds, tuple[Callable[[Any], str] | None, Callable[[Any, str], Tails]]] = {
    Holds.CITATIONS: (_place, _citation),
    Holds.IDENTIFIERS: (None, _identifier),
}
_REPEATED = frozenset({Holds.CODE, Holds.SOURCE, Holds.LENS, Holds.FLAG})
