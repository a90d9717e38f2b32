"""The day that databases write for an end where nothing has ended: ``9999-12-31``."""

from __future__ import annotations

from datetime import date

from graph.claims.periods import PartialDate

FIRST_NEVER = date(2200, 1, 1)  # nothing that is owned today is known to end so late
_NEVER = frozenset({date(2099, 12, 31), date(2199, 12, 31)})


def stands_for_none(end: PartialDate) -> bool:
    """Whether an end says that nothing has ended.

    >>> [stands_for_none(PartialDate.parse(end)) for end in ("9999-12-31", "2099", "2045-06-30")]
    [True, True, False]
    """
    return end.last >= FIRST_NEVER or end.last in _NEVER
