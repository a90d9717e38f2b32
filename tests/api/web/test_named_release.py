"""A release that is named answers itself, by its own engine, or says what it needs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import httpx
import pytest
from msgspec.structs import replace

from api.app import create_app
from api.settings import Settings
from graph import questions
from graph.formats.tables.tables import write_tables
from graph.releases import manifest
from graph.releases.release import Release, build, open_release
from served_app import Serve
from small_tables import small

STAKE = "pool-jade"
ELSEWHERE = "0.0.9+0123456789ab"  # an engine that is not this program
COMPUTED = (
    "/api/entities/jade/answer", "/api/entities/jade/classification?as_of=2024-12-31",
    "/api/entities/works/classification", "/api/entities/jade/owners",
    "/api/entities/jade/controllers", "/api/entities/jade/score", "/api/entities/jade/unknowns",
    "/api/entities/jade/paths?from=any", "/api/entities/jade/chains?from=pool",
    "/api/entities/jade/network", "/api/entities/jade/labels", "/api/entities/jade/dossier",
    "/api/compare?id=jade", "/api/measures", "/api/labels", "/api/definitions", "/ontology",
    "/api/diff?from=2024-12-31",
)  # fmt: skip
STORED = (
    "/api/entities?q=jade", "/api/entities/jade", "/api/entities/jade/claims", "/api/lenses",
    "/api/sources/ar", "/api/release", "/doc/id/jade.ttl", "/doc/id/jade.html",
)  # fmt: skip
OPEN = {"/healthz", "/readyz", "/", "/api", "/docs"}  # of the server, not of a release
OWN = {"/api/classify", "/api/check"}  # of the visitor's own tables

Run = Callable[..., Any]


class Kept(NamedTuple):
    """A home with three releases: of an old fact, of a newer engine's, and the current one."""

    home: Path
    old: Release
    foreign: str
    current: Release


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    base = tmp_path_factory.mktemp("named")
    made = []
    for change, percent in (("old", "12.5"), ("foreign", "20"), ("current", "30")):
        tables = small(change=change)
        claims = tuple(
            replace(one, share=one.share.__class__(*[type(one.share.lower)(percent)] * 2))
            if one.id == STAKE else one
            for one in tables.claims
        )  # fmt: skip
        folder = base / change
        folder.mkdir()
        write_tables(replace(tables, claims=claims), folder)
        made.append(build(folder, base / "home"))
    old, foreign, current = made
    manifest.write(foreign.path, replace(foreign.manifest, engine=ELSEWHERE))
    return Kept(base / "home", old, foreign.id, current)


@pytest.fixture(scope="module")
def visitor(kept: Kept, serve: Serve) -> Iterator[httpx.Client]:
    with serve(create_app(Settings(home=kept.home, watch_seconds=0, visitor_errors=0))) as client:
        yield client


def of(path: str, release: str) -> str:
    return f"{path}{'&' if '?' in path else '?'}release={release}"


@pytest.mark.parametrize("path", [*COMPUTED, *STORED])
def test_a_release_that_is_kept_answers_itself(
    visitor: httpx.Client, kept: Kept, path: str
) -> None:
    for release in (kept.old, kept.current):
        given = visitor.get(of(path, release.id))
        assert given.status_code == 200, given.text
        assert given.headers["zizhu-release"] == release.id
        assert given.content == visitor.get(of(path, release.id[:9])).content
    assert visitor.get(path).headers["zizhu-release"] == kept.current.id


def test_each_answers_with_its_own_facts(visitor: httpx.Client, kept: Kept) -> None:
    for release, share in ((kept.old, 0.125), (kept.current, 0.3)):
        held = visitor.get(of("/api/entities/jade/owners", release.id)).json()["holders"]
        assert [one["share"]["lower"] for one in held if one["claim"] == STAKE] == [share]
        told = questions.owners(open_release(kept.home, release.id), "jade")
        assert [one.share.lower for one in told.holders if one.share and one.claim == STAKE] == [
            share
        ]  # fmt: skip


@pytest.mark.parametrize("path", COMPUTED)
def test_what_another_engine_computed_is_refused_with_its_name(
    visitor: httpx.Client, kept: Kept, path: str
) -> None:
    refused = visitor.get(of(path, kept.foreign))
    assert refused.status_code == 409
    problem = refused.json()
    assert problem["type"].endswith("/engine-needed")
    assert kept.foreign in problem["detail"]
    assert ELSEWHERE in problem["detail"]
    assert str(kept.home) not in refused.text


def test_verdicts_of_another_engine_are_given_as_they_were_built(
    visitor: httpx.Client, kept: Kept, zizhu: Run
) -> None:
    """The engine that wrote them was this one, so that they can be compared."""
    path = "/api/entities/jade/classification"
    built = visitor.get(of(path, kept.foreign)).json()
    assert (built["stored"], built["engine"]) == (True, ELSEWHERE)
    now = questions.classify(open_release(kept.home, kept.foreign), "jade")
    told = {one["lens"]: (one["word"], one["decided"], one["as_of"]) for one in built["verdicts"]}
    assert told == {one.lens: (one.word, one.decided, one.as_of) for one in now.verdicts}
    assert visitor.get(built["cite"]["address"]).json() == built
    one = visitor.get(built["cite"]["part"].replace("LENS", "legal-seat")).json()
    assert [verdict["lens"] for verdict in one["verdicts"]] == ["legal-seat"]
    shown = zizhu("classify", "jade", "--release", kept.foreign, "-f", "md", home=kept.home)
    assert shown.code == 0, shown.stderr
    assert f"As engine {ELSEWHERE} wrote them" in shown.stdout
    asked = json.loads(
        zizhu("classify", "jade", "--release", kept.foreign, "-f", "json", home=kept.home).stdout
    )
    assert asked == built


