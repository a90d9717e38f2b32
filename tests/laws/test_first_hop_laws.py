"""Laws of lenses that compare holders one by one: who stands at the first hop of the register.

"r has 40 % through v" leaves open how much v has; that v has as much, or more, and r all or a
part of it, is a claim that is true of the same day and consistent (rules 9 and 18).
"""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.measures.first_hop import at_first_hop
from graph.networks.power import hidden_most
from graph.networks.situation import Situation
from graph.profiles.verdicts import verdict
from made_up import DAY, citizen, firms, known, people, role, seated, stake, table, told
from ontology.lenses import lenses

FORM, BLOCKS = "nbs-state-control", "block-ownership"
ENTITIES = [*firms("f", "v", "a"), *people("p", "q")]
ORIGINS = [role("a", "stateFund"), citizen("p", "away"), citizen("q", "away"), seated("f", "home")]


def situation_of(claims):
    return Situation(known(ENTITIES, [*ORIGINS, *claims]), "f", DAY, "CN")


def say(lens, claims):
    return verdict(situation_of(claims), lenses()[lens])


@st.composite
def worlds(draw):
    """Percent: what one of the state has directly, of v and p of f, and its part of v."""
    left, shares = 100, []
    for _ in range(3):
        shares.append(
            draw(st.sampled_from([n for n in (0, 3, 4, 10, 20, 25, 30, 40, 50, 60) if n <= left]))
        )
        left -= shares[-1]
    own, vehicle, other = shares
    part = draw(st.sampled_from([100, 100, 80, 60, 50, 40]))
    line = draw(st.sampled_from([None, None, 0])) if left == 0 else None
    return own, vehicle, other, part, line


def told_first(own, vehicle, other, part, line):
    """What is said before anybody reads how much the vehicle has."""
    behind = Fraction(vehicle * part, 100)
    claims = [stake("a", "f", str(own), id="own", directness="direct")] if own else []
    if behind:
        size = str(float(behind))
        claims.append(stake("a", "f", size, id="behind", directness="indirect", via=("v",)))
    return [*claims, *([stake("p", "f", str(other))] if other else [])], line


def rows(vehicle, part):
    found = [stake("v", "f", str(vehicle), id="row")] if vehicle else []
    rest = [stake("q", "v", str(100 - part))] if part < 100 else []
    return [*found, stake("a", "v", str(part)), *rest]


@given(worlds())
@settings(max_examples=300, deadline=None)
def test_a_vehicles_own_row_never_changes_what_was_decided_before_it(world):
    own, vehicle, other, part, line = world
    claims, _ = told_first(*world)
    closing = [table("f", line)] if line is not None and part == 100 else []
    before, after = [*claims, *closing], [*claims, *rows(vehicle, part), *closing]
    for lens in (FORM, BLOCKS):
        first, then = say(lens, before), say(lens, after)
        if first.decided:
            assert (first.case, then.case) == (first.case, first.case), lens
    with_owners = [*claims, *rows(0, part), *closing]
    first, then = say(FORM, with_owners), say(FORM, after)
    if first.decided:
        assert then.case == first.case


@given(worlds())
@settings(deadline=None)
def test_the_true_size_of_a_vehicle_lies_within_what_is_said_of_it(world):
    _, vehicle, _, part, _ = world
    claims, _ = told_first(*world)
    for more in ([], rows(0, part)):
        situation = situation_of([*claims, *more])
        column = situation.column("f", "legal")
        hops = {one.holder: one for one in at_first_hop(situation, column, hidden_most(column))}
        if vehicle and vehicle * part >= 100:
            assert hops["v"].lower <= Fraction(vehicle, 100) <= hops["v"].upper


def test_two_blocks_of_one_holder_are_two_at_the_first_hop():
    own = stake("a", "f", "25", id="own", directness="direct")
    through = stake("a", "f", "41.67", id="through", directness="indirect", via=("v",))
    other = stake("p", "f", "33.33")
    # v has 41.67, or as much of f as is left: 41.67 of 100 is all there is, so v has just that.
    assert told(say(FORM, [own, through, other])) == ("state-controlled, relative", "")
    # Where 30 are not read v may have 71.67: relative or absolute, and the state's in any case.
    open_rest = say(FORM, [own, through])
    assert told(open_rest) == ("undecided", "undisclosedDecides")
    assert (
        "state-controlled in any case" in open_rest.explanation or "form" in open_rest.explanation
    )
    # All of v is a's: v has 41.67 and no more, p may have the 33.33 that are left.
    owned = stake("a", "v", "100")
    assert told(say(FORM, [own, through, owned])) == ("state-controlled, relative", "")


def test_one_block_through_a_vehicle_may_be_a_part_of_what_the_vehicle_has():
    through = stake("a", "f", "41", directness="indirect", via=("v",))
    other = stake("p", "f", "34")
    found = say(FORM, [through, other])
    assert told(found) == ("undecided", "undisclosedDecides")
    assert "state-controlled in any case" in found.explanation
    row = [stake("v", "f", "59", id="row"), stake("a", "v", "69.5"), stake("q", "v", "30.5")]
    assert told(say(FORM, [through, other, *row])) == ("state-controlled, absolute", "")


def test_a_vehicle_of_two_is_one_block_of_the_register():
    both = [
        stake(holder, "f", "3", directness="indirect", via=("v",), id=holder) for holder in "ab"
    ]
    entities = [*ENTITIES, *firms("b")]
    claims = [*ORIGINS, role("b", "stateFund"), *both, stake("p", "f", "4"), table("f", 2)]
    situation = Situation(known(entities, claims), "f", DAY, "CN")
    (vehicle,) = [
        one for one in at_first_hop(situation, situation.column("f", "legal"), 0) if not one.is_own
    ]
    assert (vehicle.holder, vehicle.lower) == ("v", Fraction(6, 100))
    assert verdict(situation, lenses()[BLOCKS]).case == "home"  # 6 at home, 4 abroad is no block
