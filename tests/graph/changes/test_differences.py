"""Why a verdict changed: what is named, undone, brings the earlier verdict back, and no less."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace as changed

from graph import questions
from graph.changes.differences import Seen, difference
from graph.changes.time_shift import Stretch
from graph.changes.verdict_changes import kind_of, said
from graph.claims.fact_days import FactDays
from graph.claims.periods import PartialDate, Period
from graph.errors import InputError, UnknownEntityError
from graph.formats.tables.tables import write_tables
from graph.networks.situation import Situation
from graph.profiles.verdicts import verdict
from graph.releases.release import build
from made_up import DAY, citizen, firms, known, listed, people, seated, stake, table
from ontology.lenses import in_order, lenses
from ontology.nodes import Window
from small_tables import no_assessments, small, write_small

ENTITIES = [*firms("f", "g"), *people("ann", "bob", "cem")]
PLACED = [citizen("ann", "home"), citizen("bob", "away")]


def seen(knowledge, day=DAY, release="r"):
    return Seen(knowledge=knowledge, days=FactDays.one(day), release=release, counts={})


def world(*claims, **more):
    return known(ENTITIES, [*PLACED, *claims], **more)


def compared(before, after, since=DAY, until=DAY):
    return difference(seen(before, since, "a"), seen(after, until, "b"), ["f"], "CN")


def of(found, lens):
    return next(one for one in found.verdicts if one.verdict.lens == lens)


def say(knowledge, lens, day=DAY):
    return verdict(Situation(knowledge, "f", day, "CN"), knowledge.lenses[lens])


def test_nothing_differs_from_itself():
    here = world(stake("ann", "f", 60))
    found = compared(here, here)
    assert (found.claims, found.records, found.verdicts) == ((), (), ())
    assert found.same == len(lenses())


def test_a_changed_claim_is_told_field_by_field_and_named_as_the_reason():
    before = world(stake("ann", "f", 60, id="s"), stake("bob", "g", 10, id="elsewhere"))
    after = world(stake("ann", "f", 40, id="s"), stake("bob", "g", 20, id="elsewhere"))
    found = compared(before, after)
    assert [(one.id, one.change) for one in found.claims] == [
        ("elsewhere", "changed"),
        ("s", "changed"),
    ]
    (field,) = found.claims[1].fields
    assert (field.field, field.before, field.after) == ("share", "60 %", "40 %")
    why = of(found, "ultimate-ownership")
    assert (why.verdict.change, why.kinds) == ("opens", ("knowledge",))
    assert [one.id for one in why.claims] == ["s"]
    assert why.complete


def test_a_changed_entity_or_a_changed_source_can_be_the_reason():
    fund = [*firms("f"), *people("pool")]
    claims = [stake("pool", "f", 60), seated("pool", "home")]
    bodies = [fund[0], changed(fund[1], kind="PublicBody", jurisdiction="CN", level="national")]
    found = compared(known(fund, claims), known(bodies, claims))
    why = of(found, "ultimate-ownership")
    assert (why.verdict.after.word, why.kinds, why.claims) == ("home-owned", ("knowledge",), ())
    assert [(one.kind, one.id, one.change) for one in why.records] == [
        ("entity", "pool", "changed")
    ]


def test_a_changed_threshold_is_a_change_of_rule():
    here = world(stake("ann", "f", 60))
    lens = replace(lenses()["ultimate-ownership"], threshold=Decimal("66.7"), version="2")
    there = here.with_records(lenses=in_order([lens, *others(lens)]))
    found = compared(here, there)
    why = of(found, "ultimate-ownership")
    assert why.kinds == ("rule",)
    (record,) = why.records
    # The version is another too, but no number hangs on it.
    assert [(f.field, f.before, f.after) for f in record.fields] == [("threshold", "50", "66.7")]
    (told,) = found.records
    assert {f.field for f in told.fields} == {"threshold", "version"}


def others(lens):
    return [one for one in lenses().values() if one.id != lens.id]


def test_a_lens_that_is_new_or_gone_is_said():
    here = world(stake("ann", "f", 60))
    lens = replace(lenses()["ultimate-ownership"], id="mine", label="mine")
    there = here.with_records(lenses=in_order([*lenses().values(), lens]))
    new, gone = compared(here, there).verdicts[0], compared(there, here).verdicts[0]
    assert (new.verdict.change, new.kinds, new.text) == (
        "appears",
        ("rule",),
        ("lens mine [mine] is new",),
    )
    assert (gone.verdict.change, gone.kinds) == ("disappears", ("rule",))


def test_between_two_days_a_stake_comes_and_another_grows_old():
    here = world(
        stake("ann", "f", 60, "2015-06-30", id="then"),
        stake("bob", "f", 60, "2025-06-30", id="now"),
    )
    found = compared(here, here, date(2015, 12, 31), DAY)
    why = of(found, "ultimate-ownership")
    assert why.kinds == ("facts",)
    assert {one.id: one.change for one in why.claims} == {"then": "grows old", "now": "starts"}
    assert (found.claims, found.records) == ((), ())


def test_a_stake_that_ends_is_named():
    here = world(
        stake("ann", "f", 60, "2020-06-30", since="2020-01-01", to="2022-12-31", id="ended")
    )
    why = of(compared(here, here, date(2021, 1, 1), DAY), "ultimate-ownership")
    assert [(one.id, one.change) for one in why.claims] == [("ended", "ends")]


def test_a_law_that_came_into_force_is_a_change_of_rule_not_of_facts():
    here = world(seated("f", "home"), stake("bob", "f", 10, "2019-10-31", since="2019-01-01"))
    found = compared(here, here, date(2019, 12, 1), date(2020, 2, 1))
    why = of(found, "foreign-investment")
    assert (why.verdict.change, why.kinds, why.claims) == ("takes effect", ("rule",), ())
    assert "in force from 2020-01-01" in why.text[0]


def test_the_periods_of_a_rule_that_a_lens_applies_are_its_window():
    window = Window(date(2021, 1, 1), date(2025, 12, 31))
    lens = replace(lenses()["ultimate-ownership"], windows=(window,))
    here = world(stake("ann", "f", 60, "2020-12-31")).with_records(
        lenses=in_order([lens, *others(lens)])
    )
    why = of(compared(here, here, date(2020, 12, 31), date(2021, 1, 31)), "ultimate-ownership")
    assert (why.verdict.change, why.kinds, why.claims) == ("takes effect", ("rule",), ())
    assert why.text[0].endswith("in force from 2021-01-01 to 2025-12-31")


def test_other_knowledge_on_another_day_is_told_apart():
    before = world(stake("ann", "f", 60, "2020-06-30", id="s"))
    after = world(stake("ann", "f", 40, "2020-06-30", id="s"))
    both = compared(before, after, date(2020, 12, 31), DAY)
    # On the later day the stake is stale under either; time alone opens the verdict.
    assert of(both, "ultimate-ownership").kinds == ("knowledge", "facts")


def test_moved_dates_may_make_no_whole_month():
    moved = Stretch(date(2020, 1, 3), "year", date(2021, 1, 2))
    assert (moved.first, moved.last) == (date(2020, 1, 3), date(2021, 1, 2))


holders = st.sampled_from(["ann", "bob", "cem", "g"])
stakes = st.lists(
    st.tuples(
        holders,
        st.sampled_from(["f", "g"]),
        st.integers(0, 70),
        st.integers(2016, 2025),
        st.sampled_from([None, 3]),
    ).filter(lambda one: one[0] != one[1]),
    min_size=1,
    max_size=5,
)


def made(drawn):
    claims = {}
    for number, (holder, firm, share, year, lasts) in enumerate(drawn):
        more = {"since": f"{year}-03-01", "to": f"{year + lasts}-02-28"} if lasts else {}
        one = stake(holder, firm, share, f"{year}-06-30", id=f"s{number}", **more)
        claims[one.id] = one
    return claims


def again(knowledge, named, old):
    """Independently of the code under test: the claims with those named as they were."""
    claims = dict(knowledge.claims)
    for one in named:
        if one in old.claims:
            claims[one] = old.claims[one]
        else:
            claims.pop(one, None)
    return known(ENTITIES, list(claims.values()))


def is_back(found, why):
    old = why.verdict.before
    if said(old) != said(why.verdict.after):
        return said(found) == said(old)
    return kind_of(found, old) == "same"


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
@given(stakes, stakes)
def test_undoing_the_claims_named_and_no_fewer_gives_the_verdict_before(first, second):
    before, after = world(*made(first).values()), world(*made(second).values())
    found = compared(before, after)
    assert found.same + len(found.verdicts) == len(lenses())
    for why in found.verdicts:
        assert (why.kinds, why.complete) == (("knowledge",), True)
        ids, lens = [one.id for one in why.claims], why.verdict.lens
        assert is_back(say(again(after, ids, before), lens), why)
        for fewer in combinations(ids, len(ids) - 1):
            assert not is_back(say(again(after, fewer, before), lens), why)


def earlier(knowledge, ids, days):
    """The claims named with every date moved; they are days of the calendar here."""

    def move(day):
        return None if day is None else PartialDate(day.first + days)

    claims = [
        changed(
            one,
            as_of=move(one.as_of),
            period=Period(move(one.period.start), move(one.period.end)),
        )
        if one.id in ids
        else one
        for one in knowledge.claims.values()
    ]
    return known(ENTITIES, claims)


@settings(max_examples=40, deadline=None)
@given(stakes, st.integers(300, 3000))
def test_moving_the_dates_of_the_claims_named_and_no_fewer_gives_the_verdict_before(drawn, days):
    passed = timedelta(days)
    here = world(*made(drawn).values())
    found = compared(here, here, DAY - passed, DAY)
    for why in found.verdicts:
        if why.kinds != ("facts",) or not why.complete:
            continue
        ids, lens = [one.id for one in why.claims], why.verdict.lens
        assert is_back(say(earlier(here, ids, passed), lens), why)
        for fewer in combinations(ids, len(ids) - 1):
            assert not is_back(say(earlier(here, fewer, passed), lens), why)


@settings(max_examples=20, deadline=None)
@given(stakes)
def test_who_asks_from_the_other_side_is_told_of_the_same_verdicts(drawn):
    one, other = world(*made(drawn).values()), world(*list(made(drawn).values())[1:])
    there = {why.verdict.lens for why in compared(one, other).verdicts}
    back = {why.verdict.lens for why in compared(other, one).verdicts}
    assert there == back


def test_what_does_not_touch_the_firm_is_never_named():
    extra = [stake("cem", "g", share, id=f"x{share}") for share in range(1, 30)]
    before = world(stake("ann", "f", 60, id="s"), listed("f"), table("f", 5))
    after = world(stake("ann", "f", 30, id="s"), listed("f"), table("f", 5), *extra)
    found = compared(before, after)
    assert len(found.claims) == 30
    assert {one.id for why in found.verdicts for one in why.claims} == {"s"}


@pytest.fixture(scope="module")
def releases(tmp_path_factory):
    base = tmp_path_factory.mktemp("two")
    first = build(write_small(base / "first"), base / "home", derive=no_assessments)
    tables = small()
    claims = [one for one in tables.claims if one.id != "jade-seat"]
    claims.append(seated_at(tables, "cn"))
    write_tables(changed(tables, claims=tuple(claims)), base / "second")
    return first, build(base / "second", base / "home", derive=no_assessments)


def seated_at(tables, place):
    (old,) = [one for one in tables.claims if one.id == "jade-seat"]
    return changed(old, id="jade-seat-2", target=place)


def test_two_releases_by_the_facade(releases):
    first, second = releases
    found = questions.diff(first, second)
    assert (found.before.release, found.after.release) == (first.id, second.id)
    assert {one.id: one.change for one in found.claims} == {
        "jade-seat": "removed",
        "jade-seat-2": "added",
    }
    why = next(one for one in found.verdicts if one.verdict.lens == "legal-seat")
    assert (why.verdict.before.word, why.verdict.after.word) == (
        "offshore-incorporated",
        "home-incorporated",
    )
    assert {one.id for one in why.claims} == {"jade-seat", "jade-seat-2"}
    assert found.before.counts["Location"] == found.after.counts["Location"] == 1


def test_progress_is_told(releases):
    told = []
    questions.diff(*releases, progress=lambda what, done: told.append(done))
    assert told == sorted(told)
    assert told[-1] == 1.0


def test_bad_questions_are_refused(releases):
    first, second = releases
    with pytest.raises(UnknownEntityError):
        questions.diff(first, second, "qqqqq")
    with pytest.raises(InputError, match="is no firm"):
        questions.diff(first, second, "wang")
    with pytest.raises(InputError, match="not a date"):
        questions.diff(first, second, since="yesterday")


def test_smic_between_the_datang_filing_and_the_end_of_2025(seed_release):
    found = questions.diff(
        seed_release, seed_release, "smic", since="2014-12-31", until="2025-12-31"
    )
    why = of(found, "ultimate-ownership")
    assert why.kinds == ("facts",)
    by_id = {one.id: one.change for one in why.claims}
    assert by_id["own-smic-datang-holdings-2014-06-06"] == "grows old"
    assert by_id["own-smic-bigfund1-2025-12-29"] == "starts"
    assert of(found, "foreign-investment").kinds == ("rule",)
    assert of(found, "us-entity-list").verdict.change == "settles"
