"""The command as people run it: exit codes, one line of error, tables that fit, files."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from rich.cells import cell_len

from graph.releases.release import Release

Run = Callable[..., Any]

FIRMS = ("alibaba", "cloudwalk", "dji", "sensetime", "smic")
COMMANDS = (
    *("search", "claims", "classify", "owners", "controllers", "chains", "unknowns", "compare"),
    *("score", "paths"),
    *("lenses", "definitions", "labels", "programme", "list", "dependence"),
    *("query", "export", "import", "build", "check", "serve", "open", "demo", "generate", "bench"),
)
QUESTIONS = (
    ("search", "smic"),
    ("claims", "smic"),
    ("classify", "smic"),
    ("owners", "smic"),
    ("controllers", "weibo"),
    ("chains", "--from", "mof_cn", "--to", "smic"),
    ("score", "smic"),
    ("paths", "--from", "state", "--to", "cloudwalk"),
    ("unknowns", "smic"),
    ("compare", "smic", "dji"),
    ("lenses",),
    ("labels", "alibaba"),
    ("dependence", "semiconductors"),
    ("programme", "made-in-china-2025"),
    ("list", "list_1260h", "--lens", "legal-seat"),
    ("definitions", "--computed"),
)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question[0])
def test_every_question_in_every_format(zizhu: Run, question: tuple[str, ...]) -> None:
    shown = {}
    for form in ("table", "json", "csv", "md"):
        ended = zizhu(*question, "--format", form)
        assert ended.code == 0, ended.stderr
        shown[form] = ended.stdout
    document = json.loads(shown["json"])
    assert document["release"]
    assert document["data_date"] == "2025-12-31"
    header, *rows = csv.reader(io.StringIO(shown["csv"]))
    assert rows
    assert all(len(row) == len(header) for row in rows)
    assert shown["md"].startswith("# ")
    assert document["release"] in shown["md"]
    assert shown["table"].strip()


@pytest.mark.parametrize("columns", [80, 100, 140])
def test_tables_fit(zizhu: Run, columns: int) -> None:
    for question in (*QUESTIONS, ("demo",), ("compare",)):
        shown = zizhu(*question, COLUMNS=str(columns))
        assert shown.code == 0, shown.stderr
        for line in shown.stdout.splitlines():
            # An address is whole on its line, so that it can be copied.
            assert cell_len(line) <= columns or line.startswith("/api/"), line
        assert "\x1b" not in shown.stdout  # a log has no colour


def test_the_demo_shows_what_a_newcomer_needs(zizhu: Run) -> None:
    """The page on the firm of which most was read, the others in a line each, what to ask next."""
    shown = zizhu("demo", COLUMNS="120").stdout
    lines = shown.splitlines()
    assert 20 <= len(lines) <= 80
    assert "SMIC 中芯国际" in lines[:5]
    page = zizhu("answer", "smic", COLUMNS="120").stdout
    assert page in shown
    for firm in {"Alibaba", "SenseTime", "DJI", "CloudWalk"}:
        assert sum(line.startswith(f"  {firm}: ") for line in lines) == 1
    assert sum(line.startswith("zizhu ") for line in lines) == 3  # to ask next
    assert "to look at" not in shown  # of a build: `zizhu check` names it


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("classify", "smik"), 1, "did you mean: smic"),
        (("owners", "nothing like it at all"), 1, "nothing like it at all"),
        (("classify", "smic", "--lens", "legal-set"), 1, "legal-seat"),
        (("classify", "smic", "--as-of", "2020-13-01"), 2, "2020-13-01"),
        (("classify", "smic", "--home", "XX"), 2, "XX"),
        (("search", "smic", "--limit", "1000"), 2, "1000"),
        (("owners", "smic", "--basis", "moral"), 2, "moral"),
        (("classify",), 2, "FIRM"),
        (("classfy", "smic"), 2, "classfy"),
        (("check", "nowhere"), 2, "nowhere"),
        (("build", "nowhere"), 2, "nowhere"),
        (("query", "SELECT * { ?s"), 2, "line 1"),
        (("query", "nowhere.rq"), 2, "nowhere.rq"),
        (("query", "DESCRIBE id:smic", "--format", "csv"), 2, "turtle"),
        (("export", "smic", "--format", "svg", "-o", "/nowhere/smic.svg"), 2, "/nowhere"),
        (("owners", "smic", "--release", "zzz"), 3, "zzz"),
        (("owners", "smic", "--data", "nowhere"), 3, "zizhu build"),
        (("query", "SELECT * { SERVICE <http://127.0.0.1:9/> {} }"), 4, "SERVICE"),
        (("query", "DROP ALL"), 4, "DROP"),
    ],
)
def test_exit_codes(zizhu: Run, arguments: tuple[str, ...], code: int, said: str) -> None:
    ended = zizhu(*arguments)
    assert ended.code == code, ended.stderr
    assert said in ended.stderr
    assert ended.stdout == ""
    assert "Traceback" not in ended.stderr


def test_a_process_of_its_own_ends_the_same(zizhu_process: Run) -> None:
    ended = zizhu_process("classify", "smik")
    assert (ended.code, ended.stdout) == (1, "")
    assert ended.stderr.startswith("zizhu: no entity answers to 'smik'; did you mean: smic")
    assert ended.stderr.count("\n") == 1
    helped = zizhu_process("--help")
    assert helped.code == 0
    for command in COMMANDS:
        assert f"  {command} " in helped.stdout


def test_help_imports_nothing_heavy(zizhu_process: Run) -> None:
    ended = zizhu_process("--help", PYTHONPROFILEIMPORTTIME="1")
    imported = {line.rsplit("|", 1)[-1].strip() for line in ended.stderr.splitlines()}
    assert "api.settings" in imported
    heavy = {"numpy", "scipy", "networkx", "numba", "pyoxigraph", "rdflib", "pyarrow", "fastapi"}
    assert not heavy & imported


@pytest.mark.parametrize("group", [(), ("identity",)])
@pytest.mark.parametrize("columns", ["80", "120"])
def test_help_says_what_each_command_does_in_a_whole_line(
    zizhu: Run, group: tuple[str, ...], columns: str
) -> None:
    _, commands = zizhu(*group, "--help", COLUMNS=columns).stdout.split("Commands:\n")
    lines = commands.splitlines()
    assert len(lines) > 1
    assert all(line.startswith("  ") and line.endswith(".") for line in lines)
    assert "..." not in commands


def test_a_query_that_takes_too_long(zizhu: Run) -> None:
    heavy = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    ended = zizhu("query", heavy, ZIZHU_QUERY_SECONDS="0.5")
    assert (ended.code, ended.stdout) == (4, "")
    assert "ended after 0.5 s" in ended.stderr


def test_a_setting_that_is_wrong_is_named(zizhu: Run) -> None:
    ended = zizhu("lenses", ZIZHU_QUERY_SECONDS="soon")
    assert ended.code == 2
    assert "ZIZHU_QUERY_SECONDS is 'soon'" in ended.stderr


def test_queries_from_text_file_and_standard_input(
    zizhu: Run, seed_release: Release, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "SELECT ?n { id:smic rdfs:label ?n }"
    file = tmp_path / "name.rq"
    file.write_text(text)
    name = seed_release.knowledge.entities["smic"].name
    assert zizhu("query", str(file), "-f", "csv").stdout == f"n\r\n{name}\r\n"
    assert name in zizhu("query", text).stdout
    assert zizhu("query", text).stdout.endswith("\n1 row\n")
    assert "no rows" in zizhu("query", "SELECT ?n { id:none rdfs:label ?n }").stdout
    assert zizhu("query", "ASK { id:smic a z:Organization }").stdout == "yes\n"
    assert "id:smic" in zizhu("query", "DESCRIBE id:smic").stdout
    found = json.loads(zizhu("query", text, "-f", "json").stdout)
    assert found["results"]["bindings"] == [{"n": {"type": "literal", "value": name}}]
    monkeypatch.setattr("sys.stdin", io.StringIO(text))
    assert zizhu("query", "-", "-f", "tsv").stdout == f'?n\n"{name}"\n'


def test_export_to_a_file_and_to_a_pipe(zizhu: Run, tmp_path: Path) -> None:
    for form in ("graphml", "gexf", "svg"):
        target = tmp_path / f"smic.{form}"
        written = zizhu("export", "smic", "--format", form, "--output", str(target))
        assert written.code == 0
        assert "entities" in written.stderr
        assert written.stdout == ""
        ET.parse(target)
        piped = zizhu("export", "smic", "--format", form)
        assert piped.stdout == target.read_text("utf-8")


def test_pictures_and_the_file_on_a_firm(zizhu: Run, tmp_path: Path) -> None:
    for form, begins in (
        ("png", b"\x89PNG"),
        ("pdf", b"%PDF"),
        ("md", "# SMIC 中芯".encode()),
        ("html", b"<!doctype html>"),
    ):
        target = tmp_path / f"smic.{form}"
        assert zizhu("export", "smic", "--format", form, "--output", str(target)).code == 0
        assert target.read_bytes().startswith(begins)


def test_every_process_writes_the_same(zizhu_process: Run) -> None:
    """Python orders sets by a seed of each process; no answer may."""
    for question in (
        ("export", "alibaba", "--format", "svg"),
        ("classify", "alibaba", "--format", "json"),
    ):
        first, second = (zizhu_process(*question, PYTHONHASHSEED=seed) for seed in "12")
        assert first.code == 0, first.stderr
        assert first.stdout == second.stdout


def tables(folder: Path, owner: str = "b", share: str = "40") -> Path:
    """Two firms, one stake."""
    folder.mkdir(exist_ok=True)
    about = {"name": "small", "zizhu": {"home": "CN", "dataDate": "2024-12-31", "title": "Two"}}
    (folder / "datapackage.json").write_text(json.dumps(about))
    (folder / "entities.csv").write_text(
        "id,kind,name,subject,source\na,Organization,A Works,yes,s\nb,Organization,B Fund,,s\n"
    )
    (folder / "sources.csv").write_text("id,title,kind\ns,A register,register\n")
    (folder / "ownership.csv").write_text(
        "id,party,target,share_min,share_max,measurand,as_of,source\n"
        f"o,{owner},a,{share},{share},registered,2024-06-30,s\n"
    )
    return folder


def test_build_and_check_of_tables_of_ones_own(zizhu: Run, tmp_path: Path) -> None:
    seeds, home = tables(tmp_path / "tables"), tmp_path / "home"
    checked = zizhu("check", str(seeds))
    assert checked.code == 0
    assert "nothing wrong" in checked.stdout
    built = zizhu("build", str(seeds), home=home)
    assert built.code == 0, built.stderr
    assert "now current" in built.stdout
    owned = zizhu("owners", "A Works", "--format", "json", home=home)
    document = json.loads(owned.stdout)
    assert document["data_date"] == "2024-12-31"
    assert document["owners"][0]["owner"]["id"] == "b"
    assert document["owners"][0]["share"]["point"] == 0.4


def with_list(folder: Path, *, edition: str = "", entry: str = "") -> Path:
    """The same firms, a list of two entries read whole on a day, and a name on it."""
    tables(folder)
    with (folder / "entities.csv").open("a") as file:
        file.write("l,List,The List,,s\n")
    (folder / "list-editions.csv").write_text(
        "id,target,copy,entries_stated,entries_read,named,absent,as_of,source\n"
        + (edition or "e,l,whole,2,2,b,a,2024-06-30,s")
        + "\n"
    )
    (folder / "designations.csv").write_text(
        "id,target,programme,valid_from,as_of,source\n" + (entry or "d,b,l,2024-06-30,,s") + "\n"
    )
    return folder


@pytest.mark.parametrize(
    ("rows", "code", "says"),
    [
        ({}, 0, "nothing wrong"),
        (
            {"edition": "e,l,whole,3,2,b,a,2024-06-30,s"},
            2,
            "claim/e is said to be whole, and 2 of the 3 entries stated were read",
        ),
        ({"edition": "e,l,whole,3,,b,a,2024-06-30,s"}, 2, "0 of the 3 entries stated were read"),
        ({"edition": "e,l,whole,2,2,b,a,,s"}, 2, "an edition of a list has its day"),
        ({"edition": "e,l,part,3,2,b,a,2024-06-30,s"}, 2, "nobody can be denied by it"),
        ({"edition": "e,l,whole,2,2,b,a | b,2024-06-30,s"}, 2, "also says that it is not there"),
        ({"entry": "d,b,l,,,s"}, 0, "claim/d is on l without a day"),
        (
            {"edition": "e,l,whole,2,2,,b,2024-06-30,s"},
            0,
            "claim/d has b on l, and the edition claim/e of 2024-06-30 does not name it",
        ),
    ],
)
def test_lists_that_cannot_be_right_are_named_by_row_and_reason(
    zizhu: Run, tmp_path: Path, rows: dict[str, str], code: int, says: str
) -> None:
    checked = zizhu("check", str(with_list(tmp_path / "tables", **rows)))
    assert checked.code == code, checked.stdout + checked.stderr
    assert says in " ".join((checked.stdout + checked.stderr).split())


def test_each_kind_of_fact_has_its_day_in_every_answer(zizhu: Run, tmp_path: Path) -> None:
    folder, home = tables(tmp_path / "tables"), tmp_path / "home"
    about = json.loads((folder / "datapackage.json").read_text())
    about["zizhu"] |= {"listsDate": "2025-02-01"}
    (folder / "datapackage.json").write_text(json.dumps(about))
    built = zizhu("build", str(folder), home=home)
    assert "facts to 2024-12-31, lists 2025-02-01" in " ".join(built.stdout.split())
    document = json.loads(zizhu("classify", "a", "--format", "json", home=home).stdout)
    assert document["as_of"] == document["data_date"] == "2024-12-31"
    assert document["days"] == {
        "ownership": "2024-12-31", "lists": "2025-02-01", "people": "2024-12-31",
    }  # fmt: skip
    days = {one["lens"]: one["as_of"] for one in document["verdicts"]}
    assert days["dod-1260h"] == "2025-02-01" and days["ultimate-control"] == "2024-12-31"
    asked = zizhu("classify", "a", "--as-of", "2024-06-30", "--format", "json", home=home)
    assert {one["as_of"] for one in json.loads(asked.stdout)["verdicts"]} == {"2024-06-30"}
    told = zizhu("classify", "a", home=home).stdout
    assert "as of 2024-12-31" in told and "lists as of 2025-02-01" in " ".join(told.split())


def test_a_day_of_lists_that_is_none_is_refused(zizhu: Run, tmp_path: Path) -> None:
    folder = tables(tmp_path / "tables")
    about = json.loads((folder / "datapackage.json").read_text())
    about["zizhu"] |= {"listsDate": "lately"}
    (folder / "datapackage.json").write_text(json.dumps(about))
    checked = zizhu("check", str(folder))
    assert checked.code != 0
    assert "zizhu.listsDate is 'lately'" in checked.stdout + checked.stderr


def test_bad_tables_are_named_and_leave_the_release_alone(zizhu: Run, tmp_path: Path) -> None:
    seeds, home = tables(tmp_path / "tables"), tmp_path / "home"
    assert zizhu("build", str(seeds), home=home).code == 0
    before = zizhu("owners", "a", "--format", "json", home=home).stdout
    for bad in ({"share": "130"}, {"owner": "nobody"}):
        tables(seeds, **bad)
        for command in (("check", str(seeds)), ("check", str(seeds / "ownership.csv"))):
            refused = zizhu(*command)
            assert refused.code == 2
            assert "ownership.csv, line 2" in refused.stderr
            assert next(iter(bad.values())) in refused.stderr
        other = zizhu("check", str(seeds / "sources.csv"))
        assert other.code == 0
        assert zizhu("build", str(seeds), home=home).code == 2
    assert zizhu("owners", "a", "--format", "json", home=home).stdout == before


def test_a_damaged_release_is_refused_and_named(zizhu: Run, tmp_path: Path) -> None:
    seeds, home = tables(tmp_path / "tables"), tmp_path / "home"
    zizhu("build", str(seeds), home=home)
    quads = next(home.glob("releases/*/quads.nq"))
    quads.chmod(0o644)
    quads.write_bytes(quads.read_bytes().replace(b"A Works", b"B Works"))
    refused = zizhu("owners", "a", home=home)
    assert refused.code == 3
    assert "quads.nq" in refused.stderr
