"""What if and why, asked wrongly and rightly at the command line and over HTTP."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from api.routes.own import EXAMPLE
from ontology.lenses import lenses

Run = Callable[..., Any]


@pytest.mark.parametrize(
    ("body", "status", "said"),
    [
        ({"firm": "smic", "set": ["datang_holdings=130"]}, 422, "130 is not a share"),
        ({"firm": "qqqqq"}, 404, "no entity answers"),
        ({"firm": "smic", "set": ["qqqqq=5"]}, 404, "no entity answers to 'qqqqq'"),
        ({"firm": "smic", "sett": []}, 422, "unknown field `sett`"),
        ({"firm": "smic", "set": [5]}, 422, r"`$.set[0]`"),
        ({"firm": "smic", "lens": ["none"]}, 404, "no lens answers"),
        ({}, 422, "missing required field `firm`"),
        ({"firm": "smic", "remove": ["x" * 70_000]}, 422, "longer than 500"),
    ],
)
def test_what_cannot_be_supposed_is_a_problem(
    web: httpx.Client, body: dict[str, Any], status: int, said: str
) -> None:
    answer = web.post("/api/whatif", json=body)
    assert (answer.status_code, answer.headers["content-type"]) == (
        status,
        "application/problem+json",
    )
    assert said in answer.json()["detail"]


def test_a_body_of_another_kind_is_refused(web: httpx.Client) -> None:
    for path in ("/api/whatif", "/api/classify?firm=alpha"):
        answer = web.post(path, content=b"firm=smic", headers={"content-type": "text/plain"})
        assert answer.status_code == 415
        nested = b"[" * 60_000
        answer = web.post(path, content=nested, headers={"content-type": "application/json"})
        assert answer.status_code == 422


def test_what_is_wrong_with_a_graph_is_listed_by_pointer(web: httpx.Client) -> None:
    wrong = {**EXAMPLE, "ownership": [{**EXAMPLE["ownership"][0], "share_min": 160}]}
    answer = web.post("/api/classify", params={"firm": "alpha"}, json=wrong)
    assert answer.status_code == 422
    (error,) = answer.json()["errors"]
    assert error.startswith("/ownership/0/share_min: ")


def test_a_graph_is_forgotten(web: httpx.Client) -> None:
    assert web.post("/api/classify", params={"firm": "alpha"}, json=EXAMPLE).status_code == 200
    assert web.get("/api/entities/alpha").status_code == 404


def test_the_description_has_what_is_sent_and_what_comes_back(web: httpx.Client) -> None:
    document = web.get("/api/openapi.json").json()
    assert {"WhatIf", "Difference", "Suppose"} <= document["components"]["schemas"].keys()
    assert {"/api/whatif", "/api/classify", "/api/diff"} <= document["paths"].keys()


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ("before=ffff", 404, "no release answers to 'ffff'"),
        ("before=../..", 404, "no release answers"),
        ("from=soon", 422, "'soon' is not a date"),
        ("firm=qqqqq", 404, "no entity"),
        ("since=2014", 422, "there is no parameter 'since'"),
    ],
)
def test_releases_and_days_that_are_not_there(
    web: httpx.Client, query: str, status: int, said: str
) -> None:
    answer = web.get(f"/api/diff?{query}")
    assert answer.status_code == status
    assert said in answer.json()["detail"]


def test_people_see_what_changes_first_and_that_it_is_supposed(zizhu: Run) -> None:
    shown = zizhu("whatif", "smic", "--seat", "smic=CN").stdout
    assert "hypothetical" in shown
    assert "flips" in shown
    assert shown.index("flips") < shown.index("As before:")
    rows = zizhu("whatif", "smic", "--seat", "smic=CN", "--format", "csv").stdout.splitlines()
    assert len(rows) == 1 + len(lenses())


def test_people_see_why_and_machines_the_claims(zizhu: Run) -> None:
    command = ("diff", "--firm", "smic", "--from", "2014-12-31", "--to", "2025-12-31")
    assert "grows old: Datang Holdings holds 20.6 %" in zizhu(*command).stdout
    assert "own-smic-datang-holdings-2014-06-06" in zizhu(*command, "--format", "csv").stdout


def test_a_lens_is_tried_at_the_command_line(zizhu: Run, root: Path, tmp_path: Path) -> None:
    guide = (root / "CONTRIBUTING.md").read_text()
    file = tmp_path / "mine.ttl"
    file.write_text(guide.split("```turtle\n")[1].split("```")[0])
    one = zizhu("classify", "smic", "--lens-file", str(file), "--lens", "home-tenth")
    assert "Tried from a file, and in no release: home-tenth." in one.stdout
    both = zizhu("compare", "smic", "dji", "--lens-file", str(file), "--format", "json").stdout
    for answer in json.loads(both)["results"]:
        assert [v["comes_from"] for v in answer["verdicts"] if v["lens"] == "home-tenth"] == [
            "tried"
        ]
    file.write_text(file.read_text().replace("z:version", "z:vershun"))
    failed = zizhu("classify", "smic", "--lens-file", str(file))
    assert failed.code == 2
    assert "mine.ttl, line 8, lens home-tenth: z:vershun is nothing a lens says" in failed.stderr


@pytest.mark.parametrize(
    ("command", "code", "said"),
    [
        (("whatif", "smic", "--set", "nobody-here=5"), 1, "no entity answers"),
        (("whatif", "smic", "--set", "datang_holdings"), 2, "write HOLDER"),
        (("diff", "ffff"), 3, "no release answers"),
        (("classify", "alpha", "--tables", "nowhere"), 2, "no folder of tables"),
        (("classify", "smic", "--lens-file", "nowhere"), 2, "no file of lenses"),
    ],
)
def test_what_cannot_be_asked_ends_with_a_sentence_and_a_code(
    zizhu: Run, command: tuple[str, ...], code: int, said: str
) -> None:
    ended = zizhu(*command)
    assert (ended.code, ended.stdout) == (code, "")
    assert said in ended.stderr
