"""Reconciliation as a spreadsheet program does it: manifest, batch, extension, suggestions."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest

from graph import questions
from graph.profiles.reconciliation import Sought
from graph.releases.release import Release


class OpenRefine:
    """A client that knows the service by its manifest alone, as OpenRefine does."""

    def __init__(self, web: httpx.Client) -> None:
        self.web = web
        self.manifest: dict[str, Any] = web.get("/reconcile").json()

    def reconcile(self, **cells: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
        answer = self.web.post("/reconcile", data={"queries": json.dumps(cells)})
        answer.raise_for_status()
        return {name: one["result"] for name, one in answer.json().items()}

    def extend(self, ids: list[str], *columns: str) -> dict[str, Any]:
        wanted = {"ids": ids, "properties": [{"id": column} for column in columns]}
        answer = self.web.post("/reconcile", data={"extend": json.dumps(wanted)})
        answer.raise_for_status()
        return answer.json()

    def suggest(self, what: str, prefix: str) -> list[dict[str, Any]]:
        place = self.manifest["suggest"][what]
        answer = self.web.get(
            place["service_url"] + place["service_path"], params={"prefix": prefix}
        )
        answer.raise_for_status()
        return answer.json()["result"]


@pytest.fixture(scope="module")
def refine(web: httpx.Client) -> OpenRefine:
    return OpenRefine(web)


def test_the_manifest_has_what_the_protocol_needs(refine: OpenRefine) -> None:
    manifest = refine.manifest
    assert manifest["versions"] == ["0.2"]
    assert manifest["identifierSpace"] == "https://w3id.org/zizhu/id/"
    assert {"id", "name"} <= manifest["defaultTypes"][0].keys()
    page = manifest["view"]["url"].replace("{{id}}", "smic")
    assert refine.web.get(page, headers={"accept": "text/html"}).status_code == 303
    shown = refine.web.get(manifest["preview"]["url"].replace("{{id}}", "smic"))
    assert "中芯国际" in shown.text


@pytest.mark.parametrize(
    ("text", "first", "match"),
    [
        ("SMIC", "smic", True),
        ("中芯國際", "smic", True),
        ("Zhongxin guoji", "smic", False),
        ("Huawei Technologies Co., Ltd.", "huawei", True),
        ("ALIBABA GROUP HOLDING LIMITED", "alibaba", True),
        ("Alibba", "alibaba", False),
    ],
)
def test_names_in_any_script(refine: OpenRefine, text: str, first: str, match: bool) -> None:
    found = refine.reconcile(q0={"query": text})["q0"]
    assert found[0]["id"] == first
    assert found[0]["match"] is match
    assert 0 < found[0]["score"] <= 100
    assert sum(one["match"] for one in found) <= 1
    assert [one["score"] for one in found] == sorted((o["score"] for o in found), reverse=True)


def test_a_number_in_the_row_decides(refine: OpenRefine, seed_release: Release) -> None:
    smic = seed_release.knowledge.entities["smic"]
    number = smic.identifiers[0]
    said = {"pid": f"identifier:{number.scheme}", "v": number.value}
    (found, *_) = refine.reconcile(q0={"query": "some other name", "properties": [said]})["q0"]
    assert (found["id"], found["match"]) == ("smic", True)
    wrong = {"pid": f"identifier:{number.scheme}", "v": "99999"}
    found = refine.reconcile(q0={"query": "SMIC", "properties": [wrong]})["q0"]
    assert all(one["id"] != "smic" for one in found)


def test_the_class_asked_for_is_kept(refine: OpenRefine) -> None:
    people = refine.reconcile(q0={"query": "Jack Ma", "type": "Person"})["q0"]
    assert {kind["id"] for one in people for kind in one["type"]} == {"Person"}
    assert refine.reconcile(q0={"query": "SMIC", "type": "Person", "limit": 1})["q0"] == []


def test_columns_with_verdicts_can_be_added(refine: OpenRefine, seed_release: Release) -> None:
    offered = refine.web.get("/reconcile/properties", params={"type": "Organization"}).json()
    ids = {one["id"] for one in offered["properties"]}
    wanted = ("name_zh", "identifier:hkex", "lens:legal-seat")
    assert set(wanted) <= ids
    found = refine.extend(["smic", "p_jackma", "nobody"], *wanted)
    assert [one["id"] for one in found["meta"]] == list(wanted)
    (verdict,) = questions.classify(seed_release, "smic", lenses=["legal-seat"]).verdicts
    assert found["rows"]["smic"]["lens:legal-seat"] == [{"str": verdict.word}]
    assert found["rows"]["smic"]["identifier:hkex"] == [{"str": "00981"}]
    assert found["rows"]["p_jackma"]["lens:legal-seat"] == []
    assert found["rows"]["nobody"] == {column: [] for column in wanted}


def test_suggestions(refine: OpenRefine) -> None:
    assert refine.suggest("entity", "中芯")[0]["id"] == "smic"
    assert [one["id"] for one in refine.suggest("type", "pers")] == ["Person"]
    assert "lens:hybrid" in [one["id"] for one in refine.suggest("property", "hybr")]


@pytest.mark.parametrize(
    ("form", "detail"),
    [
        ({}, "one of them"),
        ({"queries": "{", }, "queries"),
        ({"queries": "[]"}, "queries"),
        ({"queries": '{"q": {}}'}, "query"),
        ({"queries": '{"q": {"query": {}}}'}, "text"),
        ({"queries": json.dumps({f"q{n}": {"query": "a"} for n in range(101)})}, "at most 100"),
        ({"extend": '{"ids": [], "properties": [{"id": "no-such"}]}'}, "no-such"),
        ({"queries": "{}", "extend": "{}"}, "one of them"),
    ],
)  # fmt: skip
def test_bad_batches_are_told(web: httpx.Client, form: dict[str, str], detail: str) -> None:
    answer = web.post("/reconcile", data=form)
    assert answer.status_code == 422
    assert detail in answer.json()["detail"]


def test_a_name_that_fits_two_is_no_match(seed_release: Release) -> None:
    """Whatever the search finds, at most one is a match, and only alone."""
    for entity in list(seed_release.knowledge.entities.values())[:150]:
        found = questions.reconcile(seed_release, Sought(text=entity.name))
        full = [one for one in found if one.score == 100]
        assert [one.match for one in full] == ([True] if len(full) == 1 else [False] * len(full))
