"""The SPARQL 1.1 Protocol, read only: what a request asks, and in which formats we answer."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import resources
from itertools import starmap
from urllib.parse import parse_qsl

import msgspec
import pyoxigraph as ox
from msgspec import Struct

from api.errors import BadRequestError, TooLargeError, UnsupportedMediaError
from api.negotiation import choose
from api.rdf import serialised
from api.sparql.guard import Guarded, guard
from api.sparql.scan import Form, absolute
from graph.errors import RefusedQueryError
from graph.releases.release import Release
from graph.triples.writer import DERIVED, SNAPSHOT
from ontology.translations import LANGUAGES

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"

# What a visitor may ask for → what is written. Many clients say plain JSON or XML.
RESULTS = {
    "application/sparql-results+json": "application/sparql-results+json",
    "application/json": "application/sparql-results+json",
    "application/sparql-results+xml": "application/sparql-results+xml",
    "application/xml": "application/sparql-results+xml",
    "text/csv": "text/csv",
    "text/tab-separated-values": "text/tab-separated-values",
}
GRAPHS = {
    "text/turtle": "text/turtle",
    "application/n-triples": "application/n-triples",
    "application/rdf+xml": "application/rdf+xml",
    "application/ld+json": "application/ld+json",
}
DESCRIPTIONS = tuple(GRAPHS)
#: Formats by a short name, for an address that is given to a program as it is.
NAMED = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "ttl": "text/turtle",
    "turtle": "text/turtle",
    "nt": "application/n-triples",
    "rdf": "application/rdf+xml",
    "jsonld": "application/ld+json",
}
NAMED |= {"n3": "text/turtle", "rdf+xml": "application/rdf+xml", "json-ld": "application/ld+json"}
#: What is called a format elsewhere; libraries send all of them.
FORMATS = ("format", "output", "results")
#: Of the page to ask on: in which language it is written, and which example stands on it.
OF_THE_PAGE = ("language", "example")
PARAMETERS = (
    "query", "default-graph-uri", "named-graph-uri", "release", *FORMATS, *OF_THE_PAGE,
)  # fmt: skip

FIELDS = 100  # of a form or an address
DERIVED_TITLE = "what follows from the claims: shortcuts and assessments"
_PER_BYTE = 3  # a form writes a byte with up to three


class Asked(Struct, frozen=True):
    """A request to the endpoint; without a query it asks for the service description."""

    query: str | None
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    format: str | None = None
    release: str | None = None  # the one it is meant for


def most_bytes(longest: int) -> int:
    """The largest body worth reading when queries have at most so many bytes."""
    return longest * _PER_BYTE + 4096


def read(
    method: str, query_string: str, content_type: str = "", body: bytes = b"", *, longest: int
) -> Asked:
    """What a request asks.

    >>> read("GET", "query=ASK%20%7B%7D", longest=100)
    Asked(query='ASK {}', default_graphs=(), named_graphs=(), format=None, release=None)

    Raises
    ------
    BadRequestError
        No query, or more than one, or text that is not UTF-8.
    RefusedQueryError
        An update, in any of its forms.
    TooLargeError
        A query longer than ``longest`` bytes.
    UnsupportedMediaError
        A body that is neither a form nor a query.
    """
    pairs = _pairs(query_string)
    if method == "POST":
        media = content_type.split(";", maxsplit=1)[0].strip().lower()
        if media == UPDATE:
            raise RefusedQueryError("updates are refused: this endpoint only reads")
        if media == QUERY:
            pairs.append(("query", _text(body)))
        elif media == FORM:
            pairs.extend(_pairs(_text(body)))
        else:
            raise UnsupportedMediaError(
                f"a body is read as {FORM} or {QUERY}, not as {media or 'nothing in particular'}"
            )
    return _asked(pairs, method, longest)


def _asked(pairs: list[tuple[str, str]], method: str, longest: int) -> Asked:
    if any(name == "update" for name, _ in pairs):
        raise RefusedQueryError("updates are refused: this endpoint only reads")
    queries = [value for name, value in pairs if name == "query"]
    formats = {value for name, value in pairs if name in FORMATS}
    if len(formats) > 1:
        raise BadRequestError(f"give at most one 'format', not {len(formats)}")
    releases = {value for name, value in pairs if name == "release"}
    if len(releases) > 1:
        raise BadRequestError(f"give at most one 'release', not {len(releases)}")
    asks = any(name not in (*FORMATS, "release", *OF_THE_PAGE) for name, _ in pairs)
    if len(queries) > 1 or (not queries and (method == "POST" or asks)):
        raise BadRequestError(f"give exactly one 'query', not {len(queries)}")
    unknown = [name for name, _ in pairs if name not in PARAMETERS]
    if unknown:
        there = ", ".join(PARAMETERS)
        raise BadRequestError(f"there is no parameter {unknown[0]!r} here; there are: {there}")
    languages = [value for name, value in pairs if name == "language"]
    if not set(languages) <= set(LANGUAGES) or len(languages) > 1:
        raise BadRequestError(f"'language' is one of {', '.join(LANGUAGES)}, given once")
    if sum(name == "example" for name, _ in pairs) > 1:
        raise BadRequestError("give at most one 'example'")
    if queries and len(queries[0].encode()) > longest:
        raise TooLargeError(
            f"the query has {len(queries[0].encode())} bytes; at most {longest} are read"
        )
    return Asked(
        queries[0] if queries else None,
        tuple(value for name, value in pairs if name == "default-graph-uri"),
        tuple(value for name, value in pairs if name == "named-graph-uri"),
        next(iter(formats), None),
        next(iter(releases), None),
    )


def _pairs(text: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=FIELDS)
    except UnicodeDecodeError as error:
        raise BadRequestError("the request is not UTF-8 text") from error
    except ValueError as error:
        raise BadRequestError(f"more than {FIELDS} parameters are not read") from error


def _text(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        raise BadRequestError("the body is not UTF-8 text") from error


def guarded(asked: Asked, *, longest: int, deepest: int, base: str = "") -> Guarded:
    """The query past the guard, over the data set the protocol names, else the query's own."""
    query = guard(asked.query or "", longest=longest, deepest=deepest, base=base)
    if asked.default_graphs or asked.named_graphs:
        return msgspec.structs.replace(
            query,
            default_graphs=tuple(absolute(base, graph) for graph in asked.default_graphs),
            named_graphs=tuple(absolute(base, graph) for graph in asked.named_graphs),
        )
    return query


