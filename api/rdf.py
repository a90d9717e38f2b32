"""Statements in the formats in which RDF is written."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from graph.formats.json_text import unturned
from ontology.terms import PREFIXES

_FORMATS = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
}


def serialised(statements: Iterable[ox.Triple], media: str) -> bytes:
    """Statements in one of the RDF formats there are."""
    prefixes = dict(PREFIXES) if media in ("text/turtle", "application/rdf+xml") else None
    content = ox.serialize(statements, format=_FORMATS[media], prefixes=prefixes) or b""
    return unturned(content) if _FORMATS[media] == ox.RdfFormat.JSON_LD else content
