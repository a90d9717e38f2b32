"""Contracts move the benefit of those they bind, and of a group what is theirs of it."""

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from graph.claims.model import Entity
from graph.holders.contracts import FULL_SET
from graph.networks.power import power_over
from graph.networks.situation import Situation
from graph.networks.upstream import upstream
from graph.networks.view import View
from made_up import DAY, citizen, firms, known, people, power, say, stake, table

PEOPLE = people("p", "q", "r", "x")
GROUP = Entity(id="g", kind="PartyGroup", name="Group", members=("p", "q"))
WORLD = [*firms("f", "w"), *PEOPLE, GROUP]
OWNED = [stake("x", "w", "100"), table("w", 0), citizen("x", "away"), table("f", 0)]
WHOLE = replace(table("g", None), covered=100)
bound = st.sets(st.sampled_from("pq"), min_size=1)


def contracts(nominees):
    instruments = tuple(sorted(FULL_SET))
    return power("w", "f", "vieContracts", instruments=instruments, bound=tuple(sorted(nominees)))


def abroad(claims, world=WORLD):
    """What ends abroad by cash flow, and the certain controllers."""
    view = View(day=DAY, home="CN", basis="economic")
    found = upstream(known(world, claims), "f", view).column_bounds(["foreign_other"])
    power = power_over(Situation(known(world, claims), "f", DAY, "CN"))
    return found, {name for top in power.certain for name in power.named(top.group)}


@given(nominees=bound, share=st.integers(1, 100), part=st.integers(0, 20), named=st.booleans())
@settings(max_examples=80, deadline=None)
def test_of_a_group_anything_may_be_bound_that_a_split_of_it_would_bind(
    nominees, share, part, named
):
    others = [stake("r", "f", str(100 - share))] if share < 100 else []
    at_home = [citizen(who, "home") for who in "pqr"]
    said = [*OWNED, *at_home, *others, contracts(nominees)]
    whole = [stake("g", "f", str(share)), *([WHOLE] if named else []), *said]
    (least, most), certain = abroad(whole)
    size = Fraction(share * part, 20)
    split = [
        stake(who, "f", f"{float(own):.2f}") for who, own in (("p", size), ("q", share - size))
        if own
    ]  # fmt: skip
    (low, high), directing = abroad([*split, *said])
    assert least <= low + 1e-9 and high <= most + 1e-9
    if nominees == {"p", "q"} and named:
        assert least == most == low == high == share / 100
    assert ("x" in certain) <= ("x" in directing)


@given(own=st.integers(50, 90), also=st.booleans())
@settings(max_examples=30, deadline=None)
def test_half_of_the_shares_that_contracts_bind_is_no_test_of_its_own(own, also):
    """The ministry is a nominee for a company of x from abroad; q may be one too."""
    nominees = {"ministry", "q"} if also else {"ministry"}
    claims = [*OWNED[:3], citizen("q", "home"), stake("ministry", "f", str(own))]
    found = say("state-influence", WORLD, [*claims, contracts(nominees)])
    assert found.case != "controlling"
    free = say("state-influence", WORLD, [*claims, contracts({"q"})])
    assert free.case == "controlling"


@given(own=st.integers(0, 60), through=st.integers(1, 100), person=st.sampled_from("pq"))
@settings(max_examples=80, deadline=None)
def test_what_a_nominee_holds_through_a_company_need_not_be_bound(own, through, person):
    """p has some of f and its company v more; that v is not bound says its own row alone."""
    through = min(through, 100 - own)
    direct = [stake("p", "f", str(own), directness="direct")] if own else []
    indirect = stake("p", "f", str(through), directness="indirect", via=("v",), id="through")
    world = [*WORLD, *firms("v")]
    said = [*OWNED[:3], *direct, contracts({person}), citizen("p", "home"), citizen("q", "home")]
    unread = abroad([*said, indirect], world)
    row = [stake("v", "f", str(through)), stake("p", "v", "100")]
    (least, most), certain = unread
    (low, high), directing = abroad([*said, *row], world)
    assert least <= low + 1e-9 and high <= most + 1e-9
    assert ("x" in certain) <= ("x" in directing)
    assert ("p" in certain) <= ("p" in directing)
