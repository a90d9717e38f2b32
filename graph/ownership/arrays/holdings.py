"""Who holds what, as columns of numbers: every firm's shares sum to one.

The holders of firm ``j`` are the entries ``start[j]`` to ``start[j + 1]``; what
no named holder has is its *rest*. Every share lies between two bounds, and
``known`` is the part that is known; nothing is ever renormalised.

Shares are summed as exact fractions before they become floats, so that three
thirds are one and a full column leaves a rest of exactly zero.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from graph.errors import ComputationError, ImpossibleShareError
from graph.fraction import ONE, ZERO, Fraction
from graph.ownership.arrays.exact import Number, exact, share

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Stake = tuple[int, int, Number, Number | None, Number]

NOISE = 1e-12  # what rounding may leave of a zero


@dataclass(frozen=True, eq=False)
class Holdings:
    """Columns of shares, one for each firm.

    Attributes
    ----------
    size : number of entities; they are numbered from zero
    start : shape (size + 1,): where each firm's holders begin in the arrays below
    owner : shape (stakes,): who holds
    lower, known, upper : shape (stakes,): fractions of one, lower ≤ known ≤ upper
    rest_lower, rest_upper : shape (size,): bounds of what no named holder has

    Examples
    --------
    Firm 1 is held 60 % by 0, and somewhere between 5 and 10 % by 2.

    >>> holdings = Holdings.from_stakes(3, [(0, 1, 0.6, 0.6, 0.6), (2, 1, 0.05, None, 0.1)])
    >>> holdings.owner, holdings.known, holdings.rest_upper[1]
    (array([0, 2]), array([0.6 , 0.05]), np.float64(0.35))
    """

    size: int
    start: Ints
    owner: Ints
    lower: Floats
    known: Floats
    upper: Floats
    rest_lower: Floats
    rest_upper: Floats

    @classmethod
    def from_stakes(
        cls,
        size: int,
        stakes: Iterable[Stake],
        rest: Mapping[int, tuple[Number, Number]] | None = None,
        complete: Collection[int] = (),
    ) -> Holdings:
        """Build columns from stakes (owner, owned, lower, known, upper) as fractions of one.

        Parallel stakes of one pair are summed. A ``known`` of nothing means the
        lower bound. The rest of a column lies between what the upper and the
        lower bounds leave; ``rest`` says otherwise for some firms, and a
        ``complete`` firm has as little rest as its holders' upper bounds allow.

        Raises :class:`ImpossibleShareError` for a share that is negative, above
        one, not a number, or whose bounds cross. A column whose lower bounds
        pass one is kept as it is: see :func:`overfull`.
        """
        columns = _summed(stakes)
        strangers = [firm for firm in (*(rest or {}), *complete) if not 0 <= firm < size]
        if strangers:
            raise ImpossibleShareError(f"firm {strangers[0]} is not among {size} entities")
        start = np.zeros(size + 1, dtype=np.int64)
        owner: list[int] = []
        bounds: list[tuple[float, float, float]] = []
        rest_lower, rest_upper = np.zeros(size), np.zeros(size)
        for owned in range(size):
            column = columns.pop(owned, {})
            for holder, (lower, known, upper) in column.items():
                if not 0 <= holder < size:
                    raise ImpossibleShareError(f"owner {holder} is not among {size} entities")
                owner.append(holder)
                least = float(lower)
                point = least if known is lower else float(known)
                bounds.append((least, point, point if upper is known else float(upper)))
            start[owned + 1] = len(owner)
            given = rest.get(owned) if rest else None
            if column or given is not None:
                low, high = _rest(column, given, is_complete=owned in complete)
                rest_lower[owned], rest_upper[owned] = float(low), float(high)
            else:  # nobody holds it: all of it is rest
                rest_lower[owned] = rest_upper[owned] = 1.0
        if columns:
            raise ImpossibleShareError(f"firm {min(columns)} is not among {size} entities")
        shares = np.array(bounds, dtype=np.float64).reshape(-1, 3)
        return cls(
            size, start, np.array(owner, dtype=np.int64),
            shares[:, 0].copy(), shares[:, 1].copy(), shares[:, 2].copy(),
            rest_lower, rest_upper,
        )  # fmt: skip

    @classmethod
    def from_arrays(cls, size: int, owner: Ints, owned: Ints, known: Floats) -> Holdings:
        """Build columns from exact shares in arrays, for networks of millions of stakes.

        Parallel stakes are summed in floating point; a rest below 1e-12 counts as none.
        """
        if known.size and not (np.isfinite(known).all() and known.min() >= 0 and known.max() <= 1):
            raise ImpossibleShareError("a share is below zero, above one or not a number")
        if not owner.shape == owned.shape == known.shape:
            raise ImpossibleShareError(
                f"{owner.size} owners, {owned.size} firms and {known.size} shares do not match"
            )
        ends = np.concatenate([owner, owned])
        if ends.size and not (ends.min() >= 0 and ends.max() < size):
            raise ImpossibleShareError(f"an owner or a firm is not among {size} entities")
        key = owned.astype(np.int64) * size + owner
        order = np.argsort(key, kind="stable")
        key, first = np.unique(key[order], return_index=True)
        shares = np.add.reduceat(known[order], first) if key.size else np.zeros(0)
        start = np.zeros(size + 1, dtype=np.int64)
        np.cumsum(np.bincount(key // size, minlength=size), out=start[1:])
        shares = np.asarray(shares, dtype=np.float64)
        held = np.bincount(key // size, weights=shares, minlength=size)
        rest = np.asarray(np.where(held > 1 - NOISE, 0.0, 1.0 - held), dtype=np.float64)
        return cls(size, start, key % size, shares, shares, shares, rest, rest)

    def require(self, *entities: int) -> None:
        """Raise :class:`ComputationError` for a number that is no entity of this network."""
        for entity in entities:
            if not 0 <= entity < self.size:
                raise ComputationError(f"entity {entity} is not among {self.size}")

    @cached_property
    def owned(self) -> Ints:
        """The firm each stake is in, aligned with ``owner``."""
        return np.arange(self.size).repeat(self.start[1:] - self.start[:-1])

    @cached_property
    def has_holders(self) -> NDArray[np.bool_]:
        """Which entities have a recorded holder; walks end in the others."""
        held: NDArray[np.bool_] = self.start[1:] > self.start[:-1]
        return held

    def total(self, shares: Floats) -> Floats:
        """Sum some shares of stakes over each firm's holders."""
        totals = np.bincount(self.owned, weights=shares, minlength=self.size)
        return np.asarray(totals, dtype=np.float64)

    @cached_property
    def coverage(self) -> Floats:
        """The known share of each firm."""
        return self.total(self.known)


