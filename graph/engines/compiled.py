"""The engine of this machine: compiled sweeps over arrays, in memory.

Importing this module imports numba.
"""

from __future__ import annotations

import numpy as np

from graph.engines.engine import Shares, worth
from graph.ownership.arrays.holdings import Floats, Holdings, Ints
from graph.ownership.bounds.bounds import bounds
from graph.ownership.ultimate.all_firms import Links, controllers_of_all, ends_of_all

DIGITS = 12  # rounding noise beyond these is taken off, as it is for one firm


class Compiled:
    """Solves with :mod:`graph.ownership.ultimate.all_firms`."""

    def ends(self, shares: Shares) -> Floats:
        """Known shares by kind of end, and last what closed groups keep; rows sum to one."""
        links = Links.of(shares.holdings, shares.end_kind, shares.rest_kind, shares.kinds)
        solved = ends_of_all(links, overwrite=True)
        if len(links.firm) == shares.holdings.size:
            return solved
        found = np.zeros((shares.holdings.size, shares.kinds + 1))
        found[links.firm] = solved
        ends = np.flatnonzero(~shares.holdings.has_holders)
        found[ends, shares.end_kind[ends]] = 1.0
        return found

    def bounds(self, shares: Shares, groups: int) -> tuple[Floats, Floats]:
        """The least and the most that belongs to some national columns, given as bits."""
        ends, rests = worth(groups, shares.end_groups), worth(groups, shares.rest_groups)
        low, high = bounds(shares.holdings, *ends, *rests, alternatives=shares.rivals)
        return np.round(low, DIGITS).clip(0, 1), np.round(high, DIGITS).clip(0, 1)

    def controllers(self, votes: Holdings) -> Ints:
        """Who directs each entity by a majority of certain votes; itself where nobody does."""
        return controllers_of_all(votes)


ENGINE = Compiled()
