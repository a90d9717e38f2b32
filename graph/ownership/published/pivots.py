"""Whose label a firm follows when its voters join in a random order: the NPI, exactly.

Every firm takes the label of its pivot, the voters with one label voting as
one; labels then travel down. The power index of an owner is the expected number
of firms that carry its label; the power flow of a firm is how many labels
pass through it. Exact where no firm holds its own owners.

References
----------
Mizuno, T., Doi, S. and Kurizaki, S. (2020). The power of corporate control in
the global ownership network. PLoS ONE 15(8), e0237862.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import factorial

from graph.errors import ComputationError
from graph.fraction import HALF, ONE, ZERO, Fraction
from graph.ownership.arrays.exact import Number, share
from graph.ownership.arrays.votes import Votes

OUTCOMES = 50_000  # joint outcomes of labels kept at once
VOTERS = 12  # voters of one firm whose orders are enumerated


@dataclass(frozen=True)
class NetworkPower:
    """The index of every owner nobody holds, and the flow of every firm, each worth one."""

    index: Mapping[int, Fraction]
    flow: Mapping[int, Fraction]


def network_power(votes: Votes, *, quota: Number = HALF) -> NetworkPower:
    """The network power index and flow; a firm without a majority of named votes labels itself.

    Cost grows with the labels a firm may have; raises :class:`ComputationError`
    for cycles and beyond 50,000 joint outcomes.

    >>> power = network_power(Votes.from_stakes([(0, 2, 0.5), (1, 2, 0.5), (2, 3, 0.6)]))
    >>> power.index[0], power.flow[2]
    (Fraction(2, 1), Fraction(2, 1))
    """
    order = _owners_first(votes)
    limit = share(quota)
    roots = [one for one in sorted(votes.entities) if not votes.named(one)]
    # A world is the label of every firm so far and, for each, the holder through whom it came.
    worlds: dict[tuple[tuple[int, int], ...], Fraction] = {(): ONE}
    for firm in order:
        fresh: dict[tuple[tuple[int, int], ...], Fraction] = {}
        for world, chance in worlds.items():
            labels = {root: root for root in roots} | {
                one: label for one, (label, _) in zip(order, world, strict=False)
            }
            for outcome, part in _pivot(votes.column(firm), labels, firm, limit).items():
                key = (*world, outcome)
                fresh[key] = fresh.get(key, ZERO) + chance * part
        if len(fresh) > OUTCOMES:
            raise ComputationError(f"more than {OUTCOMES} joint outcomes of labels")
        worlds = fresh
    index = dict.fromkeys(roots, ONE)
    flow = dict.fromkeys(order, ZERO)
    for world, chance in worlds.items():
        via = {firm: through for firm, (_, through) in zip(order, world, strict=True)}
        for firm, (label, _) in zip(order, world, strict=True):
            if label in index:
                index[label] += chance
            one = firm
            while one in flow:
                flow[one] += chance
                one = via[one] if via[one] != one else -1
    return NetworkPower(index, flow)


def _owners_first(votes: Votes) -> list[int]:
    order: list[int] = []
    firms = {firm for firm in votes.whole if votes.named(firm)}
    while firms:
        ready = sorted(firm for firm in firms if firms.isdisjoint(votes.named(firm)))
        if not ready:
            raise ComputationError("exact pivots need a network without cycles")
        order.extend(ready)
        firms.difference_update(ready)
    return order


def _pivot(
    holders: Mapping[int, Fraction], labels: Mapping[int, int], firm: int, limit: Fraction
) -> dict[tuple[int, int], Fraction]:
    """The chance of each (label, holder who tips the vote) over random orders of labels."""
    if sum(holders.values(), ZERO) <= limit:
        return {(firm, firm): ONE}
    if len(holders) > VOTERS:
        raise ComputationError(f"firm {firm} has more than {VOTERS} voters")
    blocks: dict[int, list[int]] = {}
    for holder in holders:
        blocks.setdefault(labels[holder], []).append(holder)
    totals = {label: sum((holders[one] for one in ones), ZERO) for label, ones in blocks.items()}
    found: dict[tuple[int, int], Fraction] = {}
    for label, members in blocks.items():
        others = [one for one in blocks if one != label]
        for size in range(len(others) + 1):
            weight = Fraction(
                factorial(size) * factorial(len(others) - size), factorial(len(blocks))
            )
            for before in combinations(others, size):
                had = sum((totals[one] for one in before), ZERO)
                if had <= limit < had + totals[label]:
                    for member, part in _tipping(members, holders, limit - had).items():
                        key = (label, member)
                        found[key] = found.get(key, ZERO) + weight * part
    return found


def _tipping(
    members: Sequence[int], holders: Mapping[int, Fraction], missing: Fraction
) -> dict[int, Fraction]:
    """The chance that each member of a block is the one who carries it past what is missing."""
    n = len(members)
    found = {}
    for member in members:
        others = [one for one in members if one != member]
        found[member] = sum(
            (
                Fraction(factorial(size) * factorial(n - 1 - size), factorial(n))
                for size in range(n)
                for before in combinations(others, size)
                if sum((holders[one] for one in before), ZERO)
                <= missing
                < sum((holders[one] for one in (*before, member)), ZERO)
            ),
            ZERO,
        )
    return found
