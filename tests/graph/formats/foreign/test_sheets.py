"""The same rows come out of CSV, XLSX and Parquet, and what is wrong in one names its place."""

from __future__ import annotations

import datetime
import gzip
import zipfile
from decimal import Decimal
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from graph.errors import FileError
from graph.formats.foreign.mapping import Layout
from graph.formats.foreign.sheets import Asked, open_sheets
from graph.formats.foreign.workbooks import SheetRow

HEADER = ["Owner", "Firm", "Share", "Since"]
ROWS = [["A", "X", "60.5", "2024-03-01"], ["乙公司", "X", "", ""]]


def _rows(path: Path, layout: Layout | None = None) -> tuple[list[str], list[SheetRow]]:
    with open_sheets(path, Asked(layout or Layout())) as sheets:
        sheet = next(sheets, None) or pytest.fail("no sheet")
        if sheet.trouble is not None:
            raise sheet.trouble
        return sheet.header, list(sheet.rows)


def _book(path: Path, rows: list[list[object]], **formats: str) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for cell, form in formats.items():
        book.active[cell].number_format = form
    book.save(path)
    return path


def test_every_program_gives_the_same_rows(tmp_path: Path) -> None:
    text = "\n".join(",".join(row) for row in [HEADER, *ROWS])
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    (tmp_path / "semicolon.csv").write_text(text.replace(",", ";"), encoding="gb18030")
    (tmp_path / "tab.tsv.gz").write_bytes(gzip.compress(text.replace(",", "\t").encode("utf-16")))
    typed = [["A", "X", 60.5, datetime.date(2024, 3, 1)], ["乙公司", "X", None, None]]
    _book(tmp_path / "a.xlsx", [HEADER, *typed])
    columns = [
        ["A", "乙公司"],
        ["X", "X"],
        [Decimal("60.5"), None],
        [datetime.date(2024, 3, 1), None],
    ]
    pq.write_table(pa.table(dict(zip(HEADER, columns, strict=True))), tmp_path / "a.parquet")
    with zipfile.ZipFile(tmp_path / "packed.zip", "w") as archive:
        archive.write(tmp_path / "a.csv", "inner.csv")
    names = ("a.csv", "semicolon.csv", "tab.tsv.gz", "a.xlsx", "a.parquet", "packed.zip")
    for name in names:
        header, rows = _rows(tmp_path / name)
        assert header == HEADER, name
        assert [row.cells for row in rows] == ROWS, name


def test_rows_have_the_number_they_have_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('a,b\n"1\n1",2\n\n3,4\n', encoding="utf-8")
    assert [row.number for row in _rows(path)[1]] == [2, 5]
    header, rows = _rows(
        _book(tmp_path / "a.xlsx", [["Title"], [], ["a", "b"], [1, 2]]), Layout(header=3)
    )
    assert (header, [row.number for row in rows]) == (["a", "b"], [4])


def test_too_few_and_too_many_cells_spoil_their_row_only(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a,b\n1\n1,2,3\n1,2,\n1,2\n", encoding="utf-8")
    rows = _rows(path)[1]
    assert [row.trouble for row in rows] == [
        "1 cells, but 2 columns",
        "3 cells, but 2 columns",
        "",
        "",
    ]


def test_a_stray_quotation_spoils_its_row_only(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('a,b\n"x"y,2\n3,4\n', encoding="utf-8")
    rows = _rows(path)[1]
    assert [bool(row.trouble) for row in rows] == [True, False]
    assert rows[1].cells == ["3", "4"]


def test_wrong_bytes_name_their_row(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("甲,乙\n丙,丁\n".encode() * 5 + b"\xff,x\n")
    (row,) = (row for row in _rows(path)[1] if row.trouble)
    assert (row.number, row.trouble) == (11, "not UTF-8: byte 0xff, the 1th of the line")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "empty"),
        ("a,a\n1,2\n", "the column 'a' stands twice"),
        ("a,,b\n1,2,3\n", "column 2 has no name"),
    ],
)
def test_a_header_that_cannot_be_is_refused(tmp_path: Path, text: str, fault: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FileError, match=f"a.csv.*{fault}"):
        _rows(path)


def test_percent_cells_come_with_their_sign(tmp_path: Path) -> None:
    book = _book(
        tmp_path / "a.xlsx", [["Share", "Plain"], [0.605, 0.605], [0.07, 12]], A2="0.0%", A3="0%"
    )
    assert [row.cells for row in _rows(book)[1]] == [["60.5%", "0.605"], ["7%", "12"]]


def test_a_formula_is_its_stored_value_or_nothing(tmp_path: Path) -> None:
    book = _book(tmp_path / "a.xlsx", [["a"], ["=1+1"], ["x"]])
    assert [row.trouble for row in _rows(book)[1]] == [
        (
            "A2 is a formula whose value was not stored (save the workbook with a spreadsheet "
            "program, which stores the values)"
        ),
        "",
    ]
    stored = tmp_path / "stored.xlsx"
    with zipfile.ZipFile(book) as old, zipfile.ZipFile(stored, "w") as new:
        for name in old.namelist():
            content = old.read(name).replace(b"<f>1+1</f><v />", b"<f>1+1</f><v>2</v>")
            new.writestr(name, content.replace(b"<f>1+1</f><v></v>", b"<f>1+1</f><v>2</v>"))
    (row, _) = _rows(stored)[1]
    assert (row.cells, row.trouble) == (["2"], "")
    assert row.noted == ("a formula, of which the stored value was read",)


def test_sheets_are_named_and_a_missing_one_is_said(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["first"])
    book.create_sheet("股东").append(["second"])
    book.save(tmp_path / "a.xlsx")
    assert _rows(tmp_path / "a.xlsx", Layout(sheet="股东"))[0] == ["second"]
    with pytest.raises(FileError, match=r"no sheet 'x' \(one of: Sheet, 股东\)"):
        _rows(tmp_path / "a.xlsx", Layout(sheet="x"))


def test_xml_entities_in_a_workbook_are_refused(tmp_path: Path) -> None:
    plain, bad = _book(tmp_path / "a.xlsx", [["a"], ["b"]]), tmp_path / "bad.xlsx"
    declared = b'<!DOCTYPE x [<!ENTITY a "aaaa">]>'
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(bad, "w") as new:
        for name in old.namelist():
            new.writestr(name, (declared if "sheet1" in name else b"") + old.read(name))
    with pytest.raises(FileError, match=r"sheet1.xml declares XML entities"):
        _rows(bad)


def test_damaged_files_are_refused_in_words(tmp_path: Path) -> None:
    book = _book(tmp_path / "a.xlsx", [["a"], ["b"]]).read_bytes()
    (tmp_path / "cut.xlsx").write_bytes(book[:-200])
    pq.write_table(pa.table({"a": ["b"]}), tmp_path / "a.parquet")
    (tmp_path / "cut.parquet").write_bytes((tmp_path / "a.parquet").read_bytes()[:-20])
    for name in ("cut.xlsx", "cut.parquet", "none.csv"):
        with pytest.raises(FileError, match=name):
            _rows(tmp_path / name)
