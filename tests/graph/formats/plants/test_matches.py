"""Reviewed matches: by number, by name, never by likeness; what is wrong is named by row."""

import pytest

from graph.errors import InputError, TableError
from graph.formats.plants.cells import Who
from graph.formats.plants.matches import read_matches


def read(tmp_path, text):
    file = tmp_path / "matches.csv"
    file.write_text(text, encoding="utf-8")
    return read_matches([file], {"alpha", "beta"})


def test_a_number_or_an_exact_name_is_matched_and_nothing_like_it(tmp_path):
    matches = read(tmp_path, "entity,id,name,note\nalpha,E1,Alpha Ltd,ours\nbeta,,Beta Ltd,\n")
    assert matches.entity(Who("anything", "E1", "gem")) == "alpha"
    assert matches.entity(Who("Beta Ltd")) == "beta"
    assert matches.entity(Who("Alpha Ltd")) == ""  # the row has a number, and it decides
    assert matches.entity(Who("BETA LTD")) == ""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("who,entity\nA,alpha\n", "line 1: no columns of matches"),
        ("name,entity\nA,gamma\n", "line 2, column entity: no entity has the id 'gamma'"),
        ("name,entity\nunknown,alpha\n", "line 2, column name: 'unknown' names nobody"),
        ("name,entity\n,alpha\n", "line 2, column name: matches nobody"),
        ("name,entity\nA,alpha\nA,beta\n", "line 3, column name: 'A' is matched to 'alpha'"),
    ],
)
def test_a_row_that_matches_wrongly_is_named(tmp_path, text, said):
    with pytest.raises(TableError) as refused:
        read(tmp_path, text)
    assert said in str(refused.value)


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(InputError, match="there is no such file"):
        read_matches([tmp_path / "none.csv"], set())
