r"""The least and the most a firm's owners can be worth, over everything unknown.

Each firm's column may be any division of one that its bounds allow, chosen
apart from all others:

.. math:: y_j = \min_{a \in P_j} \Big( \sum_i a_i y_i + r \, v_j \Big), \qquad
          P_j = \{ l \le a \le u,\; \textstyle\sum a + r = 1 \}

and likewise for the most. The inner step pours what the lower bounds leave into
the least worthy holders first, each up to its upper bound. Groups of mutual
holders are settled by policy iteration, which is finite and exact; mass that a
group may keep to itself for ever counts as nothing for the least and as
everything for the most, so it widens the interval.

References
----------
Givan, R., Leach, S. and Dean, T. (2000). Bounded-parameter Markov decision
processes. Artificial Intelligence 122, 71-109.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from graph.errors import ComputationError
from graph.ownership.arrays.columns import Column, Columns
from graph.ownership.arrays.exact import Number
from graph.ownership.arrays.holdings import Floats, Holdings, overfull, tightened
from graph.ownership.bounds.least import Listed, least, least_listed

PLAIN_LIMIT = 3000  # stakes up to which plain Python beats a compiler's start

Alternative = Column | Sequence[tuple[int, Number, Number]]


@dataclass(frozen=True, eq=False)
class Divisions:
    """Every division that the columns of a network allow, ready to be asked about."""

    size: int
    columns: Columns

    @classmethod
    def of(
        cls, holdings: Holdings, alternatives: Mapping[int, Sequence[Alternative]] | None = None
    ) -> Divisions:
        """Those of a network's columns, or of the rivals that replace some; see :func:`bounds`."""
        rivals = {
            firm: [one if isinstance(one, Column) else Column.of(one) for one in several]
            for firm, several in (alternatives or {}).items()
        }
        _refuse_rivals(holdings.size, rivals)
        # Drawing bounds in takes no division away, except from a contradictory column.
        drawn_in = tightened(holdings) if overfull(holdings) else holdings
        return cls(holdings.size, Columns.of(drawn_in, rivals))

    @cached_property
    def listed(self) -> Listed:
        """The same as lists, for small networks."""
        return Listed(self.columns)

    @cached_property
    def _leasts(self) -> dict[tuple[float, ...], tuple[float, ...]]:
        """The least worths found of some worths."""
        return {}

    def least(self, worth: Sequence[float], rest_worth: Sequence[float]) -> Sequence[float]:
        """The least worth of each firm: one side of :func:`bounds`, for who asks no more.

        ``worth`` is read for entities without holders, ``rest_worth`` for rests: one number in
        [0, 1] for each entity. Several questions often come to the same worths: of a network
        in which nobody may be from a third place, with it and without it.
        """
        if self.columns.owner.size <= PLAIN_LIMIT:
            asked = (*worth, *rest_worth)
            if asked not in self._leasts:
                self._leasts[asked] = tuple(least_listed(self.listed, worth, rest_worth))
            return self._leasts[asked]
        from graph.ownership.bounds.least_compiled import least_compiled

        found: list[float] = least_compiled(
            self.columns, np.array(worth, np.float64), np.array(rest_worth, np.float64)
        ).tolist()
        return found


def bounds(
    holdings: Holdings | Divisions,
    value_lower: Floats,
    value_upper: Floats,
    rest_value_lower: Floats | float = 0.0,
    rest_value_upper: Floats | float = 1.0,
    alternatives: Mapping[int, Sequence[Alternative]] | None = None,
) -> tuple[Floats, Floats]:
    """The exact range of every firm's worth, where worth is a fraction of one.

    Parameters
    ----------
    holdings : columns, or the :class:`Divisions` they allow
        The latter for callers that ask several times; ``alternatives`` are in it then.
    value_lower, value_upper : shape (size,), in [0, 1]
        What entities without holders are worth: 1 for home owners, 0 for
        others, from 0 to 1 for those of unknown origin. Other entries are not read.
    rest_value_lower, rest_value_upper : scalar or shape (size,), in [0, 1]
        What a firm's rest may be worth.
    alternatives : firm → columns
        Rival columns that replace a firm's own: any one of them may be true.
        Each is a :class:`Column` or (owner, lower, upper) triples.

    Returns
    -------
    (lower, upper) : shape (size,) each
        Attained: some world has the one, some world the other. Overfull columns
        are drawn in as :func:`graph.ownership.arrays.holdings.tightened` says.

    Raises
    ------
    ComputationError
        If worths cross, lie outside [0, 1] or are not one for each entity; if a
        column has no world: its upper bounds and its rest stay below one; if rivals
        are none, or name somebody outside the network.

    Notes
    -----
    Cost is one pouring, O(d log d) in the holders of each firm, and inside
    groups of mutual holders one linear system for each policy.

    Examples
    --------
    Home owner 0 has 60 % of firm 1, which has half of firm 2; the rest is anybody's.

    >>> chain = Holdings.from_stakes(3, [(0, 1, 0.6, None, 0.6), (1, 2, 0.5, None, 0.5)])
    >>> worth = np.array([1.0, 0.0, 0.0])
    >>> [limit.round(12).tolist() for limit in bounds(chain, worth, worth)]
    [[1.0, 0.6, 0.3], [1.0, 1.0, 1.0]]
    """
    if not isinstance(holdings, Divisions):
        holdings = Divisions.of(holdings, alternatives)
    low, high = _worths(holdings.size, value_lower, value_upper)
    rest_low, rest_high = _worths(holdings.size, rest_value_lower, rest_value_upper)
    if holdings.columns.owner.size > PLAIN_LIMIT:
        from graph.ownership.bounds.least_compiled import bounds_compiled

        worths = bounds_compiled(holdings.columns, (low, high), (rest_low, rest_high))
        return worths[0], np.maximum(*worths, out=worths[1])
    lower = least(holdings.listed, low, rest_low)
    # The most is what the others least leave.
    upper = 1 - least(holdings.listed, 1 - high, 1 - rest_high)
    return lower, np.maximum(lower, upper)


def _refuse_rivals(size: int, rivals: Mapping[int, Sequence[Column]]) -> None:
    for firm, several in rivals.items():
        named = {firm, *(owner for column in several for owner, _, _ in column.holders)}
        if not several or min(named) < 0 or max(named) >= size:
            raise ComputationError(
                f"rivals of firm {firm}: at least one column, of firms and owners among {size}"
            )


def _worths(size: int, lower: Floats | float, upper: Floats | float) -> tuple[Floats, Floats]:
    if {np.size(lower), np.size(upper)} - {1, size}:
        raise ComputationError(f"worths are one number, or one for each of {size} entities")
    low = np.broadcast_to(np.asarray(lower, dtype=np.float64), (size,)).copy()
    high = np.broadcast_to(np.asarray(upper, dtype=np.float64), (size,)).copy()
    if not bool(np.all((low >= 0) & (low <= high) & (high <= 1))):
        raise ComputationError("worths lie between 0 and 1, the lower below the upper")
    return low, high
