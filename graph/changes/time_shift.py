"""Undoing the passing of time for one claim: the same claim, all its dates moved.

Asked on a later day, a claim whose dates are moved by as many days looks as the
claim itself looked on the earlier day: what had not been said is not said yet,
what was recent is recent. If moving a few claims brings the earlier verdict
back, these claims, by coming, ending or growing old, changed it.
"""

from __future__ import annotations

from dataclasses import replace as replaced
from datetime import date, timedelta

from msgspec.structs import replace

from graph.claims.model import Claim
from graph.claims.periods import PartialDate, Period
from ontology.lenses import Lens


class Stretch(PartialDate, frozen=True, order=True):
    """Days from one to another that make no whole month or year of the calendar."""

    until: date = date.min

    @property
    def last(self) -> date:
        """The last day of the stretch."""
        return self.until


def dated(claim: Claim) -> bool:
    """Whether a claim has a date that can be moved."""
    return claim.as_of is not None or claim.period != Period()


def shifted(claim: Claim, days: timedelta) -> Claim:
    """The claim with its dates moved.

    >>> from graph.claims.model import Founding
    >>> moved = shifted(Founding(id="c", target="f", as_of=PartialDate.parse("2020")), timedelta(2))
    >>> moved.as_of.first.isoformat(), moved.as_of.last.isoformat()
    ('2020-01-03', '2021-01-02')
    """
    period = Period(_moved(claim.period.start, days), _moved(claim.period.end, days))
    return replace(claim, as_of=_moved(claim.as_of, days), period=period)


def shifted_window(lens: Lens, days: timedelta) -> Lens:
    """The lens with the dates of its validity moved."""
    return replaced(
        lens,
        valid_from=None if lens.valid_from is None else _day(lens.valid_from, days),
        valid_to=None if lens.valid_to is None else _day(lens.valid_to, days),
        windows=tuple(
            replaced(
                window,
                first=None if window.first is None else _day(window.first, days),
                last=None if window.last is None else _day(window.last, days),
            )
            for window in lens.windows
        ),
    )


def _moved(day: PartialDate | None, days: timedelta) -> PartialDate | None:
    if day is None:
        return None
    return Stretch(_day(day.first, days), day.precision, _day(day.last, days))


def _day(day: date, days: timedelta) -> date:
    """A day moved, kept inside the calendar."""
    moved = min(max(day.toordinal() + days.days, date.min.toordinal()), date.max.toordinal())
    return date.fromordinal(moved)
