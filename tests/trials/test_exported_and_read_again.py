"""What was imported can be exported and imported again: every stake stays, nothing is refused.

Every document here is our own.
"""

import csv
import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

import bods_statements as bods
import ftm_links as ftm
import gleif_files as gleif
import psc_lines as psc
from graph import questions
from graph.formats.bods.writer import write_bods
from graph.formats.ftm.writer import write_ftm
from graph.holders.gone import gone
from graph.holders.stakes import stakes_in
from graph.importing.gathering import Wanted
from graph.importing.storing import import_into

DAY = date(2025, 3, 5)
BANDS = ("25-to-50", "50-to-75", "75-to-100")
NATURES = (
    "ownership-of-shares-{}-percent", "voting-rights-{}-percent",
    "ownership-of-shares-{}-percent-as-trust", "right-to-appoint-and-remove-directors",
    "significant-influence-or-control",
)  # fmt: skip


def imported(folder, form, path):
    """What is known after an import that refuses nothing."""
    wanted = Wanted(format=form, name="t", home="GB", data_date=DAY)
    report = import_into([path], folder, wanted)
    assert not report.refusals, report.refusals
    return questions.own_tables(folder).knowledge


def held(knowledge):
    """Every stake and power: whose, over what, how much, until when.

    By names, since each import gives ids of its own.
    """
    name = {key: entity.name for key, entity in knowledge.entities.items()}
    what = {
        "Ownership": lambda one: (one.interest, str(one.share)),
        "Control": lambda one: (one.mechanism, one.right),
    }
    return sorted(
        (one.kind, name[one.party], name[one.target], *what[one.kind](one), str(one.period.end))
        for one in knowledge.claims.values()
        if one.kind in what
    )


def exported(folder, form, knowledge):
    """The file of everything that is known."""
    claims = knowledge.claims.values()
    if form == "bods":
        written = write_bods(knowledge, claims, published=DAY, publisher="A reader")
    else:
        written = write_ftm(knowledge, claims)
    path = folder / f"all.{form}.json"
    path.write_bytes(written.lines())
    return path


def in_register(folder, stakes):
    lines = [psc.profile("09999101", "First"), psc.profile("09999202", "Second")]
    for number, (holder, nature, band, ended) in enumerate(stakes):
        more = {"ceased_on": "2024-06-30"} if ended else {}
        make = psc.firm if holder == "firm" else psc.person
        line = make(f"id{number}", nature.format(band), NATURES[1].format(band), **more)
        line["data"]["name_elements"] = {"surname": f"{holder} {number}"}
        lines.append(line)
    lines += [psc.protected("hidden"), psc.statement("s", "psc-exists-but-not-identified")]
    return psc.write(folder, *lines)


def in_statements(folder, stakes):
    said = [bods.entity("f"), bods.entity("firm")]
    for number, (holder, _, band, ended) in enumerate(stakes):
        if holder != "firm":
            said.append(bods.person(f"p{number}", f"{holder} {number}"))
        share = {"minimum": int(band[:2]), "exclusiveMaximum": int(band.split("-")[2])}
        more = {"endDate": "2024-06-30"} if ended else {}
        party = "firm" if holder == "firm" else f"p{number}"
        interest = bods.interest(share=share, **more)
        said.append(bods.relationship(f"r{number}", party, "f", interest))
    return bods.write(folder, *said)


def in_links(folder, stakes):
    said = [ftm.company("f"), ftm.company("firm")]
    for number, (holder, nature, band, ended) in enumerate(stakes):
        more = {"endDate": "2024-06-30"} if ended else {}
        party = "firm" if holder == "firm" else f"p{number}"
        said += [] if holder == "firm" else [ftm.human(party)]
        said.append(ftm.stake(f"r{number}", party, ownershipType=nature.format(band), **more))
    return ftm.written(folder, *said)


