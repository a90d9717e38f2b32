"""Columns of a table that came without a mapping: taken where they are certain, and told."""

from pathlib import Path

import pytest

from graph.errors import FileError, InputError
from graph.formats.foreign.headers import plain_name
from graph.formats.plants.guessing import SAYS, mapping_said, see_table, taken_for
from graph.formats.plants.table import read_plants
from ontology.crosswalks import rows


def table(folder: Path, text: str) -> Path:
    path = folder / "mills.csv"
    path.write_text(text, "utf-8")
    return path


def test_every_known_word_says_one_thing():
    words = [plain_name(row["word"]) for row in rows("plant-columns")]
    assert len(words) == len({*words})
    assert {row["role"] for row in rows("plant-columns")} == {*SAYS}


@pytest.mark.parametrize("row", rows("plant-columns"), ids=lambda row: row["word"])
def test_a_column_is_known_in_any_case_and_once_only(row):
    taken, _ = taken_for(["Something", row["word"].upper()])
    assert taken == {row["role"]: row["word"].upper()}
    assert taken_for([row["word"], row["word"] + "  (2)"])[0] == {}


@pytest.mark.parametrize(
    ("header", "unit"),
    [
        (("Mill", "Capacity (kt)"), "kt"),
        (("工厂", "产能（万吨/年）"), "万吨/年"),
        (("Mill", "Capacity [MW]", "Unit"), ""),
        (("Mill", "Capacity (2025)"), ""),
        (("Mill", "Capacity"), ""),
    ],
)
def test_a_unit_in_brackets_is_taken_unless_a_column_says_it_or_it_is_a_year(header, unit):
    taken, found = taken_for(header)
    assert (taken["name"], taken["capacity"], found) == (header[0], header[1], unit)


def test_a_table_below_a_title_is_seen_and_its_rows_keep_their_numbers(tmp_path):
    path = table(tmp_path, "Mills of 2025\n\nMill;Capacity (kt);Owner\nNorth;60;A\nSouth;x;B\n")
    seen = see_table(path, 10)
    assert seen.columns == ("Mill", "Capacity (kt)", "Owner")
    assert seen.first[0] == ("North", "60", "A")
    found = read_plants(path, mapping_said(seen.taken, seen.unit, "m"))
    assert [one.row for one in found.plants] == [4]
    assert str(found.refusals[0]).startswith("mills.csv, line 5, column Capacity (kt)")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "empty"),
        ("words\nmore words\n", "no table: its only column"),
        ("Mill,Capacity\n", "nothing stands below its header"),
        ("Mill,Mill\na,1\n", "stands twice"),
        ("Mill,Capacity\n" + "a,1\n" * 4, "more than 3 plants"),
    ],
)
def test_what_is_no_table_is_said(tmp_path, text, says):
    with pytest.raises(FileError, match=says):
        see_table(table(tmp_path, text), 3)


def test_owners_are_split_as_cells_print_them(tmp_path):
    path = table(tmp_path, "Mill,Capacity (kt),Parent\nNorth,60,A (Group) [60.0%]; B（40%）\n")
    seen = see_table(path, 3)
    (plant,) = read_plants(path, mapping_said(seen.taken, seen.unit, "m")).plants
    parts = [(part.who[0].name, float(part.share)) for part in plant.owners["parent"].parts]
    assert parts == [("A (Group)", 0.6), ("B", 0.4)]


def test_what_a_sum_needs_and_nobody_chose_is_said():
    with pytest.raises(InputError, match="chosen for the capacity"):
        mapping_said({"name": "Mill"}, "kt", "m")
    with pytest.raises(InputError, match="in which unit"):
        mapping_said({"name": "Mill", "capacity": "C"}, "", "m")
    assert mapping_said({"name": "Mill", "capacity": "C", "unit": "U"}, "kt", "m").plants.unit == ""
