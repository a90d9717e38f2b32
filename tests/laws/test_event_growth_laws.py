"""Events of a firm cost as much as it has claims, and are what their plain definitions say."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from math import log

import pytest
from counted_work import SLACK, work
from happenings import linked
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from graph.claims.model import Investment, Ownership
from graph.claims.periods import PartialDate, Period
from graph.holders.closings import is_exit
from graph.profiles.events.beside import Beside
from graph.profiles.events.change import on_one_day, stretches
from graph.profiles.events.outcomes import Outcomes
from graph.profiles.events.page import changes_of
from made_up import CITED, DAY, firms, known, listed, power, stake, when

FEW, MANY = 60, 240


def on(number: int) -> PartialDate:
    return PartialDate.parse(f"{2000 + number % 20}-{1 + number % 12:02d}-{1 + number % 28:02d}")


def rounds(number: int) -> list[Investment]:
    day = on(number)
    return [
        Investment(
            id=f"paid{number}", party=f"i{number}", target="f", round=f"r{number}",
            flow="primary" if number % 2 else "secondary", currency="USD", as_of=day,
            period=Period(day, day), citations=CITED, amount_lower=Decimal(number + 1),
            amount_upper=Decimal(number + 1), stage="announced" if number % 3 == 0 else "completed",
        )
    ]  # fmt: skip


def stakes(number: int) -> list[Ownership]:
    stage = "announced" if number % 3 == 0 else "completed"
    return [stake(f"i{number}", "f", "0.01", str(on(number)), since=str(on(number)), stage=stage)]


def stakes_of_one(number: int) -> list[Ownership]:
    """One holder's, each for its time, some of them agreed before."""
    begins, ends = date.fromordinal(730000 + 2 * number), date.fromordinal(730001 + 2 * number)
    share = str(Decimal(number % 90 + 1) / 10)
    made = stake("i0", "f", share, str(begins), since=str(begins), to=str(ends), id=f"o{number}")
    return [made, replace(made, id=f"plan{number}", stage="agreed", period=Period())]


def powers(number: int):
    stage = "agreed" if number % 3 == 0 else "completed"
    made = power(f"i{number}", "f", "boardNomination", stage=stage, period=Period(on(number)))
    return [replace(made, as_of=on(number))]


def sales(number: int):
    sold = linked(f"i{number}", "f", "disposedOf", as_of=str(on(number)))
    return [replace(sold, id=f"s{number}"), *rounds(number)]


def listings(number: int):
    stage = "announced" if number % 2 else "completed"
    made = listed("f", str(on(number)), on="bourse")
    return [replace(made, id=f"l{number}", stage=stage, as_of=on(number))]


def events_work(shape, size: int) -> int:
    claims = [claim for number in range(size) for claim in shape(number)]
    knowledge = known(firms("f", *(f"i{number}" for number in range(size))), claims)
    changes_of(knowledge, "i1", DAY)  # the indexes are every question's

    def asked() -> None:
        changes = changes_of(knowledge, "f", DAY)
        outcomes = Outcomes(knowledge, changes, DAY)
        for change in changes:
            if not change.is_done and not outcomes.is_done(change):
                outcomes.instead(change)

    return work(asked)


@pytest.mark.parametrize("shape", [rounds, stakes, stakes_of_one, powers, sales, listings])
def test_the_work_of_events_grows_with_the_claims(shape):
    events_work(shape, 4)  # what is read once in a process is read
    few, many = events_work(shape, FEW), events_work(shape, MANY)
    assert many / few <= SLACK * (MANY * log(MANY)) / (FEW * log(FEW))


DATES = st.dates(date(2018, 1, 1), date(2019, 12, 31)).flatmap(
    lambda day: st.sampled_from([str(day)[:end] for end in (4, 7, 10)])
)
PAIRS = st.tuples(st.none() | DATES.map(when), st.none() | DATES.map(when))


def overlap(one: PartialDate, other: PartialDate) -> bool:
    return max(one.first, other.first) <= min(one.last, other.last)


@given(DATES.map(when), DATES.map(when))
def test_two_dates_can_be_one_day_where_one_is_a_stretch_of_the_other(one, other):
    either = str(one) in stretches(other) or str(other) in stretches(one)
    assert either == overlap(one, other)


@given(st.lists(DATES.map(when), max_size=8))
def test_claims_of_one_day_are_put_together_under_the_finest_date(dates):
    claims = [replace(listed("f"), id=str(number)) for number in range(len(dates))]
    of = {claim.id: when for claim, when in zip(claims, dates, strict=True)}
    groups = list(on_one_day(zip(dates, claims, strict=True)))
    assert sorted(claim.id for _, same in groups for claim in same) == sorted(of)
    for day, same in groups:
        assert all(overlap(day, of[claim.id]) for claim in same)
        assert all(len(str(of[claim.id])) <= len(str(day)) for claim in same)
    starts = [day for day, _ in groups]
    assert not any(overlap(a, b) for n, a in enumerate(starts) for b in starts[:n])


@st.composite
def of_one_holder(draw) -> list[Ownership]:
    claims = []
    for number in range(draw(st.integers(1, 6))):
        start, end = draw(PAIRS)
        if start and end and start.first > end.last:
            start, end = end, start
        more = {"event": "exit"} if draw(st.integers(0, 5)) == 0 else {}
        share = draw(st.sampled_from(["0", "10", "100"]))
        made = stake("p", "f", share, id=f"o{number}", **more)
        as_of = when(draw(st.none() | DATES))
        claims.append(replace(made, period=Period(start, end), as_of=as_of))
    return claims


@given(of_one_holder(), st.dates(date(2018, 1, 1), date(2020, 1, 1)))
def test_what_else_a_holder_had_is_as_if_every_pair_was_looked_at(claims, day):
    beside = Beside(claims, day)
    for claim in claims:
        others = [
            (seen, other) for other in claims
            if other is not claim and not is_exit(other)
            and (seen := other.period.start or other.as_of) is not None
        ]  # fmt: skip
        for asked in (claim.as_of, claim.period.start):
            before = asked is not None and any(seen.last <= asked.first for seen, _ in others)
            assert beside.had_before(claim, asked) == before
        end = claim.period.end
        goes_on = end is not None and any(
            end.last <= seen.last <= day
            and (other.period.end is None or other.period.end.last > end.last)
            for seen, other in others
        )
        assert beside.goes_on_after(claim) == goes_on
