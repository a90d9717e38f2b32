r"""Voting power when most votes are many small ones: a few blocks in an ocean.

Large holders vote as blocks, everybody else is a continuum without a block of
its own. Voters still join in a random order; the ocean pours in evenly, so a
block that joins at time t finds the part t of the ocean there before it.

References
----------
Milnor, J. W. and Shapley, L. S. (1978). Values of large games II: oceanic
games. Mathematics of Operations Research 3, 290-307. The title and the idea
are theirs; the page was not read here, and the formula is derived below and
checked against the index of many small voters.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from math import comb

from graph.errors import ComputationError
from graph.fraction import HALF, ONE, ZERO, Fraction
from graph.ownership.arrays.exact import Number, exact

BLOCKS = 16  # blocks whose coalitions are all gone through


@dataclass(frozen=True)
class OceanicPower:
    """The power of each block, and of the ocean as a whole; they sum to one."""

    blocks: Mapping[int, Fraction]
    ocean: Fraction


def oceanic_power(
    blocks: Mapping[int, Number], ocean: Number, quota: Number = HALF
) -> OceanicPower:
    r"""The Shapley–Shubik index of a few blocks among infinitely many small holders.

    .. math:: \varphi_i = \sum_{S} \int_{T_S} t^{|S|} (1-t)^{m-1-|S|}\,dt, \qquad
              T_S = \{ t \in [0, 1] : q - w_S - w_i \le \alpha t \le q - w_S \}

    over the coalitions S of the other blocks: S and the part t of the ocean are
    there, fall short of the quota, and reach it with i.

    Parameters
    ----------
    blocks : block → votes, none below zero
    ocean : all votes of small holders together (α), above zero
    quota : the part of all votes that must be passed, above 0 and below 1

    Raises
    ------
    ComputationError
        For votes below zero, no ocean, a quota outside 0 to 1, or above 16 blocks.

    Notes
    -----
    Exact; 2 to the number of blocks, times their number.

    Examples
    --------
    One block of 30 %: it is the pivot if the ocean before it has 20 to 50 of its 70.

    >>> oceanic_power({0: 0.3}, 0.7)
    OceanicPower(blocks={0: Fraction(3, 7)}, ocean=Fraction(4, 7))
    """
    parts = {block: exact(votes) for block, votes in blocks.items()}
    alpha, limit = exact(ocean), exact(quota)
    if alpha <= 0 or min(parts.values(), default=ZERO) < 0:
        raise ComputationError("an ocean has votes, and no block has less than none")
    if not 0 < limit < 1:
        raise ComputationError(f"a quota of {quota} is not between 0 and 1")
    if len(parts) > BLOCKS:
        raise ComputationError(f"{len(parts)} blocks; at most {BLOCKS} are enumerated")
    needed = limit * (sum(parts.values(), ZERO) + alpha)
    power = {}
    for block, votes in parts.items():
        others = [had for other, had in parts.items() if other != block]
        power[block] = sum(
            (
                _between(size, len(others) - size, *_window(needed - sum(some, ZERO), votes, alpha))
                for size in range(len(others) + 1)
                for some in combinations(others, size)
            ),
            ZERO,
        )
    return OceanicPower(power, ONE - sum(power.values(), ZERO))


def _window(missing: Fraction, votes: Fraction, alpha: Fraction) -> tuple[Fraction, Fraction]:
    """The times at which a block turns the others and the ocean before it."""
    begin, end = (missing - votes) / alpha, missing / alpha
    return min(ONE, max(ZERO, begin)), min(ONE, max(ZERO, end))


def _between(a: int, b: int, begin: Fraction, end: Fraction) -> Fraction:
    """The integral of t^a (1 − t)^b, term by term."""
    return sum(
        (
            (-1) ** k * comb(b, k) * (end ** (a + k + 1) - begin ** (a + k + 1)) / (a + k + 1)
            for k in range(b + 1)
        ),
        ZERO,
    )
