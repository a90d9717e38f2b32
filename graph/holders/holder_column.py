"""A firm's holders on a day: who counts, what is float, what nobody disclosed.

The column of a firm sums to one: the stakes that count, and a *rest*. The rest
is *float* above a complete holder table that is itself current, and
*undisclosed* without one. A table that names everybody leaves no rest. Stakes
last known are shown and stay in the rest: whoever held them may be anyone now.

One block is counted once: a stake held through a vehicle gives way to the
vehicle's own, a vehicle of unknown size gives way to the stake, a member gives
way to the group it was counted in.

A column above one is contradictory. It is named and bounded (each stake
between what the others leave and its own share), never rescaled.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from graph.claims.knowledge import Knowledge
from graph.claims.model import HolderTable
from graph.claims.reasons import because
from graph.fraction import ONE, ZERO, Fraction
from graph.holders.behind import Behind, behind
from graph.holders.blocks import counted_once
from graph.holders.capacities import OF_RECORD
from graph.holders.held import Held, drawn_in, left_by_others
from graph.holders.horizons import seen_on
from graph.holders.outstanding import (
    alive_and_dead,
    alternatives,
    carries_nothing,
    shares_outstanding,
)
from graph.holders.pending import Step, in_both_worlds, leaves_more, of_outstanding, steps_in
from graph.holders.stakes import STAGES, Basis, Stake, stakes_in
from graph.holders.tables import (
    binding_table,
    closed_by_table,
    latest_tables,
    table_stands,
)
from graph.holders.the_rest import kind_of_rest
from graph.holders.votes import VOTES, binds_votes, unequal_votes, votes_apart

__all__ = [
    "Held", "HolderColumn", "Reading", "counts", "drawn_in", "holder_column",
    "unequal_votes",
]  # fmt: skip

ROUNDING = Fraction(1, 100_000)  # more than the last digits of some printed figures
Reading = Literal["current", "lastKnown"]


class HolderColumn(Struct, frozen=True, kw_only=True, gc=False):
    """All that is known of one firm's holders on one day and one basis."""

    firm: str
    stakes: tuple[Stake, ...]  # everything claimed, counted or not
    held: tuple[Held, ...]  # what counts
    rest_lower: Fraction
    rest_upper: Fraction
    rest_kind: Literal["float", "undisclosed", "none"]
    table: HolderTable | None = None
    table_current: bool = False
    over_hundred: tuple[str, ...] = ()  # the claims of a contradictory column
    alternatives: tuple[
        tuple[Held, ...], ...
    ] = ()  # one column for each way the rivals can be settled
    unread: Fraction = Fraction(0)  # held through nominees, and by whom is not read
    pending: tuple[Step, ...] = ()  # steps that may have been done: bounds hold in both worlds
    dead: tuple[Held, ...] = ()  # of the shares issued: own ones, and here without votes
    apart: bool = False  # whether these are votes, and capital is another thing
    issued: tuple[Held, ...] = ()  # where some are dead, what everybody has of all shares issued

    @property
    def settled(self) -> bool:
        """Whether it would be the same if what is last known counted."""
        return (self.table is None or self.table_current) and not any(
            stake.currency == "lastKnown" and stake.claim.share is not None for stake in self.stakes
        )

    @property
    def line(self) -> Fraction | None:
        """Above which a current table names everybody, as a part of what is outstanding."""
        if self.table is None or not self.table_current or self.table.complete_above is None:
            return None
        line = Fraction(self.table.complete_above) / 100
        left = self.outstanding
        return min(ONE, line / left) if left else line

    @property
    def outstanding(self) -> Fraction:
        """At most so much of the shares issued carries something here."""
        return max(Fraction(0), ONE - sum((one.lower for one in self.dead), Fraction(0)))

    @property
    def known(self) -> Fraction:
        """The part of the firm whose holder is known."""
        return sum((held.known for held in self.held), ZERO)


