"""A list screened on a small release: what entries mean, what counts, and each step told."""

from datetime import date
from pathlib import Path

import pytest

from graph.answers.screening import Screening
from graph.claims.data_set import Meta, Tables
from graph.claims.model import Citation, Designation, Entity, Identifier, Source
from graph.claims.periods import PartialDate, Period
from graph.claims.reasons import because
from graph.claims.statements import Refusal
from graph.errors import InputError, UnknownEntityError, UnknownRuleError
from graph.formats.tables.lists import ListRow, open_list
from graph.formats.tables.tables import write_tables
from graph.questions import screen
from graph.releases.release import Release, build, open_release
from graph.screening.matching import Matcher
from small_tables import no_assessments, stake

CITED = (Citation("ar", "p. 1"),)


def firm(name: str, title: str, **more: object) -> Entity:
    return Entity(id=name, kind="Organization", name=title, citations=CITED, **more)  # type: ignore[arg-type]  # any other field


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """Jade holds Works and a part of Pearl; Works holds the rest of half of Pearl; Ruby is old."""
    tables = Tables(
        meta=Meta(home="CN", data_date=date(2025, 12, 31), title="Small"),
        entities=(
            firm("jade", "Jade Chip Holding Limited", name_zh="玉芯集團",
                 identifiers=(Identifier("hkex", "00981"),)),
            firm("works", "Jade Chip Works Co., Ltd."),
            firm("pearl", "Pearl Optics"),
            firm("ruby", "Ruby Photonics"),
            firm("opal", "Opal Sensors"),
            firm("onyx", "Onyx Foundry", other_names=("Twin Foundry",)),
            firm("twin", "Twin Foundry"),
            Entity(id="wang", kind="Person", name="Wang Example", citations=CITED),
            Entity(id="list_bis_el", kind="List", name="BIS Entity List", citations=CITED),
            Entity(id="list_nscmic", kind="List", name="NS-CMIC", citations=CITED),
        ),
        sources=(Source(id="ar", title="Annual report", kind="filing"),),
        claims=(
            stake("s1", "jade", "works", "60", "2025-06-30"),
            stake("s2", "jade", "pearl", "30", "2025-06-30"),
            stake("s3", "works", "pearl", "20", "2025-06-30"),
            stake("s4", "jade", "ruby", "80", "2018-06-30"),
            stake("s5", "jade", "opal", "10", "2025-06-30"),
            Designation(id="d1", target="jade", programme="list_bis_el",
                        as_of=PartialDate.parse("2020-12-18"), citations=CITED),
        ),
    )  # fmt: skip
    folder = tmp_path_factory.mktemp("screening")
    write_tables(tables, folder / "tables")
    build(folder / "tables", folder / "home", derive=no_assessments)
    return open_release(folder / "home")


def row(name: str = "", **more: object) -> ListRow:
    return ListRow(line=2, name=name, **more)  # type: ignore[arg-type]  # any other field


def results(answer: Screening) -> dict[str, str]:
    return {one.firm.id: one.status for one in answer.firms}


@pytest.mark.parametrize(
    ("entry", "state", "whom"),
    [
        (row("JADE CHIP HOLDING LIMITED"), "matched", "jade"),
        (row("玉芯集团"), "matched", "jade"),  # simplified for traditional
        (row(id="jade"), "matched", "jade"),
        (row(identifiers=("hkex:981",)), "matched", "jade"),
        (row("Jade Chip"), "candidate", "jade"),
        (row("Jade Chip Holdings Limitd"), "candidate", "jade"),
        (row("yu xin ji tuan"), "candidate", "jade"),
        (row("Somebody", other_names=("Pearl Optics",)), "candidate", "pearl"),
        (row("Somebody", numbers=("00981",)), "candidate", "jade"),
        (row("Pearl Optics (Beijing) Sales"), "candidate", "pearl"),
        (row("Jade Chip Holding Limited", identifiers=("lei:5493",)), "candidate", "jade"),
        (row("Wang Example"), "candidate", "wang"),
        (row("Twin Foundry"), "candidate", "onyx"),
        (row("Wholly Different"), "unknown", ""),
        (row(id="jad"), "unknown", "jade"),
        (row(id="list_bis_el"), "unknown", ""),
    ],
)
def test_only_an_id_an_identifier_or_a_whole_name_matches(
    release: Release, entry: ListRow, state: str, whom: str
) -> None:
    found = Matcher(release.knowledge, release.search).match(entry)
    assert found.state == state
    assert found.reason
    assert found.entity == (whom if state == "matched" else "")
    assert (whom in found.others) == (state != "matched" and bool(whom))


def test_a_wrong_name_beside_an_id_is_said(release: Release) -> None:
    found = Matcher(release.knowledge, release.search).match(row("Pearl Optics", id="jade"))
    assert found.entity == "jade"
    assert found.reason == because("byIdNotName", name="Pearl Optics")


