"""How much of production is domestic, at the command line and as a document over HTTP."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import msgspec
import pytest

from api.notebook.release import Release as Notebook
from api.routes.production import EXAMPLE
from api.views.tables import span
from graph.answers.production import Production
from graph.releases.release import Release

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
    assert "1 row in no sum" in text


def test_matches_that_nobody_has_are_told_with_as_many_dots_as_are_left_out(
    zizhu: Run, tmp_path: Path
) -> None:
    def told(unused: int) -> str:
        file = tmp_path / "matches.csv"
        names = [f"Nobody {number}" for number in range(unused)]
        file.write_text("name,entity\n" + "".join(f"{name},smic\n" for name in names))
        ended = zizhu(
            "production", str(PLANTS / "fabs.csv"), "--mapping", str(PLANTS / "fabs.toml"),
            "--matches", str(file), COLUMNS="300",
        )  # fmt: skip
        (line,) = [one for one in ended.stdout.splitlines() if "letter by letter" in one]
        return line.partition(": ")[2]

    assert told(1) == "1 ('Nobody 0')"
    assert told(3) == "3 ('Nobody 0', 'Nobody 1', 'Nobody 2')"
    assert told(4) == "4 ('Nobody 0', 'Nobody 1', 'Nobody 2', …)"


def test_every_way_in_tells_as_many_owners_and_asks_the_same_definition(
    zizhu: Run, web: httpx.Client, seed_release: Release, tmp_path: Path
) -> None:
    """Of a hundred owners that nobody knows here, no way in may tell more than another."""
    owners = [f"Nobody {number}" for number in range(100)]
    table, said = tmp_path / "plants.csv", tmp_path / "plants.toml"
    table.write_text("Plant,kt,Owner\n" + "".join(f"P {name},1,{name}\n" for name in owners))
    said.write_text(
        '[source]\nid = "p"\ntitle = "P"\n[plants]\nname = "Plant"\nunit = "kt"\n'
        'capacity_column = "kt"\n[owner]\ncolumn = "Owner"\n'
    )
    body = {
        "unit": "kt",
        "plants": [{"name": f"P {n}", "capacity": 1, "owners": [{"name": n}]} for n in owners],
    }
    asked = zizhu("production", str(table), "--mapping", str(said), "-f", "json")
    answers = [
        msgspec.convert(json.loads(asked.stdout), Production),
        msgspec.convert(web.post("/api/production", json=body).json(), Production),
        Notebook(seed_release).production(table, said).record,
    ]
    told = {(one.lens, tuple(len(share.next) for share in one.shares)) for one in answers}
    assert told == {("ultimate-control", (15,))}


def test_machines_read_a_row_a_definition(zizhu: Run, files: tuple[str, ...]) -> None:
    ended = zizhu("production", *files, "-f", "csv")
    rows = {row["definition"]: row for row in csv.DictReader(io.StringIO(ended.stdout))}
    assert (rows["bySite"]["share_lower"], rows["bySite"]["share_upper"]) == ("0.9", "0.9")
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
        "--definition", "bySite",
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
    assert shares["bySite"].share.lower == 1
    assert (found.plants, found.amount, found.matched) == (2, 100_000, 1)
    open_parts = {part.code: part.share for part in shares["byUltimateOwner"].parts if part.open}
    assert open_parts["noOwnerNamed"] == pytest.approx(0.4)
    assert "etag" not in answer.headers


def test_spaces_in_a_document_and_its_matches_change_nothing(web: httpx.Client) -> None:
    def asked(name: str, number: str, entity: str) -> Any:
        owner = {"name": f"{name} ", "id": number}
        matches = [{"name": name, "entity": entity}, {"id": number, "entity": entity}]
        body = plants(owners=[owner]) | {"matches": matches, "scheme": "gem"}
        return web.post("/api/production", json=body).json()["shares"]

    assert asked("Semi  Works", "  E 1", " smic ") == asked("Semi Works", "E 1", "smic")


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
        ({**plants(), "definitions": ["bySite"]}, 422, "no column for the place"),
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


BLOCK = re.compile(r"```(csv|toml)\n(.*?)```", re.DOTALL)
LINE = re.compile(r"^\| ([\w()]+) \| ([\d.–]+ %) \| ([\d.–]+ %) \|$", re.MULTILINE)
#: Counted by hand: least and most by place and by supplier, of each group and of all.
BY_HAND = {
    "Product": {"Phone": (40, 40, 30, 40, 80), "Laptop": (30, 30, 30, 30, 120),
                "(all)": (70, 70, 60, 70, 200)},
    "Buyer": {"Army": (100, 100, 50, 50, 100), "Ministry": (0, 0, 0, 100, 100),
              "(all)": (100, 100, 50, 150, 200)},
    "Step": {"designed": (0, 0, 0, 0, 30), "made": (0, 0, 0, 50, 50),
             "assembled": (20, 20, 20, 20, 20), "(all)": (20, 20, 20, 70, 100)},
}  # fmt: skip


@pytest.mark.parametrize("by", BY_HAND)
def test_each_group_is_as_counted_by_hand_and_as_the_page_tells(
    zizhu: Run, tmp_path: Path, root: Path, by: str
) -> None:
    page = (root / "docs" / "production.md").read_text("utf-8").partition("## Split by")[2]
    blocks = BLOCK.findall(page)
    (tmp_path / "t.csv").write_text(next(text for _, text in blocks if text.startswith(by)))
    (tmp_path / "t.toml").write_text(next(text for kind, text in blocks if kind == "toml"))
    (tmp_path / "m.csv").write_text("name,entity\nState Group,mof_cn\nOverseas,us_treasury\n")
    ended = zizhu(
        "production", str(tmp_path / "t.csv"), "--mapping", str(tmp_path / "t.toml"),
        "--matches", str(tmp_path / "m.csv"), "--by", by, "-f", "json",
    )  # fmt: skip
    assert ended.code == 0, ended.stderr
    answer = msgspec.convert(json.loads(ended.stdout), Production)
    whole = ("(all)", answer.amount, answer.shares)
    found = {name: (amount, shares) for name, amount, shares in
             (*((one.name, one.amount, one.shares) for one in answer.groups), whole)}  # fmt: skip
    assert list(found) == list(BY_HAND[by])
    table = page.partition(f"`--by {by}`")[2].partition("```")[0]
    told = {name: spans for name, *spans in LINE.findall(table)}
    for name, (amount, shares) in found.items():
        *bounds, counted = BY_HAND[by][name]
        place, supplier = (one.share for one in shares)
        assert amount == counted
        assert [place.lower, place.upper, supplier.lower, supplier.upper] == pytest.approx(
            [bound / counted for bound in bounds]
        )
        assert told[name] == [span(place), span(supplier)]


def test_a_document_is_split_by_the_group_of_each_plant(web: httpx.Client) -> None:
    wide = [
        {"name": f"p{number}", "capacity": 1, "place": "CN" if number % 2 else "US",
         "group": f" buyer  {number % 60}"}
        for number in range(120)
    ]  # fmt: skip
    body = web.post("/api/production", json={"unit": "kt", "plants": wide, "by": "buyer"}).json()
    assert (body["by"], len(body["groups"]), body["more_groups"]) == ("buyer", 50, 10)
    assert body["groups"][1]["name"] == "buyer 1"
    assert body["groups"][1]["shares"][0]["share"]["lower"] == 1
    assert (body["rest"]["plants"], body["rest"]["amount"]) == (20, 20)
    assert body["rest"]["shares"][0]["share"]["lower"] == 0.5
    plain = web.post("/api/production", json=EXAMPLE).json()
    assert (plain["by"], plain["groups"], plain["rest"]) == ("", [], None)


def test_people_and_machines_read_groups(zizhu: Run, files: tuple[str, ...]) -> None:
    ended = zizhu("production", *files, "--by", "Country")
    text = " ".join(ended.stdout.split())
    assert "At least, and at most, of each group" in text
    rows = [*csv.DictReader(io.StringIO(zizhu("production", *files, "--by", "Country", "-f",
                                              "csv").stdout))]  # fmt: skip
    sites = {row["group"]: row["share_lower"] for row in rows if row["definition"] == "bySite"}
    assert sites == {"China": "1.0", "Japan": "0.0", "(all)": "0.9"}
    ended = zizhu("production", *files, "--by", "Land")
    assert (ended.code, "no column 'Land', which by reads" in ended.stderr) == (2, True)
