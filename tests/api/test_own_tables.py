"""Tables of one's own at the command line: built, checked, and refused by row and reason."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


def tables(folder: Path, owner: str = "b", share: str = "40") -> Path:
    """Two firms, one stake."""
    folder.mkdir(exist_ok=True)
    about = {"name": "small", "zizhu": {"home": "CN", "dataDate": "2024-12-31", "title": "Two"}}
    (folder / "datapackage.json").write_text(json.dumps(about))
    (folder / "entities.csv").write_text(
        "id,kind,name,subject,source\na,Organization,A Works,yes,s\nb,Organization,B Fund,,s\n"
    )
    (folder / "sources.csv").write_text("id,title,kind\ns,A register,register\n")
    (folder / "ownership.csv").write_text(
        "id,party,target,share_min,share_max,measurand,as_of,source\n"
        f"o,{owner},a,{share},{share},registered,2024-06-30,s\n"
    )
    return folder


def test_build_and_check_of_tables_of_ones_own(zizhu: Run, tmp_path: Path) -> None:
    seeds, home = tables(tmp_path / "tables"), tmp_path / "home"
    checked = zizhu("check", str(seeds))
    assert checked.code == 0
    assert "nothing wrong" in checked.stdout
    built = zizhu("build", str(seeds), home=home)
    assert built.code == 0, built.stderr
    assert "now current" in built.stdout
    owned = zizhu("owners", "A Works", "--format", "json", home=home)
    document = json.loads(owned.stdout)
    assert document["data_date"] == "2024-12-31"
    assert document["owners"][0]["owner"]["id"] == "b"
    assert document["owners"][0]["share"]["point"] == 0.4


def with_list(folder: Path, *, edition: str = "", entry: str = "") -> Path:
    """The same firms, a list of two entries read whole on a day, and a name on it."""
    tables(folder)
    with (folder / "entities.csv").open("a") as file:
        file.write("l,List,The List,,s\n")
    (folder / "list-editions.csv").write_text(
        "id,target,copy,entries_stated,entries_read,named,absent,as_of,source\n"
        + (edition or "e,l,whole,2,2,b,a,2024-06-30,s")
        + "\n"
    )
    (folder / "designations.csv").write_text(
        "id,target,programme,valid_from,as_of,source\n" + (entry or "d,b,l,2024-06-30,,s") + "\n"
    )
    return folder


@pytest.mark.parametrize(
    ("rows", "code", "says"),
    [
        ({}, 0, "nothing wrong"),
        (
            {"edition": "e,l,whole,3,2,b,a,2024-06-30,s"},
            2,
            "claim/e is said to be whole, and 2 of the 3 entries stated were read",
        ),
        ({"edition": "e,l,whole,3,,b,a,2024-06-30,s"}, 2, "0 of the 3 entries stated were read"),
        ({"edition": "e,l,whole,2,2,b,a,,s"}, 2, "an edition of a list has its day"),
        ({"edition": "e,l,part,3,2,b,a,2024-06-30,s"}, 2, "nobody can be denied by it"),
        ({"edition": "e,l,whole,2,2,b,a | b,2024-06-30,s"}, 2, "also says that it is not there"),
        ({"entry": "d,b,l,,,s"}, 0, "claim/d is on l without a day"),
        (
            {"edition": "e,l,whole,2,2,,b,2024-06-30,s"},
            0,
            "claim/d has b on l, and the edition claim/e of 2024-06-30 does not name it",
        ),
    ],
)
def test_lists_that_cannot_be_right_are_named_by_row_and_reason(
    zizhu: Run, tmp_path: Path, rows: dict[str, str], code: int, says: str
) -> None:
    checked = zizhu("check", str(with_list(tmp_path / "tables", **rows)))
    assert checked.code == code, checked.stdout + checked.stderr
    assert says in " ".join((checked.stdout + checked.stderr).split())


def test_each_kind_of_fact_has_its_day_in_every_answer(zizhu: Run, tmp_path: Path) -> None:
    folder, home = tables(tmp_path / "tables"), tmp_path / "home"
    about = json.loads((folder / "datapackage.json").read_text())
    about["zizhu"] |= {"listsDate": "2025-02-01", "peopleDate": "2025-01-15"}
    (folder / "datapackage.json").write_text(json.dumps(about))
    built = zizhu("build", str(folder), home=home)
    days = "facts to 2024-12-31, lists 2025-02-01, people 2025-01-15"
    assert days in " ".join(built.stdout.split())
    document = json.loads(zizhu("classify", "a", "--format", "json", home=home).stdout)
    assert document["as_of"] == document["data_date"] == "2024-12-31"
    assert document["days"] == {
        "ownership": "2024-12-31", "lists": "2025-02-01", "people": "2025-01-15",
    }  # fmt: skip
    days = {one["lens"]: one["as_of"] for one in document["verdicts"]}
    assert days["dod-1260h"] == "2025-02-01" and days["ultimate-control"] == "2024-12-31"
    asked = zizhu("classify", "a", "--as-of", "2024-06-30", "--format", "json", home=home)
    assert {one["as_of"] for one in json.loads(asked.stdout)["verdicts"]} == {"2024-06-30"}
    told = zizhu("classify", "a", home=home).stdout
    assert "as of 2024-12-31" in told and "lists as of 2025-02-01" in " ".join(told.split())


def test_a_day_of_lists_that_is_none_is_refused(zizhu: Run, tmp_path: Path) -> None:
    folder = tables(tmp_path / "tables")
    about = json.loads((folder / "datapackage.json").read_text())
    about["zizhu"] |= {"listsDate": "lately"}
    (folder / "datapackage.json").write_text(json.dumps(about))
    checked = zizhu("check", str(folder))
    assert checked.code != 0
    assert "zizhu.listsDate is 'lately'" in checked.stdout + checked.stderr


def test_bad_tables_are_named_and_leave_the_release_alone(zizhu: Run, tmp_path: Path) -> None:
    seeds, home = tables(tmp_path / "tables"), tmp_path / "home"
    assert zizhu("build", str(seeds), home=home).code == 0
    before = zizhu("owners", "a", "--format", "json", home=home).stdout
    for bad in ({"share": "130"}, {"owner": "nobody"}):
        tables(seeds, **bad)
        for command in (("check", str(seeds)), ("check", str(seeds / "ownership.csv"))):
            refused = zizhu(*command)
            assert refused.code == 2
            assert "ownership.csv, line 2" in refused.stderr
            assert next(iter(bad.values())) in refused.stderr
        other = zizhu("check", str(seeds / "sources.csv"))
        assert other.code == 0
        assert zizhu("build", str(seeds), home=home).code == 2
    assert zizhu("owners", "a", "--format", "json", home=home).stdout == before


def test_a_damaged_release_is_refused_and_named(zizhu: Run, tmp_path: Path) -> None:
    seeds, home = tables(tmp_path / "tables"), tmp_path / "home"
    zizhu("build", str(seeds), home=home)
    quads = next(home.glob("releases/*/quads.nq"))
    quads.chmod(0o644)
    quads.write_bytes(quads.read_bytes().replace(b"A Works", b"B Works"))
    refused = zizhu("owners", "a", home=home)
    assert refused.code == 3
    assert "quads.nq" in refused.stderr
