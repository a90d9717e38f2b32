"""Laws of the walk over a firm's graph: it is the array engine, and its paths are the whole of it.

Networks are drawn at random with up to eight firms, ranges, rivals, cross-holdings, holdings in
themselves and closed groups; shares are twentieths, so that every identity is met in fractions.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

import networkx as nx
import numpy as np
import pytest

from graph.claims.model import HOLDABLE, Investment
from graph.errors import ComputationError
from graph.holders.origins import HOME, NATIONAL
from graph.measures.money_graph import money_graph
from graph.networks.share_graph import share_graph, worth_of
from graph.networks.situation import Situation
from graph.ownership.arrays.holdings import Holdings
from graph.ownership.bounds.bounds import bounds
from graph.ownership.traversal.arrivals import round_trips, visits
from graph.ownership.traversal.attribution import attributed
from graph.ownership.traversal.best_paths import (
    best_paths,
    first_holders,
    weighed,
)
from graph.ownership.traversal.groups import fewest_between, mutual_groups
from graph.ownership.traversal.least_shares import LIMIT, least_shares
from graph.releases.release import Release

DRAWN = range(100)
TWENTIETHS = 20
ONE = Fraction(1)


class Drawn:
    """A network of firms 0 … n−1 and owners after them, as a share graph and for the arrays."""

    def __init__(self, seed: int) -> None:
        chance = random.Random(seed)
        self.firms = chance.randint(1, 8)
        self.size = self.firms + 3
        self.stakes: list[tuple[int, int, Fraction, Fraction]] = []
        self.rivals: dict[int, list[list[tuple[int, Fraction, Fraction]]]] = {}
        closed = (
            {self.firms - 1, self.firms - 2} if self.firms > 2 and chance.random() < 0.15 else {}
        )
        for firm in range(self.firms):
            column = self._column(chance, firm)
            if firm in closed:  # two that hold each other wholly
                self.stakes += [(one, firm, ONE, ONE) for one in closed if one != firm]
                continue
            self.stakes += [(holder, firm, low, high) for holder, low, high in column]
            if chance.random() < 0.15:
                self.rivals[firm] = [column, self._column(chance, firm)]
        self.worth = {self.firms: ONE, self.firms + 1: Fraction(chance.randint(0, 1))}

    def _column(self, chance: random.Random, firm: int) -> list[tuple[int, Fraction, Fraction]]:
        holders = chance.sample(range(self.size), chance.randint(1, min(6, self.size)))
        left, column = TWENTIETHS, []
        for place, holder in enumerate(holders):
            last = place == len(holders) - 1
            part = left if last and chance.random() < 0.4 else chance.randint(0, (left + 1) // 2)
            left -= part
            wide = chance.randint(0, 6) if chance.random() < 0.4 else 0
            share = Fraction(part, TWENTIETHS)
            column.append((holder, share, min(ONE, share + Fraction(wide, TWENTIETHS))))
        return column

    def rest(self, column: list[tuple[int, Fraction, Fraction]]) -> tuple[Fraction, Fraction]:
        most = sum(high for _, _, high in column)
        return max(Fraction(0), ONE - most), ONE - sum(low for _, low, _ in column)

    @property
    def graph(self) -> nx.DiGraph:
        graph = nx.DiGraph()
        graph.add_nodes_from(range(self.size))
        for firm in range(self.firms):
            own = [(h, low, high) for h, owned, low, high in self.stakes if owned == firm]
            columns = self.rivals.get(firm, [own])
            for column in columns:
                low, high = self.rest(column)
                for holder, least, most in (*column, (f"rest of {firm}", low, high)):
                    graph.add_edge(firm, holder, lower=least, upper=most)
            if firm in self.rivals:
                graph.nodes[firm]["rivals"] = [
                    {h: (low, high) for h, low, high in (*c, (f"rest of {firm}", *self.rest(c)))}
                    for c in columns
                ]
        return graph

    def by_arrays(self, *, most: bool = False) -> float:
        stakes = [(holder, owned, low, None, high) for holder, owned, low, high in self.stakes]
        worth = np.array([float(self.worth.get(one, 0)) for one in range(self.size)])
        held = Holdings.from_stakes(self.size, stakes)
        return float(bounds(held, worth, worth, 0.0, 1.0, self.rivals)[int(most)][0])


@pytest.fixture(params=DRAWN)
def drawn(request: pytest.FixtureRequest) -> Drawn:
    return Drawn(request.param)


def test_the_walk_is_the_array_engine(drawn: Drawn) -> None:
    least = least_shares(drawn.graph, drawn.worth)
    assert float(least.worth[0]) == pytest.approx(drawn.by_arrays(), abs=1e-12)
    others = {
        one: ONE - drawn.worth.get(one, Fraction(0)) for one in range(drawn.firms, drawn.size)
    }
    most = 1 - least_shares(drawn.graph, others).worth[0]
    assert float(most) == pytest.approx(drawn.by_arrays(most=True), abs=1e-12)


def test_the_least_is_reached_by_shares_that_the_bounds_allow(drawn: Drawn) -> None:
    graph = drawn.graph
    least = least_shares(graph, drawn.worth)
    for firm in range(drawn.firms):
        division = {h: edge["share"] for h, edge in least.shares.adj[firm].items()}
        if not division:
            continue  # keeps all its mass in a closed group
        assert sum(division.values()) == 1
        columns = graph.nodes[firm].get("rivals") or [
            {h: (edge["lower"], edge["upper"]) for h, edge in graph.adj[firm].items()}
        ]
        assert any(
            set(division) <= set(column)
            and all(low <= division.get(h, 0) <= high for h, (low, high) in column.items())
            for column in columns
        )
    reached = visits(least.shares, 0)
    ends = (node for node in reached if not least.shares.out_degree(node))
    assert sum(reached[end] * drawn.worth.get(end, Fraction(0)) for end in ends) == least.worth[0]


def test_ends_and_what_several_share_add_up_and_each_end_has_its_own_for_certain(
    drawn: Drawn,
) -> None:
    graph = drawn.graph
    least = least_shares(graph, drawn.worth)
    _, arriving, together = attributed(graph, least, 0)
    ends = [one for one, value in drawn.worth.items() if value == 1]
    own = {end: arriving.get(end, Fraction(0)) for end in ends}
    assert sum(own.values()) + sum(together.values()) == least.worth[0]
    for end, points in own.items():
        assert 0 <= points <= least_shares(graph, {end: ONE}).worth[0]


def every_path(shares: nx.DiGraph, worth: dict[int, Fraction]) -> list[list[object]]:
    ends = [one for one, value in worth.items() if value == 1 and one in shares]
    return [path for end in ends for path in nx.all_simple_paths(shares, 0, end)]


def test_all_simple_paths_with_their_rounds_are_the_least(drawn: Drawn) -> None:
    least = least_shares(drawn.graph, drawn.worth)
    total = Fraction(0)
    for path in every_path(least.shares, drawn.worth):
        part = ONE
        for place, (firm, holder) in enumerate(pairwise(path)):
            # 1 / (1 − chance of return) counted by hand: the walks that come back, by elimination
            part *= least.shares[firm][holder]["share"] / (1 - returns(least.shares, path, place))
        total += part
    assert total == least.worth[0]


def returns(shares: nx.DiGraph, path: list[object], place: int) -> Fraction:
    """The chance to come back to a node of a path without the nodes before it, independently.

    By taking nodes out of the graph one at a time: whoever goes through the node taken out
    goes, after its rounds there, to where it leads.
    """
    node, gone = path[place], set(path[:place])
    kept = [one for one in shares if one not in gone]
    step = {a: {b: shares[a][b]["share"] for b in shares.adj[a] if b not in gone} for a in kept}
    for out in [one for one in kept if one != node]:
        loop = step[out].pop(out, Fraction(0))
        onward = {b: part / (1 - loop) for b, part in step.pop(out).items()} if loop < 1 else {}
        for row in step.values():
            through = row.pop(out, Fraction(0))
            for b, part in onward.items():
                row[b] = row.get(b, Fraction(0)) + through * part
    return step[node].get(node, Fraction(0))


def test_paths_listed_and_what_is_left_through_each_holder_are_the_least(drawn: Drawn) -> None:
    least = least_shares(drawn.graph, drawn.worth)
    ends = [one for one, value in drawn.worth.items() if value == 1]
    for k in (1, 2, 5):
        listed = best_paths(least.shares, 0, ends, k)
        assert len(listed) <= k
        assert [path.points for path in listed] == sorted(
            (path.points for path in listed), reverse=True
        )
        through = first_holders(least, 0, drawn.worth, listed)
        assert all(one.rest >= 0 for one in through)
        assert sum(one.points for one in through) == least.worth[0]
        assert sum(one.listed for one in through) == sum(path.points for path in listed)
    direct = sum(
        edge["share"] * least.worth[holder] for holder, edge in least.shares.adj[0].items()
    )
    assert direct == least.worth[0]


def test_all_paths_are_found_when_there_are_few(drawn: Drawn) -> None:
    least = least_shares(drawn.graph, drawn.worth)
    every = every_path(least.shares, drawn.worth)
    if len(every) > 60:
        return
    ends = [one for one, value in drawn.worth.items() if value == 1]
    found = best_paths(least.shares, 0, ends, 100)
    assert {path.nodes for path in found} == {tuple(path) for path in every}
    assert sum(path.points for path in found) == least.worth[0]


def test_a_cut_parts_and_nothing_less_does(drawn: Drawn) -> None:
    shares = least_shares(drawn.graph, drawn.worth).shares
    ends = [one for one, value in drawn.worth.items() if value == 1]
    cut = fewest_between(shares, 0, ends)
    left = shares.copy()
    left.remove_edges_from(cut)
    assert not any(nx.has_path(left, 0, end) for end in ends)
    for edge in cut:
        back = left.copy()
        back.add_edge(*edge)
        assert any(nx.has_path(back, 0, end) for end in ends)


def test_a_firm_in_its_own_hands_has_its_rounds_once() -> None:
    """Half of the firm is its own, half is home's: all of it ends at home, by one path."""
    graph = nx.DiGraph()
    for holder in (0, "home"):
        graph.add_edge(0, holder, lower=Fraction(1, 2), upper=Fraction(1, 2))
    least = least_shares(graph, {"home": ONE})
    assert least.worth[0] == 1
    assert round_trips(least.shares, 0) == 2
    path = weighed(least.shares, [0, "home"])
    assert (path.direct, path.rounds, path.points) == (Fraction(1, 2), 2, 1)
    (through,) = first_holders(least, 0, {"home": ONE}, [path])
    assert (through.points, through.rest) == (1, 0)


