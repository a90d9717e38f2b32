"""Clients that nobody here wrote."""

from __future__ import annotations

import httpx
import pytest
from SPARQLWrapper import CSV, JSON, TURTLE, XML, SPARQLWrapper

from graph.releases.release import Release

NAMES = "SELECT ?firm WHERE { ?firm z:subject true }"


@pytest.fixture
def client(web: httpx.Client) -> SPARQLWrapper:
    return SPARQLWrapper(str(web.base_url).rstrip("/") + "/sparql")


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_sparqlwrapper_reads_rows(
    client: SPARQLWrapper, seed_release: Release, method: str
) -> None:
    client.setMethod(method)
    client.setQuery(NAMES)
    client.setReturnFormat(JSON)
    rows = client.queryAndConvert()["results"]["bindings"]
    found = {row["firm"]["value"].rpartition("/")[2] for row in rows}
    assert found == set(seed_release.knowledge.subjects)
    client.setReturnFormat(XML)
    assert len(client.queryAndConvert().getElementsByTagName("result")) == len(found)
    client.setReturnFormat(CSV)
    assert len(client.queryAndConvert().decode().split()) == len(found) + 1


def test_sparqlwrapper_reads_graphs(client: SPARQLWrapper) -> None:
    client.setQuery("CONSTRUCT WHERE { id:smic ?p ?o }")
    client.setReturnFormat(TURTLE)
    assert b"SMIC" in client.queryAndConvert()


def test_sparqlwrapper_is_refused_an_update(client: SPARQLWrapper) -> None:
    client.setMethod("POST")
    client.setQuery("INSERT DATA { <http://e/a> <http://e/b> 1 }")
    with pytest.raises(Exception, match="403"):
        client.query()
