"""Firms that are no more: by when their last seat was over.

Who is no more holds nothing and directs nobody, and nobody holds or directs it. Where what it held
went is not said by its end, nor on which day each stake in it ended: both are last known.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from graph.claims.knowledge import Knowledge
from graph.claims.model import Location
from graph.claims.periods import PartialDate
from graph.claims.reasons import Reason, because

UNKNOWN = date.min  # the day of an end of which nobody says when it was


class Gone(NamedTuple):
    """That a firm is no more, and by which day, where that is said."""

    by: date | None
    written: PartialDate | None  # the same, as vague as it was said
    seats: tuple[str, ...]  # the claims that say so


def gone(knowledge: Knowledge, firm: str, day: date) -> Gone | None:
    """By when a firm had ended, if every seat that it is said to have had is over by a day.

    A seat that was seen before the day on which another source ends it is over with that.
    """
    seats = [seat for seat in knowledge.of(Location, firm) if seat.aspect == "seat"]
    over: dict[str, date] = {}
    for seat in seats:
        if (ended := _over_by(seat, day)) is not None:
            over[seat.target] = max(ended, over.get(seat.target, UNKNOWN))
    if not over:
        return None
    for seat in seats:
        there, seen = over.get(seat.target), seat.as_of
        if there is None:
            return None
        goes_on = _over_by(seat, day) is None
        if goes_on and there != UNKNOWN and (seen is None or seen.last > there):
            return None
    last = max(over.values())
    ids = tuple(seat.id for seat in seats if _over_by(seat, day) is not None)
    if last == UNKNOWN:
        return Gone(None, None, ids)
    ends = (seat.period.end for seat in seats if seat.period.end is not None)
    written = next((end for end in ends if end.last == last), PartialDate(last))
    return Gone(last, written, ids)


def _over_by(seat: Location, day: date) -> date | None:
    """By when a seat was over, if it was on a day; called over without a day, when it was seen."""
    if seat.period.end is not None:
        return seat.period.end.last if seat.period.ended_before(day) else None
    if seat.period_end != "ended":
        return None
    if seat.as_of is None:
        return UNKNOWN
    return seat.as_of.last if seat.as_of.last <= day else None


def gone_end(knowledge: Knowledge, holder: str, firm: str, day: date) -> Reason | None:
    """That one end of a stake or power is no more, if it is: the holder, or the firm itself."""
    if holder and (found := gone(knowledge, holder, day)) is not None:
        return because("holderGone", day=found.by) if found.by else because("holderGoneUndated")
    if (found := gone(knowledge, firm, day)) is not None:
        return because("firmGone", day=found.by) if found.by else because("firmGoneUndated")
    return None
