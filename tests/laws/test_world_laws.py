"""Laws of the whole computation, over random made-up worlds."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from graph.claims.knowledge import Knowledge
from graph.claims.model import Citation, Classification, Rule
from graph.claims.periods import PartialDate, Period
from graph.claims.shares import Share
from graph.domesticness.score import LENS as SCORE
from graph.holders.origins import HOME, NATIONAL
from graph.networks.situation import Situation
from graph.networks.upstream import upstream
from graph.networks.view import View
from graph.profiles.controllers import controllers_of
from graph.profiles.reversals import SHOWN, settling_of
from graph.profiles.score import score
from graph.profiles.verdicts import verdict
from made_up import (
    DAY,
    PLACES,
    SOURCES,
    citizen,
    firms,
    listed,
    people,
    power,
    role,
    seated,
    stake,
    table,
)
from ontology.lenses import lenses

FIRMS = ("f", "g", "h", "i")
PEOPLE = ("p", "q", "r")
HOLDERS = (*FIRMS, *PEOPLE, "ministry")
LAW = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


@st.composite
def worlds(draw):
    """Claims among firms and people, some of them stale, ranged, sizeless or contradictory."""
    claims = []
    for target in FIRMS:
        for holder in draw(st.lists(st.sampled_from(HOLDERS), max_size=4, unique=True)):
            if holder == target:
                continue
            low = draw(st.integers(0, 45))
            high = draw(st.integers(low, min(100, low + 20)))
            share = draw(st.sampled_from([(str(low), str(high)), (str(low), str(low)), None]))
            as_of = draw(st.sampled_from(["2015-01-01", "2024-06-30", "2025-06-30"]))
            claims.append(stake(holder, target, share, as_of))
        if draw(st.booleans()):
            claims.append(table(target, draw(st.sampled_from([0, 5]))))
        if draw(st.booleans()):
            claims.append(seated(target, draw(st.sampled_from(["home", "away", "island"]))))
        if draw(st.integers(0, 4)) == 0:
            claims.append(role(target, draw(st.sampled_from(["stateFund", "assetManager"]))))
    for person in PEOPLE:
        for place in draw(
            st.lists(st.sampled_from(["home", "near", "away"]), max_size=2, unique=True)
        ):
            claims += [citizen(person, place)]
    if draw(st.booleans()):
        claims.append(power("g", "h", "vieContracts", bound=("p",)))
    labelled = draw(st.lists(st.sampled_from(FIRMS), max_size=3, unique=True))
    return claims + [
        Classification(id=f"label-{target}", target=target, label="hybrid", party="ministry")
        for target in labelled
    ]


def knowledge(claims, entities=None, **more):
    return Knowledge(
        entities=[*(entities or [*firms(*FIRMS), *people(*PEOPLE)]), *PLACES],
        sources=SOURCES,
        claims=claims,
        data_date=DAY,
        home="CN",
        **more,
    )


def numbers(world, firm="f"):
    """Everything numeric or in words that the lenses and the score say, ids left out."""
    situation = Situation(world, firm, DAY, "CN")
    said = [verdict(situation, lens) for lens in lenses().values()]
    decided = next(one for one in said if one.lens == SCORE)
    scored = score(situation, decided, with_estimate=True)
    return [
        *((one.lens, one.word, one.decided, one.decides, _rounded(one.interval)) for one in said),
        tuple(round(value, 9) for value in (scored.estimate.median, scored.estimate.low)),
    ]


def _rounded(interval):
    if interval is None:
        return None
    point = None if interval.point is None else round(interval.point, 9)
    return round(interval.lower, 9), point, round(interval.upper, 9)


@LAW
@given(worlds())
def test_deleting_every_label_changes_no_verdict(claims):
    kept = [c for c in claims if not (isinstance(c, Classification) and c.label)]
    assert numbers(knowledge(claims)) == numbers(knowledge(kept))


@LAW
@given(worlds(), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_no_number(claims, random):
    shuffled = list(claims)
    random.shuffle(shuffled)
    entities = [*firms(*FIRMS), *people(*PEOPLE)]
    random.shuffle(entities)
    assert numbers(knowledge(claims)) == numbers(knowledge(shuffled, entities))


@LAW
@given(worlds(), st.permutations(FIRMS + PEOPLE))
def test_renaming_changes_no_number(claims, names):
    new = dict(zip(FIRMS + PEOPLE, [f"x-{name}" for name in names], strict=True))

    def renamed(claim):
        changes = {"id": claim.id[::-1]}
        for field in ("party", "target"):
            changes[field] = new.get(getattr(claim, field), getattr(claim, field))
        if getattr(claim, "bound", ()):
            changes["bound"] = tuple(new.get(one, one) for one in claim.bound)
        return replace(claim, **changes)

    entities = [replace(one, id=new[one.id]) for one in [*firms(*FIRMS), *people(*PEOPLE)]]
    again = knowledge([renamed(claim) for claim in claims], entities)
    assert numbers(knowledge(claims)) == numbers(again, new["f"])


@LAW
@given(worlds(), st.sampled_from(["legal", "economic", "voting"]))
def test_columns_sum_to_one_and_bounds_hold_the_point(claims, basis):
    network = upstream(knowledge(claims), "f", View(day=DAY, home="CN", basis=basis))
    shares, trapped = network.point_columns()
    assert sum(shares.values()) + trapped == pytest.approx(1)
    for column in NATIONAL:
        lower, upper = network.column_bounds([column])
        assert 0 <= lower <= upper <= 1
        if not any(one.over_hundred for one in network.columns.values()):
            assert lower - 1e-9 <= shares[column] <= upper + 1e-9
    assert network.column_bounds(NATIONAL) == pytest.approx((network.column_bounds(NATIONAL)[0], 1))


@LAW
@given(worlds())
def test_without_contracts_legal_and_economic_ownership_are_the_same(claims):
    plain = [
        claim
        for claim in claims
        if claim.kind != "Control" and getattr(claim, "role", "") != "assetManager"
    ]
    world = knowledge(plain)
    legal = upstream(world, "f", View(day=DAY, home="CN", basis="legal"))
    economic = upstream(world, "f", View(day=DAY, home="CN", basis="economic"))
    assert legal.point_columns() == economic.point_columns()
    for column in NATIONAL:
        assert legal.column_bounds([column]) == economic.column_bounds([column])


@LAW
@given(worlds(), st.sampled_from(PEOPLE), st.sampled_from(["home", "near", "away"]))
def test_learning_a_citizenship_never_widens(claims, person, place):
    without = [c for c in claims if not (c.kind == "Citizenship" and c.party == person)]
    before = upstream(knowledge(without), "f", View(day=DAY, home="CN"))
    after = upstream(knowledge([*without, citizen(person, place)]), "f", View(day=DAY, home="CN"))
    for column in NATIONAL:
        low, high = before.column_bounds([column])
        narrow_low, narrow_high = after.column_bounds([column])
        assert narrow_low >= low - 1e-9 and narrow_high <= high + 1e-9


@LAW
@given(worlds(), st.dates(date(2026, 1, 1), date(2040, 1, 1)))
def test_a_closed_stake_never_revives(claims, later):
    nothing = Share.parse("0", "0")
    exit_day = PartialDate.parse("2025-12-30")
    gone = [
        replace(c, id=f"exit-{c.id}", share=nothing, event="exit", as_of=exit_day)
        for c in claims
        if c.kind == "Ownership"
    ]
    network = upstream(knowledge([*claims, *gone]), "f", View(day=later, home="CN", vie="ignored"))
    assert network.held["f"] == ()


CAPS = [
    Rule(
        id="cap", name="Cap", kind="foreignCap", jurisdiction=place, applies_to="bourse",
        reach="aggregate", threshold=Decimal(threshold), citations=(Citation("press"),),
        period=Period(PartialDate.parse("2000")),
    )
    for place, threshold in (("CN", 30), ("US", 10))
]  # fmt: skip


@LAW
@given(
    worlds(),
    st.lists(st.sampled_from(FIRMS), min_size=1, unique=True),
    st.sampled_from(CAPS),
    st.sampled_from(["CN", "US"]),
)
def test_a_legal_cap_only_tightens_and_touches_no_known_share(claims, traded, cap, home):
    world = knowledge([*claims, *map(listed, traded)], rules=[cap])
    free = upstream(world, "f", View(day=DAY, home=home))
    kept = upstream(world, "f", View(day=DAY, home=home, laws=True))
    assert free.point_columns() == kept.point_columns()
    for columns in (*([one] for one in NATIONAL), HOME, NATIONAL):
        low, high = free.column_bounds(columns)
        narrow_low, narrow_high = kept.column_bounds(columns)
        assert narrow_low >= low - 1e-9 and narrow_high <= high + 1e-9
        assert narrow_low <= narrow_high + 1e-9


@LAW
@given(worlds())
def test_every_step_of_control_rests_on_the_controller_and_earlier_steps(claims):
    situation = Situation(knowledge(claims), "f", DAY, "CN")
    answer = controllers_of(situation, "r")
    for one in answer.controllers:
        found = {*one.controller.id.split("+")}
        for step in one.derivation:
            assert {part.owner.id for part in step.contributors} <= found
            assert step.votes is None or step.slack > 0
            found.add(step.firm.id)
        assert one.derivation[-1].firm.id == "f"


@settings(LAW, max_examples=15)
@given(worlds())
def test_each_part_of_what_would_settle_it_agrees_with_the_rest(claims):
    situation = Situation(knowledge(claims), "f", DAY, "CN")
    found = settling_of(situation, "r")
    grid = found.grid
    assert sum(grid.verdicts.values()) == pytest.approx(1)
    for switch in grid.switches:
        assert -1e-9 <= switch.first <= switch.total + 1e-9 <= 1 + 2e-9
    if found.stakes and all(one.shapley is not None for one in found.stakes):
        placed = sum(one.shapley for one in found.stakes)
        if len(found.stakes) < SHOWN:
            assert placed == pytest.approx(found.home_share.point, abs=1e-9)
