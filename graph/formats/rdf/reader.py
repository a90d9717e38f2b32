"""RDF in our vocabulary → claims, entities and sources, one statement for each.

The parts of a record may stand anywhere in a file, so it is read whole into a
store first: memory grows with it, unlike in the other readers. A file that breaks
off gives nothing, since a claim that lost its share would say something else.

Names of our own are kept; other IRIs become ids made of them. What is written
in words of other vocabularies is noted; a word under our namespace that there is
not is refused with the nearest there is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache, partial
from pathlib import Path

import pyoxigraph as ox
from msgspec import Struct

from graph.claims.fields import (
    NS,
    RECORD_TYPES,
    REFERENCES,
    Holds,
    check_code,
    entity_kinds,
    fields_of,
    key_of,
    property_of,
)
from graph.claims.model import CLAIM_TYPES, Claim, Entity, Identifier, Source
from graph.claims.statements import Reader, Refusal, Statement
from graph.errors import InputError, UnknownTermError
from graph.formats.rdf.serialisations import parsed, told
from graph.formats.tables.slugs import slug
from graph.triples.nodes import Node, properties_of, record_at
from graph.triples.predicates import RDF_TYPE
from graph.triples.writer import DERIVED, ONTOLOGY, SNAPSHOT
from ontology.files import FOLDER, quads
from ontology.terms import CODE, ID, LENS, PREFIXES, Z, nearest

_HELPERS = frozenset({"Claim", "Citation", "Identifier"})  # parts of records, or all of them
Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
_ALWAYS = (RDF_TYPE, PREFIXES["skos"] + "inScheme")
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._~-]*", re.ASCII)
_KNOWN = (NS, CODE.base, LENS.base, ID.base)
_OURS = (DERIVED, ONTOLOGY, SNAPSHOT)
_CLASS = ox.NamedNode(Z["Claim"])  # of which only the ontology says anything


def reader_of(form: str) -> Reader:
    """The reader of one serialisation, a key of ``graph.formats.rdf.serialisations.FORMATS``."""
    return partial(read_rdf, form=form)


def read_rdf(path: Path, form: str = "") -> Iterator[Statement]:
    """The statements of an RDF file; ``form`` is told by the name or the content when not given.

    Raises
    ------
    FileError
        If the file cannot be read to its end; the line is said where there is one.
    """
    store = parsed(path, form or told(path))
    _take_out_ours(store)
    yield from _Reading(path.name, store).statements()


def _take_out_ours(store: ox.Store) -> None:
    """Take out what a release adds to claims: derived results, and the ontology with its lenses.

    Its file of statements has both in the default graph too.
    """
    default = ox.DefaultGraph()
    for graph in list(store.named_graphs()):
        if isinstance(graph, ox.NamedNode) and graph.value.startswith(_OURS):
            for quad in list(store.quads_for_pattern(None, None, None, graph)):
                store.remove(ox.Quad(quad.subject, quad.predicate, quad.object, default))
            store.remove_graph(graph)
    if next(store.quads_for_pattern(_CLASS, None, None, default), None) is None:
        return
    known = {quad for file in FOLDER.glob("*.ttl") for quad in quads(file)}
    for subject in {quad.subject for quad in known if isinstance(quad.subject, ox.NamedNode)}:
        for quad in list(store.quads_for_pattern(subject, None, None, default)):
            if quad in known or isinstance(quad.object, ox.BlankNode):
                _remove(store, quad)
    lenses = store.quads_for_pattern(None, ox.NamedNode(RDF_TYPE), ox.NamedNode(Z["Lens"]), default)
    for lens in list(lenses):
        for quad in list(store.quads_for_pattern(lens.subject, None, None, default)):
            _remove(store, quad)


def _remove(store: ox.Store, quad: ox.Quad) -> None:
    """Remove a statement, and what is said of the nameless part it leads to."""
    waiting = [quad]
    while waiting:
        removed = waiting.pop()
        store.remove(removed)
        if isinstance(removed.object, ox.BlankNode):
            parts = store.quads_for_pattern(removed.object, None, None, ox.DefaultGraph())
            waiting.extend(parts)


class _Reading:
    """One run over a store."""

    def __init__(self, file: str, store: ox.Store) -> None:
        self._file, self._store = file, store
        self._meant: dict[str, str] = {}  # a name made for an IRI of others → the IRI
        self._looked: set[str] = set()
        self._checked: set[tuple[type[Struct], str, str]] = set()

    def statements(self) -> Iterator[Statement]:
        """One for each record, and one for what is no record."""
        others: Counter[str] = Counter()
        for subject, classes in self._typed():
            named = [of for of in classes if of in RECORD_TYPES or of in entity_kinds()]
            strange = [of for of in classes if of.startswith(NS) or of not in _HELPERS]
            if len(named) == 1:
                yield self._statement(subject, named[0], others)
            elif named:
                yield self._refused(subject, f"is both {' and '.join(named)}", "class")
            elif "Claim" in classes:
                kinds = ", ".join(CLAIM_TYPES)
                yield self._refused(subject, f"is a claim of no type (valid: {kinds})", "class")
            elif ours := [of for of in strange if of.startswith(NS)]:
                local = ours[0].removeprefix(NS)
                hint = ", ".join(nearest(local, [*RECORD_TYPES, *entity_kinds()]))
                yield self._refused(subject, f"z:{local} is no class (valid: {hint})", "class")
            else:
                others.update(f"nodes of the class {of}" for of in strange)
        yield from self._untyped()
        noted = tuple(f"{what}: {times:,}" for what, times in sorted(others.items()))
        if noted:
            yield Statement(noted=noted)

    def _untyped(self) -> Iterator[Statement]:
        """Refusals of nodes that say something in our words, but not what they are."""
        for iri in sorted({*self._speaking()} - self._looked):
            yield self._refused(iri, "says nothing of its class: a z:Ownership, z:Fund, …", "class")

    def _speaking(self) -> Iterator[str]:
        for predicate in {
            property for cls in RECORD_TYPES.values() for property in properties_of(cls)
        }:
            if predicate.startswith(NS):
                node = ox.NamedNode(predicate)
                for quad in self._store.quads_for_pattern(None, node, None, None):
                    if not isinstance(quad.subject, ox.Triple) and not _graph(quad).startswith(
                        _OURS
                    ):
                        yield self._name(quad.subject)

    def _typed(self) -> Iterator[tuple[str, list[str]]]:
        """Every node that says of what class it is, once, with its classes."""
        seen: set[str] = set()
        for quad in self._store.quads_for_pattern(None, ox.NamedNode(RDF_TYPE), None, None):
            if isinstance(quad.subject, ox.Triple) or _graph(quad).startswith(_OURS):
                continue
            subject = self._name(quad.subject)
            if subject in seen:
                continue
            seen.add(subject)
            yield subject, [_class(iri) for iri in self._look(subject)[RDF_TYPE]]

    def _statement(self, subject: str, named: str, others: Counter[str]) -> Statement:
        node = self._look(subject)
        try:
            record = record_at(subject, named, self._look)
            self._check_codes(record)
        except (InputError, ArithmeticError, ValueError) as error:
            problem = str(error).removeprefix(f"{subject}: ")
            rule = "term" if isinstance(error, UnknownTermError) else "record"
            return self._refused(subject, problem, rule)
        if not isinstance(record, Entity | Source | Claim):
            return Statement(noted=(f"records of the class {named}, which are no claims",))
        known = properties_of(type(record))
        strangers = {iri for iri in node if iri not in known and iri not in _ALWAYS}
        noted = tuple(f"the property {iri}" for iri in sorted(strangers))
        return Statement(records=(record,), noted=noted, id=subject, content=hash(record))

    def _check_codes(self, record: Struct) -> None:
        if not _ID.fullmatch(key_of(record)):
            raise InputError(f"{key_of(record)!r} cannot be an id")
        if isinstance(record, Claim) and not record.citations:
            raise InputError("cites no source; every claim cites one")
        for field in fields_of(type(record)):
            if field.holds is Holds.CODE:
                value = getattr(record, field.name)
                for notation in value if field.many else (value,):
                    if notation:
                        self._check(type(record), field.name, notation)
        for identifier in getattr(record, "identifiers", ()):
            self._check(Identifier, "scheme", identifier.scheme)

    def _check(self, cls: type[Struct], field: str, notation: str) -> None:
        if (cls, field, notation) not in self._checked:
            check_code(cls, field, notation)
            self._checked.add((cls, field, notation))

    def _refused(self, subject: str, problem: str, rule: str) -> Statement:
        iri = self._meant.get(subject, subject)
        refusal = Refusal(file=self._file, statement=iri, problem=problem, rule=rule)
        return Statement(refusals=(refusal,), id=iri)

    def _look(self, name: str) -> Node:
        """What is said of a node."""
        self._looked.add(name)
        iri = self._meant.get(name, name)
        term = ox.BlankNode(iri[2:]) if iri.startswith("_:") else ox.NamedNode(iri)
        found: dict[str, list[str]] = {}
        for quad in self._store.quads_for_pattern(term, None, None, None):
            if _graph(quad).startswith(_OURS):
                continue
            predicate = quad.predicate.value
            refers = predicate in _referring() and not isinstance(quad.object, ox.Literal)
            value = self._name(quad.object) if refers else _value(quad.object)
            values = found.setdefault(predicate, [])
            if value not in values:
                values.append(value)
        return found

    def _name(self, term: Term) -> str:
        """The IRI of a thing as ours; one of others becomes an id made of it."""
        if isinstance(term, ox.BlankNode):
            return f"_:{term.value}"
        iri = _value(term)
        if iri.startswith(_KNOWN):
            return iri
        name = ID.base + slug(iri)
        self._meant[name] = iri
        return name


def _class(iri: str) -> str:
    """The name of a class of ours, or the IRI of any other and of one that we do not have."""
    local = iri.removeprefix(NS)
    return local if local in RECORD_TYPES or local in entity_kinds() or local in _HELPERS else iri


def _value(term: Term) -> str:
    if isinstance(term, ox.Triple):
        raise InputError("a statement about a statement cannot be a claim")
    return term.value


def _graph(quad: ox.Quad) -> str:
    return "" if isinstance(quad.graph_name, ox.DefaultGraph) else quad.graph_name.value


@cache
def _referring() -> frozenset[str]:
    """The properties whose values are names of things."""
    names = {
        field.property
        for cls in RECORD_TYPES.values()
        for field in fields_of(cls)
        if field.holds in (*REFERENCES, Holds.CITATIONS, Holds.IDENTIFIERS)
    }
    return frozenset({*names, property_of("Citation", "source")})
