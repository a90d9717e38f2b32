"""A firm said to have the same holders on every basis has them, whatever is said of it."""

from random import Random

import pytest

from disclosure import asking, tables
from disclosure.disclosing import WAYS, partly
from disclosure.world import draw
from graph.claims.knowledge import Knowledge
from graph.holders.holder_column import holder_column
from graph.holders.one_basis import ALL, same_on_every_basis
from graph.networks.situation import Situation
from graph.networks.upstream import upstream
from graph.networks.view import Vie, View
from made_up import DAY, PLACES, SOURCES, firms, people, stake

YEAR = 2025
VIES: tuple[Vie, ...] = ("respected", "ignored")


def disclosed(seed):
    """Some worlds, each disclosed in another way."""
    random = Random(seed)
    rows = []
    for number, way in enumerate(WAYS):
        world = draw(random)
        rows.append(tables.rows_of(world, partly(world, way, random), f"w{number}-", YEAR))
    return asking.from_tables(tables.document(rows, YEAR)).knowledge


def differing(knowledge, day):
    """The firms taken to be the same whose columns are not; and how many were taken to be."""
    wrong, same = [], 0
    for firm in knowledge.entities:
        if not same_on_every_basis(knowledge, firm, day):
            continue
        same += 1
        for reading in ("current", "lastKnown"):
            columns = [holder_column(knowledge, firm, b, day, reading=reading) for b in ALL]
            if any(column != columns[0] for column in columns):
                wrong.append((firm, reading))
    return wrong, same


@pytest.mark.parametrize("seed", range(6))
def test_holders_taken_to_be_the_same_are_the_same(seed):
    knowledge = disclosed(seed)
    wrong, same = differing(knowledge, tables.DAYS[YEAR])
    assert not wrong
    assert same


@pytest.mark.parametrize("seed", range(6, 10))
def test_a_network_kept_for_all_bases_is_that_of_each(seed):
    knowledge, day = disclosed(seed), tables.DAYS[YEAR]
    for firm in knowledge.entities:
        situation = Situation(knowledge, firm, day, "CN")
        for basis in ALL:
            for vie in VIES:
                kept = situation.network(basis=basis, vie=vie)
                made = upstream(knowledge, firm, View(day=day, home="CN", basis=basis, vie=vie))
                assert (kept.ids, kept.held, kept.rests) == (made.ids, made.held, made.rests), firm
                assert kept.origins == made.origins
                assert kept.contracts == made.contracts


def test_no_firm_of_the_seeds_is_taken_to_be_the_same_that_is_not(seed_release):
    wrong, same = differing(seed_release.knowledge, seed_release.knowledge.data_date)
    assert not wrong
    assert same > 100


def test_a_vehicle_with_somebody_behind_a_part_of_it_counts_apart():
    """Half of what it has is somebody's: half of its capital, and nobody knows of its votes."""
    through = stake("p", "f", "40", directness="indirect", via=("v",))
    known = Knowledge(
        entities=[*firms("f", "v"), *people("p"), *PLACES],
        sources=SOURCES,
        claims=[stake("v", "f", "80"), through],
        data_date=DAY,
        home="CN",
    )
    assert not same_on_every_basis(known, "v", DAY)
    assert holder_column(known, "v", "legal", DAY) != holder_column(known, "v", "voting", DAY)