@pytest.mark.parametrize("path", STORED)
def test_what_it_stores_it_still_gives(visitor: httpx.Client, kept: Kept, path: str) -> None:
    given = visitor.get(of(path, kept.foreign))
    assert given.status_code == 200, given.text
    assert given.headers["zizhu-release"] == kept.foreign


@pytest.mark.parametrize("path", [*COMPUTED, *STORED, "/sparql?query=ASK%20%7B%7D", "/reconcile"])
def test_a_release_that_is_not_kept_is_answered_by_no_other(
    visitor: httpx.Client, kept: Kept, path: str
) -> None:
    refused = visitor.get(of(path, "0123456789abcdef"))
    assert refused.status_code == 404
    assert refused.json()["type"].endswith("/unknown-release")
    assert "0123456789abcdef" in refused.json()["detail"]
    assert kept.current.id in refused.json()["suggestions"]
    assert str(kept.home) not in refused.text


def test_queries_are_asked_of_the_served_release_alone(visitor: httpx.Client, kept: Kept) -> None:
    query = {"query": "ASK { ?s ?p ?o }"}
    assert visitor.get("/sparql", params=query | {"release": kept.current.id}).status_code == 200
    for refused in (
        visitor.get("/sparql", params=query | {"release": kept.old.id}),
        visitor.post("/sparql", data=query | {"release": kept.old.id}),
    ):
        assert refused.status_code == 409
        assert kept.old.id in refused.json()["detail"]


def test_every_route_that_answers_from_a_release_can_be_told_which(visitor: httpx.Client) -> None:
    described = visitor.get("/api/openapi.json").json()["paths"]
    for path, methods in described.items():
        for method, route in methods.items():
            named = {one["name"] for one in route.get("parameters", ())}
            without = path in OPEN | OWN or path in ("/ns", "/metrics")
            assert ("release" in named) != without, (method, path)


def test_posted_questions_name_a_release_too(visitor: httpx.Client, kept: Kept) -> None:
    mine = [{"name": "The Pool", "list": "Mine"}]
    for path, body in (
        ("/api/whatif", {"firm": "jade", "seat": ["jade=CN"]}),
        ("/api/screen", {"rule": "any-list", "threshold": "10", "entries": mine}),
    ):
        given = visitor.post(of(path, kept.old.id), json=body)
        assert given.status_code == 200, given.text
        assert given.json()["release"] == kept.old.id
        assert visitor.post(of(path, kept.foreign), json=body).status_code == 409


def test_commands_hold_to_the_same(zizhu: Run, kept: Kept) -> None:
    for release in (kept.old, kept.current):
        told = json.loads(
            zizhu("owners", "jade", "-f", "json", "--release", release.id, home=kept.home).stdout
        )
        assert told["release"] == release.id
    for question in (("owners", "jade"), ("answer", "jade"), ("measures",), ("whatif", "jade"),
                     ("screen",), ("export", "jade", "-f", "md")):  # fmt: skip
        refused = zizhu(*question, "--release", kept.foreign, home=kept.home)
        assert refused.code == 3, question
        assert ELSEWHERE in refused.stderr
    for question in (("claims", "jade"), ("search", "jade"), ("lenses",), ("query", "ASK {}")):
        assert zizhu(*question, "--release", kept.foreign, home=kept.home).code == 0
    lost = zizhu("owners", "jade", "--release", "0123456789abcdef", home=kept.home)
    assert lost.code == 3
    assert "no other answers for it" in lost.stderr


def test_an_answer_by_another_engine_than_its_release_has_no_address(kept: Kept) -> None:
    """Who names no release gets it, and is told that it is not what the release is cited for."""
    found = questions.answer(open_release(kept.home, kept.foreign), "jade")
    assert found.cite.address == ""
    assert "another engine" in found.cite.text
    assert questions.answer(kept.current, "jade").cite.address


def test_a_browser_is_told_which_engine_a_kept_release_needs_and_what_it_still_gives(
    visitor: httpx.Client, kept: Kept
) -> None:
    browser = {"Accept": "text/html"}
    path = of("/doc/id/jade.html", kept.foreign)
    page = visitor.get(path, headers=browser)
    assert page.status_code == 200
    assert ELSEWHERE in page.text
    assert "is computed" in page.text
    (built,) = [one for one in questions.as_built(open_release(kept.home, kept.foreign), "jade")
                .verdicts if one.lens == "ultimate-ownership"]  # fmt: skip
    assert built.word in page.text
    assert "claims" in visitor.get(of("/doc/id/jade.html?view=claims", kept.foreign)).text
    refused = visitor.get(of("/compare?id=jade", kept.foreign), headers=browser)
    assert refused.status_code == 409
    assert "This release needs another engine" in refused.text
    assert ELSEWHERE in refused.text
    assert f'href="{path}"' in refused.text
    for wanted in (f"{path}&as_of=2020-01-01", of("/lenses/edit", kept.foreign)):
        other = visitor.get(wanted, headers=browser)
        assert other.status_code == 409
        assert "This release needs another engine" in other.text
