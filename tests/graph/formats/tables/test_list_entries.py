"""Who is on a list, and nothing about anybody whom it does not say to be a firm."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.claims.model import Designation, Entity
from graph.errors import TableError
from graph.formats.catalogue import FORMATS
from graph.formats.tables.list_entries import read_list

HEADER = "source,type,programs,name,start_date,end_date,alt_names,source_list_url\n"


def written(folder: Path, *lines: str, header: str = HEADER) -> Path:
    path = folder / "roll.csv"
    path.write_text(header + "\n".join(lines) + "\n", "utf-8")
    return path


def test_an_entity_and_its_designation(tmp_path: Path) -> None:
    path = written(tmp_path, "The List,Entity,P1,Jade Works,2020-05-01,,JW; Jade,u")
    (found,) = read_list(path)
    roll, firm = (one for one in found.records if isinstance(one, Entity))
    (named,) = (one for one in found.records if isinstance(one, Designation))
    assert (roll.kind, roll.name) == ("List", "The List")
    assert (firm.name, firm.other_names) == ("Jade Works", ("JW", "Jade"))
    assert (named.target, named.programme) == (firm.id, roll.id)
    assert str(named.period.start) == "2020-05-01"
    assert "P1" in named.note
    assert named.citations[0].locator == "line 2"


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("The List,Individual,,A Person,,,,u", "a person"),
        ("The List,Vessel,,A Ship,,,,u", "a vessel"),
        ("The List,,,Somebody,,,,u", "does not say"),
    ],
)
def test_nobody_else_is_taken_in(tmp_path: Path, row: str, why: str) -> None:
    (found,) = read_list(written(tmp_path, row))
    assert not found.records
    assert why in " ".join(found.noted)


def test_a_bad_row_is_refused_and_the_others_stand(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "The List,Entity,,A,2020-13-01,,,u",
        "The List,Entity,,B,,,,u",
        "too,few",
    )
    first, second, third = read_list(path)
    assert "line 2" in str(first.refusals[0])
    assert any(isinstance(one, Designation) for one in second.records)
    assert "line 4" in str(third.refusals[0])


def test_a_file_that_names_nobody_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TableError):
        list(read_list(written(tmp_path, "1,2", header="a,b\n")))


@pytest.mark.parametrize(
    ("name", "taken", "all_"), [("csl.csv", 46, 115), ("cons_prim.csv", 363, 442)]
)
def test_the_lists_of_the_united_states(shared: Path, name: str, taken: int, all_: int) -> None:
    path = shared / "data/lists" / name
    assert FORMATS["list"].recognises(path.read_bytes()[:65536])
    found = list(read_list(path))
    assert len(found) == all_
    assert sum(bool(one.records) for one in found) == taken
    assert all(bool(one.records) != bool(one.noted and not one.records) for one in found)
    assert not [refusal for one in found for refusal in one.refusals]
