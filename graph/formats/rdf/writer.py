"""Records → Turtle, N-Quads, TriG or JSON-LD; the inverse of :mod:`graph.formats.rdf.reader`.

The statements are those of a release (:mod:`graph.triples.writer`). JSON-LD has our context
written out, so that nobody has to fetch one, with the parts of a record inside it
and shares as texts, because a JSON number may come back as another one.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Any, BinaryIO, NamedTuple

import pyoxigraph as ox
from msgspec import Struct

from graph.claims.data_set import Meta
from graph.formats.json_text import unturned
from graph.formats.rdf.contexts import our_context
from graph.triples.predicates import RDF_TYPE
from graph.triples.writer import CLAIMS, iri_of, lines, meta_lines
from graph.triples.writer import quads as quads_of
from ontology.terms import CODE, ID, PREFIXES, Z

_JSON_TYPES: Mapping[str, Callable[[str], object]] = {
    PREFIXES["xsd"] + "boolean": lambda text: text == "true",
    PREFIXES["xsd"] + "integer": int,
    PREFIXES["xsd"] + "string": str,
}


def write_rdf(
    records: Iterable[Struct], form: str, stream: BinaryIO, meta: Meta | None = None
) -> None:
    """Write records as ``ttl``, ``nq``, ``trig`` or ``jsonld``, one after the other.

    With ``meta``, what the data set says of itself comes first. Turtle and JSON-LD name no
    graph; N-Quads and TriG say that the statements are claims.
    """
    prefixes = {**PREFIXES, "z": Z.base, "code": CODE.base}
    if form == "nq":
        stream.writelines(line.encode() + b"\n" for line in _lines(records, meta))
    elif form == "jsonld":
        _write_json(records, meta, stream)
    elif form == "trig":
        ox.serialize(_quads(records, meta), stream, ox.RdfFormat.TRIG, prefixes=prefixes)
    else:
        triples = (quad.triple for quad in _quads(records, meta))
        ox.serialize(triples, stream, ox.RdfFormat.TURTLE, prefixes=prefixes)


def _lines(records: Iterable[Struct], meta: Meta | None) -> Iterator[str]:
    if meta is not None:
        yield from meta_lines(meta)
    met: set[str] = set()
    for record in records:
        yield from lines(record, met=met)


def _quads(records: Iterable[Struct], meta: Meta | None) -> Iterator[ox.Quad]:
    if meta is not None:
        text = "\n".join(meta_lines(meta)) + "\n"
        yield from ox.parse(input=text, format=ox.RdfFormat.N_QUADS)
    met: set[str] = set()
    for record in records:
        yield from quads_of(record, met=met)


def _write_json(records: Iterable[Struct], meta: Meta | None, stream: BinaryIO) -> None:
    context = json.dumps(our_context(), ensure_ascii=False)
    # In no named graph: simple readers of JSON-LD look at the default one only.
    stream.write(f'{{"@context": {context},\n"@graph": ['.encode())
    between = "\n"
    for node in _objects(records, meta):
        stream.write(unturned(f"{between}{json.dumps(node, ensure_ascii=False)}".encode()))
        between = ",\n"
    stream.write(b"\n]}\n")


def _objects(records: Iterable[Struct], meta: Meta | None) -> Iterator[dict[str, Any]]:
    if meta is not None:
        yield _nested(list(_quads((), meta)), CLAIMS)
    for record in records:
        yield _nested(list(quads_of(record)), iri_of(record))


def _nested(quads: list[ox.Quad], name: str) -> dict[str, Any]:
    """The node of that name as JSON-LD, with what it cites and its other parts inside."""
    nodes: dict[str, dict[str, list[Any]]] = {}
    for quad in quads:
        assert isinstance(quad.subject, ox.NamedNode)
        node = nodes.setdefault(quad.subject.value, {})
        node.setdefault(quad.predicate.value, []).append(quad.object)
    return _object(name, nodes)


def _object(name: str, nodes: Mapping[str, Mapping[str, list[Any]]]) -> dict[str, Any]:
    found: dict[str, Any] = {"id": name.removeprefix(ID.base)}
    for predicate, values in nodes[name].items():
        if predicate == RDF_TYPE:
            found["type"] = [_class(value.value) for value in values]
            continue
        for value in values:
            term = _term(predicate, isinstance(value, ox.Literal) and value.language)
            if isinstance(value, ox.NamedNode) and value.value != name and value.value in nodes:
                said: Any = _object(value.value, nodes)
            else:
                said = term.said(value)
            found.setdefault(term.word, []).append(said)
    return {key: one[0] if len(one) == 1 and key != "type" else one for key, one in found.items()}


class _Term(NamedTuple):
    """A word of the context and how it types what follows it."""

    word: str
    typed: str

    def said(self, value: Any) -> Any:
        """A value as this word says it."""
        if isinstance(value, ox.NamedNode):
            if self.typed == "@vocab":
                code = value.value.removeprefix(CODE.base)
                # A code that is spelled like a word of the context would be taken for that word.
                return f"code:{code}" if code in our_context() else code
            iri = value.value.removeprefix(ID.base)
            return iri if self.typed == "@id" else {"@id": iri}
        datatype = value.datatype.value
        if self.typed == datatype or value.language:
            return value.value
        if not self.typed and datatype in _JSON_TYPES:
            return _JSON_TYPES[datatype](value.value)
        return {"@value": value.value, "@type": datatype}


@cache
def _term(predicate: str, language: str | bool | None) -> _Term:
    for word, said in our_context().items():
        if word.startswith("@") or not isinstance(said, str | dict):
            continue
        iri = said if isinstance(said, str) else said["@id"]
        of_language = isinstance(said, dict) and said.get("@language")
        if _whole(iri) == predicate and (of_language or None) == (language or None):
            return _Term(word, _whole(said.get("@type", "")) if isinstance(said, dict) else "")
    return _Term(predicate, "")


def _whole(name: str) -> str:
    prefix, colon, local = name.partition(":")
    bases = {**PREFIXES, "z": Z.base, "code": CODE.base}
    return bases[prefix] + local if colon and prefix in bases else name


def _class(iri: str) -> str:
    return iri.removeprefix(Z.base)
