"""All firms at once say of each what is said of it alone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph import questions
from graph.claims.fact_days import FactDays
from graph.claims.knowledge import Knowledge
from graph.claims.rivals_and_rates import Rivals
from graph.engines.compiled import Compiled
from graph.engines.panel import Panel
from graph.engines.reading import firms_of
from graph.holders.origins import HOME
from graph.networks.situation import Situation
from graph.profiles.controllers import controllers_of
from graph.profiles.owners import owners_of
from graph.profiles.verdicts import verdict
from graph.releases.release import Release
from made_up import DAY, citizen, firms, known, people, power, role, seated, stake, table, when
from ontology.lenses import lenses

LAW = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
#: Solved in NumPy as small networks are, and compiled as large ones are.
ENGINES = {"small": Compiled(), "large": Compiled(few=0)}
BASES = ("legal", "economic", "voting")
FIRMS = ("f", "g", "h", "i")
HOLDERS = (*FIRMS, "p", "q", "group", "ministry")
LENSES = ("ultimate-ownership", "ultimate-control")


def panel(world: Knowledge, basis: str, engine: Compiled, days: Iterable[date]) -> Panel:
    chosen = tuple(lenses()[lens] for lens in LENSES) if basis == "economic" else ()
    return Panel(
        world, "r", "CN", basis, tuple(map(FactDays.one, days)), firms_of(world), chosen, engine
    )


def differences(found: Panel) -> list[str]:
    """Where a row is not what is said of its firm alone."""
    wrong = []
    for row in found.rows():
        day = date.fromisoformat(row.as_of)
        alone = Situation(found.knowledge, row.firm.id, day, found.home)
        owners = owners_of(alone, found.basis, "r")
        pairs = [
            (getattr(interval, end), getattr(row.columns[column], end))
            for column, interval in owners.columns.items()
            for end in ("lower", "point", "upper")
        ]
        home = alone.network(basis=found.basis).column_bounds(HOME)
        pairs += [(home[0], row.home_share.lower), (home[1], row.home_share.upper)]
        pairs.append((owners.undetermined, row.undetermined))
        pairs += [
            (owners.coverage.get(rung, 0.0), row.coverage.get(rung, 0.0))
            for rung in {*owners.coverage, *row.coverage}
        ]
        if any(abs(one - other) > 1e-9 for one, other in pairs):
            wrong.append(f"shares of {row.firm.id} on {day}, {found.basis}: {pairs}")
        directing = {
            one.controller.id
            for one in controllers_of(alone, "r").controllers
            if one.certainty == "certain"
        }
        if directing != {one.id for one in row.controllers}:
            wrong.append(f"controllers of {row.firm.id} on {day}: {directing}, {row.controllers}")
        said = [verdict(alone, lens) for lens in found.lenses]
        if [(one.word, one.decides, one.interval) for one in said] != [
            (one.word, one.decides, one.interval) for one in row.verdicts
        ]:
            wrong.append(f"verdicts on {row.firm.id} on {day}")
    return wrong


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("basis", BASES)
def test_every_firm_of_the_seeds_on_three_days(
    seed_release: Release, basis: str, engine: str
) -> None:
    days = (date(2014, 12, 31), date(2020, 12, 31), seed_release.data_date)
    found = panel(seed_release.knowledge, basis, ENGINES[engine], days)
    assert len(found) > 3 * 100
    assert differences(found) == []


def test_every_lens_on_the_day_of_each_kind_of_fact(seed_release: Release) -> None:
    """Where no day is asked about, lists are read on theirs, as ``classify`` reads them."""
    subjects = seed_release.knowledge.subjects
    every = tuple(seed_release.knowledge.lenses)
    rows = list(questions.measures(seed_release, firms=subjects, lenses=every).rows())
    assert [row.firm.id for row in rows] == list(subjects)
    for row in rows:
        classified = questions.classify(seed_release, row.firm.id)
        assert [(one.lens, one.word, one.decides, one.interval) for one in row.verdicts] == [
            (one.lens, one.word, one.decides, one.interval) for one in classified.verdicts
        ]


@st.composite
def worlds(draw: st.DrawFn) -> Knowledge:
    """Four firms that hold one another, two persons, a group, a ministry; powers, roles, rivals."""
    claims = []
    for target in FIRMS:
        for holder in draw(st.lists(st.sampled_from(HOLDERS), max_size=4, unique=True)):
            if holder != target:
                low = draw(st.integers(0, 60))
                high = min(100, low + draw(st.sampled_from([0, 0, 20])))
                day = draw(st.sampled_from(["2015-01-01", "2025-06-30", "2025-06-30"]))
                claims.append(stake(holder, target, (str(low), str(high)), day))
        if draw(st.booleans()):
            claims.append(table(target, draw(st.sampled_from([0, 5]))))
        if draw(st.booleans()):
            claims.append(seated(target, draw(st.sampled_from(["home", "away", "island"]))))
        name = draw(st.sampled_from(["", "", "stateFund", "assetManager"]))
        claims += [role(target, name)] if name else []
    for person in ("p", "q"):
        places = st.lists(st.sampled_from(["home", "near", "away"]), max_size=2, unique=True)
        claims += [citizen(person, place) for place in draw(places)]
    if draw(st.booleans()):
        mechanism = draw(st.sampled_from(["vieContracts", "parent"]))
        claims.append(power("g", "h", mechanism, bound=draw(st.sampled_from([("p",), ()]))))
    rivals = []
    if draw(st.booleans()):  # a second source has another figure for a stake
        first = next((one for one in claims if one.kind == "Ownership"), None)
        if first is not None and first.as_of == when("2025-06-30"):
            other = str(draw(st.integers(1, 60)))
            second = stake(first.party, first.target, other, id="second", source="filing")
            claims.append(second)
            rivals = [Rivals(id="two", claims=(first.id, second.id), reason="two sources")]
    entities = [*firms(*FIRMS), *people("p", "q"), *people("group", kind="PartyGroup")]
    return known(entities, claims, rivals=rivals)


@LAW
@given(worlds(), st.sampled_from(BASES), st.sampled_from([*ENGINES]))
def test_every_firm_of_a_drawn_world(world: Knowledge, basis: str, engine: str) -> None:
    assert differences(panel(world, basis, ENGINES[engine], [DAY])) == []
