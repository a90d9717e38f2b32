r"""The least that can end with some parties, by walking a graph of shares up from a firm.

A *share graph* is a ``networkx.DiGraph`` that climbs: an edge goes from a firm to one of its
holders. Edge attributes ``lower`` and ``upper`` bound the holder's share, fractions of one. A
node without edges is an *end*: a walk stops there, with somebody or with nobody known. What
holders leave is an end too. A firm whose sources are rivals has the node attribute ``rivals``:
whole columns, each a mapping of holder to (lower, upper), of which any one may be true. A node
with the attribute ``unnamed`` stands for holders nobody named.

With :math:`w` the worth of each end, the least worth of a firm is

.. math:: y_j = \min_{a \in P_j} \sum_i a_i y_i, \qquad
          P_j = \{ l \le a \le u,\; \textstyle\sum a = 1 \}

The walk goes over the condensation in topological order, owners first; groups of mutual holders
are settled by policy iteration with a small solve each. Shares stay the fractions they are, but
in groups of more than ``EXACT`` members. Mass that a group may keep to itself for ever counts as
nothing. :mod:`graph.ownership.bounds` computes the same on arrays, for whole registers.

References
----------
Givan, R., Leach, S. and Dean, T. (2000). Bounded-parameter Markov decision processes.
Artificial Intelligence 122, 71-109.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import networkx as nx
import numpy as np

from graph.errors import ComputationError
from graph.fraction import ONE, ZERO, Fraction
from graph.ownership.arrays.exact import solved

Node = Any  # whatever networkx takes for a node
Entry = tuple[Node, Fraction, Fraction]  # holder, least share, most share

EXACT = 24  # members of a group that are solved in fractions; larger ones in floating point
LIMIT = 20_000  # edges beyond which a graph is not walked
SAME = 1e-14  # below this a change in floating point is none
POLICIES = 200  # far above what any group needs; only rounding could ask for more


@dataclass(frozen=True)
class LeastShares:
    """The least worth of every node, and the shares at which all of them are reached at once.

    ``shares`` has the edge attribute ``share`` and no edge of share zero. A firm that may keep
    all its mass in a closed group has no edges there: nothing of it ends with anybody.
    """

    worth: Mapping[Node, Fraction]
    shares: nx.DiGraph


def least_shares(graph: nx.DiGraph, worth: Mapping[Node, Fraction]) -> LeastShares:
    """The least worth of each node of a share graph, and the shares that give it.

    ``worth`` is read for ends, 0 to 1; an end that is not in it is worth nothing.

    Raises
    ------
    ComputationError
        For more than ``LIMIT`` edges, and for a firm whose bounds no division of one fits.

    Examples
    --------
    Home holds 60 % of b, which has from 30 to 50 % of a; the rest is anybody's.

    >>> graph = nx.DiGraph()
    >>> graph.add_edge("a", "b", lower=Fraction(3, 10), upper=Fraction(1, 2))
    >>> graph.add_edge("a", "a's rest", lower=Fraction(1, 2), upper=Fraction(7, 10))
    >>> graph.add_edge("b", "home", lower=Fraction(3, 5), upper=Fraction(3, 5))
    >>> graph.add_edge("b", "b's rest", lower=Fraction(2, 5), upper=Fraction(2, 5))
    >>> found = least_shares(graph, {"home": Fraction(1)})
    >>> found.worth["a"], found.shares["a"]["b"]["share"]
    (Fraction(9, 50), Fraction(3, 10))
    """
    if graph.number_of_edges() > LIMIT:
        raise ComputationError(
            f"a graph of {graph.number_of_edges():,} stakes is too large to walk (at most "
            f"{LIMIT:,}): its bounds are computed on arrays, and its paths are not listed"
        )
    walk = _Walk(graph, worth)
    groups = nx.condensation(graph)
    for group in reversed(list(nx.topological_sort(groups))):
        walk.finish(sorted(groups.nodes[group]["members"], key=walk.place.__getitem__))
    return LeastShares(walk.worth, _as_graph(graph, walk.division))


def _as_graph(graph: nx.DiGraph, division: Mapping[Node, Mapping[Node, Fraction]]) -> nx.DiGraph:
    shares = nx.DiGraph()
    shares.add_nodes_from(graph)
    for firm in graph:
        for holder, share in division.get(firm, {}).items():
            shares.add_edge(firm, holder, share=share)
    return shares


class _Walk:
    """Worths found so far and the cheapest division of each firm."""

    def __init__(self, graph: nx.DiGraph, worth: Mapping[Node, Fraction]) -> None:
        self.graph = graph
        self.place = {node: place for place, node in enumerate(graph)}
        self.worth: dict[Node, Fraction] = {node: worth.get(node, ZERO) for node in graph}
        self.division: dict[Node, dict[Node, Fraction]] = {}

    def finish(self, group: Sequence[Node]) -> None:
        firm = group[0]
        if not self.graph.out_degree(firm):
            return
        if len(group) > 1 or self.graph.has_edge(firm, firm):
            self._settle(group)
        else:
            self.worth[firm], self.division[firm] = self._cheapest(firm)

    def columns(self, firm: Node) -> Iterable[Sequence[Entry]]:
        """The columns a firm may have: its own, or one for each way its rivals are settled."""
        rivals = self.graph.nodes[firm].get("rivals")
        if rivals:
            return [
                [(holder, low, high) for holder, (low, high) in column.items()] for column in rivals
            ]
        return [[(h, edge["lower"], edge["upper"]) for h, edge in self.graph.adj[firm].items()]]

    def _cheapest(self, firm: Node) -> tuple[Fraction, dict[Node, Fraction]]:
        return min((self._poured(firm, column) for column in self.columns(firm)), key=_first)

    def _poured(self, firm: Node, column: Sequence[Entry]) -> tuple[Fraction, dict[Node, Fraction]]:
        """Give everybody the least, and pour what is left into the least worthy first."""
        left = ONE - sum((low for _, low, _ in column), ZERO)
        value, division = ZERO, {}
        order = sorted(range(len(column)), key=lambda place: self._order(column[place][0], place))
        for place in order:
            holder, low, high = column[place]
            poured = max(ZERO, min(high - low, left))
            left -= poured
            if low + poured:
                division[holder] = low + poured
                value += (low + poured) * self.worth[holder]
        if abs(left) > SAME:
            raise ComputationError(f"no division of one fits the bounds of the holders of {firm}")
        return value, division

    def _order(self, holder: Node, place: int) -> tuple[Fraction, bool, int]:
        """Who is poured into first; of equal worth those nobody named, who claim it for nobody."""
        named = not self.graph.nodes[holder].get("unnamed", False)
        return self.worth[holder], named, place

    def _settle(self, group: Sequence[Node]) -> None:
        """Policy iteration: members that can keep all mass are worth nothing, the rest converge."""
        keeping = self._keeping(group)
        free = [firm for firm in group if firm not in keeping]
        for firm in group:
            self.worth[firm] = ZERO
            self.division[firm] = {}
        for _ in range(POLICIES if free else 0):
            for firm in free:
                self.division[firm] = self._cheapest(firm)[1]
            fresh = _solve(free, self.division, self.worth)
            change = max(abs(fresh[firm] - self.worth[firm]) for firm in free)
            self.worth |= fresh
            if change == 0 or (len(free) > EXACT and change <= SAME):
                return

    def _keeping(self, group: Sequence[Node]) -> set[Node]:
        """The greatest set of members that can keep all their mass among themselves."""
        inside = set(group)
        while leaving := {firm for firm in inside if not self._can_keep(firm, inside)}:
            inside -= leaving
        return inside

    def _can_keep(self, firm: Node, inside: set[Node]) -> bool:
        return any(
            all(low == 0 for holder, low, _ in column if holder not in inside)
            and sum((high for holder, _, high in column if holder in inside), ZERO) >= 1 - SAME
            for column in self.columns(firm)
        )


def _first(pair: tuple[Fraction, dict[Node, Fraction]]) -> Fraction:
    return pair[0]


def _solve(
    free: Sequence[Node],
    division: Mapping[Node, Mapping[Node, Fraction]],
    worth: Mapping[Node, Fraction],
) -> dict[Node, Fraction]:
    """What the members of a group are worth under their divisions."""
    place = {firm: row for row, firm in enumerate(free)}
    inside: dict[int, dict[int, Fraction]] = {}
    outside: dict[int, Fraction] = {}
    for firm, row in place.items():
        held = division[firm].items()
        inside[row] = {place[holder]: share for holder, share in held if holder in place}
        outside[row] = sum(
            (share * worth[holder] for holder, share in held if holder not in place), ZERO
        )
    found = linear(inside, outside)
    return {firm: found[row] for firm, row in place.items()}


def linear(
    inside: Mapping[int, Mapping[int, Fraction]], outside: Mapping[int, Fraction]
) -> Mapping[int, Fraction]:
    """Solve ``y[j] = outside[j] + Σ inside[j][i] · y[i]``; exactly up to ``EXACT`` unknowns.

    >>> linear({0: {1: Fraction(1, 2)}, 1: {}}, {1: Fraction(1, 3)})[0]
    Fraction(1, 6)
    """
    if len(inside) <= EXACT:
        return solved(inside, outside)
    system, right = np.eye(len(inside)), np.zeros(len(inside))
    for row, shares in inside.items():
        right[row] = float(outside.get(row, ZERO))
        for column, share in shares.items():
            system[row, column] -= float(share)
    return {row: Fraction(value) for row, value in enumerate(np.linalg.solve(system, right))}
