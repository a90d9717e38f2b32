"""The command as people run it: exit codes, one line of error, tables that fit, files."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import httpx
import pytest
from rich.cells import cell_len

from graph.releases.release import Release
from visiting import BROWSER

Run = Callable[..., Any]

FIRMS = ("alibaba", "cloudwalk", "dji", "sensetime", "smic")
COMMANDS = (
    *("search", "claims", "classify", "owners", "controllers", "chains", "unknowns", "compare"),
    *("score", "paths"),
    *("lenses", "definitions", "labels", "programme", "list", "dependence", "events"),
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
    ("events", "sina"),
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


@pytest.mark.parametrize("asked", [
    ("answer", "{}"), ("claims", "{}"), ("classify", "{}"), ("owners", "{}"), ("score", "{}"),
    ("paths", "--to", "{}"), ("chains", "--from", "{}", "--to", "smic"), ("compare", "smic", "{}"),
    ("programme", "{}"), ("dependence", "{}"), ("whatif", "{}", "--seat", "{}=KY"),
    ("indicators", "--programme", "{}"), ("indicator", "chip-targets", "--about", "{}"),
    ("export", "{}", "--format", "dot"), ("measures", "{}"),
], ids=" ".join)  # fmt: skip
def test_whoever_names_nobody_is_told_where_to_look(zizhu: Run, asked: tuple[str, ...]) -> None:
    ended = zizhu(*(part.replace("{}", "qqqqq") for part in asked))
    assert ended.code == 1
    assert ended.stderr.rstrip().endswith("(find it: zizhu search TEXT)")
    assert ended.stderr.count("\n") == 1


def test_over_http_the_address_of_the_search_is_told(web: httpx.Client) -> None:
    for path in ("entities/qqqqq/owners", "compare?id=smic&id=qqqqq", "figures?name=x&about=qqqqq"):
        detail = web.get(f"/api/{path}").json()["detail"]
        assert detail.endswith("(find it: /api/entities?q=TEXT)"), path
    assert web.get("/api/entities?q=smic").json()["results"]
    page = web.get("/doc/id/qqqqq.html", headers=BROWSER).text
    assert "find it" not in page and 'role="search"' in page


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
