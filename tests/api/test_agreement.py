"""The same question has the same answer at the command line, over REST and in SPARQL."""

from __future__ import annotations

import csv
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
            found[firm, verdict["lens"]] = (*figures(verdict), verdict["as_of"])
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
        (answer["firm"]["id"], verdict["lens"]): (*figures(verdict), verdict["as_of"])
        for answer in document["results"]
        for verdict in answer["verdicts"]
    }
    assert by_command == by_rest
    assert document == web.get("/api/compare", params={"id": FIRMS}).json()


ENTRIES = [
    {"name": "Semiconductor Manufacturing International Corporation", "list": "Entity List"},
    {"id": "huawei", "list": "EL", "from": "2019-05-16"},
    {"name": "Huawei", "list": "SDN", "to": "2020"},
    {"name": "Nobody whom anybody knows", "list": "EL"},
    {"identifiers": ["hkex:00981"], "list": "UVL"},
    {"name": "SMIC", "from": "soon"},
]


@pytest.mark.parametrize(
    ("rule", "more", "body"),
    [
        ("bis-affiliates", ("--as-of", "2025-10-15"), {"as_of": "2025-10-15"}),
        ("any-list", ("--threshold", "25", "--include-unknown"),
         {"threshold": "25", "include_unknown": True}),
        ("ofac-50", ("--firm", "smsc", "--firm", "smnc"), {"firms": ["smsc", "smnc"]}),
        ("dod-1260h-reach", ("--list", "list_1260h"), {"lists": ["list_1260h"]}),
    ],
)  # fmt: skip
def test_a_list_screened_by_command_and_by_rest(
    zizhu: Run,
    web: httpx.Client,
    tmp_path: Path,
    rule: str,
    more: tuple[str, ...],
    body: dict[str, Any],
) -> None:
    fields = ("name", "id", "identifiers", "list", "from", "to")
    path = tmp_path / "list.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(fields)
        for entry in ENTRIES:
            cells = [entry.get(field, "") for field in fields]
            writer.writerow([";".join(c) if isinstance(c, list) else c for c in cells])
    printed = json.loads(
        zizhu("screen", str(path), "--rule", rule, *more, "--format", "json").stdout
    )
    sent = web.post("/api/screen", json={"rule": rule, "entries": ENTRIES, **body}).json()
    # Only the place of a refused entry differs: a file has a header line.
    assert len(printed.pop("refusals")) == len(sent.pop("refusals")) == 1
    for answer in (printed, sent):  # a file has a name, and its digest is of its bytes
        for followed in answer["lists"]:
            assert bool(followed.pop("sha256")) == followed["own"]
        for part in (*answer["lists"], *answer["entries"]):
            part.pop("file")
    assert printed == sent
    assert printed["rule"]["id"] == rule


def test_the_lists_of_a_rule_screened_by_command_and_by_rest(zizhu: Run, web: httpx.Client) -> None:
    printed = json.loads(zizhu("screen", "--rule", "bis-affiliates", "--format", "json").stdout)
    assert printed == web.post("/api/screen", json={"rule": "bis-affiliates"}).json()


@pytest.mark.parametrize(
    ("command", "path"),
    [
        (("claims", "smic"), "claims"),
        (("classify", "smic", "--as-of", "2014-12-31"), "classification?as_of=2014-12-31"),
        (("owners", "smic", "--basis", "voting"), "owners?basis=voting"),
        (("owners", "smic", "--law-bounds"), "owners?law_bounds=true"),
        (("controllers", "smic"), "controllers"),
        (("chains", "--from", "mof_cn", "--to", "smic"), "chains?from=mof_cn"),
        (("unknowns", "smic", "--home", "US"), "unknowns?home=US"),
        (("score", "smic"), "score"),
        (("score", "smic", "--estimate", "--currency", "CNY"), "score?estimate=true&currency=CNY"),
        (("paths", "--to", "smic", "--from", "state", "-k", "2"), "paths?from=state&k=2"),
        (("paths", "--to", "smic", "--kind", "funding"), "paths?kind=funding"),
    ],
)
def test_a_command_prints_the_document_that_rest_sends(
    zizhu: Run, web: httpx.Client, command: tuple[str, ...], path: str
) -> None:
    printed = json.loads(zizhu(*command, "--format", "json").stdout)
    assert printed == web.get(f"/api/entities/smic/{path}").json()


CONTRIBUTIONS = """
SELECT ?firm ?of ?end ?unnamed ?origin ?points ?rung ?rests (COUNT(?claim) AS ?claims) WHERE {
  ?c a z:Contribution ; z:firm ?firm ; z:pointsOf ?of ; z:end ?end ; z:unnamed ?unnamed ;
     z:origin ?origin ; z:points ?points ; z:rung ?rung ; z:restsOn ?rests .
  OPTIONAL { ?c z:restsOnClaim ?claim . ?claim a z:Claim }
} GROUP BY ?c ?firm ?of ?end ?unnamed ?origin ?points ?rung ?rests
"""
MORE_THAN_A_POINT = """
SELECT ?firm { ?c z:end id:mof_cn ; z:pointsOf "ownership" ; z:firm ?firm ; z:points ?points
  FILTER(?points > 0.01) }
"""


def test_contributions_are_the_same_by_command_over_rest_and_in_sparql(
    zizhu: Run, web: httpx.Client
) -> None:
    rows = web.get("/sparql", params={"query": CONTRIBUTIONS}).json()["results"]["bindings"]
    by_sparql = sorted(
        (
            local(row["firm"]["value"]), row["of"]["value"], local(row["end"]["value"]),
            row["unnamed"]["value"] == "true", row["origin"]["value"],
            round(float(row["points"]["value"]), 6), int(row["rung"]["value"]),
            row["rests"]["value"], int(row["claims"]["value"]),
        )
        for row in rows
    )  # fmt: skip
    by_rest = sorted(
        (
            firm, one["points_of"], one["end"]["id"], one["unnamed"], one["origin"],
            one["points"], one["rung"], one["rests_on"], len(one["claims"]),
        )
        for firm in FIRMS
        for one in web.get(f"/api/entities/{firm}/score").json()["contributions"]
    )  # fmt: skip
    assert by_sparql == by_rest
    assert by_rest
    found = web.get("/sparql", params={"query": MORE_THAN_A_POINT}).json()["results"]["bindings"]
    assert [local(row["firm"]["value"]) for row in found] == ["smic"]


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


def test_lists_of_owners_can_be_cut_and_say_so(zizhu: Run, web: httpx.Client) -> None:
    asked = {"min_share": 0.01, "include_unknown": "false"}
    short = web.get("/api/entities/alibaba/owners", params=asked).json()
    whole = web.get("/api/entities/alibaba/owners").json()
    assert short["columns"] == whole["columns"]
    assert 0 < len(short["holders"]) < len(whole["holders"])
    assert all(one["share"]["upper"] >= 0.01 for one in (*short["owners"], *short["holders"]))
    missing = sum(len(whole[part]) - len(short[part]) for part in ("owners", "holders"))
    assert short["notes"][-1] == f"{missing} owners and holders are not shown, as asked"
    printed = zizhu(
        "owners", "alibaba", "--min-share", "0.01", "--known-only", "--format", "json"
    ).stdout
    assert json.loads(printed) == short
    assert web.get("/api/entities/alibaba/owners", params={"min_share": 2}).status_code == 422
    assert zizhu("owners", "alibaba", "--min-share", "2").code == 2
