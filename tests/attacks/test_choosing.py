"""Each answer that may be chosen says by what, so that none is kept in the place of another."""

from __future__ import annotations

import re

import httpx

from running_server import Running

MEDIA = (
    "text/html", "application/json", "text/turtle", "text/markdown", "application/n-triples",
    "application/sparql-results+xml", "text/csv", "application/ld+json",
)  # fmt: skip
PAGES = ("/", "/id/smic", "/doc/id/smic", "/ns", "/sparql", "/compare", "/doc/id/smic.html",
         "/search?q=smic", "/lenses", "/doc/id/nobody-at-all.html", "/nowhere")  # fmt: skip
ASKED = {"firm": "smic", "name": "smic", "ending": "ttl", "source_id": "some-source",
         "format": "svg"}  # fmt: skip
NEEDED = {"/api/entities": "?q=smic", "/reconcile/preview": "?id=smic",
          "/sparql": "?query=ASK%20%7B%7D", "/api/figures.{format}": "?name=chip-targets",
          "/api/calculations.{format}": "?name=value-added"}  # fmt: skip


def addresses(server: Running) -> list[str]:
    """Of all that is read and has several formats, an address."""
    described = server.web.get("/api/openapi.json").json()["paths"]
    found = [
        re.sub(r"\{(\w+)[^}]*\}", lambda name: ASKED[name[1]], path) + NEEDED.get(path, "")
        for path, methods in described.items()
        if len(methods.get("get", {}).get("responses", {}).get("200", {}).get("content", ())) > 1
    ]
    assert len(found) > 4
    return [*found, *PAGES]


def by(answer: httpx.Response) -> list[str]:
    fields = answer.headers.get_list("vary")
    assert len(fields) <= 1, fields
    return [one.strip() for one in fields[0].split(",")] if fields else []


def form(answer: httpx.Response) -> tuple[int, str, str]:
    ending = answer.headers.get("location", "").rpartition(".")[2]
    return answer.status_code, answer.headers.get("content-type", ""), ending


def test_each_answer_that_may_be_chosen_says_by_what(server: Running) -> None:
    chosen_somewhere = 0
    for address in addresses(server):
        answers = {
            media: server.web.get(address, headers={"Accept": media}) for media in (*MEDIA, "*/*")
        }
        acceptable = [one for one in answers.values() if one.status_code != 406]
        if len({form(one) for one in acceptable}) < 2:
            continue
        chosen_somewhere += 1
        for media, answer in answers.items():
            assert "Accept" in by(answer), (address, media)
            if answer.status_code == 406:
                continue
            assert by(answer) == ["Accept", "Accept-Encoding"], (address, media)
            if "etag" in answer.headers:
                has = {"Accept": media, "If-None-Match": answer.headers["etag"]}
                again = server.web.get(address, headers=has)
                assert (again.status_code, by(again)) == (304, by(answer)), (address, media)
    assert chosen_somewhere > 8


def test_every_good_answer_says_how_long_it_may_be_kept(server: Running) -> None:
    for address in (*addresses(server), "/api", "/docs", "/api/openapi.json", "/robots.txt"):
        for media in ("text/html", "application/json"):
            answer = server.web.get(address, headers={"Accept": media})
            if answer.status_code == 200:
                assert "cache-control" in answer.headers, (address, media)
    first = server.web.get("/", headers={"Accept": "application/json"})
    assert first.headers["cache-control"] == "no-cache"
    assert first.headers["etag"]


def test_pages_say_that_they_may_be_packed(server: Running) -> None:
    for coding in ("gzip", "identity"):
        page = server.web.get(
            "/compare", headers={"Accept": "text/html", "Accept-Encoding": coding}
        )
        assert by(page)[-1] == "Accept-Encoding"
