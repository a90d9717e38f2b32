"""What a table stands in: sheets, titles, separators, ends of lines; nothing is passed over."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from graph.claims.model import Claim
from graph.formats.catalogue import recognised
from graph.formats.foreign.reader import read_foreign
from kept_tables import HEADER, MAPPING, Table, read, written

# Sheets


def book_of(folder: Path, **sheets: Table) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, table in sheets.items():
        sheet = book.create_sheet(name)
        sheet.sheet_state = "hidden" if name.startswith("Hidden") else "visible"
        for row in table:
            sheet.append(list(row))
    path = folder / "book.xlsx"
    book.save(path)
    return path


def test_every_sheet_is_read_or_it_is_said_why_not(tmp_path: Path) -> None:
    path = book_of(
        tmp_path,
        North=[HEADER, ["Elm", "Oak", 30]],
        South=[HEADER[::-1], [20, "Fir", "Elm"]],
        Notes=[["Prepared by the clerk"], ["in March"]],
        Hidden=[HEADER, ["Yew", "Oak", 70]],
        Empty=[],
    )
    held, noted, refused = read(path)
    assert held == {("Elm", "Oak"): "30 %", ("Elm", "Fir"): "20 %"}
    said = [words for words in noted if "is not read" in words]
    assert len(said) == 2
    assert "'Notes' is not read: no column is known to name the owner" in said[0]
    assert "'Hidden' is not read: hidden" in said[1]
    assert not refused


def test_rows_of_later_sheets_are_found_again_by_sheet_and_row(tmp_path: Path) -> None:
    path = book_of(
        tmp_path,
        One=[HEADER, ["Elm", "Oak", 30]],
        Two=[HEADER, ["Ash", "Oak", 130], ["Ash", "Fir", 3]],
    )
    statements = list(read_foreign(path))
    claims = [one for said in statements for one in said.records if isinstance(one, Claim)]
    assert [one.citations[0].locator for one in claims] == ["row 2", "sheet Two, row 3"]
    (refused,) = (one for said in statements for one in said.refusals)
    assert "line 2, sheet Two, column Share %" in str(refused)


def test_a_mapping_names_its_sheet(tmp_path: Path) -> None:
    path = book_of(tmp_path, One=[["A", "B"], ["Elm", "Oak"]], Two=[["A", "B"], ["Ash", "Fir"]])
    mapping = tmp_path / "mapping.toml"
    text = MAPPING.replace('"Owner"', '"A"').replace('"Company"', '"B"')
    text = text.replace("[[claims]]", '[file]\nsheet = "Two"\n[[claims]]')
    mapping.write_text(text, encoding="utf-8")
    assert set(read(path, mapping)[0]) == {("Ash", "Fir")}
    mapping.write_text(text.replace('sheet = "Two"', ""), encoding="utf-8")
    assert set(read(path, mapping)[0]) == {("Elm", "Oak"), ("Ash", "Fir")}


# What stands above a header, and how lines end


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_titles_above_the_header_are_told_and_not_read(tmp_path: Path, form: str) -> None:
    table = [
        ["Register of members"],
        ["As at 31 March 2024", "", ""],
        [],
        HEADER,
        ["Elm", "Oak", 30],
    ]
    path = written(tmp_path, form, table)
    assert recognised(path).name == "table"
    held, noted, refused = read(path)
    assert held == {("Elm", "Oak"): "30 %"}
    assert "above the header: Register of members" in noted
    assert not refused
    mapping = tmp_path / "mapping.toml"
    mapping.write_text(
        MAPPING,
        encoding="utf-8",
    )
    assert set(read(path, mapping)[0]) == {("Elm", "Oak")}


@pytest.mark.parametrize("sign", [";", ",", "\t", "|"])
@pytest.mark.parametrize("end", ["\r", "\n", "\r\n"])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"]
)
def test_the_line_that_names_the_separator_is_no_header(
    tmp_path: Path, sign: str, end: str, encoding: str
) -> None:
    lines = [
        f"sep={sign}",
        sign.join(["股东名称", "公司名称", "持股比例(%)"]),
        sign.join(["东湖有限公司", "青石", "12.50"]),
    ]
    path = tmp_path / "a.csv"
    path.write_bytes(end.join([*lines, ""]).encode(encoding))
    assert recognised(path).name == "table"
    held, _, refused = read(path)
    assert held == {("东湖有限公司", "青石"): "12.5 %"}
    assert not refused


def test_a_header_of_several_lines_in_quotes_is_one(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        'List\n"股东名称","公司名称","持股比例\n（%）"\n东湖,青石,8\n', encoding="utf-8"
    )
    assert read(path)[0] == {("东湖", "青石"): "8 %"}
