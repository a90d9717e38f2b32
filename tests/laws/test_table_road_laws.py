"""The same world gives the same answer by the register's lines, by tables of others and by BODS."""

from __future__ import annotations

import csv
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as some

from bods_statements import entity, interest, relationship
from bods_statements import person as somebody
from bods_statements import write as write_bods
from graph import questions
from graph.importing.gathering import Wanted
from graph.importing.storing import import_into
from psc_lines import firm, person, profile
from psc_lines import write as write_psc

DAY = date(2025, 3, 5)
# A band by its word in the register, as people write it in a cell, and as bounds of BODS.
BANDS: dict[str, tuple[str, dict[str, int]]] = {
    "25-to-50": ("more than 25% but not more than 50%", {"exclusiveMinimum": 25, "maximum": 50}),
    "50-to-75": ("over 50 %, less than 75 %", {"exclusiveMinimum": 50, "exclusiveMaximum": 75}),
    "75-to-100": ("75% or more", {"minimum": 75, "maximum": 100}),
}
Stake = tuple[str, str, str, str]  # holder, firm, band, day it ended


@some.composite
def worlds(draw: some.DrawFn) -> list[Stake]:
    """A chain of companies with persons beside it; each company has holders that can be true."""
    firms = [f"0999910{n}" for n in range(1, draw(some.integers(2, 4)))]
    stakes: list[Stake] = []
    for place, company in enumerate(firms):
        above = firms[place + 1 :]
        first = draw(some.sampled_from([*BANDS]))
        # Each person holds once: the register has a record for each, and does not make them one.
        persons = [f"{name}{'abc'[place]}" for name in ("ada", "bea", "cyd")]
        holders = draw(some.permutations([*above, *persons]))
        stakes.append((holders[0], company, first, ""))
        if first == "25-to-50" and draw(some.booleans()):
            stakes.append((holders[1], company, "25-to-50", ""))
        if draw(some.booleans()):  # whoever was before
            stakes.append((holders[2], company, "75-to-100", "2023-05-31"))
    return stakes


def by_register(folder: Path, stakes: list[Stake]) -> Path:
    lines: list[dict[str, Any]] = [profile(one, f"Firm {one}") for one in _firms(stakes)]
    for number, (holder, company, band, ended) in enumerate(stakes):
        nature, token = f"ownership-of-shares-{band}-percent", f"t{number}"
        more = {"ceased_on": ended, "notified_on": "2022-01-01"} if ended else {}
        if holder.isdigit():
            number_of = {"country_registered": "England", "registration_number": holder}
            line = firm(token, nature, company=company, identification=number_of, **more)
            line["data"]["name"] = f"Firm {holder}"
        else:
            line = person(token, nature, company=company, **more)
            line["data"]["name_elements"] = {"surname": holder}
        lines.append(line)
    return write_psc(folder, *lines)


def by_table(folder: Path, stakes: list[Stake], form: str) -> Path:
    path = folder / f"owners.{form}"
    header = ["Shareholder", "Company", "Shareholding", "As of", "Ceased on"]
    rows = [
        [_name(holder), _name(company), BANDS[band][0], ended or "2024-02-01", ended]
        for holder, company, band, ended in stakes
    ]
    table = [["Register of members"], header, *rows, ["Total"]]
    if form == "xlsx":
        book = openpyxl.Workbook()
        for row in table:
            book.active.append(row)
        book.save(path)
    else:
        with path.open("w", encoding="utf-16", newline="") as file:
            csv.writer(file, delimiter=";").writerows([*table[:-1], ["Total", "", "", "", ""]])
    return path


def by_natures(folder: Path, stakes: list[Stake]) -> Path:
    path = folder / "natures.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(["Owner", "Company", "Natures of control", "As of", "Ceased on"])
        for holder, company, band, ended in stakes:
            nature = f"ownership-of-shares-{band}-percent"
            out.writerow([_name(holder), _name(company), nature, ended or "2024-02-01", ended])
    return path


def by_standard(folder: Path, stakes: list[Stake]) -> Path:
    parties = [entity(one, _name(one)) for one in _firms(stakes)]
    parties += [somebody(one, one) for one in sorted({s[0] for s in stakes if s[0].isalpha()})]
    links = []
    for number, (holder, company, band, ended) in enumerate(stakes):
        more = {"startDate": "2022-01-01", "endDate": ended} if ended else {}
        held = interest(share=BANDS[band][1], how="unknown", **more)
        links.append(relationship(f"r{number}", holder, company, held, day=ended or "2024-02-01"))
    return write_bods(folder, *parties, *links)


def _firms(stakes: list[Stake]) -> list[str]:
    return sorted({one for stake in stakes for one in stake[:2] if one.isdigit()})


def _name(party: str) -> str:
    return f"Firm {party}" if party.isdigit() else party


def told(path: Path, form: str, company: str) -> dict[str, tuple[float, float]]:
    """Who owns a company in the end, by name, with both bounds."""
    with tempfile.TemporaryDirectory() as folder:
        wanted = Wanted(format=form, name="w", home="GB", data_date=DAY)
        report = import_into([path], Path(folder) / "tables", wanted)
        assert not report.refusals, report.refusals
        release = questions.own_tables(Path(folder) / "tables")
        named = [one for one in release.knowledge.entities.values() if one.name == _name(company)]
        assert len(named) == 1
        found = questions.owners(release, named[0].id, basis="legal")
        return {
            one.owner.name: (round(one.share.lower, 9), round(one.share.upper, 9))
            for one in found.owners
            if not one.owner.name.startswith("Firm")  # what a firm's seat says differs by road
        }


@settings(max_examples=8, deadline=None)
@given(worlds())
def test_every_road_gives_the_same_owners(stakes: list[Stake]) -> None:
    with tempfile.TemporaryDirectory() as here:
        folder = Path(here)
        for company in _firms(stakes)[:2]:
            right = told(by_register(folder, stakes), "psc", company)
            assert right == told(by_table(folder, stakes, "csv"), "table", company)
            assert right == told(by_table(folder, stakes, "xlsx"), "table", company)
            assert right == told(by_natures(folder, stakes), "table", company)
            assert right == told(by_standard(folder, stakes), "bods", company)
