"""Rows as people write them: one figure for several, or nobody's; remarks, days, kinds, ends."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as some

from graph.claims.model import Entity, Ownership
from graph.claims.periods import PartialDate
from graph.errors import BadDateError
from graph.formats.foreign.dates import date_of
from graph.formats.foreign.mapping import read_mapping
from graph.formats.foreign.reader import read_foreign
from graph.importing.gathering import Wanted
from graph.importing.storing import import_into
from kept_tables import FORMATS, HEADER, read, written
from ontology.crosswalks import rows

REMARK = "a remark, which names no owner"

# Whose a figure is


@pytest.mark.parametrize("form", FORMATS)
def test_one_figure_for_several_is_theirs_together(tmp_path: Path, form: str) -> None:
    table = [HEADER, ["Elm; Ash", "Oak", 40], ["Ash； Elm", "Yew", 20], ["Elm", "Oak", 10]]
    statements = list(read_foreign(written(tmp_path, form, table)))
    claims = [one for said in statements for one in said.records if isinstance(one, Ownership)]
    entities = {
        one.id: one for said in statements for one in said.records if isinstance(one, Entity)
    }
    first, second, alone = claims
    assert first.party == second.party != alone.party
    assert entities[first.party].kind == "PartyGroup"
    assert {entities[one].name for one in entities[first.party].members} == {"Elm", "Ash"}
    assert alone.party in entities[first.party].members
    assert [str(one.share) for one in claims] == ["40 %", "20 %", "10 %"]


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("other", ["others", "treasury shares", "Total", "unknown"])
def test_a_figure_shared_with_nobody_is_refused(tmp_path: Path, form: str, other: str) -> None:
    table = [HEADER, [f"Elm; {other}", "Oak", 40], ["Ash", "Oak", 10]]
    held, _, (refused,) = read(written(tmp_path, form, table))
    assert held == {("Ash", "Oak"): "10 %"}
    assert "one figure for several" in refused and "line" in refused


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("figure", [12, "12%", "over 50", "0.7"])
def test_a_figure_that_is_nobodys_is_refused(tmp_path: Path, form: str, figure: object) -> None:
    table = [HEADER, ["", "Oak", figure], ["Ash", "Oak", 10], ["", "Oak", ""], ["", "Oak", 0]]
    held, noted, (refused,) = read(written(tmp_path, form, table))
    assert held == {("Ash", "Oak"): "10 %"}
    assert "column Owner: empty, so nobody knows whose" in refused
    assert noted.count("a row without a claim") == 2


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(
    "text",
    [
        "Note: unaudited", "Source: annual report 2024", "注：截至年末", "资料来源: 年报",
        *sorted(f"{row['word']} x" for row in rows("no-owners") if row["meaning"] == "remark"),
    ],
)  # fmt: skip
def test_a_remark_is_no_owner_and_none_of_a_figure(tmp_path: Path, form: str, text: str) -> None:
    table = [HEADER, ["Ash", "Oak", 10], [text, "Oak", ""], [text, "", ""], [text, "Oak", 5]]
    held, noted, (refused,) = read(written(tmp_path, form, table))
    assert held == {("Ash", "Oak"): "10 %"}
    assert noted.count(REMARK) + noted.count("a row without a claim") == 2
    assert "is a remark, and names nobody" in refused


def test_a_remark_below_a_table_may_be_one_cell(tmp_path: Path) -> None:
    path = tmp_path / "owners.csv"
    path.write_text("Owner,Company,Share %\nAsh,Oak,10\nSource: annual report\n", "utf-8")
    held, noted, refused = read(path)
    assert (held, refused) == ({("Ash", "Oak"): "10 %"}, [])
    assert REMARK in noted


# Days


@given(some.dates(date(1900, 1, 1), date(2150, 1, 1)))
def test_a_day_is_read_however_it_is_written_or_refused_as_two(day: date) -> None:
    forms = [
        f"{day.year}年{day.month}月{day.day}日", f"{day.day}.{day.month}.{day.year}",
        *(day.strftime(form) for form in (
            "%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d", "%d. %m. %Y", "%d %B %Y", "%B %d, %Y",
            "%d-%b-%Y", "%Y-%m-%dT00:00:00Z", "%Y-%m-%d 14:05",
        )),
    ]  # fmt: skip
    assert {date_of(form) for form in forms} == {day.isoformat()}
    for form in (f"{day:%d/%m/%Y}", f"{day:%m-%d-%Y}"):
        if day.day > 12 or day.day == day.month:
            assert date_of(form) == day.isoformat()
        else:
            with pytest.raises(BadDateError, match="may be two days"):
                date_of(form)


@pytest.mark.parametrize(
    "text", ["5. März 2025", "5 mars 2025", "5 de marzo de 2025", "5 marzo 2025"]
)
def test_months_have_names(text: str) -> None:
    assert date_of(text) == "2025-03-05"


@pytest.mark.parametrize("text", ["31.12.24", "soon", "2024Q4", "5 listopada 2025", "13/13/2024"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(BadDateError):
        PartialDate.parse(date_of(text))


def test_rows_speak_for_the_day_that_was_given_for_them(tmp_path: Path) -> None:
    table = [[*HEADER, "As of"], ["Elm", "Oak", 30, ""], ["Ash", "Oak", 20, "2023"]]
    path = written(tmp_path, "csv", table)
    said = [
        one
        for statement in read_foreign(path, dated="2024-12-31")
        for one in statement.records
        if isinstance(one, Ownership)
    ]
    assert [str(one.as_of) for one in said] == ["2024-12-31", "2023"]
    found = import_into(
        [path], tmp_path / "tables", Wanted(format="table", home="GB", data_date=date(2025, 1, 1))
    )
    assert any("--dated" in words and ": 1;" in words for words in found.remarks)


# Ends


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(
    ("column", "cell", "refused"),
    [
        ("Left the board on", "2020-01-01", True),
        ("Withdrawn", "yes", True),
        ("Withdrawn", "no", False),
        ("Expiry", "31.12.2020", True),
        ("Expiry", "3/4/2020", True),
        ("股权转让日期", "2020年5月", True),
        ("Deregistered", "dissolved", True),
        ("Transferred to", "Yew (2021)", True),
        ("Ends in", "none", False),
        ("Sector", "2020-01-01", False),
        ("Expiry", "", False),
    ],
)
def test_a_row_that_may_have_ended_in_a_column_nobody_reads_is_refused(
    tmp_path: Path, form: str, column: str, cell: str, refused: bool
) -> None:
    table = [[*HEADER, column], ["Elm", "Oak", 30, cell], ["Ash", "Oak", 20, ""]]
    held, _, said = read(written(tmp_path, form, table))
    assert set(held) == {("Ash", "Oak")} | (set() if refused else {("Elm", "Oak")})
    assert bool(said) is refused
    assert not said or (
        f"column {column}: " in said[0] and "may say that the stake ended" in said[0]
    )


def test_whoever_writes_a_mapping_has_decided_what_its_columns_mean(tmp_path: Path) -> None:
    mapping = tmp_path / "m.toml"
    mapping.write_text(
        '[source]\nid = "s"\ntitle = "S"\n[[claims]]\ntype = "Ownership"\nparty.column = "Owner"\n'
        'target.column = "Company"\nshare.column = "Share %"\n',
        "utf-8",
    )
    table = [[*HEADER, "Expiry"], ["Elm", "Oak", 30, "2020-01-01"]]
    held, _, refused = read(written(tmp_path, "csv", table), mapping)
    assert (held, refused) == ({("Elm", "Oak"): "30 %"}, [])
    assert read_mapping(mapping).claims


# Kinds and hidden rows


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(
    ("word", "kind"), sorted((row["word"], row["kind"]) for row in rows("holder-kinds"))
)
def test_a_column_says_what_a_holder_is(tmp_path: Path, form: str, word: str, kind: str) -> None:
    table = [["股东名称", "公司", "持股比例 %", "股东类型"], ["Elm", "Oak", 30, word.title()]]
    statements = list(read_foreign(written(tmp_path, form, table)))
    kinds = {
        one.name: one.kind for said in statements for one in said.records if isinstance(one, Entity)
    }
    assert kinds == {"Elm": kind, "Oak": "Organization"}


@pytest.mark.parametrize("form", FORMATS)
def test_without_such_a_column_it_is_said_and_a_strange_word_too(tmp_path: Path, form: str) -> None:
    _, noted, _ = read(written(tmp_path, form, [HEADER, ["Elm", "Oak", 30]]))
    assert any("no column says which holders are persons" in words for words in noted)
    table = [[*HEADER, "Owner type"], ["Elm", "Oak", 30, "family"]]
    _, noted, _ = read(written(tmp_path, form, table))
    assert "'family' in column Owner type says no kind of holder known here" in noted
    assert not any("no column says" in words for words in noted)


def test_a_hidden_row_is_read_and_told(tmp_path: Path) -> None:
    path = written(tmp_path, "xlsx", [HEADER, ["Elm", "Oak", 30], ["Ash", "Oak", 20]])
    book = openpyxl.load_workbook(path)
    book.active.row_dimensions[3].hidden = True
    book.save(path)
    _, first, second = read_foreign(path)
    assert first.noted == ()
    assert second.noted == ("a row that is hidden in the workbook, read nevertheless",)


# Several tables, and none


def test_a_name_in_two_tables_of_one_import_is_told(tmp_path: Path) -> None:
    dated = [*HEADER, "As of"]
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    one = written(tmp_path / "a", "csv", [dated, ["Elm", "Oak", 60, "2024-12-31"]])
    one = one.rename(tmp_path / "one.csv")
    two = written(tmp_path / "b", "csv", [dated, ["Ash", "Elm", 60, "2024-12-31"]])
    found = import_into([one, two], tmp_path / "tables", Wanted(format="table", home="GB"))
    assert any(words.startswith("names of several") and "(1)" in words for words in found.remarks)
    assert any("Elm" in words and "identity candidates" in words for words in found.remarks)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Herr;Frau;Zahl\n1;2;3\n", "no column is known to name owners and what is owned: Herr"),
        ('<?xml version="1.0"?><graphml/>', "a graph for drawing programs"),
        ("%PDF-1.7 x", "a PDF, which is not read"),
        ("nothing at all", "looks like no format that is read here"),
    ],
)
def test_a_file_of_no_format_says_what_it_looks_like(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "file.txt"
    path.write_text(text, "utf-8")
    found = import_into([path], tmp_path / "tables", Wanted(home="GB", data_date=date(2025, 1, 1)))
    assert said in found.refusals[0].problem


def test_what_is_noted_of_rows_names_the_first(tmp_path: Path) -> None:
    empty = [["", "Oak", ""]] * 5
    path = written(tmp_path, "csv", [[*HEADER, "As of"], ["Elm", "Oak", 5, "2024"]] + [
        [*row, "2024"] for row in empty
    ])  # fmt: skip
    found = import_into([path], tmp_path / "tables", Wanted(home="GB"))
    where = found.noted_at["a row without a claim"]
    assert where == "owners.csv, line 3; owners.csv, line 4; owners.csv, line 5"
