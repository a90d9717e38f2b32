"""Tables of plants: what is added up, what is left out, and what is refused with row and column."""

from fractions import Fraction

import pytest

from graph.errors import FileError, InputError
from graph.formats.plants.mapping import plant_mapping, read_plant_mapping
from graph.formats.plants.table import read_plants

SOURCE = {"id": "mills", "title": "Mills"}
BY_STATUS = {
    "source": SOURCE,
    "plants": {
        "name": "Mill", "id": "No", "place": "Country", "unit": "kt",
        "counted": ["operating"], "capacity": {"operating": "Now", "planned": "Later"},
    },
    "owner": {"column": "Owner", "separator": ";"},
    "parent": {
        "column": "Parent", "separator": ";", "pattern": r"(?P<name>.+?)(?: \[(?P<share>.+%)\])?",
    },
}  # fmt: skip
BY_ROW = {
    "source": SOURCE,
    "plants": {
        "name": "Mill", "unit_column": "Unit", "capacity_column": "Cap", "status_column": "Status",
    },
}  # fmt: skip


def read(tmp_path, text, mapping=BY_STATUS, where=None):
    file = tmp_path / "mills.csv"
    file.write_text(text, encoding="utf-8")
    return read_plants(file, plant_mapping(mapping), where)


HEADER = "Mill,No,Country,Now,Later,Owner,Parent\n"


def test_a_capacity_for_each_status(tmp_path):
    table = read(tmp_path, HEADER + 'One,1,China,"1,200.5",0,A,A [100.0%]\n')
    assert table.plants[0].capacity == {"operating": Fraction(2401, 2)}
    assert (table.unit, table.counted, table.statuses) == (
        "kt", ("operating",), ("operating", "planned"),
    )  # fmt: skip


def test_only_the_rows_that_are_asked_for(tmp_path):
    rows = "One,1,China,5,0,A,A\nTwo,2,India,7,0,B,B\n"
    table = read(tmp_path, HEADER + rows, where={"Country": ["India"]})
    assert [plant.name for plant in table.plants] == ["Two"]
    assert table.left_out == 1


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("Two,2,China,,0,A,A", "line 3, column Now: no capacity"),
        ("Two,2,China,unknown,0,A,A", "line 3, column Now: 'unknown' is no capacity"),
        ("Two,2,China,-5,0,A,A", "line 3, column Now: -5 is below zero"),
        ("Two,2,China,\"1,5\",0,A,A", "line 3, column Now: '1,5' is no capacity"),
        (",,China,5,0,A,A", "line 3, column Mill: a plant without a name"),
        ("Two,1,China,5,0,A,A", "line 3, column No: 1 stands in row 2 already"),
        ("Two,2,China,5,0,A", "line 3: 6 cells, but 7 columns"),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_added_up_is_refused_with_its_place(tmp_path, row, said):
    table = read(tmp_path, f"{HEADER}One,1,China,5,0,A,A\n{row}\n")
    assert [plant.name for plant in table.plants] == ["One"]
    assert said in str(table.refusals[0])


def test_too_many_percent_leave_the_plant_and_open_its_owners(tmp_path):
    table = read(tmp_path, HEADER + "One,1,China,5,0,A,A [90.0%]; B [40.0%]\n")
    assert table.plants[0].unread == ("parent",)
    assert "line 2, column Parent: percentages come to 130 %" in str(table.refusals[0])


def test_mixed_units_are_not_added_up(tmp_path):
    rows = "Mill,Unit,Cap,Status\nOne,kt,5,on\nTwo,Mt,7,on\n"
    with pytest.raises(InputError, match="line 3, column Unit: 'Mt', but row 2 has 'kt'"):
        read(tmp_path, rows, BY_ROW)


def test_units_of_which_the_mapping_says_how_much_they_are(tmp_path):
    mapping = {**BY_ROW, "plants": {**BY_ROW["plants"], "unit": "kt", "units": {"Mt": "1000"}}}
    rows = "Mill,Unit,Cap,Status\nOne,kt,5,on\nTwo,Mt,7,off\n"
    table = read(tmp_path, rows, mapping)
    assert [plant.capacity for plant in table.plants] == [{"on": 5}, {"off": 7000}]


def test_a_column_that_is_not_there_is_named(tmp_path):
    with pytest.raises(FileError, match=r"no column 'Parent', which parent.column of the mapping"):
        read(tmp_path, "Mill,No,Country,Now,Later,Owner\nOne,1,China,5,0,A\n")


def test_a_table_without_any_capacity_says_so(tmp_path):
    with pytest.raises(InputError, match=r"no plant that can be added up .* no capacity"):
        read(tmp_path, HEADER + "One,1,China,,,A,A\n")


@pytest.mark.parametrize(
    ("plants", "said"),
    [
        ({"name": "Mill", "unit": "kt"}, "plants.capacity: missing"),
        ({"name": "Mill", "capacity_column": "Cap"}, "plants.unit: missing"),
        (
            {"name": "Mill", "unit": "kt", "capacity": {"on": "Cap"}, "counted": ["off"]},
            "plants.counted: no column for 'off'",
        ),
        ({"name": "Mill", "unit": "kt", "capacity_column": "Cap", "nmae": ""}, "nmae"),
        (
            {"name": "Mill", "unit": "kt", "capacity_column": "Cap", "units": {"Mt": "many"}},
            "plants.units.Mt: 'many' is not a plain number above zero",
        ),
    ],
)
def test_a_mapping_that_cannot_be_is_refused_with_its_key(plants, said):
    with pytest.raises(InputError, match=said):
        plant_mapping({"source": SOURCE, "plants": plants})


def test_a_mapping_that_is_no_toml_is_refused(tmp_path):
    file = tmp_path / "m.toml"
    file.write_text("plants = [", encoding="utf-8")
    with pytest.raises(FileError, match=r"m\.toml"):
        read_plant_mapping(file)