def impossible(
    stakes: Iterable[tuple[int, int, Number] | Stake],
) -> tuple[tuple[int, int, str], ...]:
    """Name the stakes that no world allows, and what is wrong with each.

    Stakes are (owner, owned, share) or (owner, owned, lower, known, upper). What
    is wrong is ``not_a_number``, ``negative``, ``gt_1``, or ``crossed`` bounds;
    the first of these that is true of a stake. Linear; raises nothing.

    >>> impossible([(0, 2, -0.1), (1, 2, 1.3), (3, 2, 0.4), (4, 2, 0.3, None, 0.2)])
    ((0, 2, 'negative'), (1, 2, 'gt_1'), (4, 2, 'crossed'))
    """
    found = []
    for owner, owned, *shares in stakes:
        problem = _problem([one for one in shares if one is not None])
        if problem:
            found.append((owner, owned, problem))
    return tuple(found)


def _problem(shares: Sequence[Number]) -> str:
    try:
        numbers = [exact(one) for one in shares]
    except ImpossibleShareError:
        return "not_a_number"
    if min(numbers) < 0:
        return "negative"
    if max(numbers) > 1:
        return "gt_1"
    return "" if numbers == sorted(numbers) else "crossed"


def overfull(holdings: Holdings) -> tuple[int, ...]:
    """The firms whose holders certainly hold more than one hundred percent together.

    >>> overfull(Holdings.from_stakes(3, [(0, 2, 0.7, None, 0.7), (1, 2, 0.5, None, 0.5)]))
    (2,)
    """
    return tuple((holdings.total(holdings.lower) > 1 + NOISE).nonzero()[0].tolist())


