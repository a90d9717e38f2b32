"""Who may direct: nobody hides where everybody is known, and contracts, rights and statements."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.claims.model import Entity
from graph.networks.power import power_over
from graph.networks.situation import Situation
from made_up import DAY, citizen, firms, known, people, power, say, stake, table, told

CONTROL = "ultimate-control"
WORLD = [*firms("f", "g", "h"), *people("p", "q", "r")]
FROM = [citizen("p", "home"), citizen("q", "home"), citizen("r", "away")]
FULL = ("exclusiveServices", "callOption", "equityPledge", "votingProxy")


def over(claims, firm="f"):
    return power_over(Situation(known(WORLD, [*claims, *FROM]), firm, DAY, "CN"))


def joint_holder(p, q, line=0):
    """f is held 45 by g, 25 by q, 30 by r; g by p and q."""
    return [
        stake("g", "f", "45"), stake("q", "f", "25"), stake("r", "f", "30"), table("f", 0),
        stake("p", "g", str(p)), stake("q", "g", str(q)), table("g", line),
    ]  # fmt: skip


def test_a_holder_whose_owners_are_known_is_looked_through():
    assert told(say(CONTROL, WORLD, [*joint_holder(50, 50), *FROM])) == ("no controller found", "")
    assert told(say(CONTROL, WORLD, [*joint_holder(49, 51), *FROM])) == ("home-controlled", "")
    assert not say(CONTROL, WORLD, [*joint_holder(49, 46, 5), *FROM]).decided  # 5 % may be q's


@given(st.integers(0, 100) | st.just(50), st.integers(0, 100))
@settings(max_examples=60, deadline=None)
def test_of_a_wholly_known_pair_somebody_directs_or_nobody_can(over_g, in_f):
    """g has in_f of f, q the rest of it; p has over_g of g, q has the rest."""
    claims = [
        *([stake("g", "f", str(in_f))] if in_f else []),
        *([stake("q", "f", str(100 - in_f))] if in_f < 100 else []),
        *([stake("p", "g", str(over_g))] if over_g else []),
        *([stake("q", "g", str(100 - over_g))] if over_g < 100 else []),
        table("f", 0), table("g", 0),
    ]  # fmt: skip
    found = over(claims)
    p_directs = in_f > 50 and over_g > 50
    q_directs = 100 - in_f + (in_f if over_g < 50 else 0) > 50
    directing = {"p"} if p_directs else {"q"} if q_directs else set()
    named = {one for top in found.certain for one in found.named(top.group)}
    if in_f > 50 and over_g == 50:
        directing = {"g"}  # which two hold jointly
    assert named == directing
    assert found.nobody_hidden == (not directing)


@pytest.mark.parametrize(("bound", "directs"), [("60", True), ("50", False), (None, False)])
def test_contracts_direct_with_more_than_half_of_the_votes_bound(bound, directs):
    claims = [
        power("g", "f", "vieContracts", instruments=FULL, bound=("p",)),
        stake("p", "f", bound),
    ]
    assert bool(over(claims).certain) == directs


@pytest.mark.parametrize(
    ("seen", "said"), [("2025-06-30", "possibly: "), ("2015-06-30", "as last known: ")]
)
def test_contracts_that_may_direct_are_last_known_only_if_they_are_old(seen, said):
    """Of 40 to 60 % of the votes bound nobody knows whether they are most of them."""
    held = [stake("p", "f", ("40", "60")), *FROM]
    over_f = power("g", "f", "vieContracts", seen, instruments=FULL, bound=("p",))
    found = say(CONTROL, WORLD, [*held, over_f])
    assert not found.decided
    assert f"{said}G may direct, by VIE contracts" in found.explanation


def test_a_right_beside_votes_decides_only_where_nobody_else_can_have_the_majority():
    right = power("p", "f", "decisiveRight", right="decisive")
    found = say(CONTROL, WORLD, [right, *FROM])
    assert told(found) == ("undecided", "undisclosedDecides")
    assert "somebody else may have the majority of the votes" in found.explanation
    small = [right, table("f", 5), stake("r", "f", "40")]
    assert told(say(CONTROL, WORLD, [*small, *FROM])) == ("home-controlled", "")
    rival = [right, stake("r", "f", "60")]
    assert say(CONTROL, WORLD, [*rival, *FROM]).word == "controllers from several sides"
    board = power("p", "f", "boardNomination", right="decisive")
    assert told(say(CONTROL, WORLD, [board, *FROM])) == ("home-controlled", "")


def test_half_and_half_is_said_to_be_joint():
    halves = [stake("p", "f", "50"), stake("r", "f", "50"), *FROM]
    found = say(CONTROL, WORLD, halves)
    assert told(found) == ("no controller found", "")
    assert "half of the votes each, so neither directs alone" in found.explanation
    assert over(halves[:2]).joint == ("p", "r")


def test_a_lower_bound_alone_makes_nobody_a_possible_controller():
    at_least = [stake("p", "f", ("10", None)), stake("q", "f", "30")]
    assert not over(at_least).possible
    band = [stake("p", "f", ("40", "60")), stake("q", "f", "30")]
    (found,) = over(band).possible
    assert found.derivation.steps[0].total == Fraction(3, 5)


def test_where_everybody_is_named_no_nought_of_votes_is_called_undisclosed():
    group = Entity(id="both", kind="PartyGroup", name="Both", members=("q", "r"))
    claims = [stake("both", "f", "90"), stake("p", "f", "10"), table("f", 0)]
    found = say(CONTROL, [*WORLD, group], [*claims, *FROM])
    assert not found.decided and "split" in found.explanation
    assert "undisclosed" not in found.explanation


@pytest.mark.parametrize(
    ("half", "directness", "word"),
    [
        ("50", "direct", "foreign-controlled"),
        ("49", "direct", "undecided"),  # how much more g has, nobody said
        ("50", "indirect", "undecided"),  # it may be what r has already
    ],
)
def test_half_of_the_votes_and_a_stake_of_unknown_size_are_a_majority(half, directness, word):
    """r directs g, which is a holder of f; of which size no source says."""
    unsized = stake("g", "f", None, directness=directness, id="unsized")
    claims = [stake("r", "f", half), unsized, stake("r", "g", "80"), *FROM]
    assert say(CONTROL, WORLD, claims).word == word
