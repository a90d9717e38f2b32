"""The owners of some plants: whom each is matched to here, and whence they are by a definition."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from graph.answers.production import Definition, PartCode
from graph.claims.knowledge import Knowledge
from graph.claims.model import HOLDABLE
from graph.errors import InputError
from graph.formats.foreign.placing import place
from graph.formats.plants.cells import Who
from graph.formats.plants.matches import Matches
from graph.formats.plants.table import Plant
from graph.fraction import Fraction
from graph.holders.origins import column_of
from graph.production.origins import Origins, OwnerOrigin
from graph.production.shares import OriginOf
from ontology.lenses import Lens

_OF_COLUMN: dict[str, PartCode] = {"home_other": "homeByPlace", "associated": "fromAssociated"}
OWNERS = (*HOLDABLE, "Person", "PublicBody")
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
        _check_names(self.named.values(), matches)
        found = {key: self._entity(matches, who) for key, who in self.named.items()}
        self.matched = {key: entity for key, entity in found.items() if entity}
        _check_kinds(knowledge, self.matched.values())
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

    def placed(self, coded: bool) -> Callable[[str], PartCode]:
        """Where a place lies, as seen from home; a text that names no jurisdiction is not read."""

        def part_of(text: str) -> PartCode:
            jurisdiction = place(text, coded=coded).jurisdiction if text else ""
            if not jurisdiction:
                return "placeNotRead"
            column = column_of(jurisdiction, self._home, state=False)
            return _OF_COLUMN.get(column, "notHome")

        return part_of


def _check_names(named: Iterable[Who], matches: Matches) -> None:
    """Raise :class:`InputError` for a name that is matched, and is several owners' in the table."""
    numbers: dict[str, set[str]] = {}
    for who in named:
        if who.name in matches.by_name and who.id:
            numbers.setdefault(who.name, set()).add(who.id)
    for name, borne in numbers.items():
        if len(borne) > 1:
            raise InputError(
                f"matches: the table has {name!r} under several numbers "
                f"({', '.join(sorted(borne))}); match each by its number"
            )


def _check_kinds(knowledge: Knowledge, entities: Iterable[str]) -> None:
    """Raise :class:`InputError` for a match to what can own nothing, as a list or a place."""
    for entity in entities:
        known = knowledge.entities[entity]
        if known.kind not in OWNERS:
            raise InputError(f"matches: {entity} is no owner of anything ({known.kind})")
