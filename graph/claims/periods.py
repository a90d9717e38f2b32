"""Dates that know how precise they are, and the periods between them.

Files and RDF carry inclusive dates, often only a month or a year. A partial
date is the stretch of days it names: ``2023-07`` is 1 to 31 July. What a claim
*starts* with counts from the first of those days, what it *ends* with to the
last; it is seen once the last is over and ages from the first, so that a vague
date never makes a fact look younger or surer than it may be.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from msgspec import Struct

from graph.errors import BadDateError

Precision = Literal["day", "month", "year"]

_FORM = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


class PartialDate(Struct, frozen=True, order=True, gc=False):
    """A day, a month or a year.

    >>> PartialDate.parse("2023-07").last
    datetime.date(2023, 7, 31)
    >>> str(PartialDate.parse("2023"))
    '2023'
    """

    first: date
    precision: Precision = "day"

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; raise :class:`BadDateError` otherwise.

        In the digits 0 to 9 alone: a date in full-width or other digits is refused by name.
        """
        match = _FORM.fullmatch(text.strip())
        if match is None:
            how = "" if text.isascii() else ", in the digits 0 to 9"
            raise BadDateError(f"{text!r} is not a date; write YYYY, YYYY-MM or YYYY-MM-DD{how}")
        year, month, day = match.groups()
        try:
            first = date(int(year), int(month or 1), int(day or 1))
        except ValueError as error:
            raise BadDateError(f"{text!r} is not in the calendar: {error}") from error
        return cls(first, "day" if day else "month" if month else "year")

    @property
    def last(self) -> date:
        """The last day of the stretch."""
        if self.precision == "year":
            return date(self.first.year, 12, 31)
        if self.precision == "month":
            return self.first.replace(day=_days_in(self.first.year, self.first.month))
        return self.first

    def __str__(self) -> str:
        return self.first.isoformat()[: {"year": 4, "month": 7, "day": 10}[self.precision]]


class Period(Struct, frozen=True, gc=False):
    """From one partial date to another, both inclusive; either may be open.

    >>> period = Period(PartialDate.parse("2020-07-01"), PartialDate.parse("2021"))
    >>> period.contains(date(2021, 12, 31)), period.contains(date(2022, 1, 1))
    (True, False)
    """

    start: PartialDate | None = None
    end: PartialDate | None = None

    def __post_init__(self) -> None:
        if self.start and self.end and self.start.first > self.end.last:
            raise BadDateError(f"the period ends ({self.end}) before it starts ({self.start})")

    def contains(self, day: date) -> bool:
        """Whether the day lies inside; an open side has no limit."""
        return not self.starts_after(day) and not self.ended_before(day)

    def starts_after(self, day: date) -> bool:
        """Whether the period has not begun on this day."""
        return self.start is not None and self.start.first > day

    def ended_before(self, day: date) -> bool:
        """Whether the period is over on this day."""
        return self.end is not None and self.end.last < day

    def may_be_over(self, day: date) -> bool:
        """Whether a vague end may have come before this day, though it need not have.

        >>> until_2021 = Period(None, PartialDate.parse("2021"))
        >>> [until_2021.may_be_over(date(2021, month, 1)) for month in (1, 2)]
        [False, True]
        """
        return self.end is not None and self.end.first < day <= self.end.last

    def in_doubt(self, day: date) -> bool:
        """Whether the day lies inside a vague start or end: what is said is possible, not sure."""
        vague = self.start is not None and self.start.first <= day < self.start.last
        return vague or self.may_be_over(day)


@lru_cache(1 << 12)
def _days_in(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]


@lru_cache(1 << 12)
def months_before(day: date, months: int) -> date:
    """The day so many months earlier, kept inside the month.

    >>> months_before(date(2025, 12, 31), 15)
    datetime.date(2024, 9, 30)
    """
    total = day.year * 12 + day.month - 1 - months
    year, month = divmod(total, 12)
    return date(year, month + 1, min(day.day, _days_in(year, month + 1)))


def day_before(day: date) -> date:
    """The day before: the last day of what a successor ends."""
    return day - timedelta(days=1)
