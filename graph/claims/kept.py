"""What was worked out and may be asked for again: the one place where results are kept.

*What*: columns of holders, networks and whatever :func:`once` computes. *Keyed by* the day and
home asked about (a shelf), then by what was computed and its arguments. *Dropped* with the
knowledge it was worked out of, which never changes; of more than :data:`DAYS` shelves the one
looked at longest ago; and a shelf with more than :data:`ROOM` results when it is next asked for.

Single values of one object that cannot change are ``functools.cached_property``: they live and
die with their object, and need no room of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import wraps
from itertools import count
from threading import Lock
from typing import Any, Concatenate, ParamSpec, Protocol, TypeAlias, TypeVar

from cachetools import LRUCache

DAYS, ROOM = 16, 6000  # a result of the seeds takes some 2 kB

Shelf: TypeAlias = dict[Hashable, Any]  # whatever was worked out, by what

P = ParamSpec("P")
R = TypeVar("R")


class Shelves:
    """A shelf for each day and home lately asked about; threads may share them.

    >>> shelves = Shelves()
    >>> shelves.of("2025-12-31", "CN")["owners"] = 3
    >>> shelves.of("2025-12-31", "CN"), shelves.of("2014-12-31", "CN")
    ({'owners': 3}, {})
    """

    def __init__(self, days: int = DAYS) -> None:
        self._shelves: LRUCache[tuple[Hashable, ...], Shelf] = LRUCache(maxsize=days)
        self._lock = Lock()
        self._latest: tuple[tuple[Hashable, ...], Shelf] | None = None

    def of(self, *asked: Hashable) -> Shelf:
        """The shelf for what is asked about; a new one where there is none or it is full."""
        latest = self._latest  # most ask for one day, again and again
        if latest is not None and latest[0] == asked and len(latest[1]) <= ROOM:
            return latest[1]
        with self._lock:
            shelf = self._shelves.get(asked)
            if shelf is None or len(shelf) > ROOM:
                shelf = self._shelves[asked] = {}
            self._latest = asked, shelf
            return shelf


class Asked(Protocol):
    """A question with a shelf, and what tells it from others of the same day and home."""

    @property
    def shelf(self) -> Shelf:
        """Where its results are kept."""

    @property
    def key(self) -> Hashable:
        """What tells it from other questions of the same shelf."""


A = TypeVar("A", bound=Asked)

_NUMBERS, _NOTHING = count(), object()


def once(compute: Callable[Concatenate[A, P], R]) -> Callable[Concatenate[A, P], R]:
    """Compute something once for a question, however many ask for it.

    It must depend on nothing but the question and hashable arguments.
    """
    number = next(_NUMBERS)  # in its keys for the function: a number is nothing to a collector

    @wraps(compute)
    def kept(question: A, /, *args: P.args, **named: P.kwargs) -> R:
        key: tuple[Hashable, ...] = (number, question.key, args)
        if named:
            key = (*key, *sorted(named.items()))
        shelf = question.shelf
        found: R = shelf.get(key, _NOTHING)
        if found is _NOTHING:
            found = shelf[key] = compute(question, *args, **named)
        return found

    return kept
