"""The firms around a list or above a firm, as a rule reads them: holders, powers, arrangements."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from copy import copy
from functools import partial

from msgspec.structs import replace

from graph.claims.knowledge import Knowledge
from graph.claims.model import Control, Ownership
from graph.claims.walks import everybody, everybody_named_over
from graph.holders.stakes import Basis
from graph.networks.situation import Situation
from graph.networks.view import is_end
from graph.screening.capital import FirmCapital, capital_of
from graph.screening.links import VOTES, Arranged, Link, arranged_in, links_over
from ontology.rules import ReachRule


class Around:
    """The firms around a list or above a firm, as a rule reads them; grows as it is asked.

    Where a rule asks for capital or votes, a firm's votes are a party of their own beside its
    capital: whoever has enough of them passes through it to the firm. ``powers``: read also who
    directs a firm without votes; a rule that passes by control does in any case.
    """

    def __init__(self, situation: Situation, passes_by: str, *, powers: bool = False) -> None:
        self.situation = situation
        self.by_control = passes_by == "control"
        self.by_either = passes_by == "equityOrVotes"
        self.reads_powers = powers or self.by_control
        self.basis: Basis = "voting" if passes_by in ("control", "votes") else "legal"
        self.columns: dict[str, FirmCapital] = {}
        self.links: dict[str, tuple[Link, ...]] = {}
        self.arranged: dict[str, tuple[Arranged, ...]] = {}
        self.ids: list[str] = []
        self.index: dict[str, int] = {}

    @classmethod
    def of(cls, situation: Situation, rule: ReachRule) -> Around:
        """The firms around a list as one rule reads them, with all that it flags."""
        return cls(situation, rule.passes_by, powers=rule.reads_powers)

    def add(self, firm: str) -> None:
        """Read one firm's holders, once."""
        if firm in self.columns or is_end(self.situation.knowledge, firm):
            return
        self._add_column(capital_of(self.situation, firm, self.basis))
        links = links_over(self.situation, firm) if self.reads_powers else ()
        if self.by_either:
            votes = votes_id(firm)
            self._add_column(replace(capital_of(self.situation, firm, "voting"), firm=votes))
            links = (*links, Link(votes, firm, VOTES, (), certain=True))
        self.links[firm] = links
        self.arranged[firm] = arranged_in(self.situation.knowledge, firm, self.situation.day)

    def _add_column(self, column: FirmCapital) -> None:
        self.columns[column.firm] = column
        self.links[column.firm] = ()
        for block in column.blocks:
            self.columns[block.firm] = block
            self.links[block.firm] = ()

    def above(self, *firms: str) -> None:
        """Read some firms and everybody over them."""
        for entity in everybody(firms, self._directly_above, latest_first=True):
            self.add(entity)

    def with_all_above(self) -> Around:
        """The same firms as far as they were read, with everybody over them."""
        wider = copy(self)
        wider.columns, wider.links = dict(self.columns), dict(self.links)
        wider.arranged = dict(self.arranged)
        wider.ids, wider.index = list(self.ids), dict(self.index)
        wider.above(*self.columns)
        return wider

    def _directly_above(self, firm: str) -> Iterator[str]:
        """Who may have a stake in a firm that was read, or directs it."""
        if firm in self.columns:
            yield from (part.holder for part in self.columns[firm].parts if part.upper > 0)
            yield from (link.holder for link in self.links[firm])

    def below(self, holder: str) -> tuple[str, ...]:
        """The firms in which claims give somebody a stake or, where control passes, a power."""
        knowledge = self.situation.knowledge
        owned = [claim.target for claim in knowledge.of(Ownership, holder)]
        owned += [claim.target for claim in knowledge.through(holder)]
        parents = [
            claim.target
            for claim in knowledge.of(Control, holder)
            if self.reads_powers or claim.mechanism == "parent"
        ]
        vehicles = [vehicle for claim in knowledge.of(Ownership, holder) for vehicle in claim.via]
        groups = knowledge.groups.get(holder, ())
        return tuple(dict.fromkeys((*owned, *parents, *vehicles, *groups)))

    def number(self, entity: str) -> int:
        """The position by which the calculator knows an entity."""
        if entity not in self.index:
            self.index[entity] = len(self.ids)
            self.ids.append(entity)
        return self.index[entity]


def votes_id(firm: str) -> str:
    """The id by which a firm's votes are a party of their own; no entity has it."""
    return f"{firm}#votes"


def firm_of_votes(entity: str) -> str:
    """The firm whose votes an id stands for; nothing for any other.

    >>> firm_of_votes(votes_id("jade")), firm_of_votes("jade")
    ('jade', '')
    """
    return entity.removesuffix("#votes") if entity.endswith("#votes") else ""


def linked_below(around: Around, inside: AbstractSet[str]) -> frozenset[str]:
    """The firms read in which some parties have, or may have, a part over any number of steps."""
    held: dict[str, list[str]] = {}
    for column in around.columns.values():
        for part in column.parts:
            if part.upper > 0 and part.holder != column.firm:
                held.setdefault(part.holder, []).append(column.firm)
    for firm, links in around.links.items():
        for link in links:
            if link.mechanism == VOTES:
                held.setdefault(link.holder, []).append(firm)
    return frozenset(everybody(sorted(inside), lambda one: held.get(one, ()))) - inside


def named_above(knowledge: Knowledge, firm: str) -> frozenset[str]:
    """Everybody whom any claim, whatever its day, puts above a firm, over any steps.

    Cost: the claims on the firms met; no share is looked at.
    """
    return frozenset(everybody([firm], partial(everybody_named_over, knowledge))) - {firm}
