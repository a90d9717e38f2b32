"""What programs and clerks write where they have no name becomes no firm."""

from __future__ import annotations

from pathlib import Path

import pytest

from kept_tables import FORMATS, HEADER, read, written

ERRORS = [
    "#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", " #ref! ",
]  # fmt: skip


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("column", HEADER)
@pytest.mark.parametrize("error", ERRORS)
def test_an_error_of_a_spreadsheet_refuses_its_row(
    tmp_path: Path, form: str, column: str, error: str
) -> None:
    spoiled: list[object] = ["Fir", "Yew", 2]
    spoiled[HEADER.index(column)] = error
    table = [HEADER, ["Elm", "Larch", 30], spoiled, ["Elm", "Yew", 3]]
    held, _, (refused,) = read(written(tmp_path, form, table))
    assert held == {("Elm", "Larch"): "30 %", ("Elm", "Yew"): "3 %"}
    assert f"is {error.strip()}" in refused
    assert f"line {2 if form == 'parquet' else 3}" in refused
    assert column in refused or form == "xlsx"  # which names the cell, as A3


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("at", [0, 1])
@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("ditto", "points to another place"),
        ("Idem.", "points to another place"),
        ("〃", "points to another place"),
        ("同上", "points to another place"),
        ("see note 4", "points to another place"),
        ("(see footnote 12)", "points to another place"),
        ("<b>Ann</b>", "has marks of HTML"),
        ("Ann<br/>", "has marks of HTML"),
        ('<a href="x">Ann', "has marks of HTML"),
    ],
)
def test_what_is_no_name_is_refused(
    tmp_path: Path, form: str, at: int, cell: str, why: str
) -> None:
    spoiled: list[object] = ["Fir", "Yew", 2]
    spoiled[at] = cell
    held, _, (refused,) = read(written(tmp_path, form, [HEADER, ["Elm", "Yew", 3], spoiled]))
    assert held == {("Elm", "Yew"): "3 %"}
    assert why in refused
    assert f"column {HEADER[at]}" in refused


@pytest.mark.parametrize("form", FORMATS[1:])  # of a text the encoding is asked for
def test_a_lost_letter_is_no_letter_of_a_name(tmp_path: Path, form: str) -> None:
    table = [HEADER, ["M\ufffdller", "Yew", 3], ["Elm", "Yew", 3]]
    held, _, (refused,) = read(written(tmp_path, form, table))
    assert held == {("Elm", "Yew"): "3 %"}
    assert "U+FFFD" in refused


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("cell", ["NULL", "nan", "None", "n/a", "N/A", "<NA>", "NaT"])
def test_a_word_for_no_value_is_an_empty_cell_and_told(
    tmp_path: Path, form: str, cell: str
) -> None:
    header = ["Owner", "Owner LEI", "Company", "Share %", "As of", "Start date"]
    table = [header, ["Elm", cell, "Yew", cell, "2024-03-31", cell]]
    held, noted, refused = read(written(tmp_path, form, table))
    assert (held, refused) == ({("Elm", "Yew"): "None"}, [])
    assert f"{cell!r} in column Share % read as an empty cell" in noted


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("cell", ["NULL", "nan", "None", "n/a", "N.A.", "TBC", "<NA>"])
def test_a_word_for_no_value_is_an_owner_whom_nobody_names(
    tmp_path: Path, form: str, cell: str
) -> None:
    held, _, refused = read(written(tmp_path, form, [HEADER, [cell, "Yew", 60]]))
    assert (held, refused) == ({(f"{cell} (not named)", "Yew"): "60 %"}, [])


@pytest.mark.parametrize("name", ["No. #1 Ltd", "#Hash AG", "A < B > C", "Ann <x@y.example>"])
def test_signs_in_names_are_part_of_them(tmp_path: Path, name: str) -> None:
    held, _, refused = read(written(tmp_path, "csv", [HEADER, [name, "Yew", 60]]))
    assert (held, refused) == ({(name, "Yew"): "60 %"}, [])
