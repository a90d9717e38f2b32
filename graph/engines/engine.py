"""What an engine is: the arrays it is given, the numbers it gives back, and which there are.

An engine solves; it reads no claim. The rules of reading have been applied by
whoever made the arrays (``graph.engines.reading``), so that every engine gives
the answers that are given of one firm at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from inspect import signature
from pathlib import Path
from typing import Protocol, cast

import numpy as np
from numpy.typing import NDArray

from graph.errors import InputError
from graph.fraction import HALF, Fraction
from graph.ownership.arrays.columns import Column
from graph.ownership.arrays.holdings import Floats, Holdings, Ints

#: Name of an engine → the module that has it, imported when it is asked for.
ENGINES: Mapping[str, str] = {
    "local": "graph.engines.compiled",
    "duckdb": "graph.engines.on_duckdb",
    "spark": "graph.engines.on_spark",
}

WHOLE = 10**12  # votes are counted in millionths of a millionth, so that no float decides
DIGITS = 12  # rounding noise of a share beyond these is taken off, as it is for one firm
MOST_PARTS = 1_000_000  # of a line, so that its product with a whole fits in eight bytes

Groups = NDArray[np.uint8]  # bit k: may belong to national column k
Flags = NDArray[np.bool_]


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
    rivals: Mapping[int, Sequence[Column]] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Solved:
    """Where every firm's shares end; every array has one row an entity.

    Attributes
    ----------
    ends : shape (size, kinds + 1): known shares by kind of end, and last what closed
        groups keep; rows sum to one
    lower, upper : shape (size, sets): of each set of national columns that was asked for
    within : how far from the true figures any of these may be; zero but for rounding,
        except where a core was too large to be solved at once
    """

    ends: Floats
    lower: Floats
    upper: Floats
    within: float = 0.0


@dataclass(frozen=True)
class Line:
    """The share of a firm at which a list reaches it, or that must be passed.

    >>> Line()
    Line(share=Fraction(1, 2), strict=False)
    """

    share: Fraction = HALF
    strict: bool = False

    def __post_init__(self) -> None:
        if not 0 < self.share <= 1 or self.share.denominator > MOST_PARTS:
            raise InputError(
                f"a line at {self.share!s}: it lies above 0, at most at 1, "
                f"and counts in at most {MOST_PARTS:,} parts"
            )


class Engine(Protocol):
    """Solves a whole network; every array has one row an entity.

    With ``few`` stakes or less, who directs a firm is sooner asked of that firm alone.
    """

    few: int

    @property
    def works(self) -> Sequence[object]:
        """Of each network that was solved elsewhere what it took; each prints as a line."""
        ...

    def solve(self, shares: Shares, wanted: Sequence[int]) -> Solved:
        """Where shares end, and the least and most of sets of national columns, given as bits."""
        ...

    def controllers(self, votes: Holdings) -> Ints:
        """Who directs each entity by a majority of certain votes; itself where nobody does."""
        ...

    def reached(
        self, capital: Holdings, listed: Collection[int], line: Line
    ) -> tuple[Flags, Flags]:
        """Whom a list reaches for certain, and whom possibly, the listed themselves included.

        A firm is reached where those inside have the line of it together, by their own stakes;
        a firm below it passes nothing on, and no share is multiplied with another.
        """
        ...


def engine_of(name: str, **place: str | Path | None) -> Engine:
    """An engine by its name, and where it runs: ``master`` of a cluster, ``exchange`` folder.

    Raises :class:`InputError` with those there are, or what an engine cannot be told, and
    :class:`EngineError` where it is not installed.

    >>> engine_of("abacus")
    Traceback (most recent call last):
    ...
    graph.errors.InputError: 'abacus' is no engine; there are: local, duckdb, spark
    """
    if name not in ENGINES:
        raise InputError(f"{name!r} is no engine; there are: {', '.join(ENGINES)}")
    make = cast("Callable[..., Engine]", import_module(ENGINES[name]).engine)
    given = {key: value for key, value in place.items() if value is not None}
    beyond = given.keys() - signature(make).parameters.keys()
    if beyond:
        raise InputError(f"the engine {name} takes no {min(beyond)}")
    return make(**given)


def worth(wanted: int, groups: Groups) -> tuple[Floats, Floats]:
    """Whether somebody who may belong to some columns surely, and possibly, is in those wanted.

    Somebody may be in columns 0 and 1, somebody else in 0 only; column 0 is wanted.

    >>> [bound.tolist() for bound in worth(0b01, np.array([0b11, 0b01], dtype=np.uint8))]
    [[0.0, 1.0], [1.0, 1.0]]
    """
    surely = (groups & ~np.uint8(wanted)) == 0
    possibly = (groups & np.uint8(wanted)) != 0
    return surely.astype(np.float64), possibly.astype(np.float64)


def units(shares: Floats) -> Ints:
    """Shares as whole numbers of 10⁻¹²."""
    return np.rint(shares * WHOLE).astype(np.int64)
