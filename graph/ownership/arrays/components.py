"""Groups of firms that hold one another, listed so that owners come first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from graph.ownership.arrays.holdings import NOISE, Floats, Holdings, Ints


def owner_first(start: Ints, owner: Ints) -> tuple[Ints, Ints]:
    """Strongly connected groups in an order in which every owner precedes what it owns.

    Returns ``(order, end)``: all nodes, and where each group ends among them.
    Linear in nodes and stakes; ``graph.ownership.arrays.sweeps`` has it as machine code.

    >>> held = Holdings.from_stakes(3, [(2, 0, 1, None, 1), (1, 2, 1, None, 1)])
    >>> owner_first(held.start, held.owner)[0]
    array([1, 2, 0])
    """
    order, end = owner_first_listed(start.tolist(), owner.tolist())
    return np.array(order, dtype=np.int64), np.array(end, dtype=np.int64)


def owner_first_listed(start: Sequence[int], owner: Sequence[int]) -> tuple[list[int], list[int]]:
    """The same as :func:`owner_first`, from lists to lists: arrays cost a small network more."""
    size = len(start) - 1
    lists = [[0] * (size + 1) for _ in range(7)]
    groups = groups_into(start, owner, *lists)
    return lists[5][:size], lists[6][:groups]


def groups_into(
    start: Any, owner: Any, met: Any, low: Any, cursor: Any, path: Any, stack: Any,
    order: Any, end: Any,
) -> int:  # fmt: skip
    """Fill ``order`` and ``end``; the five sequences before them are work space of zeros.

    Self-contained and free of Python objects, so that a compiler can take it.

    References
    ----------
    Tarjan, R. E. (1972). Depth-first search and linear graph algorithms. SIAM
    Journal on Computing 1, 146-160.
    """
    size = len(start) - 1
    count = placed = groups = waiting = 0
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
                # A finished node has a negative number: its group is closed, it binds nobody.
                if met[above] > 0 and low[above] < low[node]:
                    low[node] = low[above]
                cursor[node] += 1
            if climbing:
                continue
            depth -= 1
            if low[node] == met[node]:
                member = -1
                while member != node:
                    waiting -= 1
                    member = stack[waiting]
                    met[member] = -1
                    order[placed] = member
                    placed += 1
                end[groups] = placed
                groups += 1
    return groups


def climbing(holdings: Holdings, shares: Floats) -> tuple[Ints, Ints, Floats]:
    """The stakes that walks climb, those above zero, as (start, owner, share).

    A zero is a fact, an exit; it must not tie firms into one group.
    """
    climbed = shares > 0
    if climbed.all():
        return holdings.start, holdings.owner, shares
    start = np.zeros(holdings.size + 1, dtype=np.int64)
    np.cumsum(np.bincount(holdings.owned[climbed], minlength=holdings.size), out=start[1:])
    return start, holdings.owner[climbed], shares[climbed]


def closed_groups(holdings: Holdings) -> tuple[tuple[int, ...], ...]:
    """Groups whose members are wholly held by one another: nobody owns them in the end.

    >>> loop = Holdings.from_stakes(3, [(0, 1, 1, None, 1), (1, 0, 1, None, 1), (0, 2, 1, None, 1)])
    >>> closed_groups(loop)
    ((0, 1),)
    """
    start, owner, _ = climbing(holdings, holdings.known)
    order, end = owner_first(start, owner)
    leaks = (1 - holdings.coverage > NOISE) | ~holdings.has_holders
    found = []
    begin = 0
    for stop in end.tolist():
        members = set(order[begin:stop].tolist())
        begin = stop
        if not any(leaks[node] for node in members) and all(
            members.issuperset(owner[start[node] : start[node + 1]].tolist()) for node in members
        ):
            found.append(tuple(sorted(members)))
    return tuple(sorted(found))
