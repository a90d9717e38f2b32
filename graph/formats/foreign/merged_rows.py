"""Rows that merged cells say once more, and shares that stand once for several rows."""

from __future__ import annotations

from collections.abc import Sequence

from graph.formats.foreign.gathered_row import Gathered
from graph.formats.foreign.mapping import Rule
from graph.formats.foreign.rule_columns import parted
from graph.formats.tables.rows import CellError


def repeats(rule: Rule, columns: Sequence[str], found: Gathered) -> bool:
    """Whether merged cells say all of a claim once more, which an earlier row said.

    Raises
    ------
    CellError
        If a share stands once for several rows that are about different parties.
    """
    merged = found.row.merged
    if not merged:
        return False
    spans = {columns[at]: span for at, span in merged.items() if at < len(columns)}
    shared = [column for column in parted(rule) if column in spans]
    if not shared:
        return False
    rows = spans[shared[0]].first, spans[shared[0]].last
    ends = [end.column for end in (rule.party, rule.target) if end is not None]
    if any(one not in spans or (spans[one].first, spans[one].last) != rows for one in ends):
        problem = "one cell for several rows, and how it is parted among them is not said"
        raise CellError(shared[0], problem)
    again = found.row.number > rows[0]
    if again:
        found.is_no_row("a row that merged cells say again")
    return again
