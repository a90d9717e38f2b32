"""Stakes last known, seen on days of their own: they are listed, and never added up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from graph.fraction import ONE, ZERO, Fraction
from graph.holders.holder_column import HolderColumn
from graph.holders.stakes import Stake


def stale_size(stake: Stake) -> bool:
    """Whether a stake is last known, and of a known size."""
    return stake.currency == "lastKnown" and stake.claim.share is not None


def seen_unsized(stakes: Sequence[Stake]) -> tuple[Stake, ...]:
    """The newest stake of unknown size of each holder, if none of known size was seen since.

    What was last seen of a holder is the last: an older sight without a size says no more.
    """
    newest: dict[str, Stake] = {}
    for stake in stakes:
        before = newest.get(stake.holder)
        if stake.currency == "unknownShare" and (before is None or _later(stake, before)):
            newest[stake.holder] = stake
    sized = [stake for stake in stakes if stale_size(stake)]
    return tuple(
        stake
        for holder, stake in newest.items()
        if not any(one.holder == holder and _later(one, stake) for one in sized)
    )


def _later(one: Stake, other: Stake) -> bool:
    return one.seen is not None and other.seen is not None and one.seen > other.seen


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


def that_can_stand(stakes: Sequence[Stake]) -> tuple[Stake, ...]:
    """Of stakes last known those that can all still stand, the newest first taken; by size."""
    left, kept = ONE, []
    for stake in sorted(
        stakes, key=lambda one: (one.seen or date.min, one.bounds[0]), reverse=True
    ):
        if stake.bounds[0] <= left:
            left -= stake.bounds[0]
            kept.append(stake)
    return tuple(sorted(kept, key=lambda stake: (-stake.bounds[0], stake.holder)))
