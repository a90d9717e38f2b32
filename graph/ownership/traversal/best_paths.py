r"""The paths by which the least share of a firm reaches some parties, the largest first.

On the shares :math:`P^*` at which the least is reached, the least is the sum over the simple
paths :math:`v_0 \dots v_n` from the firm up to those parties of

.. math:: \prod_i P^*(v_i, v_{i+1}) \cdot \prod_i g_i, \qquad
          g_i = 1 / (1 - \text{chance of coming back to } v_i \text{ without } v_0 \dots v_{i-1})

Each path is so its *direct* part times its *rounds* through cross-holdings. The sum is an
identity that tests hold in fractions by meeting every path; here the best are taken one by one
(Yen's algorithm, by networkx) and what is left is given for each first holder, computed for
itself and not as a difference from the total.

References
----------
Lawler, G. F. (1980). A self-avoiding random walk. Duke Mathematical Journal 47, 655-693.
Yen, J. Y. (1971). Finding the K shortest loopless paths in a network. Management Science 17,
712-716.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from math import log

import networkx as nx

from graph.fraction import ONE, ZERO, Fraction
from graph.ownership.traversal.arrivals import round_trips
from graph.ownership.traversal.least_shares import LeastShares, Node, least_shares

BESIDE = 3  # paths looked at for each that is kept: rounds may put a later one before
GOAL = ("every end", "of these")  # a node no graph of firms has


@dataclass(frozen=True)
class SharePath:
    """A simple path from the firm up to an end, and what of the firm it carries."""

    nodes: tuple[Node, ...]
    direct: Fraction
    rounds: Fraction

    @property
    def points(self) -> Fraction:
        """What the path carries, rounds included, a fraction of the firm."""
        return self.direct * self.rounds


@dataclass(frozen=True)
class FirstHolder:
    """What reaches the parties through one of the firm's own holders."""

    holder: Node
    share: Fraction  # of the firm
    points: Fraction  # that reach the parties with this holder as the first step
    listed: Fraction  # of them, on the paths that are listed

    @property
    def rest(self) -> Fraction:
        """What paths that are not listed carry through this holder."""
        return self.points - self.listed


def weighed(shares: nx.DiGraph, nodes: Sequence[Node]) -> SharePath:
    """A path with its direct part and its rounds.

    >>> shares = nx.DiGraph()
    >>> shares.add_weighted_edges_from([("a", "b", Fraction(1, 2)), ("b", "a", Fraction(1, 2)),
    ...     ("b", "home", Fraction(1, 2))], weight="share")
    >>> path = weighed(shares, ["a", "b", "home"])
    >>> path.direct, path.rounds, path.points
    (Fraction(1, 4), Fraction(4, 3), Fraction(1, 3))
    """
    direct, rounds = ONE, ONE
    for place, (firm, holder) in enumerate(pairwise(nodes)):
        direct *= shares[firm][holder]["share"]
        rounds *= round_trips(shares, firm, set(nodes[:place]))
    return SharePath(tuple(nodes), direct, rounds)


def best_paths(shares: nx.DiGraph, firm: Node, ends: Collection[Node], k: int) -> list[SharePath]:
    """At most ``k`` simple paths from the firm up to some ends, those that carry most first.

    They are met in order of their direct part; of the first ``BESIDE · k`` the best are kept.
    """
    climbing = nx.DiGraph()
    for lower, holder, edge in shares.edges(data=True):
        climbing.add_edge(lower, holder, cost=-log(edge["share"]))
    climbing.add_edges_from(((end, GOAL) for end in ends if end in climbing), cost=0.0)
    met = islice(routes(climbing, firm, "cost"), BESIDE * k)
    found = [weighed(shares, nodes) for nodes in met]
    found.sort(key=lambda path: -path.points)
    return found[:k]


def routes(climbing: nx.DiGraph, firm: Node, cost: str) -> Iterator[list[Node]]:
    """Simple paths from the firm to :data:`GOAL`, the cheapest first; none when it is not there."""
    if firm not in climbing or GOAL not in climbing or not nx.has_path(climbing, firm, GOAL):
        return
    for nodes in nx.shortest_simple_paths(climbing, firm, GOAL, weight=cost):
        yield nodes[:-1]


def first_holders(
    least: LeastShares, firm: Node, worth: Mapping[Node, Fraction], listed: Sequence[SharePath]
) -> list[FirstHolder]:
    """What reaches the parties through each holder of the firm, the largest first.

    The points add up to the firm's least. Where the firm is on no cycle they are the holder's
    share times the holder's own least; where it is, walks that come back to the firm count with
    the holder by which they leave it for good, and the firm's rounds scale all of them.
    """
    away = _worth_without(least, firm, worth)
    scale = round_trips(least.shares, firm)
    carried: dict[Node, Fraction] = {}
    for path in listed:
        if len(path.nodes) > 1:
            carried[path.nodes[1]] = carried.get(path.nodes[1], ZERO) + path.points
    found = [
        FirstHolder(
            holder=holder,
            share=edge["share"],
            points=scale * edge["share"] * away[holder],
            listed=carried.get(holder, ZERO),
        )
        for holder, edge in least.shares.adj[firm].items()
        if holder != firm and away[holder]
    ]
    return sorted(found, key=lambda one: -one.points)


def _worth_without(
    least: LeastShares, firm: Node, worth: Mapping[Node, Fraction]
) -> Mapping[Node, Fraction]:
    """What each node's walks bring home before they come to the firm."""
    if not least.shares.in_degree(firm):
        return least.worth
    fixed = nx.DiGraph()
    fixed.add_nodes_from(least.shares)
    for lower, holder, edge in least.shares.edges(data=True):
        if lower != firm:
            fixed.add_edge(lower, holder, lower=edge["share"], upper=edge["share"])
    return least_shares(fixed, {**worth, firm: ZERO}).worth
