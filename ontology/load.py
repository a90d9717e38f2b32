"""Words and codes as records, read from the Turtle files once a process.

Readers of tables ask :func:`field_scheme` which list a column's codes come
from and :func:`check_code` whether a value is in it; engines ask :func:`codes`
for the numbers that codes carry (horizons, ranks). The meaning itself stays in
``core.ttl`` and ``codelists.ttl``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

import pyoxigraph as ox

from ontology.files import CODELISTS, CORE, quads, read_turtle
from ontology.terms import CODE, PREFIXES, UnknownTermError, Z, camel, nearest

__all__ = [
    "Code", "Scheme", "Term", "associated", "check_code", "classes", "codes", "field_property",
    "field_scheme", "is_offshore", "nearest", "properties", "read_turtle", "schemes", "subclasses",
]  # fmt: skip


class Code(NamedTuple):
    """One code: the word tables use, what it is called, what it means, and what it carries."""

    notation: str
    label: str
    definition: str
    attributes: Mapping[str, str | int] = MappingProxyType({})
    label_zh: str = ""
    schemes: tuple[str, ...] = ()


class Scheme(NamedTuple):
    """A list of codes."""

    name: str
    label: str
    definition: str
    codes: Mapping[str, Code]
    of_class: str = ""  # the class it serves, where one property has several lists
    ours: bool = False  # its parameters are this project's own


class Term(NamedTuple):
    """A class or property of ``core.ttl``."""

    name: str
    kind: str  # class, property
    label: str
    comment: str
    label_zh: str = ""
    parents: tuple[str, ...] = ()  # local names, ours only
    coded_by: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()  # record fields carried under another name
    domains: tuple[str, ...] = ()
    ranges: tuple[str, ...] = ()  # full IRIs
    source: str = ""


_Node = dict[str, list[ox.NamedNode | ox.Literal]]

_RDF, _RDFS, _SKOS = PREFIXES["rdf"], PREFIXES["rdfs"], PREFIXES["skos"]
_DCT, _SCHEMA = PREFIXES["dct"], PREFIXES["schema"]


@cache
def codes(scheme: str) -> Mapping[str, Code]:
    """The codes of one list by notation; raise :class:`UnknownTermError` for an unknown list.

    >>> codes("SourceKinds")["register"].attributes["horizonMonths"]
    24
    """
    found = schemes().get(scheme)
    if found is None:
        raise UnknownTermError(f"code list {scheme}", scheme, schemes())
    return found.codes


def check_code(scheme: str, notation: str) -> Code:
    """The code of that notation; raise :class:`UnknownTermError` with the nearest valid ones.

    >>> check_code("Rights", "Veto")
    Traceback (most recent call last):
    ...
    ontology.terms.UnknownTermError: 'Veto' is not a term of the list Rights; did you mean veto?
    """
    known = codes(scheme)
    if notation not in known:
        raise UnknownTermError(repr(notation), notation, known, of=f"list {scheme}")
    return known[notation]


def field_property(cls: str, field: str) -> str:
    """The IRI of the property that carries a field of a record class.

    >>> field_property("Ownership", "period_end"), field_property("Ownership", "share.lower")
    ('https://w3id.org/zizhu/ns#periodEnd', 'https://w3id.org/zizhu/ns#shareMin')
    """
    carried = _carried()
    for key in (f"{cls}.{field}", field):
        if key in carried:
            return carried[key]
    return Z[camel(field)]


def field_scheme(cls: str, field: str) -> str | None:
    """The list a field's codes come from, or nothing when the field is not coded.

    ``cls`` is a class of ``core.ttl`` (``Source`` records are ``SourceDocument``).

    >>> field_scheme("Leadership", "role"), field_scheme("Classification", "role")
    ('LeaderRoles', 'PartyRoles')
    >>> field_scheme("Ownership", "note") is None
    True
    """
    iri = field_property(cls, field)
    if not iri.startswith(Z.base):
        return None
    candidates = properties()[Z.local(iri)].coded_by
    if len(candidates) < 2:
        return candidates[0] if candidates else None
    served = [name for name in candidates if schemes()[name].of_class in _ancestors(cls)]
    return served[0] if served else None


@cache
def associated(jurisdiction: str) -> frozenset[str]:
    """The jurisdictions whose ties to this one make them neither home nor plainly foreign.

    >>> sorted(associated("CN"))
    ['HK', 'MO', 'TW']
    """
    home = check_code("Jurisdictions", jurisdiction).notation
    return frozenset(
        code.notation
        for code in codes("Jurisdictions").values()
        if code.attributes.get("associatedWith") == home
    )


def is_offshore(jurisdiction: str) -> bool:
    """Whether a seat there says nothing about where the owners are; the list is ours.

    >>> is_offshore("KY"), is_offshore("CN")
    (True, False)
    """
    check_code("Jurisdictions", jurisdiction)
    return jurisdiction in codes("OffshoreCentres")


@cache
def schemes() -> Mapping[str, Scheme]:
    """All lists of codes by name."""
    nodes = _nodes(quads(CODELISTS), CODE.base)
    members: dict[str, dict[str, Code]] = {}
    for node in nodes.values():
        if _SKOS + "notation" in node:
            code = _code(node)
            for scheme in code.schemes:
                members.setdefault(scheme, {})[code.notation] = code
    return MappingProxyType(
        {
            name: _scheme(name, node, members.get(name, {}))
            for name, node in nodes.items()
            if _SKOS + "notation" not in node
        }
    )


@cache
def classes() -> Mapping[str, Term]:
    """All classes by name."""
    return MappingProxyType({t.name: t for t in _terms().values() if t.kind == "class"})


@cache
def properties() -> Mapping[str, Term]:
    """All properties by name."""
    return MappingProxyType({t.name: t for t in _terms().values() if t.kind == "property"})


@cache
def subclasses(name: str) -> frozenset[str]:
    """The class itself and all classes below it; raise :class:`UnknownTermError` if unknown.

    >>> sorted(subclasses("Organization"))
    ['Fund', 'Organization', 'PublicBody']
    """
    if name not in classes():
        raise UnknownTermError(f"class {name}", name, classes())
    return frozenset(one for one in classes() if name in _ancestors(one))


def _ancestors(cls: str) -> frozenset[str]:
    ancestors, waiting = {cls}, [cls]
    while waiting:
        name = waiting.pop()
        term = classes().get(name)
        if term is None:
            raise UnknownTermError(f"class {name}", name, classes())
        waiting.extend(parent for parent in term.parents if parent not in ancestors)
        ancestors.update(term.parents)
    return frozenset(ancestors)


@cache
def _terms() -> Mapping[str, Term]:
    nodes = _nodes(quads(CORE), Z.base)
    return {name: _term(name, node) for name, node in nodes.items()}


@cache
def _carried() -> Mapping[str, str]:
    return {
        field: subject
        for subject, predicate, field in read_turtle(CORE)
        if predicate == Z["recordField"]
    }


def _nodes(statements: Iterable[ox.Quad], base: str) -> dict[str, _Node]:
    """Local name → predicate → objects, of the subjects under one namespace."""
    nodes: dict[str, _Node] = {}
    start = len(base)
    for subject, predicate, value, _ in statements:
        iri = subject.value
        if iri.startswith(base) and not isinstance(value, ox.BlankNode):
            node = nodes.setdefault(iri[start:], {})
            node.setdefault(predicate.value, []).append(value)
    return nodes


def _code(node: _Node) -> Code:
    return Code(
        notation=_one(node, _SKOS + "notation"),
        label=_one(node, _SKOS + "prefLabel", "en"),
        definition=_one(node, _SKOS + "definition"),
        attributes=MappingProxyType(
            {
                predicate[len(Z.base) :]: _plain(values[0])
                for predicate, values in node.items()
                if predicate.startswith(Z.base)
            }
        ),
        label_zh=_one(node, _SKOS + "prefLabel", "zh"),
        schemes=_locals(node, _SKOS + "inScheme", CODE.base),
    )


def _scheme(name: str, node: _Node, members: Mapping[str, Code]) -> Scheme:
    return Scheme(
        name=name,
        label=_one(node, _SKOS + "prefLabel", "en"),
        definition=_one(node, _SKOS + "definition"),
        codes=MappingProxyType(dict(members)),
        of_class=_one(node, Z.base + "ofClass").removeprefix(Z.base),
        ours=_one(node, Z.base + "parameterOrigin") == CODE.base + "ours",
    )


def _term(name: str, node: _Node) -> Term:
    return Term(
        name=name,
        kind="class" if _one(node, _RDF + "type").endswith("#Class") else "property",
        label=_one(node, _RDFS + "label", "en"),
        comment=_one(node, _RDFS + "comment", "en"),
        label_zh=_one(node, _SKOS + "prefLabel", "zh"),
        parents=_locals(node, _RDFS + "subClassOf", Z.base),
        coded_by=_locals(node, Z.base + "codedBy", CODE.base),
        fields=tuple(value.value for value in node.get(Z.base + "recordField", [])),
        domains=_locals(node, _SCHEMA + "domainIncludes", Z.base),
        ranges=tuple(value.value for value in node.get(_SCHEMA + "rangeIncludes", [])),
        source=_one(node, _DCT + "source"),
    )


def _one(node: _Node, predicate: str, language: str = "") -> str:
    for value in node.get(predicate, []):
        if not language or (isinstance(value, ox.Literal) and value.language == language):
            return value.value
    return ""


def _locals(node: _Node, predicate: str, base: str) -> tuple[str, ...]:
    return tuple(
        value.value[len(base) :]
        for value in node.get(predicate, [])
        if value.value.startswith(base)
    )


def _plain(value: ox.NamedNode | ox.Literal) -> str | int:
    if isinstance(value, ox.Literal):
        return int(value.value) if value.datatype.value.endswith("#integer") else value.value
    return value.value.removeprefix(CODE.base)
