"""Which statements of 0.2 and 0.3 are on one record: those that replace one another.

These versions know no records. A statement names the ones it replaces, and others name any
of them. So the file is gone through once before it is read; only statements that replace
others, and those they replace, are held.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from graph.formats.files.json_stream import objects


class Chains:
    """For each statement its record, and how many stand before it on that."""

    def __init__(self) -> None:
        self._before: dict[str, str] = {}  # a statement → one that it replaces, or a link there
        self._depth: dict[str, int] = {}

    def replaces(self, statement: str, replaced: list[str]) -> None:
        """Note that a statement stands in the place of others: all are on one record."""
        for earlier in replaced:
            if earlier == statement:
                continue
            first, other = self.record(earlier), self.record(statement)
            if first != other:
                self._before[other] = first
        self._depth[statement] = 1 + max((self._depth.get(one, 0) for one in replaced), default=0)

    def record(self, statement: str) -> str:
        """The record a statement is on: the first statement that was made on it."""
        first = statement
        while first in self._before:
            first = self._before[first]
        return first

    def depth(self, statement: str) -> int:
        """How many statements were made on its record before, along the longest chain."""
        return self._depth.get(statement, 0)


def chains_of(path: Path) -> Chains:
    """The chains of replaced statements of a file."""
    replacing: dict[str, list[str]] = {}
    for found in objects(path):
        named = _replaced(found.value)
        if named:
            replacing[found.value["statementID"]] = named
    chains = Chains()
    for statement in _earlier_first(replacing):
        chains.replaces(statement, replacing[statement])
    return chains


def _replaced(value: Any) -> list[str]:
    if not isinstance(value, dict) or not isinstance(value.get("statementID"), str):
        return []
    named = value.get("replacesStatements")
    named = named if isinstance(named, list) else [named]
    return [one for one in named if isinstance(one, str)]


def _earlier_first(replacing: dict[str, list[str]]) -> list[str]:
    """The statements that replace others, each after those it replaces; circles as they come."""
    ordered: dict[str, None] = {}
    for first in replacing:
        waiting, entered = [first], set()
        while waiting:
            statement = waiting[-1]
            entered.add(statement)
            left = [
                one
                for one in replacing[statement]
                if one in replacing and one not in ordered and one not in entered
            ]
            if left:
                waiting += left
            else:
                ordered[waiting.pop()] = None
    return list(ordered)
