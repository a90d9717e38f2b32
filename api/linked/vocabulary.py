"""The ontology as a page for readers and as RDF for programs."""

from __future__ import annotations

from functools import cache

import pyoxigraph as ox

from api.explorer.pages import ANYBODY, Reader, page
from api.linked.documents import HTML
from api.rdf import serialised
from ontology.files import ALIGNMENTS, CODELISTS, CORE, CUBE, LENSES, quads
from ontology.load import classes, properties, schemes


@cache
def vocabulary(media: str, reader: Reader = ANYBODY) -> bytes:
    """Classes, properties, codes, definitions and alignments, in a format of linked data."""
    if media != HTML:
        return serialised(
            (
                ox.Triple(quad.subject, quad.predicate, quad.object)
                for file in (CORE, CODELISTS, CUBE, LENSES, ALIGNMENTS)
                for quad in quads(file)
            ),
            media,
        )
    return page(
        "ontology",
        reader,
        "/ontology",
        classes=sorted(classes().values()),
        properties=sorted(properties().values()),
        schemes=[(one.name, list(one.codes.values())) for one in schemes().values()],
    )
