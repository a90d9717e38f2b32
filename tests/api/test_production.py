"""How much of production is domestic, at the command line and as a document over HTTP."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import msgspec
import pytest

from api.routes.production import EXAMPLE
from graph.answers.production import Production

Run = Callable[..., Any]

PLANTS = Path(__file__).parent / "plants"


@pytest.fixture
def files() -> tuple[str, ...]:
    """The arguments of a command on a table of four plants."""
    return (
        str(PLANTS / "fabs.csv"), "--mapping", str(PLANTS / "fabs.toml"),
        "--matches", str(PLANTS / "matches.csv"),
    )  # fmt: skip


def test_people_read_shares_causes_and_whom_to_look_for(zizhu: Run, files: tuple[str, ...]) -> None:
    ended = zizhu("production", *files)
    assert ended.code == 0, ended.stderr
    text = " ".join(ended.stdout.split())
    assert "Counted: 3 plants, 100 wafers a month" in text
    assert "open: owner not named" in text
    assert "Whose origin to cite next, by direct owner" in text
    assert "line 4, column Parent: percentages come to 130 %" in text
    assert "line 5, column Wafers: no capacity" in text
    assert "no name is taken for an origin" in text
    assert "1 rows are in no sum" in text


def test_machines_read_a_row_a_definition(zizhu: Run, files: tuple[str, ...]) -> None:
    ended = zizhu("production", *files, "-f", "csv")
    rows = {row["definition"]: row for row in csv.DictReader(io.StringIO(ended.stdout))}
    assert (rows["byPlace"]["share_lower"], rows["byPlace"]["share_upper"]) == ("0.9", "0.9")
    assert rows["byUltimateOwner"]["share_lower"] == "0.6"
    assert rows["byUltimateOwner"]["state_lower"] == "0.6"
    assert rows["byDirectOwner"]["share_lower"] == "0.0"


def test_json_is_the_record(zizhu: Run, files: tuple[str, ...]) -> None:
    ended = zizhu("production", *files, "--definition", "byUltimateOwner", "-f", "json")
    found = msgspec.convert(json.loads(ended.stdout), Production)
    (share,) = found.shares
    assert sum(part.amount for part in share.parts) == pytest.approx(found.amount)
    assert found.claims


def test_only_some_rows_and_another_home(zizhu: Run, files: tuple[str, ...]) -> None:
    ended = zizhu(
        "production", *files, "--where", "Country=Japan", "--home", "JP", "-f", "json",
        "--definition", "byPlace",
    )  # fmt: skip
    found = json.loads(ended.stdout)
    assert (found["plants"], found["left_out"], found["home"]) == (1, 3, "JP")
    assert found["shares"][0]["share"]["lower"] == 1


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("--where", "Country"), 2, "a column, =, and a text"),
        (("--where", "Land=China"), 2, "no column 'Land', which where of the mapping reads"),
        (("--status", "planned"), 2, "no status 'planned'"),
        (("--definition", "byMoon"), 2, "no definition 'byMoon'"),
        (("--lens", "ultimate-contrl"), 1, "ultimate-control"),
        (("--matches", "nowhere.csv"), 2, "there is no such file"),
        (("--as-of", "soon"), 2, "soon"),
    ],
)
def test_what_cannot_be_asked_is_said(
    zizhu: Run, files: tuple[str, ...], arguments: tuple[str, ...], code: int, says: str
) -> None:
    ended = zizhu("production", *files, *arguments)
    assert (ended.code, says in ended.stderr) == (code, True), ended.stderr


def test_a_document_is_answered_as_a_table_is(web: httpx.Client) -> None:
    answer = web.post("/api/production", json=EXAMPLE)
    assert answer.status_code == 200, answer.text
    body = answer.json()
    found = msgspec.convert(body, Production)
    shares = {one.definition: one for one in found.shares}
    assert shares["byPlace"].share.lower == 1
    assert (found.plants, found.amount, found.matched) == (2, 100_000, 1)
    open_parts = {part.code: part.share for part in shares["byUltimateOwner"].parts if part.open}
    assert open_parts["noOwnerNamed"] == pytest.approx(0.4)
    assert "etag" not in answer.headers


def plants(**more: object) -> dict[str, object]:
    return {"unit": "kt", "plants": [{"name": "One", "capacity": 5, **more}]}


@pytest.mark.parametrize(
    ("body", "status", "detail"),
    [
        ({"unit": "kt", "plants": []}, 422, "no plant that can be added up"),
        (plants(capacity="many"), 422, "line 1, column capacity: 'many' is no capacity"),
        (plants(capacity=1e300), 422, "is no capacity"),
        (plants(capacity=-5), 422, "-5.0 is below zero"),
        (plants(colour="red"), 422, "colour"),
        (plants(owners=[{"nmae": "A"}]), 422, "nmae"),
        ({**plants(), "matches": [{"name": "A", "entity": "nobody"}]}, 422, "no entity has the id"),
        ({**plants(), "matches": [{"name": "unknown", "entity": "smic"}]}, 422, "names nobody"),
        ({**plants(), "definitions": ["byMoon"]}, 422, "no definition 'byMoon'"),
        ({**plants(), "definitions": ["byPlace"]}, 422, "no column for the place"),
        ({**plants(), "lens": "x"}, 404, "x"),
        ({**plants(), "home": "XX"}, 422, "XX"),
        ({**plants(), "next": 100_000}, 422, "next owners"),
    ],
)
def test_a_document_that_cannot_be_used_is_said(
    web: httpx.Client, body: object, status: int, detail: str
) -> None:
    answer = web.post("/api/production", json=body)
    assert (answer.status_code, detail in answer.json()["detail"]) == (status, True), answer.text


def test_percentages_beyond_the_whole_are_refused_and_the_plant_stays(web: httpx.Client) -> None:
    owners = [{"name": "A", "share": 90}, {"name": "B", "share": "40.0%"}]
    body = web.post("/api/production", json=plants(parents=owners)).json()
    assert "percentages come to 130 %" in body["refusals"][0]
    assert [part["code"] for part in body["shares"][0]["parts"]] == ["cellNotRead"]
