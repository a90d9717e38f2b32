"""The engine of this machine: compiled sweeps over arrays, in memory.

A small network is solved in NumPy, so that nobody waits for a compiler.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from graph.engines.engine import DIGITS, WHOLE, Flags, Line, Shares, Solved, units, worth
from graph.ownership.arrays.holdings import NOISE, Floats, Holdings, Ints
from graph.ownership.bounds.bounds import Divisions, bounds
from graph.ownership.ultimate.integrated import absorbed

FEW = 3000  # stakes up to which NumPy beats a compiler's start


class Compiled:
    """Solves with :mod:`graph.ownership.ultimate.all_firms`, which brings numba."""

    def __init__(self, few: int = FEW) -> None:
        self.few = few
        self.works: tuple[object, ...] = ()

    def solve(self, shares: Shares, wanted: Sequence[int]) -> Solved:
        """Where shares end, and the least and most of sets of national columns, given as bits."""
        divisions = Divisions.of(shares.holdings, shares.rivals)
        lower, upper = np.zeros((2, shares.holdings.size, len(wanted)))
        for place, groups in enumerate(wanted):
            ends, rests = worth(groups, shares.end_groups), worth(groups, shares.rest_groups)
            low, high = bounds(divisions, *ends, *rests)
            lower[:, place] = np.round(low, DIGITS).clip(0, 1)
            upper[:, place] = np.round(high, DIGITS).clip(0, 1)
        return Solved(self._ends(shares), lower, upper)

    def _ends(self, shares: Shares) -> Floats:
        if shares.holdings.owner.size <= self.few:
            return _plain_ends(shares)
        from graph.ownership.ultimate.all_firms import Links, ends_of_all

        links = Links.of(shares.holdings, shares.end_kind, shares.rest_kind, shares.kinds)
        found = np.zeros((shares.holdings.size, shares.kinds + 1))
        ends = np.flatnonzero(~shares.holdings.has_holders)
        found[ends, shares.end_kind[ends]] = 1.0
        found[links.firm] = ends_of_all(links, overwrite=True)
        return found

    def controllers(self, votes: Holdings) -> Ints:
        """Who directs each entity by a majority of certain votes; itself where nobody does."""
        from graph.ownership.ultimate.all_firms import controllers_of_all

        return controllers_of_all(votes)

    def reached(
        self, capital: Holdings, listed: Collection[int], line: Line
    ) -> tuple[Flags, Flags]:
        """Whom a list reaches for certain, and whom possibly, the listed themselves included."""
        stakes = _Stakes.of(capital)
        return stakes.grown(listed, line, certain=True), stakes.grown(listed, line, certain=False)


@dataclass(frozen=True, eq=False)
class _Stakes:
    """Stakes in whole numbers, each firm's own shares apart, and the rest of each firm."""

    capital: Holdings
    own: Flags
    least: Ints
    most: Ints
    rest: Ints

    @classmethod
    def of(cls, capital: Holdings) -> _Stakes:
        own = capital.owned == capital.owner
        return cls(
            capital, own, units(capital.lower), units(capital.upper), units(capital.rest_upper)
        )

    def grown(self, listed: Collection[int], line: Line, *, certain: bool) -> Flags:
        """Everybody inside in the end, round by round of all who come in at once."""
        inside = np.zeros(self.capital.size, dtype=bool)
        inside[list(listed)] = True
        while True:
            fresh = self._reaching(inside, line, certain=certain) & ~inside
            fresh &= self.capital.has_holders
            if not fresh.any():
                return inside
            inside |= fresh

    def _reaching(self, inside: Flags, line: Line, *, certain: bool) -> Flags:
        """Of which firms those inside have the line, by the least or by the most they can have."""
        have = inside[self.capital.owner] & ~self.own
        others = self._sum(self.most, ~have)
        least = np.maximum(self._sum(self.least, have), WHOLE - self.rest - others)
        surely = _met(line, least.clip(0, WHOLE), WHOLE)
        if certain:
            return surely
        upper, taken = self._sum(self.most, have), self._sum(self.least, ~have & ~self.own)
        low, high = self._sum(self.least, self.own), self._sum(self.most, self.own)
        own = np.maximum(low, np.minimum(high, WHOLE - taken - upper))
        free = np.minimum(upper, WHOLE - taken - own).clip(0)
        possibly: Flags = surely | ((free > 0) & _met(line, free, WHOLE - own))
        return possibly

    def _sum(self, parts: Ints, which: Flags) -> Ints:
        return self.capital.total(np.where(which, parts, 0)).astype(np.int64)


def _met(line: Line, had: Ints, whole: Ints | int) -> Flags:
    """Whether so many parts of a whole reach the line."""
    ahead = had * line.share.denominator - whole * line.share.numerator
    met: Flags = ahead > 0 if line.strict else ahead >= 0
    return met


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


LOCAL = Compiled()


def engine() -> Compiled:
    """The one of this machine, whose answers are kept from one question to the next."""
    return LOCAL
