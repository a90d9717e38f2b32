"""Which claims a firm's network of owners rests on."""

from __future__ import annotations

from graph.networks.network import Network


def claims_behind(network: Network) -> list[str]:
    """The claims of every stake in it, then those that gave its ends their origin; some twice."""
    stakes = [claim for held in network.held.values() for one in held for claim in one.claims]
    return stakes + [claim for placed in network.origins.values() for claim in placed.claims]
