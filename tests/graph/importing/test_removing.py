"""What was imported is described in a graph of its own, and can be taken out again."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import bods_statements as bods
from graph.claims.identity import Decision
from graph.errors import InputError
from graph.formats.tables.tables import read_tables
from graph.importing.gathering import Wanted
from graph.importing.removing import remove_import
from graph.importing.storing import import_files, import_into
from graph.releases.release import build, open_release
from graph.triples.imports import IMPORTS

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
DAY = date(2025, 1, 1)


def table(folder: Path, name: str, *rows: str) -> Path:
    path = folder / f"{name}.csv"
    path.write_text(
        "\n".join(["Owner,Company,Share %,As of,Owner LEI", *rows, ""]), encoding="utf-8"
    )
    return path


def wanted(name: str, **more: str) -> Wanted:
    return Wanted(format="table", name=name, home="GB", data_date=DAY, **more)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A release of one data set, another joined to it."""
    one = table(tmp_path, "one", "Elm,Oak,60,2024-06-30,", "Ash,Oak,140,2024-06-30,")
    two = table(tmp_path, "two", "Yew,Fir,25,2024-09-30,")
    found = tmp_path / "home"
    import_files([one], found, wanted("one", licence=LICENCE), keep_going=True)
    import_files([two], found, wanted("two", licence="made up for a test"), join=True)
    return found


def test_each_import_is_described_in_a_graph_of_its_own(home: Path) -> None:
    release = open_release(home)
    first, second = release.imports
    assert (first.name, first.licence, first.day) == ("one", LICENCE, "2024-06-30")
    assert (first.files[0].statements, first.files[0].taken, first.files[0].refused) == (3, 2, 1)
    assert (first.records["Ownership"], len(first.refused)) == (1, 1)
    assert "140 is not a share" in first.refused[0]
    assert second.name == "two"
    asked = f"""
        PREFIX dct: <http://purl.org/dc/terms/> PREFIX void: <http://rdfs.org/ns/void#>
        SELECT ?name ?space ?day ?rights WHERE {{
          GRAPH ?g {{ ?g a void:Dataset ; dct:title ?name ; void:uriSpace ?space ; dct:date ?day .
                      ?g dct:license|dct:rights ?rights }}
          FILTER(STRSTARTS(STR(?g), "{IMPORTS}")) }} ORDER BY ?name"""
    found = [[term.value for term in row] for row in release.store.raw.query(asked)]
    assert found == [
        ["one", "https://w3id.org/zizhu/id/one.", "2024-06-30", LICENCE],
        ["two", "https://w3id.org/zizhu/id/two.", "2024-09-30", "made up for a test"],
    ]
    facts = "SELECT (COUNT(*) AS ?n) WHERE { ?s a <http://rdfs.org/ns/void#Dataset> }"
    assert [row["n"].value for row in release.store.raw.query(facts)] == ["0"]  # no fact of a firm


