"""Who acts together over which firms and until when: concerts with a scope and an expiry.

An agreement to act in concert makes one voter of several, but only over the
firms it names and only while it runs. Outside its scope, and after its last day,
its members are strangers again; nothing else of them is added.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from graph.errors import ComputationError


@dataclass(frozen=True)
class Concert:
    """Members who vote as one; over all firms unless ``firms`` says which. Days are inclusive."""

    members: frozenset[int]
    firms: frozenset[int] | None = None
    first: date | None = None
    last: date | None = None

    def __post_init__(self) -> None:
        """Refuse a concert of nobody, and one that ends before it starts."""
        if not self.members:
            raise ComputationError("a concert has members")
        if self.first is not None and self.last is not None and self.last < self.first:
            raise ComputationError(f"a concert from {self.first} cannot end on {self.last}")

    def covers(self, firm: int, day: date) -> bool:
        """Whether the members act as one over a firm on a day."""
        return (
            (self.firms is None or firm in self.firms)
            and (self.first is None or self.first <= day)
            and (self.last is None or day <= self.last)
        )


def standing(concerts: Iterable[Concert], firm: int, day: date) -> tuple[frozenset[int], ...]:
    """The groups that act as one over a firm on a day, each once.

    For ``concerts`` of :func:`graph.ownership.control.control.ultimate_controllers`.

    >>> agreed = Concert(frozenset({1, 2}), frozenset({7}), date(2020, 1, 1), date(2022, 12, 31))
    >>> [set(group) for group in standing([agreed], 7, date(2022, 12, 31))]
    [{1, 2}]
    >>> standing([agreed], 7, date(2023, 1, 1)), standing([agreed], 8, date(2021, 1, 1))
    ((), ())
    """
    return tuple(dict.fromkeys(one.members for one in concerts if one.covers(firm, day)))
