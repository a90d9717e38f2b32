"""From claims to the reach of a list: the firms around those listed, and the cascade over them.

Two ways around the same calculator. *Down* starts from everybody listed and
follows stakes for as long as somebody may pass on; it answers for a whole list.
*Up* takes everybody above one firm; it answers for that firm. Both see the same
columns, so both say the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import cast

from graph.claims.walks import everybody
from graph.fraction import Fraction
from graph.ownership.control.capital import Capital
from graph.ownership.control.reach import Joint, Passage, Reached, Sums, reach, reach_if_hidden
from graph.screening.around import Around, linked_below, votes_id
from graph.screening.capital import FirmCapital
from graph.screening.direct_holders import Part
from graph.screening.links import Link, passing
from graph.screening.list_membership import Listed
from ontology.nodes import Window
from ontology.rules import ReachRule


@dataclass(frozen=True)
class Reaching:
    """What a rule found around a list, in entities and their parts."""

    around: Around
    rule: ReachRule
    threshold: Fraction
    window: Window
    listed: Mapping[str, tuple[Listed, ...]]
    found: Reached
    ids: tuple[str, ...]

    @property
    def together(self) -> bool:
        """Whether the rule adds up the stakes of several entries on the day, of some at least."""
        return self.window.reach != "single"

    def parts(self, firm: str, holders: Iterable[int]) -> tuple[Part, ...]:
        """The parts of some holders in a firm, largest first."""
        wanted = {self.ids[one] for one in holders}
        column = self.around.columns.get(firm)
        parts = [part for part in (column.parts if column else ()) if part.holder in wanted]
        return tuple(sorted(parts, key=lambda part: (-part.lower, -part.upper, part.holder)))

    def passage(self, firm: str, *, possible: bool) -> Passage | None:
        """How a firm is reached in one reading, or held in part."""
        number = self.around.number(firm)
        known = self.found.possible if possible else self.found.certain
        return known.get(number) or self.found.in_part.get(number)

    def certain(self, entity: str) -> bool:
        """Whether an entity is listed or reached for certain."""
        return self.around.number(entity) in self.found.inside

    def maybe(self, entity: str) -> bool:
        """Whether some world has it listed or reached."""
        return self.around.number(entity) in self.found.maybe_inside

    def status(self, firm: str) -> str:
        """reached, notExcluded, inPart (some stake, not enough), or none."""
        number = self.around.number(firm)
        if number in self.found.certain:
            return "reached"
        if number in self.found.possible:
            return "notExcluded"
        parts = (number, self.around.index.get(votes_id(firm), -1))
        return "inPart" if any(one in self.found.in_part for one in parts) else "none"

    def is_linked(self, firm: str) -> bool:
        """Whether somebody inside has, or may have, a part of the firm over any number of steps."""
        return firm in self._linked

    def own_rest_could_hide(self, firm: str) -> bool:
        """Whether what nobody is named for in the firm itself could lift stakes to the line."""
        limit, strict = self.threshold, not self.rule.inclusive
        for entity in (firm, votes_id(firm)):
            column = self._capital(entity)
            if column is None:
                continue
            number = self.around.number(entity)
            for group in self.found.groups:
                most, attained = column.most(number, group.possible, column.rest)
                if most > limit or (most == limit and attained and not strict):
                    return True
        return False

    @cached_property
    def _linked(self) -> frozenset[str]:
        return linked_below(self.around, {self.ids[one] for one in self.found.maybe_inside})

    @cached_property
    def bodies(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        """The bodies of a state that are inside, by its jurisdiction and their part of it."""
        found: dict[tuple[str, str], tuple[str, ...]] = {}
        for number in sorted(self.found.maybe_inside):
            entity = self.around.situation.knowledge.entities.get(self.ids[number])
            if entity is not None and entity.kind == "PublicBody" and entity.system:
                key = (entity.jurisdiction, entity.system)
                found[key] = (*found.get(key, ()), entity.id)
        return found

    def sums(self, firm: str) -> tuple[Fraction, Fraction]:
        """The least and the most that those inside have of a firm directly, all chains cut."""
        column = self._capital(firm)
        if column is None:
            return Fraction(0), Fraction(0)
        number = self.around.number(firm)
        return self.found.least(column, number), self.found.most(column, number)[0]

    def could_hide(self, firm: str) -> bool:
        """Whether holders whom nobody names could lift stakes to the threshold.

        Those of the firm itself, float too, and those of anybody above it: a holder whose
        own owners nobody named may be the listed person's.
        """
        return firm in self._if_hidden

    def hiding(self, firm: str) -> tuple[FirmCapital, ...]:
        """The firm and those over it in which that may be, each that has holders nobody names."""

        def over(entity: str) -> Iterator[str]:
            column = self.wider.columns.get(entity)
            for part in column.parts if column else ():
                if part.holder in self._if_hidden and not self.maybe(part.holder):
                    yield part.holder

        columns = (self.wider.columns.get(one) for one in everybody([firm], over))
        return tuple(column for column in columns if column is not None and column.rest > 0)

    @cached_property
    def wider(self) -> Around:
        """The firms read, and everybody over them."""
        return self.around.with_all_above()

    @cached_property
    def _if_hidden(self) -> frozenset[str]:
        """The firms reached in some world in which those whom nobody names are listed too."""
        wider = self.wider
        numbers = reach_if_hidden(
            _capital_around(wider),
            self.found,
            threshold=self.threshold,
            strict=not self.rule.inclusive,
            links=[_number(wider, link) for link in _passing(wider, self.rule)],
        )
        return frozenset(wider.ids[number] for number in numbers)

    def _capital(self, firm: str) -> Capital | None:
        column = self.around.columns.get(firm)
        return None if column is None else _numbered(self.around, column)


def reached_from(
    around: Around,
    rule: ReachRule,
    listed: Iterable[Listed],
    *,
    firm: str | None = None,
    law_day: date | None = None,
) -> Reaching:
    """What a rule reaches from those listed; above one firm only when one is named.

    ``law_day`` says which period of the rule is read; by default the day of the facts.

    Cost: the claims on the firms met. Going down, a firm is met when somebody
    who may be inside has a stake in it.
    """
    by_entity: dict[str, list[Listed]] = {}
    for one in listed:
        by_entity.setdefault(one.entity, []).append(one)
    window = rule.nearest_window(law_day or around.situation.day)
    limit = Fraction(rule.threshold) / 100
    if firm is not None:
        around.above(firm)
        found = _reach(around, rule, window, limit, by_entity)
    else:
        waiting, asked = set(by_entity), set(by_entity)
        while True:
            for holder in sorted(waiting):
                for below in around.below(holder):
                    around.add(below)
            found = _reach(around, rule, window, limit, by_entity)
            inside = {around.ids[one] for one in found.maybe_inside}
            met = inside | linked_below(around, inside)
            waiting = met - asked
            asked |= met
            if not waiting:
                break
    return Reaching(
        around,
        rule,
        limit,
        window,
        {entity: tuple(lines) for entity, lines in by_entity.items()},
        found,
        tuple(around.ids),
    )


def _reach(
    around: Around,
    rule: ReachRule,
    window: Window,
    threshold: Fraction,
    listed: Mapping[str, Sequence[Listed]],
) -> Reached:
    sure: dict[str, set[int]] = {}
    maybe: dict[str, set[int]] = {}
    for entity, lines in listed.items():
        for line in lines:
            (sure if line.certain else maybe).setdefault(line.list, set()).add(
                around.number(entity)
            )
    links = _passing(around, rule)
    return reach(
        _capital_around(around),
        sure,
        threshold=threshold,
        strict=not rule.inclusive,
        sums=cast("Sums", window.reach),
        joint=_joint(around) if window.reach == "joint" else {},
        possibly=maybe,
        links=[_number(around, link) for link in links if passing(rule, link) == "certain"],
        possible_links=[
            _number(around, link) for link in links if passing(rule, link) == "possible"
        ],
    )


def _passing(around: Around, rule: ReachRule) -> list[Link]:
    """The powers by which a rule passes, for certain or possibly."""
    links = (link for found in around.links.values() for link in found)
    return [link for link in links if passing(rule, link) != "no"]


def _joint(around: Around) -> dict[int, list[Joint]]:
    """Arrangements among holders, of a firm's capital and of its votes alike."""
    found: dict[int, list[Joint]] = {}
    for firm, some in around.arranged.items():
        joint = [
            Joint(frozenset(around.number(one) for one in each.members), each.certain)
            for each in some
        ]
        for column in (firm, votes_id(firm)):
            if joint and column in around.columns:
                found[around.number(column)] = joint
    return found


def _capital_around(around: Around) -> dict[int, Capital]:
    return {
        around.number(firm): _numbered(around, column) for firm, column in around.columns.items()
    }


def _number(around: Around, link: Link) -> tuple[int, int, str]:
    return around.number(link.holder), around.number(link.firm), link.mechanism


def _numbered(around: Around, column: FirmCapital) -> Capital:
    return Capital(
        {around.number(part.holder): (part.lower, part.upper) for part in column.parts},
        column.rest,
        frozenset(around.number(part.holder) for part in column.parts if part.below),
        frozenset(around.number(part.holder) for part in column.parts if part.above),
    )
