"""What several have of a firm together: the least in any world, and who directs by it in all.

METHOD, section 3: certain control is the fixpoint with the least feasible votes of a group.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations, product

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from graph.claims.model import Entity
from graph.holders.contracts import FULL_SET
from graph.networks.power import power_over
from graph.networks.situation import Situation
from graph.networks.upstream import upstream
from graph.networks.view import View
from graph.ownership.arrays.votes import Votes
from graph.ownership.control.leading import most_of_others
from graph.ownership.control.possible import Unseen
from graph.ownership.control.who_controls import controlled_by
from made_up import (
    DAY,
    citizen,
    firms,
    known,
    listed,
    people,
    power,
    say,
    seated,
    stake,
    table,
    told,
)

TENTHS, FIRM = 10, 9


@st.composite
def columns(draw):
    """Bounds around a division of a firm: two or three holders, a block, and the most of a rest."""
    left, true = TENTHS, []
    for _ in range(draw(st.integers(3, 4))):
        true.append(draw(st.integers(0, left)))
        left -= true[-1]
    wide = st.integers(0, 3)
    bounds = [(max(0, part - draw(wide)), min(TENTHS, part + draw(wide))) for part in true]
    return bounds[1:], bounds[0], min(TENTHS, left + draw(wide))


def tenths(parts):
    return Fraction(parts, TENTHS)


def drawn(rows, block, rest):
    """Holders 0, 1 and 2 in bands, what 0 and 3 have together, and a rest of others."""
    stakes = [(one, FIRM, tenths(low), None, tenths(high)) for one, (low, high) in enumerate(rows)]
    shared = [(FIRM, {0, 3}, *map(tenths, block))]
    return Votes.from_stakes(stakes, blocks=shared, rests={FIRM: tenths(rest)}), stakes, shared


def worlds(rows, block, rest):
    """Every world in tenths: what 0, 1, 2 and 3 have."""
    for had in product(*(range(low, high + 1) for low, high in rows)):
        for size in range(block[0], block[1] + 1):
            if 0 <= 10 - sum(had) - size <= rest:
                for part in range(size + 1):
                    parts = dict(enumerate(had))
                    parts[0] += part
                    yield {**parts, 3: size - part}


@given(columns())
def test_the_least_of_a_set_is_its_least_in_any_world(column):
    rows, *_ = column
    votes, _, _ = drawn(*column)
    every = list(worlds(*column))
    holders = [*range(len(rows)), 3]
    for size in range(len(holders) + 1):
        for some in combinations(holders, size):
            least = min(sum(world.get(one, 0) for one in some) for world in every)
            assert votes.least_of(FIRM, some) == tenths(least)


@given(columns(), st.sets(st.integers(0, 3), max_size=2))
def test_nobody_else_has_more_in_any_world(column, inside):
    rows, *_ = column
    votes, stakes, shared = drawn(*column)
    every = list(worlds(*column))
    unseen = Unseen.of(stakes, {}, blocks=shared)
    bound = most_of_others(FIRM, votes, inside, unseen, 0)
    others = [one for one in (*range(len(rows)), 3) if one not in inside]
    reached = max((world.get(one, 0) for world in every for one in others), default=0)
    assert tenths(reached) <= bound


@given(columns(), st.integers(0, 10))
def test_certain_control_holds_in_every_world_and_possible_in_those_it_has(column, part):
    """Holder 0 has a part of 3, which may have of the firm what 0 and 3 have together."""
    _, stakes, shared = drawn(*column)
    above = [(0, 3, tenths(part), None, tenths(part))]
    ranged = Votes.from_stakes(
        [*stakes, *above], blocks=shared, rests={FIRM: tenths(column[-1]), 3: 1 - tenths(part)}
    )
    directs = []
    for world in worlds(*column):
        real = [(one, FIRM, tenths(had)) for one, had in world.items()]
        directs.append(FIRM in controlled_by(Votes.from_stakes([*real, (0, 3, tenths(part))]), {0}))
    assert (FIRM in controlled_by(ranged, {0})) == all(directs)
    assert (FIRM in controlled_by(ranged, {0}, reading="possible")) >= any(directs)


GROUP = Entity(id="g", kind="PartyGroup", name="Group", members=("p", "q"))
OF_TWO = Entity(id="g", kind="PartyGroup", name="Group", members=("p", "v"))
PEOPLE = people("p", "q", "r")
WHOLE = replace(table("g", None), covered=100)
FROM = [citizen("p", "home"), citizen("q", "away"), citizen("r", "away")]
sizes = st.tuples(st.integers(1, 19), st.integers(0, 19), st.integers(0, 100))


def directing(entities, claims):
    power = power_over(Situation(known(entities, claims), "f", DAY, "CN"))
    return {name for top in power.certain for name in power.named(top.group)}


def home(entities, claims):
    """The least and most that ends at home by cash flow."""
    view = View(day=DAY, home="CN", basis="economic")
    return upstream(known(entities, claims), "f", view).column_bounds(["home_other"])


def splits(share, first, second):
    """A group's block all one member's, all the other's, and half of it each's."""
    for own in (0, Fraction(share, 2), share):
        parts = ((first, own), (second, share - own))
        yield [stake(who, "f", f"{float(part):.2f}") for who, part in parts if part]


def beside(share, other, ranged):
    """Another holder of five per cent steps, exactly or up to all that is left."""
    if not other:
        return []
    return [stake("r", "f", (str(other), str(100 - share)) if ranged else str(other))]


@given(sizes, st.booleans(), st.booleans())
@settings(max_examples=80, deadline=None)
def test_whoever_has_a_company_has_what_a_group_of_both_has(drawn, ranged, complete):
    """p and v have a block together; p has more than half of v, or not."""
    share, other, over = drawn[0] * 5, drawn[1] * 5, drawn[2]
    assume(share + other <= 100)
    entities = [*firms("f", "v"), *PEOPLE, OF_TWO]
    said = [*FROM, *([stake("p", "v", str(over))] if over else []), *beside(share, other, ranged)]
    said += [table("f", 0)] if complete and share + other == 100 else []
    found = directing(entities, [stake("g", "f", str(share)), WHOLE, *said])
    each = [directing(entities, [*split, *said]) for split in splits(share, "p", "v")]
    assert ("p" in found) == all("p" in one for one in each)


@given(sizes, st.booleans())
@settings(max_examples=80, deadline=None)
def test_whoever_is_the_beneficiary_of_the_others_part_has_all_of_a_groups_block(drawn, ranged):
    """p and q have a block together, and contracts move what is q's of it to v."""
    share, other, over = drawn[0] * 5, drawn[1] * 5, drawn[2]
    assume(share + other <= 100)
    entities = [*firms("f", "v"), *PEOPLE, GROUP]
    instruments = tuple(sorted(FULL_SET))
    moved = power("v", "f", "vieContracts", instruments=instruments, bound=("q",))
    owned = [stake("p", "v", str(over))] if over else []
    said = [*FROM, *owned, moved, *beside(share, other, ranged)]
    whole = [stake("g", "f", str(share)), WHOLE, *said]
    ways = [[*split, *said] for split in splits(share, "p", "q")]
    found, each = directing(entities, whole), [directing(entities, way) for way in ways]
    assert ("p" in found) == all("p" in one for one in each)
    assert "q" not in found.union(*each)
    if not ranged:
        bounds = [home(entities, way) for way in ways]
        least, most = home(entities, whole)
        assert abs(least - min(low for low, _ in bounds)) < 1e-9
        assert abs(most - max(high for _, high in bounds)) < 1e-9


