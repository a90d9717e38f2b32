"""The owners of some plants: whom each is matched to here, and whence they are by a definition."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from graph.answers.production import Definition
from graph.claims.knowledge import Knowledge
from graph.formats.foreign.placing import place
from graph.formats.plants.cells import Who
from graph.formats.plants.matches import Matches
from graph.formats.plants.table import Plant
from graph.fraction import Fraction
from graph.production.origins import Origins, OwnerOrigin
from graph.production.shares import OriginOf
from ontology.lenses import Lens

BY_SHARE = "ultimate-ownership"  # the lens whose fold of associated places the share follows
Counted = Sequence[tuple[Plant, Fraction]]  # plants, each with what is counted of it


class Owned:
    """Who owns the counted plants: whom each is matched to, and whence they are."""

    def __init__(
        self,
        knowledge: Knowledge,
        matches: Matches,
        counted: Counted,
        day: date,
        home: str,
        lens: Lens,
    ) -> None:
        self.knowledge, self._home, self._lens = knowledge, home, lens
        self.named = {
            who.key: who
            for plant, _ in counted
            for owners in plant.owners.values()
            for who in owners.who
        }
        found = {key: self._entity(matches, who) for key, who in self.named.items()}
        self.matched = {key: entity for key, entity in found.items() if entity}
        self._origins = Origins(knowledge, sorted({*self.matched.values()}), day, home)
        self._used: dict[str, None] = {}

    def _entity(self, matches: Matches, who: Who) -> str:
        """By a reviewed match; else by its number in a register, where one entity here has it."""
        reviewed = matches.entity(who)
        if reviewed or not who.id:
            return reviewed
        numbered = self.knowledge.identified(who.scheme, who.id)
        return numbered[0] if len(numbered) == 1 else ""

    def origin_of(self, definition: Definition) -> OriginOf:
        """Whence owners are by a definition: all or nothing, or by the share that ends at home."""
        by_share = definition == "byUltimateShare"
        lens = self.knowledge.lenses.get(BY_SHARE, self._lens)

        def found(who: Who) -> OwnerOrigin | None:
            entity = self.matched.get(who.key)
            if entity is None:
                return None
            origin = (
                self._origins.by_share(entity, lens)
                if by_share
                else self._origins.by_lens(entity, self._lens)
            )
            self._used.update(dict.fromkeys(origin.claims))
            return origin

        return found

    def claims(self) -> tuple[str, ...]:
        """The claims that the answer rests on, of all definitions asked for."""
        return tuple(sorted(self._used))

    def is_home(self, coded: bool) -> Callable[[str], bool | None]:
        """Whether a place lies at home; nothing where its text names no jurisdiction."""

        def at_home(text: str) -> bool | None:
            jurisdiction = place(text, coded=coded).jurisdiction if text else ""
            return jurisdiction == self._home if jurisdiction else None

        return at_home
