"""Rules of reach of somebody's own beside those that ship: of a data set, or of a file.

A folder of tables may hold a ``reach-rules.ttl``; its rules go into the release and are asked
by their ids like the others. A file can also be given with a question: nothing is stored then.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Literal

from graph.claims.knowledge import Knowledge
from graph.claims.own_lenses import text_of
from graph.errors import InputError, InvalidRulesError
from ontology import rule_files
from ontology.rule_files import NAME
from ontology.rules import ReachRule, in_order, reach_rules

ComesFrom = Literal["data set", "file"]


def rules_with(
    text: str,
    file: str = NAME,
    among: Mapping[str, ReachRule] | None = None,
    comes_from: ComesFrom = "data set",
) -> Mapping[str, ReachRule]:
    """The rules of a file together with those there are; raise :class:`InvalidRulesError`.

    ``among`` are the rules there are, by default those that ship; no id may be given twice.
    """
    there = reach_rules() if among is None else among
    if not text:
        return there
    found = rule_files.read(text, file, frozenset(there))
    if found.problems:
        raise InvalidRulesError([str(problem) for problem in found.problems])
    own = (replace(rule, comes_from=comes_from) for rule in found.rules)
    return in_order((*there.values(), *own))


def with_rules_of(
    knowledge: Knowledge, path: Path
) -> tuple[Mapping[str, ReachRule], tuple[str, ...]]:
    """The rules of a file beside those of a release, and the ids of the file's own."""
    if not path.is_file():
        raise InputError(f"{path.name} is no file of rules")
    known = rules_with(text_of(path), path.name, knowledge.reaches, "file")
    if len(known) == len(knowledge.reaches):
        raise InvalidRulesError([f"{path.name}: defines no rule; copy a block and change it"])
    return known, tuple(id_ for id_ in known if id_ not in knowledge.reaches)
