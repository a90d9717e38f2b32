"""Every page can be cited: each number has one document, each document a number, the address asks
again, and what answers from another release, or from another engine, says so and does not answer.
"""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import httpx
import pytest
import typer

from api.cli import app
from graph.arguments import holdable
from graph.releases.release import Release

Run = Callable[..., Any]

FIRMS = ("alibaba", "cloudwalk", "dji", "sensetime", "smic")
PLANTS = Path(__file__).parent / "plants"
EVERY = 97  # entity is asked too, of those in the order of their ids
OF_FIRM: tuple[tuple[str, ...], ...] = (
    ("claims", "{}"), ("answer", "{}"), ("answer", "{}", "--language", "zh"), ("classify", "{}"),
    ("classify", "{}", "--as-of", "2019-06-30", "--home", "US"), ("owners", "{}"),
    ("owners", "{}", "--basis", "voting", "--law-bounds"), ("controllers", "{}"), ("score", "{}"),
    ("paths", "--from", "state", "--to", "{}"), ("unknowns", "{}"), ("labels", "{}"),
    ("indices", "{}"), ("dependence", "{}"), ("money", "{}", "--currency", "CNY"),
    ("events", "{}"), ("chains", "--from", "mof_cn", "--to", "{}"),
    ("whatif", "{}", "--seat", "{}=KY"),
)  # fmt: skip
OF_ALL: tuple[tuple[str, ...], ...] = (
    ("search", "中芯"), ("lenses",), ("definitions",), ("definitions", "--computed"), ("labels",),
    ("compare", "smic", "dji"), ("compare", "--lens", "legal-seat"), ("measures", "smic", "dji"),
    ("measures", "smic", "--from", "2020", "--to", "2022"), ("screen", "--rule", "bis-affiliates"),
    ("diff", "--from", "2025-06-30", "--firm", "dji"), ("parents",),
    ("programme",), ("programme", "ai_nat_team", "--lens", "legal-seat"), ("list",),
    ("list", "list_bis_el", "--as-of", "2021-06-30"),
    ("query", "SELECT ?firm { ?firm a z:Organization } ORDER BY ?firm LIMIT 3"),
    ("production", f"{PLANTS}/fabs.csv", "--mapping", f"{PLANTS}/fabs.toml"),
    ("indicators",), ("indicators", "--programme", "made-in-china-2025"),
    ("indicators", "--about", "smic"),
    ("indicator", "chip-targets"),
    ("indicator", "chip-market-value", "ip-charges-paid", "--kind", "forecast", "--kind",
     "observed", "--about", "prc"),
    ("calculate",), ("calculate", "home-production"), ("calculate", "servers"),
    ("rivals",), ("rivals", "legal-seat"), ("money", "ai_nat_team"),
)  # fmt: skip
NO_ADDRESS = {
    "production",
    "screen",
    "parents",
    "whatif",
    "indices",
}  # asked with a body, or only by command

MARK = re.compile(r"(?<!\\)\[(\d+)\]")
LISTED = re.compile(r"^(\d+)\. ", re.MULTILINE)
CODE = re.compile(r"[a-z]+(?:[A-Z][a-z]+)+|[a-z]+_[a-z_]+")  # outOfForce, interval_lower
END = re.compile(r"^## (?:Sources|来源)$", re.MULTILINE)


def sample(release: Release) -> Iterator[str]:
    """The firms the seeds describe, and some of all the other entities somebody can own."""
    yield from FIRMS
    others = [one for one in sorted(release.knowledge.entities) if holdable(release, one)]
    yield from others[::EVERY]


def asked(question: Sequence[str], firm: str = "") -> list[str]:
    return [part.replace("{}", firm) for part in question]


def check(page: str, release: Release) -> None:
    """A title, the release, the day; each number one document, each document a number."""
    assert page.startswith("# ")
    assert len(page.splitlines()[0]) > 2
    assert release.id in page
    body, tail = END.split(page)
    assert re.search(r"\b(19|20)\d\d-\d\d-\d\d\b", tail)
    listed = LISTED.findall(tail)
    assert listed == [str(number) for number in range(1, len(listed) + 1)]
    assert set(MARK.findall(body)) == set(listed)
    assert "Corrections: " in tail or "更正：" in tail
    check_words(body, release)


def check_words(body: str, release: Release) -> None:
    """A page names its release once, says what it is, and no table of it needs a list of codes."""
    assert len([line for line in body.splitlines() if f"elease {release.id} ·" in line]) <= 1
    assert not body.startswith("# zizhu")
    lines = body.splitlines()
    if not body.startswith("# Entities found"):  # whose ids are what is asked for
        cells = [cell for line in lines if line.startswith("| ") for cell in line.split(" | ")]
        assert not [cell for cell in cells if CODE.fullmatch(cell.strip("| "))]
    for header, rule in pairwise(lines):
        if rule.startswith("| --- "):
            headings = header.strip("| ").split(" | ")
            assert len(set(headings)) == len(headings), headings


