"""What a rule comes to holds in the world the claims were made from, however little they tell.

A true world is drawn first: who holds how much of whom, in twentieths, and who is on which list.
It is followed by a second computation that knows no ranges. Claims then tell some of it: exactly,
in a range, without a size, or not at all. Whatever they leave out, *certain* is true, what is
true of a firm with a listed link is never below, and telling more takes no certainty away.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.networks.situation import Situation
from graph.screening.around import Around
from graph.screening.list_membership import Listed
from graph.screening.outcome import outcome_of
from graph.screening.reach import reached_from
from made_up import DAY, firms, known, people, power, stake, table
from ontology.nodes import Window
from ontology.rules import reach_rules

FIRMS, PEOPLE = ("a", "b", "c", "d"), ("x", "y", "z", "w")
ENTITIES = [*firms(*FIRMS), *people(*PEOPLE)]
PARTS = 20  # of a firm, so that each is 5 %
ANY = reach_rules()["any-list"]
MODES = ("aggregate", "withinList", "single", "joint", "unsettled")


@dataclass(frozen=True)
class World:
    """Who holds how many twentieths of whom, who is on which list, and who acts together."""

    held: Mapping[str, Mapping[str, int]]
    lists: Mapping[str, frozenset[str]]  # a person → the lists it is on
    joint: Mapping[str, frozenset[str]]


@st.composite
def worlds(draw: st.DrawFn) -> World:
    held = {}
    for firm in FIRMS:
        others = [one for one in (*FIRMS, *PEOPLE) if one != firm]
        cuts = sorted(draw(st.lists(st.integers(0, PARTS), min_size=2, max_size=3)))
        sizes = [b - a for a, b in zip([0, *cuts], [*cuts, PARTS], strict=True)]
        holders = draw(st.permutations(others))[: len(sizes)]
        held[firm] = {who: size for who, size in zip(holders, sizes, strict=True) if size}
    lists = {
        "x": frozenset(["one"]),
        "y": draw(st.sampled_from([frozenset(["one"]), frozenset(["two"]), frozenset()])),
        "z": draw(st.sampled_from([frozenset(["two"]), frozenset()])),
        "w": frozenset[str](),
    }
    joint = {
        firm: frozenset(draw(st.sets(st.sampled_from(sorted(held[firm])), min_size=2)))
        for firm in FIRMS
        if len(held[firm]) > 1 and draw(st.booleans())
    }
    return World(held, lists, joint)


def truly_reached(world: World, mode: str, threshold: int, *, inclusive: bool) -> set[str]:
    """The firms reached in a world that is known whole; no range, no cleverness."""

    def enough(firm: str, inside: Iterable[str]) -> bool:
        counted = set(inside) - {firm}
        part = Fraction(sum(world.held[firm].get(one, 0) for one in counted), PARTS)
        limit = Fraction(threshold, 100)
        return part > limit or (inclusive and part == limit)

    def from_group(group: Iterable[str]) -> set[str]:
        inside = set(group)
        while more := {f for f in FIRMS if f not in inside and enough(f, inside)}:
            inside |= more
        return inside

    listed = {one for one, names in world.lists.items() if names}
    if mode == "aggregate":
        groups = [listed]
    elif mode == "withinList":
        groups = [{p for p in listed if name in world.lists[p]} for name in ("one", "two")]
    else:
        groups = [{one} for one in listed]
    inside = set[str]().union(*(from_group(group) for group in groups)) | listed
    while mode == "joint":
        arranged = {
            firm
            for firm, members in world.joint.items()
            if firm not in inside and len(members & inside) > 1 and enough(firm, members & inside)
        }
        if not arranged:
            break
        inside |= set[str]().union(*(from_group({firm}) for firm in arranged))
    return inside & set(FIRMS)


TELLINGS = ("exact", "exact", "range", "unsized", "nothing")


@st.composite
def tellings(draw: st.DrawFn, world: World) -> dict[tuple[str, str], str]:
    return {
        (firm, who): draw(st.sampled_from(TELLINGS))
        for firm, holders in world.held.items()
        for who in holders
    }


def claims_of(world: World, told: Mapping[tuple[str, str], str], blur: int) -> list[object]:
    claims: list[object] = []
    for firm, holders in world.held.items():
        for who, size in holders.items():
            how = told[firm, who]
            percent = size * 100 // PARTS
            if how == "exact":
                claims.append(stake(who, firm, str(percent)))
            elif how == "range":
                low, high = max(0, percent - blur), min(100, percent + blur)
                claims.append(stake(who, firm, (str(low), str(high))))
            elif how == "unsized":
                claims.append(stake(who, firm, None))
        if all(told[firm, who] != "nothing" for who in holders):
            claims.append(table(firm, 0))
        if firm in world.joint:
            claims.append(power("", firm, "concert", members=tuple(sorted(world.joint[firm]))))
    return claims


def outcomes(world: World, claims: list[object], mode: str, threshold: int, *, inclusive: bool):
    rule = replace(
        ANY, threshold=threshold, inclusive=inclusive, windows=(Window(None, None, mode),)
    )
    around = Around.of(Situation(known(ENTITIES, claims), "", DAY, "CN"), rule)
    for firm in FIRMS:
        around.add(firm)
    entries = [
        Listed(entity=who, list=name) for who, names in world.lists.items() for name in names
    ]
    found = reached_from(around, rule, entries)
    return found, {firm: outcome_of(found, firm) for firm in FIRMS}


lines = st.sampled_from([(50, True), (50, False), (25, True), (75, False), (100, True)])


@pytest.mark.parametrize("mode", MODES)
@given(data=st.data(), line=lines, blur=st.sampled_from([1, 5, 30]))
@settings(max_examples=60, deadline=None)
def test_what_is_said_holds_in_the_world_it_was_said_of(mode, data, line, blur):
    threshold, inclusive = line
    world = data.draw(worlds())
    told = data.draw(tellings(world))
    found, said = outcomes(
        world, claims_of(world, told, blur), mode, threshold, inclusive=inclusive
    )
    least = truly_reached(
        world, "single" if mode == "unsettled" else mode, threshold, inclusive=inclusive
    )
    most = truly_reached(
        world, "aggregate" if mode == "unsettled" else mode, threshold, inclusive=inclusive
    )
    for firm, outcome in said.items():
        if outcome.status == "certain":
            assert firm in least
        if firm in most and found.is_linked(firm):
            assert outcome.status in ("certain", "notExcluded")
        if outcome.status in ("below", "redFlag") and found.is_linked(firm):
            assert firm not in most


@pytest.mark.parametrize("mode", MODES)
@given(data=st.data(), line=lines, blur=st.sampled_from([1, 5, 30]))
@settings(max_examples=40, deadline=None)
def test_telling_more_takes_no_certainty_away(mode, data, line, blur):
    threshold, inclusive = line
    world = data.draw(worlds())
    told = data.draw(tellings(world))
    more = {key: "exact" if data.draw(st.booleans()) else how for key, how in told.items()}
    _, before = outcomes(world, claims_of(world, told, blur), mode, threshold, inclusive=inclusive)
    _, after = outcomes(world, claims_of(world, more, blur), mode, threshold, inclusive=inclusive)
    for firm, outcome in before.items():
        if outcome.status == "certain":
            assert after[firm].status == "certain"


@pytest.mark.parametrize("mode", MODES)
@given(data=st.data(), line=lines)
@settings(max_examples=40, deadline=None)
def test_of_a_world_that_is_told_whole_nothing_is_left_open(mode, data, line):
    threshold, inclusive = line
    world = data.draw(worlds())
    told = {(firm, who): "exact" for firm, holders in world.held.items() for who in holders}
    _, said = outcomes(world, claims_of(world, told, 0), mode, threshold, inclusive=inclusive)
    certain = {firm for firm, outcome in said.items() if outcome.status == "certain"}
    if mode == "unsettled":
        assert certain == truly_reached(world, "single", threshold, inclusive=inclusive)
        together = truly_reached(world, "aggregate", threshold, inclusive=inclusive)
        assert {f for f, one in said.items() if one.status == "notExcluded"} == together - certain
    else:
        assert certain == truly_reached(world, mode, threshold, inclusive=inclusive)
        assert all(one.status != "notExcluded" for one in said.values())
