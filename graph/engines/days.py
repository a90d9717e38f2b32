"""The days of a panel: from one day to another in equal steps."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from graph.errors import InputError

STEPS = {"year": 12, "quarter": 3, "month": 1}  # months
MOST = 400  # days of one panel: a third of a century in months


def days_between(first: date, last: date, step: str) -> tuple[date, ...]:
    """The days from one to another, both counted where a step falls on them.

    From the last day of a month one steps to last days of months; a day that a
    month does not have is its last.

    >>> [str(day) for day in days_between(date(2023, 12, 31), date(2024, 7, 1), "quarter")]
    ['2023-12-31', '2024-03-31', '2024-06-30']
    >>> len(days_between(date(2014, 12, 31), date(2025, 12, 31), "year"))
    12

    Raises
    ------
    InputError
        For a step that is none of :data:`STEPS`, days in the wrong order, or too many of them.
    """
    if step not in STEPS:
        raise InputError(f"{step!r} is no step; there are: {', '.join(STEPS)}")
    if first > last:
        raise InputError(f"a panel from {first} to {last} has no day; the first comes first")
    months = (last.year - first.year) * 12 + last.month - first.month
    if months // STEPS[step] >= MOST:
        raise InputError(f"from {first} to {last} by {step} are more than {MOST} days")
    days = (_later(first, after) for after in range(0, months + 1, STEPS[step]))
    return tuple(day for day in days if day <= last)


def _later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = monthrange(year, month + 1)[1]
    ends_month = (day + timedelta(days=1)).day == 1 if day < date.max else True
    return date(year, month + 1, last if ends_month else min(day.day, last))
