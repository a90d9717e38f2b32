"""A header that comes again in another order is read by, or all below it is refused."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

from kept_tables import FORMATS, HEADER, MAPPING, read, written

COLUMNS = ["Note", *HEADER]
ROWS = [["", "Alder", "Larch", 30], ["x", "Yew", "Larch", 20]]


def moved(row: list[object], order: tuple[int, ...]) -> list[object]:
    return [row[at] for at in order]


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_rows_are_read_by_the_header_they_stand_below(
    tmp_path: Path, form: str, order: tuple[int, ...]
) -> None:
    later = [[*COLUMNS], ["", "Fir", "Alder", 5], ["", "Fir", "Yew", 6]]
    table = [COLUMNS, *ROWS, *(moved(row, order) for row in later), COLUMNS, ["", "Elm", "Yew", 7]]
    held, noted, refused = read(written(tmp_path, form, table))
    assert held == {
        ("Alder", "Larch"): "30 %", ("Yew", "Larch"): "20 %",
        ("Fir", "Alder"): "5 %", ("Fir", "Yew"): "6 %", ("Elm", "Yew"): "7 %",
    }  # fmt: skip
    assert not refused
    assert sum("the header again" in words for words in noted) == 2


@pytest.mark.parametrize("mapped", [False, True])
def test_a_mapping_reads_by_it_too(tmp_path: Path, mapped: bool) -> None:
    path = written(
        tmp_path,
        "csv",
        [["Owner", "Company"], ["Alder", "Larch"], ["COMPANY", "OWNER"], ["Fir", "Yew"]],
    )
    mapping = tmp_path / "m.toml"
    mapping.write_text(MAPPING, encoding="utf-8")
    held, _, refused = read(path, mapping if mapped else None)
    assert (set(held), refused) == ({("Alder", "Larch"), ("Yew", "Fir")}, [])


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(
    "header",
    [
        ["Company", "Shareholder", "Share %"],
        ["Company", "Owner", ""],
        ["Company", "Owner", "Votes"],
        ["公司名称", "股东名称", "持股比例（%）"],
    ],
)
def test_below_a_header_of_other_columns_nothing_is_taken(
    tmp_path: Path, form: str, header: list[str]
) -> None:
    table = [
        HEADER,
        ["Alder", "Larch", 30],
        header,
        ["Fir", "Yew", 5],
        HEADER,
        ["Elm", "Larch", 7],
    ]
    held, _, (first, second) = read(written(tmp_path, form, table))
    assert held == {("Alder", "Larch"): "30 %", ("Elm", "Larch"): "7 %"}
    assert "names columns and not an owner" in first
    assert "a header of other columns" in second


@pytest.mark.parametrize("width", [2, 4])
def test_a_header_of_another_width_is_one(tmp_path: Path, width: int) -> None:
    header = ["Company", "Owner", "Seat", "Votes"][:width]
    table = [HEADER, ["Alder", "Larch", 30], header, ["Fir", "Yew", 5], ["Fir", "Elm", ""]]
    held, _, refused = read(written(tmp_path, "csv", table))
    assert held == {("Alder", "Larch"): "30 %"}
    assert len(refused) == 3


def test_a_row_with_figures_that_names_columns_is_refused_alone(tmp_path: Path) -> None:
    table = [HEADER, ["Company", "Owner", 30], ["Fir", "Yew", 5]]
    held, _, (refused,) = read(written(tmp_path, "csv", table))
    assert held == {("Fir", "Yew"): "5 %"}
    assert "line 2" in refused
