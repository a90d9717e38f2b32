"""What stands out in a graph above a firm: mutual groups, layers, and what parts it from some."""

from __future__ import annotations

from collections.abc import Collection

import networkx as nx

from graph.ownership.traversal.best_paths import GOAL
from graph.ownership.traversal.least_shares import Node


def mutual_groups(graph: nx.DiGraph) -> list[tuple[Node, ...]]:
    """Nodes that hold one another, directly or round about, and those that hold themselves.

    >>> mutual_groups(nx.DiGraph([("a", "b"), ("b", "a"), ("b", "home"), ("c", "c")]))
    [('a', 'b'), ('c',)]
    """
    place = {node: at for at, node in enumerate(graph)}
    groups = [
        tuple(sorted(group, key=place.__getitem__))
        for group in nx.strongly_connected_components(graph)
        if len(group) > 1 or any(graph.has_edge(one, one) for one in group)
    ]
    return sorted(groups, key=lambda group: place[group[0]])


def layers(graph: nx.DiGraph, firm: Node) -> list[tuple[Node, ...]]:
    """The firm's holders, theirs, and so on: everybody once, at the fewest steps.

    >>> layers(nx.DiGraph([("a", "b"), ("a", "c"), ("b", "c"), ("c", "d")]), "a")
    [('b', 'c'), ('d',)]
    """
    return [tuple(layer) for layer in nx.bfs_layers(graph, firm)][1:]


def fewest_between(
    graph: nx.DiGraph, firm: Node, ends: Collection[Node]
) -> list[tuple[Node, Node]]:
    """The fewest edges without which no path leads from the firm up to any of some ends.

    Of several such sets, the one nearest to the firm. Empty when no path does.

    >>> graph = nx.DiGraph([("a", "b"), ("b", "home"), ("b", "state"), ("a", "abroad")])
    >>> fewest_between(graph, "a", ["home", "state"])
    [('a', 'b')]
    """
    flow = nx.DiGraph()
    flow.add_edges_from(((holder, lower) for lower, holder in graph.edges), capacity=1)
    wanted = [end for end in ends if end in flow and end != firm]
    flow.add_edges_from((GOAL, end) for end in wanted)  # without a capacity: never cut
    if firm not in flow or not wanted:
        return []
    _, (_, near) = nx.minimum_cut(flow, GOAL, firm)  # networkx cuts as near to the last as it can
    return [edge for edge in graph.edges if edge[0] in near and edge[1] not in near]
