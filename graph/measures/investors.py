"""Who stands above an investor on the day its money came: read once, for lenses and for walks.

A seat on paper places nobody for certain, here as everywhere (``graph.holders.origins``).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from graph.holders.origins import Origin, origin
from graph.networks.network import Network
from graph.networks.situation import Situation
from graph.networks.view import ends_walks


def at_closing(situation: Situation, investor: str, day: date) -> Origin | Network:
    """The owners above an investor by economic ownership; its own origin where there are none."""
    network = Situation(situation.knowledge, investor, day, situation.home).network()
    if network.held[investor] and not ends_walks(situation.knowledge, investor, network.view):
        return network
    return origin(situation.knowledge, investor, day, situation.home, economic=True)


def part_at_closing(
    situation: Situation, investor: str, day: date, columns: Sequence[str]
) -> tuple[float, float]:
    """The least and most of an investor that ended in some columns on the day of its money."""
    above = at_closing(situation, investor, day)
    if isinstance(above, Network):
        return above.column_bounds(columns)
    chosen = frozenset(columns)
    return float(above.possible <= chosen), float(bool(above.possible & chosen))
