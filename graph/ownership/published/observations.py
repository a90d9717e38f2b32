"""Stakes seen on different days: which of them counts on a given day.

A share is an observation, not a state of the world. The newest one of a pair up
to the day replaces the older ones; an exit or a zero closes the stake for good,
also after the closing claim's own dates have passed, until the holder is seen
again; one that is older than the horizon is *last known*: shown, never certain.
Days are inclusive.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from graph.errors import ComputationError, ImpossibleShareError
from graph.ownership.arrays.exact import Number, share

Pair = tuple[int, int]


@dataclass(frozen=True)
class Observation:
    """One source's figure for one holder of one firm; ``record`` tells two readings of it apart.

    ``rank`` is how good the source is, 1 the best.
    """

    owner: int
    owned: int
    lower: Number
    upper: Number
    as_of: date | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    exit: bool = False
    source: str = ""
    record: str = ""
    rank: int = 0

    def __post_init__(self) -> None:
        """Refuse a share outside 0 to 1, and bounds that cross."""
        if share(self.lower) > share(self.upper):
            raise ImpossibleShareError(
                f"the bounds of {self.owner} in {self.owned} cross: {self.lower}, {self.upper}"
            )

    @property
    def pair(self) -> Pair:
        """Holder and firm."""
        return self.owner, self.owned

    @property
    def seen(self) -> date | None:
        """The day it speaks for, as far as it says one."""
        return self.as_of or self.valid_from

    @property
    def closes(self) -> bool:
        """Whether it says that the holder is out."""
        return self.exit or share(self.upper) == 0


@dataclass(frozen=True)
class CurrentStakes:
    """Stakes on a day: those that count, those last known, and the pairs that are closed."""

    current: tuple[Observation, ...]
    last_known: tuple[Observation, ...]
    closed: tuple[Pair, ...]


def distinct(observations: Iterable[Observation]) -> tuple[Observation, ...]:
    """Leave out what is the same record of the same source read twice.

    >>> twice = Observation(0, 1, 0.3, 0.3, source="register", record="r1")
    >>> len(distinct([twice, twice]))
    1
    """
    met: dict[object, Observation] = {}
    for k, one in enumerate(observations):
        known = (one.source, one.record, one.pair, one.seen) if one.record else k
        met.setdefault(known, one)
    return tuple(met.values())


def in_force(observations: Iterable[Observation], day: date) -> tuple[Observation, ...]:
    """The observations whose stated period contains the day.

    >>> old = Observation(0, 1, 0.6, 0.6, valid_to=date(2020, 6, 30))
    >>> in_force([old], date(2020, 7, 1))
    ()
    """
    return tuple(
        one
        for one in observations
        if (one.valid_from is None or one.valid_from <= day)
        and (one.valid_to is None or day <= one.valid_to)
    )


def share_on(observations: Iterable[Observation], pair: Pair, day: date) -> Fraction | None:
    """What a holder had of a firm on a day, over its parallel stakes; nothing if none was stated.

    >>> old = Observation(0, 1, 0.6, 0.6, valid_to=date(2020, 6, 30))
    >>> share_on([old], (0, 1), date(2020, 1, 1))
    Fraction(3, 5)
    """
    stated = [share(one.lower) for one in in_force(observations, day) if one.pair == pair]
    return sum(stated, Fraction(0)) if stated else None


def current_stakes(
    observations: Iterable[Observation],
    day: date,
    oldest: date | Callable[[Observation], date],
    tables: Iterable[tuple[int, date, Collection[int]]] = (),
) -> CurrentStakes:
    """Which observations count on a day.

    Parameters
    ----------
    oldest : the earliest day an observation may speak for and still be current,
        the same for all or by observation (registers longer, listed holders shorter)
    tables : (firm, day, holders named); a later complete table that does not
        name a holder closes that holder's stake

    >>> seen = [Observation(0, 9, 0.2, 0.2, date(2014, 6, 30)),
    ...         Observation(1, 9, 0.05, 0.05, date(2025, 12, 29)),
    ...         Observation(2, 9, 0.03, 0.03, date(2021, 8, 1)),
    ...         Observation(2, 9, 0, 0, date(2023, 7, 21), valid_to=date(2023, 7, 21))]
    >>> found = current_stakes(seen, date(2025, 12, 31), oldest=date(2023, 12, 31))
    >>> [one.owner for one in found.current], [one.owner for one in found.last_known], found.closed
    ([1], [0], ((2, 9),))
    """
    limit = oldest if callable(oldest) else lambda _: oldest
    listed = tuple(tables)
    by_pair: dict[Pair, list[Observation]] = {}
    for one in observations:
        if (one.seen is None or one.seen <= day) and not (one.valid_from and one.valid_from > day):
            by_pair.setdefault(one.pair, []).append(one)
    current: list[Observation] = []
    last_known: list[Observation] = []
    closed: list[Pair] = []
    for pair, seen in by_pair.items():
        newest = _newest(seen)
        if _is_closed(newest, pair, day, listed):
            closed.append(pair)
            continue
        for one in newest:
            fresh = one.seen is not None and (
                one.seen >= limit(one) or (one.valid_to is not None and one.valid_to >= day)
            )
            (current if fresh else last_known).append(one)
    return CurrentStakes(tuple(current), tuple(last_known), tuple(sorted(closed)))


def _newest(seen: Sequence[Observation]) -> list[Observation]:
    """The observations of the latest day; undated ones only where nothing is dated."""
    last = max((one.seen for one in seen if one.seen is not None), default=None)
    return [one for one in seen if one.seen == last]


def _is_closed(
    newest: Sequence[Observation],
    pair: Pair,
    day: date,
    tables: Sequence[tuple[int, date, Collection[int]]],
) -> bool:
    if any(one.closes for one in newest):
        return True
    if all(one.valid_to is not None and one.valid_to < day for one in newest):
        return True
    last = newest[0].seen
    return any(
        firm == pair[1] and pair[0] not in named and taken <= day and (last is None or last < taken)
        for firm, taken, named in tables
    )


def resolved(observations: Iterable[Observation]) -> tuple[Fraction, Fraction, Fraction]:
    """One figure for sources that disagree: the point of the best and latest, and all they span.

    Returns (point, lower, upper). Best is the lowest rank, then the latest day;
    the point is the lower bound of that source.

    >>> rivals = [Observation(0, 1, 0.6, 0.6, date(2024, 3, 1), rank=1),
    ...           Observation(0, 1, 0.45, 0.45, date(2024, 9, 1), rank=3)]
    >>> [str(part) for part in resolved(rivals)]
    ['3/5', '9/20', '3/5']
    """
    rivals = list(observations)
    if not rivals:
        raise ComputationError("no observation to choose from")
    best = min(rivals, key=lambda one: (one.rank, -(one.seen or date.min).toordinal()))
    return (
        share(best.lower),
        min(share(one.lower) for one in rivals),
        max(share(one.upper) for one in rivals),
    )
