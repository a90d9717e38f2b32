"""Who may be one with whom: proposed into a CSV file that a person reviews, and read back.

A row names two ids, what speaks for their being one, and a decision: ``same``,
``different``, or nothing while nobody has looked. Only decided rows have an effect.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import cast, get_args

from msgspec import Struct

from graph.claims.identity import Decision, Judgement
from graph.errors import TableError
from graph.formats.tables.rows import CellError, header_of, rows_of

DECISIONS = "same.csv"  # in a folder of tables
COLUMNS = ("left", "right", "left_name", "right_name", "evidence", "score", "decision")
NEEDED = ("left", "right", "decision")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Pair(Struct, frozen=True, kw_only=True):
    """Two entities that may be one, and what speaks for it."""

    left: str
    right: str
    left_name: str
    right_name: str
    evidence: str
    score: float  # 0 to 1
    decision: Judgement = ""


def write_candidates(candidates: Iterable[Pair], path: Path) -> int:
    """Write candidates for review; give their number."""
    rows = [
        (
            one.left, one.right, _harmless(one.left_name), _harmless(one.right_name),
            one.evidence, f"{one.score:.2f}", one.decision,
        )
        for one in candidates
    ]  # fmt: skip
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        writer.writerows(rows)
    return len(rows)


def read_decisions(path: Path) -> tuple[Decision, ...]:
    """The decisions of a reviewed file; raise :class:`~graph.errors.TableError` for a bad row."""
    lines = rows_of(path)
    header = header_of(path.name, lines, COLUMNS, NEEDED)
    left, right, decision = (header.index(column) for column in NEEDED)
    found: dict[tuple[str, str], tuple[int, Decision]] = {}
    for line in lines:
        try:
            line.check(len(header))
        except CellError as error:
            raise TableError(path.name, error.problem, line=line.number) from error
        one, other = sorted((line.cells[left].strip(), line.cells[right].strip()))
        said = line.cells[decision].strip().lower()
        if said not in get_args(Judgement):
            raise TableError(path.name, f"{said!r} decides nothing", line=line.number,
                             column="decision", hint="same, different, or empty")  # fmt: skip
        if not one or one == other:
            raise TableError(path.name, "a row names two ids", line=line.number, column="left")
        before = found.get((one, other))
        if before and before[1].decision != said:
            raise TableError(path.name, f"decided otherwise in line {before[0]}",
                             line=line.number, column="decision")  # fmt: skip
        judgement = cast(Judgement, said)
        made = Decision(left=one, right=other, decision=judgement)
        found[one, other] = (line.number, made)
    return tuple(made for _, made in found.values() if made.decision)


def _harmless(text: str) -> str:
    """A name that a spreadsheet does not take for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text
