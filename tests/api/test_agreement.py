"""The same question has the same answer at the command line, over REST and in SPARQL."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from api.routes.own import EXAMPLE

Run = Callable[..., Any]

ASSESSMENTS = """
SELECT ?firm ?lens ?lower ?point ?upper ?verdict ?decided ?decides ?day WHERE {
  ?a a z:Assessment ; z:firm ?firm ; z:lens ?lens ; z:verdict ?verdict ; z:decided ?decided ;
     z:onDate ?day .
  OPTIONAL { ?a z:lower ?lower ; z:upper ?upper }
  OPTIONAL { ?a z:point ?point }
  OPTIONAL { ?a z:decides ?decides }
}
"""
FIRMS = ("alibaba", "cloudwalk", "dji", "sensetime", "smic")

Found = dict[tuple[str, str], tuple[object, ...]]


def local(iri: str) -> str:
    return iri.rsplit("/", 1)[-1]


def figures(verdict: dict[str, object]) -> tuple[object, ...]:
    interval = verdict["interval"] or {"lower": None, "point": None, "upper": None}
    assert isinstance(interval, dict)
    bounds = tuple(interval[name] for name in ("lower", "point", "upper"))
    return (*bounds, verdict["word"], verdict["decided"], verdict["decides"] or None)


@pytest.fixture(scope="module")
def by_rest(web: httpx.Client) -> Found:
    found: Found = {}
    for firm in FIRMS:
        document = web.get(f"/api/entities/{firm}/classification").json()
        for verdict in document["verdicts"]:
            found[firm, verdict["lens"]] = (*figures(verdict), document["as_of"])
    return found


def test_sparql_says_what_rest_says(web: httpx.Client, by_rest: Found) -> None:
    rows = web.get("/sparql", params={"query": ASSESSMENTS}).json()["results"]["bindings"]

    def value(row: dict[str, dict[str, str]], name: str) -> str | None:
        return row[name]["value"] if name in row else None

    def number(row: dict[str, dict[str, str]], name: str) -> float | None:
        text = value(row, name)
        return None if text is None else round(float(text), 6)

    by_sparql: Found = {}
    for row in rows:
        key = local(row["firm"]["value"]), local(row["lens"]["value"])
        assert key not in by_sparql
        decides = value(row, "decides")
        by_sparql[key] = (
            number(row, "lower"),
            number(row, "point"),
            number(row, "upper"),
            value(row, "verdict"),
            value(row, "decided") == "true",
            local(decides) if decides else None,
            value(row, "day"),
        )
    assert by_sparql == by_rest
    assert len(by_rest) >= 5 * 11


def test_the_command_says_what_rest_says(zizhu: Run, web: httpx.Client, by_rest: Found) -> None:
    document = json.loads(zizhu("compare", *FIRMS, "--format", "json").stdout)
    by_command = {
        (answer["firm"]["id"], verdict["lens"]): (*figures(verdict), answer["as_of"])
        for answer in document["results"]
        for verdict in answer["verdicts"]
    }
    assert by_command == by_rest
    assert document == web.get("/api/compare", params={"id": FIRMS}).json()


@pytest.mark.parametrize(
    ("command", "path"),
    [
        (("claims", "smic"), "claims"),
        (("classify", "smic", "--as-of", "2014-12-31"), "classification?as_of=2014-12-31"),
        (("owners", "smic", "--basis", "voting"), "owners?basis=voting"),
        (("controllers", "smic"), "controllers"),
        (("chains", "--from", "mof_cn", "--to", "smic"), "chains?from=mof_cn"),
        (("unknowns", "smic", "--home", "US"), "unknowns?home=US"),
    ],
)
def test_a_command_prints_the_document_that_rest_sends(
    zizhu: Run, web: httpx.Client, command: tuple[str, ...], path: str
) -> None:
    printed = json.loads(zizhu(*command, "--format", "json").stdout)
    assert printed == web.get(f"/api/entities/smic/{path}").json()


def test_what_if_is_the_same_question_on_both_ways_in(zizhu: Run, web: httpx.Client) -> None:
    command = ("whatif", "smic", "--set", "datang_holdings=20.6", "--seat", "smic=CN",
               "--remove", "own-smic-unigroup-2017", "--complete", "smic=5",
               "--as-of", "2024-12-31", "--lens", "legal-seat")  # fmt: skip
    body = {
        "firm": "smic",
        "set": ["datang_holdings=20.6"],
        "seat": ["smic=CN"],
        "remove": ["own-smic-unigroup-2017"],
        "complete": ["smic=5"],
        "as_of": "2024-12-31",
        "lens": ["legal-seat"],
    }
    printed = json.loads(zizhu(*command, "--format", "json").stdout)
    assert printed == web.post("/api/whatif", json=body).json()
    assert printed["verdicts"][0]["after"]["word"] == "home-incorporated"


def test_why_a_verdict_changed_is_the_same_on_both_ways_in(zizhu: Run, web: httpx.Client) -> None:
    command = ("diff", "--firm", "dji", "--from", "2015-12-31", "--to", "2025-12-31")
    printed = json.loads(zizhu(*command, "--format", "json").stdout)
    asked = {"firm": "dji", "from": "2015-12-31", "to": "2025-12-31"}
    assert printed == web.get("/api/diff", params=asked).json()
    assert printed["verdicts"]
    by_id = {**asked, "before": printed["release"], "after": printed["release"][:6]}
    assert web.get("/api/diff", params=by_id).json() == printed


def test_a_graph_of_ones_own_is_the_same_on_both_ways_in(
    zizhu: Run, web: httpx.Client, tmp_path: Path
) -> None:
    file = tmp_path / "own.json"
    file.write_text(json.dumps(EXAMPLE), "utf-8")
    printed = json.loads(
        zizhu("classify", "alpha", "--tables", str(file), "--format", "json").stdout
    )
    sent = web.post("/api/classify", params={"firm": "alpha"}, json=EXAMPLE)
    assert printed == sent.json()
    assert sent.headers["zizhu-release"] == printed["release"]
    assert "etag" not in sent.headers
