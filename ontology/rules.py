"""Rules by which a list reaches firms that it does not name, read from Turtle.

``rules.ttl`` has the ones that ship; a user's own files add more, or replace
one by giving its IRI again. The calculators are in ``graph.ownership.control.reach``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from ontology.files import RULES
from ontology.nodes import Node, Window, local, nodes, one, required, types, windows_of
from ontology.terms import ID, LENS

BASE = f"{LENS}rule/"
FACTS = f"{ID}rule/"


@dataclass(frozen=True, slots=True)
class ExtendedList:
    """A list that a rule extends or leaves out, and the names files give it."""

    label: str
    names: tuple[str, ...]
    programme: str = ""  # the entity that stands for it among the facts
    in_part: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class ReachRule:
    """How far a list reaches: by what, from which share on, over which lists, when."""

    id: str
    label: str
    definition: str
    passes_by: str  # equity, control
    threshold: Decimal  # percent
    inclusive: bool
    flags_minority: bool
    lists: tuple[ExtendedList, ...]  # empty: every list
    left_out: tuple[ExtendedList, ...]
    windows: tuple[Window, ...]
    holder: str
    source: str
    version: str
    ours: bool
    verified: bool
    order: int = 999

    def window(self, day: date) -> Window | None:
        """The period that holds on a day; nothing when the rule is not in force.

        >>> rule = reach_rules()["bis-affiliates"]
        >>> str(rule.window(date(2025, 10, 15))), rule.window(date(2025, 12, 31))
        ('from 2025-09-29 to 2025-11-09', None)
        """
        return next((window for window in self.windows if window.holds(day)), None)

    def nearest_window(self, day: date) -> Window:
        """The period that holds on a day; else the last one before it, else the first."""
        before = [one for one in self.windows if one.first is None or one.first <= day]
        return self.window(day) or (before or self.windows)[-1 if before else 0]


@lru_cache
def reach_rules(extra: tuple[Path, ...] = ()) -> Mapping[str, ReachRule]:
    """All rules of reach by id, in their order; ``extra`` files come after and win."""
    found = nodes((RULES, *extra))
    rules = [_rule(iri, found) for iri, node in found.items() if "ReachRule" in types(node)]
    return {rule.id: rule for rule in sorted(rules, key=lambda rule: (rule.order, rule.id))}


def _rule(iri: str, found: Mapping[str, Node]) -> ReachRule:
    node = found[iri]
    windows = windows_of(node, found)
    if not windows:
        raise ValueError(f"{iri} has no z:inForce")
    return ReachRule(
        id=iri.removeprefix(BASE),
        label=required(iri, node, "label"),
        definition=required(iri, node, "definition"),
        passes_by=local(required(iri, node, "passesBy")),
        threshold=Decimal(required(iri, node, "threshold")),
        inclusive=one(node, "inclusive") == "true",
        flags_minority=one(node, "flagsMinority") == "true",
        lists=tuple(_list(found[blank]) for blank in node.get("extendsList", [])),
        left_out=tuple(_list(found[blank]) for blank in node.get("leavesOut", [])),
        windows=windows,
        holder=required(iri, node, "holder"),
        source=required(iri, node, "source"),
        version=required(iri, node, "version"),
        ours=local(one(node, "parameterOrigin")) == "ours",
        verified=one(node, "verified") == "true",
        order=int(one(node, "order", "999")),
    )


def _list(node: Node) -> ExtendedList:
    return ExtendedList(
        label=one(node, "label"),
        names=tuple(sorted(node.get("listName", []))),
        programme=one(node, "programme").removeprefix(ID.base),
        in_part=one(node, "inPart") == "true",
        note=one(node, "comment"),
    )
