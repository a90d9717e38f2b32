"""Every firm of a data set, or some, on one day or on several: the numbers and their rows.

A day is read once and solved as a whole; what arrays cannot say of a firm is
asked as it is asked of one firm. Verdicts of lenses are asked firm by firm too,
so a panel with lenses takes as long as that many classifications.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar, cast

import numpy as np

from graph.answers.measures import FirmMeasures, LensMeasure
from graph.answers.names import named
from graph.answers.ownership import COLUMNS
from graph.answers.parts import Interval, Named
from graph.claims.fact_days import FactDays
from graph.claims.knowledge import Knowledge
from graph.domesticness.verdicts import Finding, finding
from graph.engines.engine import Engine, worth
from graph.engines.reading import (
    BITS,
    DayShares,
    DayVotes,
    bits_of,
    day_shares,
    day_votes,
    firms_of,
)
from graph.holders.origins import HOME, NATIONAL
from graph.holders.stakes import Basis
from graph.measures.stated_control import by_statement
from graph.networks.coverage import CLOSED_GROUPS, RESTS, RUNGS, coverage_of
from graph.networks.network import Network
from graph.networks.power import power_over
from graph.networks.situation import Situation
from graph.networks.upstream import upstream
from graph.networks.view import View
from graph.ownership.arrays.holdings import Floats
from ontology.lenses import Lens

PARTS = (*RUNGS, *RESTS)  # of the coverage, besides closed groups
BOUNDED = (*NATIONAL, "home")  # what has bounds of its own
READ_WHOLE = 2000  # firms of a data set that is read whole even for a few of them

T = TypeVar("T")


@dataclass(frozen=True, eq=False)
class DayNumbers:
    """All firms of a data set on one day; arrays have one row a firm, in the order of ``firms``.

    Attributes
    ----------
    points : shape (firms, 7): the known share of each column
    undetermined : shape (firms,): what closed groups keep; with the points it sums to one
    coverage : shape (firms, 7): what each of :data:`PARTS` placed
    lower, upper : shape (firms, 6): bounds of each of :data:`BOUNDED`
    within : how far from the true ones all of these may be; zero where they are exact
    """

    firms: Mapping[str, int]
    points: Floats
    undetermined: Floats
    coverage: Floats
    lower: Floats
    upper: Floats
    within: float


@dataclass(frozen=True, eq=False)
class Panel:
    """Firms × days, solved a day at a time, when that day is asked for."""

    knowledge: Knowledge
    release: str
    home: str
    basis: Basis
    days: tuple[FactDays, ...]  # of lists and people too; one asked about is one for all
    firms: tuple[str, ...]
    lenses: tuple[Lens, ...]
    engine: Engine

    def __len__(self) -> int:
        return len(self.days) * len(self.firms)

    def numbers(self, day: date, firms: tuple[str, ...]) -> DayNumbers:
        """The shares of some of the firms on a day; of a small data set those of all."""
        view = View(day=day, home=self.home, basis=self.basis)
        read = self._read_with(firms)
        return self._once(
            (DayNumbers, view, self.engine, read),
            lambda: solved(
                self.knowledge, day_shares(self.knowledge, read, view), view, self.engine
            ),
        )

    def controllers(self, day: date, firms: tuple[str, ...]) -> DayControllers:
        """Who directs each of some firms on a day; of a small data set each of all."""
        read = self._read_with(firms)
        return self._once(
            (DayControllers, day, self.home, self.engine, read),
            lambda: DayControllers(self.knowledge, day, self.home, self.engine, read),
        )

    def _read_with(self, firms: tuple[str, ...]) -> tuple[str, ...]:
        """What is read when some firms are asked about; a page of many reads no more than its own.

        Where all are few, they are read once for every page.
        """
        return self._all if len(self._all) <= READ_WHOLE else firms

    @cached_property
    def _all(self) -> tuple[str, ...]:
        return firms_of(self.knowledge)

    def _once(self, key: Hashable, make: Callable[[], T]) -> T:
        """What was made for a day, or made now; a data set keeps the last few days."""
        shelf = self.knowledge.panels.of(key)
        if Panel not in shelf:
            shelf[Panel] = make()
        return cast("T", shelf[Panel])

    def rows(self, start: int = 0, stop: int | None = None) -> Iterator[FirmMeasures]:
        """The rows from one place to another: the firms of the first day, then of the next."""
        count = len(self.firms)
        stop = len(self) if stop is None else min(stop, len(self))
        while start < stop:
            place, first = divmod(start, count)
            days, firms = self.days[place], self.firms[first : first + stop - start]
            numbers = self.numbers(days.ownership, firms)
            controllers = self.controllers(days.ownership, firms)
            for firm in firms:
                yield self._row(firm, days, numbers, controllers)
            start += len(firms)

    def _row(
        self, firm: str, days: FactDays, numbers: DayNumbers, controllers: DayControllers
    ) -> FirmMeasures:
        place = numbers.firms[firm]
        intervals = dict(zip(BOUNDED, self._intervals(numbers, place), strict=True))
        points = dict(zip(COLUMNS, numbers.points[place].tolist(), strict=True))
        placed = dict(zip(PARTS, numbers.coverage[place].tolist(), strict=True))
        placed[CLOSED_GROUPS] = float(numbers.undetermined[place])
        directing = controllers.of(firm)
        return FirmMeasures(
            firm=named(self.knowledge, firm),
            as_of=days.ownership.isoformat(),
            home=self.home,
            basis=self.basis,
            columns={
                column: intervals.get(column, Interval(point, point, point))
                for column, point in points.items()
            },
            home_share=intervals["home"],
            undetermined=placed[CLOSED_GROUPS],
            coverage={part: share for part, share in sorted(placed.items()) if share > 0},
            controllers=tuple(joined(self.knowledge, group) for group, _ in directing),
            stated=tuple(joined(self.knowledge, group) for group, stated in directing if stated),
            verdicts=self.verdicts(firm, days),
        )

    def _intervals(self, numbers: DayNumbers, place: int) -> Iterator[Interval]:
        points = numbers.points[place].tolist()
        known = [*points[: len(NATIONAL)], sum(points[: len(HOME)])]
        bounds = zip(numbers.lower[place].tolist(), numbers.upper[place].tolist(), strict=True)
        for (lower, upper), point in zip(bounds, known, strict=True):
            yield Interval(lower, upper, point)

    def verdicts(self, firm: str, days: FactDays) -> tuple[LensMeasure, ...]:
        """What each of the lenses asked for says of a firm on a day."""
        if not self.lenses:
            return ()
        situation = Situation(self.knowledge, firm, days.ownership, self.home, days=days)
        return tuple(_measure(finding(situation, lens)) for lens in self.lenses)


def _measure(found: Finding) -> LensMeasure:
    lower, upper = found.measured.lower, found.measured.upper
    return LensMeasure(
        lens=found.lens.id,
        word=found.word,
        decided=found.decided,
        decides=found.decides,
        interval=(
            None if lower is None or upper is None else Interval(lower, upper, found.measured.point)
        ),
    )


def solved(knowledge: Knowledge, read: DayShares, view: View, engine: Engine) -> DayNumbers:
    """A day's network, solved; the firms that stand apart are asked one by one."""
    count = len(read.firms)
    wanted = [*BITS.values(), bits_of(HOME)]
    found = engine.solve(read.shares, wanted)
    ends = found.ends[:count]
    undetermined = ends[:, -1].copy()
    ends[read.bare] = 0.0
    ends[read.bare, read.bare_kind] = 1.0
    undetermined[read.bare] = 0.0
    points, coverage = np.zeros((count, len(COLUMNS))), np.zeros((count, len(PARTS)))
    for kind, (column, part) in enumerate(read.kinds):
        points[:, COLUMNS.index(column)] += ends[:, kind]
        coverage[:, PARTS.index(part)] += ends[:, kind]
    lower, upper = found.lower[:count], found.upper[:count]
    for place, groups in enumerate(wanted):
        lower[read.bare, place], upper[read.bare, place] = worth(groups, read.bare_groups)
    numbers = DayNumbers(
        {firm: place for place, firm in enumerate(read.firms)},
        points, undetermined, coverage, lower, upper, found.within,
    )  # fmt: skip
    for firm in read.apart:
        _put(numbers, upstream(knowledge, firm, view))
    return numbers


