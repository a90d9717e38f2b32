"""One firm on one day seen from one home: what every measure of it starts from.

Networks are built once and shared between measures, and between questions of
one day: whoever asks for a firm's owners after its classification, or for a
firm with the same owners, finds them there.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from datetime import date
from functools import cached_property, wraps
from typing import Concatenate, ParamSpec, TypeVar, cast

from graph.claims.fact_days import FactDays, FactKind
from graph.claims.knowledge import Knowledge
from graph.holders.holder_column import HolderColumn, Reading, holder_column
from graph.holders.stakes import Basis, Stake, stakes_in
from graph.networks.network import Network, Vie, View, upstream
from graph.networks.perimeter import Part, perimeter

P = ParamSpec("P")
R = TypeVar("R")

DAYS_KEPT, COLUMNS_KEPT = 8, 4000  # some 10 MB of columns a day


class Slices:
    """What was looked at of one knowledge on one day from one home, by firm and by how."""

    def __init__(self) -> None:
        self.networks: dict[tuple[str, Basis, Reading, Vie, bool], Network] = {}
        self.columns: dict[tuple[str, Basis, Reading], HolderColumn] = {}
        self.stakes: dict[tuple[str, Basis], tuple[Stake, ...]] = {}

    @classmethod
    def of(cls, knowledge: Knowledge, day: date, home: str) -> Slices:
        """Those kept for the day, or new ones when there are none or they became many."""
        kept, key = knowledge.kept, (cls, day, home)
        found = cast("Slices | None", kept.get(key))
        if found is None or len(found.columns) > COLUMNS_KEPT:
            if len(kept) >= DAYS_KEPT:
                kept.clear()
            found = kept[key] = cls()
        return found


class Situation:
    """A firm, a day and a home.

    ``days`` are those of lists and people where no day was asked about; a day that
    was asked about is one for all.
    """

    def __init__(
        self,
        knowledge: Knowledge,
        firm: str,
        day: date,
        home: str,
        *,
        days: FactDays | None = None,
    ) -> None:
        self.knowledge = knowledge
        self.firm = firm
        self.day = day
        self.home = home
        self.days = days or FactDays.one(day)
        self._on: dict[date, Situation] = {}
        slices = Slices.of(knowledge, day, home)
        self._networks, self._columns = slices.networks, slices.columns
        self._stakes = slices.stakes
        self.measured: dict[Hashable, object] = {}  # what `once` keeps

    def on(self, kind: FactKind) -> Situation:
        """The same firm on the day of one kind of fact; itself where that is its day."""
        day = self.days.of(kind)
        if day == self.day:
            return self
        if day not in self._on:
            self._on[day] = Situation(self.knowledge, self.firm, day, self.home, days=self.days)
        return self._on[day]

    def network(
        self,
        firm: str | None = None,
        *,
        basis: Basis = "economic",
        reading: Reading = "current",
        vie: Vie = "respected",
        laws: bool = False,
    ) -> Network:
        """The owners above the firm, or above one of its parts."""
        wanted = firm or self.firm
        key = (wanted, basis, reading, vie, laws)
        if key not in self._networks:
            if reading != "current":
                current = self.network(wanted, basis=basis, vie=vie, laws=laws)
                if all(column.settled for column in current.columns.values()):
                    return current
            view = View(
                day=self.day, home=self.home, basis=basis, reading=reading, vie=vie, laws=laws
            )
            self._networks[key] = upstream(
                self.knowledge,
                wanted,
                view,
                column_of=lambda entity: self.column(entity, basis, reading),
            )
        return self._networks[key]

    def column(self, firm: str, basis: Basis, reading: Reading = "current") -> HolderColumn:
        """A firm's holders on the day."""
        key = (firm, basis, reading)
        if key not in self._columns:
            if reading != "current" and self.column(firm, basis).settled:
                return self.column(firm, basis)
            self._columns[key] = holder_column(
                self.knowledge,
                firm,
                basis,
                self.day,
                reading=reading,
                stakes=self.stakes(firm, basis),
            )
        return self._columns[key]

    def stakes(self, firm: str, basis: Basis) -> tuple[Stake, ...]:
        """Every stake ever claimed in a firm; both readings choose among the same."""
        key = (firm, basis)
        if key not in self._stakes:
            self._stakes[key] = stakes_in(self.knowledge, firm, basis, self.day)
        return self._stakes[key]

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The firm's perimeter: itself and the companies under it."""
        return perimeter(
            self.knowledge, self.firm, self.day, self.home, lambda firm: self.column(firm, "legal")
        )


def once(
    measure: Callable[Concatenate[Situation, P], R],
) -> Callable[Concatenate[Situation, P], R]:
    """Compute a measure once in a situation, however many lenses ask for it.

    The measure must depend on nothing but the situation and hashable arguments.
    """

    @wraps(measure)
    def kept(situation: Situation, /, *args: P.args, **named: P.kwargs) -> R:
        key = (measure, args, tuple(sorted(named.items())))
        if key not in situation.measured:
            situation.measured[key] = measure(situation, *args, **named)
        return cast("R", situation.measured[key])

    return kept
