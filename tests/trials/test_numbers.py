"""Small cases of arithmetic that the product once got wrong, read from the folder beside it.

A folder of tables with what is right of it: what is asked of which firm, by which lens or rule.
The three cases beside them are asked with all others by ``tests/worlds``.
"""

import json
from datetime import date
from pathlib import Path

import pytest

from graph import questions
from graph.formats.tables.lists import open_list
from graph.importing.gathering import Wanted
from graph.importing.storing import import_into

NUMBERS = Path(__file__).resolve().parents[3] / "shared" / "trials" / "numbers"
ABSENT = pytest.mark.skipif(not NUMBERS.is_dir(), reason=f"no folder {NUMBERS.name} beside this")


def expectations():
    path = NUMBERS / "expectations.json"
    return json.loads(path.read_text("utf-8")) if path.is_file() else []


def named(one):
    return f"{one['firm']}-{one.get('lens') or one['rule']}-{one.get('as_of', 'now')}"


@pytest.fixture(scope="module")
def release():
    return questions.own_tables(NUMBERS / "tables")


@pytest.fixture
def entries():
    return open_list(NUMBERS / "sl.csv")


def asked():
    return [pytest.param(one, id=named(one)) for one in expectations()] or [
        pytest.param({}, marks=ABSENT, id="absent")
    ]


@pytest.mark.parametrize("expected", asked())
def test_an_expectation(release, entries, expected):
    """The right word; or, where the expectation allows it, what keeps it open is named."""
    if expected["ask"] == "lens":
        verdicts = {one.lens: one for one in questions.verdicts(release, expected["firm"])}
        found = verdicts[expected["lens"]]
        by_name = "names the JV" in expected["why"] and "Jv50 Co" in found.explanation
        assert found.word in expected["expected"] or by_name, found.explanation
        return
    day = date.fromisoformat(expected["as_of"]) if "as_of" in expected else None
    screened = questions.screen(
        release, expected["rule"], entries, firms=[expected["firm"]], as_of=day
    )
    (found,) = screened.firms
    assert found.status in expected["expected"], found.explanation


@ABSENT
@pytest.mark.parametrize(
    ("firm", "status", "hides"),
    [
        ("t66", "below", False),  # others have more than half
        ("t65", "certain", False),  # over half
        ("t16", "notExcluded", False),  # 49.99 to 50.01
        ("t28", "notExcluded", True),  # 46, and small holders whom nobody named
        ("t60", "notExcluded", False),  # named, of unknown size
        ("t62", "notExcluded", False),  # 20 to 30, and 30 of one that may be reached
        ("a19", "certain", False),  # 40, and 10 of one that is reached
        ("a29", "below", False),  # two with 20 of each other, neither reached
    ],
)
def test_whom_the_list_reaches_by_the_arithmetic_beside_it(release, entries, firm, status, hides):
    (found,) = questions.screen(release, "ofac-50", entries, firms=[firm]).firms
    assert (found.status, found.could_hide) == (status, hides)


@ABSENT
@pytest.mark.parametrize(("firm", "said"), [("t37", "over 50 %"), ("t65", "over 50 %")])
def test_more_than_half_is_said_as_such(release, firm, said):
    verdicts = {one.lens: one for one in questions.verdicts(release, firm)}
    assert f"by {said} of votes" in verdicts["ultimate-control"].explanation


@ABSENT
def test_a_register_of_significant_control_says_who_directs(tmp_path):
    """More than 50 and up to 75 % of the shares and of the votes, by a British citizen."""
    wanted = Wanted(format="bods", name="psc", home="GB", data_date=date(2025, 12, 31))
    report = import_into([NUMBERS / "psc.json"], tmp_path / "tables", wanted)
    assert not report.refusals
    release = questions.own_tables(tmp_path / "tables")
    verdicts = {one.lens: one for one in questions.verdicts(release, "psc.t-ltd")}
    assert verdicts["ultimate-control"].word == "home-controlled"
    assert verdicts["ultimate-ownership"].word == "home-owned"
    lines = questions.owners(release, "psc.t-ltd", basis="legal").holders
    assert {line.text for line in lines} == {"over 50 to 75 %"}  # of the shares, and of the votes
