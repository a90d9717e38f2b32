"""``/sparql``: the protocol, what it refuses, and that it ends what it starts."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import msgspec
import pytest
import rdflib

from api.app import create_app
from api.settings import Settings
from api.web.dependencies import Served
from graph.releases.release import Release
from served_app import Serve

COUNT = "SELECT (COUNT(*) AS ?n) { ?a a z:Ownership }"
CROSS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
FORM, QUERY = "application/x-www-form-urlencoded", "application/sparql-query"


def number(answer: httpx.Response) -> int:
    return int(answer.json()["results"]["bindings"][0]["n"]["value"])


def test_three_ways_to_ask(web: httpx.Client, seed_release: Release) -> None:
    wanted = seed_release.manifest.counts["Ownership"]
    assert number(web.get("/sparql", params={"query": COUNT})) == wanted
    assert number(web.post("/sparql", data={"query": COUNT})) == wanted
    posted = web.post("/sparql", content=COUNT, headers={"Content-Type": f"{QUERY}; charset=utf-8"})
    assert number(posted) == wanted
    assert posted.headers["zizhu-release"] == seed_release.id
    assert posted.headers["content-type"] == "application/sparql-results+json"


@pytest.mark.parametrize(
    ("text", "accept", "media"),
    [
        (COUNT, "*/*", "application/sparql-results+json"),
        (COUNT, "application/json", "application/sparql-results+json"),
        (COUNT, "application/sparql-results+xml", "application/sparql-results+xml"),
        (COUNT, "text/html,application/xml;q=0.9,*/*;q=0.8", "application/sparql-results+xml"),
        (COUNT, "text/csv;q=0.9, text/tab-separated-values", "text/tab-separated-values"),
        (COUNT, "text/csv", "text/csv"),
        ("ASK {}", "text/csv", "text/csv"),
        ("DESCRIBE id:smic", "*/*", "text/turtle"),
        ("CONSTRUCT WHERE { id:smic ?p ?o }", "application/n-triples", "application/n-triples"),
        ("DESCRIBE id:smic", "application/rdf+xml", "application/rdf+xml"),
        ("DESCRIBE id:smic", "application/ld+json", "application/ld+json"),
    ],
)
def test_formats(web: httpx.Client, text: str, accept: str, media: str) -> None:
    answer = web.get("/sparql", params={"query": text}, headers={"Accept": accept})
    assert answer.status_code == 200
    assert answer.headers["content-type"].split(";")[0] == media
    assert answer.headers["vary"] == "Accept, Accept-Encoding"
    assert answer.content


@pytest.mark.parametrize(
    ("text", "accept"),
    [(COUNT, "image/png"), (COUNT, "text/turtle"), ("DESCRIBE id:smic", "text/csv")],
)
def test_nothing_acceptable(web: httpx.Client, text: str, accept: str) -> None:
    answer = web.get("/sparql", params={"query": text}, headers={"Accept": accept})
    assert answer.status_code == 406
    assert accept in answer.json()["detail"]


def test_without_a_query_it_describes_itself(web: httpx.Client) -> None:
    answer = web.get("/sparql")
    assert answer.headers["content-type"].split(";")[0] == "text/turtle"
    assert "graph/derived>" in answer.text
    import pyoxigraph

    address = str(answer.url)
    found = pyoxigraph.parse(answer.content, format=pyoxigraph.RdfFormat.TURTLE, base_iri=address)
    named = {one.subject.value for one in found if isinstance(one.subject, pyoxigraph.NamedNode)}
    assert named >= {address, *(f"{address}#{part}" for part in ("dataset", "data", "derived"))}
    for media, form in (
        ("application/ld+json", pyoxigraph.RdfFormat.JSON_LD),
        ("application/rdf+xml", pyoxigraph.RdfFormat.RDF_XML),
        ("application/n-triples", pyoxigraph.RdfFormat.N_TRIPLES),
    ):
        other = web.get("/sparql", headers={"Accept": media})
        assert len(list(pyoxigraph.parse(other.content, format=form))) > 30
    statements = web.get("/api/release").json()["manifest"]["counts"]["statements"]
    assert f"<http://rdfs.org/ns/void#triples> {statements} " in answer.text
    assert web.get("/sparql", headers={"Accept": "image/png"}).status_code == 406


def test_every_named_graph_is_described_and_followed(web: httpx.Client) -> None:
    query = "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
    rows = web.get("/sparql", params={"query": query}).json()["results"]["bindings"]
    text = web.get("/sparql", headers={"Accept": "text/turtle"})
    described = rdflib.Graph().parse(data=text.text, publicID=str(text.url))
    found = described.query(
        "PREFIX sd: <http://www.w3.org/ns/sparql-service-description#> SELECT ?g ?n "
        "{ ?x sd:defaultDataset/sd:namedGraph [ sd:name ?g ; sd:graph/void:triples ?n ] }"
    )
    wanted = {(row["g"]["value"], int(row["n"]["value"])) for row in rows}
    assert {(str(name), int(count)) for name, count in found} == wanted
    assert len(wanted) > 2
    for name, count in wanted:
        path = name.removeprefix("https://w3id.org/zizhu")
        answer = web.get(path, follow_redirects=True, headers={"Accept": "application/n-triples"})
        assert len(answer.text.splitlines()) == count
    assert web.get("/graph/snapshot/1066").status_code == 404


def test_the_default_graph_has_everything_current_and_graphs_can_be_named(
    web: httpx.Client,
) -> None:
    graphs = web.get("/sparql", params={"query": "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"})
    names = [row["g"]["value"] for row in graphs.json()["results"]["bindings"]]
    everything = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    whole = number(web.get("/sparql", params={"query": everything}))
    for name in names:
        by_from = everything.replace("{ ?s", f"FROM <{name}> {{ ?s", 1)
        part = number(web.get("/sparql", params={"query": by_from}))
        assert 0 < part <= whole
        by_protocol = {"query": everything, "default-graph-uri": name}
        assert number(web.get("/sparql", params=by_protocol)) == part
    other = web.get("/sparql", params={"query": "ASK FROM <http://127.0.0.1:9/> {}"})
    assert other.status_code == 403
    assert "no graph" in other.json()["detail"]


@pytest.mark.parametrize(
    ("request_", "status", "detail"),
    [
        ({"params": {"query": "SELECT * { ?s ?p }"}}, 400, "line 1, column"),
        ({"params": {"query": "ASK { ?s ?p 'x }"}}, 400, "not closed"),
        ({"params": {"query": ""}}, 400, "not SPARQL"),
        ({"params": [("query", "ASK {}"), ("query", "ASK {}")]}, 400, "exactly one"),
        ({"params": {"quary": "ASK {}"}}, 400, "exactly one"),
        ({"params": {"query": "ASK { SERVICE <http://127.0.0.1:9/> {} }"}}, 403, "SERVICE"),
        ({"params": {"query": "LOAD <http://127.0.0.1:9/>"}}, 403, "LOAD"),
        ({"params": {"query": "DELETE WHERE { ?s ?p ?o }"}}, 403, "DELETE"),
        ({"params": {"update": "DROP ALL"}}, 403, "updates"),
        ({"params": {"query": "SELECT * " + "{" * 20_000}}, 403, "nests"),
        ({"params": {"query": "ASK {} #" + "x" * 40_000}}, 200, None),
    ],
)
def test_refusals(
    web: httpx.Client, request_: dict[str, object], status: int, detail: str | None
) -> None:
    answer = web.get("/sparql", **request_)  # type: ignore[arg-type]  # any of httpx's own
    assert answer.status_code == status
    if detail is not None:
        assert answer.headers["content-type"] == "application/problem+json"
        assert detail in answer.json()["detail"]


@pytest.mark.parametrize(
    ("media", "body", "status"),
    [
        ("application/sparql-update", b"DROP ALL", 403),
        (FORM, b"update=DROP%20ALL", 403),
        (FORM, b"query=ASK%7B%7D&update=DROP%20ALL", 403),
        (FORM, b"", 400),
        (FORM, b"query=%FF", 400),
        (QUERY, b"\xff", 400),
        (QUERY, b"", 400),
        ("text/plain", b"ASK {}", 415),
        ("application/json", b"{}", 415),
        (QUERY, b"ASK {} #" + b"x" * 200_000, 413),
        (QUERY, b"ASK {} #" + b"x" * 10_000_000, 413),
        (FORM, b"query=ASK%7B%7D%23" + b"x" * 10_000_000, 413),
        (QUERY, b"SELECT * " + b"{" * 20_000, 403),
    ],
)
def test_bodies(web: httpx.Client, media: str, body: bytes, status: int) -> None:
    answer = web.post("/sparql", content=body, headers={"Content-Type": media})
    assert answer.status_code == status
    assert answer.json()["detail"]


def test_a_query_that_takes_too_long_ends_and_says_so(web: httpx.Client) -> None:
    answer = web.get("/sparql", params={"query": CROSS})
    assert answer.status_code == 504
    assert "ended after 3 s" in answer.json()["detail"]
    assert number(web.get("/sparql", params={"query": COUNT})) > 0


def test_an_answer_too_large_is_an_error_not_a_part(serve: Serve, settings: Settings) -> None:
    small = msgspec.structs.replace(settings, query_answer=1, query_seconds=30)
    with serve(create_app(small)) as client:
        answer = client.get("/sparql", params={"query": "SELECT * { ?s ?p ?o }"})
        assert answer.status_code == 507
        assert "larger than 1 MiB" in answer.json()["detail"]


@pytest.fixture
def watched(
    serve: Serve, settings: Settings
) -> Iterator[tuple[httpx.Client, Callable[[], list[str]]]]:
    """A server whose queries never end by themselves, and the queries that run in it."""
    app = create_app(msgspec.structs.replace(settings, query_seconds=3600))
    with serve(app) as client:
        inner: Any = app
        while not hasattr(inner, "state"):
            inner = inner._app
        served: Served = inner.state.served
        assert served.workers is not None
        zygote = served.workers.process
        children = Path(f"/proc/{zygote}/task/{zygote}/children")
        yield client, lambda: children.read_text().split()


def until(running: Callable[[], list[str]], wanted: int) -> None:
    """Wait until so many queries run."""
    for _ in range(2000):
        if len(running()) == wanted:
            return
        time.sleep(0.01)
    raise AssertionError(f"{len(running())} queries run, not {wanted}")


def test_the_server_answers_others_meanwhile_and_counts_queries(
    watched: tuple[httpx.Client, Callable[[], list[str]]],
) -> None:
    """Two have places and two go on aside; a fifth has one of them end, and nothing else waits."""
    client, running = watched

    async def ask() -> None:
        async with httpx.AsyncClient(base_url=client.base_url, timeout=60) as visitor:
            heavy = [
                asyncio.create_task(visitor.get("/sparql", params={"query": CROSS}))
                for _ in range(4)
            ]
            await asyncio.to_thread(until, running, 4)
            for path in ("/healthz", "/readyz", "/api/entities/smic"):
                assert (await visitor.get(path)).status_code == 200
            assert not any(one.done() for one in heavy)
            fifth = await visitor.get("/sparql", params={"query": COUNT})
            assert number(fifth) > 0
            (ended,) = [one for one in heavy if one.done()]
            assert ended.result().status_code == 503
            assert ended.result().headers["retry-after"] == "1"
            assert "others who waited" in ended.result().json()["detail"]
            for one in heavy:
                one.cancel()

    asyncio.run(ask())
    until(running, 0)


def test_a_visitor_who_leaves_takes_the_query_along(
    watched: tuple[httpx.Client, Callable[[], list[str]]],
) -> None:
    client, running = watched
    with pytest.raises(httpx.ReadTimeout):
        client.get("/sparql", params={"query": CROSS}, timeout=1)
    until(running, 0)
    assert client.get("/sparql", params={"query": COUNT}).status_code == 200


def test_entity_tags(web: httpx.Client) -> None:
    first = web.get("/sparql", params={"query": COUNT})
    tag = first.headers["etag"]
    again = web.get("/sparql", params={"query": COUNT}, headers={"If-None-Match": tag})
    assert again.status_code == 304
    assert (again.headers["etag"], again.headers["vary"]) == (tag, "Accept, Accept-Encoding")
    posted = web.post("/sparql", data={"query": COUNT}, headers={"If-None-Match": "*"})
    assert posted.status_code == 200  # a tag is for what was read with GET
    as_csv = web.get("/sparql", params={"query": COUNT}, headers={"Accept": "text/csv"})
    assert as_csv.headers["etag"] != tag
    assert as_csv.text == f"n\r\n{number(first)}\r\n"
    assert json.loads(first.content)["head"]["vars"] == ["n"]
