"""The engine of this machine: compiled sweeps over arrays, in memory.

A small network is solved in NumPy, so that nobody waits for a compiler.
"""

from __future__ import annotations

import numpy as np

from graph.engines.engine import Shares, worth
from graph.ownership.arrays.holdings import NOISE, Floats, Holdings, Ints
from graph.ownership.bounds.bounds import bounds
from graph.ownership.ultimate.integrated import absorbed

DIGITS = 12  # rounding noise beyond these is taken off, as it is for one firm
FEW = 3000  # stakes up to which NumPy beats a compiler's start


class Compiled:
    """Solves with :mod:`graph.ownership.ultimate.all_firms`, which brings numba."""

    def __init__(self, few: int = FEW) -> None:
        self.few = few

    def ends(self, shares: Shares) -> Floats:
        """Known shares by kind of end, and last what closed groups keep; rows sum to one."""
        if shares.holdings.owner.size <= self.few:
            return _plain_ends(shares)
        from graph.ownership.ultimate.all_firms import Links, ends_of_all

        links = Links.of(shares.holdings, shares.end_kind, shares.rest_kind, shares.kinds)
        found = np.zeros((shares.holdings.size, shares.kinds + 1))
        ends = np.flatnonzero(~shares.holdings.has_holders)
        found[ends, shares.end_kind[ends]] = 1.0
        found[links.firm] = ends_of_all(links, overwrite=True)
        return found

    def bounds(self, shares: Shares, groups: int) -> tuple[Floats, Floats]:
        """The least and the most that belongs to some national columns, given as bits."""
        ends, rests = worth(groups, shares.end_groups), worth(groups, shares.rest_groups)
        low, high = bounds(shares.holdings, *ends, *rests, alternatives=shares.rivals)
        return np.round(low, DIGITS).clip(0, 1), np.round(high, DIGITS).clip(0, 1)

    def controllers(self, votes: Holdings) -> Ints:
        """Who directs each entity by a majority of certain votes; itself where nobody does."""
        from graph.ownership.ultimate.all_firms import controllers_of_all

        return controllers_of_all(votes)


def _plain_ends(shares: Shares) -> Floats:
    kinds = np.eye(shares.kinds)
    rest = np.where(shares.holdings.has_holders, 1 - shares.holdings.coverage, 0.0)
    rest[rest < NOISE] = 0.0
    values, undetermined = absorbed(
        shares.holdings,
        kinds[shares.end_kind],
        kinds[shares.rest_kind] * rest[:, None],
        method="plain",
    )
    return np.column_stack([values, undetermined])


ENGINE = Compiled()
