"""Totals in tables of holders: rows that a table adds up to all there is are no parts of another.

A table that has a total becomes a claim with what those named have together, which cites the row of
the total (:mod:`graph.formats.foreign.closing_totals`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.claims.knowledge import Knowledge
from graph.claims.model import Claim, HolderTable, Ownership

ROW = re.compile(r"\brow (\d+)\b")


def added_up(knowledge: Knowledge, claims: Sequence[Ownership]) -> bool:
    """Whether a total says that some stakes in a firm stand beside one another."""
    if not claims:
        return False
    totals = knowledge.about(HolderTable, claims[0].target)
    return any(
        table.covered is not None
        and table.confidence != "low"
        and not knowledge.is_disputed(table.id)
        and all(_is_row_of(claim, table) for claim in claims)
        for table in totals
    )


def _is_row_of(claim: Ownership, table: HolderTable) -> bool:
    """Whether a stake is a row of the table above a total, by what both say of themselves."""
    places = {_table_of(claim), _table_of(table)}
    return (
        None not in places
        and len(places) == 1
        and (claim.target, claim.as_of) == (table.target, table.as_of)
        and (claim.measurand, claim.denominator) == (table.measurand, table.denominator)
    )


def _table_of(claim: Claim) -> tuple[str, str] | None:
    """The source of a claim that is a row of a table, and which table of it; nothing of others."""
    if len(claim.citations) != 1:
        return None
    (cited,) = claim.citations
    row = ROW.search(cited.locator)
    return (cited.source, cited.locator[: row.start()]) if row else None
