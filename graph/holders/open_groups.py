"""Groups whose origin is open only for members whom nobody named."""

from __future__ import annotations

from datetime import date

from graph.claims.knowledge import Knowledge
from graph.holders.groups import all_named, members_of
from graph.holders.origins import origin


def open_by_others(knowledge: Knowledge, group: str, day: date, home: str) -> bool:
    """Whether a group's origin is open only for members whom nobody named.

    Those it names are then certainly from somewhere, and nobody may read that theirs is open.
    """
    named = members_of(knowledge, group)
    return (
        bool(named)
        and not all_named(knowledge, group)
        and all(origin(knowledge, one, day, home, economic=False).certain for one in named)
    )
