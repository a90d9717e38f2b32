"""Whom a list reaches: the threshold cascade of sanctions and export controls.

A firm is reached when everybody already listed or reached holds the threshold
of it together, directly. A holder below the threshold passes nothing on, and
shares are never multiplied: integrated ownership must not answer this question.

References
----------
OFAC FAQ 398, 399 and 401 (entities owned 50 percent or more, in the
aggregate); the BIS affiliates rule (15 CFR 744) aggregates over lists and marks
minority holdings as a red flag.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from graph.fraction import HALF
from graph.ownership.arrays.exact import Number
from graph.ownership.arrays.votes import Votes
from graph.ownership.control.who_controls import Derivation, Reading, controlled_by


@dataclass(frozen=True)
class Reach:
    """The firms a rule reaches, why, under which lists, and those held in part only."""

    derivation: Derivation
    labels: Mapping[int, frozenset[str]]
    flagged: frozenset[int]

    @property
    def reached(self) -> frozenset[int]:
        """The firms reached, the listed themselves apart."""
        return self.derivation.controlled


def cascade(
    equity: Votes,
    listed: Collection[int],
    *,
    threshold: Number = HALF,
    strict: bool = False,
    reading: Reading = "certain",
) -> Derivation:
    """Every firm that listed persons own up to the threshold, all of them counted together.

    ``reading="possible"`` counts what some world allows: what cannot be excluded.

    >>> equity = Votes.from_stakes([(0, 1, 0.5), (0, 2, 0.25), (1, 3, 0.25), (2, 3, 0.25)])
    >>> list(cascade(equity, {0}))
    [1]
    """
    return controlled_by(equity, listed, quota=threshold, strict=strict, reading=reading)


def affiliates(
    equity: Votes,
    lists: Mapping[str, Collection[int]],
    *,
    threshold: Number = HALF,
    strict: bool = False,
    reading: Reading = "certain",
) -> Reach:
    """The cascade over several lists at once, with the lists each firm comes under.

    A firm comes under the lists of everybody whose stake counts towards it;
    one held in part, below the threshold, is ``flagged``.

    >>> equity = Votes.from_stakes([(0, 2, 0.25), (1, 2, 0.25), (0, 3, 0.3)])
    >>> reach = affiliates(equity, {"entity": {0}, "military": {1}})
    >>> sorted(reach.labels[2]), set(reach.flagged)
    (['entity', 'military'], {3})
    """
    listed = frozenset().union(*lists.values())
    derivation = cascade(equity, listed, threshold=threshold, strict=strict, reading=reading)
    inside = listed | derivation.controlled
    labels = {one: {name for name, members in lists.items() if one in members} for one in inside}
    changed = True
    while changed:
        changed = False
        for firm in derivation:
            union = set().union(
                *(labels[h] for h, had in equity.upper[firm].items() if had > 0 and h in inside)
            )
            if not union <= labels[firm]:
                labels[firm] |= union
                changed = True
    flagged = {
        firm
        for holder in inside
        for firm in equity.holds.get(holder, ())
        if firm not in inside
    }  # fmt: skip
    return Reach(
        derivation,
        {firm: frozenset(labels[firm]) for firm in derivation},
        frozenset(flagged),
    )


def in_force(day: date, windows: Iterable[tuple[date | None, date | None]]) -> bool:
    """Whether a rule applies on a day, given the periods (first day, last day) in which it does.

    >>> in_force(date(2025, 12, 1), [(date(2025, 9, 29), date(2025, 11, 9)),
    ...                              (date(2026, 11, 10), None)])
    False
    """
    return any(
        (first is None or first <= day) and (last is None or day <= last) for first, last in windows
    )
