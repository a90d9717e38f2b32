"""Turtle as plain dictionaries: what lenses, priors and rules of reach are read from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from ontology.files import read_turtle

Node = Mapping[str, list[str]]


@dataclass(frozen=True, slots=True)
class Window:
    """A period in which a rule holds, inclusive, and how it sums then."""

    first: date | None
    last: date | None
    reach: str = "aggregate"  # of RuleReaches: how stakes of several listed persons are added up
    fact: str = ""  # the row among the facts that says so
    note: str = ""
    source: str = ""
    last_checked: str = ""  # the month after which a change cannot be excluded

    def __str__(self) -> str:
        """The period in words.

        >>> str(Window(date(2026, 11, 10), None))
        'from 2026-11-10'
        """
        return _period(self.first, self.last)

    def holds(self, day: date) -> bool:
        """Whether the period contains a day."""
        return not (
            (self.first is not None and day < self.first)
            or (self.last is not None and day > self.last)
        )


@cache  # few periods, and every firm is told of them
def _period(first: date | None, last: date | None) -> str:
    if first and last:
        return f"from {first} to {last}"
    if first or last:
        return f"from {first}" if first else f"until {last}"
    return "always"


def in_windows(windows: Iterable[Window], day: date) -> bool:
    """Whether any of the periods contains a day."""
    return any(window.holds(day) for window in windows)


def windows_of(node: Node, found: Mapping[str, Node]) -> tuple[Window, ...]:
    """The periods of a rule, in order."""
    parts = [found[blank] for blank in node.get("inForce", [])]
    windows = [
        Window(
            day_in(part, "validFrom"),
            day_in(part, "validTo"),
            local(one(part, "reach", "aggregate")),
            local(one(part, "fact")),
            one(part, "comment"),
            one(part, "source"),
            one(part, "lastChecked"),
        )
        for part in parts
    ]
    return tuple(sorted(windows, key=lambda window: window.first or date.min))


def day_in(node: Node, name: str) -> date | None:
    """The day that a property gives; nothing where it is not there."""
    return date.fromisoformat(one(node, name)) if name in node else None


def nodes(files: Iterable[Path]) -> dict[str, Node]:
    """Subject → local property → values of all files; a later file replaces a whole subject."""
    found: dict[str, Node] = {}
    for number, file in enumerate(files):
        here: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for subject, predicate, value in read_turtle(file):
            name = subject if not subject.startswith("_:") else f"{subject}@{number}"
            text = f"{value}@{number}" if value.startswith("_:") else value
            here[name][local(predicate)].append(text)
        found.update(here)
    return found


def nodes_of(statements: Iterable[tuple[str, str, str]]) -> dict[str, Node]:
    """Subject → local property → values, of statements that are read already."""
    found: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for subject, predicate, value in statements:
        found[subject][local(predicate)].append(value)
    return dict(found)


def local(iri: str) -> str:
    """The last part of an IRI.

    >>> local("https://w3id.org/zizhu/ns#threshold")
    'threshold'
    """
    return iri.replace("#", "/").rsplit("/", 1)[-1]


def types(node: Node) -> set[str]:
    """The classes of a subject, by local name."""
    return {local(iri) for iri in node.get("type", [])}


def one(node: Node, name: str, default: str = "") -> str:
    """The value of a property, the first where there are several."""
    values = node.get(name, [])
    return values[0] if values else default


def required(iri: str, node: Node, name: str) -> str:
    """The value of a property that must be there."""
    value = one(node, name)
    if not value:
        raise ValueError(f"{iri} has no z:{name}")
    return value
