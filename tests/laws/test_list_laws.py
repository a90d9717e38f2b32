"""Laws of lists: silence denies nobody, and what is read later changes no earlier day."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.claims.model import Designation, Entity, ListEdition
from graph.claims.periods import PartialDate, Period
from made_up import CITED, firms, say

LIST = "list_1260h"
NAMES = [*firms("f"), Entity(id=LIST, kind="List", name="The List")]
FIRST = date(2021, 1, 1)

days = st.integers(0, 1500).map(lambda number: FIRST + timedelta(number))
copies = st.sampled_from(["whole", "enumerated", "part", "unclear", "withdrawn"])


@st.composite
def editions(draw):
    day = draw(days)
    found = draw(st.sampled_from([{"named": ("f",)}, {"absent": ("f",)}, {}]))
    return ListEdition(
        id=f"edition-{draw(st.uuids())}", target=LIST, as_of=PartialDate(day), copy=draw(copies),
        citations=CITED, **found,
    )  # fmt: skip


@st.composite
def entries(draw):
    first, last = sorted((draw(days), draw(days)))
    ended = draw(st.booleans())
    return Designation(
        id=f"entry-{draw(st.uuids())}", target="f", programme=LIST,
        period=Period(PartialDate(first), PartialDate(last) if ended else None),
        as_of=PartialDate(first), stage=draw(st.sampled_from(["completed", "proposed"])),
        citations=CITED,
    )  # fmt: skip


worlds = st.tuples(st.lists(editions(), max_size=4), st.lists(entries(), max_size=3))


def answered(claims, day):
    found = say("dod-1260h", NAMES, claims, day=day)
    return found.case, found.decided


@given(worlds, days)
@settings(max_examples=200)
def test_nobody_is_denied_without_a_whole_edition_that_looked_for_it(world, day):
    said, named = world
    case, _ = answered([*said, *named], day)
    if case == "absent":
        read = [
            one for one in said if one.copy in ("whole", "enumerated") and one.as_of.last <= day
        ]
        newest = max(one.as_of.last for one in read)
        assert any("f" in one.absent for one in read if one.as_of.last == newest)
    silent = [one for one in said if one.copy not in ("whole", "enumerated")]
    assert answered([*silent, *named], day)[0] != "absent"


@given(worlds, days, editions())
@settings(max_examples=200)
def test_an_edition_of_a_later_day_changes_no_earlier_answer(world, day, late):
    said, named = world
    if late.as_of.first > day:
        assert answered([*said, late, *named], day) == answered([*said, *named], day)


@given(worlds, days)
@settings(max_examples=100)
def test_the_order_of_claims_says_nothing(world, day):
    said, named = world
    assert answered([*said, *named], day) == answered([*reversed(named), *reversed(said)], day)
