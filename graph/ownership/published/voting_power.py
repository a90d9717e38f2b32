"""How often each holder is decisive: Banzhaf and Shapley–Shubik, direct and down a pyramid.

Power is not a share: with 36 % against four times 16 % the first is decisive
seven times as often as any other, with 45 % under a firm that decides alone one
may never be. Use it as a sensitivity, not as a headline.

References
----------
Banzhaf, J. F. (1965). Weighted voting doesn't work. Rutgers Law Review 19,
317-343; Shapley, L. S. and Shubik, M. (1954). A method for evaluating the
distribution of power in a committee system. American Political Science Review
48, 787-792; for pyramids Crama, Y. and Leruth, L. (2007). Control and voting
power in corporate networks. European Journal of Operational Research 178, 879-893.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import comb, lcm

from graph.errors import ComputationError
from graph.fraction import HALF, ZERO, Fraction
from graph.ownership.arrays.exact import Number, exact, share
from graph.ownership.arrays.votes import Votes

ROOTS = 20  # owners at the top of a pyramid whose coalitions are enumerated
TABLE = 20_000_000  # cells of the table of coalitions by size and votes


def swings(weights: Mapping[int, Number], quota: Number, *, strict: bool = True) -> dict[int, int]:
    """How many coalitions of the others each voter turns from losing into winning.

    A coalition wins above the quota, or with ``strict=False`` at it. Cost is
    voters squared times the votes in their smallest common unit.

    >>> swings({0: 36, 1: 16, 2: 16, 3: 16, 4: 16}, 50)
    {0: 14, 1: 2, 2: 2, 3: 2, 4: 2}
    """
    return {
        voter: sum(by_size) for voter, by_size in _swings_by_size(weights, quota, strict).items()
    }


def banzhaf(
    weights: Mapping[int, Number], quota: Number, *, strict: bool = True
) -> dict[int, Fraction]:
    """The normalised Banzhaf index: each voter's part of all swings.

    >>> banzhaf({0: 40, 1: 30, 2: 30}, 50)[0]
    Fraction(1, 3)
    """
    return _normalised(swings(weights, quota, strict=strict))


def shapley_shubik(
    weights: Mapping[int, Number], quota: Number, *, strict: bool = True
) -> dict[int, Fraction]:
    r"""The chance that a voter is pivotal when voters join in a random order.

    .. math:: \varphi_i = \sum_S |S|!\,(n-|S|-1)!\,/\,n!

    over the coalitions S that i turns into winning ones.

    >>> shapley_shubik({0: 50, 1: 49, 2: 1}, 50)
    {0: Fraction(2, 3), 1: Fraction(1, 6), 2: Fraction(1, 6)}
    """
    n = len(weights)
    return {
        voter: sum(
            (Fraction(found, n * comb(n - 1, size)) for size, found in enumerate(by_size)), ZERO
        )
        for voter, by_size in _swings_by_size(weights, quota, strict).items()
    }


def compound_swings(votes: Votes, firm: int, *, quota: Number = HALF) -> dict[int, int]:
    """Swings in a firm of everybody at the top above it, through the firms between.

    A firm votes yes when the yes-votes in it pass the quota of all its votes,
    the least such outcome where firms hold one another. Raises
    :class:`ComputationError` above 20 owners at the top.

    >>> holders = [(0, 3, 0.4), (1, 3, 0.35), (2, 3, 0.25), (3, 4, 0.55), (5, 4, 0.45)]
    >>> compound_swings(Votes.from_stakes(holders), 4)
    {0: 4, 1: 4, 2: 4, 5: 0}
    """
    firms, roots = _above(votes, firm)
    if len(roots) > ROOTS:
        raise ComputationError(
            f"{len(roots)} owners above firm {firm}; at most {ROOTS} are enumerated"
        )
    limit = share(quota)
    wins = [
        _carried(
            votes, firms, {root for k, root in enumerate(roots) if coalition >> k & 1}, limit, firm
        )
        for coalition in range(1 << len(roots))
    ]
    return {
        root: sum(
            wins[coalition | 1 << k] and not wins[coalition]
            for coalition in range(1 << len(roots))
            if not coalition >> k & 1
        )
        for k, root in enumerate(roots)
    }


def compound_banzhaf(votes: Votes, firm: int, *, quota: Number = HALF) -> dict[int, Fraction]:
    """The normalised Banzhaf index at the top of a pyramid; see :func:`compound_swings`."""
    return _normalised(compound_swings(votes, firm, quota=quota))


def _normalised(found: Mapping[int, int]) -> dict[int, Fraction]:
    total = sum(found.values())
    if total == 0:
        raise ComputationError("no coalition wins: named voters do not reach the quota")
    return {voter: Fraction(one, total) for voter, one in found.items()}


def _swings_by_size(
    weights: Mapping[int, Number], quota: Number, strict: bool
) -> dict[int, list[int]]:
    """For each voter, how many coalitions of each size of the others it turns."""
    parts = {voter: exact(weight) for voter, weight in weights.items()}
    if min(parts.values(), default=ZERO) < 0:
        raise ComputationError("a voter has less than no votes")
    unit = lcm(exact(quota).denominator, *(part.denominator for part in parts.values()))
    votes = {voter: int(part * unit) for voter, part in parts.items()}
    needed = int(exact(quota) * unit) + (1 if strict else 0)  # votes that win
    n = len(votes)
    total = sum(votes.values())
    if (total + 1) * n > TABLE:
        raise ComputationError(f"{n} voters with {total} votes are too many to enumerate")
    found = {}
    for voter in votes:
        others = [had for other, had in votes.items() if other != voter]
        table = [[0] * (total + 1) for _ in range(n)]  # [size][votes] → coalitions
        table[0][0] = 1
        reach = 0
        for size, had in enumerate(others):
            reach += had
            for k in range(size, -1, -1):
                row, above = table[k], table[k + 1]
                for have in range(reach - had + 1):
                    if row[have]:
                        above[have + had] += row[have]
        low, high = max(0, needed - votes[voter]), min(needed, total + 1)
        found[voter] = [sum(row[low:high]) for row in table]
    return found


def _above(votes: Votes, firm: int) -> tuple[list[int], list[int]]:
    """The firms above a firm, itself included, and the owners nobody holds."""
    met, waiting = {firm}, [firm]
    while waiting:
        for holder in votes.column(waiting.pop()):
            if holder not in met:
                met.add(holder)
                waiting.append(holder)
    return sorted(one for one in met if votes.named(one)), sorted(
        one for one in met if not votes.named(one)
    )


def _carried(
    votes: Votes, firms: list[int], voting_yes: set[int], limit: Fraction, firm: int
) -> bool:
    yes = set(voting_yes)
    changed = True
    while changed:
        changed = False
        for one in firms:
            if one not in yes:
                counted = sum(had for holder, had in votes.lower[one].items() if holder in yes)
                if counted > limit * votes.whole[one]:
                    yes.add(one)
                    changed = True
    return firm in yes
