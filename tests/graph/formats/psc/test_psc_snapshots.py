"""Profiles name companies and end them, later snapshots win, and totals are compared."""

import csv
from datetime import date

from graph import questions
from graph.claims.model import Entity, Location, Ownership
from graph.formats.catalogue import recognised
from graph.formats.psc.reader import read_psc
from graph.importing.gathering import Wanted
from graph.importing.storing import check_files, import_files
from graph.releases.release import open_release
from psc_lines import (
    COMPANY,
    SHARES,
    TARGET,
    VOTES,
    WANTED,
    firm,
    of,
    person,
    profile,
    read,
    statement,
    totals,
    write,
)


def test_a_profile_names_its_company_and_says_how_long_it_lived(tmp_path):
    gone = profile(
        "09999202",
        "TERN HOLDINGS LIMITED",
        company_status="dissolved",
        date_of_cessation="2024-11-05",
    )
    lines = [firm("tern", SHARES.format("75-to-100")), profile(), gone]
    for order in (lines, lines[::-1]):
        home = tmp_path / str(len(list(tmp_path.iterdir())))
        import_files([write(tmp_path, *order)], home, WANTED)
        known = open_release(home).knowledge
        assert known.entities[f"uk.{TARGET}"].name == "HARBOUR MEADOW LIMITED"
        holder = known.entities["uk.GB-COH-09999202"]
        assert (holder.name, holder.other_names) == ("TERN HOLDINGS LIMITED", ("Tern Limited",))
        found = questions.owners(open_release(home), f"uk.{TARGET}", basis="legal")
        assert not found.owners  # the holder was dissolved


def test_the_table_of_basic_company_data_says_the_same_as_profiles(tmp_path):
    header = [
        "CompanyName",
        " CompanyNumber",
        "RegAddress.PostTown",
        "CompanyStatus",
        "DissolutionDate",
        "IncorporationDate",
    ]
    path = tmp_path / "BasicCompanyDataAsOneFile-2025-03-01.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(
            [header, ["HARBOUR MEADOW LIMITED", COMPANY, "Anywhere", "Active", "", "30/06/2015"]]
        )
    assert recognised(path).name == "psc"
    (said,) = read_psc(path)
    (company,) = (
        one for one in said.records if isinstance(one, Entity) and one.kind == "Organization"
    )
    (seat,) = of(said.records, Location)
    assert (company.id, company.name, str(seat.period.start)) == (
        TARGET,
        "HARBOUR MEADOW LIMITED",
        "2015-06-30",
    )


def test_a_later_snapshot_wins(tmp_path):
    first = write(
        tmp_path,
        person("ada", SHARES.format("25-to-50"), VOTES.format("25-to-50")),
        person("bea", SHARES.format("50-to-75")),
    )
    later = write(
        tmp_path,
        person("ada", SHARES.format("75-to-100")),
        person("bea", SHARES.format("50-to-75"), ceased_on="2025-03-20"),
        name="persons-with-significant-control-snapshot-2025-04-02.txt",
    )
    wanted = Wanted(format="psc", name="uk", home="GB", data_date=date(2025, 4, 2))

    def stakes(home):
        claims = open_release(home).knowledge.claims.values()
        return {
            (one.id, str(one.share), str(one.period.end))
            for one in claims
            if isinstance(one, Ownership)
        }

    import_files([later, first], tmp_path / "together", wanted)
    import_files([first], tmp_path / "joined", wanted)
    import_files([later], tmp_path / "joined", wanted, join=True)
    right = {
        (f"uk.psc-{COMPANY}.ada", "at least 75 %", "None"),
        (f"uk.psc-{COMPANY}.bea", "over 50 to under 75 %", "2025-03-20"),
    }
    assert stakes(tmp_path / "together") == stakes(tmp_path / "joined") == right


def test_totals_are_compared_with_what_was_read(tmp_path):
    lines = [person("ada", SHARES.format("25-to-50")), statement("s", "psc-details-not-confirmed")]
    _, noted, _ = read(tmp_path, *lines, totals(1, 1))
    assert noted == [
        "date_of_birth of persons is private",
        "address of persons is private",
        "totals of the snapshot of 2025-03-05",
    ]
    said = write(tmp_path, *lines, totals(31, 1))
    for report in (check_files([said], WANTED), import_files([said], tmp_path / "home", WANTED)):
        (found,) = report.broken
        assert (found.rule, found.line) == ("totals", 3)
        assert "31 stated, 1 in this file" in found.problem
    (imported,) = open_release(tmp_path / "home").imports
    assert any("31 stated" in words for words in imported.noted)
