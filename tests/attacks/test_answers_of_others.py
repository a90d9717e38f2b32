"""Nothing that one visitor told is in an answer to another, and nothing that changes is kept."""

from __future__ import annotations

import re

import httpx
import pytest

from running_server import Running

FORGED = "forged.example"
ADDRESSES = (
    "/reconcile", "/reconcile?visit=1", "/sparql", "/.well-known/void", "/id/smic", "/api",
    "/doc/id/smic.html", "/api/entities/smic", "/ontology", "/docs", "/api/openapi.json",
    "/reconcile/properties", "/api/lenses/", "/sparql?query=SELECT%20(%3Ca%3E%20AS%20%3Fx)%7B%7D",
)  # fmt: skip


@pytest.mark.parametrize("path", ADDRESSES)
def test_a_forged_host_is_in_nobody_elses_answer(server: Running, path: str) -> None:
    for accept in ("*/*", "text/html", "text/turtle"):
        server.web.get(path, headers={"Host": FORGED, "Accept": accept})
        answer = server.web.get(path, headers={"Accept": accept})
        assert FORGED not in answer.text
        assert FORGED not in str(answer.headers)


@pytest.mark.parametrize("path", ADDRESSES)
def test_an_answer_with_what_was_told_may_be_kept_by_nobody(server: Running, path: str) -> None:
    answer = server.web.get(path, headers={"Host": FORGED})
    if FORGED in answer.text:
        assert answer.headers.get("cache-control") == "no-store" or "etag" in answer.headers
        mine = server.web.get(path)
        assert answer.headers.get("etag") is None or answer.headers["etag"] != mine.headers["etag"]


@pytest.mark.parametrize("name", ["UUID()", "STRUUID()", "RAND()", "BNODE()", "uuid ( )", "NOW()"])
def test_what_changes_is_never_the_same_and_never_kept(server: Running, name: str) -> None:
    text = f"SELECT (({name}) AS ?x) {{}}" if name != "BNODE()" else "SELECT (BNODE() AS ?x) {}"
    seen: list[httpx.Response] = [
        server.web.get("/sparql", params={"query": text}) for _ in range(3)
    ]
    assert len({answer.text for answer in seen}) == 3
    for answer in seen:
        assert "etag" not in answer.headers
        assert answer.headers["cache-control"] == "no-store"
    again = server.web.get("/sparql", params={"query": text}, headers={"If-None-Match": "*"})
    assert again.status_code == 200


@pytest.mark.parametrize("template", ["[] a <urn:x>", "_:a a <urn:x>", "<urn:x> a (1 2)"])
def test_made_blank_nodes_are_never_kept(server: Running, template: str) -> None:
    params = {"query": f"CONSTRUCT {{ {template} }} {{}}", "format": "nt"}
    first, second = (server.web.get("/sparql", params=params) for _ in range(2))
    assert first.text != second.text
    assert "etag" not in first.headers
    assert first.headers["cache-control"] == "no-store"


def test_a_query_that_stays_has_a_tag_and_304(server: Running) -> None:
    params = {"query": "SELECT (1 AS ?x) {}"}
    tag = server.web.get("/sparql", params=params).headers["etag"]
    again = server.web.get("/sparql", params=params, headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")


def test_random_numbers_differ_in_one_answer_too(server: Running) -> None:
    text = "SELECT (UUID() AS ?a) (UUID() AS ?b) {}"
    found = server.web.get("/sparql", params={"query": text}).text
    assert len(set(re.findall(r"urn:uuid:[0-9a-f-]+", found))) == 2
