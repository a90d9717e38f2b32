"""The serialisations of RDF: which one a file is in, and the file parsed into a store.

Files come from anybody: a context of JSON-LD is never fetched, and RDF/XML that declares entities
is refused.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO

import pyoxigraph as ox

from graph.errors import FileError
from graph.formats.files.encodings import open_utf8
from graph.formats.files.opening import open_bytes
from graph.formats.rdf.contexts import ContextError, resolved
from ontology.terms import ID

HEAD = 1 << 16
MOST_JSON = 1 << 28  # bytes of JSON-LD, which is held whole twice
FORMATS: Mapping[str, ox.RdfFormat] = {
    "turtle": ox.RdfFormat.TURTLE,
    "trig": ox.RdfFormat.TRIG,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "nquads": ox.RdfFormat.N_QUADS,
    "rdfxml": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
}
_ENDINGS = {
    ".ttl": "turtle", ".trig": "trig", ".nt": "ntriples", ".nq": "nquads",
    ".rdf": "rdfxml", ".owl": "rdfxml", ".xml": "rdfxml", ".jsonld": "jsonld", ".json": "jsonld",
}  # fmt: skip


def told(path: Path) -> str:
    """The serialisation of a file, by its ending or by how it begins."""
    for suffix in reversed(path.suffixes):
        if suffix.lower() in _ENDINGS:
            return _ENDINGS[suffix.lower()]
    with open_utf8(path) as stream:
        head: bytes = stream.read(HEAD).lstrip()
    if head.startswith((b"{", b"[")):
        return "jsonld"
    if b"<rdf:RDF" in head or head.startswith(b"<?xml"):
        return "rdfxml"
    return "trig"  # of which Turtle, N-Triples and N-Quads without graphs are part


def parsed(path: Path, form: str) -> ox.Store:
    """All that a file in one serialisation says; ``form`` is a key of :data:`FORMATS`.

    Raises
    ------
    FileError
        If the file cannot be read to its end; the line is said where there is one.
    """
    store = ox.Store()
    try:
        if form == "jsonld":
            store.bulk_load(input=_json(path), format=ox.RdfFormat.JSON_LD)
        elif form == "rdfxml":
            with open_bytes(path) as stream:
                _refuse_entities(stream, path)
                store.bulk_load(input=stream, format=ox.RdfFormat.RDF_XML, base_iri=ID.base)
        else:
            with open_utf8(path) as stream:
                store.bulk_load(input=stream, format=FORMATS[form], base_iri=ID.base)
    except ContextError as error:
        problem = f"{error.pointer or '/'}: {error.problem} [{error.rule}]"
        raise FileError(str(path), problem) from error
    except SyntaxError as error:
        line = error.lineno if form != "jsonld" else None
        raise FileError(str(path), f"not {form}: {error.msg}", line=line) from error
    except OSError as error:
        raise FileError(str(path), str(error)) from error
    return store


def _json(path: Path) -> bytes:
    """A JSON-LD file with every context in it."""
    with open_utf8(path) as stream:
        text: bytes = stream.read(MOST_JSON + 1)
    if len(text) > MOST_JSON:
        raise FileError(str(path), f"more than {MOST_JSON:,} bytes of JSON-LD; send N-Quads")
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", None)
        raise FileError(
            str(path), f"not JSON: {getattr(error, 'msg', error)}", line=line
        ) from error
    return json.dumps(resolved(document)).encode()


def _refuse_entities(stream: BinaryIO, path: Path) -> None:
    """Raise for RDF/XML that declares anything before its root; our own never does."""
    head: bytes = stream.peek(HEAD)[:HEAD]  # type: ignore[attr-defined]  # a buffered one
    if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
        raise FileError(str(path), "declares XML entities or a document type, which are not read")
