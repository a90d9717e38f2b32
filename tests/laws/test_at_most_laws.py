"""What "at most" means: a stated total or a complete table bounds its holder, a figure does not."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from graph.claims.model import Entity
from graph.claims.periods import PartialDate
from graph.networks.situation import Situation
from made_up import DAY, citizen, firms, known, people, say, seated, stake, table

ENTITIES = [*firms("f"), *people("p", "q")]
ROUNDED = 1e-9
two_parts = st.integers(6, 90).flatmap(
    lambda first: st.tuples(st.just(first), st.integers(6, 96 - first))
)


def reach(claims, owner="p"):
    network = Situation(known(ENTITIES, claims), "f", DAY, "CN").network()
    return network.owner_bounds(owner)


def said(parts, **more):
    return [
        stake(who, "f", str(part), id=who, **more) for who, part in zip("pq", parts, strict=True)
    ]


@given(two_parts, st.sampled_from(["record", "registered", "beneficial13d3"]))
def test_a_figure_leaves_its_holder_free_to_stand_behind_what_is_undisclosed(parts, measurand):
    low, high = reach(said(parts, measurand=measurand))
    assert low == pytest.approx(parts[0] / 100, abs=ROUNDED)
    assert high == pytest.approx(1 - parts[1] / 100, abs=ROUNDED)


@given(two_parts)
def test_a_table_of_record_bounds_no_owner_and_one_of_owners_bounds_whom_it_states(parts):
    direct = said(parts, directness="direct")
    of_record = table("f", Decimal(5))
    assert reach([*direct, of_record])[1] == pytest.approx(1 - parts[1] / 100, abs=ROUNDED)
    totals = said(parts, measurand="beneficial13d3")
    of_owners = replace(of_record, measurand="beneficial13d3")
    assert reach([*totals, of_owners])[1] == pytest.approx(parts[0] / 100, abs=ROUNDED)


@given(st.integers(1, 99))
def test_a_table_of_everybody_leaves_nobody_more_than_it_states(part):
    claims = [*said((part, 100 - part), directness="direct"), table("f", Decimal(0))]
    assert reach(claims) == pytest.approx((part / 100, part / 100), abs=ROUNDED)
    assert (
        Fraction(part, 100)
        == Situation(known(ENTITIES, claims), "f", DAY, "CN").column("f", "legal").held[0].upper
    )


@given(two_parts)
def test_a_stake_stated_at_most_takes_no_more_and_no_less(parts):
    """At most x of a holder whose size is otherwise open: from nothing to x, by that figure."""
    claims = [stake("p", "f", ("0", str(parts[0])), id="p"), stake("q", "f", str(parts[1]), id="q")]
    column = Situation(known(ENTITIES, claims), "f", DAY, "CN").column("f", "legal")
    held = next(one for one in column.held if one.holder == "p")
    assert (held.lower, held.upper) == (0, Fraction(parts[0], 100))
    assert column.rest_upper == 1 - Fraction(parts[1], 100)


@given(two_parts, st.lists(st.integers(1, 5), max_size=3).filter(lambda small: sum(small) < 10))
def test_naming_the_states_holders_up_to_the_line_of_a_table_reopens_no_word(parts, small):
    """All larger holders are known and from abroad: none is seen of the state, named or not."""
    bodies = [
        Entity(id=f"body{at}", kind="PublicBody", name=f"Body {at}", jurisdiction="CN")
        for at in range(len(small))
    ]
    claims = [*said(parts), *(citizen(who, "away") for who in "pq"), table("f", Decimal(5))]
    room = 100 - sum(parts)
    named = [
        stake(body.id, "f", str(part), id=body.id)
        for body, part in zip(bodies, small, strict=True)
        if sum(small) <= room
    ]
    found = say("state-influence", [*ENTITIES, *bodies], [*claims, *named])
    assert found.case == say("state-influence", ENTITIES, claims).case == "none"


@given(two_parts, st.integers(0, 20), st.integers(0, 20))
def test_at_line_zero_those_from_abroad_have_what_the_bands_of_others_leave(parts, low, high):
    """All are named in bands: with nobody from home among them the whole is from abroad."""
    third = 100 - sum(parts)
    sizes = dict(zip("pqv", (*parts, third), strict=True))
    claims = [
        *(
            stake(who, "f", (str(max(0, part - low)), str(min(100, part + high))), id=who)
            for who, part in sizes.items()
        ),
        table("f", Decimal(0)), seated("f", "home"), citizen("p", "away"), citizen("q", "away"),
    ]  # fmt: skip
    entities = [*ENTITIES, *firms("v")]
    every = [*claims, seated("v", "away")]
    day = date(2018, 12, 31)

    def share(said):
        dated = [replace(claim, as_of=PartialDate.parse("2018-06-30")) for claim in said]
        found = say("registered-foreign-equity", entities, dated, day=day).interval
        return found.lower, found.upper

    assert share(every) == pytest.approx((1, 1), abs=ROUNDED)
    least, most = share([*claims, seated("v", "home")])
    others_leave = 100 - min(100, third + high)
    stated = sum(max(0, part - low) for part in parts)
    assert least == pytest.approx(max(others_leave, stated) / 100, abs=ROUNDED)
    assert most >= 1 - third / 100 - ROUNDED
