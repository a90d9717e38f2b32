"""Rules by which a list reaches firms that it does not name, read from Turtle.

``rules.ttl`` has the ones that ship; a user's own files add more
(:mod:`ontology.rule_files`). The calculators are in ``graph.ownership.control.reach``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from ontology.files import RULES
from ontology.nodes import Node, Window, day_in, local, nodes, one, required, types, windows_of
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
    programmes: tuple[str, ...] = ()  # of the list, those that count; none: every one
    see: str = ""  # of a list left out: the rule that extends it


@dataclass(frozen=True, slots=True)
class ControlTest:
    """A kind of power by which a rule passes beside shares."""

    test: str  # boardMajority, decisiveRights, contracts, statedControl
    suffices: bool  # otherwise it keeps a firm from being excluded, and no more
    note: str = ""


@dataclass(frozen=True, slots=True)
class FlagOfRule:
    """What a rule asks to be looked into, though it reaches nobody."""

    flag: str  # minorityStake, power, statedOwner, pendingDeal
    note: str
    source: str = ""
    ours: bool = True


@dataclass(frozen=True, slots=True)
class Prohibition:
    """What a rule forbids, and from which day to which."""

    label: str
    statement: str
    source: str
    first: date | None = None
    last: date | None = None

    def holds(self, day: date) -> bool:
        """Whether it is forbidden on a day.

        >>> Prohibition("contracts", "", "", date(2026, 6, 30)).holds(date(2026, 6, 29))
        False
        """
        return Window(self.first, self.last).holds(day)


@dataclass(frozen=True, slots=True)
class ReachRule:
    """How far a list reaches: by what, from which share on, over which lists, when."""

    id: str
    label: str
    definition: str
    passes_by: str  # equity, votes, equityOrVotes, control
    threshold: Decimal  # percent
    inclusive: bool
    lists: tuple[ExtendedList, ...]  # empty: every list
    left_out: tuple[ExtendedList, ...]
    windows: tuple[Window, ...]
    holder: str
    source: str
    version: str
    ours: bool
    verified: bool
    order: int = 999
    tests: tuple[ControlTest, ...] = ()
    flags: tuple[FlagOfRule, ...] = ()
    prohibitions: tuple[Prohibition, ...] = ()
    passes_on: str = ""
    exempts: tuple[str, ...] = ()  # jurisdictions whose own firms it does not reach
    comes_from: str = "shipped"  # data set, file

    @property
    def flags_minority(self) -> bool:
        """Whether a listed part below the threshold is a red flag."""
        return self.flag_for("minorityStake") is not None

    @property
    def reads_powers(self) -> bool:
        """Whether powers that need no votes matter to it, to pass by or to flag."""
        control = self.passes_by == "control" or bool(self.tests)
        return control or self.flag_for("power") is not None

    def flag_for(self, flag: str) -> FlagOfRule | None:
        """What it says of one kind of flag; nothing where it does not raise it."""
        return next((one for one in self.flags if one.flag == flag), None)

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
def reach_rules() -> Mapping[str, ReachRule]:
    """The rules of reach that ship, by id, in their order."""
    return in_order(rules_of(nodes((RULES,))))


def in_order(rules: Iterable[ReachRule]) -> Mapping[str, ReachRule]:
    """Rules by id, as people read them."""
    return {rule.id: rule for rule in sorted(rules, key=lambda rule: (rule.order, rule.id))}


def rules_of(found: Mapping[str, Node]) -> list[ReachRule]:
    """The rules among some nodes; raises ``ValueError`` for one that lacks what each needs."""
    return [_rule(iri, found) for iri, node in found.items() if "ReachRule" in types(node)]


def _rule(iri: str, found: Mapping[str, Node]) -> ReachRule:
    node = found[iri]
    windows = windows_of(node, found)
    if not windows:
        raise ValueError(f"{iri} has no z:inForce")

    def parts(name: str) -> list[Node]:
        return [found[blank] for blank in node.get(name, [])]

    flags = [_flag(part) for part in parts("raisesFlag")]
    if one(node, "flagsMinority") == "true" and not any(f.flag == "minorityStake" for f in flags):
        flags.append(FlagOfRule("minorityStake", "A listed stake below the threshold."))
    return ReachRule(
        id=iri.removeprefix(BASE),
        label=required(iri, node, "label"),
        definition=required(iri, node, "definition"),
        passes_by=local(required(iri, node, "passesBy")),
        threshold=Decimal(required(iri, node, "threshold")),
        inclusive=one(node, "inclusive") == "true",
        lists=tuple(_list(part) for part in parts("extendsList")),
        left_out=tuple(_list(part) for part in parts("leavesOut")),
        windows=windows,
        holder=required(iri, node, "holder"),
        source=required(iri, node, "source"),
        version=required(iri, node, "version"),
        ours=local(one(node, "parameterOrigin")) == "ours",
        verified=one(node, "verified") == "true",
        order=int(one(node, "order", "999")),
        tests=tuple(sorted(map(_test, parts("controlTest")), key=lambda test: test.test)),
        flags=tuple(sorted(flags, key=lambda flag: flag.flag)),
        prohibitions=tuple(sorted(map(_prohibition, parts("prohibits")), key=_first_day)),
        passes_on=one(node, "passesOn"),
        exempts=tuple(sorted(local(iri) for iri in node.get("exempts", []))),
    )


def _list(node: Node) -> ExtendedList:
    return ExtendedList(
        label=one(node, "label"),
        names=tuple(sorted(node.get("listName", []))),
        programme=one(node, "programme").removeprefix(ID.base),
        in_part=one(node, "inPart") == "true",
        note=one(node, "comment"),
        programmes=tuple(sorted(node.get("programmeName", []))),
        see=one(node, "seeRule").removeprefix(BASE),
    )


def _test(node: Node) -> ControlTest:
    return ControlTest(
        local(one(node, "test")), one(node, "suffices") == "true", one(node, "comment")
    )


def _flag(node: Node) -> FlagOfRule:
    return FlagOfRule(
        flag=local(one(node, "flag")),
        note=one(node, "comment"),
        source=one(node, "source"),
        ours=local(one(node, "parameterOrigin", "ours")) == "ours",
    )


def _prohibition(node: Node) -> Prohibition:
    return Prohibition(
        label=one(node, "label"),
        statement=one(node, "comment"),
        source=one(node, "source"),
        first=day_in(node, "validFrom"),
        last=day_in(node, "validTo"),
    )


def _first_day(prohibition: Prohibition) -> tuple[date, str]:
    return prohibition.first or date.min, prohibition.label
