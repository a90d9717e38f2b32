"""Whose the least is: what each end has for certain, and what several have without a split.

The shares at which a least is reached need not be the only ones: where the holders of a firm are
all of one side, how they share what no bound gives to one of them changes nothing for the side
and everything for each. A holder's *certain* share is what every division leaves it at the least;
the rest of its share belongs to the firm's holders of that side together.
"""

from __future__ import annotations

from collections.abc import Mapping

import networkx as nx

from graph.fraction import ONE, ZERO, Fraction
from graph.ownership.traversal.arrivals import visits
from graph.ownership.traversal.least_shares import LeastShares, Node


def certain_share(graph: nx.DiGraph, firm: Node, holder: Node) -> Fraction:
    """What a holder of a share graph has of a firm in every world, over rival columns too.

    >>> graph = nx.DiGraph()
    >>> graph.add_edge("firm", "a", lower=Fraction(0), upper=Fraction(1, 2))
    >>> graph.add_edge("firm", "b", lower=Fraction(1, 4), upper=Fraction(3, 4))
    >>> certain_share(graph, "firm", "b")
    Fraction(1, 2)
    """
    columns = graph.nodes[firm].get("rivals") or [
        {one: (edge["lower"], edge["upper"]) for one, edge in graph.adj[firm].items()}
    ]
    least = []
    for column in columns:
        low = column[holder][0] if holder in column else ZERO
        others = sum((high for one, (_, high) in column.items() if one != holder), ZERO)
        least.append(max(low, ONE - others if holder in column else ZERO))
    return min(least)


def attributed(
    graph: nx.DiGraph, least: LeastShares, firm: Node
) -> tuple[nx.DiGraph, Mapping[Node, Fraction], Mapping[Node, Fraction]]:
    """The certain shares, how often a walk on them is at each node, and what is not split where.

    The visits of the ends that are worth one, and what is not split, add up to the firm's least.

    >>> graph = nx.DiGraph()
    >>> for one in ("a", "b"):
    ...     graph.add_edge("firm", one, lower=Fraction(1, 4), upper=Fraction(1))
    >>> from graph.ownership.traversal.least_shares import least_shares
    >>> found = least_shares(graph, {"a": ONE, "b": ONE})
    >>> _, at, together = attributed(graph, found, "firm")
    >>> at["a"], at["b"], together["firm"]
    (Fraction(1, 4), Fraction(1, 4), Fraction(1, 2))
    """
    sure = nx.DiGraph()
    sure.add_nodes_from(least.shares)
    loose: dict[Node, Fraction] = {}
    for lower, holder, edge in least.shares.edges(data=True):
        part = certain_share(graph, lower, holder)
        if part:
            sure.add_edge(lower, holder, share=part)
        more = (edge["share"] - part) * least.worth[holder]
        if more:
            loose[lower] = loose.get(lower, ZERO) + more
    arriving = visits(sure, firm)
    together = {
        node: arriving[node] * more for node, more in loose.items() if arriving.get(node, ZERO)
    }
    return sure, arriving, together
