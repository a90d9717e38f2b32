"""Stakes last known, seen on days of their own: they are listed, and never added up."""

from __future__ import annotations

from graph.fraction import ONE, ZERO, Fraction
from graph.holders.holder_column import HolderColumn
from graph.holders.stakes import Stake


def stale_size(stake: Stake) -> bool:
    """Whether a stake is last known, and of a known size."""
    return stake.currency == "lastKnown" and stake.claim.share is not None


def cannot_all_stand(column: HolderColumn) -> bool:
    """Whether what is last known is too much to be held together, beside what counts on the day.

    Seen on several days, one or another has changed hands since; nothing says which.
    """
    counted = {one.holder for one in column.held}
    had: dict[str, Fraction] = {}
    for stake in column.stakes:
        if stale_size(stake) and stake.holder not in counted:
            had[stake.holder] = max(had.get(stake.holder, ZERO), stake.bounds[0])
    current = sum((one.lower for one in column.held), ZERO)
    return bool(had) and current <= ONE < current + sum(had.values(), ZERO)
