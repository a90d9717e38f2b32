"""The days that claims speak of: the first and the last of several, and how both are said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graph.answers.page_words import NOTHING
from graph.claims.knowledge import Knowledge
from graph.claims.periods import PartialDate
from graph.claims.reasons import Reason, because
from graph.profiles.answer.said import claims_of, newest


def day_of(knowledge: Knowledge, ids: Iterable[str]) -> PartialDate | None:
    """The newest day that some claims of one fact speak of, or on which it began."""
    found = claims_of(knowledge, ids)
    return newest(found) or max(
        (claim.period.start for claim in found if claim.period.start), default=None
    )


def days_of(knowledge: Knowledge, *facts: Sequence[str]) -> tuple[PartialDate, ...]:
    """The first and the last day of some facts; one where all have the same, or no other."""
    days = (day_of(knowledge, ids) for ids in facts)
    return first_and_last(day for day in days if day is not None)


def first_and_last(days: Iterable[PartialDate]) -> tuple[PartialDate, ...]:
    """The first and the last of some days, as precise as they are; one where all are the same.

    >>> year, day, later = map(PartialDate.parse, ("2024", "2024-05-03", "2025-01"))
    >>> [[str(one) for one in first_and_last(days)] for days in ([later, day], [day, year], [])]
    [['2024-05-03', '2025-01'], ['2024'], []]
    """
    every = tuple(days)
    if not every:
        return ()
    first = min(every, key=lambda day: (day.first, day.last))
    last = max(every, key=lambda day: (day.last, day.first))
    return (first,) if first == last else (first, last)


def days_said(
    days: Sequence[PartialDate], one: str = "seenOn", several: str = "seenBetween"
) -> Reason:
    """Days by the phrase of one, or by that of a first and a last; nothing where there are none."""
    if not days:
        return NOTHING
    if len(days) == 1:
        return because(one, day=days[0])
    return because(several, first=days[0], last=days[-1])
