"""SPARQL, reconciliation and HTTP as their documents say: an own instance of each kind of fault."""

from __future__ import annotations

import json
import socket
import xml.dom.minidom

import httpx
import pytest

from running_server import Running

RESULTS_XML, RDF_XML = "application/sparql-results+xml", "application/rdf+xml"


def asked(server: Running, text: str, accept: str = "*/*", **more: str) -> httpx.Response:
    return server.web.get("/sparql", params={"query": text, **more}, headers={"Accept": accept})


def raw(server: Running, head: str) -> str:
    """The head of the answer to a request as it is written."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as visit:
        visit.sendall(head.replace("\n", "\r\n").encode())
        return visit.recv(65_536).decode("latin-1").partition("\r\n\r\n")[0]


def test_relative_names_are_relative_to_the_endpoint(server: Running) -> None:
    (found,) = asked(server, "SELECT (<there#x> AS ?iri) {}").json()["results"]["bindings"]
    assert found["iri"]["value"] == f"http://127.0.0.1:{server.port}/there#x"
    based = "BASE <http://example.org/a/> SELECT (<b> AS ?iri) {}"
    (found,) = asked(server, based).json()["results"]["bindings"]
    assert found["iri"]["value"] == "http://example.org/a/b"
    refused = asked(server, "SELECT * FROM <data.ttl> { ?s ?p ?o }")
    assert refused.status_code == 403
    assert f"http://127.0.0.1:{server.port}/data.ttl" in refused.json()["detail"]


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * FROM <http://[x> { ?s ?p ?o }",
        "BASE <http://[x> SELECT * { ?s ?p ?o }",
        "PREFIX a: <//[x> SELECT * FROM a:b { ?s ?p ?o }",
    ],
)
def test_addresses_that_are_none_are_refused(server: Running, text: str) -> None:
    assert asked(server, text).status_code == 400
    for name in ("default-graph-uri", "named-graph-uri"):
        assert asked(server, "ASK {}", **{name: "http://[x"}).status_code == 400


@pytest.mark.parametrize(
    "text",
    ["BASE <a/> " * 11 + "ASK {}", f"BASE <{'a/' * 300}> ASK {{}}"],
    ids=["many", "long"],
)
def test_bases_that_make_much_work_are_refused(server: Running, text: str) -> None:
    refused = asked(server, text)
    assert refused.status_code == 403
    assert "relative" in refused.json()["detail"]


@pytest.mark.parametrize(
    "text",
    [
        "SELECT (<http://example.org/distance>(1, 2) AS ?x) {}",
        "ASK { ?s ?p ?o FILTER(<http://www.w3.org/2001/XMLSchema#nonsense>(?o)) }",
        "SELECT * { ?s ?p ?o BIND(<urn:f>(?o) AS ?x) }",
    ],
)
def test_unknown_functions_can_never_succeed(server: Running, text: str) -> None:
    answer = asked(server, text)
    assert answer.status_code == 400
    assert "retry-after" not in answer.headers


@pytest.mark.parametrize("character", ["\\u0001", "\\u000B", "\\u001F", "\\uFFFE", "\\u0008"])
def test_what_xml_does_not_have_is_refused(server: Running, character: str) -> None:
    text = f'SELECT ("a{character}b" AS ?x) {{}}'
    assert asked(server, text, RESULTS_XML).status_code == 406
    assert asked(server, text, "application/json").status_code == 200


def test_line_ends_come_back_from_xml(server: Running) -> None:
    answer = asked(server, 'SELECT ("a\\r\\nb\\rc" AS ?x) {}', RESULTS_XML)
    page = xml.dom.minidom.parseString(answer.content)
    (literal,) = page.getElementsByTagName("literal")
    assert "".join(node.data for node in literal.childNodes) == "a\r\nb\rc"


@pytest.mark.parametrize("name", ["http://ex/1", "http://ex/", "urn:x:7a/", "http://ex/a b"[:-2]])
def test_rdf_xml_is_well_formed_or_refused(server: Running, name: str) -> None:
    answer = asked(server, f'CONSTRUCT {{ <urn:s> <{name}> "x" }} {{}}', RDF_XML)
    assert answer.status_code in (200, 406)
    if answer.status_code == 200:
        xml.dom.minidom.parseString(answer.content)


def test_columns_come_as_they_were_written(server: Running) -> None:
    text = "SELECT * { ?zebra a ?kind ; rdfs:label ?apple OPTIONAL { ?zebra z:holder ?b } } LIMIT 1"
    assert asked(server, text).json()["head"]["vars"] == ["zebra", "kind", "apple", "b"]
    inner = "SELECT * { { SELECT ?b ?a { ?b a ?a } LIMIT 1 } }"
    assert asked(server, inner).json()["head"]["vars"] == ["b", "a"]


def test_several_graphs_are_merged(server: Running) -> None:
    years = ("2017", "2018")
    graphs = [f"<https://w3id.org/zizhu/graph/snapshot/{year}>" for year in years]
    both = " ".join(f"FROM {graph}" for graph in graphs)
    union = " UNION ".join(f"{{ GRAPH {graph} {{ ?s ?p ?o }} }}" for graph in graphs)
    count = "SELECT (COUNT(*) AS ?n) {0} {{ ?s ?p ?o }}"
    merged = asked(server, count.format(both)).json()["results"]["bindings"][0]["n"]["value"]
    distinct = f"SELECT (COUNT(*) AS ?n) {{ SELECT DISTINCT ?s ?p ?o {{ {union} }} }}"
    wanted = asked(server, distinct).json()["results"]["bindings"][0]["n"]["value"]
    assert merged == wanted != "0"


def test_formats_by_name(server: Running) -> None:
    text = "SELECT (1 AS ?a) {}"
    for name, media in (("csv", "text/csv"), ("xml", RESULTS_XML)):
        for parameter in ("format", "output"):
            answer = asked(server, text, **{parameter: name})
            assert answer.headers["content-type"].partition(";")[0] == media
    assert asked(server, text, format="ttl").status_code == 400
    unknown = asked(server, text, nonsense="1")
    assert (unknown.status_code, "nonsense" in unknown.text) == (400, True)


def test_the_description_where_crawlers_look(server: Running) -> None:
    answer = server.web.get("/.well-known/void", headers={"Accept": "text/turtle"})
    assert answer.status_code == 200
    assert "void#triples" in answer.text
    page = server.web.get("/sparql", headers={"Accept": "text/html,*/*;q=0.8"})
    assert "<form" in page.text


def reconciled(server: Running, **queries: object) -> httpx.Response:
    return server.web.post("/reconcile", data={"queries": json.dumps(queries)})


def first(answer: httpx.Response, name: str = "q") -> str:
    return str(answer.json()[name]["result"][0]["id"])


def test_reconciling_by_classes(server: Running) -> None:
    assert reconciled(server, q={"query": "SMIC", "type": "Q4830453"}).json()["q"]["result"] == []
    named = "https://w3id.org/zizhu/ns#Person"
    assert first(reconciled(server, q={"query": "Jack Ma", "type": named})) == "p_jackma"
    assert first(reconciled(server, q={"query": "Jack Ma", "type": ["Q1", "Person"]})) == "p_jackma"
    given = [{"id": "Person", "name": "a person"}]
    assert first(reconciled(server, q={"query": "Jack Ma", "type": given})) == "p_jackma"


@pytest.mark.parametrize("limit", [0, -1, 51, 10**12, None, "7", 2.5])
def test_limits_are_cut(server: Running, limit: object) -> None:
    answer = reconciled(server, q={"query": "China", "limit": limit})
    assert answer.status_code == 200
    assert len(answer.json()["q"]["result"]) <= 50


@pytest.mark.parametrize(
    "value",
    [
        "0001267482", {"id": "0001267482", "name": "x"}, ["0001267482"],
        [{"id": "0001267482"}, "other"], [None, {"name": "0001267482"}],
    ],
)  # fmt: skip
def test_values_in_every_form(server: Running, value: object) -> None:
    row = {"properties": [{"pid": "identifier:cik", "v": value}]}
    assert first(reconciled(server, q=row)) == "smic"
    assert first(reconciled(server, q={"query": None, **row})) == "smic"


def test_the_draft_after_it(server: Running) -> None:
    conditions = [
        {"matchType": "name", "propertyValue": "Jack Ma"},
        {"matchType": "type", "propertyValue": "Person"},
    ]
    batch = json.dumps({"queries": [{"conditions": conditions, "limit": 3}]})
    answer = server.web.post("/reconcile", data={"queries": batch})
    assert first(answer, "q0") == "p_jackma"


@pytest.mark.parametrize("bad", [{"query": {}}, 7, None, [], {"query": "x" * 501}, {"type": "X"}])
def test_a_bad_query_takes_none_along(server: Running, bad: object) -> None:
    answer = reconciled(server, good={"query": "SMIC"}, bad=bad)
    assert answer.status_code == 200
    assert first(answer, "good") == "smic"
    assert answer.json()["bad"]["result"] == []


def test_nested_batches_are_refused(server: Running) -> None:
    for text in ("[" * 5000, '{"q":{"query":"x","properties":[{"pid":"a","v":' + "[" * 5000):
        closed = text + "]" * 5000 + ("}]}}" if text.startswith("{") else "")
        answer = server.web.post("/reconcile", data={"queries": closed})
        assert answer.status_code == 422


def test_several_accept_fields_are_one_list(server: Running) -> None:
    head = raw(server, "GET /id/smic HTTP/1.1\nHost: a\nAccept: image/png\nAccept: text/turtle\n\n")
    assert " 303 " in head and "/doc/id/smic.ttl" in head


def test_a_whole_address_as_target(server: Running) -> None:
    head = raw(server, f"GET http://127.0.0.1:{server.port}/id/smic HTTP/1.1\nHost: b\n\n")
    assert " 303 " in head


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/sparql", "GET, HEAD, POST"), ("/reconcile", "GET, HEAD, POST"), ("/api/screen", "POST"),
        ("/api/entities/smic/owners", "GET, HEAD"), ("/api/lenses", "GET, HEAD"),
    ],
)  # fmt: skip
def test_what_may_be_asked_is_said(server: Running, path: str, allowed: str) -> None:
    answer = server.web.request("PUT", path)
    assert (answer.status_code, answer.headers["allow"]) == (405, allowed)


def test_a_compressed_body_is_refused(server: Running) -> None:
    headers = {"Content-Encoding": "gzip", "Content-Type": "application/json"}
    answer = server.web.post("/api/screen", content=b"\x1f\x8b", headers=headers)
    assert answer.status_code == 415
    assert answer.headers["accept-encoding"] == "identity"


def test_pages_of_others_may_show_what_they_may_read(server: Running) -> None:
    for path in ("/api/entities/smic/network?format=svg", "/api/lenses", "/api/nothing"):
        headers = server.web.get(path).headers
        assert headers["access-control-allow-origin"] == "*"
        assert headers["cross-origin-resource-policy"] == "cross-origin"
    framed = server.web.get("/reconcile/preview?id=smic").headers
    assert "x-frame-options" not in framed
    assert "frame-ancestors *" in framed["content-security-policy"]


@pytest.mark.parametrize("path", ["/docs", "/openapi.json", "/favicon.ico", "/robots.txt"])
def test_what_everybody_looks_for_is_there(server: Running, path: str) -> None:
    assert server.web.get(path, follow_redirects=True).status_code == 200


@pytest.mark.parametrize("content", [b'"a"b', b'"open', b"\xff\xfe\x00", b"a,b\n1", b""])
@pytest.mark.parametrize("format", ["auto", "gleif", "bods", "ftm", "rdf", "table", "list"])
def test_files_that_are_none_are_reported_and_name_no_folder(
    server: Running, content: bytes, format: str
) -> None:
    answer = server.web.post(f"/api/check?format={format}", content=content)
    assert answer.status_code in (200, 422)
    assert "/tmp" not in answer.text
    if (content, format) == (b"", "rdf"):
        return  # which is RDF that says nothing
    assert answer.status_code == 422 or not answer.json()["sound"]


def test_wide_tables_and_long_names_are_refused(server: Running) -> None:
    header = ",".join(f"column {number}" for number in range(300_000))
    for format in ("auto", "table", "list", "gleif"):
        answer = server.web.post(f"/api/check?format={format}", content=header.encode())
        assert answer.status_code in (200, 422)
        assert answer.status_code == 422 or not answer.json()["sound"]
    entry = {"name": "Semiconductor " * 60}
    long = server.web.post("/api/screen", json={"rule": "bis-affiliates", "entries": [entry]})
    assert (long.status_code, "500" in long.json()["detail"]) == (422, True)
    address = "/api/entities/" + "Semiconductor%20" * 2000 + "/owners"
    assert server.web.get(address).status_code in (404, 422)
