"""A firm's surroundings as a networkx multigraph of claims.

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

What the stakes and contracts among them come to is :mod:`graph.networks.share_graph`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import networkx as nx

from graph.answers.neighbourhood import NetworkEdge
from graph.claims.model import Ownership
from graph.fraction import ONE, Fraction
from graph.holders.holder_column import Held
from graph.holders.stakes import Basis
from graph.networks.network import Network
from graph.networks.share_graph import known_rest, rest_node
from graph.networks.situation import Situation
from graph.profiles.neighbourhood import edges_around, nodes_of

LINKS = frozenset({
    "ownership", "contract", "control", "rest", "round", "investment", "designation", "programme",
})  # fmt: skip


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
        found[node, firm, "rest"] = Held(node, low, max(low, known_rest(held)), high)
    return found


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
