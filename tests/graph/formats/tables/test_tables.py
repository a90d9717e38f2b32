"""A folder of tables becomes records, and every mistake is named with its place."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from graph.claims.model import Citation, Control, Identifier, Investment, Ownership
from graph.claims.periods import PartialDate, Period
from graph.claims.shares import Share
from graph.errors import InvalidClaimsError, TableError
from graph.formats.tables.cells import columns_of
from graph.formats.tables.tables import TABLES, read_tables

ENTITIES = """id,kind,name,name_zh,other_names,identifiers,subject,members
smic,Organization,SMIC,中芯国际,Semi | SMIC Ltd,lei:5493001KJTIIGC8Y1R12,yes,
fund,Fund,Big Fund,,,,,
group,PartyGroup,Founders,,,,,fund | smic
"""
SOURCES = "id,title,kind\nar22,Annual report 2022,filing\npress,A newspaper,press\n"
HEADER = "id,party,target,share_min,share_max,share_open,valid_to,as_of,disputes,source,locator\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    package = {"zizhu": {"home": "CN", "dataDate": "2025-12-31", "title": "Three"}}
    (tmp_path / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    (tmp_path / "entities.csv").write_text(ENTITIES, encoding="utf-8")
    (tmp_path / "sources.csv").write_text(SOURCES, encoding="utf-8")
    return tmp_path


def ownership(folder: Path, *rows: str) -> None:
    (folder / "ownership.csv").write_text(HEADER + "".join(f"{r}\n" for r in rows), "utf-8")


def finding(folder: Path) -> str:
    """The one finding that reading gives."""
    with pytest.raises(InvalidClaimsError) as caught:
        read_tables(folder)
    (only,) = caught.value.findings
    return only


def test_a_row_becomes_a_record(folder: Path) -> None:
    ownership(folder, "o1,fund,smic,4.79,4.79,,2025-03,2025-03-28,,ar22 | press,p. 3 | front page")
    tables = read_tables(folder)
    assert tables.claims == (
        Ownership(
            id="o1",
            party="fund",
            target="smic",
            share=Share(Decimal("4.79"), Decimal("4.79")),
            period=Period(None, PartialDate.parse("2025-03")),
            period_end="ended",
            as_of=PartialDate(date(2025, 3, 28)),
            citations=(Citation("ar22", "p. 3"), Citation("press", "front page")),
        ),
    )
    smic, _, group = tables.entities
    assert smic.other_names == ("SMIC Ltd", "Semi")
    assert smic.identifiers == (Identifier("lei", "5493001KJTIIGC8Y1R12"),)
    assert smic.subject
    assert group.members == ("fund", "smic")
    assert tables.meta.home == "CN"
    assert tables.meta.data_date == date(2025, 12, 31)


@pytest.mark.parametrize(
    ("cells", "share"),
    [
        (",,", None),
        ("4.3,,min", Share(Decimal("4.3"), Decimal(100), lower_open=True)),
        (",5,", Share(Decimal(0), Decimal(5))),
        ("1,2,min | max", Share(Decimal(1), Decimal(2), lower_open=True, upper_open=True)),
        ("0,0,", Share(Decimal(0), Decimal(0))),
    ],
)
def test_what_empty_bounds_of_a_share_mean(folder: Path, cells: str, share: Share | None) -> None:
    ownership(folder, f"o1,fund,smic,{cells},,,,ar22,")
    (claim,) = read_tables(folder).claims
    assert isinstance(claim, Ownership)
    assert claim.share == share


def test_without_an_end_the_end_is_unknown(folder: Path) -> None:
    ownership(folder, "o1,fund,smic,,,,,,,ar22,")
    (claim,) = read_tables(folder).claims
    assert (claim.period_end, claim.citations) == ("unknownEnd", (Citation("ar22"),))


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("o1,fund,smic,130,130,,,,,ar22,", "column share_min: 130 is not a share: it must lie"),
        ("o1,fund,smic,-1,5,,,,,ar22,", "column share_min: -1 is not a share"),
        ("o1,fund,smic,5,4,,,,,ar22,", "lower bound 5 is above the upper bound 4"),
        ("o1,fund,smic,5,5,max,,,,ar22,", "no share lies strictly beyond 5"),
        ("o1,fund,smic,five,,,,,,ar22,", "column share_min: 'five' is not a number"),
        ("o1,fund,smic,1e1,,,,,,ar22,", "column share_min: '1e1' is not a number"),
        ("o1,fund,smic,1,2,left,,,,ar22,", "column share_open: 'left' names no bound"),
        ("o1,fund,smic,,,,,2023-02-30,,ar22,", "column as_of: '2023-02-30' is not in the calendar"),
        ("o1,fund,smic,,,,31/12/2023,,,ar22,", "column valid_to: '31/12/2023' is not a date"),
        ("o1,fnud,smic,,,,,,,ar22,", "column party: no entity has the id 'fnud' (valid: fund)"),
        ("o1,fund,,,,,,,,ar22,", "column target: empty, and needed"),
        ("o1,fund,smic,,,,,,,ar23,", "column source: no source has the id 'ar23' (valid: ar22)"),
        ("o1,fund,smic,,,,,,,,", "column source: empty; every claim cites a source"),
        ("o1,fund,smic,,,,,,,ar22,a | b", "column locator: 1 source(s) but 2 locator(s)"),
        ("o1,fund,smic,,,,,,o2,ar22,", "column disputes: no claim has the id 'o2'"),
        ("o1,fund,smic,,,,,,o2,ar23,", "column disputes: no claim has the id 'o2'"),
        ("o 1,fund,smic,,,,,,,ar22,", "column id: 'o 1' cannot be an id"),
        ("o 1,fund,,1,2,left,x,x,,,a", "column id: 'o 1' cannot be an id"),
        ("o1,fund,smic", "3 cells, but 11 columns"),
    ],
)
def test_a_mistake_is_named_with_file_line_and_column(folder: Path, row: str, says: str) -> None:
    ownership(folder, "ok,fund,smic,,,,,,,ar22,", row)
    found = finding(folder)
    assert found.startswith("ownership.csv, line 3")
    assert says in found


def test_an_unknown_code_names_the_nearest(folder: Path) -> None:
    (folder / "leadership.csv").write_text(
        "id,party,target,role,source\nl1,fund,smic,Chair,ar22\n", "utf-8"
    )
    assert "leadership.csv, line 2, column role: 'Chair'" in finding(folder)
    assert "did you mean chair" in finding(folder)


def test_an_unknown_kind_of_entity_names_the_nearest(folder: Path) -> None:
    with (folder / "entities.csv").open("a", encoding="utf-8") as file:
        file.write("x,Organisation,X,,,,,\n")
    assert "column kind: no kind of entity is called 'Organisation'" in finding(folder)
    assert "(valid: Organization" in finding(folder)


def test_a_wrong_identifier_is_named(folder: Path) -> None:
    with (folder / "entities.csv").open("a", encoding="utf-8") as file:
        file.write("x,Organization,X,,,lei:5493001KJTIIGC8Y1R13,,\n")
    assert "line 5, column identifiers: lei '5493001KJTIIGC8Y1R13'" in finding(folder)


def test_an_id_used_twice_says_where_it_was(folder: Path) -> None:
    """Ids are one account over all claim tables."""
    ownership(folder, "c1,fund,smic,,,,,,,ar22,")
    (folder / "foundings.csv").write_text("id,party,target,source\nc1,fund,smic,ar22\n", "utf-8")
    assert "foundings.csv, line 2, column id: 'c1' is already in ownership.csv, line 2" in finding(
        folder
    )


def test_one_run_names_everything(folder: Path) -> None:
    ownership(
        folder, "o1,fund,smic,130,,,,,,ar22,", "o2,x,smic,,,,,,,ar22,", "o3,fund,smic,,,,,2,,,"
    )
    with pytest.raises(InvalidClaimsError) as caught:
        read_tables(folder)
    assert [text.split(",")[1] for text in caught.value.findings] == [
        " line 2",
        " line 4",
        " line 3",
    ]


def test_a_row_is_not_blamed_for_the_row_it_needs(folder: Path) -> None:
    """A claim on an entity whose own row is wrong is no second mistake."""
    with (folder / "entities.csv").open("a", encoding="utf-8") as file:
        file.write("bad,Firm,Bad,,,,,\n")
    ownership(folder, "o1,bad,smic,,,,,,,ar22,")
    assert "entities.csv, line 5" in finding(folder)


def test_going_on_leaves_out_only_what_cannot_be_used(folder: Path) -> None:
    with (folder / "entities.csv").open("a", encoding="utf-8") as file:
        file.write("bad,Firm,Bad,,,,,\n")
    ownership(
        folder,
        "good,fund,smic,1,1,,,,,ar22,",
        "over,fund,smic,130,,,,,,ar22,",
        "needs-bad,bad,smic,,,,,,,ar22,",
        "disputes-needs-bad,fund,smic,,,,,,needs-bad,ar22,",
    )
    tables = read_tables(folder, keep_going=True)
    assert [claim.id for claim in tables.claims] == ["good"]
    assert [entity.id for entity in tables.entities] == ["smic", "fund", "group"]
    assert [(r.file, r.line) for r in tables.refusals] == [
        ("entities.csv", 5),
        ("ownership.csv", 3),
        ("ownership.csv", 4),
        ("ownership.csv", 5),
    ]


def test_a_line_that_is_not_utf8_is_named_and_spoils_only_itself(folder: Path) -> None:
    ownership(folder, "o1,fund,smic,,,,,,,ar22,", "o2,fund,smic,,,,,,,ar22,")
    content = (folder / "ownership.csv").read_bytes() + "o3,fund,smic,,,,,,,ar22,第三\n".encode(
        "gbk"
    )
    (folder / "ownership.csv").write_bytes(content)
    assert finding(folder).startswith("ownership.csv, line 4: not UTF-8: byte 0xb5")
    assert len(read_tables(folder, keep_going=True).claims) == 2


def test_a_byte_order_mark_is_no_part_of_the_header(folder: Path) -> None:
    content = (folder / "entities.csv").read_bytes()
    (folder / "entities.csv").write_bytes(b"\xef\xbb\xbf" + content)
    assert len(read_tables(folder).entities) == 3


def test_a_cell_over_several_lines_keeps_the_count(folder: Path) -> None:
    ownership(folder, 'o1,fund,smic,,,,,,,ar22,"page\n3"', "o2,fund,smic,130,,,,,,ar22,")
    assert finding(folder).startswith("ownership.csv, line 4")


def test_a_quotation_that_never_ends_says_where_it_began(folder: Path) -> None:
    ownership(folder, "o1,fund,smic,,,,,,,ar22,", 'o2,fund,smic,,,,,,,ar22,"never', "o3,,,,")
    assert finding(folder).startswith("ownership.csv, line 3: the rest of the file cannot be read")


@pytest.mark.parametrize(
    ("header", "says"),
    [
        ("id,party,target,source,share_mim", "column share_mim: no such column (valid: share_min"),
        ("id,party,source", "column target: the column is missing"),
        ("id,party,target", "column source: the column is missing"),
        ("id,party,target,source,id", "column id: the column stands twice"),
        ("", "empty: it has no header"),
    ],
)
def test_a_header_that_cannot_be_read_stops_at_once(folder: Path, header: str, says: str) -> None:
    (folder / "ownership.csv").write_text(header + "\n", "utf-8")
    with pytest.raises(TableError) as caught:
        read_tables(folder)
    assert says in str(caught.value)


def test_a_table_that_nobody_declared_is_refused(folder: Path) -> None:
    (folder / "ownerships.csv").write_text("id\n", "utf-8")
    with pytest.raises(TableError, match=r"no such table \(valid: ownership\.csv"):
        read_tables(folder)


@pytest.mark.parametrize(
    ("package", "says"),
    [
        ({}, "zizhu.home is missing"),
        ({"zizhu": {"home": "CNN", "dataDate": "2025-12-31"}}, "zizhu.home: 'CNN'"),
        ({"zizhu": {"home": "CN", "dataDate": "2025"}}, "zizhu.dataDate is '2025'"),
    ],
)
def test_home_and_data_date_are_needed(folder: Path, package: object, says: str) -> None:
    (folder / "datapackage.json").write_text(json.dumps(package), "utf-8")
    with pytest.raises(TableError, match=says):
        read_tables(folder)


@pytest.mark.parametrize("name", ["datapackage.json", "entities.csv", "sources.csv"])
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(TableError, match=f"{name}: missing"):
        read_tables(folder)


def test_columns_are_those_of_the_schema() -> None:
    claim = (
        "valid_from,valid_to,period_end,as_of,status,stage,confidence,disputes,source,locator,note"
    )
    assert ",".join(columns_of(Control)) == (
        f"id,party,target,mechanism,instruments,bound,members,right,scope,"
        f"share_min,share_max,share_open,{claim}"
    )
    assert ",".join(columns_of(Investment)) == (
        f"id,party,target,round,flow,amount_min,amount_max,currency,"
        f"share_min,share_max,share_open,{claim}"
    )
    assert ",".join(columns_of(Ownership)) == (
        "id,party,target,share_min,share_max,share_open,interest,measurand,directness,denominator,"
        f"via,capacity,principal,voting,votes_per_share,event,{claim}"
    )
    assert ",".join(columns_of(TABLES["rules.csv"])) == (
        "id,name,kind,jurisdiction,authority,applies_to,threshold,reach,valid_from,valid_to,"
        "source,locator,note"
    )
    assert (
        ",".join(columns_of(TABLES["exchange-rates.csv"]))
        == "base,currency,year,rate,source,locator"
    )


def test_of_very_many_missing_names_only_the_first_come_with_a_guess(folder: Path) -> None:
    """Guessing compares with every name there is, and a wrong column is wrong in every row."""
    ownership(folder, *(f"o{n},fand,smic,1,1,,,2025,,ar22," for n in range(150)))
    with pytest.raises(InvalidClaimsError) as caught:
        read_tables(folder)
    guessed = [one for one in caught.value.findings if "fund" in one]
    assert (len(caught.value.findings), len(guessed)) == (150, 100)