def media(form: Form, accept: str | None, format: str | None = None) -> str:
    """The format to write the answer in: the one asked for by name, else the visitor's best.

    Raises :class:`NotAcceptableError` when the visitor reads none of ours, and
    :class:`BadRequestError` when a name is none.

    >>> media("ask", "application/json"), media("select", "*/*", "csv")
    ('application/sparql-results+json', 'text/csv')
    """
    offers = GRAPHS if form in ("construct", "describe") else RESULTS
    if format is not None:
        known = {**{name: media for name, media in NAMED.items() if media in offers.values()}}
        known |= offers
        if format.casefold() not in known:
            raise BadRequestError(
                f"format {format!r} is none for this query; there are: {', '.join(known)}"
            )
        return known[format.casefold()]
    return offers[choose(accept, tuple(offers))]


def description(release: Release, graphs: Mapping[str, int], endpoint: str, media: str) -> bytes:
    """What the service at an address can do, and what data it has (SPARQL service description,
    VoID), in a format of :data:`GRAPHS`.

    ``graphs`` are the named ones, with how many statements each has.
    """
    text = resources.files("api.sparql").joinpath("service-description.ttl").read_text("utf-8")
    counts = release.manifest.counts
    for name, value in (
        ("TRIPLES", counts["statements"]),
        ("ENTITIES", counts["entities"]),
        ("NAMED", "".join(starmap(_named, graphs.items()))),
        ("MODIFIED", release.data_date.isoformat()),
        ("RELEASE", release.id),
    ):
        text = text.replace(f"@{name}@", str(value))
    quads = ox.parse(input=text, format=ox.RdfFormat.TURTLE, base_iri=endpoint)
    return serialised((quad.triple for quad in quads), media)


def _named(graph: str, statements: int) -> str:
    """What the template has no place for: a graph that can be named, in Turtle."""
    part = graph.removeprefix(DERIVED.removesuffix("derived")).replace("/", "-")
    year = graph.removeprefix(SNAPSHOT)
    title = DERIVED_TITLE if graph == DERIVED else f"what held at the end of {year}"
    return (
        f"<#dataset> sd:namedGraph [ a sd:NamedGraph ; sd:name <{graph}> ; sd:graph <#{part}> ] .\n"
        f'<#{part}> a void:Dataset , sd:Graph ; dct:title "{title}" ; '
        f"void:triples {statements} .\n<#data> void:subset <#{part}> .\n"
    )
