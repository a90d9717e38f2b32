"""The inner loops for whole graphs, compiled.

Importing this module imports numba, so it is imported only where a network is
too large for NumPy: see ``graph.ownership.ultimate.integrated`` and ``bounds``. All
loops walk owner-first: a group of mutual holders is finished before anything
that it holds.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numba import njit

from graph.ownership.arrays.components import groups_into
from graph.ownership.arrays.holdings import NOISE, Floats, Ints

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
    """The same as :func:`graph.ownership.arrays.components.owner_first`, for whole graphs."""
    size = len(start) - 1
    order, end = np.zeros((2, size), dtype=owner.dtype)
    met, low, cursor, path, stack = np.zeros((5, size + 1), dtype=owner.dtype)
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
) -> None:  # fmt: skip
    """Sweep one group until no row lacks more than ``tolerance`` of one.

    Rows grow from zero towards sums of one, so what a row lacks bounds its
    error; what it lacks in the end is undetermined.
    """
    columns = values.shape[1]
    row = np.empty(columns)
    for node in members:
        values[node, :] = 0.0
    worst = 1.0
    for _ in range(limit):
        worst = 0.0
        for k in range(len(members)):
            node = members[k]
            own = 0.0
            row[:] = base[k]
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


@kernel
def _is_open(members: Any, start: Any, owner: Any, place: Any, values: Any) -> bool:
    """Whether any walk leaves the group; ``place`` is −1 for everybody outside it."""
    for node in members:
        if values[node].sum() > NOISE:
            return True
        for e in range(start[node], start[node + 1]):
            if place[owner[e]] < 0:
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


def absorb(
    start: Any, owner: Any, share: Floats, values: Floats, limit: int, tolerance: float
) -> tuple[float, int]:
    """Turn the part of each firm that ends at once into where all its walks end, in place.

    Only shares above zero. The last column is what is undetermined; a group that
    still lacks more than the tolerance after ``limit`` sweeps has it there.
    Returns how far from one the farthest row sums, and which it is.
    """
    # NumPy asks the system for large pages, which a compiled loop would not.
    work = np.zeros((6, len(start)), dtype=owner.dtype)
    worst, at = _absorb(start, owner, share, values, *work, limit, tolerance)
    return float(worst), int(at)


@kernel
def _absorb(  # noqa: C901 — calls inside the loop would double its time
    start: Any, owner: Any, share: Any, values: Any,
    met: Any, low: Any, cursor: Any, path: Any, stack: Any, place: Any,
    limit: int, tolerance: float,
) -> tuple[float, int]:  # fmt: skip
    """Fill ``values``; the six before ``limit`` are work space of zeros.

    The search for groups is that of ``graph.ownership.arrays.components.groups_into``.
    Here a group is finished the moment it is found, its stakes still at hand:
    two passes would take half as long again.
    """
    size, columns = values.shape
    place[:] = -1
    count = waiting = at = 0
    worst = 0.0
    for root in range(size):
        if met[root] != 0:
            continue
        path[0], depth = root, 1
        while depth > 0:
            node = path[depth - 1]
            if met[node] == 0:
                count += 1
                met[node], low[node], cursor[node] = count, count, start[node]
                stack[waiting] = node
                waiting += 1
            climbing = False
            while cursor[node] < start[node + 1]:
                above = owner[cursor[node]]
                if met[above] == 0:
                    path[depth] = above
                    depth += 1
                    climbing = True
                    break
                if met[above] > 0 and low[above] < low[node]:
                    low[node] = low[above]
                cursor[node] += 1
            if climbing:
                continue
            depth -= 1
            if low[node] != met[node]:
                continue
            stop = waiting
            member = -1
            while member != node:
                waiting -= 1
                member = stack[waiting]
                met[member] = -1
            if stop - waiting > 1:
                group = stack[waiting:stop]
                _together(group, start, owner, share, place, values, limit, tolerance)
                worst, at = _farther(group, values, worst, at)
                continue
            # Written out: a call for each firm would cost more than all the rest.
            own, total = 0.0, 0.0
            for e in range(start[node], start[node + 1]):
                if owner[e] == node:
                    own += share[e]
                else:
                    _add(values, node, share[e], owner[e])
            if own > 0.0:
                _without_own(node, own, values)
            for c in range(columns):
                total += values[node, c]
            if abs(total - 1.0) > worst:
                worst, at = abs(total - 1.0), node
    return worst, at


@kernel
def _farther(group: Any, values: Any, worst: float, at: int) -> tuple[float, int]:
    for node in group:
        off = abs(values[node].sum() - 1.0)
        if off > worst:
            worst, at = off, node
    return worst, at


@kernel
def _add(values: Any, node: int, part: float, above: int) -> None:
    """Add a part of one row to another."""
    if values.shape[1] == 8:  # seven columns and what is undetermined: unrolled, twice as fast
        for c in range(8):
            values[node, c] += part * values[above, c]
    else:
        for c in range(values.shape[1]):
            values[node, c] += part * values[above, c]


@kernel
def _without_own(node: int, own: float, values: Any) -> None:
    """Take out the shares a firm holds of itself; one that holds all of itself is closed."""
    row = values[node]
    if row.sum() <= NOISE:
        row[:] = 0.0
        row[-1] = 1.0
    else:
        row /= 1.0 - own


@kernel
def _together(
    members: Any, start: Any, owner: Any, share: Any, place: Any,
    values: Any, limit: int, tolerance: float,
) -> None:  # fmt: skip
    """Finish a group of mutual holders; a closed one keeps all it gets."""
    for k in range(len(members)):
        place[members[k]] = k
    is_open = _is_open(members, start, owner, place, values)
    base = _from_outside(members, start, owner, share, place, values)
    if not is_open:
        for node in members:
            values[node, :] = 0.0
            values[node, -1] = 1.0
    elif len(members) <= ELIMINATED:
        eliminate(_within(members, start, owner, share, place), base)
        for k in range(len(members)):
            values[members[k]] = base[k]
    else:
        _sweep(members, start, owner, share, place, base, values, limit, tolerance)
    for node in members:
        place[node] = -1
