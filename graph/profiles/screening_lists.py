"""The lists that were followed: whose, of which day, how old, and how many entries count."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from graph.answers.screening import FollowedList, ScreenedEntry
from graph.claims.knowledge import Knowledge
from graph.claims.model import ListEdition
from graph.claims.periods import PartialDate
from graph.claims.statements import Refusal
from graph.formats.tables.lists import ListFile, ListRow
from graph.screening.list_membership import Listed

YEAR = 365.2425  # days


def followed(
    knowledge: Knowledge,
    entries: Sequence[ScreenedEntry],
    listed: Iterable[Listed],
    law_day: date,
    given: ListFile | Sequence[ListRow | Refusal] | None,
    list_day: date | None,
) -> tuple[FollowedList, ...]:
    """Each list with its age on the day of the law, in alphabetical order.

    The day of a reader's list is the one given with it, or else that of its newest entry; of a
    list of the release, that of the newest copy read.
    """
    counted: dict[tuple[str, bool], int] = {}
    own_lists = {entry.list for entry in entries if entry.number is not None}
    for line in listed:
        key = (line.list, line.list in own_lists)
        counted[key] = counted.get(key, 0) + 1
    names = dict.fromkeys((entry.list, entry.number is not None) for entry in entries)
    digest = given.sha256 if isinstance(given, ListFile) else ""
    found = []
    for name, own in sorted(names):
        if own and list_day is not None:
            day, what = list_day.isoformat(), "given"
        elif own:
            days = (one.valid_from for one in entries if one.list == name and one.number)
            day, what = max(days, default=""), "newestEntry"
        else:
            day, what = _copy_read(knowledge, name, entries, law_day)
        found.append(
            FollowedList(
                list=name,
                own=own,
                day=day,
                day_is=what if day else "",
                days_old=_days_old(day, law_day),
                counted=counted.get((name, own), 0),
                sha256=digest if own else "",
            )
        )
    return tuple(found)


def _days_old(day: str, law_day: date) -> int | None:
    return (law_day - PartialDate.parse(day).last).days if day else None


def _copy_read(
    knowledge: Knowledge, name: str, entries: Sequence[ScreenedEntry], law_day: date
) -> tuple[str, str]:
    """The day of the newest copy of a list that was read, or on which an entry was last seen."""
    claims = [
        knowledge.claims[claim] for one in entries if one.list == name for claim in one.claims
    ]
    programmes = {str(getattr(claim, "programme", "")) for claim in claims}
    editions = [
        str(edition.as_of)
        for programme in programmes
        for edition in knowledge.about(ListEdition, programme)
        if edition.as_of is not None and edition.as_of.first <= law_day
    ]
    if editions:
        return max(editions), "edition"
    return max((str(claim.as_of or "") for claim in claims), default=""), "lastSeen"


def age_in_words(days: int) -> str:
    """An age as people say it.

    >>> age_in_words(0), age_in_words(1), age_in_words(45), age_in_words(800)
    ('of the day', '1 day old', '45 days old', '2.2 years old')
    """
    if days <= 0:
        return "of the day"
    if days == 1:
        return "1 day old"
    return f"{days} days old" if days < YEAR else f"{days / YEAR:.1f} years old"
