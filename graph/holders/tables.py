"""The table of holders that binds a firm's column on a day, and the stakes it closes."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from graph.claims.knowledge import Knowledge
from graph.claims.model import HolderTable
from graph.claims.periods import months_before
from graph.claims.reasons import because
from graph.holders.horizons import (
    diluted_between,
    first_possible,
    horizon_months,
    listed_months,
    seen_on,
)
from graph.holders.stakes import Basis, Stake, measurand_ranks


def latest_table(knowledge: Knowledge, firm: str, basis: Basis, day: date) -> HolderTable | None:
    """The newest table of all holders above a line that nobody disputes, seen by the day."""
    ranks = measurand_ranks(basis)
    dated = [
        (seen, table)
        for table in knowledge.about(HolderTable, firm)
        if table.measurand in ranks
        and not table.denominator
        and table.confidence != "low"
        and table.id not in knowledge.disputed
        and (table.complete_above is not None or names_everybody(table))
        and (seen := seen_on(table, day)) is not None
    ]
    return max(dated, key=lambda pair: (pair[0], pair[1].id))[1] if dated else None


def names_everybody(table: HolderTable) -> bool:
    """Whether a table leaves nobody out."""
    return table.complete_above == 0 or (table.covered is not None and table.covered >= 100)


def table_stands(knowledge: Knowledge, table: HolderTable, firm: str, day: date) -> bool:
    """Whether a table is still current on the day."""
    seen = seen_on(table, day)
    if seen is None:
        return False
    if diluted_between(knowledge, firm, seen, day):
        return False
    months = horizon_months(knowledge, table)
    return first_possible(table, seen) >= months_before(
        day, listed_months(knowledge, firm, seen, day, months)
    )


def closed_by_table(stake: Stake, table: HolderTable, day: date) -> Stake:
    """Close a stake that a later complete table would have had to name.

    A table of a vague day may be older than a stake seen within it: that one is last known.
    """
    named_on = seen_on(table, day)
    line = table.complete_above if table.complete_above is not None else 0
    if (
        named_on is None
        or stake.seen is None
        or stake.currency not in ("current", "lastKnown")
        or stake.claim.share is None
        or stake.claim.share.lower <= line
    ):
        return stake
    last_said = stake.claim.as_of.last if stake.claim.as_of else stake.seen
    if max(last_said, stake.seen) >= named_on:
        return stake
    reason = because("notAmongHolders", line=str(line), day=named_on)
    sure = max(last_said, stake.seen) < first_possible(table, named_on)
    return replace(stake, currency="closed" if sure else "lastKnown", reason=reason)
