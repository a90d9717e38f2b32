"""Who is no more holds and directs nothing, and is held and directed by nobody."""

from datetime import date

import pytest

import bods_statements as bods
import ftm_links as ftm
import psc_lines as psc
from gleif_files import entity as lei_entity
from gleif_files import make_lei, relation, write_csv
from graph import questions
from graph.importing.gathering import Wanted
from graph.importing.storing import import_files
from graph.releases.release import open_release

DAY = date(2025, 1, 1)
COUNTING = ("current", "unknownShare")


def release_of(tmp_path, form, *files, **more):
    wanted = Wanted(format=form, name="t", home="GB", **{"data_date": DAY} | more)
    report = import_files(files, tmp_path / "home", wanted)
    assert not report.refusals
    return open_release(tmp_path / "home")


def counting(release, firm):
    """Who has a stake that counts, and who may direct for certain."""
    found = questions.owners(release, firm, basis="legal")
    directing = questions.controllers(release, firm).controllers
    return (
        {one.holder.id for one in found.holders if one.currency in COUNTING},
        {one.controller.id for one in directing if one.certainty == "certain"},
    )


def headline(release, firm):
    return " ".join(one.text for one in questions.answer(release, firm).headline)


GONE = [
    {"status": "closed", "day": "2024-10-01"},
    {"status": "closed", "day": "2024-10-01", "details": {"dissolutionDate": "2024-09-30"}},
    {"status": "updated", "day": "2024-10-01", "details": {"dissolutionDate": "2024-09-30"}},
]


@pytest.mark.parametrize("later", GONE)
@pytest.mark.parametrize("who", ["f", "v"])
@pytest.mark.parametrize("seat", ["", "GB"])
def test_in_declarations(tmp_path, later, who, seat):
    file = bods.write(
        tmp_path, bods.entity("f", jurisdiction=seat), bods.entity("v", jurisdiction=seat),
        bods.relationship("r", "v", "f", bods.interest(share=60)),
        bods.entity(who, jurisdiction=seat, **later),
    )  # fmt: skip
    release = release_of(tmp_path, "bods", file)
    assert counting(release, "t.f") == (set(), set())
    if seat and who == "f":
        assert "ended by" in headline(release, "t.f")


def test_a_seat_that_is_not_said_again_is_no_end(tmp_path):
    file = bods.write(
        tmp_path, bods.entity("f"), bods.person("ann"),
        bods.relationship("r", "ann", "f", bods.interest(share=60)),
        bods.entity("f", jurisdiction="", status="updated", day="2024-10-01"),
    )  # fmt: skip
    assert counting(release_of(tmp_path, "bods", file), "t.f") == ({"t.ann"}, {"t.ann"})


@pytest.mark.parametrize(
    "gone",
    [
        {"dissolutionDate": "2024-09-30"}, {"status": "Dissolved"}, {"status": "struck off"},
        {"status": "Dissolved (voluntary)"}, {"status": "已注销"},
        {"status": "Dissolved", "modifiedAt": "2024-10-01"},
    ],
)  # fmt: skip
@pytest.mark.parametrize("who", ["f", "h"])
@pytest.mark.parametrize("seat", [[], ["gb"]])
def test_in_followthemoney(tmp_path, gone, who, seat):
    parties = [
        ftm.thing("Company", one, name=f"{one} Works", jurisdiction=seat,
                  **(gone if one == who else {}))
        for one in "fh"
    ]  # fmt: skip
    link = ftm.stake("1", "h", percentage="80", date="2024-06-01", retrievedAt=[])
    release = release_of(tmp_path, "ftm", ftm.written(tmp_path, *parties, link))
    assert counting(release, "t.ftm-f") == (set(), set())
    if seat and who == "f":
        said = headline(release, "t.ftm-f")
        assert "ended by" in said or "is no more" in said


@pytest.mark.parametrize(
    ("state", "there"),
    [
        ({"company_status": "dissolved", "date_of_cessation": "2024-08-08"}, set()),
        ({"company_status": "dissolved"}, set()),
        ({"company_status": "active"}, {"Ada Quill"}),
    ],
)
@pytest.mark.parametrize("live", [False, True])
def test_in_the_register(tmp_path, state, there, live):
    file = psc.write(
        tmp_path, psc.profile(**state),
        psc.person("ada", psc.SHARES.format("50-to-75"),
                   "right-to-appoint-and-remove-directors"),
        name="persons-with-significant-control-snapshot-2024-12-05.txt",
    )  # fmt: skip
    release = release_of(tmp_path, "psc", file, as_published=live)
    names = [
        {release.knowledge.entities[one].name for one in ids}
        for ids in counting(release, f"t.{psc.TARGET}")
    ]
    assert names == [there, there]


@pytest.mark.parametrize("who", ["CHILD", "PARENT", "nobody"])
def test_in_golden_copies(tmp_path, who):
    def state(one):
        return {"EntityStatus": "INACTIVE"} if one == who else {}

    child, parent = make_lei("CHILD"), make_lei("PARENT")
    rows = [lei_entity(make_lei(one), f"{one} plc", **state(one)) for one in ("CHILD", "PARENT")]
    files = [tmp_path / "lei2.csv", tmp_path / "rr.csv"]
    write_csv(files[0], rows)
    write_csv(files[1], [relation(child, parent)])
    release = release_of(tmp_path, "gleif", *files, data_date=date(2025, 12, 31))
    directing = {f"t.lei-{parent}"} if who == "nobody" else set()
    assert counting(release, f"t.lei-{child}") == (set(), directing)


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("role", "former shareholder"), ("role", "Ceased"), ("role", "ex-shareholder"),
        ("role", "原股东"), ("ownershipType", "former"), ("ownershipType", "Historical"),
        ("role", "Resigned"), ("interestType", "past"),
    ],
)  # fmt: skip
def test_a_role_of_the_past_is_none(tmp_path, field, words):
    link = ftm.stake("1", "h", percentage="80", date="2024-06-01", **{field: words})
    file = ftm.written(tmp_path, ftm.company("f"), ftm.company("h"), link)
    assert counting(release_of(tmp_path, "ftm", file), "t.ftm-f") == (set(), set())


def test_a_former_post_is_over(tmp_path):
    post = ftm.thing("Directorship", "2", director="ann", organization="f",
                     role="former director", date="2024-06-01")  # fmt: skip
    found = ftm.read(tmp_path, ftm.company("f"), ftm.human("ann"), post)
    (led,) = (one for one in found.tables.claims if one.kind == "Leadership")
    assert str(led.period.end) == "2024-05-31"


@pytest.mark.parametrize("words", ["shareholder", "Ex officio member", "holder of sold shares"])
def test_a_role_of_today_is_current(tmp_path, words):
    link = ftm.stake("1", "h", percentage="80", role=words)
    file = ftm.written(tmp_path, ftm.company("f"), ftm.company("h"), link)
    held = {"t.ftm-h"}
    assert counting(release_of(tmp_path, "ftm", file), "t.ftm-f") == (held, held)
