"""What an address says beside its path: checked at every page, and never said again at length."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import httpx
import pytest
from fastapi.routing import APIRoute
from lxml import html as pages

from api.app import ATOP, ROUTES
from api.routes.own import EXAMPLE
from api.web.parameters import Takes, query_parameters
from graph.releases.release import Release
from ontology.lenses import lenses
from running_server import Running
from visiting import BROWSER

LONG = "x" * 40_000
LARGEST = 20_000  # bytes of a refusal
WITHIN = 3.0  # seconds for a small question, on two cores shared with the tests

#: Where nothing but the path is read, and so nothing misread.
PATH_ALONE = {
    "/healthz", "/readyz", "/metrics", "/openapi.json", "/robots.txt", "/favicon.ico",
    "/static/{name}",
}  # fmt: skip
BY_PROTOCOL = ("/sparql", "/reconcile", "/.well-known/void")  # which say what is read
NAMES = {"/lens": "hybrid", "/code": "Side/home", "/id": "smic", "/graph": "derived",
         "/doc": "id/smic.html"}  # fmt: skip
PAGES = (
    "/?", "/search?q=smic&", "/suggest?q=smi&", "/compare?id=smic&", "/lenses?", "/lenses/edit?",
    "/method?", "/indicators?", "/data?", "/doc/id/smic.html?", "/doc/id/smic.html?view=claims&",
    "/doc/lens/hybrid.html?", "/doc/id/xi-jinping.html?", "/diagram/smic?", "/id/smic?",
    "/lens/hybrid?",
)  # fmt: skip


@pytest.fixture(scope="module")
def routes() -> dict[str, dict[str, Takes]]:
    """Of every route that is read by its parameters: these, and what each takes."""
    declared = [("/api", module.router) for module in ROUTES] + [("", router) for router in ATOP]
    found = {
        prefix + route.path: query_parameters(route.dependant)
        for prefix, router in declared
        for route in router.routes
        if isinstance(route, APIRoute) and "GET" in route.methods
    }
    assert len(found) > 40
    return {path: known for path, known in found.items() if path not in PATH_ALONE}


def address(route: str) -> str:
    path = route.replace("{name:path}", NAMES.get(route.partition("/{")[0], ""))
    return path.format(
        firm="smic", ending="html", source_id="some-source", name="chip-targets", format="svg"
    )


def test_no_route_takes_a_parameter_it_does_not_have(
    server: Running, routes: dict[str, dict[str, Takes]]
) -> None:
    for route in routes:
        if not route.startswith(BY_PROTOCOL):
            refused = server.web.get(f"{address(route)}?zqzq=1")
            assert refused.status_code == 422, route
            assert "zqzq" in refused.json()["detail"]


def test_no_value_is_read_or_said_again_at_any_length(
    server: Running, routes: dict[str, dict[str, Takes]]
) -> None:
    for route, known in routes.items():
        for name in known:
            refused = server.web.get(address(route), params={name: LONG}, headers=BROWSER)
            assert refused.status_code in (400, 404, 422), (route, name)
            assert len(refused.content) < LARGEST, (route, name)
            assert len(str(refused.headers)) < LARGEST


def test_what_is_said_once_is_refused_twice(
    server: Running, routes: dict[str, dict[str, Takes]]
) -> None:
    for route, known in routes.items():
        for name, takes in known.items():
            if not takes.several and not route.startswith(BY_PROTOCOL):
                refused = server.web.get(address(route), params={name: ["1", "2"]})
                assert refused.status_code == 422, (route, name)
                assert "2 times" in refused.json()["detail"], (route, name)


@pytest.mark.parametrize(
    "wrong",
    ["as_of=zqzq", "as_of=2014-02-30", "as_of=9999", "home=zqzq", "home=XX", "home=%C3%9F",
     "home=%EF%AC%81", "release=zqzq", "release=", "language=xx", "language=zh&language=en"],
)  # fmt: skip
def test_no_page_takes_what_another_refuses(server: Running, wrong: str) -> None:
    for page in PAGES:
        for headers in (BROWSER, {"Accept": "application/json"}):
            refused = server.web.get(page + wrong, headers=headers)
            assert refused.status_code in (404, 422), (page, refused.status_code)


def test_a_definition_that_is_none_is_refused_in_every_view(server: Running) -> None:
    for view in ("", "view=claims&", "view=statements&"):
        assert server.web.get(f"/doc/id/smic.html?{view}lens=nobodys").status_code == 404


def test_no_link_of_a_page_ends_in_a_refusal_of_what_the_page_took(server: Running) -> None:
    for page in PAGES[:11]:
        if page.startswith("/suggest"):
            continue
        taken = server.web.get(f"{page}as_of=2014&home=hk", headers=BROWSER)
        assert taken.status_code == 200, page
        carried = {
            link.partition("#")[0]
            for link in pages.fromstring(taken.text).xpath("//nav//a/@href")
            if link.startswith("/")
        }
        assert any("as_of=2014&home=HK" in link for link in carried), page
        for link in carried:
            assert server.web.get(link, headers=BROWSER).status_code == 200, (page, link)


def said(page: httpx.Response) -> str:
    assert page.status_code == 200
    return " ".join(pages.fromstring(page.text).find("body/main").text_content().split())


def test_a_page_that_says_a_day_shows_that_day(server: Running, seed_release: Release) -> None:
    first = said(server.web.get("/?as_of=2014", headers=BROWSER))
    assert first != said(server.web.get("/", headers=BROWSER))
    for firm in seed_release.knowledge.subjects:
        then = server.web.get(f"/api/entities/{firm}/answer?as_of=2014").json()
        for line in then["definitions"]:
            assert " ".join(line["says"].split()) in first, (firm, line["says"])
    assert "2014-12-31" in first
    for lens in ("ultimate-ownership", "hybrid"):
        now, before = (
            said(server.web.get(f"/doc/lens/{lens}.html{day}", headers=BROWSER))
            for day in ("", "?as_of=2014")
        )
        assert now != before


def every_home(server: Running, until: float, begun: threading.Event) -> Iterator[int]:
    """Statuses of one first page after another, each of a day nobody asked for before."""
    while time.monotonic() < until:
        day = f"19{time.monotonic_ns() % 99:02}-{time.monotonic_ns() % 12 + 1:02}"
        begun.set()
        yield httpx.get(
            f"http://127.0.0.1:{server.port}/?as_of={day}", headers=BROWSER, timeout=60
        ).status_code


def test_first_pages_of_many_days_keep_no_small_question_waiting(server: Running) -> None:
    until, begun, statuses = time.monotonic() + 4, threading.Event(), set[int]()

    def visit() -> None:
        statuses.update(every_home(server, until, begun))

    visitors = [threading.Thread(target=visit) for _ in range(12)]
    for visitor in visitors:
        visitor.start()
    begun.wait()
    took = []
    while time.monotonic() < until:
        began = time.monotonic()
        answer = server.web.get(f"/suggest?q=smi{len(took)}")
        took.append(time.monotonic() - began)
        assert answer.status_code == 200
        time.sleep(0.2)
    for visitor in visitors:
        visitor.join()
    assert max(took) < WITHIN
    assert statuses <= {200, 503}


def test_what_is_named_repeatedly_is_answered_once(server: Running) -> None:
    asked = "lens=hybrid&lens=legal-seat&lens=hybrid"
    once = ["hybrid", "legal-seat"]
    found = server.web.get(f"/api/entities/smic/classification?{asked}").json()
    assert [verdict["lens"] for verdict in found["verdicts"]] == once
    same = "id=dji&id=smic&id=SMIC&id=中芯国际&id=dji"
    answers = server.web.get(f"/api/compare?{same}&{asked}").json()["results"]
    assert [answer["firm"]["id"] for answer in answers] == ["dji", "smic"]
    assert [verdict["lens"] for verdict in answers[0]["verdicts"]] == once
    page = pages.fromstring(server.web.get(f"/compare?{same}", headers=BROWSER).text)
    assert len(page.xpath("//table//thead//th")) == 3
    rows = server.web.get(f"/api/measures?firm=smic&firm=SMIC&{asked}").json()["results"]
    assert [row["firm"]["id"] for row in rows] == ["smic"]
    own = server.web.post(f"/api/classify?firm=alpha&{asked}", json=EXAMPLE).json()
    assert [verdict["lens"] for verdict in own["verdicts"]] == once


def test_every_list_has_a_most_and_says_it(server: Running) -> None:
    """Of an address, a few thousand values of one parameter would make an answer of megabytes."""
    found = server.web.get("/api/openapi.json").json()
    lists = [
        (path, one["name"], one["schema"], one["description"])
        for path, methods in found["paths"].items()
        for described in methods.values()
        for one in described.get("parameters", ())
        if "array" in str(one["schema"])
    ]
    assert {name for _, name, _, _ in lists} >= {"lens", "id", "firm"}
    for path, name, schema, description in lists:
        array = next(one for one in (schema, *schema.get("anyOf", ())) if "items" in one)
        assert str(array["maxItems"]) in description, (path, name)
        assert name != "lens" or array["maxItems"] > len(lenses())  # a release may have its own
        refused = server.web.get(path.replace("{firm}", "smic"), params={name: ["hybrid"] * 4000})
        if path != "/api/classify":
            assert refused.status_code == 422, (path, name)
            assert len(refused.content) < LARGEST
