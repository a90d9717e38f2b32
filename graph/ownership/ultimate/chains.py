"""The chains through which an owner holds a firm, the largest first.

Walks are found best-first, guided by how much the best way down from the owner
could still carry, so that only what belongs to the answer is looked at. Simple
paths are never enumerated. Walks may go round a cycle; :func:`best_chains`
folds the rounds into the chain they leave behind.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count, pairwise
from math import exp, inf, log

import numpy as np

from graph.errors import ClosedGroupError, ComputationError
from graph.ownership.arrays.components import owner_first_listed
from graph.ownership.arrays.holdings import Holdings
from graph.ownership.ultimate.integrated import (
    first_passage,
    integrated_ownership,
    refuse_overfull,
)

EFFORT = 50_000  # prefixes looked at before a search for loop-free chains gives up
LEVEL = 9  # decimals of a cost; two that agree in these are level, whatever their sums rounded to


@dataclass(frozen=True)
class Walk:
    """From the owner down to the firm, and the share that travels along it."""

    path: tuple[int, ...]
    share: float


@dataclass(frozen=True)
class Walks:
    """The largest walks, what all walks carry, and the part of it these explain."""

    walks: tuple[Walk, ...]
    total: float | None
    explained: float | None


def best_walks(holdings: Holdings, owner: int, firm: int, k: int = 5) -> Walks:
    """The ``k`` walks from an owner down to a firm that carry most, rounds of cycles included.

    ``total`` is the walk sum, nothing when the owner is in a closed group,
    where it has no end. Raises :class:`ComputationError` for fewer than one walk,
    entities not in the network, and columns above one.

    >>> chain = Holdings.from_stakes(3, [(0, 1, 0.8, None, 0.8), (1, 2, 0.5, None, 0.5),
    ...                                  (0, 2, 0.1, None, 0.1)])
    >>> best = best_walks(chain, 0, 2, 1)
    >>> best.walks, round(best.explained, 12)
    ((Walk(path=(0, 1, 2), share=0.4),), 0.8)
    """
    _refuse(holdings, owner, firm, k)
    found: list[Walk] = []
    still = _cost_below(holdings, owner)
    for walk in _best_first(holdings, still, owner, firm, k, loops=True):
        found.append(walk)
        if len(found) == k:
            break
    try:
        total = float(integrated_ownership(holdings, owner)[firm])
    except ClosedGroupError:
        total = None
    return _explained(found, total)


def best_chains(holdings: Holdings, owner: int, firm: int, k: int = 5) -> Walks:
    r"""The ``k`` largest loop-free chains, each with every walk that is it but for its rounds.

    A chain's share is its product times, for each firm on the way, the rounds
    from that firm back to itself that avoid the firms below it. Over all
    chains these sum to the owner's first-passage share, the ``total``.

    References
    ----------
    The weights are those of the loop-erased walk: Lawler, G. F. (1980). A
    self-avoiding random walk. Duke Mathematical Journal 47, 655-693.

    Examples
    --------
    Firms 1 and 2 hold 20 % and 30 % of each other, which scales both chains by 1 / 0.94.

    >>> crossed = Holdings.from_stakes(3, [(0, 1, 0.8, None, 0.8), (0, 2, 0.6, None, 0.6),
    ...     (1, 2, 0.3, None, 0.3), (2, 1, 0.2, None, 0.2)])
    >>> [(walk.path, round(walk.share, 4)) for walk in best_chains(crossed, 0, 1).walks]
    [((0, 1), 0.8511), ((0, 2, 1), 0.1277)]
    """
    found = largest_chains(holdings, owner, firm, k)
    return _explained(found, float(first_passage(holdings, owner)[firm]))


def largest_chains(holdings: Holdings, owner: int, firm: int, k: int = 1) -> list[Walk]:
    """The walks of :func:`best_chains`, for who does not ask what all chains carry."""
    _refuse(holdings, owner, firm, k)
    refuse_overfull(holdings)
    still = _cost_below(holdings, owner)
    between = [  # a walk ends at its first arrival
        node for node in sorted(_above(holdings, firm)) if still[node] < inf and node != owner
    ]
    circles = _circles(holdings, between)
    found: list[Walk] = []
    for walk in _best_first(holdings, still, owner, firm, k, loops=False):
        found.append(Walk(walk.path, _with_rounds(holdings, walk, circles)))
        if len(found) == k:
            break
    found.sort(key=lambda walk: -walk.share)
    return found


def _refuse(holdings: Holdings, owner: int, firm: int, k: int) -> None:
    holdings.require(owner, firm)
    if k < 1:
        raise ComputationError(f"{k} chains were asked for; ask for one or more")


def _explained(walks: list[Walk], total: float | None) -> Walks:
    carried = sum(walk.share for walk in walks)
    return Walks(tuple(walks), total, min(1.0, carried / total) if total else None)


def _best_first(
    holdings: Holdings, still: Sequence[float], owner: int, firm: int, k: int, *, loops: bool
) -> Iterator[Walk]:
    """Walks in order of what they carry; climbs from the firm towards the owner.

    Of walks that could carry the same, the longest so far goes on: a ladder of equal
    shares has as many as there are ways, and one of them is enough to reach the owner.
    ``still`` is what the best way from the owner down to each costs.
    """
    if still[firm] == inf or (owner == firm and not loops):
        return
    ticket = count()
    start: tuple[int, ...] = (firm,)
    queue = [(round(still[firm], LEVEL), -1, next(ticket), 0.0, start)]
    visits: dict[int, int] = {}
    effort = 0
    while queue and (loops or effort < EFFORT):
        *_, cost, path = heapq.heappop(queue)
        effort += 1
        node = path[-1]
        if loops:  # of all ways up to a node only the k best can belong to the k best walks
            visits[node] = visits.get(node, 0) + 1
            if visits[node] > k + 1:
                continue
        if node == owner and len(path) > 1:
            yield Walk(path[::-1], _product(holdings, path))
            if not loops:
                continue
        for e in range(holdings.start[node], holdings.start[node + 1]):
            holder, part = int(holdings.owner[e]), float(holdings.known[e])
            if part <= 0 or still[holder] == inf or (not loops and holder in path):
                continue
            step = cost - log(part)
            most = round(step + still[holder], LEVEL)
            heapq.heappush(queue, (most, -len(path) - 1, next(ticket), step, (*path, holder)))


def _cost_below(holdings: Holdings, owner: int) -> list[float]:
    """For each entity the cost, −log share, of the best way down to it from the owner."""
    below: dict[int, list[tuple[int, float]]] = {}
    for holder, owned, part in zip(
        holdings.owner.tolist(), holdings.owned.tolist(), holdings.known.tolist(), strict=True
    ):
        if part > 0:
            below.setdefault(holder, []).append((owned, -log(part)))
    costs = [inf] * holdings.size
    costs[owner] = 0.0
    queue = [(0.0, owner)]
    while queue:
        cost, node = heapq.heappop(queue)
        if cost > costs[node]:
            continue
        for owned, step in below.get(node, ()):
            if cost + step < costs[owned]:
                costs[owned] = cost + step
                heapq.heappush(queue, (cost + step, owned))
    return costs


def _above(holdings: Holdings, firm: int) -> set[int]:
    """The firm and everybody above it."""
    found, waiting = {firm}, [firm]
    while waiting:
        node = waiting.pop()
        for holder in holdings.owner[holdings.start[node] : holdings.start[node + 1]].tolist():
            if holder not in found:
                found.add(holder)
                waiting.append(holder)
    return found


def _share_of(holdings: Holdings, holder: int, owned: int) -> float:
    begin, end = holdings.start[owned], holdings.start[owned + 1]
    return float(holdings.known[begin:end][holdings.owner[begin:end] == holder].sum())


def _product(holdings: Holdings, path: tuple[int, ...]) -> float:
    """What travels along a path given from the firm upwards."""
    parts = [_share_of(holdings, holder, owned) for owned, holder in pairwise(path)]
    return exp(sum(map(log, parts))) if len(parts) > 50 else float(np.prod(parts))


def _with_rounds(holdings: Holdings, walk: Walk, circles: Mapping[int, Sequence[int]]) -> float:
    """A chain's share with every round of a cycle that a walk may add to it.

    Rounds from a firm back to itself stay in its group of mutual holders, so
    only that group is solved, and only what is left of it falls apart.
    """
    share = walk.share
    circle = dict(circles)
    for node in walk.path[:0:-1]:
        others = [member for member in circle[node] if member != node]
        group = [node, *others]
        if others or _share_of(holdings, node, node) > 0:
            place = {member: k for k, member in enumerate(group)}
            system = np.eye(len(group))
            for member in group:
                for e in range(holdings.start[member], holdings.start[member + 1]):
                    holder = int(holdings.owner[e])
                    if holder in place:
                        system[place[holder], place[member]] -= holdings.known[e]
            start = np.zeros(len(group))
            start[place[node]] = 1.0
            share *= float(np.linalg.solve(system, start)[place[node]])
            circle |= _circles(holdings, others)
    return share


def _circles(holdings: Holdings, among: Sequence[int]) -> dict[int, list[int]]:
    """For each of some entities, all of them that are both above and below it, itself too.

    Cost: linear in their stakes.
    """
    place = {entity: position for position, entity in enumerate(among)}
    start, owner = [0], list[int]()
    for entity in among:
        stakes = slice(holdings.start[entity], holdings.start[entity + 1])
        shares = zip(holdings.owner[stakes].tolist(), holdings.known[stakes].tolist(), strict=True)
        owner.extend(place[holder] for holder, part in shares if part > 0 and holder in place)
        start.append(len(owner))
    order, ends = owner_first_listed(start, owner)
    members = [among[position] for position in order]
    groups = [sorted(members[a:b]) for a, b in pairwise([0, *ends])]
    return {entity: group for group in groups for entity in group}
