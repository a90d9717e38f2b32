"""A reader's own rule: given as a file, kept in a release, refused in words, followed in steps."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from house_rule import RULE

from graph.claims.data_set import Meta, Tables
from graph.formats.tables.tables import read_tables, write_tables
from graph.releases.release import build, open_release
from made_up import PLACES, SOURCES, firms, people, power, stake, table
from ontology.rule_files import read
from ontology.rules import reach_rules
from small_tables import no_assessments

Run = Callable[..., Any]


@pytest.fixture(scope="module")
def tables() -> Tables:
    """f: 15 and 10 of two parties; g: directed by a contract."""
    held = {"x": "15", "y": "10", "w": "75"}
    claims = [
        *(stake(who, "f", share) for who, share in held.items()),
        table("f", 0),
        stake("w", "g", "100"),
        table("g", 0),
        power("x", "g", "managementContract"),
    ]
    return Tables(
        meta=Meta(home="CN", data_date=date(2025, 6, 30), title="Own rules"),
        entities=(*firms("f", "g"), *people("x", "y", "w"), *PLACES),
        sources=tuple(SOURCES),
        claims=tuple(claims),
        own_rules="",
    )


@pytest.fixture(scope="module")
def home(tables: Tables, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("own-rules")
    write_tables(tables, folder / "tables")
    build(folder / "tables", folder / "home", derive=no_assessments)
    return folder / "home"


def files(folder: Path, entries: str, rule: str = RULE) -> tuple[str, ...]:
    (folder / "list.csv").write_text(f"id,list,programme\n{entries}", "utf-8")
    (folder / "house.ttl").write_text(rule, "utf-8")
    return ("screen", str(folder / "list.csv"), "--rule-file", str(folder / "house.ttl"))


def statuses(ended: Any) -> dict[str, str]:
    assert ended.code == 0, ended.stderr
    return {one["firm"]["id"]: one["status"] for one in json.loads(ended.stdout)["firms"]}


@pytest.mark.parametrize(
    ("entries", "said"),
    [
        ("x,watch,\ny,watch,\n", {"f": "certain", "g": "certain"}),  # 25 within one list
        ("x,watch,\ny,desk,arms\n", {"f": "below", "g": "certain"}),  # never across two
        ("x,desk,food\n", {}),  # another programme of the list
        ("x,desk,arms\n", {"f": "below", "g": "certain"}),
    ],
)
def test_a_rule_of_a_file_is_followed(
    zizhu: Run, home: Path, tmp_path: Path, entries: str, said: dict[str, str]
) -> None:
    assert statuses(zizhu(*files(tmp_path, entries), "-f", "json", home=home)) == said


def test_its_derivation_names_the_rule_the_contract_and_the_claims(
    zizhu: Run, home: Path, tmp_path: Path
) -> None:
    ended = zizhu(*files(tmp_path, "x,watch,\ny,watch,\n"), home=home)
    said = " ".join(ended.stdout.split())
    assert "House rule: a quarter" in said
    assert "stakes added up within each list" in said
    assert "by management contract, certain" in said.lower()
    assert "own-f-x-2025-06-30-" in said
    report = zizhu(*files(tmp_path, "x,watch,\ny,watch,\n"), "-f", "md", home=home).stdout
    assert "house manual, section 4" in report
    assert "Refer to the desk" in report


def test_a_rule_is_in_a_release_beside_its_lenses(
    zizhu: Run, tables: Tables, tmp_path: Path
) -> None:
    write_tables(tables, tmp_path / "tables")
    (tmp_path / "tables" / "reach-rules.ttl").write_text(RULE, "utf-8")
    assert read_tables(tmp_path / "tables").own_rules == RULE
    build(tmp_path / "tables", tmp_path / "home", derive=no_assessments)
    opened = open_release(tmp_path / "home")
    assert opened.knowledge.reaches["house-quarter"].comes_from == "data set"
    (tmp_path / "list.csv").write_text("id,list\nx,watch\ny,watch\n", "utf-8")
    ended = zizhu("screen", str(tmp_path / "list.csv"), "--rule", "house-quarter", "-f", "json",
                  home=tmp_path / "home")  # fmt: skip
    assert statuses(ended) == {"f": "certain", "g": "certain"}
    bad = RULE.replace("z:threshold", "z:treshold")
    (tmp_path / "tables" / "reach-rules.ttl").write_text(bad, "utf-8")
    ended = zizhu("build", str(tmp_path / "tables"), home=tmp_path / "other")
    assert ended.code != 0
    assert "reach-rules.ttl, line 9, rule house-quarter: z:treshold" in ended.stderr


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("code:withinList", "code:withinlist", "(valid: withinList"),
        ("z:threshold 25", "z:threshold 0", "would reach every firm"),
        ("house-quarter", "ofac-50", "there is a rule ofac-50 already"),
        (RULE, "", "defines no rule"),
        (RULE, "colour;size", "not Turtle"),
    ],
)
def test_a_rule_that_cannot_be_followed_is_refused_in_words(
    zizhu: Run, home: Path, tmp_path: Path, old: str, new: str, says: str
) -> None:
    ended = zizhu(*files(tmp_path, "x,watch,\n", RULE.replace(old, new)), home=home)
    assert ended.code != 0
    assert says in ended.stderr
    assert "Traceback" not in ended.stderr
    assert str(tmp_path) not in ended.stderr


def test_several_rules_of_a_file_are_asked_by_name(zizhu: Run, home: Path, tmp_path: Path) -> None:
    second = RULE.partition("rule:house-quarter")[2].replace("25", "60")
    asked = files(tmp_path, "x,watch,\n", f"{RULE}\nrule:house-most{second}")
    assert "name one of: house-most, house-quarter" in zizhu(*asked, home=home).stderr
    ended = zizhu(*asked, "--rule", "house-most", "-f", "json", home=home)
    assert statuses(ended)["f"] == "below"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("name\n", "list.csv names nobody"),
        ("colour,size\nred,3\n", "no column for a name, an id or an identifier"),
    ],
)
def test_a_list_that_names_nobody_is_refused(
    zizhu: Run, home: Path, tmp_path: Path, text: str, says: str
) -> None:
    path = tmp_path / "list.csv"
    path.write_text(text, "utf-8")
    ended = zizhu("screen", str(path), home=home)
    assert ended.code != 0
    assert says in ended.stderr


def test_a_row_that_says_who_is_not_on_the_list_lists_nobody(
    zizhu: Run, home: Path, tmp_path: Path
) -> None:
    path = tmp_path / "list.csv"
    path.write_text("id,list id,on_list\nx,watch,yes\ny,watch,no\n", "utf-8")
    answer = json.loads(zizhu("screen", str(path), "-f", "json", home=home).stdout)
    assert [one["given"] for one in answer["entries"]] == ["x"]
    assert "not on the list" in answer["refusals"][0]
    assert [one["list"] for one in answer["lists"]] == ["watch"]


def test_a_name_beyond_reason_and_an_entry_twice_are_said(
    zizhu: Run, home: Path, tmp_path: Path
) -> None:
    path = tmp_path / "list.csv"
    path.write_text(f"name,id\n{'x' * 100_000},\n,x\n,x\n", "utf-8")
    answer = json.loads(zizhu("screen", str(path), "-f", "json", home=home).stdout)
    assert "100,000 characters; a name has at most 500" in answer["refusals"][0]
    assert len(answer["refusals"][0]) < 200
    assert [one["reason"] for one in answer["entries"]] == [
        "by its id", "by its id; the same as entry 2",
    ]  # fmt: skip


def test_entries_are_read_as_on_another_list_only_when_asked(
    zizhu: Run, home: Path, tmp_path: Path
) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("id\nx\n", "utf-8")
    asked = ("screen", str(path), "--rule", "ofac-50", "-f", "json")
    own = json.loads(zizhu(*asked, home=home).stdout)
    assert [one["list"] for one in own["lists"]] == ["your list mine.csv"]
    assert own["lists"][0]["sha256"]
    assert "SDN" not in own["firms"][0]["explanation"]
    read_as = json.loads(zizhu(*asked, "--read-as", "SDN", home=home).stdout)
    assert [one["list"] for one in read_as["lists"]] == ["SDN list"]
    for name, says in (("SDM", "is no list of ofac-50 (valid: SDN"), ("SSI", "is left out of")):
        ended = zizhu(*asked, "--read-as", name, home=home)
        assert ended.code != 0
        assert says in ended.stderr


def test_the_age_of_a_list_is_on_the_line_of_the_days(
    zizhu: Run, home: Path, tmp_path: Path
) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("id\nx\n", "utf-8")
    asked = ("screen", str(path), "--law-day", "2026-06-30")
    line = " ".join(zizhu(*asked, home=home).stdout.split()).partition(" facts ")[2]
    line = f"facts {line}"
    assert line.startswith("facts of 2025-06-30 · law of 2026-06-30 · your list mine.csv (day not")
    told = " ".join(zizhu(*asked, "--list-day", "2026-06-20", home=home).stdout.split())
    assert "your list mine.csv (of 2026-06-20, 10 days old)" in told.partition(" in force ")[0]


def test_the_rule_that_the_page_shows_can_be_used(root: Path) -> None:
    page = (root / "docs" / "screening.md").read_text("utf-8")
    (text,) = re.findall(r"```turtle\n(.*?)```", page, re.DOTALL)
    found = read(text, "house.ttl")
    assert found.problems == ()
    assert [rule.id for rule in found.rules] == ["house-quarter"]
    named = set(re.findall(r"^\| `([a-z0-9-]+)` \|", page, re.MULTILINE))
    assert set(reach_rules()) <= named
