"""Shares that are compared with thresholds, as exact integers.

The votes (or, where one share is one vote, the equity) of each firm are counted
over a common denominator of that firm's figures, so that exactly one half is
never more than one half.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from math import lcm
from typing import Any, NamedTuple

from graph.errors import ComputationError, ImpossibleShareError
from graph.fraction import ONE, Fraction
from graph.ownership.arrays.exact import Number, share
from graph.ownership.arrays.holdings import Stake

Exact = tuple[int, int, Number]
Shared = tuple[int, Collection[int], Number, Number]  # owned, by whom together, least, most


class Block(NamedTuple):
    """Votes that some holders have among them, nobody says how: the least and the most."""

    holders: frozenset[int]
    least: int
    most: int


class Tally(NamedTuple):
    """What the members of a set that grows have of one firm, and what is left to others."""

    least: int = 0  # Σ lower of the set, and the blocks that are wholly its own
    most: int = 0  # Σ upper of it, and the blocks it has a part of
    others: int = 0  # the certain votes of everybody else
    room: int = 0  # the most that everybody else and the rest can have, where that is known
    met: tuple[int, ...] = ()  # of each block, how many of its holders are in the set


@dataclass(frozen=True)
class Votes:
    """Who has how many votes in each firm, between two bounds.

    Entities are any whole numbers; one that no stake names has no votes and no holders.

    ``whole[j]`` is all of firm j; ``lower[j]`` and ``upper[j]`` map its holders
    to their votes out of that. ``dispersed`` holders are many, and never act as one.
    ``blocks[j]`` are votes of j that several have together, beside what each has; ``room[j]``
    is the most of all holders and of the rest, where the most of the rest is known.

    >>> votes = Votes.from_stakes([(0, 2, 0.015), (1, 2, 0.413)])
    >>> votes.whole[2], votes.lower[2]
    (1000, {0: 15, 1: 413})
    """

    whole: Mapping[int, int]
    lower: Mapping[int, Mapping[int, int]]
    upper: Mapping[int, Mapping[int, int]]
    dispersed: frozenset[int] = frozenset()
    blocks: Mapping[int, tuple[Block, ...]] = field(default_factory=dict)
    room: Mapping[int, int] = field(default_factory=dict)

    @classmethod
    def from_stakes(
        cls,
        stakes: Iterable[Stake | Exact],
        dispersed: Collection[int] = (),
        *,
        blocks: Iterable[Shared] = (),
        rests: Mapping[int, Number] | None = None,
    ) -> Votes:
        """Read (owner, owned, share) or (owner, owned, lower, known, upper), fractions of one.

        Parallel stakes of a pair are summed. ``blocks`` are (owned, holders, least, most);
        ``rests`` says of some firms the most that nobody named has. Raises
        :class:`ImpossibleShareError` for a share below zero, above one, not a number, or with
        crossed bounds; a firm whose votes sum above one is kept as it is.
        """
        columns: dict[int, dict[int, tuple[Fraction, Fraction]]] = {}
        for stake in stakes:
            owner, owned = stake[0], stake[1]
            low = high = share(stake[2])
            if stake[-1] is not stake[2]:
                high = share(stake[-1])
                if low > high:
                    raise ImpossibleShareError(f"the bounds of {owner} in {owned} cross")
            column = columns.setdefault(owned, {})
            before = column.get(owner)
            if before is not None:
                low = before[0] + low
                high = max(low, min(ONE, before[1] + high))
            column[owner] = (low, high)
        shared: dict[int, list[tuple[frozenset[int], Fraction, Fraction]]] = {}
        for owned, holders, least, most in blocks:
            columns.setdefault(owned, {})
            shared.setdefault(owned, []).append((frozenset(holders), share(least), share(most)))
        left = {owned: share(rest) for owned, rest in (rests or {}).items() if owned in columns}
        whole, lower, upper = {}, {}, {}
        together: dict[int, tuple[Block, ...]] = {}
        room = {}
        for owned, column in columns.items():
            bounds = {bound.denominator for pair in column.values() for bound in pair}
            bounds.update(bound.denominator for _, *pair in shared.get(owned, ()) for bound in pair)
            if owned in left:
                bounds.add(left[owned].denominator)
            unit = lcm(*bounds)
            whole[owned] = unit
            lower[owned] = {owner: _in_units(pair[0], unit) for owner, pair in column.items()}
            upper[owned] = {owner: _in_units(pair[1], unit) for owner, pair in column.items()}
            if owned in shared:
                together[owned] = tuple(
                    Block(holders, _in_units(least, unit), _in_units(most, unit))
                    for holders, least, most in shared[owned]
                )
            if owned in left:
                room[owned] = _in_units(left[owned], unit) + sum(upper[owned].values())
                room[owned] += sum(block.most for block in together.get(owned, ()))
        return cls(whole, lower, upper, frozenset(dispersed), together, room)

    def joined(self, firm: int, tally: Tally | None, member: int) -> Tally:
        """The tally of a set in a firm when one more joins it; without a tally the first of it."""
        blocks = self.blocks.get(firm)
        low, high = self.lower[firm].get(member, 0), self.upper[firm].get(member, 0)
        if blocks is None:  # of most firms: each has its own
            if tally is None:
                return Tally(low, high, self.taken[firm] - low, self.room.get(firm, 0) - high)
            least, most, others, room, met = tally
            return Tally(least + low, most + high, others - low, room - high, met)
        if tally is None:
            room, met = self.room.get(firm, 0), (0,) * len(blocks)
            least, most, others = 0, 0, self.taken[firm]
        else:
            least, most, others, room, met = tally
        for at, block in enumerate(blocks):
            if member in block.holders:
                had = met[at] + 1
                met = (*met[:at], had, *met[at + 1 :])
                if had == 1:
                    most, others = most + block.most, others - block.least
                if had == len(block.holders):
                    least, room = least + block.least, room - block.most
        return Tally(least + low, most + high, others - low, room - high, met)

    def certain(self, firm: int, tally: Tally) -> int:
        """The least that a set has in any world: its own least, or what all others leave.

        Two bands of 10 to 60 % beside one of 30 % are 70 % together, where there is nobody else.

        >>> bands = [(0, 3, 0.1, None, 0.6), (1, 3, 0.1, None, 0.6), (2, 3, 0.3, None, 0.3)]
        >>> votes = Votes.from_stakes(bands, rests={3: 0})
        >>> votes.least_of(3, {0, 1}), Votes.from_stakes(bands).least_of(3, {0, 1})
        (Fraction(7, 10), Fraction(1, 5))
        """
        if firm not in self.room:
            return tally.least
        return max(tally.least, self.whole[firm] - tally.room)

    def possible(self, firm: int, tally: Tally) -> int:
        """The most that a set may have: no more than the others certainly leave.

        Where the figures contradict one another they leave what they say.
        """
        left = tally.most
        if firm not in self.overfull:
            left = min(left, self.whole[firm] - tally.others)
        return max(left, self.certain(firm, tally))

    def least_of(self, firm: int, holders: Iterable[int]) -> Fraction:
        """The least that some holders have of a firm together, whatever the others have.

        How two share 80 % nobody says: both have all of it.

        >>> votes = Votes.from_stakes([(2, 3, 0.2)], blocks=[(3, {0, 1}, 0.8, 0.8)])
        >>> [str(votes.least_of(3, some)) for some in ({0}, {0, 1})]
        ['0', '4/5']
        """
        tally = None
        for one in holders:
            if one not in self.dispersed and self._has_part(one, firm):
                tally = self.joined(firm, tally, one)
        return Fraction(self.certain(firm, tally), self.whole[firm]) if tally else Fraction(0)

    @cached_property
    def taken(self) -> Mapping[int, int]:
        """The certain votes of all named holders of each firm together, out of its whole."""
        taken = {firm: sum(column.values()) for firm, column in self.lower.items()}
        for firm, blocks in self.blocks.items():
            taken[firm] += sum(block.least for block in blocks)
        return taken

    @cached_property
    def found(self) -> dict[Hashable, Any]:
        """What was worked out of these votes and is asked for again, by what was asked."""
        return {}

    @cached_property
    def overfull(self) -> frozenset[int]:
        """The firms whose certain votes sum above one: their figures contradict each other.

        >>> Votes.from_stakes([(0, 2, 0.7), (1, 2, 0.5)]).overfull
        frozenset({2})
        """
        return frozenset(firm for firm, had in self.taken.items() if had > self.whole[firm])

    def _has_part(self, holder: int, firm: int) -> bool:
        if holder in self.lower.get(firm, ()):
            return True
        return firm in self.blocks and any(holder in one.holders for one in self.blocks[firm])

    def column(self, firm: int) -> dict[int, Fraction]:
        """What :meth:`named` gives, of a firm whose figures fit together.

        Raises :class:`ComputationError` for a firm that is :attr:`overfull`.
        """
        if firm in self.overfull:
            raise ComputationError(f"the holders of firm {firm} have more than all of it")
        return self.named(firm)

    @cached_property
    def holds(self) -> Mapping[int, tuple[int, ...]]:
        """The firms in which each holder may have votes, alone or among several."""
        found: dict[int, dict[int, None]] = {}
        for firm, column in self.upper.items():
            alone = (holder for holder, votes in column.items() if votes > 0)
            among = (holder for block in self.blocks.get(firm, ()) for holder in block.holders)
            for holder in (*alone, *among):
                if holder not in self.dispersed:
                    found.setdefault(holder, {})[firm] = None
        return {holder: tuple(firms) for holder, firms in found.items()}

    @cached_property
    def entities(self) -> frozenset[int]:
        """Everybody who votes or is voted in."""
        among = (block.holders for blocks in self.blocks.values() for block in blocks)
        return frozenset(self.whole).union(*self.lower.values(), *among)

    def of(self, holder: int, firm: int) -> Fraction:
        """The certain votes of one holder in one firm, as a fraction."""
        if firm not in self.whole:
            return Fraction(0)
        return Fraction(self.lower[firm].get(holder, 0), self.whole[firm])

    def bounds_of(self, holder: int, firm: int) -> tuple[Fraction, Fraction]:
        """The least and most votes of one holder in one firm, with what it may have of blocks."""
        blocks = (one for one in self.blocks.get(firm, ()) if holder in one.holders)
        most = self.upper[firm].get(holder, 0) + sum(one.most for one in blocks)
        return self.of(holder, firm), min(ONE, Fraction(most, self.whole[firm]))

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


def _in_units(part: Fraction, unit: int) -> int:
    """A fraction counted in units of which the whole has so many: a multiple of its denominator."""
    return part.numerator * (unit // part.denominator)
