"""Records → RDF: one node for every entity, source, claim and citation.

The mapping is the plan in :mod:`graph.fields`. Statements are written as
canonical N-Quads text, because a release hashes, sorts and loads exactly that;
:func:`quads` gives the same statements as objects.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Any

import pyoxigraph as ox
from msgspec import Struct

from graph.fields import Field, Holds, fields_of, key_of, property_of
from graph.figures import Definition, Indicator, Observation, Target
from graph.meta import Meta
from graph.model import Citation, Claim, Entity, ExchangeRate, Rivals, Rule, Source
from graph.periods import PartialDate, Period
from graph.shares import Share, plain
from ontology.terms import CODE, ID, LENS, PREFIXES, Z

GRAPHS = "https://w3id.org/zizhu/graph/"
CLAIMS = GRAPHS + "claims"
ONTOLOGY = GRAPHS + "ontology"
DERIVED = GRAPHS + "derived"
SNAPSHOT = GRAPHS + "snapshot/"

RDF_TYPE = PREFIXES["rdf"] + "type"
DCT = PREFIXES["dct"]
XSD = PREFIXES["xsd"]

_SPECIAL = re.compile(r'[\x00-\x1f"\\\x7f]')
_ESCAPES = {
    "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\",
}  # fmt: skip

Pairs = list[tuple[str, str]]  # predicate and object, as N-Quads terms


def iri_of(record: Struct) -> str:
    """The IRI of an entity, source, claim, rule, rate or any other record.

    >>> iri_of(Source(id="ding-2023", title="…"))
    'https://w3id.org/zizhu/id/source/ding-2023'
    """
    return ID.base + _path(type(record)) + key_of(record)


def lines(record: Struct, graph: str = CLAIMS) -> list[str]:
    """The statements about one record as canonical N-Quads lines, sorted, without line ends."""
    subject, end = iri_of(record), f"<{graph}> ."
    written: list[str] = []
    for node, pairs in _nodes(record, subject):
        written.extend(f"<{node}> {predicate} {value} {end}" for predicate, value in pairs)
    written.sort()
    return written


def quads(record: Struct, graph: str = CLAIMS) -> Iterator[ox.Quad]:
    """The statements about one record."""
    text = "\n".join(lines(record, graph)) + "\n"
    return iter(ox.parse(input=text, format=ox.RdfFormat.N_QUADS))


def redirect_lines(redirects: Mapping[str, str], graph: str = CLAIMS) -> Iterator[str]:
    """That what was merged is replaced by what stays; claims are named with their path."""
    for gone, stays in redirects.items():
        yield f"<{ID.base}{gone}> <{DCT}isReplacedBy> <{ID.base}{stays}> <{graph}> ."


def meta_lines(meta: Meta, graph: str = CLAIMS) -> list[str]:
    """What the data set says of itself, on the node of its graph."""
    said = [
        f"<{graph}> <{DCT}date> {_typed(meta.data_date.isoformat(), 'date')} <{graph}> .",
        f"<{graph}> <{DCT}spatial> {_code(meta.home)} <{graph}> .",
    ]
    if meta.title:
        said.append(f"<{graph}> <{DCT}title> {literal(meta.title)} <{graph}> .")
    return sorted(said)


def all_lines(meta: Meta, *records: Iterable[Struct]) -> Iterator[str]:
    """The statements about a whole data set, record by record."""
    yield from meta_lines(meta)
    for kind in records:
        for record in kind:
            yield from lines(record)


def literal(text: str) -> str:
    r"""A plain literal in canonical N-Quads.

    >>> print(literal('says "yes"\n'))
    "says \"yes\"\n"
    """
    if _SPECIAL.search(text):
        text = _SPECIAL.sub(lambda m: _ESCAPES.get(m[0]) or f"\\u{ord(m[0]):04X}", text)
    return f'"{text}"'


def _nodes(record: Struct, subject: str) -> Iterator[tuple[str, Pairs]]:
    pairs: Pairs = [(f"<{RDF_TYPE}>", f"<{Z[name]}>") for name in _classes(record)]
    pairs += _ALSO.get(type(record), ())
    for field, predicate, write in _plan(type(record)):
        value = getattr(record, field.name)
        if value is False or value in (None, "", ()):
            if field.name == "as_of":
                pairs.append((_predicate("Claim", "as_of.missing"), _code("notDated")))
        elif field.holds is Holds.CITATIONS:
            for number, citation in enumerate(value, 1):
                pairs.append((predicate, f"<{subject}#c{number}>"))
                yield f"{subject}#c{number}", _citation(citation)
        elif field.holds is Holds.IDENTIFIERS:
            for number, identifier in enumerate(value, 1):
                pairs.append((predicate, f"<{subject}#i{number}>"))
                yield f"{subject}#i{number}", _identifier(identifier)
        elif field.many:
            pairs.extend((predicate, write(item)) for item in value)
        elif field.holds in _SEVERAL:
            pairs.extend(_SEVERAL[field.holds](type(record).__name__, field.name, value))
        else:
            pairs.append((predicate, write(value)))
    yield subject, pairs


@cache
def _plan(cls: type[Struct]) -> tuple[tuple[Field, str, Callable[[Any], str]], ...]:
    written = (f for f in fields_of(cls) if f.holds not in (Holds.ID, Holds.KIND))
    return tuple((f, f"<{f.property}>", _TERMS.get(f.holds, literal)) for f in written)


@cache
def _predicate(cls_name: str, field: str) -> str:
    return f"<{property_of(cls_name, field)}>"


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
}
# What a record is in the words of others, for those who ask in these.
_ALSO: dict[type[Struct], Pairs] = {
    Observation: [(f"<{RDF_TYPE}>", f"<{PREFIXES['qb']}Observation>")],
    Definition: [
        (f"<{RDF_TYPE}>", f"<{PREFIXES['skos']}Concept>"),
        (f"<{PREFIXES['skos']}inScheme>", f"<{ID.base}definitions>"),
    ],
}


def _classes(record: Struct) -> tuple[str, ...]:
    if isinstance(record, Entity):
        return (record.kind,)
    if isinstance(record, Claim):
        return (record.kind, "Claim")
    return ("SourceDocument",) if isinstance(record, Source) else (type(record).__name__,)


def _citation(citation: Citation) -> Pairs:
    return [
        (f"<{RDF_TYPE}>", f"<{Z.Citation}>"),
        (_predicate("Citation", "source"), _source(citation.source)),
        (_predicate("Citation", "locator"), literal(citation.locator)),
    ]


def _identifier(identifier: Any) -> Pairs:
    return [
        (f"<{RDF_TYPE}>", f"<{Z.Identifier}>"),
        (_predicate("Identifier", "scheme"), _code(identifier.scheme)),
        (_predicate("Identifier", "value"), literal(identifier.value)),
    ]


def _share(_: str, name: str, share: Share) -> Pairs:
    numbers = {"lower": share.lower, "upper": share.upper, "exact": share.exact}
    pairs = [
        (_predicate("Claim", f"{name}.{part}"), _typed(plain(number), "decimal"))
        for part, number in numbers.items()
        if number is not None
    ]
    for part, is_open in (("lower_open", share.lower_open), ("upper_open", share.upper_open)):
        if is_open:
            pairs.append((_predicate("Claim", f"{name}.{part}"), _typed("true", "boolean")))
    return pairs


def _period(cls: str, name: str, period: Period) -> Pairs:
    pairs: Pairs = []
    if period.start is not None:
        pairs += _dated(cls, f"{name}.start", period.start, period.start.first.isoformat())
    if period.end is not None:
        pairs += _dated(cls, f"{name}.end", period.end, period.end.last.isoformat())
    return pairs


def _date(cls: str, name: str, day: PartialDate) -> Pairs:
    return _dated(cls, name, day, day.first.isoformat())


def _dated(cls: str, name: str, day: PartialDate, text: str) -> Pairs:
    return [
        (_predicate(cls, name), _typed(text, "date")),
        (_predicate(cls, f"{name}.precision"), _code(day.precision)),
    ]


def _typed(text: str, datatype: str) -> str:
    return f'"{text}"^^<{XSD}{datatype}>'


def _code(notation: str) -> str:
    return f"<{CODE.base}{notation}>"


def _source(name: str) -> str:
    return f"<{ID.base}source/{name}>"


_TERMS: dict[Holds, Callable[[Any], str]] = {
    Holds.CODE: _code,
    Holds.ENTITY: lambda name: f"<{ID.base}{name}>",
    Holds.SOURCE: _source,
    Holds.CLAIM: lambda name: f"<{ID.base}claim/{name}>",
    Holds.DEFINITION: lambda name: f"<{ID.base}definition/{name}>",
    Holds.INDICATOR: lambda name: f"<{ID.base}indicator/{name}>",
    Holds.LENS: lambda name: f"<{LENS.base}{name}>",
    Holds.CHINESE: lambda text: literal(text) + "@zh",
    Holds.ADDRESS: lambda text: f"{literal(text)}^^<{XSD}anyURI>",
    Holds.DECIMAL: lambda number: _typed(plain(number), "decimal"),
    Holds.INTEGER: lambda number: _typed(str(number), "integer"),
    Holds.FLAG: lambda _: _typed("true", "boolean"),
}
_SEVERAL: dict[Holds, Callable[[str, str, Any], Pairs]] = {
    Holds.SHARE: _share,
    Holds.PERIOD: _period,
    Holds.DATE: _date,
}
