"""Whoever holds for others owns nothing by it and directs nothing."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.holders.holder_column import holder_column
from graph.networks.power import power_over
from graph.networks.situation import Situation
from made_up import DAY, citizen, firms, known, people, stake
from ontology.load import codes

FOR_OTHERS = sorted(
    name
    for name, code in codes("Capacities").items()
    if code.attributes.get("heldForOthers") == "true"
)
HOLDERS = ("a", "b", "c", "d")

parts = st.lists(st.integers(0, 60), min_size=2, max_size=4).filter(lambda held: sum(held) <= 100)


def world(shares, capacity):
    """Holders of a firm, the first of them in a capacity."""
    held = dict(zip(HOLDERS, shares, strict=False))
    said = [stake(who, "f", str(part), "2025-06-30", capacity=capacity if who == "a" else "",
                  directness="direct") for who, part in held.items() if part]  # fmt: skip
    return known(
        firms("f") + people(*HOLDERS), [*said, *(citizen(who, "home") for who in held)]
    ), held


def test_the_words_of_rule_8_are_among_them():
    assert {"nominee", "depository"} <= set(FOR_OTHERS)
    assert "ownAccount" not in FOR_OTHERS


@pytest.mark.parametrize("basis", ["legal", "economic", "voting"])
@given(shares=parts, capacity=st.sampled_from(FOR_OTHERS))
@settings(max_examples=40, deadline=None)
def test_its_block_is_not_disclosed_and_nobody_elses_part_changes(basis, shares, capacity):
    knowledge, held = world(shares, capacity)
    column = holder_column(knowledge, "f", basis, DAY)
    known_parts = {one.holder: one.known for one in column.held}
    assert known_parts == {
        who: Fraction(part, 100) for who, part in held.items() if part and who != "a"
    }
    others = sum(part for who, part in held.items() if who != "a")
    assert (column.rest_lower, column.rest_kind) == (1 - Fraction(others, 100), "undisclosed")


@given(shares=parts, capacity=st.sampled_from(FOR_OTHERS))
@settings(max_examples=40, deadline=None)
def test_it_never_directs(shares, capacity):
    knowledge, _ = world(shares, capacity)
    power = power_over(Situation(knowledge, "f", DAY, "CN"))
    for found in (*power.certain, *power.possible):
        assert "a" not in power.named(found.group)
