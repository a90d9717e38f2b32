"""The inner loops for whole graphs, compiled.

Importing this module imports numba, so it is imported only where a network is
too large for NumPy: see ``graph.ownership.integrated`` and ``bounds``. All
loops walk owner-first: a group of mutual holders is finished before anything
that it holds.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numba import njit

from graph.ownership.components import groups_into
from graph.ownership.holdings import Ints

ELIMINATED = 200  # groups up to this size are solved directly, larger ones swept


def kernel(function: Callable[..., Any]) -> Callable[..., Any]:
    """Compile a loop, keeping the machine code where some folder for it can be written."""
    try:
        fast: Callable[..., Any] = njit(cache=True, nogil=True)(function)
    except RuntimeError:  # numba found no such folder; then every run compiles anew
        fast = njit(nogil=True)(function)
    return fast


_groups = kernel(groups_into)


def owner_first_compiled(start: Ints, owner: Ints) -> tuple[Ints, Ints]:
    """The same as :func:`graph.ownership.components.owner_first`, for whole graphs."""
    size = len(start) - 1
    order, end = np.zeros(size, dtype=np.int64), np.zeros(size, dtype=np.int64)
    met, low, cursor, path, stack = np.zeros((5, size + 1), dtype=np.int64)
    groups = _groups(start, owner, met, low, cursor, path, stack, order, end)
    return order, end[:groups]


@kernel
def eliminate(matrix: Any, right: Any) -> None:
    """Solve in place. The matrix is I minus shares with a leak, so no pivoting is needed."""
    size, columns = right.shape
    for pivot in range(size):
        for row in range(pivot + 1, size):
            factor = matrix[row, pivot] / matrix[pivot, pivot]
            if factor != 0.0:
                for k in range(pivot + 1, size):
                    matrix[row, k] -= factor * matrix[pivot, k]
                for c in range(columns):
                    right[row, c] -= factor * right[pivot, c]
    for row in range(size - 1, -1, -1):
        for c in range(columns):
            total = right[row, c]
            for k in range(row + 1, size):
                total -= matrix[row, k] * right[k, c]
            right[row, c] = total / matrix[row, row]


@kernel
def _sweep(
    members: Any, start: Any, owner: Any, share: Any, place: Any,
    base: Any, values: Any, limit: int, tolerance: float,
) -> bool:  # fmt: skip
    """Sweep one group until no row lacks more than ``tolerance`` of one.

    Rows grow from zero towards sums of one, so what a row lacks bounds its
    error; what it lacks in the end is undetermined.
    """
    columns = values.shape[1]
    for node in members:
        values[node, :] = 0.0
    worst = 1.0
    for _ in range(limit):
        worst = 0.0
        for k in range(len(members)):
            node = members[k]
            own = 0.0
            row = base[k].copy()
            for e in range(start[node], start[node + 1]):
                above = owner[e]
                if above == node:
                    own += share[e]
                elif place[above] >= 0:
                    for c in range(columns):
                        row[c] += share[e] * values[above, c]
            total = 0.0
            for c in range(columns):
                values[node, c] = row[c] / (1.0 - own)
                total += values[node, c]
            worst = max(worst, 1.0 - total)
        if worst <= tolerance:
            break
    for node in members:
        lacking = 1.0 - values[node].sum()
        values[node, columns - 1] += max(0.0, lacking)
    return worst <= tolerance


@kernel
def _is_open(members: Any, start: Any, owner: Any, share: Any, outlet: Any, place: Any) -> bool:
    """Whether any walk leaves the group; ``place`` is −1 for everybody outside it."""
    for node in members:
        if outlet[node]:
            return True
        for e in range(start[node], start[node + 1]):
            if share[e] > 0.0 and place[owner[e]] < 0:
                return True
    return False


@kernel
def _from_outside(members: Any, start: Any, owner: Any, share: Any, place: Any, values: Any) -> Any:
    """What each member has from its own ends and from holders outside the group."""
    base = np.zeros((len(members), values.shape[1]))
    for k in range(len(members)):
        node = members[k]
        base[k] = values[node]
        for e in range(start[node], start[node + 1]):
            if place[owner[e]] < 0:
                for c in range(values.shape[1]):
                    base[k, c] += share[e] * values[owner[e], c]
    return base


@kernel
def _within(members: Any, start: Any, owner: Any, share: Any, place: Any) -> Any:
    """The identity less the shares that members hold of one another."""
    matrix = np.eye(len(members))
    for k in range(len(members)):
        for e in range(start[members[k]], start[members[k] + 1]):
            if place[owner[e]] >= 0:
                matrix[k, place[owner[e]]] -= share[e]
    return matrix


@kernel
def absorb(
    start: Any, owner: Any, share: Any, outlet: Any, order: Any, end: Any,
    values: Any, limit: int, tolerance: float,
) -> int:  # fmt: skip
    """Turn the part of each firm that ends at once into where all its walks end, in place.

    The last column of ``values`` is what is undetermined. Returns how many
    groups were still lacking more than the tolerance after ``limit`` sweeps.
    """
    place = np.full(len(start) - 1, -1, dtype=np.int64)
    unsettled = 0
    begin = 0
    for stop in end:
        members = order[begin:stop]
        begin = stop
        for k in range(len(members)):
            place[members[k]] = k
        if not _is_open(members, start, owner, share, outlet, place):
            for node in members:
                values[node, :] = 0.0
                values[node, -1] = 1.0
        elif len(members) == 1:
            _alone(members[0], start, owner, share, values)
        else:
            base = _from_outside(members, start, owner, share, place, values)
            if len(members) <= ELIMINATED:
                eliminate(_within(members, start, owner, share, place), base)
                for k in range(len(members)):
                    values[members[k]] = base[k]
            elif not _sweep(members, start, owner, share, place, base, values, limit, tolerance):
                unsettled += 1
        for node in members:
            place[node] = -1
    return unsettled


@kernel
def _alone(node: int, start: Any, owner: Any, share: Any, values: Any) -> None:
    """Finish a firm outside any cycle; shares it holds of itself are taken out."""
    own = 0.0
    for e in range(start[node], start[node + 1]):
        if owner[e] == node:
            own += share[e]
        else:
            for c in range(values.shape[1]):
                values[node, c] += share[e] * values[owner[e], c]
    for c in range(values.shape[1]):
        values[node, c] /= 1.0 - own
