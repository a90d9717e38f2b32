"""A firm that is filed as its own holder is refused, and never takes the place of the real one."""

from datetime import date

import pytest

import bods_statements as bods
import ftm_links as ftm
import psc_lines as psc
from graph import questions
from graph.importing.gathering import Wanted, gathered
from graph.importing.storing import import_into

DAY = date(2025, 3, 5)
BANDS = ("75-to-100", "50-to-75", "25-to-50")
SIZES = (100, 50, {"minimum": 25, "maximum": 50})


def in_register(folder, band):
    itself = {"country_registered": "England", "registration_number": psc.COMPANY}
    ann = psc.person("ann", psc.SHARES.format("75-to-100"))
    own = psc.firm("own", psc.SHARES.format(band), identification=itself)
    return psc.write(folder, ann, own), psc.TARGET


def in_statements(folder, share):
    held, own = bods.interest(share=60), bods.interest(share=share)
    links = bods.relationship("1", "ann", "f", held), bods.relationship("2", "f", "f", own)
    return bods.write(folder, bods.entity("f"), bods.person("ann"), *links), "f"


def in_links(folder, share):
    text = f"{share['minimum']}-{share['maximum']}" if isinstance(share, dict) else str(share)
    links = ftm.stake("1", "ann", percentage="60"), ftm.stake("2", "f", percentage=text)
    return ftm.written(folder, ftm.company("f"), ftm.human("ann"), *links), "ftm-f"


ROADS = {"psc": in_register, "bods": in_statements, "ftm": in_links}
ITSELF = [
    *(("psc", band) for band in BANDS),
    *((form, size) for form in ("bods", "ftm") for size in SIZES),
]


@pytest.mark.parametrize(("form", "share"), ITSELF)
def test_a_firm_that_holds_itself_is_refused_and_the_real_holder_stays(tmp_path, form, share):
    path, firm = ROADS[form](tmp_path, share)
    wanted = Wanted(format=form, name="t", home="GB", data_date=DAY)
    report = import_into([path], tmp_path / "tables", wanted, keep_going=True)
    assert [one.rule for one in report.refusals] == ["self"]
    found = questions.owners(
        questions.own_tables(tmp_path / "tables"), f"t.{firm}", basis="legal"
    ).owners
    (ann,) = found
    assert ann.owner.name.startswith("Ann")


@pytest.mark.parametrize("form", ["bods", "ftm"])
def test_some_own_shares_are_taken_in(tmp_path, form):
    path, _ = ROADS[form](tmp_path, 5)
    wanted = Wanted(format=form, name="t", home="GB", data_date=DAY)
    found = gathered([path], wanted, lambda step, done: None)
    assert not found.report.refusals
    assert sum(one.kind == "Ownership" for one in found.tables.claims) == 2


def test_a_firm_among_its_own_joint_owners_is_refused(tmp_path):
    link = ftm.stake("1", ["f", "ann"], percentage="60")
    found = ftm.read(tmp_path, ftm.company("f"), ftm.human("ann"), link)
    assert [one.rule for one in found.report.refusals] == ["self"]