def tightened(holdings: Holdings) -> Holdings:
    """Draw in every bound that the others make impossible; every world stays possible.

    A share is at most what the others' least shares leave, and at least what
    their greatest shares leave. One pass is enough, because each column is
    bounded by its own sum alone.

    An overfull column is contradictory: at least one of its figures is too
    high. Each share then lies between what the others' figures leave and its
    own figure, and nothing is left for a rest; nothing is rescaled.

    References
    ----------
    The rule for upper bounds is that of the Danish "Effective ownership"
    notes on ranges in the company register.

    >>> holdings = Holdings.from_stakes(
    ...     4, [(0, 3, 0.45, None, 0.45), (1, 3, 0.4, None, 0.4), (2, 3, 0.05, None, 0.2)]
    ... )
    >>> tightened(holdings).upper.round(12)
    array([0.45, 0.4 , 0.15])
    """
    lower, rest_lower, rest_upper = (
        holdings.lower.copy(),
        holdings.rest_lower.copy(),
        holdings.rest_upper.copy(),
    )
    contradictory = np.zeros(holdings.size, dtype=bool)
    contradictory[list(overfull(holdings))] = True
    lower[contradictory[holdings.owned]] = 0.0
    rest_lower[contradictory] = rest_upper[contradictory] = 0.0
    least = holdings.total(lower) + rest_lower
    most = holdings.total(holdings.upper) + rest_upper
    owned = holdings.owned
    upper = np.minimum(holdings.upper, 1 - (least[owned] - lower))
    lower = np.maximum(lower, 1 - (most[owned] - holdings.upper))
    held = holdings.has_holders
    rest_upper[held] = np.minimum(rest_upper, 1 - (least - rest_lower))[held]
    rest_lower[held] = np.maximum(rest_lower, 1 - (most - holdings.rest_upper))[held]
    # Bounds that no division fits stay crossed with the sum, for whoever computes on them to say.
    rest_lower = np.minimum(rest_lower, holdings.rest_upper)
    rest_upper = np.maximum(rest_upper, rest_lower)
    rest_lower[contradictory] = rest_upper[contradictory] = 0.0
    lower = np.clip(_snapped(lower), 0.0, holdings.upper)
    upper = np.clip(_snapped(upper), lower, holdings.upper)
    return replace(
        holdings,
        lower=lower,
        known=np.where(contradictory[owned], holdings.known, np.clip(holdings.known, lower, upper)),
        upper=upper,
        rest_lower=_snapped(rest_lower),
        rest_upper=_snapped(rest_upper),
    )


def _snapped(values: Floats) -> Floats:
    """Take rounding noise off zeros."""
    return np.where(np.abs(values) < NOISE, 0.0, values)


def _summed(stakes: Iterable[Stake]) -> dict[int, dict[int, tuple[Fraction, Fraction, Fraction]]]:
    columns: dict[int, dict[int, tuple[Fraction, Fraction, Fraction]]] = {}
    for owner, owned, low, middle, high in stakes:
        lower = share(low)
        upper = lower if high is low else share(high)
        known = lower if middle is None or middle is low else share(middle)
        if known is not upper and not lower <= known <= upper:
            raise ImpossibleShareError(
                f"the bounds of the stake of {owner} in {owned} cross: {low}, {middle}, {high}"
            )
        column = columns.setdefault(owned, {})
        if owner in column:
            before = column[owner]
            lower, known = before[0] + lower, before[1] + known
            upper = max(known, min(ONE, before[2] + upper))
        column[owner] = (lower, known, upper)
    return columns


def _rest(
    column: Mapping[int, tuple[Fraction, Fraction, Fraction]],
    given: tuple[Number, Number] | None,
    *,
    is_complete: bool,
) -> tuple[Fraction, Fraction]:
    if given is not None:
        low, high = share(given[0]), share(given[1])
        if low > high:
            raise ImpossibleShareError(f"the bounds of a rest cross: {given[0]}, {given[1]}")
        return low, high
    low = max(ZERO, ONE - sum((upper for _, _, upper in column.values()), ZERO))
    high = max(ZERO, ONE - sum((lower for lower, _, _ in column.values()), ZERO))
    return (low, low) if is_complete else (low, high)
