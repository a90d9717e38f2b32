"""Somebody's own rules of reach: a Turtle file, read and checked with its lines.

The file has blocks like those of ``rules.ttl`` and nothing else. It adds rules; it never changes
one that ships, because an answer names a rule by its id. A word that is none is named with the
nearest that there is.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from ontology.block_files import Blocks, Kind, Problem, quads_of, unreadable
from ontology.rules import BASE, ReachRule, rules_of

__all__ = ["NAME", "Problem", "Read", "quads_of", "read"]

NAME = "reach-rules.ttl"  # what the file is called in a folder of tables
KIND = Kind(
    noun="rule",
    cls="ReachRule",
    base=BASE,
    prefixed="rule",
    parts={
        "extendsList": "ExtendedList",
        "leavesOut": "ExtendedList",
        "inForce": "RulePeriod",
        "controlTest": "ControlTest",
        "raisesFlag": "RaisedFlag",
        "prohibits": "Prohibition",
    },
    several=frozenset(
        ("extendsList", "leavesOut", "inForce", "controlTest", "raisesFlag", "prohibits",
         "listName", "programmeName", "exempts")
    ),
)  # fmt: skip


class Read(NamedTuple):
    """The rules of a file, or what keeps it from being used."""

    rules: tuple[ReachRule, ...]
    problems: tuple[Problem, ...]


@cache
def read(text: str, file: str = NAME, taken: frozenset[str] = frozenset()) -> Read:
    """Read a file of rules; none are given while anything in it is wrong.

    ``taken`` are the ids that rules have already.
    """
    if wrong := unreadable(text, file, KIND.noun):
        return Read((), wrong)
    blocks = Blocks(text, file, taken, KIND)
    problems = set(blocks.problems())
    found = [] if problems else rules_of(blocks.nodes)
    problems.update(one for rule in found for one in _numbers(blocks, rule))
    if problems:
        return Read((), tuple(sorted(problems, key=lambda one: (one.line or 0, one.what))))
    return Read(tuple(found), ())


def _numbers(blocks: Blocks, rule: ReachRule) -> Iterator[Problem]:
    """What can be wrong with a rule whose words are all right."""
    block = BASE + rule.id
    if rule.threshold <= 0:
        yield blocks.at(block, "z:threshold is 0, which would reach every firm; give one above it")
    for window in rule.windows:
        if window.first and window.last and window.last < window.first:
            yield blocks.at(block, f"a period ends before it begins: {window}")
    for before, after in zip(rule.windows, rule.windows[1:], strict=False):
        if before.last is None or after.first is None or after.first <= before.last:
            yield blocks.at(block, f"two periods overlap: {before}, and {after}")
    tests = [test.test for test in rule.tests]
    if len(tests) != len(set(tests)):
        yield blocks.at(block, "has one control test twice")