def in_a_table(folder, stakes):
    path = folder / "owners.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(["Owner", "Company", "Natures of control", "As of", "Ceased on"])
        for number, (holder, _, band, ended) in enumerate(stakes):
            nature = NATURES[0].format(band)
            ceased = "2024-06-30" if ended else ""
            out.writerow([f"{holder} {number}", "First Ltd", nature, "2024-02-01", ceased])
    return path


FORMATS = {"psc": in_register, "bods": in_statements, "ftm": in_links, "table": in_a_table}
STAKES = some.lists(
    some.tuples(
        some.sampled_from(["ann", "firm"]), some.sampled_from(NATURES), some.sampled_from(BANDS),
        some.booleans(),
    ),
    min_size=1, max_size=4,
)  # fmt: skip


@pytest.mark.parametrize("road", ["bods", "ftm"])
@pytest.mark.parametrize("form", FORMATS)
@settings(max_examples=6, deadline=None)
@given(stakes=STAKES)
def test_what_was_imported_comes_back_whole(form, road, stakes):
    with tempfile.TemporaryDirectory() as here:
        folder = Path(here)
        first = imported(folder / "first", form, FORMATS[form](folder, stakes))
        again = imported(folder / "again", road, exported(folder, road, first))
        assert held(first)
        assert held(again) == held(first)
        assert not first.entities.keys() & first.claims.keys()


@pytest.mark.parametrize("road", ["bods", "ftm"])
def test_parents_by_their_records_come_back_without_a_refusal(tmp_path, road):
    child, parent = gleif.make_lei(), gleif.make_lei()
    path = gleif.write_csv(tmp_path / "rr.csv", [gleif.relation(child, parent)])
    first = imported(tmp_path / "first", "gleif", path)
    again = imported(tmp_path / "again", road, exported(tmp_path, road, first))
    directing = [one for one in first.claims.values() if one.kind == "Control"]
    back = [one for one in again.claims.values() if one.kind == "Control"]
    assert len(directing) == len(back) == 1
    assert not first.entities.keys() & first.claims.keys()


def whole(knowledge):
    """Who counts in each firm, and whether the firm is no more: by names."""
    name = {key: entity.name for key, entity in knowledge.entities.items()}
    firms = {one.target for one in knowledge.claims.values() if one.kind == "Ownership"}
    return {
        (
            name[firm],
            name[stake.claim.party],
            stake.currency,
            stake.reason.code if stake.reason else "",
        )
        for firm in firms
        for stake in stakes_in(knowledge, firm, "legal", DAY)
    } | {(name[firm], str(end.by)) for firm in firms if (end := gone(knowledge, firm, DAY))}


@pytest.mark.parametrize("form", ["bods", "ftm"])
@pytest.mark.parametrize("who", ["f", "h"])
@pytest.mark.parametrize(
    "end", [{"dissolutionDate": "2024-09-30"}, {"dissolutionDate": "2024"}, {"status": "Dissolved"}]
)
def test_that_a_firm_is_no_more_comes_back(tmp_path, form, who, end):
    parties = [ftm.company(one, **(end if one == who else {})) for one in "fh"]
    link = ftm.stake("1", "h", percentage="80")
    before = imported(tmp_path / "a", "ftm", ftm.written(tmp_path, *parties, link))
    after = imported(tmp_path / "b", form, exported(tmp_path, form, before))
    assert whole(after) == whole(before)
    assert any("Gone" in code for *_, code in whole(after) if isinstance(code, str))


def test_that_a_firm_is_no_more_stands_in_fields_of_the_standards(tmp_path):
    """Others read no annotations of ours."""
    parties = [ftm.company("f"), ftm.company("h", dissolutionDate="2024-09-30")]
    file = ftm.written(tmp_path, *parties, ftm.stake("1", "h", percentage="80"))
    before = imported(tmp_path / "a", "ftm", file)
    for form in ("bods", "ftm"):
        assert '"dissolutionDate"' in exported(tmp_path, form, before).read_text("utf-8")
