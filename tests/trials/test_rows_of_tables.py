"""Rows of tables: sums are nobody's, merged cells say the same of each row, in each format."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from graph.formats.sum_words import is_sum
from kept_tables import FORMATS, Table, read, written
from ontology.crosswalks import rows

# Sums


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(
    "word",
    [
        *sorted({row["word"] for row in rows("sum-words") if row["place"] == "whole"}),
        "合　计",
        "TOTAL:",
        "Sub-Total",
        "Total (100%)",
        "前五名股东合计",
    ],
)
def test_a_row_of_sums_is_nobodys(tmp_path: Path, form: str, word: str) -> None:
    assert is_sum(word)
    table = [
        ["Owner", "Company", "Share %"],
        ["Elm", "Oak", 41.5],
        ["Ash", "Oak", 33],
        [word, "Oak", 74.5],
    ]
    held, noted, refused = read(written(tmp_path, form, table))
    assert held == {("Elm", "Oak"): "41.5 %", ("Ash", "Oak"): "33 %"}
    assert "a row of sums, which nobody holds" in noted
    assert not refused


def test_sums_of_groups_and_of_all_are_nobodys(tmp_path: Path) -> None:
    table = [
        ["股东名称", "公司名称", "持股比例(%)"],
        ["东湖", "青石", 10], ["西湖", "青石", 15], ["小计", "青石", 25],
        ["南湖", "青石", 5], ["北湖", "青石", 7], ["小计", "青石", 12],
        ["合计", "青石", 37], ["合计", "", 37],
    ]  # fmt: skip
    held, noted, refused = read(written(tmp_path, "csv", table))
    assert {owner for owner, _ in held} == {"东湖", "西湖", "南湖", "北湖"}
    assert not refused
    assert noted.count("a row of sums, which nobody holds") == 4


@pytest.mark.parametrize("form", FORMATS)
def test_a_firm_called_like_a_sum_is_one_where_its_number_says_so_and_else_asked_for(
    tmp_path: Path, form: str
) -> None:
    lei = "549300SAMPLEEXAMPL39"
    header = ["Owner", "Owner LEI", "Company", "Share %"]
    held, _, refused = read(
        written(tmp_path, form, [header, ["Elm", "", "Oak", 20], ["Total", lei, "Oak", 30]])
    )
    assert held == {("Elm", "Oak"): "20 %", ("Total", "Oak"): "30 %"}
    held, _, (refused,) = read(
        written(tmp_path, form, [header, ["Elm", "", "Oak", 20], ["Total", "", "Oak", 30]])
    )
    assert held == {("Elm", "Oak"): "20 %"}
    assert "'Total' is a word for a sum, but the rows above come to 20 %, not to 30 %" in refused


def test_the_header_that_comes_again_is_no_row(tmp_path: Path) -> None:
    table = [["Owner", "Company"], ["Elm", "Oak"], ["Owner", "Company"], ["Ash", "Oak"]]
    held, noted, _ = read(written(tmp_path, "csv", table))
    assert set(held) == {("Elm", "Oak"), ("Ash", "Oak")}
    assert "the header again" in noted


# Merged cells, and cells that were merged before they were saved as text


def merged(folder: Path, table: Table, *ranges: str) -> Path:
    path = written(folder, "xlsx", table)
    book = openpyxl.load_workbook(path)
    for one in ranges:
        book.active.merge_cells(one)
    book.save(path)
    return path


TWO = [
    ["Company", "Owner", "Share %", "As of"],
    ["Oak", "Elm", 55, "2024-03-31"],
    ["Oak", "Ash", 45, "2024-03-31"],
]


def test_a_merged_cell_says_the_same_of_each_row_it_covers(tmp_path: Path) -> None:
    held, noted, refused = read(merged(tmp_path, TWO, "A2:A3", "D2:D3"))
    assert held == {("Elm", "Oak"): "55 %", ("Ash", "Oak"): "45 %"}
    assert not refused
    assert "a row without a claim" not in noted


def test_a_share_merged_over_several_owners_is_refused(tmp_path: Path) -> None:
    held, _, refused = read(merged(tmp_path, TWO, "A2:A3", "C2:C3"))
    assert not held
    assert len(refused) == 2
    assert all("column Share %: one cell for several rows" in one for one in refused)


def test_a_row_merged_with_the_next_in_all_it_claims_is_one(tmp_path: Path) -> None:
    held, noted, refused = read(merged(tmp_path, TWO, "A2:A3", "B2:B3", "C2:C3"))
    assert held == {("Elm", "Oak"): "55 %"}
    assert not refused
    assert "a row that merged cells say again" in noted


def test_an_owner_of_nobody_named_is_refused_and_not_passed_over(tmp_path: Path) -> None:
    """So does a merged cell look once it was saved as CSV."""
    table = [["Company", "Owner", "Share %"], ["Oak", "Elm", 55], ["", "Ash", 45], ["", "", ""]]
    held, _, (refused,) = read(written(tmp_path, "csv", table))
    assert held == {("Elm", "Oak"): "55 %"}
    assert "line 3, column Company: empty, so nobody knows of whom" in refused
