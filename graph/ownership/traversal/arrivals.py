"""Where walks from a firm end on fixed shares, and how often they come back on the way.

A *graph of fixed shares* climbs from firms to holders with the edge attribute ``share``, as
:func:`graph.ownership.traversal.least_shares.least_shares` gives it.
"""

from __future__ import annotations

from collections.abc import Mapping, Set

import networkx as nx

from graph.fraction import ONE, ZERO, Fraction
from graph.ownership.traversal.least_shares import Node, linear


def visits(shares: nx.DiGraph, firm: Node) -> Mapping[Node, Fraction]:
    """How often a walk from the firm is expected at each node; at an end, the part ending there.

    >>> shares = nx.DiGraph()
    >>> shares.add_weighted_edges_from([("a", "b", Fraction(1, 2)), ("b", "a", Fraction(1, 2)),
    ...     ("b", "home", Fraction(1, 2)), ("a", "rest", Fraction(1, 2))], weight="share")
    >>> found = visits(shares, "a")
    >>> found["a"], found["home"], found["rest"]
    (Fraction(4, 3), Fraction(1, 3), Fraction(2, 3))
    """
    reached = shares.subgraph({firm, *nx.descendants(shares, firm)})
    arriving: dict[Node, Fraction] = dict.fromkeys(reached, ZERO)
    arriving[firm] = ONE
    groups = nx.condensation(reached)
    for group in nx.topological_sort(groups):
        members = groups.nodes[group]["members"]
        arriving |= _within(reached, members, arriving)
        for member in members:
            for holder, edge in reached.adj[member].items():
                if holder not in members:
                    arriving[holder] += arriving[member] * edge["share"]
    return arriving


def _within(
    shares: nx.DiGraph, members: Set[Node], arriving: Mapping[Node, Fraction]
) -> dict[Node, Fraction]:
    """Visits in a group of mutual holders, given what arrives from outside."""
    if len(members) == 1 and not any(shares.has_edge(one, one) for one in members):
        return {}
    place = {member: row for row, member in enumerate(members)}
    inside: dict[int, dict[int, Fraction]] = {row: {} for row in place.values()}
    for member, column in place.items():
        for holder, edge in shares.adj[member].items():
            if holder in place:
                inside[place[holder]][column] = edge["share"]
    found = linear(inside, {place[member]: arriving[member] for member in members})
    return {member: found[row] for member, row in place.items()}


def round_trips(shares: nx.DiGraph, node: Node, without: Set[Node] = frozenset()) -> Fraction:
    """1 / (1 − the chance of coming back to a node) on walks that meet none of some others.

    >>> shares = nx.DiGraph()
    >>> shares.add_weighted_edges_from(
    ...     [("a", "b", Fraction(1, 2)), ("b", "a", Fraction(1, 2))], weight="share")
    >>> round_trips(shares, "a"), round_trips(shares, "a", {"b"})
    (Fraction(4, 3), Fraction(1, 1))
    """
    left = nx.restricted_view(shares, without, [])
    group = {node, *(nx.descendants(left, node) & nx.ancestors(left, node))}
    arriving = dict.fromkeys(group, ZERO) | {node: ONE}
    return _within(left, group, arriving).get(node, ONE)
