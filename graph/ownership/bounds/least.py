"""The least worth of every firm over all divisions its columns allow, for small networks.

Plain Python: a network around one firm is answered before a compiler would
have started. ``graph.ownership.bounds.bounds.least_compiled`` is the same for whole graphs.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from graph.ownership.arrays.columns import Columns
from graph.ownership.arrays.components import owner_first_listed
from graph.ownership.arrays.holdings import NOISE, Floats

SAME = 1e-14  # a change of policy that gains less than this gains nothing
POLICIES = 200  # far above what any network needs; only rounding could ask for more


class Listed:
    """The columns as tuples, which plain Python reads fastest, and the groups, owners first.

    ``groups`` are those with holders, each with whether its members hold one another. All is
    the same whatever everybody is worth, so one is enough for all worths.
    """

    def __init__(self, columns: Columns) -> None:
        self.first, self.start = tuple(columns.first.tolist()), tuple(columns.start.tolist())
        self.owner = tuple(columns.owner.tolist())
        self.lower, self.upper = tuple(columns.lower.tolist()), tuple(columns.upper.tolist())
        rests = zip(columns.rest_lower.tolist(), columns.rest_upper.tolist(), strict=True)
        self.rest = tuple(rests)
        self.left = tuple(  # of each column, by all lower bounds
            1.0 - low - sum(self.lower[begin:end])
            for (low, _), (begin, end) in zip(self.rest, pairwise(self.start), strict=True)
        )
        order, end = owner_first_listed(columns.span.tolist(), self.owner)
        groups = (tuple(order[begin:stop]) for begin, stop in pairwise((0, *end)))
        self.groups = tuple((group, self._mutual(group)) for group in groups if self._held(group))
        self._keeping: dict[int, frozenset[int]] = {}

    def _held(self, group: tuple[int, ...]) -> bool:
        return bool(self.first[group[0]] < self.first[group[0] + 1])

    def _mutual(self, group: tuple[int, ...]) -> bool:
        firm = group[0]
        span = slice(self.start[self.first[firm]], self.start[self.first[firm + 1]])
        return len(group) > 1 or firm in self.owner[span]

    def keeping(self, group: tuple[int, ...]) -> frozenset[int]:
        """The greatest set of a group's members that can keep all their mass among themselves."""
        if group[0] not in self._keeping:
            inside = set(group)
            while leaving := {firm for firm in inside if not self._can_keep(firm, inside)}:
                inside -= leaving
            self._keeping[group[0]] = frozenset(inside)
        return self._keeping[group[0]]

    def _can_keep(self, firm: int, inside: set[int]) -> bool:
        for column in range(self.first[firm], self.first[firm + 1]):
            entries = range(self.start[column], self.start[column + 1])
            outside = any(self.lower[e] > 0 for e in entries if self.owner[e] not in inside)
            room = sum(self.upper[e] for e in entries if self.owner[e] in inside)
            if self.rest[column][0] == 0 and not outside and room >= 1 - NOISE:
                return True
        return False


def least(columns: Listed, worth: Floats, rest_worth: Floats) -> Floats:
    """The least worth of each firm.

    ``worth`` is read for entities without holders, ``rest_worth`` for rests;
    shape (size,) each, in [0, 1].
    """
    return np.array(least_listed(columns, worth.tolist(), rest_worth.tolist()))


def least_listed(
    columns: Listed, worth: Sequence[float], rest_worth: Sequence[float]
) -> list[float]:
    """The same as :func:`least`, from lists to a list: arrays cost a small network more."""
    if not any(worth) and not any(rest_worth):
        return [0.0] * len(worth)  # nobody is worth anything
    solver = _Solver(columns, worth, rest_worth)
    for group, mutual in columns.groups:
        solver.finish(group, mutual=mutual)
    found = solver.worth
    for group, _ in columns.groups:
        for firm in group:
            found[firm] = min(1.0, max(0.0, found[firm]))
    return found


class _Solver:
    """The worths found so far."""

    def __init__(
        self, columns: Listed, worth: Sequence[float], rest_worth: Sequence[float]
    ) -> None:
        self.columns = columns
        self.first, self.start, self.owner = columns.first, columns.start, columns.owner
        self.lower, self.upper, self.rest = columns.lower, columns.upper, columns.rest
        self.worth, self.rest_worth = list(worth), rest_worth

    def finish(self, group: tuple[int, ...], *, mutual: bool) -> None:
        if mutual:
            self._settle(group)
        else:
            self.worth[group[0]] = self._best(group[0])[0]

    def _best(self, firm: int) -> tuple[float, dict[int, float]]:
        """The cheapest division of a firm: its worth, and the shares by owner."""
        first, end = self.first[firm], self.first[firm + 1]
        if end - first == 1:
            return self._poured(first, firm)
        poured = (self._poured(column, firm) for column in range(first, end))
        return min(poured, key=lambda pair: pair[0])

    def _poured(self, column: int, firm: int) -> tuple[float, dict[int, float]]:
        worths, owner, lowers, uppers = self.worth, self.owner, self.lower, self.upper
        entries = range(self.start[column], self.start[column + 1])
        low, high = self.rest[column]
        left = self.columns.left[column]
        places = [(worths[owner[e]], e, lowers[e], uppers[e]) for e in entries]
        places.append((self.rest_worth[firm], -1, low, high))
        places.sort()
        value = 0.0
        shares: dict[int, float] = {}
        for worth, e, lower, upper in places:
            amount = lower
            if left > 0:
                poured = min(upper - lower, left)
                left -= poured
                amount += poured
            value += amount * worth
            if e >= 0 and amount:
                shares[owner[e]] = shares.get(owner[e], 0.0) + amount
        return value, shares

    def _settle(self, group: tuple[int, ...]) -> None:
        """Find the worths of mutual holders by policy iteration.

        Members that can keep all their mass among themselves are worth nothing
        at the least. Without them every policy lets all mass out, so the
        iteration is finite and its end is the only solution.
        """
        keeping = self.columns.keeping(group)
        free = [firm for firm in group if firm not in keeping]
        place = {firm: k for k, firm in enumerate(free)}
        for firm in group:
            self.worth[firm] = 0.0
        before: list[dict[int, float]] = []
        for _ in range(POLICIES if free else 0):
            system: list[list[float]] = []
            right: list[float] = []
            policy: list[dict[int, float]] = []
            for firm, row in place.items():
                value, shares = self._best(firm)
                policy.append(shares)
                kept = [0.0] * len(free)
                kept[row] = 1.0
                for owner, amount in shares.items():
                    if owner in place:
                        kept[place[owner]] -= amount
                        value -= amount * self.worth[owner]
                system.append(kept)
                right.append(value)
            if policy == before:
                return  # the worths found are those of this policy
            before = policy
            fresh = np.linalg.solve(np.array(system), np.array(right)).tolist()
            change = max(abs(fresh[row] - self.worth[firm]) for firm, row in place.items())
            for firm, row in place.items():
                self.worth[firm] = fresh[row]
            if change <= SAME:
                return