def test_what_is_drawn_has_what_is_hard() -> None:
    """The laws above would hold of little if no network had cycles, rivals and closed groups."""
    every = [Drawn(seed) for seed in DRAWN]
    least = [least_shares(one.graph, one.worth) for one in every]
    assert sum(bool(mutual_groups(one.graph)) for one in every) > 30
    assert sum(bool(one.rivals) for one in every) > 30
    kept = [
        any(not found.shares.out_degree(firm) for firm in range(one.firms))
        for one, found in zip(every, least, strict=True)
    ]
    assert sum(kept) > 10
    assert sum(found.shares.in_degree(0) > 0 for found in least) > 10  # the firm on a cycle
    assert sum(0 < found.worth[0] < 1 for found in least) > 30
    assert (
        max(
            len(every_path(found.shares, one.worth))
            for one, found in zip(every, least, strict=True)
        )
        > 20
    )


def of_seeds(release: Release) -> Iterator[tuple[nx.DiGraph, str]]:
    known = release.knowledge
    for entity in known.entities.values():
        if entity.kind in HOLDABLE:
            situation = Situation(known, entity.id, release.data_date, release.home)
            yield share_graph(situation.network()), entity.id
            if known.about(Investment, entity.id):
                money = money_graph(situation)
                if money.counted:
                    yield money.shares, money.root


