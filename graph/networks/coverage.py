"""How much of a firm each rung of the ladder of origins placed."""

from __future__ import annotations

from collections import defaultdict

from graph.holders.origins import Origin
from graph.networks.network import Network

RUNGS = tuple(f"rung {rung}" for rung in range(2, 7))  # rung 1 is to look through: no end
RESTS = ("float", "undisclosed")
CLOSED_GROUPS = "closed groups"


def rung_of(origin: Origin) -> str:
    """The name under which a rung's share is shown."""
    return f"rung {origin.rung}"


def coverage_of(network: Network) -> dict[str, float]:
    """The firm's share by the rung that placed it; rests nobody placed, and closed groups, apart.

    The values sum to one; what has no share is left out.
    """
    owners, rests, trapped = network.ends
    shares: defaultdict[str, float] = defaultdict(float)
    for entity, placed in network.origins.items():
        shares[rung_of(placed)] += float(owners[network.index[entity]])
    for firm in network.held:
        mass = float(rests[network.index[firm]])
        state = network.rest_origins[firm]
        shares[rung_of(state) if state is not None else network.rest_column(firm)] += mass
    if trapped > 0:
        shares[CLOSED_GROUPS] += trapped
    return {rung: share for rung, share in sorted(shares.items()) if share > 0}
