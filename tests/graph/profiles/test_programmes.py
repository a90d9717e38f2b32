"""A programme or a list: whom it names on a day, from which copies, what is asked of members."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import questions
from graph.claims.model import Designation, Entity
from graph.claims.periods import PartialDate, Period
from graph.errors import InputError
from graph.profiles.programmes import members_of
from graph.releases.release import Release
from made_up import known


def test_a_programme_has_its_issuer_its_aims_and_the_funds_behind_it(
    seed_release: Release,
) -> None:
    page = questions.programme(seed_release, "Made in China 2025")
    assert {(one.party.id, one.part) for one in page.parts} >= {
        ("state_council", "issued"), ("local-governments-china", "implements"),
    }  # fmt: skip
    assert {one.id for one in page.indicators} >= {"chip-self-sufficiency-80-by-2030"}
    assert all(one.claim.sources for one in page.parts)
    outline = questions.programme(seed_release, "ic_outline_2014")
    assert ("mof_cn", "initiated", "bigfund1") in {
        (one.party.id, one.part, one.target.id) for one in outline.carried_by
    }


def test_a_list_has_who_is_on_it_no_more_and_on_which_others(seed_release: Release) -> None:
    page = questions.programme(seed_release, "list_1260h")
    by_id = {one.entity.id: one for one in page.members}
    assert by_id["smic"].membership == "on"
    assert "list_bis_el" in {one.id for one in by_id["smic"].on_others}
    gone = [one for one in page.members if one.membership == "removed"]
    assert gone and all(one.until for one in gone)
    assert page.editions[0].whole
    assert not {one.id for one in page.editions[0].absent} & {
        one.entity.id for one in page.members if one.membership == "on"
    }
    before = questions.programme(seed_release, "list_1260h", as_of="2020-12-31")
    assert {one.membership for one in before.members} <= {"later", "proposed"}


def test_who_is_said_to_be_on_a_list_that_a_whole_copy_lacks_is_disputed(
    seed_release: Release,
) -> None:
    page = questions.programme(seed_release, "ai_nat_team")
    disputed = {one.entity.id: one.why for one in page.members if one.membership == "disputed"}
    assert disputed.keys() == {"alibaba", "cloudwalk"}
    assert all("whole copy of 2019-08-29" in why for why in disputed.values())
    verdict = questions.classify(seed_release, "cloudwalk", lenses=["national-team"]).verdicts[0]
    assert "disputed" in verdict.explanation


def test_definitions_put_each_member_that_is_a_firm_on_one_side(seed_release: Release) -> None:
    page = questions.programme(seed_release, "ai_nat_team", lenses=None)
    firms = {one.entity.id for one in page.members if one.membership in ("on", "maybe")}
    lenses = seed_release.knowledge.lenses.values()
    assert {one.lens for one in page.by_lens} == {one.id for one in lenses if not one.programme}
    for one in page.by_lens:
        sides = (*one.home, *one.mixed, *one.not_home, *one.undecided, *one.not_asked)
        assert len(sides) == len({entity.id for entity in sides}) == len(firms)
    seat = next(one for one in page.by_lens if one.lens == "legal-seat")
    assert "baidu" in {entity.id for entity in seat.not_home}


def test_what_is_no_programme_is_refused_in_words(seed_release: Release) -> None:
    with pytest.raises(InputError, match="SMIC is no programme and no list"):
        questions.programme(seed_release, "smic")


def test_all_are_listed_with_how_many_each_names(seed_release: Release) -> None:
    every = questions.programmes(seed_release)
    assert {one.programme.kind for one in every} == {"List", "Programme"}
    row = next(one for one in every if one.programme.id == "list_1260h")
    page = questions.programme(seed_release, "list_1260h")
    assert row.members == sum(one.membership == "on" for one in page.members)


days = st.dates(date(2015, 1, 1), date(2025, 12, 31))


@given(st.lists(st.tuples(days, st.none() | days), min_size=1, max_size=5), days)
def test_on_a_day_is_who_began_by_then_and_has_not_ended(
    entries: list[tuple[date, date | None]], day: date
) -> None:
    claims = [
        Designation(
            id=f"d{number}", party="a", target=f"f{number}", programme="l",
            as_of=PartialDate(start),
            period=Period(PartialDate(start), PartialDate(end) if end and end >= start else None),
        )
        for number, (start, end) in enumerate(entries)
    ]  # fmt: skip
    firms = [
        Entity(id=f"f{number}", kind="Organization", name=f"F{number}")
        for number in range(len(entries))
    ]
    parties = [
        *firms, Entity(id="l", kind="List", name="L"), Entity(id="a", kind="PublicBody", name="A"),
    ]  # fmt: skip
    found = {one.entity.id: one.membership for one in members_of(known(parties, claims), "l", day)}
    for number, (start, end) in enumerate(entries):
        ended = end is not None and start <= end < day
        expected = "later" if start > day else "removed" if ended else "on"
        assert found[f"f{number}"] == expected
