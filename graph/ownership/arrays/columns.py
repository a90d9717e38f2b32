"""Columns of bounds to choose from: usually one for each firm, several where sources are rivals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from graph.errors import ComputationError, ImpossibleShareError
from graph.fraction import ONE, ZERO
from graph.ownership.arrays.exact import Number, share
from graph.ownership.arrays.holdings import NOISE, Floats, Holdings, Ints


@dataclass(frozen=True)
class Column:
    """One firm's column of bounds: one of the worlds its sources allow.

    ``holders`` are (owner, lower, upper) in fractions of one.

    >>> Column.of([(0, 0.25, 0.5), (1, 0.4, 0.4)]).rest_upper
    0.35
    """

    holders: tuple[tuple[int, float, float], ...]
    rest_lower: float
    rest_upper: float

    @classmethod
    def of(
        cls,
        holders: Iterable[tuple[int, Number, Number]],
        rest: tuple[Number, Number] | None = None,
    ) -> Column:
        """Read (owner, lower, upper); the rest is what they leave, unless it is given.

        The figures of a column above one bind only from above, and leave no rest.
        """
        exact = [(owner, share(low), share(high)) for owner, low, high in holders]
        crossed = [owner for owner, low, high in exact if low > high]
        if crossed:
            raise ImpossibleShareError(f"the bounds of owner {crossed[0]} cross")
        least = sum((low for _, low, _ in exact), ZERO)
        if least > 1:
            return cls(tuple((owner, 0.0, float(high)) for owner, _, high in exact), 0.0, 0.0)
        if rest is None:
            most = sum((high for _, _, high in exact), ZERO)
            rest = (max(ZERO, ONE - most), ONE - least)
        shares = tuple((owner, float(low), float(high)) for owner, low, high in exact)
        return cls(shares, float(share(rest[0])), float(share(rest[1])))


@dataclass(frozen=True, eq=False)
class Columns:
    """All columns of a network; firm ``j`` chooses among ``first[j]`` to ``first[j + 1]``.

    Holders of column ``c`` are the entries ``start[c]`` to ``start[c + 1]``. An
    entity without holders has no column.
    """

    first: Ints
    start: Ints
    owner: Ints
    lower: Floats
    upper: Floats
    rest_lower: Floats
    rest_upper: Floats

    @classmethod
    def of(cls, holdings: Holdings, rivals: Mapping[int, Sequence[Column]]) -> Columns:
        """The columns of a network, with rival columns in place of some firms' own.

        Raises :class:`ComputationError` for a column that no division of one fits.
        """
        columns = cls._own(holdings) if not rivals else cls._with_rivals(holdings, rivals)
        count = len(columns.rest_lower)
        of_entry = np.arange(count).repeat(columns.start[1:] - columns.start[:-1])
        most = np.bincount(of_entry, columns.upper, count) + columns.rest_upper
        least = np.bincount(of_entry, columns.lower, count) + columns.rest_lower
        if count and (most.min() < 1 - NOISE or least.max() > 1 + NOISE):
            bad = int(np.flatnonzero((most < 1 - NOISE) | (least > 1 + NOISE))[0])
            firm = int(np.searchsorted(columns.first, bad, side="right")) - 1
            raise ComputationError(
                f"no division of firm {firm} fits its bounds: "
                f"they allow {least[bad]:.6g} at the least and {most[bad]:.6g} at the most"
            )
        return columns

    @classmethod
    def _own(cls, holdings: Holdings) -> Columns:
        held = holdings.has_holders
        first = np.zeros(holdings.size + 1, dtype=np.int64)
        np.cumsum(held, out=first[1:])
        start = np.append(holdings.start[:-1][held], holdings.start[-1])
        return cls(
            first, start, holdings.owner, holdings.lower, holdings.upper,
            holdings.rest_lower[held], holdings.rest_upper[held],
        )  # fmt: skip

    @classmethod
    def _with_rivals(cls, holdings: Holdings, rivals: Mapping[int, Sequence[Column]]) -> Columns:
        first, start, rests = [0], [0], []
        entries: list[tuple[int, float, float]] = []
        spans = holdings.start.tolist()
        own = list(
            zip(
                holdings.owner.tolist(), holdings.lower.tolist(), holdings.upper.tolist(),
                strict=True,
            )
        )  # fmt: skip
        for firm in range(holdings.size):
            columns = list(rivals.get(firm, ()))
            if firm not in rivals and spans[firm] < spans[firm + 1]:
                holders = tuple(own[spans[firm] : spans[firm + 1]])
                limits = float(holdings.rest_lower[firm]), float(holdings.rest_upper[firm])
                columns = [Column(holders, *limits)]
            for column in columns:
                entries.extend(column.holders)
                start.append(len(entries))
                rests.append((column.rest_lower, column.rest_upper))
            first.append(len(rests))
        shares = np.array([pair[1:] for pair in entries], dtype=np.float64).reshape(-1, 2)
        limits_of = np.array(rests, dtype=np.float64).reshape(-1, 2)
        return cls(
            np.array(first, dtype=np.int64), np.array(start, dtype=np.int64),
            np.array([pair[0] for pair in entries], dtype=np.int64),
            shares[:, 0].copy(), shares[:, 1].copy(),
            limits_of[:, 0].copy(), limits_of[:, 1].copy(),
        )  # fmt: skip

    @property
    def span(self) -> Ints:
        """Where each firm's entries begin, over all its columns."""
        return self.start[self.first]
