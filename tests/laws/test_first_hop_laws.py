"""Laws of lenses that compare holders one by one: who stands at the first hop of the register.

"a has 40 % through v" is one block, the holder's (rule 9), and v's on the register. That v has as
much, and a all of v, is true of the same day and consistent: it reopens nothing (rule 18).
"""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.measures.first_hop import at_first_hop
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
def worlds(draw, parts):
    """Percent: what a, of the state, has directly, v and p have of f, and a's part of v."""
    left, shares = 100, []
    for _ in range(3):
        fitting = [share for share in (0, 3, 4, 10, 20, 25, 30, 40, 50, 60) if share <= left]
        shares.append(draw(st.sampled_from(fitting)))
        left -= shares[-1]
    part = draw(st.sampled_from(parts))
    line = 0 if left == 0 and part == 100 and draw(st.booleans()) else None
    return (*shares, part, line)


def said_first(own, vehicle, other, part, line):
    """What is said before anybody reads how much the vehicle has: a's part of that."""
    claims = [stake("a", "f", str(own), id="own", directness="direct")] if own else []
    if vehicle:
        size = str(vehicle * part / 100)
        claims.append(stake("a", "f", size, id="behind", directness="indirect", via=("v",)))
    claims += [stake("p", "f", str(other))] if other else []
    return [*claims, *([table("f", line)] if line is not None else [])]


def row(vehicle):
    return [stake("v", "f", str(vehicle), id="row")] if vehicle else []


def owners(part):
    return [stake("a", "v", str(part)), *([stake("q", "v", str(100 - part))] if part < 100 else [])]


@given(worlds(parts=[100]))
@settings(max_examples=200, deadline=None)
def test_a_vehicles_own_row_never_changes_what_was_decided_before_it(world):
    claims, (_, vehicle, *_) = said_first(*world), world
    steps = [claims, [*claims, *owners(100)], [*claims, *owners(100), *row(vehicle)]]
    for lens in (FORM, BLOCKS):
        cases = [found.case for found in (say(lens, said) for said in steps) if found.decided]
        assert len(set(cases)) <= 1, (lens, cases)
        assert say(lens, steps[-1]).decided or not cases, lens


@given(worlds(parts=[100, 80, 60, 50, 40]))
@settings(deadline=None)
def test_the_true_size_of_a_vehicle_lies_within_what_is_said_of_it_and_its_owners(world):
    _, vehicle, _, part, _ = world
    situation = situation_of([*said_first(*world), *owners(part)])
    hops = {one.holder: one for one in at_first_hop(situation, situation.column("f", "legal"))}
    if vehicle:
        assert hops["v"].lower <= Fraction(vehicle, 100) <= hops["v"].upper


def test_two_blocks_of_one_holder_are_two_at_the_first_hop():
    own = stake("a", "f", "25", id="own", directness="direct")
    through = stake("a", "f", "41.67", id="through", directness="indirect", via=("v",))
    other = stake("p", "f", "33.33")
    # 66.67 together, and nobody at the first hop has more than half.
    assert told(say(FORM, [own, through, other])) == ("state-controlled, relative", "")
    # One block alone is the vehicle's as it is the holder's.
    most = stake("a", "f", "66.67", id="through", directness="indirect", via=("v",))
    assert told(say(FORM, [most, other])) == ("state-controlled, absolute", "")


def test_a_vehicle_that_others_have_a_part_of_may_have_more_than_the_block():
    through = stake("a", "f", "41", directness="indirect", via=("v",))
    other = stake("p", "f", "34")
    assert told(say(FORM, [through, other])) == ("state-controlled, relative", "")
    # 41 of f may be the part of what v has, which is then 41/0.695 = 59 of it.
    shared = [stake("a", "v", "69.5"), stake("q", "v", "30.5")]
    found = say(FORM, [through, other, *shared])
    assert told(found) == ("undecided", "undisclosedDecides")
    assert "state-controlled in any case" in found.explanation
    full = [*shared, stake("v", "f", "59", id="row")]
    assert told(say(FORM, [through, other, *full])) == ("state-controlled, absolute", "")


def test_a_vehicle_of_two_is_one_block_of_the_register():
    both = [
        stake(holder, "f", "3", directness="indirect", via=("v",), id=holder) for holder in "ab"
    ]
    entities = [*ENTITIES, *firms("b")]
    claims = [*ORIGINS, role("b", "stateFund"), *both, stake("p", "f", "4"), table("f", 2)]
    situation = Situation(known(entities, claims), "f", DAY, "CN")
    hops = at_first_hop(situation, situation.column("f", "legal"))
    (vehicle,) = [one for one in hops if not one.is_own]
    assert (vehicle.holder, vehicle.lower) == ("v", Fraction(6, 100))
    assert verdict(situation, lenses()[BLOCKS]).case == "home"  # 6 at home, 4 abroad is no block
