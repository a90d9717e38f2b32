"""A cell of these tables that cannot stand is refused with its file, line and column."""

import csv
import shutil

import pytest

from graph.errors import InvalidClaimsError
from graph.formats.tables.tables import read_tables


@pytest.fixture
def spoilt(folder, tmp_path):
    """Findings about a copy of the tables in whose first row one cell is another."""

    def spoil(table, column, value):
        copy = tmp_path / "seeds"
        shutil.copytree(folder, copy)
        path = copy / table
        with path.open(encoding="utf-8", newline="") as handle:
            header, *rows = csv.reader(handle)
        rows[0][header.index(column)] = value
        with path.open("w", encoding="utf-8", newline="") as handle:
            csv.writer(handle).writerows([header, *rows])
        with pytest.raises(InvalidClaimsError) as caught:
            read_tables(copy)
        return caught.value.findings

    return spoil


@pytest.mark.parametrize(
    ("table", "column", "value", "nearest"),
    [
        ("ownership.csv", "party", "sh_industrail", "sh_industrial"),
        ("ownership.csv", "measurand", "recrod", "record"),
        ("ownership.csv", "source", "s_wic_smik", "s_wic_smic"),
        ("ownership.csv", "as_of", "2001-13", ""),
        ("relations.csv", "relation", "afiliatedWith", "affiliatedWith"),
        ("classifications.csv", "label", "chinse", "chinese"),
        ("designations.csv", "programme", "list_bis_e1", "list_bis_el"),
        ("list-editions.csv", "target", "list_1260hh", "list_1260h"),
        ("list-editions.csv", "copy", "hole", "whole"),
        ("list-editions.csv", "entries_read", "forty-seven", "digits"),
        ("list-editions.csv", "absent", "alibabba", "alibaba"),
        ("list-editions.csv", "disputes", "des-cloudwalk-ai-national-team", "des-cloudwalk"),
        ("observations.csv", "unit", "percentt", "percent"),
        ("observations.csv", "kind", "observd", "observed"),
        ("observations.csv", "about", "prcc", "prc"),
        ("observations.csv", "indicator", "patents-cuont", "patents-count"),
        ("observations.csv", "definitions", "def-mlp-ratoi", "def-mlp-ratio"),
        ("observations.csv", "value_max", "thirty", "digits"),
        ("observations.csv", "valid_from", "the nineties", "YYYY"),
        ("definitions.csv", "placed", "interpretative", "interpretive"),
        ("definitions.csv", "lenses", "hybridd", "hybrid"),
        ("targets.csv", "due", "soon", "YYYY"),
        ("looked-for.csv", "about", "smik", "smic"),
        ("looked-for.csv", "documents", "holderTables", "holderTable"),
        ("looked-for.csv", "found", "maybe", ""),
        ("looked-for.csv", "day", "last week", "YYYY"),
        ("indicators.csv", "programme", "made-in-china-2O25", "made-in-china-2025"),
    ],
)
def test_one_bad_cell_is_named_with_what_would_be_valid(spoilt, table, column, value, nearest):
    (finding,) = spoilt(table, column, value)
    assert finding.startswith(f"{table}, line 2, column {column}")
    assert value in finding
    assert nearest in finding
