"""The table of holders that binds a firm's column on a day, and the stakes it closes."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from msgspec.structs import replace

from graph.claims.knowledge import Knowledge
from graph.claims.model import HolderTable
from graph.claims.periods import months_before
from graph.claims.reasons import because
from graph.holders.capacities import OF_RECORD
from graph.holders.groups import names_everybody
from graph.holders.horizons import (
    diluted_between,
    first_possible,
    horizon_months,
    listed_months,
    seen_on,
)
from graph.holders.stakes import Basis, Stake, measurand_ranks
from graph.holders.votes import binds_votes


def latest_tables(
    knowledge: Knowledge, firm: str, basis: Basis, day: date
) -> tuple[HolderTable, ...]:
    """The newest tables of all holders above a line that nobody disputes, one of each quantity.

    Seen by the day, the newest first; of one day first the one that names most.
    """
    ranks = measurand_ranks(basis)
    dated = [
        (seen, -(table.complete_above or 0), table)
        for table in knowledge.about(HolderTable, firm)
        if table.measurand in ranks
        and not table.denominator
        and table.confidence != "low"
        and table.stage == "completed"
        and not knowledge.is_disputed(table.id)
        and (table.complete_above is not None or names_everybody(table))
        and (seen := seen_on(table, day)) is not None
    ]
    dated.sort(key=lambda row: (row[0], row[1], row[2].id), reverse=True)
    newest: dict[str, HolderTable] = {}
    for _, _, table in dated:
        newest.setdefault(table.measurand, table)
    return tuple(newest.values())


def binding_table(
    tables: Sequence[HolderTable], current: Collection[HolderTable], *, apart: bool, unread: bool
) -> HolderTable | None:
    """The table that says of everybody in a column what the most is that nobody named.

    A register or a table of record binds registered holders only: where somebody holds for
    others who are not read (``unread``), one of beneficial holders goes on binding beside it.
    Where votes are ``apart`` from capital, it is one that says something of votes. Otherwise the
    newest binds, one that is ``current`` before others.
    """
    chosen = [table for table in tables if table in current] or list(tables)
    if apart:
        chosen = [table for table in chosen if binds_votes(table)] or chosen
    if unread:
        chosen = [table for table in chosen if table.measurand not in OF_RECORD] or chosen
    return chosen[0] if chosen else None


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
