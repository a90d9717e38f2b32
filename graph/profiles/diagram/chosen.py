"""Which parties a diagram shows: those that carry most along their best way to the firm.

A party's weight is the largest product of shares on a way to it: a holder of 30 % of a holder of
half weighs 15 %. Powers and contracts without a share carry all; what is last known, unsized, money
and lists carry little, so that they never push a known owner out. It ranks and is never printed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from heapq import heappop, heappush
from typing import NamedTuple

from graph.answers.neighbourhood import BESIDE_OWNERS, NetworkEdge

#: What a link without a current share carries, by its kind or how old it is.
LITTLE = {"round": 0.02, "investment": 0.02, "designation": 0.01, "programme": 0.005}
PAST, UNSIZED, POWER = 0.01, 0.03, 0.9


class Chosen(NamedTuple):
    """The parties that are shown, best first, and how many stay folded."""

    shown: tuple[str, ...]
    folded: frozenset[str]


def chosen(firm: str, edges: Iterable[NetworkEdge], within: Collection[str], most: int) -> Chosen:
    """At most so many parties, each linked with the firm through others that are shown.

    What stands for nobody who is named is no party: it comes with the firm it is the rest of.
    """
    beside: dict[str, list[tuple[str, float]]] = {}
    for edge in edges:
        if edge.link == "rest" or not {edge.source, edge.target} <= set(within):
            continue
        carried = weight_of(edge)
        beside.setdefault(edge.source, []).append((edge.target, carried))
        beside.setdefault(edge.target, []).append((edge.source, carried))
    best = best_ways(firm, beside)
    shown = tuple(best)[:most]
    return Chosen(shown, frozenset(best) - frozenset(shown))


def best_ways(start: str, beside: Mapping[str, Collection[tuple[str, float]]]) -> dict[str, float]:
    """The weight of each party that can be reached, the heaviest first; equals by id.

    >>> best_ways("f", {"f": [("a", 0.5), ("b", 0.2)], "a": [("c", 0.5), ("b", 0.1)]})
    {'f': 1.0, 'a': 0.5, 'c': 0.25, 'b': 0.2}
    """
    found: dict[str, float] = {}
    waiting = [(-1.0, start)]
    while waiting:
        weight, party = heappop(waiting)
        if party in found:
            continue
        found[party] = -weight
        for other, carried in beside.get(party, ()):
            if other not in found:
                heappush(waiting, (weight * carried, other))
    return found


def weight_of(edge: NetworkEdge) -> float:
    """How much of what stands at one end a link carries to the other, between 0 and 1."""
    if edge.link in BESIDE_OWNERS:
        return LITTLE[edge.link]
    if edge.currency not in ("current", "ofRecord", "unknownShare"):
        return PAST
    if edge.share is None or (edge.share.lower, edge.share.upper) == (0, 1):
        return POWER if edge.link in ("contract", "control") else UNSIZED
    known = edge.share.point if edge.share.point is not None else edge.share.lower
    return min(1.0, max(known, UNSIZED * edge.share.upper))
