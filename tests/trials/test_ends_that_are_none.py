"""The end that databases write where nothing has ended is no end, in every format of others."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import bods_statements as bods
import ftm_links as ftm
import gleif_files as gleif
import psc_lines as psc
from graph.formats.tables.tables import read_tables
from graph.importing.gathering import Wanted
from graph.importing.storing import import_into
from kept_tables import HEADER, written

NEVER = ("9999-12-31", "2999-12-31", "2199-12-31", "2099-12-31")


def in_bods(folder: Path, end: str) -> Path:
    stake = bods.interest(share=60, startDate="2016-01-01", endDate=end)
    parts = bods.entity("f"), bods.person("p"), bods.relationship("r", "p", "f", stake)
    bods.write(folder, *parts, name="file.json")
    return folder / "file.json"


def in_ftm(folder: Path, end: str) -> Path:
    stake = ftm.stake("s", "p", percentage="60", startDate="2016-01-01", endDate=end)
    return ftm.written(folder, ftm.company("f"), ftm.human("p"), stake)


def in_psc(folder: Path, end: str) -> Path:
    return psc.write(
        folder,
        psc.person("a", psc.SHARES.format("50-to-75"), notified_on="2016-02-01", ceased_on=end),
    )


def in_gleif(folder: Path, end: str) -> Path:
    row = gleif.relation(
        gleif.make_lei(), gleif.make_lei(), **{"Period.1.endDate": f"{end}T00:00:00Z"}
    )
    return gleif.write_csv(folder / "rr.csv", [row])


def in_table(folder: Path, end: str) -> Path:
    table = [[*HEADER, "As of", "Until"], ["Elm", "Oak", 60, "2016-01-01", end]]
    return written(folder, "csv", table)


@pytest.mark.parametrize("made", [in_bods, in_ftm, in_psc, in_gleif, in_table])
@pytest.mark.parametrize("end", [*NEVER, "2020-12-31"])
def test_an_end_that_is_none_leaves_a_claim_open(
    tmp_path: Path, made: Callable[[Path, str], Path], end: str
) -> None:
    wanted = Wanted(home="GB", data_date=date(2025, 1, 1))
    found = import_into([made(tmp_path, end)], tmp_path / "tables", wanted)
    assert found.refusals == ()
    claims = [
        one for one in read_tables(tmp_path / "tables").claims if one.period.start or one.as_of
    ]
    assert {str(one.period.end) for one in claims if one.period.end} == {end} - {*NEVER}
    assert all(one.period.end or one.period_end != "ended" for one in claims)
    assert all(one.as_of is None or one.as_of.first.year < 2030 for one in claims)
    noted = [words for words, _ in found.noted]
    assert (f"an end in the year {end[:4]}, which stands for none" in noted) is (end in NEVER)
