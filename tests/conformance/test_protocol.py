"""SPARQL 1.1 Protocol, query operation: an own instance of each kind of request it has."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import quote, urlencode

import httpx
import pytest

from served_app import Endpoint

FORM, QUERY = "application/x-www-form-urlencoded", "application/sparql-query"
ONE, TWO, THREE = (f"http://example.org/graph/{number}" for number in "123")
Way = Callable[[httpx.Client, list[tuple[str, str]]], httpx.Response]
IN = "<{0}> <http://example.org/in> ?there"
JSON, XML = "application/sparql-results+json", "application/sparql-results+xml"


@pytest.fixture(scope="module")
def client(endpoint: Endpoint) -> Iterator[httpx.Client]:
    """Three graphs, each of which says that its own name is in it."""
    lines = [f'<{name}> <http://example.org/in> "it" <{name}> .' for name in (ONE, TWO, THREE)]
    with endpoint("\n".join(lines)) as served:
        yield served


def truth(answer: httpx.Response) -> bool:
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == JSON
    return bool(answer.json()["boolean"])


def by_get(client: httpx.Client, pairs: list[tuple[str, str]]) -> httpx.Response:
    return client.get(f"/sparql?{urlencode(pairs)}")


def by_form(client: httpx.Client, pairs: list[tuple[str, str]]) -> httpx.Response:
    """2.1.2: all parameters in the body."""
    return client.post("/sparql", content=urlencode(pairs), headers={"Content-Type": FORM})


def directly(client: httpx.Client, pairs: list[tuple[str, str]]) -> httpx.Response:
    """2.1.3: the query is the body, the graphs are in the address."""
    (_, query), *rest = pairs
    headers = {"Content-Type": QUERY}
    return client.post(f"/sparql?{urlencode(rest)}", content=query, headers=headers)


WAYS = pytest.mark.parametrize("way", [by_get, by_form, directly])


@WAYS
def test_three_ways_to_send_a_query(client: httpx.Client, way: Way) -> None:
    assert truth(way(client, [("query", "ASK {}")]))


@WAYS
@pytest.mark.parametrize(
    ("pairs", "pattern"),
    [
        ([("default-graph-uri", ONE)], IN.format(ONE)),
        (
            [("default-graph-uri", ONE), ("default-graph-uri", TWO)],
            f"{IN.format(ONE)} . {IN.format(TWO)}",
        ),
        (
            [("named-graph-uri", ONE), ("named-graph-uri", TWO)],
            f"GRAPH ?a {{ {IN.format(ONE)} }} GRAPH ?b {{ {IN.format(TWO)} }}",
        ),
        (
            [("default-graph-uri", THREE), ("named-graph-uri", ONE), ("named-graph-uri", TWO)],
            f"{IN.format(THREE)} GRAPH ?a {{ {IN.format(ONE)} }} GRAPH ?b {{ {IN.format(TWO)} }}",
        ),
    ],
    ids=["a graph", "graphs merged", "named graphs", "both"],
)
def test_the_data_set_that_the_protocol_names(
    client: httpx.Client, way: Way, pairs: list[tuple[str, str]], pattern: str
) -> None:
    assert truth(way(client, [("query", f"ASK {{ {pattern} }}"), *pairs]))
    without_one = pairs[1:]
    assert not truth(way(client, [("query", f"ASK {{ {pattern} }}"), *without_one]))


@WAYS
def test_the_protocols_data_set_comes_before_the_querys_own(client: httpx.Client, way: Way) -> None:
    """2.1.4: FROM is as if it were not there."""
    query = f"ASK FROM <{THREE}> {{ GRAPH ?g {{ {IN.format(ONE)} }} }}"
    assert truth(way(client, [("query", query), ("named-graph-uri", ONE)]))
    query = f"ASK FROM <{THREE}> {{ {IN.format(THREE)} }}"
    assert not truth(way(client, [("query", query), ("named-graph-uri", ONE)]))


@pytest.mark.parametrize(
    ("query", "accept", "media"),
    [
        ("SELECT (1 AS ?one) {}", None, JSON),
        ("SELECT (1 AS ?one) {}", XML, XML),
        ("ASK {}", None, JSON),
        ("ASK {}", XML, XML),
        ("DESCRIBE <http://example.org/>", None, "text/turtle"),
        ("DESCRIBE <http://example.org/>", "application/rdf+xml", "application/rdf+xml"),
        ("CONSTRUCT { <s> <p> 1 } {}", None, "text/turtle"),
        ("CONSTRUCT { <s> <p> 1 } {}", "application/n-triples", "application/n-triples"),
    ],
)
def test_each_form_of_query_in_a_format_that_fits(
    client: httpx.Client, query: str, accept: str | None, media: str
) -> None:
    headers = {"Content-Type": QUERY, **({"Accept": accept} if accept else {})}
    answer = client.post("/sparql", content=query, headers=headers)
    assert (answer.status_code, answer.headers["content-type"].split(";")[0]) == (200, media)


UPDATE = "INSERT DATA { <urn:a> <urn:b> <urn:c> }"


@pytest.mark.parametrize(
    ("method", "pairs", "media", "body"),
    [
        ("PUT", [("query", "ASK {}")], None, b""),
        ("DELETE", [("query", "ASK {}")], None, b""),
        ("GET", [("query", "ASK {}"), ("query", "SELECT * {}")], None, b""),
        ("POST", [], FORM, b"query=ASK%20%7B%7D&query=ASK%20%7B%7D"),
        ("POST", [], "text/plain", b"ASK {}"),
        ("POST", [], None, b"query=ASK%20%7B%7D"),
        ("POST", [], None, b"ASK {}"),
        ("POST", [], f"{QUERY}; charset=UTF-16", "ASK {}".encode("utf-16")),
        ("GET", [("query", "ASK {")], None, b""),
        ("GET", [("query", "")], None, b""),
        ("GET", [("update", UPDATE)], None, b""),
        ("POST", [], FORM, urlencode({"update": UPDATE}).encode()),
        ("POST", [], FORM, (urlencode({"update": UPDATE}) + "&" + "update=x").encode()),
        ("POST", [], "application/sparql-update", UPDATE.encode()),
        ("POST", [], "application/sparql-update", UPDATE.encode("utf-16")),
        ("POST", [("using-graph-uri", ONE)], "application/sparql-update", b"USING <urn:x> {}"),
        ("POST", [("query", "ASK {}")], "application/sparql-update", UPDATE.encode()),
    ],
)
def test_what_is_no_query_operation_is_refused(
    client: httpx.Client,
    method: str,
    pairs: list[tuple[str, str]],
    media: str | None,
    body: bytes,
) -> None:
    headers = {"Content-Type": media} if media else {}
    answer = client.request(method, f"/sparql?{urlencode(pairs)}", content=body, headers=headers)
    assert 400 <= answer.status_code < 500
    assert not truth(by_get(client, [("query", "ASK { <urn:a> <urn:b> <urn:c> }")]))


def test_relative_names_are_relative_to_where_the_query_went(client: httpx.Client) -> None:
    """SPARQL 1.1 Query, 4.1.1.2, after RFC 3986, 5.1.3."""
    answer = client.get(f"/sparql?query={quote('SELECT (<a> AS ?iri) {}')}")
    (found,) = answer.json()["results"]["bindings"]
    assert found["iri"]["value"] == f"{str(client.base_url).rstrip('/')}/a"