def test_a_data_set_taken_out_leaves_what_was_there_before(home: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    import_files([tmp_path / "one.csv"], again, wanted("one", licence=LICENCE), keep_going=True)
    release, records = remove_import("two", home)
    assert release == open_release(again).id
    assert records == 4  # two firms, a source, a stake
    assert [one.name for one in open_release(home).imports] == ["one"]
    assert not [one for one in open_release(home).knowledge.entities if one.startswith("two.")]


def test_what_cannot_be_taken_out_is_refused_and_touches_nothing(home: Path) -> None:
    before = open_release(home).id
    with pytest.raises(InputError, match=r"no data set 'tow' was imported .*two"):
        remove_import("tow", home)
    remove_import("two", home)
    with pytest.raises(InputError, match="nothing would be left without 'one'"):
        remove_import("one", home)
    assert open_release(home).id != before


def test_what_became_one_with_another_is_not_torn_apart(tmp_path: Path) -> None:
    lei = "549300SAMPLEEXAMPL39"
    one = table(tmp_path, "one", f"Elm plc,Oak,60,2024-06-30,{lei}")
    two = table(tmp_path, "two", f"Elm Group,Fir,25,2024-09-30,{lei}")
    import_files([one], tmp_path / "home", wanted("one"))
    import_files([two], tmp_path / "home", wanted("two"), join=True)
    with pytest.raises(
        InputError, match=r"'two' cannot be taken apart from the rest: two.* is one"
    ):
        remove_import("two", tmp_path / "home")
    assert len(open_release(tmp_path / "home").imports) == 2


def test_tables_keep_what_was_imported(tmp_path: Path) -> None:
    path = table(tmp_path, "one", "Elm,Oak,60,2024-06-30,")
    made = import_files([path], tmp_path / "direct", wanted("one", licence=LICENCE))
    import_into([path], tmp_path / "tables", wanted("one", licence=LICENCE))
    (kept,) = read_tables(tmp_path / "tables").imports
    assert kept.licence == LICENCE
    assert made.stored == f"release {build(tmp_path / 'tables', tmp_path / 'through').id}"
    package = tmp_path / "tables" / "datapackage.json"
    package.write_text(
        package.read_text("utf-8").replace('"files": [', '"files": 7, "x": ['), "utf-8"
    )
    with pytest.raises(InputError, match=r"datapackage.json: zizhu.imports"):
        read_tables(tmp_path / "tables")


def test_a_release_of_our_own_tables_was_imported_from_nobody(tmp_path: Path, root: Path) -> None:
    assert read_tables(root / "seeds").imports == ()
    assert Decision(left="a", right="b").decision == ""


@pytest.mark.parametrize("gone", ["t", "u"])
def test_a_country_that_two_data_sets_name_holds_neither(tmp_path: Path, gone: str) -> None:
    home = tmp_path / "home"
    for name in ("t", "u"):
        file = bods.write(
            tmp_path, bods.entity(f"{name}1"), bods.person(f"{name}2", details={
                "nationalities": [{"code": "GB", "name": "United Kingdom"}]}),
            bods.relationship(f"{name}r", f"{name}2", f"{name}1", bods.interest(share=60)),
            name=f"{name}.json",
        )  # fmt: skip
        wanted = Wanted(format="bods", name=name, home="GB", data_date=DAY)
        import_files([file], home, wanted, join=name == "u")
    stays = "u" if gone == "t" else "t"
    remove_import(gone, home)
    left = open_release(home).knowledge
    assert {one.partition(".")[0] for one in (*left.entities, *left.claims, *left.sources)} == {
        stays
    }
    alone = tmp_path / "alone"
    import_files([tmp_path / f"{stays}.json"], alone, Wanted(
        format="bods", name=stays, home="GB", data_date=DAY))  # fmt: skip
    assert left.claims == open_release(alone).knowledge.claims
    assert set(left.entities) == set(open_release(alone).knowledge.entities)


def test_a_later_delivery_is_refused_with_what_to_do(tmp_path: Path) -> None:
    """Whether it ends a stake of the earlier one can only be told when both are read."""
    parties = [bods.entity("f"), bods.person("p")]
    first = bods.write(
        tmp_path, *parties, bods.relationship("r", "p", "f", bods.interest(share=60)),
        name="one.json",
    )  # fmt: skip
    later = bods.write(
        tmp_path, *parties,
        bods.relationship("r", "p", "f", bods.interest(share=60), status="closed",
                          day="2024-11-02"),
        name="two.json",
    )  # fmt: skip
    home = tmp_path / "home"
    wanted = Wanted(format="bods", name="k", home="GB", data_date=DAY)
    import_files([first], home, wanted)
    with pytest.raises(InputError, match="import all files of k together"):
        import_files([later], home, wanted, join=True)
    other = Wanted(format="bods", name="k2", home="GB", data_date=DAY)
    report = import_files([later], home, other, join=True)
    assert any("import the earlier and the later files together" in one for one in report.remarks)
    together = tmp_path / "together"
    import_files([first, later], together, wanted)
    (stake,) = (one for one in open_release(together).knowledge.claims.values()
                if one.kind == "Ownership")  # fmt: skip
    assert str(stake.period.end) == "2024-11-02"