def test_the_result_and_its_steps(release: Release) -> None:
    answer = screen(release, "any-list", [row(id="jade", list="mine")])
    assert results(answer) == {
        "works": "certain",
        "pearl": "certain",
        "ruby": "notExcluded",
        "opal": "notExcluded",
    }
    opal = next(one for one in answer.firms if one.firm.id == "opal")
    assert (opal.open_by, opal.unnamed) == ("unnamed", 0.9)
    assert [(flag.flag, flag.holder.id) for flag in opal.flags] == [("minorityStake", "jade")]
    pearl = next(one for one in answer.firms if one.firm.id == "pearl")
    assert [step.firm.id for step in pearl.steps] == ["works", "pearl"]
    last = pearl.steps[-1]
    assert (last.total.lower, last.certain) == (0.5, True)
    assert [(one.holder.id, one.inside, one.share.lower) for one in last.stakes] == [
        ("jade", "listed", 0.3),
        ("works", "reached", 0.2),
    ]
    assert pearl.lists == ("mine",)
    ruby = next(one for one in answer.firms if one.firm.id == "ruby")
    assert "2018-06-30" in ruby.explanation
    assert ruby.decides
    assert {claim.id for claim in answer.claims} >= {"s1", "s2", "s3", "s4", "s5"}
    assert all(claim.sources for claim in answer.claims)


def test_the_lists_of_the_release_are_those_of_the_rule(release: Release) -> None:
    answer = screen(release, "bis-affiliates", as_of="2025-10-15")
    assert answer.in_force
    assert results(answer)["pearl"] == "certain"
    assert [(one.number, one.entity.id) for one in answer.entries if one.entity] == [(None, "jade")]
    assert "d1" in {claim.id for claim in answer.claims}
    before = screen(release, "bis-affiliates", as_of="2019-10-15")
    assert not before.in_force
    assert results(before) == {}


def test_outside_its_periods_a_rule_says_so_first(release: Release) -> None:
    answer = screen(release, "bis-affiliates", as_of="2025-12-31")
    assert not answer.in_force
    assert answer.notes[0].startswith("The rule is not in force on 2025-12-31")


def test_entries_that_do_not_count_say_why(release: Release) -> None:
    rows = [
        row(id="jade", list="NS-CMIC"),
        row(id="jade", list="my list"),
        row("Jade Chip", list="SDN"),
        row("Nobody at all"),
        row(id="jade", period=Period(None, PartialDate.parse("2020-01-01"))),
        Refusal(file="a.csv", line=9, problem="bad", rule="list-entry"),
    ]
    answer = screen(release, "ofac-50", rows)
    assert [one.state for one in answer.entries] == [
        "notExtended", "notExtended", "candidate", "unknown", "notOnDay",
    ]  # fmt: skip
    assert answer.firms == ()
    assert answer.refusals == ("a.csv, line 9: bad [list-entry]",)
    assert any("nobody can be reached" in note for note in answer.notes)


def test_a_vague_entry_reaches_only_possibly(release: Release) -> None:
    vague = row(id="jade", period=Period(PartialDate.parse("2025"), None))
    answer = screen(release, "any-list", [vague], as_of="2025-07-01")
    assert [one.state for one in answer.entries] == ["possible"]
    assert set(results(answer).values()) == {"notExcluded"}
    assert any("whether" in what for one in answer.firms for what in one.decides)


def test_a_firm_that_is_asked_about_is_told_reached_or_not(release: Release) -> None:
    answer = screen(release, "ofac-50", [row(id="jade", list="SDN")], firms=["opal", "onyx"])
    assert results(answer) == {"opal": "notExcluded", "onyx": "notReached"}
    onyx = next(one for one in answer.firms if one.firm.id == "onyx")
    assert onyx.explanation == "no listed holder read, 100 % not read"
    itself = screen(release, "any-list", [row(id="jade")], firms=["jade"])
    assert results(itself) == {"jade": "listed"}


def test_what_nobody_is_named_for_could_carry_a_listed_stake_and_never_another_firm(
    release: Release,
) -> None:
    entries = [row(id="jade", list="SDN")]
    answer = screen(release, "ofac-50", entries)
    opal = next(one for one in answer.firms if one.firm.id == "opal")
    assert (opal.status, opal.open_by, opal.could_hide) == ("notExcluded", "unnamed", True)
    assert "90 % of which nobody is named could carry it over the line" in opal.explanation
    assert answer.counts["couldHide"] == 1
    assert "onyx" not in results(answer)  # of which no listed holder was read


def test_a_threshold_of_ones_own(release: Release) -> None:
    entries = [row(id="jade")]
    assert results(screen(release, "any-list", entries, threshold="10"))["opal"] == "certain"
    with pytest.raises(InputError, match="any-list takes yours"):
        screen(release, "ofac-50", entries, threshold="10")
    for wrong in ("130", "-1", "much", "0"):
        with pytest.raises(InputError):
            screen(release, "any-list", entries, threshold=wrong)


def test_what_is_not_there_is_named(release: Release) -> None:
    with pytest.raises(UnknownRuleError, match="ofac-50"):
        screen(release, "ofac-5", [])
    with pytest.raises(InputError, match="any-list follows every list"):
        screen(release, "ofac-50", lists=["list_nscmic"])
    with pytest.raises(InputError, match="give a list"):
        screen(release, "ofac-50")
    with pytest.raises(UnknownEntityError):
        screen(release, "any-list", lists=["no_such_list_anywhere"])
    with pytest.raises(InputError, match="is no firm"):
        screen(release, "any-list", [row(id="jade")], firms=["wang"])


def test_order_and_repetition_of_entries_change_nothing(release: Release) -> None:
    entries = [row(id="works"), row(id="jade"), row(id="works")]
    one, other = (screen(release, "any-list", rows) for rows in (entries, entries[::-1]))
    assert one.firms == other.firms


def test_a_file_and_its_rows_say_the_same(release: Release, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("id,list,colour\njade,mine,red\n", "utf-8")
    answer = screen(release, "any-list", open_list(path))
    assert answer.unread == ("colour",)
    assert answer.firms == screen(release, "any-list", [row(id="jade", list="mine")]).firms
