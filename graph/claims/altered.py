"""A few things that read otherwise, laid over many that do not, without the cost of a copy."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from typing import Any, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Altered(Mapping[Key, Value]):
    """A mapping with a few other values; None: not there.

    >>> letters = Altered({"a": 1, "b": 2}, {"a": None, "c": 3})
    >>> dict(letters), letters.get("a"), len(letters)
    ({'b': 2, 'c': 3}, None, 2)
    """

    def __init__(self, others: Mapping[Key, Value], few: Mapping[Key, Value | None]) -> None:
        self._others, self._few = others, few

    def __getitem__(self, key: Key) -> Value:
        value = self._few[key] if key in self._few else self._others[key]
        if value is None:
            raise KeyError(key)
        return value

    def get(self, key: Key, default: Any = None) -> Any:
        """The value, or the default where there is none."""
        if key not in self._few:
            return self._others.get(key, default)
        value = self._few[key]
        return default if value is None else value

    def __iter__(self) -> Iterator[Key]:
        yield from (key for key in self._others if self._few.get(key, key) is not None)
        yield from (
            key for key, value in self._few.items() if value is not None and key not in self._others
        )

    def __len__(self) -> int:
        there = sum((value is not None) - (key in self._others) for key, value in self._few.items())
        return len(self._others) + there
