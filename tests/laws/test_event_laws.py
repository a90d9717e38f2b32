"""What no event may be: of a day no claim names, later than asked, or current once it ended."""

from __future__ import annotations

from datetime import date

from happenings import linked, paid, world
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from graph.claims.model import Claim, Listing
from graph.claims.periods import PartialDate, Period
from graph.holders.legal_caps import exchanges
from graph.profiles.events.page import changes_of
from made_up import DAY, listed, power, seated, stake, when

DATES = st.one_of(
    st.none(),
    st.dates(date(2018, 1, 1), date(2023, 12, 31)).flatmap(
        lambda day: st.sampled_from([str(day), str(day)[:7], str(day)[:4]])
    ),
)
STAGES = st.sampled_from(["completed", "completed", "agreed", "announced", "proForma"])


@st.composite
def periods(draw) -> Period:
    start, end = when(draw(DATES)), when(draw(DATES))
    if start and end and start.first > end.last:
        start, end = end, start
    return Period(start, end)


@st.composite
def claims(draw) -> list[Claim]:
    found: list[Claim] = []
    for number in range(draw(st.integers(0, 7))):
        more = {
            "id": f"c{number}", "period": draw(periods()), "as_of": when(draw(DATES)),
            "stage": draw(STAGES),
            "status": draw(st.sampled_from(["asserted", "asserted", "denied"])),
        }  # fmt: skip
        party, share = draw(st.sampled_from("pq")), str(draw(st.integers(0, 100)))
        kind = draw(st.integers(0, 6))
        if kind == 0:
            ends = draw(st.sampled_from(["unknownEnd", "endSought"]))
            found.append(replace(listed("f", on=draw(st.sampled_from(["bourse", "market"]))),
                                 period_end=ends, **more))  # fmt: skip
        elif kind == 1:
            place = draw(st.sampled_from(["island", "home"]))
            found.append(replace(seated("f", place), **more))
        elif kind == 2:
            found.append(replace(stake(party, "f", share), **more))
        elif kind == 3:
            found.append(replace(stake(party, "f", "0"), **{**more, "event": "exit"}))
        elif kind == 4:
            flow = draw(st.sampled_from(["primary", "secondary", "planned"]))
            found.append(replace(paid(party, 5, flow=flow), **more))
        elif kind == 5:
            found.append(replace(power(party, "f", "parent"), **more))
        else:
            found.append(replace(linked(party, "f", "disposedOf"), **more))
    return found


ASKED = st.dates(date(2018, 1, 1), date(2024, 12, 31))


def days_of(claim: Claim) -> set[str]:
    return {str(day) for day in (claim.period.start, claim.period.end) if day is not None}


@given(claims(), ASKED)
def test_an_event_is_of_days_of_its_claims_and_of_none_later_than_asked(made, day):
    for change in changes_of(world(*made), "f", day):
        assert change.claims and all(claim.status != "denied" for claim in change.claims)
        if change.is_done:
            assert all(claim.stage == "completed" for claim in change.claims)
        else:
            assert change.stage != "completed" and change.day is None
            assert change.seen is not None and change.seen.last <= day
        if change.day is not None:
            assert change.day.last <= day
            assert str(change.day) in set().union(*map(days_of, change.claims))


@given(claims(), ASKED, ASKED)
def test_what_had_happened_by_a_day_is_told_on_every_later_one(made, first, second):
    knowledge = world(*made)

    def happened(day: date) -> set[tuple[str, PartialDate]]:
        return {
            (claim.id, change.day)
            for change in changes_of(knowledge, "f", day)
            if change.day is not None
            for claim in change.claims
            if str(change.day) in days_of(claim)
        }

    assert happened(min(first, second)) <= happened(max(first, second))


@given(claims(), ASKED)
def test_what_ended_or_is_to_end_is_no_current_listing(made, day):
    knowledge = world(*made)
    ahead = [one for one in made if isinstance(one, Listing) and one.stage != "completed"]
    without = world(*(one for one in made if one not in ahead))
    assert exchanges(knowledge, "f", day) == exchanges(without, "f", day)
    for change in changes_of(knowledge, "f", day):
        for claim in change.claims:
            if change.kind == "delisted" and change.day is not None:
                assert isinstance(claim, Listing) and claim.period.end is not None
                alone = world(claim)
                assert claim.target not in exchanges(alone, "f", DAY)
