"""Whoever holds for others owns nothing by it and directs nothing."""

from collections import Counter
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.holders.holder_column import holder_column
from graph.networks.power import power_over
from graph.networks.situation import Situation
from made_up import DAY, citizen, firms, known, people, role, stake, table
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


@given(shares=parts, way=st.sampled_from(["capacity", "role"]), direct=st.integers(0, 20))
@settings(max_examples=60, deadline=None)
def test_a_nominee_with_a_named_principal_is_looked_through(shares, way, direct):
    """By the stake's own principal, or by the principal's stake through the nominee."""
    block, *others = shares
    said = [stake(who, "f", str(part), directness="direct") for who, part in
            zip("bcd", others, strict=False) if part]  # fmt: skip
    if way == "capacity":
        said.append(stake("n", "f", str(block), capacity="nominee", principal="p",
                          directness="direct"))  # fmt: skip
    else:
        said += [stake("n", "f", str(block)), role("n", "nominee")]
        said.append(stake("p", "f", str(block), directness="indirect", via=("n",)))
    knowledge = known(firms("f", "n") + people("p", *HOLDERS), said)
    for basis in ("legal", "economic", "voting"):
        column = holder_column(knowledge, "f", basis, DAY)
        held = {one.holder: one.known for one in column.held}
        assert held.pop("p", Fraction(0)) == Fraction(block, 100)
        assert "n" not in held
        assert column.unread == 0
    if way == "capacity" and direct and sum(shares) + direct <= 100:
        more = known(
            firms("f", "n") + people("p", *HOLDERS),
            [*said, stake("p", "f", str(direct), directness="direct")],
        )
        held = Counter()
        for one in holder_column(more, "f", "voting", DAY).held:
            held[one.holder] += one.known
        assert held["p"] == Fraction(block + direct, 100)


@given(block=st.integers(1, 90), through=st.integers(0, 90))
@settings(max_examples=60, deadline=None)
def test_what_is_said_to_be_held_through_a_depository_is_taken_out_of_its_block(block, through):
    """And the rest of the block is nobody's, even under a register that names everybody."""
    said = [stake("n", "f", str(block), capacity="depository", directness="direct")]
    if 0 < through <= block:
        said.append(stake("a", "f", str(through), directness="indirect", via=("n",)))
    knowledge = known(firms("f", "n") + people("a"), [*said, table("f", Decimal(0))])
    column = holder_column(knowledge, "f", "legal", DAY)
    left = Fraction(block - (through if through <= block else 0), 100)
    assert column.unread == left
    assert (column.rest_kind == "undisclosed") is (left > 0)
