"""SPARQL 1.1 Service Description: it comes from the endpoint, names it, and says what is so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import httpx
import pyoxigraph as ox
import pytest

from served_app import Endpoint

SD = "http://www.w3.org/ns/sparql-service-description#"
FORMATS = "http://www.w3.org/ns/formats/"
A = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
MEDIA = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/ld+json": ox.RdfFormat.JSON_LD,
}
#: How a format that is declared is asked for.
ASKED = {
    "SPARQL_Results_JSON": "application/sparql-results+json",
    "SPARQL_Results_XML": "application/sparql-results+xml",
    "SPARQL_Results_CSV": "text/csv",
    "SPARQL_Results_TSV": "text/tab-separated-values",
    "Turtle": "text/turtle",
    "N-Triples": "application/n-triples",
    "RDF_XML": "application/rdf+xml",
    "JSON-LD": "application/ld+json",
}


def sd(name: str) -> ox.NamedNode:
    return ox.NamedNode(SD + name)


@pytest.fixture(scope="module")
def client(endpoint: Endpoint) -> Iterator[httpx.Client]:
    derived = "https://w3id.org/zizhu/graph/derived"
    with endpoint(f"<urn:a> <urn:b> <urn:c> .\n<urn:a> <urn:b> <urn:c> <{derived}> .") as served:
        yield served


def described(client: httpx.Client, media: str = "text/turtle") -> ox.Dataset:
    answer = client.get("/sparql", headers={"Accept": media})
    assert answer.status_code == 200
    assert answer.headers["content-type"].split(";")[0] == media
    address = f"{str(client.base_url).rstrip('/')}/sparql"
    return ox.Dataset(ox.parse(answer.content, format=MEDIA[media], base_iri=address))


@pytest.mark.parametrize("media", MEDIA)
def test_the_endpoint_gives_rdf(client: httpx.Client, media: str) -> None:
    """Section 2."""
    found, turtle = described(client, media), described(client)
    for graph in (found, turtle):
        graph.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    assert found == turtle


def test_it_names_the_endpoint(client: httpx.Client) -> None:
    address = ox.NamedNode(f"{str(client.base_url).rstrip('/')}/sparql")
    (quad,) = described(client).quads_for_predicate(sd("endpoint"))
    assert quad.object == address
    assert ox.Quad(quad.subject, A, sd("Service")) in described(client)


def test_its_words_are_used_as_they_are_defined(client: httpx.Client) -> None:
    """Section 3: each property on what it is for, and with what it may have."""
    graph = described(client)
    classes = defaultdict(set)
    for quad in graph.quads_for_predicate(A):
        classes[quad.subject].add(quad.object)
    domains = {
        "endpoint": "Service", "supportedLanguage": "Service", "resultFormat": "Service",
        "defaultDataset": "Service", "defaultGraph": "Dataset", "namedGraph": "Dataset",
    }  # fmt: skip
    for name, domain in domains.items():
        quads = list(graph.quads_for_predicate(sd(name)))
        assert quads
        for quad in quads:
            assert sd(domain) in classes[quad.subject]
    languages = {quad.object for quad in graph.quads_for_predicate(sd("supportedLanguage"))}
    assert languages == {sd("SPARQL11Query")}
    for quad in graph.quads_for_predicate(sd("namedGraph")):
        assert len(list(graph.quads_for_subject(quad.object))) >= 2  # a name and a graph


def test_every_format_it_declares_is_written(client: httpx.Client) -> None:
    declared = {
        quad.object.value.removeprefix(FORMATS)
        for quad in described(client).quads_for_predicate(sd("resultFormat"))
    }
    assert declared == set(ASKED)
    for media in map(ASKED.__getitem__, declared):
        query = "CONSTRUCT WHERE { ?s ?p ?o }" if media in MEDIA else "SELECT * { ?s ?p ?o }"
        answer = client.get("/sparql", params={"query": query}, headers={"Accept": media})
        assert answer.headers["content-type"].split(";")[0] == media


def test_it_is_an_entry_of_a_catalogue_of_data(client: httpx.Client) -> None:
    """DCAT 3: the data set, and the address at which it is had."""
    found, dcat = described(client), "http://www.w3.org/ns/dcat#"
    (entry,) = found.quads_for_object(ox.NamedNode(f"{dcat}Dataset"))
    (had,) = found.quads_for_predicate(ox.NamedNode(f"{dcat}distribution"))
    (reached,) = found.quads_for_predicate(ox.NamedNode(f"{dcat}accessURL"))
    assert (had.subject, had.object) == (entry.subject, reached.subject)
    assert reached.object == ox.NamedNode(f"{str(client.base_url).rstrip('/')}/sparql")
