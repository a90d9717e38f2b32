"""A list reaches through whatever form a stake takes: nominees, groups, vehicles, own shares."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from graph.claims.model import Entity
from graph.measures.paper_sides import paper_side
from graph.measures.registered import foreign_at_first_hop
from graph.networks.situation import Situation
from graph.screening.around import Around
from graph.screening.capital import capital_of
from graph.screening.list_membership import Listed
from graph.screening.reach import reached_from
from made_up import DAY, citizen, firms, known, people, role, seated, stake, table
from ontology.lenses import lenses
from ontology.rules import reach_rules

PEOPLE = people("p", "q", "r")
GROUP = Entity(id="g", kind="PartyGroup", name="Group", members=("p", "q"))
NAMED_WHOLE = replace(table("g", None), covered=100)
WORLD = [*firms("f", "n", "v"), *PEOPLE, GROUP]
percents = st.integers(1, 99)


def screened(claims, *listed):
    """The status of ``f``, what those listed have of it, and whether somebody could hide."""
    around = Around(Situation(known(WORLD, claims), "f", DAY, "CN"), "equity")
    entries = [Listed(entity=entry, list="l") for entry in listed]
    found = reached_from(around, reach_rules()["any-list"], entries, firm="f")
    return found.status("f"), found.sums("f"), found.could_hide("f")


@pytest.mark.parametrize("said", ["by its role", "by its row"])
@given(share=percents)
@settings(max_examples=40, deadline=None)
def test_a_nominee_is_looked_through_to_whom_it_holds_for(said, share):
    own = stake("p", "f", str(share), directness="direct")
    row = stake("n", "f", str(share), capacity="nominee" if said == "by its row" else "")
    behind = stake("p", "f", str(share), directness="indirect", via=("n",))
    rest = stake("r", "f", str(100 - share))
    roles = [role("n", "nominee")] if said == "by its role" else []
    through = [row, behind, rest, *roles, table("f", 0)]
    assert screened(through, "p") == screened([own, rest, table("f", 0)], "p")
    lens = lenses()["foreign-investment"]
    for place, side in (("home", "home"), ("away", "foreign")):
        claims = [*through, citizen("p", place), seated("n", "near")]
        situation = Situation(known(WORLD, claims), "f", DAY, "CN")
        held = {one.holder: one for one in situation.column("f", "legal").held}
        assert paper_side(situation, held["p"], lens) == side


@given(share=percents, part=st.integers(0, 100), listed=st.sets(st.sampled_from("pqr")))
@settings(max_examples=80, deadline=None)
def test_a_group_whose_members_are_all_named_is_reached_as_they_are_however_it_is_split(
    share, part, listed
):
    rest = [stake("r", "f", str(100 - share)), table("f", 0)]
    whole = [stake("g", "f", str(share)), *rest, NAMED_WHOLE]
    one = Fraction(share * part, 100)
    split = [
        stake(who, "f", f"{float(size):.4f}") for who, size in (("p", one), ("q", share - one))
        if size
    ]  # fmt: skip
    as_group, (least, most), hides = screened(whole, *listed)
    as_split, (own_least, own_most), own_hides = screened([*split, *rest], *listed)
    assert least <= own_least + Fraction(1, 10**4) and own_most <= most + Fraction(1, 10**4)
    if as_group in ("reached", "none"):
        assert as_split == as_group
    if {"p", "q"} <= listed or listed <= {"r"}:
        assert (as_group == "reached", hides) == (as_split == "reached", own_hides)


@given(own=st.integers(1, 60), more=st.integers(0, 40), part=st.integers(0, 100), data=st.data())
@settings(max_examples=80, deadline=None)
def test_own_shares_in_a_band_leave_the_others_what_they_have(own, more, part, data):
    """The parts of all shares issued, between bounds that hold the true ones."""
    left = 100 - own
    held = {"p": Fraction(left * part, 100), "q": left - Fraction(left * part, 100)}
    open_bound = data.draw(st.booleans())
    low = str(max(0, own - 1 - more))
    said = stake("f", "f", (low, "100" if open_bound else str(min(100, own + more))))
    others = [stake(who, "f", str(float(size))) for who, size in held.items() if size]
    whole = [table("f", 0)] if data.draw(st.booleans()) else []
    situation = Situation(known(WORLD, [said, *others, *whole]), "f", DAY, "CN")
    parts = {one.holder: one for one in capital_of(situation, "f", "legal").parts}
    for who, size in {**held, "f": Fraction(own)}.items():
        if size:
            assert parts[who].lower <= size / 100 <= parts[who].upper


@given(own=percents, through=percents, seat=st.sampled_from(["home", "away"]))
@settings(max_examples=60, deadline=None)
def test_what_is_held_through_a_vehicle_keeps_its_side_beside_what_is_held_directly(
    own, through, seat
):
    """By a register, at the first hop: ``through`` is the vehicle's side, ``own`` the holder's."""
    if own + through > 100:
        return
    claims = [
        stake("p", "f", str(own), id="own", directness="direct"),
        stake("p", "f", str(through), id="through", directness="indirect", via=("v",)),
        citizen("p", "away"), seated("v", seat), seated("f", "home"),
    ]  # fmt: skip
    situation = Situation(known(WORLD, claims), "f", DAY, "CN")
    lens = lenses()["registered-foreign-equity"]
    least, most, _ = foreign_at_first_hop(situation, lens, "f")
    abroad = own + through if seat == "away" else own
    assert least <= Fraction(abroad, 100) <= most
    assert most == 1 - (Fraction(through, 100) if seat == "home" else 0)
    if seat == "home":
        assert least == Fraction(own, 100)
