"""Laws of the lenses on control, state and headquarters, in worlds drawn at random."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.claims.model import Classification
from graph.networks.situation import Situation
from graph.profiles.verdicts import verdict
from made_up import (
    CITED,
    DAY,
    citizen,
    firms,
    known,
    listed,
    people,
    role,
    seated,
    stake,
    table,
    when,
)
from ontology.lenses import lenses

NEW = (
    "csrc-actual-control", "nbs-state-control", "state-influence", "location-of-work",
    "us-headquarters", "procurement", "xinchuang",
)  # fmt: skip
ENTITIES = [*firms("f", "g", "h", "fund", "hidden"), *people("p", "q", "r")]
HOLDERS = ("fund", "ministry", "g", "h", "p", "q", "r")
ALWAYS = [
    listed("f", "2012-01-01", on="market"), role("fund", "stateFund"),
    citizen("p", "home"), citizen("q", "away"), seated("f", "away", "headquarters"),
]  # fmt: skip
OPEN = "unplaced"  # a controller is found and its nationality is said to be open


def share_of(low, high):
    return (str(low), str(high))


@st.composite
def worlds(draw):
    """Stakes of f (holder → least and most percent), who owns g, whether a table is cited."""
    left, stakes = 100, {}
    for holder in draw(st.lists(st.sampled_from(HOLDERS), max_size=4, unique=True)):
        low = draw(st.integers(0, min(left, 70)))
        left -= low
        stakes[holder] = (low, min(100, low + draw(st.sampled_from([0, 0, 10, 30]))))
    above = draw(st.sampled_from([None, "p", "ministry", "q"]))
    return stakes, above, draw(st.booleans())


def claims_of(stakes, above, tabled):
    found = [stake(one, "f", share_of(*bounds)) for one, bounds in stakes.items()]
    found += [stake(above, "g", "60")] if above else []
    return [*ALWAYS, *found, *([table("f", 5)] if tabled else [])]


def cases(claims, day=DAY):
    situation = Situation(known(ENTITIES, claims), "f", day, "CN")
    found = {name: verdict(situation, lenses()[name]) for name in NEW}
    return {name: one.case for name, one in found.items() if one.decided}


@st.composite
def more_informed(draw):
    """A world, and the same world after one further fact that contradicts nothing in it."""
    stakes, above, tabled = draw(worlds())
    before = claims_of(stakes, above, tabled)
    rest = 100 - sum(low for low, _ in stakes.values())
    ranged = [one for one, (low, high) in stakes.items() if high > low]
    facts = ["citizen", "table"]
    facts += ["narrow"] if ranged else []
    facts += ["owner"] if above is None else []
    facts += ["hidden"] if rest > 0 else []
    fact = draw(st.sampled_from(facts))
    if fact == "narrow":
        one = draw(st.sampled_from(ranged))
        low, high = stakes[one]
        high = min(high, low + rest)
        new_low = draw(st.integers(low, high))
        stakes = {**stakes, one: (new_low, draw(st.integers(new_low, high)))}
        return before, claims_of(stakes, above, tabled)
    if fact == "owner":
        return before, claims_of(stakes, draw(st.sampled_from(["p", "q", "ministry"])), tabled)
    if fact == "table":
        return before, claims_of(stakes, above, True)
    if fact == "citizen":
        return before, [*before, citizen("r", draw(st.sampled_from(["home", "away", "near"])))]
    most = min(rest, 5) if tabled else rest
    newcomer = [stake("hidden", "f", str(draw(st.integers(1, most))))]
    whose = draw(st.sampled_from([None, role("hidden", "stateFund"), seated("hidden", "away")]))
    return before, [*before, *newcomer, *([whose] if whose else [])]


@settings(max_examples=300)
@given(more_informed())
def test_a_further_fact_never_turns_one_verdict_into_another(pair):
    before, after = (cases(claims) for claims in pair)
    for name, case in before.items():
        if case != OPEN:
            assert after.get(name, case) == case, name


@given(worlds(), st.sampled_from(["hybrid", "stateOwned", "privateCompany", "chinese"]))
def test_a_label_changes_nothing(world, label):
    claims = claims_of(*world)
    said = Classification(
        id="label", target="f", party="p", label=label, as_of=when("2025"), citations=CITED
    )
    assert cases([*claims, said]) == cases(claims)


@given(worlds(), st.permutations(range(8)))
def test_the_order_of_claims_changes_nothing(world, order):
    claims = claims_of(*world)
    mixed = [claims[one] for one in order if one < len(claims)] + claims[8:]
    assert cases(mixed + [c for c in claims if c not in mixed]) == cases(claims)


@given(worlds())
def test_where_state_control_is_absolute_or_the_state_leads_influence_is_never_none(world):
    found = cases(claims_of(*world))
    if found.get("nbs-state-control") in ("absolute", "relative", "halves"):
        stakes = world[0]
        most = max((low for low, _ in stakes.values()), default=0)
        if most >= 10:
            assert found.get("state-influence") != "none"


@given(st.integers(0, 100), st.integers(0, 100))
def test_the_larger_the_share_at_home_the_less_is_work_abroad(staff, more):
    order = {"foreign": 0, "split": 1, "home": 2}

    def where(percent):
        share = stake("p", "g", str(percent)).share
        work = [
            seated("f", "home", aspect, share=share, as_of=when("2025-06-30"))
            for aspect in ("staff", "research")
        ]
        return cases([*ALWAYS, *work])["location-of-work"]

    low, high = sorted((staff, more))
    assert order[where(low)] <= order[where(high)]
    assert where(low) == ("home" if Fraction(low, 100) > Fraction(1, 2) else "foreign")
