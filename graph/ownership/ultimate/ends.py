"""Where the shares of one firm end: the whole graph's answer, from one firm upwards only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate

import numpy as np

from graph.errors import ComputationError
from graph.ownership.arrays.components import owner_first_listed
from graph.ownership.arrays.holdings import NOISE, Holdings
from graph.ownership.ultimate.integrated import SETTLED


@dataclass(frozen=True)
class Ends:
    """Where the walks from one firm end; the three parts sum to one.

    ``owners`` has the share absorbed by each entity without holders, ``rests``
    the share lost in each firm's rest, ``undetermined`` what closed groups and
    contradictory columns keep.
    """

    owners: Mapping[int, float]
    rests: Mapping[int, float]
    undetermined: float


def ends_of(holdings: Holdings, firm: int) -> Ends:
    """Where the known shares of one firm end: owners, unnamed rests, nowhere.

    Climbs only what is above the firm; linear in the stakes there, and cubic in
    the largest group of mutual holders among them.

    >>> chain = Holdings.from_stakes(3, [(0, 1, 0.8, None, 0.8), (1, 2, 0.5, None, 0.5)])
    >>> ends_of(chain, 2)
    Ends(owners={0: 0.4}, rests={2: 0.5, 1: 0.1}, undetermined=0.0)
    """
    holdings.require(firm)
    columns = {node: _column(holdings, node) for node in _above(holdings, firm)}
    nodes = list(columns)
    place = {node: k for k, node in enumerate(nodes)}
    start = [0, *accumulate(len(columns[node].shares) for node in nodes)]
    owner = [place[holder] for node in nodes for holder in columns[node].shares]
    order, end = owner_first_listed(start, owner)
    arriving = dict.fromkeys(nodes, 0.0)
    arriving[firm] = 1.0
    owners: dict[int, float] = {}
    rests: dict[int, float] = {}
    undetermined = 0.0
    stops = [0, *end]
    for begin, stop in zip(stops[-2::-1], stops[:0:-1], strict=True):  # from the firm upwards
        group = [nodes[k] for k in order[begin:stop]]
        if not any(columns[node].leaves(group) for node in group):
            undetermined += sum(arriving[node] for node in group)
            continue
        for node, visits in _visits(group, columns, arriving).items():
            column = columns[node]
            undetermined += visits * column.lost
            if not column.shares and not column.has_holders:
                owners[node] = visits
            elif column.rest > 0:
                rests[node] = visits * column.rest
            for holder, part in column.shares.items():
                if holder not in group:
                    arriving[holder] += visits * part
    total = sum(owners.values()) + sum(rests.values()) + undetermined
    if abs(total - 1) > SETTLED:
        raise ComputationError(f"the owners of firm {firm} sum to {total}, not one")
    return Ends(
        {node: _tidy(share) for node, share in owners.items() if share > NOISE},
        {node: _tidy(share) for node, share in rests.items() if share > NOISE},
        _tidy(undetermined),
    )


@dataclass(frozen=True)
class _Column:
    """One firm's column as walks climb it."""

    shares: Mapping[int, float]
    rest: float
    lost: float
    has_holders: bool

    def leaves(self, group: list[int]) -> bool:
        """Whether a walk may end here or go on to somebody outside the group."""
        return (
            not self.has_holders
            or self.rest > 0
            or self.lost > 0
            or any(holder not in group for holder in self.shares)
        )


def _column(holdings: Holdings, node: int) -> _Column:
    begin, end = holdings.start[node], holdings.start[node + 1]
    owner, known = holdings.owner[begin:end].tolist(), holdings.known[begin:end]
    total = float(known.sum())
    if total > 1 + SETTLED:  # contradictory: only what all others' figures leave is certain
        known = np.maximum(0.0, 1 - (total - known))
        certain = dict(zip(owner, known.tolist(), strict=True))
        climbed = {holder: part for holder, part in certain.items() if part > 0}
        return _Column(climbed, 0.0, 1 - float(known.sum()), True)
    climbed = {h: part for h, part in zip(owner, known.tolist(), strict=True) if part > 0}
    rest = 1 - total if owner and 1 - total > NOISE else 0.0
    return _Column(climbed, rest, 0.0, bool(owner))


def _visits(
    group: list[int], columns: Mapping[int, _Column], arriving: Mapping[int, float]
) -> dict[int, float]:
    """How often a walk meets each member of a group, given how often it arrives from below."""
    if len(group) == 1 and group[0] not in columns[group[0]].shares:
        return {group[0]: arriving[group[0]]}
    place = {node: k for k, node in enumerate(group)}
    system = np.eye(len(group))
    for node in group:
        for holder, part in columns[node].shares.items():
            if holder in place:
                system[place[holder], place[node]] -= part
    visits = np.linalg.solve(system, np.array([arriving[node] for node in group]))
    return dict(zip(group, visits.tolist(), strict=True))


def _tidy(value: float) -> float:
    return min(1.0, max(0.0, round(value, 15)))


def _above(holdings: Holdings, firm: int) -> list[int]:
    found, met = [firm], {firm}
    for node in found:  # grows while it is read
        begin, end = holdings.start[node], holdings.start[node + 1]
        for holder in holdings.owner[begin:end].tolist():
            if holder not in met:
                met.add(holder)
                found.append(holder)
    return found
