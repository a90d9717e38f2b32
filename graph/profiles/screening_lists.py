"""The lists that were followed: whose, of which day, how old, and how many entries count."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import msgspec

from graph.answers.screening import FollowedList, ScreenedEntry
from graph.claims.knowledge import Knowledge
from graph.claims.model import ListEdition
from graph.claims.periods import PartialDate
from graph.claims.statements import Refusal
from graph.formats.tables.lists import ListFile, ListRow

YEAR = 365.2425  # days


def digests_of(given: Iterable[ListFile | Sequence[ListRow | Refusal]]) -> dict[str, str]:
    """The SHA-256 of each list given, by its file; of entries that were posted, of their text.

    >>> len(digests_of([[ListRow(line=1, name="Jade")]])[""])
    64
    """
    return {
        one.file if isinstance(one, ListFile) else "": one.sha256
        if isinstance(one, ListFile)
        else hashlib.sha256(msgspec.json.encode([*map(_posted, one)])).hexdigest()
        for one in given
    }


def _posted(row: ListRow | Refusal) -> list[object]:
    """An entry as it was posted: its values in the order of their names."""
    if isinstance(row, Refusal):
        return [str(row)]
    period = [str(row.period.start or ""), str(row.period.end or "")]
    return [row.id, row.identifiers, row.list, row.name, row.other_names, row.programme, *period]


def followed(
    knowledge: Knowledge,
    entries: Sequence[ScreenedEntry],
    law_day: date,
    digests: Mapping[str, str],
    list_day: date | None,
) -> tuple[FollowedList, ...]:
    """Each list with its age on the day of the law, in alphabetical order.

    The day of a reader's list is the one given with it, or else that of its newest entry; of a
    list of the release, that of the newest copy read. ``digests`` are those of readers' files.
    """
    on: dict[tuple[str, bool, str], list[ScreenedEntry]] = {}
    for entry in entries:
        on.setdefault((entry.list, entry.number is not None, entry.file), []).append(entry)
    found = []
    for (name, own, file), some in sorted(on.items()):
        if own and list_day is not None:
            day, what = list_day.isoformat(), "given"
        elif own:
            day, what = max((one.valid_from for one in some), default=""), "newestEntry"
        else:
            day, what = _copy_read(knowledge, name, some, law_day)
        found.append(
            FollowedList(
                list=name,
                own=own,
                day=day,
                day_is=what if day else "",
                days_old=_days_old(day, law_day),
                counted=sum(one.state in ("counted", "possible") for one in some),
                sha256=digests.get(file, "") if own else "",
                file=file,
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
