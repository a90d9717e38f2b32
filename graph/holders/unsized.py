"""Stakes of which no source gives the size: their holders are present, with more than nothing."""

from __future__ import annotations

from datetime import date

from graph.claims.knowledge import Knowledge
from graph.claims.shares import BEYOND
from graph.fraction import HALF, ZERO
from graph.holders.held import Held
from graph.holders.holder_column import HolderColumn
from graph.holders.horizons import stands
from graph.holders.stake import Currency, Stake


def is_current(knowledge: Knowledge, stake: Stake, day: date) -> bool:
    """Whether a stake was read as lately as its source's horizon asks; an undated one was not."""
    return stake.seen is not None and stands(
        knowledge, stake.claim, stake.claim.target, stake.seen, day
    )


def age_of(knowledge: Knowledge, stake: Stake, day: date) -> Currency:
    """How a stake stands on a day, where one of unread size last read long ago is last known."""
    if stake.currency != "unknownShare" or stake.seen is None:
        return stake.currency
    return "unknownShare" if is_current(knowledge, stake, day) else "lastKnown"


def current_unsized(knowledge: Knowledge, column: HolderColumn, day: date) -> list[Stake]:
    """Stakes that are current by their source's horizon, and of which no source gives the size."""
    return [
        stake
        for stake in column.stakes
        if stake.currency == "unknownShare" and is_current(knowledge, stake, day)
    ]


def beside_a_half(knowledge: Knowledge, column: HolderColumn, day: date) -> tuple[Held, ...]:
    """Who directly holds more than nothing beside half of the votes: with a half, a majority.

    Where nobody has exactly half, so little decides nothing and nobody is given. Nor is what is
    counted in other ways: votes apart from capital, classes, and stakes held for others.
    """
    if column.apart or column.rest_upper <= BEYOND:
        return ()
    if all(one.lower != HALF for one in column.held):
        return ()
    named = {one.holder for one in column.held if one.lower > ZERO}
    return tuple(
        Held(stake.holder, BEYOND, BEYOND, column.rest_upper, (stake.claim.id,))
        for stake in current_unsized(knowledge, column, day)
        if stake.holder not in named
        and stake.reason is not None
        and stake.reason.code == "sizeNotGiven"
        and stake.claim.directness == "direct"
        and not stake.claim.denominator
    )
