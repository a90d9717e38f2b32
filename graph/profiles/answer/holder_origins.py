"""Of which origin a holder is on the page: a column of which it certainly is, all of it.

A holder of whom a part is open, or of several columns, is of open origin here; the score has its
certain part.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from graph.fraction import ONE, ZERO
from graph.holders.origins import NATIONAL, origin
from graph.holders.stakes import Basis
from graph.networks.network import Network
from graph.networks.share_graph import share_graph, worth_of
from graph.networks.situation import Situation
from graph.ownership.traversal.least_shares import least_shares

OPEN, CLIENTS = "open", "float"  # held for clients: whoever manages it, nobody's own
GROUPS = ("home_state", "home_other", "associated", "foreign_state", "foreign_other", OPEN, CLIENTS)


def origin_on(situation: Situation, entity: str, basis: Basis = "economic") -> str:
    """The column of which a party certainly is on the day, all of it; or open, or for clients."""
    networks = (situation.network(basis=basis), situation.network(entity, basis=basis))
    for network in networks:
        if entity in network.index and (network.held.get(entity) or entity in network.origins):
            return origins_above(network, (entity,))[entity]
    placed = origin(
        situation.knowledge, entity, situation.day, situation.home, economic=basis == "economic"
    )
    if placed.point == CLIENTS:
        return CLIENTS
    return placed.point if placed.certain else OPEN


def origins_on(
    situation: Situation, entities: Iterable[str], basis: Basis = "economic"
) -> Mapping[str, str]:
    """The same of several parties: the shares above the firm are walked once for all of them."""
    wanted, network = tuple(entities), situation.network(basis=basis)
    there = (one for one in wanted if one in network.index)
    above = [one for one in there if network.held.get(one) or one in network.origins]
    found = dict(origins_above(network, above)) if above else {}
    return {one: found.get(one) or origin_on(situation, one, basis) for one in wanted}


def origins_above(network: Network, holders: Iterable[str]) -> Mapping[str, str]:
    """Of which column each of some parties of a network certainly is, all of it; or open."""
    graph = share_graph(network)
    worth = {
        column: least_shares(graph, worth_of(graph, frozenset([column]))).worth
        for column in NATIONAL
    }
    clients = {one for one, placed in network.origins.items() if placed.point == CLIENTS}
    return {
        holder: CLIENTS
        if holder in clients
        else next((c for c in NATIONAL if worth[c].get(holder, ZERO) == ONE), OPEN)
        for holder in holders
    }
