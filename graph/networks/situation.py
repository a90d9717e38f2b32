"""One firm on one day seen from one home: what every measure of it starts from.

Networks are built once and shared between measures, and between questions of
one day: whoever asks for a firm's owners after its classification, or for a
firm with the same owners, finds them there.
"""

from __future__ import annotations

from datetime import date

from graph.claims.fact_days import FactDays, FactKind
from graph.claims.kept import Shelf, once
from graph.claims.knowledge import Knowledge
from graph.holders.holder_column import HolderColumn, Reading, holder_column
from graph.holders.one_basis import same_on_every_basis
from graph.holders.origins import ASSET_MANAGER
from graph.holders.stakes import Basis, Stake, stakes_in
from graph.networks.network import Network
from graph.networks.perimeter import Part, perimeter
from graph.networks.upstream import upstream
from graph.networks.view import Vie, View


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
        self.shelf: Shelf = knowledge.shelves.of(day, home)
        self.key = (firm, self.days)  # tells it from other questions of the same day and home

    def on(self, kind: FactKind) -> Situation:
        """The same firm on the day of one kind of fact; itself where that is its day."""
        day = self.days.of(kind)
        if day == self.day:
            return self
        return Situation(self.knowledge, self.firm, day, self.home, days=self.days)

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
        return self._network(firm or self.firm, basis, reading, vie, laws=laws)

    def _network(
        self, firm: str, basis: Basis, reading: Reading, vie: Vie, *, laws: bool
    ) -> Network:
        key = ("network", firm, basis, reading, vie, laws)
        on_any = ("network", firm, reading, laws)
        found: Network | None = self.shelf.get(on_any) or self.shelf.get(key)
        if found is None:
            found = self._new_network(firm, basis, reading, vie, laws=laws)
            self.shelf[on_any if self._is_same_on_any(found) else key] = found
        return found

    def _is_same_on_any(self, network: Network) -> bool:
        """Whether a network would be the same on every basis, with contracts or without."""
        return all(self.counts_one_way(firm) for firm in network.columns) and not any(
            self.knowledge.has_role(entity, ASSET_MANAGER, self.day) for entity in network.ids
        )

    def _new_network(
        self, firm: str, basis: Basis, reading: Reading, vie: Vie, *, laws: bool
    ) -> Network:
        if reading != "current":
            current = self._network(firm, basis, "current", vie, laws=laws)
            if all(column.settled for column in current.columns.values()):
                return current
        return upstream(
            self.knowledge,
            firm,
            View(day=self.day, home=self.home, basis=basis, reading=reading, vie=vie, laws=laws),
            column_of=lambda entity: self.column(entity, basis, reading),
        )

    def column(self, firm: str, basis: Basis, reading: Reading = "current") -> HolderColumn:
        """A firm's holders on the day."""
        basis = self._first_basis(firm, basis)
        key = ("column", firm, basis, reading)
        column: HolderColumn | None = self.shelf.get(key)
        if column is None:
            column = self.shelf[key] = self._new_column(firm, basis, reading)
        return column

    def _new_column(self, firm: str, basis: Basis, reading: Reading) -> HolderColumn:
        if reading != "current":
            current = self.column(firm, basis)
            if current.settled:
                return current
        return holder_column(
            self.knowledge, firm, basis, self.day, reading=reading, stakes=self.stakes(firm, basis)
        )

    def stakes(self, firm: str, basis: Basis) -> tuple[Stake, ...]:
        """Every stake ever claimed in a firm; both readings choose among the same."""
        basis = self._first_basis(firm, basis)
        key = ("stakes", firm, basis)
        stakes: tuple[Stake, ...] | None = self.shelf.get(key)
        if stakes is None:
            stakes = self.shelf[key] = stakes_in(self.knowledge, firm, basis, self.day)
        return stakes

    def counts_one_way(self, firm: str) -> bool:
        """Whether a firm's holders are the same on every basis."""
        key = ("one way", firm)
        one_way: bool | None = self.shelf.get(key)
        if one_way is None:
            one_way = self.shelf[key] = same_on_every_basis(self.knowledge, firm, self.day)
        return one_way

    def _first_basis(self, firm: str, basis: Basis) -> Basis:
        """The basis under which a column is kept: one for all where they do not differ."""
        return "legal" if self.counts_one_way(firm) else basis

    @property
    def parts(self) -> tuple[Part, ...]:
        """The firm's perimeter: itself and the companies under it."""
        return _parts(self)


@once
def _parts(situation: Situation) -> tuple[Part, ...]:
    return perimeter(
        situation.knowledge,
        situation.firm,
        situation.day,
        situation.home,
        lambda firm: situation.column(firm, "legal"),
    )