def test_a_rival_may_have_a_groups_block_beside_its_company():
    """r has 45; p may have 30 together with q and 20 through v: then p directs, and not r."""
    entities = [*firms("f", "v"), *PEOPLE, GROUP]
    claims = [
        listed("f", on="market"), seated("f", "home"), *FROM, WHOLE, table("f", 5),
        stake("r", "f", "45"), stake("g", "f", "30"), stake("v", "f", "20"),
        stake("p", "v", "100"), table("v", 0),
    ]  # fmt: skip
    assert told(say("csrc-actual-control", entities, claims)) == ("undecided", "undisclosedDecides")
    unnamed = [claim for claim in claims if claim is not WHOLE]
    assert not say("csrc-actual-control", entities, unnamed).decided
    apart = [*claims[:-2], stake("q", "v", "100"), stake("p", "v", "0", id="none")]
    assert not say("csrc-actual-control", entities, apart).decided


def test_a_group_of_a_person_and_its_company_is_no_states():
    """However p and its company share 70 %, and r has the rest: nobody of the state has any."""
    claims = [
        *FROM, WHOLE, stake("g", "f", "70"), stake("r", "f", "30"), table("f", 0),
        stake("p", "v", "100"), table("v", 0),
    ]  # fmt: skip
    found = say("state-influence", [*firms("f", "v"), *PEOPLE, OF_TWO], claims)
    assert told(found) == ("no state influence seen", "")