def _put(numbers: DayNumbers, network: Network) -> None:
    """Enter the answer on one firm from its own network."""
    place = numbers.firms[network.firm]
    shares, trapped = network.point_columns()
    placed = coverage_of(network)
    bounds = [network.column_bounds([column]) for column in NATIONAL]
    bounds.append(network.column_bounds(HOME))
    numbers.points[place] = [shares[column] for column in COLUMNS]
    numbers.undetermined[place] = trapped
    numbers.coverage[place] = [placed.get(part, 0.0) for part in PARTS]
    numbers.lower[place], numbers.upper[place] = np.array(bounds).T


class DayControllers:
    """Who directs each firm on a day: by votes alone from arrays, otherwise firm by firm."""

    def __init__(
        self, knowledge: Knowledge, day: date, home: str, engine: Engine, firms: tuple[str, ...]
    ) -> None:
        self._knowledge, self._day, self._home, self._engine = knowledge, day, home, engine
        self._positions = {firm: place for place, firm in enumerate(firms)}

    @cached_property
    def read(self) -> DayVotes:
        """The votes as arrays."""
        view = View(day=self._day, home=self._home, basis="voting")
        return day_votes(self._knowledge, tuple(self._positions), view)

    @cached_property
    def _wholesale(self) -> bool:
        return self.read.votes.owner.size > self._engine.few

    @cached_property
    def _top(self) -> list[int]:
        top: list[int] = self._engine.controllers(self.read.votes).tolist()
        return top

    def of(self, firm: str) -> tuple[tuple[tuple[str, ...], bool], ...]:
        """Who directs a firm, each alone or as those who do so together; and whether as stated."""
        position = self._positions[firm]
        if self._wholesale and self.read.plain[position]:
            top = self._top[position]
            return () if top == position else (((self.read.ids[top],), False),)
        power = power_over(Situation(self._knowledge, firm, self._day, self._home))
        return tuple((power.named(found.group), by_statement(found)) for found in power.certain)


def joined(knowledge: Knowledge, group: Sequence[str]) -> Named:
    """Those who direct a firm together as one: ids joined by +, names by "and"."""
    who = [named(knowledge, entity) for entity in group]
    if len(who) == 1:
        return who[0]
    return Named("+".join(one.id for one in who), " and ".join(one.name for one in who))
