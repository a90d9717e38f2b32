"""Up to which day each kind of fact was gathered: who owns, who is on lists, who leads.

A list is answered for its own day and people for theirs, so that a list read
last week ages no stake. Asked about one day, all three are that day.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import Struct

FactKind = Literal["ownership", "lists", "people"]
KINDS: tuple[FactKind, ...] = ("ownership", "lists", "people")


class FactDays(Struct, frozen=True, kw_only=True, gc=False):
    """A day for each kind of fact.

    >>> year_end, newer = date(2025, 12, 31), date(2026, 6, 8)
    >>> FactDays(ownership=year_end, lists=newer, people=year_end).of("lists").isoformat()
    '2026-06-08'
    >>> FactDays.one(year_end).of("lists").isoformat()
    '2025-12-31'
    """

    ownership: date
    lists: date
    people: date

    @classmethod
    def one(cls, day: date) -> FactDays:
        """One day for all."""
        return cls(ownership=day, lists=day, people=day)

    def of(self, kind: FactKind) -> date:
        """The day of one kind of fact."""
        day: date = getattr(self, kind)  # a field for each kind
        return day

    def pinned(self) -> str:
        """The days in one text that can be asked about again: the others where they are others.

        >>> FactDays.one(date(2025, 12, 31)).pinned()
        '2025-12-31'
        >>> day, newer = date(2025, 12, 31), date(2026, 6, 8)
        >>> FactDays(ownership=day, lists=newer, people=day).pinned()
        '2025-12-31,lists:2026-06-08'
        """
        others = [kind for kind in KINDS if self.of(kind) != self.ownership]
        named = (f"{kind}:{self.of(kind).isoformat()}" for kind in others)
        return ",".join((self.ownership.isoformat(), *named))

    def written(self) -> dict[str, str]:
        """The days as answers give them."""
        return {kind: self.of(kind).isoformat() for kind in KINDS}
