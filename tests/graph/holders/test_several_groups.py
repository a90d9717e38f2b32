"""Somebody in several groups that hold the same firm: one answer, however the claims come."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from itertools import permutations
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.claims.model import Entity
from graph.claims.reasons import because
from graph.holders.blocks import counted_once
from graph.holders.stakes import stakes_in
from made_up import DAY, firms, known, people, stake

BUILDERS = Path(__file__).parents[2] / "builders"
SEEDS_OF_HASHES = "0123"
IN_ANOTHER_PROCESS = """
import json, sys
sys.path[:0] = json.loads(sys.argv[1])
from test_several_groups import answers_of, WORLDS
print(json.dumps([answers_of(*world) for world in WORLDS]))
"""
WORLDS = (  # what Ann has, and what each group has that she is in
    (20, (10, 30)),
    (20, (30, 10)),
    (20, (30, 30)),
    (20, (10, 5)),
    (5, (10, 30, 7)),
)


def rows_of(ann: int, blocks: tuple[int, ...]):
    groups = [
        Entity(id=f"g{number}", kind="PartyGroup", name=f"G{number}", members=("ann", "bob"))
        for number in range(len(blocks))
    ]
    world = [*firms("f"), *people("ann", "bob"), *groups]
    had = [stake(f"g{number}", "f", str(block)) for number, block in enumerate(blocks)]
    return world, [stake("ann", "f", str(ann)), *had]


def answers(world, claims):
    """What became of the stake of each holder, and why."""
    told = known(world, claims)
    stakes = stakes_in(told, "f", "legal", DAY)
    found = counted_once(told, stakes, lambda one: one.currency == "current")
    return {one.holder: (one.currency, one.reason) for one in found}


def answers_of(ann: int, blocks: tuple[int, ...]) -> list[str]:
    return sorted(f"{holder}: {why}" for holder, why in answers(*rows_of(ann, blocks)).items())


def test_a_member_is_in_any_of_its_groups_that_has_room():
    for blocks, group in (((10, 30), "g1"), ((30, 10), "g0")):
        found = answers(*rows_of(20, blocks))
        assert found["ann"] == ("notComputed", because("countedIn", group=group))


def test_of_several_groups_with_room_the_largest_is_named_then_the_first_by_name():
    for blocks, group in (((25, 30), "g1"), ((30, 30), "g0")):
        assert answers(*rows_of(20, blocks))["ann"][1] == because("countedIn", group=group)


def test_a_member_without_room_in_any_group_is_counted_beside_them():
    assert answers(*rows_of(20, (10, 5)))["ann"] == ("current", None)


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 30), st.lists(st.integers(1, 30), min_size=1, max_size=3).map(tuple))
def test_the_order_of_entities_and_claims_changes_nothing(ann, blocks):
    world, claims = rows_of(ann, blocks)
    expected = answers(world, claims)
    for order in permutations(claims):
        assert answers(world, list(order)) == expected
    assert answers(world[::-1], claims) == expected


def test_the_order_of_sets_changes_nothing():
    """Python orders sets by a seed of each process; the same worlds are asked under several."""
    places = json.dumps([str(BUILDERS), str(Path(__file__).parent), *sys.path])
    printed = {
        subprocess.run(
            [sys.executable, "-c", IN_ANOTHER_PROCESS, places],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True, text=True, check=True,
        ).stdout
        for seed in SEEDS_OF_HASHES
    }  # fmt: skip
    assert len(printed) == 1
