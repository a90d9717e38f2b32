"""A day's batch as an officer runs it: rows, files, a run cut off, what changed, a report."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from house_rule import RULE

from graph.claims.data_set import Meta, Tables
from graph.formats.tables.tables import write_tables
from graph.profiles.screening_batch import Batch
from graph.releases.release import build
from made_up import PLACES, SOURCES, firms, people, power, stake, table
from small_tables import no_assessments

Run = Callable[..., Any]

CUSTOMERS = """Customer ID,Company name,Country
K1,owned,CN
K2,directed,CN
K3,part,CN
K4,floated,CN
K5,free,CN
K6,Nobody Anywhere Ltd,DE
K7,Onwed Works,CN
K8,,CN
K9,=HYPERLINK("x"),DE
K10,owned,CN
K11,Far Away Trading,SG
"""
FIRST = "name,list\nx,SDN\nFar Away Trading,SDN\n"
SECOND = "name,list\ny,SDN\n"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """x has 60 of owned, 10 of part, 46 beside an open float, and directs one by a contract."""
    claims = [
        *(stake(who, firm, share) for firm, who, share in (
            ("owned", "x", "60"), ("owned", "w", "40"), ("part", "x", "10"), ("part", "w", "90"),
            ("floated", "x", "46"), ("free", "w", "100"), ("directed", "w", "100"),
        )),
        *(table(firm, 0) for firm in ("owned", "part", "free", "directed")),
        power("x", "directed", "managementContract"),
    ]  # fmt: skip
    tables = Tables(
        meta=Meta(home="CN", data_date=date(2025, 6, 30), title="Batch"),
        entities=(
            *firms("owned", "directed", "part", "floated", "free"),
            *firms("owned_works"),
            *people("w"),
            *firms("x", "y"),
            *PLACES,
        ),
        sources=tuple(SOURCES),
        claims=tuple(claims),
    )
    folder = tmp_path_factory.mktemp("batch")
    write_tables(tables, folder / "tables")
    build(folder / "tables", folder / "home", derive=no_assessments)
    return folder / "home"


@pytest.fixture
def asked(tmp_path: Path) -> tuple[str, ...]:
    for name, text in (("customers.csv", CUSTOMERS), ("a.csv", FIRST), ("b.csv", SECOND)):
        (tmp_path / name).write_text(text, "utf-8")
    lists = ("--list", str(tmp_path / "a.csv"), "--list", str(tmp_path / "b.csv"))
    day = ("--rule", "ofac-50", "--law-day", "2025-10-15")
    return ("screen", "--firms", str(tmp_path / "customers.csv"), *lists, *day)


def rows_of(path: Path) -> dict[str, dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return {row["customer"]: row for row in csv.DictReader(file)}


def test_rows_say_what_they_rest_on(
    zizhu: Run, home: Path, tmp_path: Path, asked: tuple[str, ...]
) -> None:
    out, columns = tmp_path / "day.csv", tmp_path / "day.parquet"
    ended = zizhu(*asked, "-o", str(out), "-o", str(columns), home=home)
    assert ended.code == 0, ended.stderr
    rows = rows_of(out)
    assert {name: row["status"] for name, row in rows.items()} == {
        "K1": "certain", "K2": "redFlag", "K3": "below", "K4": "notExcluded", "K5": "notReached",
        "K6": "unknown", "K7": "candidate", "K8": "refused", "K9": "unknown", "K10": "certain",
        "K11": "listed",
    }  # fmt: skip
    assert {row["said"] for row in rows.values() if row["status"] in ("notReached", "unknown")} == {
        "false"
    }
    assert rows["K2"]["flags"] == "power"
    assert rows["K3"]["flags"] == "minorityStake"
    assert rows["K4"]["open_by"] == "unnamed"
    assert rows["K9"]["given"].startswith("'=")
    assert "owned_works" in rows["K7"]["candidates"]
    for row in rows.values():
        assert (row["rule"], row["law_day"], row["facts_day"]) == (
            "ofac-50", "2025-10-15", "2025-06-30",
        )  # fmt: skip
        assert row["release"] and row["rule_version"]
        assert len(row["list_sha256"].split(" | ")) == 2
        assert len(row["customers_sha256"]) == 64
    table = pq.read_table(columns)
    assert table.num_rows == len(rows)
    assert table.column("status").to_pylist() == [row["status"] for row in rows.values()]
    assert not list(tmp_path.glob("*.part"))


def test_only_what_is_known_or_doubtful_is_shown_and_the_rest_counted(
    zizhu: Run, home: Path, asked: tuple[str, ...]
) -> None:
    said = " ".join(zizhu(*asked, home=home).stdout.split())
    assert "K5" not in said and "K6" not in said
    assert "no listed holder read 1, not known here 2" in said
    assert "nobody is cleared" in said
    assert "candidate, not decided" in said
    assert "Columns not read: Country" in said


def test_a_batch_that_was_cut_off_goes_on(
    zizhu: Run,
    home: Path,
    tmp_path: Path,
    asked: tuple[str, ...],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    out, part = tmp_path / "day.csv", tmp_path / "day.csv.part"
    zizhu(*asked, "-o", str(out), home=home)
    whole = out.read_bytes()
    made = Batch.rows

    def cut(self: Batch, customers: Any, start: int = 0) -> Any:
        for place, row in enumerate(made(self, customers, start)):
            if place == 4:
                raise KeyboardInterrupt
            yield row

    with monkeypatch.context() as patched:
        patched.setattr(Batch, "rows", cut)
        ended = zizhu(*asked, "-o", str(out), home=home)
    assert ended.code != 0
    assert "kept in day.csv.part: the same command goes on" in ended.stderr
    part.write_bytes(part.read_bytes() + b'{"row": 6, "cust')  # as a kill in a write leaves it
    ended = zizhu(*asked, "-o", str(out), home=home)
    assert "4 of 11 customers were answered before; going on after them" in ended.stderr
    assert out.read_bytes() == whole
    assert not part.exists()


@pytest.mark.parametrize(
    ("file", "text", "says"),
    [
        ("a.csv", FIRST + "w,SDN\n", "another content of the lists"),
        ("customers.csv", CUSTOMERS + "K12,free,CN\n", "content of the file of customers"),
        ("day.csv.part", "{\n", "cannot be read as rows of an earlier run"),
    ],
)
def test_rows_of_another_question_are_not_kept(
    zizhu: Run,
    home: Path,
    tmp_path: Path,
    asked: tuple[str, ...],
    monkeypatch: pytest.MonkeyPatch,
    file: str,
    text: str,
    says: str,
) -> None:
    out, made = tmp_path / "day.csv", Batch.rows

    def cut(self: Batch, customers: Any, start: int = 0) -> Any:
        yield next(made(self, customers, start))
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Batch, "rows", cut)
        zizhu(*asked, "-o", str(out), home=home)
    (tmp_path / file).write_text(text, "utf-8")
    ended = zizhu(*asked, "-o", str(out), home=home)
    assert ended.code == 0
    assert says in ended.stderr
    assert "asked anew" in ended.stderr


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_a_run_says_what_changed_since_the_last(
    zizhu: Run, home: Path, tmp_path: Path, asked: tuple[str, ...], kind: str
) -> None:
    first = tmp_path / f"first.{kind}"
    zizhu(*asked, "-o", str(first), home=home)
    same = json.loads(zizhu(*asked, "--since", str(first), "-f", "json", home=home).stdout)
    assert same["since"]["changed"] == []
    assert same["since"]["asked_otherwise"] == []
    (tmp_path / "a.csv").write_text(FIRST.replace("x,SDN\n", "w,SDN\n"), "utf-8")
    (tmp_path / "customers.csv").write_text(CUSTOMERS.replace("K6,Nob", "K16,Nob"), "utf-8")
    ended = zizhu(*asked, "--since", str(first), "-f", "json", home=home)
    since = json.loads(ended.stdout)["since"]
    changed = {one["customer"]: (one["was"], one["now"]) for one in since["changed"]}
    assert changed["K1"] == ("certain", "notExcluded")  # w has a part, and an entry may mean w
    assert changed["K5"] == ("notReached", "notExcluded")
    assert changed["K6"] == ("unknown", "")
    assert changed["K16"] == ("", "unknown")
    assert "K8" not in changed
    told = " ".join(since["asked_otherwise"])
    assert "content of the lists" in told
    assert "content of the customers" in told
    assert " → " in zizhu(*asked, "--since", str(first), home=home).stdout


def test_a_list_that_is_given_twice_is_read_once_and_said(
    zizhu: Run, home: Path, tmp_path: Path, asked: tuple[str, ...]
) -> None:
    (tmp_path / "b.csv").write_text(FIRST, "utf-8")
    ended = zizhu(*asked, home=home)
    assert "b.csv is the same as a.csv, byte for byte, and was read once" in " ".join(
        ended.stdout.split()
    )
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "a.csv").write_text(SECOND, "utf-8")
    ended = zizhu(*asked, "--list", str(tmp_path / "more" / "a.csv"), home=home)
    assert "two different lists are called a.csv" in ended.stderr


@pytest.mark.parametrize(
    ("more", "customers", "says"),
    [
        ((), "colour,size\nred,3\n", "no column for a name"),
        ((), "name\n", "customers.csv names nobody"),
        (("--firm", "x"), CUSTOMERS, "leave out --firm"),
        (("--include-unknown",), CUSTOMERS, "a row for every customer"),
        (("-o", "day.xlsx"), CUSTOMERS, "a file ends with one of .csv, .parquet, .md"),
        (("-o", "nowhere/day.csv"), CUSTOMERS, "its folder is not there"),
        (("--since", "nowhere.csv"), CUSTOMERS, "there is no such file"),
        (("--since", "README.md"), CUSTOMERS, "is no report of a batch"),
        (("--rule", "ofac-5"), CUSTOMERS, "did you mean: ofac-50"),
    ],
)
def test_a_batch_that_cannot_be_asked_is_refused_in_words(
    zizhu: Run,
    home: Path,
    tmp_path: Path,
    asked: tuple[str, ...],
    more: tuple[str, ...],
    customers: str,
    says: str,
) -> None:
    (tmp_path / "customers.csv").write_text(customers, "utf-8")
    ended = zizhu(*asked, *more, home=home)
    assert ended.code != 0
    assert says in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_name_beyond_reason_is_a_row_that_was_not_used(
    zizhu: Run, home: Path, tmp_path: Path, asked: tuple[str, ...]
) -> None:
    text = f"{CUSTOMERS}K12,{'x' * 100_000},CN\n"
    (tmp_path / "customers.csv").write_text(text, "utf-8")
    answer = json.loads(zizhu(*asked, "-f", "json", home=home).stdout)
    row = answer["customers"][-1]
    assert (row["customer"], row["status"]) == ("K12", "refused")
    assert "100,000 characters; a name has at most 500" in row["reason"]


def test_the_report_follows_each_firm_step_by_step(
    zizhu: Run, home: Path, tmp_path: Path, asked: tuple[str, ...]
) -> None:
    names = [tmp_path / f"day.{kind}" for kind in ("md", "html", "pdf")]
    ended = zizhu(*asked, *(part for name in names for part in ("-o", str(name))), home=home)
    assert ended.code == 0, ended.stderr
    markdown, page = names[0].read_text("utf-8"), names[1].read_text("utf-8")
    for text in (markdown, page):
        assert "Screening of 11 customers of customers.csv" in text
        assert "Nobody is cleared by this report." in text
        for heading in (
            "What was asked", "Results", "Derivations", "What was not known", "The rule",
            "The lists", "Rows that could not be used", "Signature", "Sources",
        ):  # fmt: skip
            assert heading in text
        for said in ("Prepared by", "Asked as: row 2, K1 OWNED".casefold(), "Row 9, K8"):
            assert said.casefold() in text.casefold()
        assert str(tmp_path) not in text
    assert "<script" not in page
    assert "src=" not in page
    drawn = names[2].read_bytes()
    assert drawn.startswith(b"%PDF-")
    zizhu(*asked, "-o", str(names[2]), home=home)
    assert names[2].read_bytes() == drawn
    assert "[c1]" in markdown


@pytest.mark.parametrize(
    ("firm", "says"),
    [
        ("directed", ("flagged: control", "management contract")),
        ("part", ("flagged: minority", "10 %")),
        ("floated", ("cannot be excluded", "46 %", "54 %")),
    ],
)
def test_a_firm_alone_is_reported_with_why(
    zizhu: Run, home: Path, tmp_path: Path, asked: tuple[str, ...], firm: str, says: tuple[str, ...]
) -> None:
    lists = asked[3:]
    report = zizhu("screen", "--firm", firm, *lists, "-f", "md", home=home).stdout
    lead = report.split("\n## What was asked", maxsplit=1)[0]
    assert all(said in report for said in says), report
    assert says[0].split(":")[0] in lead


def test_a_rule_of_a_file_is_followed_for_a_batch(
    zizhu: Run, home: Path, tmp_path: Path, asked: tuple[str, ...]
) -> None:
    (tmp_path / "house.ttl").write_text(RULE, "utf-8")
    (tmp_path / "a.csv").write_text("name,list\nx,watch\n", "utf-8")
    out = tmp_path / "day.csv"
    asked = (*asked[:5], "--rule-file", str(tmp_path / "house.ttl"), "-o", str(out))
    ended = zizhu(*asked, "-o", str(tmp_path / "day.md"), home=home)
    assert ended.code == 0, ended.stderr
    rows = rows_of(out)
    assert {name: rows[name]["status"] for name in ("K1", "K2", "K3", "K4")} == {
        "K1": "certain", "K2": "certain", "K3": "below", "K4": "certain",
    }  # fmt: skip
    assert "house manual, section 4" in (tmp_path / "day.md").read_text("utf-8")


def test_a_text_of_a_customer_is_never_obeyed(
    zizhu: Run, home: Path, tmp_path: Path, asked: tuple[str, ...]
) -> None:
    """Markup of HTML, of Markdown and of Typst stays text; marks that turn text round are gone."""
    nasty = 'Far Away Trading <img src=x onerror=alert(1)> #read("/etc/passwd") |`*\u202eevil'
    text = f'Customer ID,Company name\nK1,"{nasty.replace(chr(34), chr(34) * 2)}"\n'
    (tmp_path / "customers.csv").write_text(text, "utf-8")
    files = [tmp_path / f"day.{kind}" for kind in ("md", "html", "pdf")]
    ended = zizhu(*asked, *(part for file in files for part in ("-o", str(file))), home=home)
    assert ended.code == 0, ended.stderr
    markdown, page = files[0].read_text("utf-8"), files[1].read_text("utf-8")
    assert "<img" not in page
    assert "&lt;img" in page
    assert "\\<img" in markdown
    assert "\u202e" not in page + markdown
