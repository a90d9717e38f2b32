"""The same question has the same answer at the command line, over REST and in SPARQL."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest

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


PLACED = """
SELECT ?id ?placed ?missing (GROUP_CONCAT(DISTINCT ?lens) AS ?lenses) WHERE {
  ?d a z:Definition ; z:placed ?placed .
  BIND(REPLACE(STR(?d), ".*/definition/", "") AS ?id)
  OPTIONAL { ?d z:missingInput ?missing }
  OPTIONAL { ?d z:lens ?iri . BIND(STR(?iri) AS ?lens) }
} GROUP BY ?id ?placed ?missing
"""


def test_definitions_are_the_same_by_command_over_rest_and_in_sparql(
    zizhu: Run, web: httpx.Client
) -> None:
    document = web.get("/api/definitions").json()
    assert json.loads(zizhu("definitions", "--format", "json").stdout) == document
    rows = web.get("/sparql", params={"query": PLACED}).json()["results"]["bindings"]
    by_sparql = {
        row["id"]["value"]: (
            local(row["placed"]["value"]),
            row["missing"]["value"] if "missing" in row else "",
            {local(iri) for iri in row.get("lenses", {"value": ""})["value"].split()},
        )
        for row in rows
    }
    assert by_sparql == {
        one["id"]: (one["placed"], one["missing_input"], {lens["id"] for lens in one["lenses"]})
        for one in document["results"]
    }
    kept = web.get("/api/definitions", params={"computed": "true"}).json()["results"]
    assert kept == [one for one in document["results"] if one["computed"]]
    printed = json.loads(zizhu("definitions", "--computed", "--format", "json").stdout)
    assert printed["results"] == kept
