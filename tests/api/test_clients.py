"""Clients that nobody here wrote."""

from __future__ import annotations

import subprocess
from pathlib import Path

import httpx
import pandas
import pytest
from rdflib import Graph
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, TURTLE, XML, SPARQLWrapper

from graph.releases.release import Release
from needed import program

NAMES = "SELECT ?firm WHERE { ?firm z:subject true }"


def address_of(web: httpx.Client, path: str) -> str:
    return str(web.base_url).rstrip("/") + path


@pytest.fixture
def client(web: httpx.Client) -> SPARQLWrapper:
    return SPARQLWrapper(address_of(web, "/sparql"))


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


def test_rdflib_asks_the_endpoint_as_its_own_store(
    web: httpx.Client, seed_release: Release
) -> None:
    store = SPARQLStore(address_of(web, "/sparql"))
    rows = Graph(store=store).query(NAMES)
    assert len(list(rows)) == len(seed_release.knowledge.subjects)


def test_rdflib_reads_a_firm_by_its_address(web: httpx.Client) -> None:
    read = Graph().parse(address_of(web, "/id/smic"), format="turtle")
    assert len(read) > 10


@pytest.mark.parametrize("part", ["nodes.csv", "edges.csv"])
def test_pandas_reads_a_table_by_its_address(web: httpx.Client, part: str) -> None:
    table = pandas.read_csv(address_of(web, f"/api/entities/smic/network?format={part}"))
    assert len(table) > 3
    assert not any(name.startswith("Unnamed") for name in table.columns)


def test_pandas_reads_a_query_by_its_address(web: httpx.Client, seed_release: Release) -> None:
    address = httpx.URL(address_of(web, "/sparql"), params={"query": NAMES})
    table = pandas.read_csv(f"{address}&format=csv")
    assert len(table) == len(seed_release.knowledge.subjects)


@pytest.mark.parametrize(
    ("path", "shown"),
    [("/api/entities/smic/dossier", "SMIC"), ("/sparql", "SPARQL"), ("/docs", "/api/entities")],
)
def test_a_browser_without_a_screen_shows_the_page(
    web: httpx.Client, tmp_path: Path, path: str, shown: str
) -> None:
    page = subprocess.run(
        [
            program("chromium", "chromium-browser"), "--headless=new", "--no-sandbox",
            "--disable-gpu", "--dump-dom", f"--user-data-dir={tmp_path}", address_of(web, path),
        ],
        capture_output=True, text=True, timeout=120, check=True,
    ).stdout  # fmt: skip
    assert "<html" in page
    assert shown in page
