"""A file of BODS against the rules of the standard, beside what reading it refuses.

The schema asks for more than a reader needs, and the standard for more than its schema. What
changes the meaning of a statement is told with its place and with how it is read nevertheless;
the rest is counted. The rules and their words are ``ontology/crosswalks/bods-rules.csv``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from graph.formats.bods.older import Older, is_older, pointer_there
from graph.formats.bods.rules_alone import broken_alone, text
from graph.formats.bods.rules_between import Between, Where
from graph.formats.bods.statements import FieldError
from graph.formats.files.json_stream import objects
from graph.formats.rule_checks import Broken, Checked
from ontology.crosswalks import rows

FORMALITY = "formality"
NOT_YET = frozenset({"no-declaration-subject"})  # fields that versions before 0.4 do not have


def check_bods(path: Path) -> Checked:
    """Which rules the statements of a file break; those that cannot be read are left to reading.

    Holds of each record what it is and when it was stated, and the relationships.

    Raises
    ------
    FileError
        If the file cannot be opened or is not JSON.
    """
    told: list[Broken] = []
    formal: Counter[str] = Counter()
    between = Between()
    old: dict[int, dict[str, Any]] = {}  # statements of earlier versions, for their pointers

    def note(where: Where, rule: str, pointer: str, values: Mapping[str, object]) -> None:
        words = _rules()[rule]
        if where.place in old and rule in NOT_YET:
            return
        if words["severity"] == FORMALITY:
            formal[words["words"]] += 1
            return
        pointer = pointer_there(pointer, old[where.place]) if where.place in old else pointer
        told.append(
            Broken(
                file=path.name, line=where.line, statement=where.statement, pointer=pointer,
                rule=rule, severity=words["severity"],
                problem=words["words"].format_map(dict(values)),
            )
        )  # fmt: skip

    for place, line, value, new in _statements(path):
        where = Where(place, line, text(new, "statementId"))
        if new is not value:
            old[place] = dict.fromkeys(value)
        for rule, pointer, values in broken_alone(new):
            note(where, rule, pointer, values)
        between.take(new, where)
    for where, rule, pointer, values in between.broken():
        note(where, rule, pointer, values)
    return Checked(
        broken=tuple(sorted(told, key=lambda one: (one.line or 0, one.statement, one.pointer))),
        formalities=tuple(formal.most_common()),
        rules=len(_rules()),
    )


def _statements(path: Path) -> Iterator[tuple[int, int | None, dict[str, Any], dict[str, Any]]]:
    """The statements of a file that are objects: place, line, as it stands and as 0.4 has it."""
    older: Older | None = None
    for found in objects(path):
        if found.trouble or not isinstance(found.value, dict):
            continue
        value = new = found.value
        if is_older(value):
            older = older or Older(path)
            try:
                new = older.upgraded(value)
            except FieldError:
                continue
        yield found.place, found.line, value, new


@cache
def _rules() -> Mapping[str, Mapping[str, str]]:
    return {row["rule"]: row for row in rows("bods-rules")}