def holder_column(
    knowledge: Knowledge,
    firm: str,
    basis: Basis,
    day: date,
    *,
    stages: Sequence[str] = STAGES,
    reading: Reading = "current",
    stakes: tuple[Stake, ...] | None = None,
) -> HolderColumn:
    """The firm's holders on a day.

    ``reading="lastKnown"`` counts last-known stakes and tables as if they still
    held: a second reading, always labelled, never a verdict. ``stakes`` are those
    of :func:`stakes_in` for the same arguments, for callers that keep them.
    """
    if stakes is None:
        stakes = stakes_in(knowledge, firm, basis, day, stages=stages)
    tables = latest_tables(knowledge, firm, basis, day)
    standing = [
        table
        for table in tables
        if reading == "lastKnown" or table_stands(knowledge, table, firm, day)
    ]
    stakes, apart = _after_tables(knowledge, firm, basis, day, stakes, tables, reading)
    counted = [stake for stake in stakes if counts(stake, reading)]
    alive, dead = alive_and_dead(counted, basis)
    held = shares_outstanding(alive, dead, counted, apart=apart)
    read_on = seen_on(tables[0], day) if tables else None
    steps = steps_in(knowledge, stakes, day, read_on=read_on, apart=apart)
    of_rest = of_outstanding(steps, dead)
    gives_up = leaves_more(held, of_rest)
    held = in_both_worlds(held, of_rest, counted)
    unread = _behind_nominees(stakes, counted)
    table = binding_table(tables, standing, apart=apart, unread=unread > 0)
    table_current = table is not None and table in standing and (not apart or binds_votes(table))
    if sum((one.known for one in held), ZERO) > 1:  # points of rivals that do not go together
        held = tuple(replace(one, known=one.lower) for one in held)
    rest_kind = kind_of_rest(table if table_current else None, stakes, counted)
    of_record = table is not None and table.measurand in OF_RECORD
    # A register binds nobody behind a nominee's row; and to whom a step gives up, nobody says.
    if gives_up or (unread > 0 and of_record):
        rest_kind = "undisclosed"
    if sum((one.lower for one in held), ZERO) == 1:
        rest_kind = "none"  # the named have all, table or not
    all_named = rest_kind == "none" and not any(
        _beside_the_column(stake, unread) for stake in stakes
    )
    held = drawn_in(held, all_named=all_named)
    rest_lower = max(ZERO, ONE - sum((one.upper for one in held), ZERO))
    rest_upper = max(ZERO, ONE - sum((one.lower for one in held), ZERO))
    issued = (*in_both_worlds(alive, steps, counted), *dead) if dead else ()
    column = HolderColumn(
        firm=firm,
        stakes=stakes,
        held=held,
        rest_lower=rest_lower,
        # All are named: no more is left over than their largest shares leave.
        rest_upper=rest_lower if rest_kind == "none" else rest_upper,
        rest_kind=rest_kind,
        table=table,
        table_current=table_current,
        alternatives=tuple(
            drawn_in(choice, all_named=all_named)
            for choice in (() if steps else alternatives(counted, basis, apart=apart))
        ),
        unread=unread,
        pending=steps,
        dead=dead,
        issued=drawn_in(issued, all_named=all_named),
        apart=apart,
    )
    others = behind(knowledge, firm, basis, day, stages)
    return _bounded_if_over(_with_those_behind(column, others) if others else column)


def _after_tables(
    knowledge: Knowledge,
    firm: str,
    basis: Basis,
    day: date,
    stakes: tuple[Stake, ...],
    tables: Iterable[HolderTable],
    reading: Reading,
) -> tuple[tuple[Stake, ...], bool]:
    """The stakes as tables leave them, each block once; and whether votes are apart."""
    for table in tables:
        stakes = tuple(closed_by_table(stake, table, day) for stake in stakes)
    stakes = counted_once(knowledge, stakes, lambda stake: counts(stake, reading))
    counted = [stake for stake in stakes if counts(stake, reading)]
    apart = basis == "voting" and votes_apart(
        knowledge,
        firm,
        day,
        counted,
        stakes,
        dead=[stake for stake in counted if carries_nothing(stake.claim, basis)],
    )
    if apart:
        stakes = tuple(_open_votes(stake) for stake in stakes)
    return tuple(_said_dead(stake, basis, reading) for stake in stakes), apart


