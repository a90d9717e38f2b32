"""One firm's owners, all the way up, on a day and a basis: claims turned into numbers.

Each firm in the slice (``graph.networks.upstream``) is a column that sums to one; whoever
has no recorded holder ends the walk and gets an origin (``graph.holders.origins``). What
comes out is what ``graph.ownership`` computes on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from graph.claims.knowledge import Knowledge
from graph.fraction import Fraction
from graph.holders.contracts import Contract
from graph.holders.holder_column import Held, HolderColumn
from graph.holders.legal_caps import LegalCap, capped_columns, foreign_cap
from graph.holders.origins import ANY, NATIONAL, Origin, origin, state_role
from graph.holders.totals import states_total
from graph.networks.view import View
from graph.ownership.arrays.holdings import Holdings
from graph.ownership.bounds.bounds import Divisions
from graph.ownership.bounds.capped_rest import with_capped_part
from graph.ownership.ultimate.ends import ends_of


@dataclass(frozen=True)
class Network:
    """The slice above one firm. Index 0 is the firm."""

    knowledge: Knowledge
    view: View
    ids: tuple[str, ...]
    columns: Mapping[str, HolderColumn]
    held: Mapping[str, tuple[Held, ...]]
    rests: Mapping[str, tuple[Fraction, Fraction]]
    contracts: Mapping[str, tuple[Contract, ...]]

    @property
    def firm(self) -> str:
        """The firm everybody here owns."""
        return self.ids[0]

    @cached_property
    def index(self) -> Mapping[str, int]:
        """Position of each entity."""
        return {entity: position for position, entity in enumerate(self.ids)}

    @cached_property
    def is_contradictory(self) -> bool:
        """Whether the figures of some column here come to more than all of its firm."""
        return any(column.over_hundred for column in self.columns.values())

    @cached_property
    def holdings(self) -> Holdings:
        """The columns as numbers."""
        return self._holdings_of(self.held)

    def _holdings_of(self, columns: Iterable[str]) -> Holdings:
        stakes = [
            (self.index[one.holder], self.index[firm], one.lower, one.known, one.upper)
            for firm in columns
            for one in self.held[firm]
        ]
        rest = {self.index[firm]: self.rests[firm] for firm in columns}
        return Holdings.from_stakes(len(self.ids), stakes, rest=rest)

    @cached_property
    def origins(self) -> Mapping[str, Origin]:
        """The origin of everyone in whom walks end."""
        economic = self.view.basis == "economic"
        return {
            entity: origin(self.knowledge, entity, self.view.day, self.view.home, economic=economic)
            for entity in self.ids
            if entity not in self.held
        }

    @cached_property
    def rest_origins(self) -> Mapping[str, Origin | None]:
        """Where the rest of each column belongs: a state, if the firm is cited as that state's."""
        return {firm: self.rest_origin(firm) for firm in self.held}

    def rest_origin(self, firm: str) -> Origin | None:
        """The state to which the unnamed holders of a firm belong, if they do."""
        if self.columns[firm].rest_kind == "float":
            return None
        return state_role(self.knowledge, firm, self.view.day, self.view.home)

    @cached_property
    def ends(self) -> tuple[NDArray[np.float64], NDArray[np.float64], float]:
        """Where the firm's walks end, on known shares.

        Returns the share absorbed by each entity, the share lost in each
        entity's rest, and what closed groups trap. The three sum to one.
        """
        owners, rests = np.zeros(len(self.ids)), np.zeros(len(self.ids))
        if not self.held[self.firm]:
            rests[0] = 1.0  # a firm without any recorded holder is all rest
            return owners, rests, 0.0
        found = ends_of(self.holdings, 0)
        for entity, share in found.owners.items():
            # A firm without any recorded holder is all rest.
            (rests if self.ids[entity] in self.held else owners)[entity] = share
        for entity, share in found.rests.items():
            rests[entity] += share
        return owners, rests, found.undetermined

    def point_columns(self) -> tuple[dict[str, float], float]:
        """The known share of each of the seven columns, and what closed groups trap."""
        shares, trapped = self._point_columns
        return dict(shares), trapped

    @cached_property
    def _point_columns(self) -> tuple[Mapping[str, float], float]:
        owners, rests, trapped = self.ends
        shares = dict.fromkeys((*NATIONAL, "float", "undisclosed"), 0.0)
        for entity, placed in self.origins.items():
            shares[placed.point] += float(owners[self.index[entity]])
        for firm in self.held:
            shares[self.rest_column(firm)] += float(rests[self.index[firm]])
        return shares, trapped

    def rest_column(self, firm: str) -> str:
        """The column in which the rest of a firm is shown."""
        state = self.rest_origins[firm]
        if state is not None:
            return state.point
        return "float" if self.columns[firm].rest_kind == "float" else "undisclosed"

    def column_bounds(self, wanted: Sequence[str]) -> tuple[float, float]:
        """The least and most that can belong to some columns together, over all unknowns."""
        chosen = frozenset(wanted)
        least = self._least_of_columns(chosen)
        # Whoever is not of these is of the others.
        most = 1 - self._least_of_columns(ANY - chosen)
        return _tidy(least), _tidy(max(least, most))

    def least_in_columns(self, wanted: Iterable[str]) -> float:
        """The least that can belong to some columns together; half the work of both bounds."""
        return _tidy(self._least_of_columns(frozenset(wanted)))

    def _least_of_columns(self, chosen: frozenset[str]) -> float:
        if chosen not in self._leasts:
            self._leasts[chosen] = self._worked_out_least(chosen)
        return self._leasts[chosen]

    @cached_property
    def _leasts(self) -> dict[frozenset[str], float]:
        """What was found of some columns, for the lenses that ask again."""
        return {}

    def _worked_out_least(self, chosen: frozenset[str]) -> float:
        worth = [0.0] * len(self.ids)
        for entity, placed in self.origins.items():
            worth[self.index[entity]] = float(placed.possible <= chosen)
        rest = [0.0] * len(self.ids)
        for firm, state in self.rest_origins.items():
            if state is not None:
                rest[self.index[firm]] = float(state.possible <= chosen)
        free = self._least(worth, rest, self.divisions)
        if not self.caps:
            return free
        for firm, cap in self.caps.items():
            inside, outside = capped_columns(cap.rules[0], self.view.home)
            rest[self.index[firm]] = float(outside <= chosen)
            worth.append(float(inside <= chosen))
        rest += [0.0] * len(self.caps)
        # A table that fixes the size of a rest binds both its parts together, which only the
        # undivided rest says; both bounds hold.
        return max(free, self._least(worth, rest, self._capped_divisions))

    @cached_property
    def caps(self) -> Mapping[str, LegalCap]:
        """The legal caps on unnamed foreign holders that the view takes as kept, by firm.

        In the order of the entities. None where the rest is a state's, where
        contracts move stakes, or where rival columns leave the rest open.
        """
        if not self.view.laws:
            return {}
        found = {
            firm: cap
            for firm in self.held
            if self.rest_origins[firm] is None
            and self.rests[firm][1] > 0
            and not self.contracts.get(firm)
            and not self.columns[firm].alternatives
            and (cap := foreign_cap(self.knowledge, firm, self.view.day)) is not None
        }
        return {firm: found[firm] for firm in sorted(found, key=self.index.__getitem__)}

    def owner_bounds(self, owner: str) -> tuple[float, float]:
        """The least and most of the firm that reaches one owner, wherever it goes from there.

        Whoever is undisclosed may be that owner, except beside a total of its own that a
        complete table states.
        """
        worth, hidden = [0.0] * len(self.ids), [1.0] * len(self.ids)
        worth[self.index[owner]] = 1.0
        for firm in self.held:
            if states_total(self.columns[firm], owner):
                hidden[self.index[firm]] = 0.0
        return self._range(worth, [0.0] * len(worth), hidden, stop_at=owner)

    def rest_bounds(self, firm: str) -> tuple[float, float]:
        """The least and most that can end with the unnamed holders of one firm.

        Whoever is undisclosed elsewhere may be the firm itself, and so they.
        """
        only = [0.0] * len(self.ids)
        only[self.index[firm]] = 1.0
        return self._range([0.0] * len(only), only, [1.0] * len(only))

    def _range(
        self,
        worth: Sequence[float],
        rest_least: Sequence[float],
        rest_most: Sequence[float],
        *,
        stop_at: str = "",
    ) -> tuple[float, float]:
        """The least and most the firm can be worth, rests being worth from a least to a most."""
        own = self._divisions_but(stop_at) if stop_at in self.held else self.divisions
        least = self._least(worth, rest_least, own, stop_at=stop_at)
        others = self._least(_others(worth), _others(rest_most), own, stop_at=stop_at)
        return _tidy(least), _tidy(max(least, 1 - others))

    def _least(
        self, worth: Sequence[float], rest: Sequence[float], own: Divisions, *, stop_at: str = ""
    ) -> float:
        """The least worth of the firm; the column of ``stop_at`` is not climbed."""
        if not self.held[self.firm] and stop_at != self.firm:  # all of it is rest
            return rest[0]
        worths = list(worth)
        for firm, holders in self.held.items():
            if not holders and firm != stop_at:  # nobody recorded: all of it is rest
                worths[self.index[firm]] = rest[self.index[firm]]
        return own.least(worths, rest)[0]

    @cached_property
    def divisions(self) -> Divisions:
        """What its columns allow, made ready once for all that is asked of it."""
        return Divisions.of(self.holdings, self.alternatives)

    @cached_property
    def _capped_divisions(self) -> Divisions:
        """The same, what a law caps of each rest being a holder of its own."""
        parts = {self.index[firm]: cap.most for firm, cap in self.caps.items()}
        return Divisions.of(with_capped_part(self.holdings, parts)[0], self.alternatives)

    def _divisions_but(self, stop_at: str) -> Divisions:
        """What the columns allow, one firm's left out."""
        position = self.index[stop_at]
        return Divisions.of(
            self._holdings_of([firm for firm in self.held if firm != stop_at]),
            {column: rivals for column, rivals in self.alternatives.items() if column != position},
        )

    @cached_property
    def alternatives(self) -> dict[int, list[list[tuple[int, Fraction, Fraction]]]]:
        """For columns with rival claims, every way of settling them."""
        return {
            self.index[firm]: [
                [(self.index[one.holder], one.lower, one.upper) for one in choice]
                for choice in column.alternatives
            ]
            for firm, column in self.columns.items()
            if column.alternatives and not self.contracts.get(firm)
        }


def _others(worth: Sequence[float]) -> list[float]:
    """What is left of each to be worth something to the others."""
    return [1 - part for part in worth]


def _tidy(value: float) -> float:
    """Take rounding noise of the last bits off a share."""
    return min(1.0, max(0.0, round(value, 12)))
