"""The shares above a firm as computed, as a networkx graph that climbs from firm to holder.

What walks, paths and cuts are taken on (:mod:`graph.ownership.traversal`).
"""

from __future__ import annotations

import networkx as nx

from graph.fraction import ONE, ZERO, Fraction
from graph.holders.holder_column import Held
from graph.holders.origins import Origin
from graph.networks.network import Network


def rest_node(network: Network, firm: str) -> str:
    """The node that stands for the holders of a firm nobody named."""
    kind = "float" if network.columns[firm].rest_kind == "float" else "undisclosed"
    return f"{firm}/{kind}"


def known_rest(held: tuple[Held, ...]) -> Fraction:
    """What the known shares of a column leave."""
    return max(ZERO, ONE - sum((one.known for one in held), ZERO))


def share_graph(network: Network, *, stop_at: str = "") -> nx.DiGraph:
    """The shares of the columns above a firm as computed, climbing from firm to holder.

    Parallel links of a pair are added with their claims kept, shares that are certainly zero
    are dropped, a rest is an end node, a contract has its share. Edge attributes ``lower``,
    ``point``, ``upper``, ``claims``, ``links``; node attributes ``entity``, and of ends
    ``origin`` (:class:`graph.holders.origins.Origin`, or None when nobody is placed there).
    The column of ``stop_at`` is not climbed.
    """
    graph = nx.DiGraph()
    for entity in network.ids:
        graph.add_node(entity, entity=entity, unnamed=False, origin=network.origins.get(entity))
    for firm, held in network.held.items():
        if firm == stop_at:
            continue
        for one in held:
            if one.upper > 0:
                _add(graph, firm, one)
        _add_rest(graph, network, firm)
        column = network.columns[firm]
        if column.alternatives and not network.contracts.get(firm):
            rivals = [_column(graph, network, firm, choice) for choice in column.alternatives]
            graph.nodes[firm]["rivals"] = rivals
    return graph


def _add(graph: nx.DiGraph, firm: str, one: Held) -> None:
    if graph.has_edge(firm, one.holder):
        edge = graph[firm][one.holder]
        edge["lower"] += one.lower
        edge["point"] += one.known
        edge["upper"] = min(ONE, edge["upper"] + one.upper)
        edge["claims"] = (*edge["claims"], *one.claims)
        edge["links"] = (*edge["links"], one.link)
    else:
        graph.add_edge(
            firm, one.holder, lower=one.lower, point=one.known, upper=one.upper,
            claims=one.claims, links=(one.link,),
        )  # fmt: skip


def _add_rest(graph: nx.DiGraph, network: Network, firm: str) -> None:
    held = network.held[firm]
    low, high = network.rests[firm] if held else (ONE, ONE)
    if high <= 0 and not network.columns[firm].alternatives:
        return
    state = network.rest_origins[firm]
    node = rest_node(network, firm)
    graph.add_node(node, entity=firm, unnamed=True, origin=state)
    graph.add_edge(
        firm, node, lower=low, point=max(low, min(high, known_rest(held))), upper=high,
        claims=state.claims if state else (), links=("rest",),
    )  # fmt: skip


def _column(
    graph: nx.DiGraph, network: Network, firm: str, choice: tuple[Held, ...]
) -> dict[str, tuple[Fraction, Fraction]]:
    """One way of settling the rivals of a firm; figures above one bind only from above."""
    certain = sum((one.lower for one in choice), ZERO)
    column: dict[str, tuple[Fraction, Fraction]] = {}
    for one in choice:
        low, high = column.get(one.holder, (ZERO, ZERO))
        least = ZERO if certain > 1 else one.lower
        column[one.holder] = (low + least, min(ONE, high + one.upper))
        if not graph.has_edge(firm, one.holder):
            _add(graph, firm, one)
    most = sum((one.upper for one in choice), ZERO)
    rest = (ZERO, ZERO) if certain > 1 else (max(ZERO, ONE - most), ONE - certain)
    column[rest_node(network, firm)] = rest
    return column


def worth_of(graph: nx.DiGraph, columns: frozenset[str]) -> dict[str, Fraction]:
    """The ends of a share graph that certainly belong to some columns, each worth one."""
    return {node: ONE for node, origin in _placed(graph) if origin.possible <= columns}


def worth_outside(graph: nx.DiGraph, columns: frozenset[str]) -> dict[str, Fraction]:
    """The ends of a share graph that certainly belong to none of some columns, each worth one."""
    return {node: ONE for node, origin in _placed(graph) if not origin.possible & columns}


def _placed(graph: nx.DiGraph) -> list[tuple[str, Origin]]:
    return [
        (node, origin)
        for node, origin in graph.nodes(data="origin")
        if origin is not None and not graph.out_degree(node)
    ]
