"""A description of a thing as RDF in four formats, and as a page that carries the RDF in it."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pyoxigraph as ox

from api.explorer.pages import ANYBODY, Reader, page
from api.explorer.years import ClaimLine
from api.harmless import in_a_script, of_the_web
from api.rdf import serialised
from graph.triples.descriptions import Described
from graph.triples.predicates import CITATIONS
from ontology.terms import shorten

BASE = "https://w3id.org/zizhu"
HTML = "text/html"
#: Ending of a document's address → media type, in the order in which we prefer them.
ENDINGS: Mapping[str, str] = {
    "html": HTML,
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
    "nt": "application/n-triples",
    "rdf": "application/rdf+xml",
}
_LABELS = (
    "http://www.w3.org/2000/01/rdf-schema#label",
    "http://www.w3.org/2004/02/skos/core#prefLabel",
)


def written(
    found: Described, media: str, reader: Reader = ANYBODY, said: ClaimLine | None = None
) -> bytes:
    """A description in the format asked for; ``said`` is what a claim says, for its page."""
    statements = (*found.about, *found.referring)
    if media != HTML:
        return serialised(statements, media)
    embedded = serialised(statements, "application/ld+json").decode()
    path = local(found.iri)
    return page(
        "thing",
        reader,
        f"/doc{path}.html",
        said=said,
        iri=found.iri,
        name=_name(found),
        rows=[_row(one.predicate, one.object) for one in found.about if _is_of(one, found)],
        parts=_parts(found),
        referring=[_row(one.predicate, one.subject) for one in found.referring],
        more=found.more,
        endings=[ending for ending in ENDINGS if ending != "html"],
        path=path,
        embedded=in_a_script(json.loads(embedded)),
    )


def local(iri: str) -> str:
    """The path under which this server answers for an IRI of ours.

    >>> local("https://w3id.org/zizhu/id/smic"), local("https://w3id.org/zizhu/ns#Claim")
    ('/id/smic', '/ontology#Claim')
    >>> local("https://example.org/a")
    ''
    """
    if iri.startswith(BASE + "/ns#"):
        return "/ontology#" + iri.removeprefix(BASE + "/ns#")
    return iri.removeprefix(BASE) if iri.startswith(BASE + "/") else ""


def alternates(path: str) -> str:
    """The ``Link`` header of a document: the same in every other format.

    >>> alternates("/doc/id/smic")[:53]
    '</doc/id/smic.html>; rel="alternate"; type="text/html'
    """
    return ", ".join(
        f'<{path}.{ending}>; rel="alternate"; type="{media}"' for ending, media in ENDINGS.items()
    )


def _is_of(statement: ox.Triple, found: Described) -> bool:
    subject = statement.subject
    return isinstance(subject, ox.NamedNode) and subject.value == found.iri


def _parts(found: Described) -> dict[str, list[tuple[str, str, str, str]]]:
    """Statements of the thing's parts and of what it cites, under what each is called here."""
    parts: dict[str, list[tuple[str, str, str, str]]] = {}
    for one in found.about:
        if not _is_of(one, found):
            iri = str(one.subject).strip("<>")
            name = shorten(iri) if iri.startswith(CITATIONS) else "#" + iri.rpartition("#")[2]
            parts.setdefault(name, []).append(_row(one.predicate, one.object))
    return parts


def _name(found: Described) -> str:
    labels = [
        one.object.value
        for one in found.about
        if _is_of(one, found)
        and one.predicate.value in _LABELS
        and isinstance(one.object, ox.Literal)
    ]
    return " ".join(dict.fromkeys(labels)) or shorten(found.iri)


def _row(predicate: ox.NamedNode, value: object) -> tuple[str, str, str, str]:
    """A property and a value: names to show, and where each leads."""
    if isinstance(value, ox.NamedNode):
        shown, leads = shorten(value.value), local(value.value) or _safe(value.value)
    elif isinstance(value, ox.Literal):
        shown, leads = value.value + (f" @{value.language}" if value.language else ""), ""
        leads = _safe(shown) if value.datatype.value.endswith("anyURI") else ""
    else:
        shown, leads = str(value), ""
    return shorten(predicate.value), local(predicate.value) or predicate.value, shown, leads


def _safe(address: str) -> str:
    """An address a reader may follow; nothing for any that is not a web page's."""
    return address if of_the_web(address) else ""
