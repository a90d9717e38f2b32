"""A firm's surroundings as a networkx multigraph of claims, and the shares it comes to.

The *claim graph* is a ``networkx.MultiDiGraph``: an edge for each link of the surroundings, from
holder to held, from investor to round to firm, from list to firm. The graph exports are written
from the same links. Every edge has these attributes:

==================  ===============================================================================
``link``            one of :data:`LINKS`
``lower``, ``point``, ``upper``  the share, as fractions of one; None where the link has none
``counts``          whether the share enters the column of the firm as computed
``part``            of a contract that counts, (least, most) of what the bound nominees hold
``measurand``       the quantity a stake is a share of; empty where it is no single stake
``currency``        current, lastKnown, unknownShare, notComputed, closed
``as_of``           the day the source speaks for
``claims``          ids of the claims
``amount_lower``, ``amount_upper``, ``amount_currency``, ``flow``, ``stage``  of money
``label``           the link in a few words
==================  ===============================================================================

Every node has ``name``, ``name_zh``, ``kind``, ``column``, ``jurisdiction``, ``rest``, ``focus``,
as exports have them. The graph itself has ``firm``, ``basis``, ``as_of`` and ``home``.

The *share graph* is what walks and paths are taken on (:mod:`graph.ownership.traversal`).
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import networkx as nx

from graph.answers.neighbourhood import NetworkEdge
from graph.claims.model import Ownership
from graph.holders.holder_column import Held
from graph.holders.origins import Origin
from graph.holders.stakes import Basis
from graph.networks.neighbourhood import edges_around, nodes_of
from graph.networks.network import Network
from graph.networks.situation import Situation

LINKS = frozenset({
    "ownership", "contract", "control", "rest", "round", "investment", "designation", "programme",
})  # fmt: skip
ONE, ZERO = Fraction(1), Fraction(0)


def claim_graph(situation: Situation, basis: Basis = "economic") -> nx.MultiDiGraph:
    """The multigraph of everything claimed around a firm, as counted on the situation's day."""
    network = situation.network(basis=basis)
    edges = edges_around(situation, network)
    graph = nx.MultiDiGraph(
        firm=situation.firm, basis=basis, as_of=situation.day.isoformat(), home=situation.home
    )
    for node in nodes_of(situation, network, edges):
        graph.add_node(
            node.entity.id,
            name=node.entity.name,
            name_zh=node.entity.name_zh,
            kind=node.entity.kind,
            column=node.column,
            jurisdiction=node.jurisdiction,
            rest=node.rest,
            focus=node.focus,
        )
    exact = _exact(network)
    for edge in edges:
        graph.add_edge(edge.source, edge.target, **_attributes(situation, edge, exact))
    return graph


def _exact(network: Network) -> Mapping[tuple[str, str, str], Held]:
    """The stakes and rests of the columns as computed, by holder, firm and link."""
    found = {
        (one.holder, firm, "contract" if one.link == "contract" else "ownership"): one
        for firm, held in network.held.items()
        for one in held
    }
    for firm, held in network.held.items():
        low, high = network.rests[firm] if held else (ONE, ONE)
        node = rest_node(network, firm)
        found[node, firm, "rest"] = Held(node, low, max(low, _point(held)), high)
    return found


def _point(held: tuple[Held, ...]) -> Fraction:
    return max(ZERO, ONE - sum((one.known for one in held), ZERO))


def rest_node(network: Network, firm: str) -> str:
    """The node that stands for the holders of a firm nobody named."""
    kind = "float" if network.columns[firm].rest_kind == "float" else "undisclosed"
    return f"{firm}/{kind}"


def _attributes(
    situation: Situation, edge: NetworkEdge, exact: Mapping[tuple[str, str, str], Held]
) -> dict[str, Any]:
    counted = exact.get((edge.source, edge.target, edge.link))
    counts = counted is not None and edge.share is not None and edge.currency == "current"
    share = edge.share
    bounds = (
        (counted.lower, counted.known, counted.upper)
        if counted is not None and counts
        else tuple(
            None if bound is None else Fraction(bound).limit_denominator(10**9)
            for bound in ((share.lower, share.point, share.upper) if share else (None,) * 3)
        )
    )
    stakes = [situation.knowledge.claims.get(claim) for claim in edge.claims]
    kinds = {claim.measurand for claim in stakes if isinstance(claim, Ownership)}
    return {
        "link": edge.link,
        "lower": bounds[0],
        "point": bounds[1],
        "upper": bounds[2],
        "counts": counts,
        "part": _part(situation, edge) if counts and edge.link == "contract" else None,
        "measurand": kinds.pop() if len(kinds) == 1 else "",
        "currency": edge.currency,
        "as_of": edge.as_of,
        "claims": edge.claims,
        "amount_lower": edge.amount_lower,
        "amount_upper": edge.amount_upper,
        "amount_currency": edge.amount_currency,
        "flow": edge.flow,
        "stage": edge.stage,
        "label": edge.label,
    }


def _part(situation: Situation, edge: NetworkEdge) -> tuple[Fraction, Fraction] | None:
    """The λ of a contract: how much of what its nominees hold it moves."""
    for contract in situation.network().contracts.get(edge.target, ()):
        if contract.beneficiary == edge.source and set(contract.claims) & set(edge.claims):
            return contract.lower, contract.upper
    return None


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
        firm, node, lower=low, point=max(low, min(high, _point(held))), upper=high,
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