def test_paths_are_the_whole_of_it_for_every_firm_of_the_seeds(seed_release: Release) -> None:
    sides = (frozenset(HOME), frozenset(NATIONAL) - frozenset(HOME))
    firms, met = 0, 0
    for graph, root in of_seeds(seed_release):
        for side in sides:
            worth = worth_of(graph, side)
            least = least_shares(graph, worth)
            paths = [
                path
                for end in worth
                if end in least.shares
                for path in nx.all_simple_paths(least.shares, root, end)
            ]
            carried = [weighed(least.shares, path) for path in paths]
            assert sum(path.points for path in carried) == least.worth[root]
            through = first_holders(least, root, worth, carried)
            assert all(one.rest == 0 for one in through)
            met += len(paths)
            firms += bool(paths)
    assert firms > 30
    assert met > 60


def test_a_graph_of_a_million_paths_is_walked_and_its_best_are_found() -> None:
    """Ten layers of four firms, each held by all of the next: 4 ** 10 paths lead to one owner."""
    graph = nx.DiGraph()
    layers = [["firm"], *([f"{at}.{one}" for one in range(4)] for at in range(10)), ["owner"]]
    for lower, upper in pairwise(layers):
        for firm in lower:
            for holder in upper:
                graph.add_edge(firm, holder, lower=Fraction(1, 5), upper=Fraction(1, 5))
            rest = 1 - Fraction(len(upper), 5)
            graph.add_edge(firm, f"rest of {firm}", lower=rest, upper=rest)
    least = least_shares(graph, {"owner": ONE})
    assert least.worth["firm"] == Fraction(4, 5) ** 10 / 5
    found = best_paths(least.shares, "firm", ["owner"], 3)
    assert [path.points for path in found] == [Fraction(1, 5) ** 11] * 3
    assert len({path.nodes for path in found}) == 3
    through = first_holders(least, "firm", {"owner": ONE}, found)
    assert sum(one.points for one in through) == least.worth["firm"]


def test_a_graph_too_large_to_walk_says_so() -> None:
    graph = nx.DiGraph(
        ("firm", one, {"lower": Fraction(0), "upper": ONE}) for one in range(LIMIT + 1)
    )
    with pytest.raises(ComputationError, match=r"20,001 stakes is too large to walk"):
        least_shares(graph, {})