def _with_those_behind(column: HolderColumn, others: Sequence[Behind]) -> HolderColumn:
    """A vehicle's column with whom stakes through it name, beside its owners or as their rivals."""
    named = tuple(Held(one.holder, one.lower, one.lower, one.upper, (one.claim,)) for one in others)
    certain = sum((one.lower for one in (*column.held, *named)), ZERO)
    if sum((one.lower for one in column.held), ZERO) > 1:
        return column
    behind_them = sum((one.lower for one in named), ZERO)
    if not column.held or (behind_them <= column.rest_upper and not column.alternatives):
        held = drawn_in((*column.held, *named), all_named=False)
        left = max(ZERO, ONE - sum((one.upper for one in held), ZERO))
        kind = "none" if certain == 1 else column.rest_kind
        return replace(
            column, held=held, rest_lower=left, rest_upper=max(ZERO, ONE - certain), rest_kind=kind
        )
    rivals = column.alternatives or (column.held,)
    either = tuple(replace(one, lower=ZERO, known=ZERO) for one in (*column.held, *named))
    return replace(
        column, held=either, rest_lower=ZERO, rest_upper=ONE, alternatives=(*rivals, named)
    )


def _behind_nominees(stakes: Sequence[Stake], counted: Sequence[Stake]) -> Fraction:
    """What stands in the name of nominees, without the stakes said to be held through them.

    The least of it, or the most where that may be nothing; one figure for both is one block.
    """
    blocks = {stake.claim.party: stake.bounds for stake in stakes if stake.of_record}
    least = {nominee: low for nominee, (low, _) in blocks.items()}
    most = {nominee: high for nominee, (_, high) in blocks.items()}
    for stake in counted:
        behind = {stake.claim.party} if stake.principal else set(stake.claim.via)
        for nominee in sorted(behind & blocks.keys()):
            low, high = stake.bounds
            least[nominee] = max(ZERO, least[nominee] - high)
            most[nominee] = max(ZERO, most[nominee] - low)
            if stake.bounds == blocks[nominee]:
                most[nominee] = ZERO
            break
    surely, perhaps = sum(least.values(), ZERO), sum(most.values(), ZERO)
    return surely or (perhaps if perhaps > ROUNDING else ZERO)


def _said_dead(stake: Stake, basis: Basis, reading: Reading) -> Stake:
    """A stake that carries nothing, with the reason why."""
    if not (counts(stake, reading) and carries_nothing(stake.claim, basis)):
        return stake
    own = stake.claim.party == stake.claim.target
    why = because("ownShares") if own else because("votesNotCast", voting=stake.claim.voting)
    return replace(stake, reason=stake.reason or why)


def counts(stake: Stake, reading: Reading) -> bool:
    """Whether a stake enters the column under a reading."""
    return stake.currency == "current" or (
        reading == "lastKnown" and stake.currency == "lastKnown" and stake.claim.share is not None
    )


def _beside_the_column(stake: Stake, unread: Fraction) -> bool:
    """Whether a stake is somebody's, though not of a known part of the column."""
    nobodys = stake.reason is not None and stake.reason.code == "heldForOthers"
    return nobodys and (unread > 0 or not stake.of_record)


def _bounded_if_over(column: HolderColumn) -> HolderColumn:
    total = sum((held.lower for held in column.held), ZERO)
    if total <= 1:
        return column
    claims = tuple(claim for one in column.held for claim in one.claims)
    return replace(
        column,
        held=left_by_others(column.held),
        rest_lower=ZERO,
        rest_upper=ZERO,
        rest_kind="undisclosed",
        over_hundred=claims,
        alternatives=(),
    )


def _open_votes(stake: Stake) -> Stake:
    """A stake in capital where votes are another thing: its votes are open, and it says so."""
    if stake.claim.measurand == VOTES or stake.currency not in ("current", "lastKnown"):
        return stake
    return replace(stake, reason=stake.reason or because("differentVotes"))
