"""Shares that are compared with thresholds, as exact integers.

The votes (or, where one share is one vote, the equity) of each firm are counted
over a common denominator of that firm's figures, so that exactly one half is
never more than one half.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import lcm

from graph.errors import ComputationError, ImpossibleShareError
from graph.fraction import ONE, Fraction
from graph.ownership.arrays.exact import Number, share
from graph.ownership.arrays.holdings import Stake

Exact = tuple[int, int, Number]


@dataclass(frozen=True)
class Votes:
    """Who has how many votes in each firm, between two bounds.

    Entities are any whole numbers; one that no stake names has no votes and no holders.

    ``whole[j]`` is all of firm j; ``lower[j]`` and ``upper[j]`` map its holders
    to their votes out of that. ``dispersed`` holders are many, and never act as one.

    >>> votes = Votes.from_stakes([(0, 2, 0.015), (1, 2, 0.413)])
    >>> votes.whole[2], votes.lower[2]
    (1000, {0: 15, 1: 413})
    """

    whole: Mapping[int, int]
    lower: Mapping[int, Mapping[int, int]]
    upper: Mapping[int, Mapping[int, int]]
    dispersed: frozenset[int] = frozenset()

    @classmethod
    def from_stakes(cls, stakes: Iterable[Stake | Exact], dispersed: Collection[int] = ()) -> Votes:
        """Read (owner, owned, share) or (owner, owned, lower, known, upper), fractions of one.

        Parallel stakes of a pair are summed. Raises :class:`ImpossibleShareError`
        for a share below zero, above one, not a number, or with crossed bounds;
        a firm whose votes sum above one is kept as it is.
        """
        columns: dict[int, dict[int, tuple[Fraction, Fraction]]] = {}
        for stake in stakes:
            owner, owned = stake[0], stake[1]
            low, high = share(stake[2]), share(stake[-1] if len(stake) == 5 else stake[2])
            if low > high:
                raise ImpossibleShareError(f"the bounds of {owner} in {owned} cross")
            column = columns.setdefault(owned, {})
            before = column.get(owner, (Fraction(0), Fraction(0)))
            total = before[0] + low
            column[owner] = (total, max(total, min(ONE, before[1] + high)))
        whole, lower, upper = {}, {}, {}
        for owned, column in columns.items():
            unit = lcm(*(bound.denominator for pair in column.values() for bound in pair))
            whole[owned] = unit
            lower[owned] = {owner: int(pair[0] * unit) for owner, pair in column.items()}
            upper[owned] = {owner: int(pair[1] * unit) for owner, pair in column.items()}
        return cls(whole, lower, upper, frozenset(dispersed))

    @cached_property
    def taken(self) -> Mapping[int, int]:
        """The certain votes of all named holders of each firm together, out of its whole."""
        return {firm: sum(column.values()) for firm, column in self.lower.items()}

    @cached_property
    def overfull(self) -> frozenset[int]:
        """The firms whose certain votes sum above one: their figures contradict each other.

        >>> Votes.from_stakes([(0, 2, 0.7), (1, 2, 0.5)]).overfull
        frozenset({2})
        """
        return frozenset(firm for firm, had in self.taken.items() if had > self.whole[firm])

    def column(self, firm: int) -> dict[int, Fraction]:
        """What :meth:`named` gives, of a firm whose figures fit together.

        Raises :class:`ComputationError` for a firm that is :attr:`overfull`.
        """
        if firm in self.overfull:
            raise ComputationError(f"the holders of firm {firm} have more than all of it")
        return self.named(firm)

    @cached_property
    def holds(self) -> Mapping[int, tuple[int, ...]]:
        """The firms in which each holder may have votes."""
        found: dict[int, list[int]] = {}
        for firm, column in self.upper.items():
            for holder, votes in column.items():
                if votes > 0 and holder not in self.dispersed:
                    found.setdefault(holder, []).append(firm)
        return {holder: tuple(firms) for holder, firms in found.items()}

    @property
    def entities(self) -> frozenset[int]:
        """Everybody who votes or is voted in."""
        return frozenset(self.whole).union(*self.lower.values())

    def of(self, holder: int, firm: int) -> Fraction:
        """The certain votes of one holder in one firm, as a fraction."""
        if firm not in self.whole:
            return Fraction(0)
        return Fraction(self.lower[firm].get(holder, 0), self.whole[firm])

    def named(self, firm: int) -> dict[int, Fraction]:
        """The certain votes of every named holder of a firm above zero, as fractions."""
        return {
            holder: Fraction(votes, self.whole[firm])
            for holder, votes in self.lower.get(firm, {}).items()
            if votes > 0
        }

    def rest(self, firm: int) -> Fraction:
        """What the certain votes of named holders leave."""
        return ONE - sum(self.column(firm).values(), Fraction(0))