def test_no_command_that_writes_markdown_is_left_out() -> None:
    asked_here = {question[0] for question in (*OF_FIRM, *OF_ALL)}
    command = typer.main.get_command(app)
    writing = {
        name
        for name, one in command.commands.items()
        if any("md" in getattr(type(part.default), "__members__", ()) for part in one.params)
    }
    assert writing == asked_here  # and export, whose dossier its own tests read


@pytest.mark.parametrize("question", OF_FIRM, ids=" ".join)
def test_every_question_of_a_firm_in_markdown(
    zizhu: Run, seed_release: Release, question: tuple[str, ...]
) -> None:
    for firm in sample(seed_release):
        ended = zizhu(*asked(question, firm), "-f", "md")
        assert ended.code == 0, ended.stderr
        check(ended.stdout, seed_release)


@pytest.mark.parametrize("question", OF_ALL, ids=" ".join)
def test_every_other_question_in_markdown(
    zizhu: Run, seed_release: Release, question: tuple[str, ...]
) -> None:
    ended = zizhu(*question, "-f", "md")
    assert ended.code == 0, ended.stderr
    check(ended.stdout, seed_release)


def answered(zizhu: Run, *question: str) -> dict[str, Any]:
    ended = zizhu(*question, "-f", "json")
    assert ended.code == 0, ended.stderr
    document: dict[str, Any] = json.loads(ended.stdout)
    return document


PAGED = ("total", "limit", "offset", "next")  # what an address adds that pages its rows


@pytest.mark.parametrize("question", [*OF_FIRM, *OF_ALL], ids=" ".join)
def test_the_address_and_the_command_give_the_same_answer(
    zizhu: Run, web: httpx.Client, seed_release: Release, question: tuple[str, ...]
) -> None:
    firms = FIRMS if any("{}" in part for part in question) else ("",)
    if question[0] == "query":
        return  # below: its answer is no document of ours
    whole = {path.name: str(path) for path in PLANTS.iterdir()}  # files are cited by their names
    for firm in firms:
        document = answered(zizhu, *asked(question, firm))
        cite = document["cite"]
        assert seed_release.id in cite["text"]
        if question[0] in NO_ADDRESS:
            assert not cite["address"]
        else:
            assert f"release={seed_release.id}" in cite["address"]
            again = web.get(cite["address"], headers={"accept": "application/json"})
            assert again.status_code == 200, again.text
            assert again.headers["zizhu-release"] == seed_release.id
            found = {name: part for name, part in again.json().items() if name not in PAGED}
            given = {name: part for name, part in document.items() if name not in PAGED}
            assert found == given
        page = zizhu(*asked(question, firm), "-f", "md").stdout
        command = re.findall(r"^`(zizhu .+)`$", page, re.MULTILINE)[-1]
        assert seed_release.id in command
        words = (whole.get(word, word) for word in shlex.split(command)[1:])
        assert zizhu(*words, "-f", "md").stdout == page


def test_a_verdict_has_an_address_of_its_own(zizhu: Run, web: httpx.Client) -> None:
    document = answered(zizhu, "classify", "dji")
    for verdict in document["verdicts"]:
        address = document["cite"]["part"].replace("LENS", verdict["lens"])
        assert web.get(address).json()["verdicts"] == [verdict]


def test_a_query_is_asked_again_at_its_address(
    zizhu: Run, web: httpx.Client, seed_release: Release
) -> None:
    text = "SELECT ?firm { ?firm a z:Organization } ORDER BY ?firm LIMIT 3"
    page = zizhu("query", text, "-f", "md").stdout
    address = re.findall(r"^`(/sparql.+)`$", page, re.MULTILINE)[0]
    rows = web.get(address).json()["results"]["bindings"]
    assert len(rows) == 3
    for row in rows:
        assert f"| id:{row['firm']['value'].rpartition('/')[2]} |" in page
    other = web.get("/sparql", params={"query": "ASK {}", "release": "0" * 16})
    assert other.status_code == 404


@pytest.mark.parametrize("firm", FIRMS)
def test_every_address_on_the_page_of_a_firm_is_answered(
    zizhu: Run, web: httpx.Client, firm: str
) -> None:
    """As a reader follows them: from the terminal, Markdown, HTML, the dossier and the thing."""
    pages = [
        zizhu("answer", firm, COLUMNS="120").stdout,
        zizhu("answer", firm, "--unfold", COLUMNS="120").stdout,
        zizhu("answer", firm, "-f", "md").stdout,
        zizhu("export", firm, "-f", "md").stdout,
        web.get(f"/api/entities/{firm}/answer", headers={"accept": "text/html"}).text,
        web.get(f"/api/entities/{firm}/dossier").text,
        web.get(f"/doc/id/{firm}.html").text,
    ]
    addresses = {
        found.replace("&amp;", "&") for page in pages
        for found in re.findall(r"/api/entities/[^\s`\"<>]+release=[0-9a-f]{16}", page)
    }  # fmt: skip
    assert {address.partition("?")[0].rpartition("/")[2] for address in addresses} >= {
        "answer", "dossier"
    }  # fmt: skip
    for address in addresses:
        assert web.get(address).status_code == 200, address
    assert all("Corrections: " in page for page in pages)
