"""A firm's network as numbers in which everybody whose kind is known is somebody.

Unnamed holders of a firm that is cited as a state's own count as that state
(``graph.holders.origins``). Here they are a holder like any other, so that what is left
as rest is what nobody placed, and a stake of theirs can be weighed, or sold.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from graph.holders.origins import NATIONAL, Origin
from graph.networks.network import Network
from graph.ownership.arrays.holdings import NOISE, Floats, Holdings
from graph.ownership.arrays.holdings import Stake as Numbered


@dataclass(frozen=True)
class Placed:
    """The known shares of a network, with a holder for each rest that is a state's."""

    network: Network

    @cached_property
    def rests(self) -> tuple[tuple[str, Origin], ...]:
        """The firms whose rest is a state's, in the order of the network."""
        found = ((one, self.network.rest_origins[one]) for one in self.network.held)
        return tuple((firm, state) for firm, state in found if state is not None)

    @cached_property
    def stakes(self) -> tuple[Numbered, ...]:
        """Known stakes above zero, of named holders and of a state's unnamed ones.

        A firm of which no share is known has a stake of zero in itself, so that
        all of it is rest and its walks do not end in it.
        """
        index, size = self.network.index, len(self.network.ids)
        named_ones = [
            (index[one.holder], index[firm], one.known, None, one.known)
            for firm, held in self.network.held.items()
            for one in held
            if one.known > 0
        ]
        unnamed = [
            (size + k, index[firm], rest, None, rest)
            for k, (firm, _) in enumerate(self.rests)
            if (rest := 1 - sum(one.known for one in self.network.held[firm])) > NOISE
        ]
        known = {stake[1] for stake in (*named_ones, *unnamed)}
        open_firms = [index[firm] for firm in self.network.held if index[firm] not in known]
        nothing = [(firm, firm, 0, None, 0) for firm in open_firms]
        return (*named_ones, *unnamed, *nothing)

    @cached_property
    def holdings(self) -> Holdings:
        """The stakes as numbers; entities past the network's own are states' unnamed holders."""
        return Holdings.from_stakes(len(self.network.ids) + len(self.rests), self.stakes)

    def worth(self, columns: Collection[str], *, seats_count: bool = True) -> tuple[Floats, Floats]:
        """The least and most that whoever ends a walk belongs to some columns.

        With ``seats_count`` an owner put in a national column by its seat alone
        is in that column; without, it may be anybody's.
        """
        chosen = frozenset(columns)
        size = self.holdings.size
        lower, upper = np.zeros(size), np.ones(size)
        placed = [(self.network.index[one], origin) for one, origin in self.network.origins.items()]
        first = len(self.network.ids)
        placed += [(first + k, state) for k, (_, state) in enumerate(self.rests)]
        for position, origin in placed:
            by_point = seats_count and origin.point in NATIONAL
            possible = frozenset([origin.point]) if by_point else origin.possible
            lower[position] = float(possible <= chosen)
            upper[position] = float(bool(possible & chosen))
        return lower, upper

    def holder(self, position: int) -> tuple[str, bool]:
        """Who stands at a position, and whether it is the firm's own unnamed holders."""
        ids = self.network.ids
        if position < len(ids):
            return ids[position], False
        return self.rests[position - len(ids)][0], True

    def claims(self, holder: int, owned: int) -> tuple[str, ...]:
        """The claims that a stake rests on; of a state's unnamed holders, those of its role."""
        ids = self.network.ids
        if holder >= len(ids):
            return self.rests[holder - len(ids)][1].claims
        return tuple(
            claim
            for one in self.network.held[ids[owned]]
            if one.holder == ids[holder]
            for claim in one.claims
        )
