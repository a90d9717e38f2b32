"""One firm on one day seen from one home: what every measure of it starts from.

Networks are built once and shared between measures.
"""

from __future__ import annotations

from datetime import date
from functools import cached_property

from graph.holder_column import HolderColumn, Reading, holder_column
from graph.knowledge import Knowledge
from graph.network import Network, Vie, View, upstream
from graph.perimeter import Part, perimeter
from graph.stakes import Basis


class Situation:
    """A firm, a day and a home."""

    def __init__(self, knowledge: Knowledge, firm: str, day: date, home: str) -> None:
        self.knowledge = knowledge
        self.firm = firm
        self.day = day
        self.home = home
        self._networks: dict[tuple[str, Basis, Reading, Vie], Network] = {}
        self._columns: dict[tuple[str, Basis, Reading], HolderColumn] = {}

    def network(
        self,
        firm: str | None = None,
        *,
        basis: Basis = "economic",
        reading: Reading = "current",
        vie: Vie = "respected",
    ) -> Network:
        """The owners above the firm, or above one of its parts."""
        wanted = firm or self.firm
        key = (wanted, basis, reading, vie)
        if key not in self._networks:
            view = View(day=self.day, home=self.home, basis=basis, reading=reading, vie=vie)
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
            self._columns[key] = holder_column(
                self.knowledge, firm, basis, self.day, reading=reading
            )
        return self._columns[key]

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The firm's perimeter: itself and the companies under it."""
        return perimeter(self.knowledge, self.firm, self.day, self.home)

    def name(self, entity: str) -> str:
        """What people call an entity."""
        known = self.knowledge.entities.get(entity)
        return known.name if known else entity
