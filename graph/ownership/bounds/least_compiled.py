"""The least worth of every firm, compiled for whole graphs.

The same as ``graph.ownership.bounds.least``; importing it imports numba. Groups of
mutual holders too large for a linear system are swept upwards from nothing, so
that a sweep ended early gives less than the least: wider, never wrong.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from graph.ownership.arrays.columns import Columns
from graph.ownership.arrays.holdings import Floats
from graph.ownership.arrays.sweeps import ELIMINATED, eliminate, kernel, owner_first_compiled

SWEEPS, POLICIES = 20_000, 200
FEW = 32  # holders among whom looking again and again is faster than sorting
SAME = 1e-14
NOISE = 1e-12


def least_compiled(columns: Columns, worth: Floats, rest_worth: Floats) -> Floats:
    """The least worth of each firm; see :func:`graph.ownership.bounds.least.least`."""
    return _least(columns, owner_first_compiled(columns.span, columns.owner), worth, rest_worth)


def bounds_compiled(
    columns: Columns, worth: tuple[Floats, Floats], rest_worth: tuple[Floats, Floats]
) -> tuple[Floats, Floats]:
    """The least and the most worth of each firm; the groups are found once for both.

    The most is what the others least leave.
    """
    # Half as wide, since the search goes to and fro in memory.
    groups = owner_first_compiled(columns.span.astype(np.int32), columns.owner.astype(np.int32))
    lower = _least(columns, groups, worth[0], rest_worth[0])
    others = _least(columns, groups, 1 - worth[1], 1 - rest_worth[1])
    return lower, np.subtract(1, others, out=others)


def _least(columns: Columns, groups: tuple[Any, Any], worth: Floats, rest_worth: Floats) -> Floats:
    worths = worth.copy()
    _all(
        columns.first, columns.start, columns.owner, columns.lower, columns.upper,
        columns.rest_lower, columns.rest_upper, *groups, worths, rest_worth,
    )  # fmt: skip
    return np.clip(worths, 0.0, 1.0, out=worths)


@kernel
def _cheapest(
    firm: int, first: Any, start: Any, owner: Any, lower: Any, upper: Any,
    rest_lower: Any, rest_upper: Any, worth: Any, rest_worth: float,
) -> float:  # fmt: skip
    """The value of the cheapest column of a firm with few holders, without setting memory aside.

    What the lower bounds leave goes to the cheapest place with room, then to the next.
    """
    best = 2.0
    for column in range(first[firm], first[firm + 1]):
        begin, end = start[column], start[column + 1]
        left = 1.0 - rest_lower[column]
        value = rest_lower[column] * rest_worth
        for e in range(begin, end):
            left -= lower[e]
            value += lower[e] * worth[owner[e]]
        price, place = -1.0, begin
        while left > NOISE:
            lowest, at = 2.0, -1
            for e in range(begin, end):
                if lower[e] < upper[e]:
                    asked = worth[owner[e]]
                    later = asked > price or (asked == price and e > place)
                    if later and asked < lowest:
                        lowest, at = asked, e
            later = rest_worth > price or (rest_worth == price and end > place)
            if later and rest_worth < lowest and rest_lower[column] < rest_upper[column]:
                lowest, at = rest_worth, end
            if at < 0:
                break
            room = rest_upper[column] - rest_lower[column] if at == end else upper[at] - lower[at]
            poured = min(room, left)
            left -= poured
            value += poured * lowest
            price, place = lowest, at
        best = min(best, value)
    return best


@kernel
def _by_price(prices: Any) -> Any:
    """The places from the cheapest on; few are put in order faster by hand."""
    if len(prices) > FEW:
        return np.argsort(prices)
    order = np.empty(len(prices), dtype=np.int64)
    for k in range(len(prices)):
        at = k
        while at > 0 and prices[order[at - 1]] > prices[k]:
            order[at] = order[at - 1]
            at -= 1
        order[at] = k
    return order


@kernel
def _pour(
    column: int, start: Any, owner: Any, lower: Any, upper: Any, rest_lower: Any, rest_upper: Any,
    worth: Any, rest_worth: float, amounts: Any,
) -> float:  # fmt: skip
    """Divide one column as cheaply as its bounds allow; ``amounts`` gets the shares."""
    begin, end = start[column], start[column + 1]
    count = end - begin
    prices = np.empty(count + 1)
    left = 1.0 - rest_lower[column]
    for k in range(count):
        prices[k] = worth[owner[begin + k]]
        left -= lower[begin + k]
    prices[count] = rest_worth
    value = 0.0
    for k in _by_price(prices):
        low = lower[begin + k] if k < count else rest_lower[column]
        high = upper[begin + k] if k < count else rest_upper[column]
        poured = min(high - low, left) if left > 0.0 else 0.0
        left -= poured
        amounts[k] = low + poured
        value += amounts[k] * prices[k]
    return value


@kernel
def _best(
    firm: int, first: Any, start: Any, owner: Any, lower: Any, upper: Any,
    rest_lower: Any, rest_upper: Any, worth: Any, rest_worth: Any,
) -> Any:  # fmt: skip
    """The cheapest column of a firm, its value and its shares."""
    best, chosen = 2.0, first[firm]
    shares = np.zeros(0)
    for column in range(first[firm], first[firm + 1]):
        amounts = np.zeros(start[column + 1] - start[column] + 1)
        value = _pour(
            column, start, owner, lower, upper, rest_lower, rest_upper,
            worth, rest_worth[firm], amounts,
        )  # fmt: skip
        if value < best:
            best, chosen, shares = value, column, amounts
    return best, chosen, shares


@kernel
def _can_keep(
    firm: int, first: Any, start: Any, owner: Any, lower: Any, upper: Any,
    rest_lower: Any, place: Any,
) -> bool:  # fmt: skip
    for column in range(first[firm], first[firm + 1]):
        room = 0.0
        keeps = rest_lower[column] == 0.0
        for e in range(start[column], start[column + 1]):
            if place[owner[e]] >= 0:
                room += upper[e]
            elif lower[e] > 0.0:
                keeps = False
        if keeps and room >= 1.0 - NOISE:
            return True
    return False


@kernel
def _keep_only_keeping(
    members: Any, first: Any, start: Any, owner: Any, lower: Any, upper: Any,
    rest_lower: Any, place: Any,
) -> None:  # fmt: skip
    """Strike from ``place`` whoever cannot keep all mass among those still in it."""
    changed = True
    while changed:
        changed = False
        for firm in members:
            if place[firm] >= 0 and not _can_keep(
                firm, first, start, owner, lower, upper, rest_lower, place
            ):
                place[firm] = -1
                changed = True


@kernel
def _is_fixed(
    free: Any, first: Any, start: Any, lower: Any, upper: Any, rest_lower: Any, rest_upper: Any
) -> bool:
    """Whether there is only one division of every firm, so that one system gives the worths."""
    for firm in free:
        column = first[firm]
        if first[firm + 1] - column > 1 or rest_lower[column] < rest_upper[column]:
            return False
        for e in range(start[column], start[column + 1]):
            if lower[e] < upper[e]:
                return False
    return True


@kernel
def _improve(
    free: Any, first: Any, start: Any, owner: Any, lower: Any, upper: Any,
    rest_lower: Any, rest_upper: Any, worth: Any, rest_worth: Any, place: Any,
) -> float:  # fmt: skip
    """Choose the cheapest divisions at the present worths, and solve for the worths they give."""
    size = len(free)
    matrix, right = np.eye(size), np.zeros((size, 1))
    for k in range(size):
        value, column, shares = _best(
            free[k], first, start, owner, lower, upper, rest_lower, rest_upper, worth, rest_worth
        )
        for e in range(start[column], start[column + 1]):
            amount = shares[e - start[column]]
            if place[owner[e]] >= 0 and amount > 0.0:
                matrix[k, place[owner[e]]] -= amount
                value -= amount * worth[owner[e]]
        right[k, 0] = value
    eliminate(matrix, right)
    change = 0.0
    for k in range(size):
        change = max(change, abs(right[k, 0] - worth[free[k]]))
        worth[free[k]] = right[k, 0]
    return change


@kernel
def _settle(
    members: Any, first: Any, start: Any, owner: Any, lower: Any, upper: Any,
    rest_lower: Any, rest_upper: Any, worth: Any, rest_worth: Any, place: Any,
) -> None:  # fmt: skip
    for k in range(len(members)):
        place[members[k]] = k
    _keep_only_keeping(members, first, start, owner, lower, upper, rest_lower, place)
    free = np.array([firm for firm in members if place[firm] < 0], dtype=np.int64)
    for firm in members:
        worth[firm] = 0.0
        place[firm] = -1
    for k in range(len(free)):
        place[free[k]] = k
    if len(free) <= ELIMINATED:
        fixed = _is_fixed(free, first, start, lower, upper, rest_lower, rest_upper)
        for _ in range(POLICIES if len(free) else 0):
            change = _improve(
                free, first, start, owner, lower, upper, rest_lower, rest_upper,
                worth, rest_worth, place,
            )  # fmt: skip
            if fixed or change <= SAME:
                break
    else:
        for _ in range(SWEEPS):
            change = 0.0
            for firm in free:
                value = _best(
                    firm,
                    first,
                    start,
                    owner,
                    lower,
                    upper,
                    rest_lower,
                    rest_upper,
                    worth,
                    rest_worth,
                )[0]
                change = max(change, value - worth[firm])
                worth[firm] = max(value, worth[firm])
            if change <= SAME:
                break
    for firm in free:
        place[firm] = -1


@kernel
def _all(
    first: Any, start: Any, owner: Any, lower: Any, upper: Any, rest_lower: Any, rest_upper: Any,
    order: Any, end: Any, worth: Any, rest_worth: Any,
) -> None:  # fmt: skip
    place = np.full(len(first) - 1, -1, dtype=np.int64)
    begin = 0
    for stop in end:
        members = order[begin:stop]
        begin = stop
        firm = members[0]
        if first[firm] == first[firm + 1]:
            continue
        mutual = len(members) > 1
        for e in range(start[first[firm]], start[first[firm + 1]]):
            mutual = mutual or owner[e] == firm
        if mutual:
            _settle(
                members, first, start, owner, lower, upper, rest_lower, rest_upper,
                worth, rest_worth, place,
            )  # fmt: skip
        elif start[first[firm + 1]] - start[first[firm]] <= FEW:
            worth[firm] = _cheapest(
                firm, first, start, owner, lower, upper, rest_lower, rest_upper,
                worth, rest_worth[firm],
            )  # fmt: skip
        else:
            worth[firm] = _best(
                firm, first, start, owner, lower, upper, rest_lower, rest_upper, worth, rest_worth
            )[0]
