"""An end such as 9999-12-31 stands where no end is known, and makes no stake current."""

import csv
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

import bods_statements as bods
import ftm_links as ftm
import gleif_files as gleif
import psc_lines as psc
from graph import questions
from graph.claims.periods import PartialDate, end_date, is_no_end
from graph.formats.tables.lists import period_of
from graph.importing.gathering import Wanted, gathered
from graph.importing.storing import import_into

DAY = date(2025, 3, 5)
LONG_AGO = "2012-02-01"  # beyond the horizon of every kind of source
ENDS = ("9999-12-31", "2999-12-31", "9999-99-99")


def in_register(folder, end):
    return psc.write(
        folder,
        psc.person(
            "ann", "ownership-of-shares-75-to-100-percent", notified_on=LONG_AGO, ceased_on=end
        ),
    )


def in_statements(folder, end):
    held = bods.interest(share=60, startDate=LONG_AGO, endDate=end)
    link = bods.relationship("1", "ann", "f", held, day=LONG_AGO)
    return bods.write(folder, bods.entity("f"), bods.person("ann"), link)


def in_links(folder, end):
    link = ftm.stake(
        "1", "ann", percentage="60", startDate=LONG_AGO, endDate=end, retrievedAt=LONG_AGO
    )
    return ftm.written(folder, ftm.company("f"), ftm.human("ann"), link)


ROADS = {"psc": in_register, "bods": in_statements, "ftm": in_links}
FIRMS = {"psc": f"GB-COH-{psc.COMPANY}", "bods": "f", "ftm": "ftm-f"}


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("form", ROADS)
def test_a_stake_of_long_ago_is_last_known(tmp_path, form, end):
    wanted = Wanted(format=form, name="t", home="GB", data_date=DAY)
    report = import_into([ROADS[form](tmp_path, end)], tmp_path / "tables", wanted)
    assert not report.refusals
    assert "no end is known" in repr(report)
    release = questions.own_tables(tmp_path / "tables")
    found = questions.owners(release, f"t.{FIRMS[form]}", basis="legal")
    assert [one.currency for one in found.holders] == ["lastKnown"]


@pytest.mark.parametrize("end", ENDS)
def test_parents_and_tables_of_our_own_have_no_end_then(tmp_path, end):
    record = gleif.relation(
        gleif.make_lei(), gleif.make_lei(), **{"Relationship.Period.1.endDate": f"{end}T00:00:00Z"}
    )
    path = gleif.write_csv(tmp_path / "rr.csv", [record])
    wanted = Wanted(format="gleif", name="t", home="GB", data_date=DAY)
    found = gathered([path], wanted, lambda step, done: None)
    assert not found.report.refusals
    assert {one.period.end for one in found.tables.claims if one.kind == "Control"} == {None}
    assert period_of(LONG_AGO, end).end is None


def test_so_has_a_table_of_others(tmp_path):
    path = tmp_path / "owners.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = [["Owner", "Company", "Shareholding", "As of", "Valid to"]]
        rows.append(["Ann", "First Ltd", "60 %", LONG_AGO, "9999-12-31"])
        csv.writer(file).writerows(rows)
    wanted = Wanted(format="table", name="t", home="GB", data_date=DAY)
    found = gathered([path], wanted, lambda step, done: None)
    (stake,) = (one for one in found.tables.claims if one.kind == "Ownership")
    assert (stake.period.end, stake.period_end) == (None, "unknownEnd")


@given(some.dates(min_value=date(1000, 1, 1)))
def test_a_date_is_an_end_up_to_the_year_2200(day):
    written = day.isoformat()
    assert is_no_end(written) == (day.year > 2200)
    assert end_date(written) == (None if day.year > 2200 else PartialDate(day))
