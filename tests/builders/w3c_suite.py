"""The W3C's tests of SPARQL 1.1, read from a checkout of its repository ``w3c/rdf-tests``.

Nothing of them is in this project. A checkout is looked for where ``ZIZHU_RDF_TESTS`` says, and in
the folder of foreign inputs beside the project.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

import rdflib
from rdflib.collection import Collection
from rdflib.namespace import RDF, RDFS

ROOT = Path(__file__).resolve().parents[2]
MF = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
QT = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
UT = rdflib.Namespace("http://www.w3.org/2009/sparql/tests/test-update#")
HT = rdflib.Namespace("http://www.w3.org/2011/http#")
CNT = rdflib.Namespace("http://www.w3.org/2011/content#")


class Case(NamedTuple):
    """A query over data, and what is right; or a text that is SPARQL, or none."""

    name: str
    kind: str  # the local name of its class
    query: Path
    data: tuple[Path, ...]  # of the default graph
    graphs: tuple[tuple[str, Path], ...]
    result: Path | None


class Exchange(NamedTuple):
    """One request of the protocol, and what is right."""

    method: str
    query_string: str
    media: str
    body: bytes
    statuses: frozenset[str]  # "2xx"
    truth: bool | None
    format: str | None  # "boolean", "tabular" or "RDF"


class Conversation(NamedTuple):
    """A test of the protocol: requests one after another over some graphs."""

    name: str
    graphs: tuple[tuple[str, Path], ...]
    exchanges: tuple[Exchange, ...]


def suite() -> Path | None:
    """The folder of the tests of SPARQL 1.1, where there is a checkout."""
    places = (os.environ.get("ZIZHU_RDF_TESTS"), ROOT.parent / "shared" / "data" / "rdf-tests")
    for place in places:
        if place and (folder := Path(place) / "sparql" / "sparql11").is_dir():
            return folder
    return None


def cases(folder: Path) -> list[Case]:
    """The tests that a folder's manifest lists and describes by files."""
    graph, listed = _listed(folder)
    return [case for test in listed if (case := _case(graph, test)) is not None]


def _listed(folder: Path) -> tuple[rdflib.Graph, list[rdflib.term.Node]]:
    graph = rdflib.Graph()
    graph.parse(folder / "manifest.ttl", publicID=folder.as_uri() + "/manifest.ttl")
    (entries,) = graph.objects(None, MF.entries)
    return graph, list(Collection(graph, entries))


def _case(graph: rdflib.Graph, test: rdflib.term.Node) -> Case | None:
    action = graph.value(test, MF.action)
    query = graph.value(action, QT.query) if isinstance(action, rdflib.BNode) else action
    if query is None:
        return None
    result = graph.value(test, MF.result)
    return Case(
        str(graph.value(test, MF.name)),
        _local(graph, test),
        _file(query),
        tuple(_file(one) for one in graph.objects(action, QT.data)),
        tuple((str(one), _file(one)) for one in graph.objects(action, QT.graphData)),
        None if result is None else _file(result),
    )


def _local(graph: rdflib.Graph, test: rdflib.term.Node) -> str:
    return str(graph.value(test, RDF.type)).rpartition("#")[2]


def _file(node: rdflib.term.Node) -> Path:
    return Path(unquote(urlsplit(str(node)).path))


def conversations(folder: Path) -> list[Conversation]:
    """The tests of the protocol."""
    graph, listed = _listed(folder)
    found = []
    for test in listed:
        graphs = tuple(
            (str(graph.value(one, RDFS.label)), _file(graph.value(one, UT.graph)))
            for one in graph.objects(test, UT.graphData)
        )
        requests = graph.value(graph.value(test, MF.action), HT.requests)
        exchanges = tuple(_exchange(graph, one) for one in Collection(graph, requests))
        found.append(Conversation(str(test).rpartition("#")[2], graphs, exchanges))
    return found


def _exchange(graph: rdflib.Graph, request: rdflib.term.Node) -> Exchange:
    heads = graph.value(request, HT.headers)
    given = {
        str(graph.value(one, HT.fieldName)).lower(): str(graph.value(one, HT.fieldValue))
        for one in (Collection(graph, heads) if heads is not None else ())
    }
    body = graph.value(request, HT.body)
    text = "" if body is None else str(graph.value(body, CNT.chars))
    encoding = "utf-8" if body is None else str(graph.value(body, CNT.characterEncoding))
    response = graph.value(request, HT.resp)
    truth, format = (graph.value(response, MF[f"expected{what}"]) for what in ("Boolean", "Format"))
    return Exchange(
        str(graph.value(request, HT.methodName)),
        urlsplit(str(graph.value(request, HT.absolutePath))).query,
        given.get("content-type", ""),
        text.encode(encoding),
        frozenset(str(one)[-3:] for one in graph.objects(response, MF.expectedStatus)),
        None if truth is None else bool(truth.toPython()),
        None if format is None else str(format),
    )
