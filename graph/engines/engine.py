"""What an engine is: the arrays it is given, the numbers it gives back, and which there are.

An engine solves; it reads no claim. The rules of reading have been applied by
whoever made the arrays (``graph.engines.reading``), so that every engine gives
the answers that are given of one firm at a time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Protocol, cast

import numpy as np
from numpy.typing import NDArray

from graph.errors import InputError
from graph.ownership.arrays.columns import Column
from graph.ownership.arrays.holdings import Floats, Holdings, Ints

#: Name of an engine → the module that has it, imported when it is asked for.
ENGINES: Mapping[str, str] = {"local": "graph.engines.compiled"}

Groups = NDArray[np.uint8]  # bit k: may belong to national column k


@dataclass(frozen=True, eq=False)
class Shares:
    """A day's network of stakes, with where each walk that ends belongs.

    Attributes
    ----------
    holdings : every firm's holders, bounds and rest
    kinds : number of kinds of end; a kind is a column of origin with the rung that placed it
    end_kind : shape (size,), from 0 to kinds − 1: of entities without holders
    rest_kind : shape (size,): of the unnamed holders of each firm
    end_groups, rest_groups : shape (size,): the national columns each may belong to, as bits
    rivals : firm → the columns of which one is true, where sources are rivals
    """

    holdings: Holdings
    kinds: int
    end_kind: Ints
    rest_kind: Ints
    end_groups: Groups
    rest_groups: Groups
    rivals: Mapping[int, Sequence[Column]]


class Engine(Protocol):
    """Solves a whole network; every array has one row an entity.

    With ``few`` stakes or less, who directs a firm is sooner asked of that firm alone.
    """

    few: int

    def ends(self, shares: Shares) -> Floats:
        """Known shares by kind of end, and last what closed groups keep; rows sum to one."""
        ...

    def bounds(self, shares: Shares, groups: int) -> tuple[Floats, Floats]:
        """The least and the most that belongs to some national columns, given as bits."""
        ...

    def controllers(self, votes: Holdings) -> Ints:
        """Who directs each entity by a majority of certain votes; itself where nobody does."""
        ...


def engine_of(name: str) -> Engine:
    """An engine by its name; raises :class:`InputError` with those there are.

    >>> engine_of("abacus")
    Traceback (most recent call last):
    ...
    graph.errors.InputError: 'abacus' is no engine; there are: local
    """
    if name not in ENGINES:
        raise InputError(f"{name!r} is no engine; there are: {', '.join(ENGINES)}")
    return cast("Engine", import_module(ENGINES[name]).ENGINE)


def worth(wanted: int, groups: Groups) -> tuple[Floats, Floats]:
    """Whether somebody who may belong to some columns surely, and possibly, is in those wanted.

    Somebody may be in columns 0 and 1, somebody else in 0 only; column 0 is wanted.

    >>> [bound.tolist() for bound in worth(0b01, np.array([0b11, 0b01], dtype=np.uint8))]
    [[0.0, 1.0], [1.0, 1.0]]
    """
    surely = (groups & ~np.uint8(wanted)) == 0
    possibly = (groups & np.uint8(wanted)) != 0
    return surely.astype(np.float64), possibly.astype(np.float64)
