"""Who may direct a firm on a day: votes, rights and contracts turned into the control fixpoint.

Votes are the votes claimed, or equity where one share is one vote. A decisive
right, a contract, a parent or a stated controller gives power without votes. A
group of persons is one voter only where a source says that they act in
concert; named together in a figure, they are many. Float never controls.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from graph.claims.kept import once
from graph.claims.model import Control
from graph.claims.walks import everybody
from graph.errors import InputError
from graph.holders.contracts import contracts_over, replaced, standing_controls
from graph.holders.holder_column import Held, HolderColumn
from graph.networks.network import is_end
from graph.networks.situation import Situation
from graph.ownership.arrays.votes import Votes
from graph.ownership.control.control import (
    Link,
    UltimateController,
    holders_needed,
    largest_holder,
    ultimate_controllers,
)

DIRECTING = (
    "vieContracts",
    "parent",
    "statedController",
    "generalPartner",
    "managementContract",
    "law",
)
BY_RIGHT = ("boardNomination", "decisiveRight", "goldenShare", "articles", "vetoRight")
HALF = Fraction(1, 2)


@dataclass(frozen=True)
class Power:
    """Control of one firm: who is found, who is possible, and what is not known of the votes."""

    ids: tuple[str, ...]
    votes: Votes
    columns: Mapping[str, HolderColumn]
    certain: tuple[UltimateController, ...]
    possible: tuple[UltimateController, ...]  # on last known links as well
    links: Mapping[tuple[int, int, str], tuple[str, ...]]  # power without votes → claims
    standing: tuple[Link, ...]  # those of the links that are current
    groups: tuple[str, ...]  # holders that are several people, not one voter
    people: frozenset[str]  # holders nobody stands behind: persons and public bodies
    concerts: tuple[frozenset[int], ...] = ()  # who acts together over the firm

    @property
    def column(self) -> HolderColumn:
        """The firm's own voting column."""
        return self.columns[self.ids[0]]

    @property
    def largest(self) -> tuple[str, Fraction] | None:
        """The largest single named voter, if one leads."""
        found = largest_holder(self.votes, 0)
        return (self.ids[found[0]], found[1]) if found else None

    @cached_property
    def index(self) -> Mapping[str, int]:
        """Position of each entity."""
        return {entity: position for position, entity in enumerate(self.ids)}

    def named(self, group: Collection[int]) -> tuple[str, ...]:
        """The entities at some positions."""
        return tuple(self.ids[one] for one in sorted(group))

    @property
    def hidden_needed(self) -> int | None:
        """How many undisclosed holders it would take; nothing when one might do or none can."""
        line = self.column.line
        return holders_needed(0, self.column.rest_upper, line) if line else None

    @property
    def nobody_hidden(self) -> bool:
        """Whether no world has somebody with a majority of the firm."""
        return nobody_hidden_in(self.column, self.people)


def nobody_hidden_in(column: HolderColumn, people: Collection[str]) -> bool:
    """Whether no world has somebody with a majority of a column.

    A table must be complete and current, or the named have all. One hidden owner
    may stand behind every named holder whose own owner is not known, may be a
    known holder besides, and may have what one undisclosed holder can have at
    most; all of that together must not pass half.
    """
    if column.rest_kind == "undisclosed" or column.over_hundred:
        return False
    known = [one.upper for one in column.held if one.holder in people]
    open_ones = [one.upper for one in column.held if one.holder not in people]
    most = sum(open_ones, Fraction(0)) + max(known, default=Fraction(0)) + hidden_most(column)
    return most <= HALF


def hidden_most(column: HolderColumn) -> Fraction:
    """The most that one undisclosed holder of a column can have: its table's line, or all the rest.

    >>> hidden_most(HolderColumn(firm="f", stakes=(), held=(), rest_lower=Fraction(0),
    ...                          rest_upper=Fraction(3, 5), rest_kind="undisclosed"))
    Fraction(3, 5)
    """
    if column.rest_kind == "undisclosed" or column.over_hundred or column.table is None:
        return column.rest_upper
    return min(column.rest_upper, column.line or Fraction(0))


@once
def power_over(situation: Situation) -> Power:
    """Everyone who may direct the firm, by the least fixpoint over all who stand above it."""
    ids, columns, links, stale = _above(situation)
    index = {entity: position for position, entity in enumerate(ids)}
    votes = [
        (index[one.holder], index[firm], one.lower, one.known, _stated_most(one))
        for firm, column in columns.items()
        for one in voters(situation, column)
    ]
    concerts = _concerts(situation, index)
    groups = tuple(
        entity for entity in ids if _is_group(situation, entity) and {index[entity]} not in concerts
    )
    counted = Votes.from_stakes(votes, dispersed=[index[group] for group in groups])
    numbered = {
        (index[a], index[b], mechanism): claims for (a, b, mechanism), claims in links.items()
    }
    also = {(index[a], index[b], mechanism): claims for (a, b, mechanism), claims in stale.items()}
    several = [concert for concert in concerts if len(concert) > 1]
    return Power(
        ids=ids,
        votes=counted,
        columns=columns,
        certain=ultimate_controllers(counted, 0, links=numbered, concerts=several),
        possible=ultimate_controllers(
            counted, 0, links={**numbered, **also}, concerts=several, reading="possible"
        ),
        links={**also, **numbered},
        standing=tuple(numbered),
        groups=groups,
        people=frozenset(entity for entity in ids if is_end(situation.knowledge, entity)),
        concerts=tuple(frozenset(concert) for concert in several),
    )


def voters(situation: Situation, column: HolderColumn) -> tuple[Held, ...]:
    """Who has the votes of a column, after the proxies that contracts give."""
    moving = contracts_over(situation.knowledge, column.firm, "voting", situation.day)
    return tuple(one for one in replaced(column, column.held, moving)[0] if one.upper > 0)


def _stated_most(one: Held) -> Fraction:
    """The most votes a source gives a holder; a lower bound alone is no hint of a majority."""
    return one.lower if one.upper == 1 else one.upper


Links = dict[tuple[str, str, str], tuple[str, ...]]


def _above(
    situation: Situation,
) -> tuple[tuple[str, ...], dict[str, HolderColumn], Links, Links]:
    """The firm and everyone above it by votes or power, with current and last known links."""
    if is_end(situation.knowledge, situation.firm):
        raise InputError(
            f"{situation.knowledge.entities[situation.firm].name} is not a firm: "
            "nobody holds or directs it"
        )
    columns: dict[str, HolderColumn] = {}
    links: Links = {}
    stale: Links = {}

    def directly_above(entity: str) -> Iterable[str]:
        if is_end(situation.knowledge, entity):
            return ()
        column = situation.column(entity, "voting")
        columns[entity] = column
        above = [one.holder for one in voters(situation, column)]
        for claim, current in standing_controls(situation.knowledge, entity, situation.day):
            if claim.party and directs(claim):
                key = (claim.party, entity, claim.mechanism)
                kept = links if current and moves_votes(claim) else stale
                kept[key] = (*kept.get(key, ()), claim.id)
                above.append(claim.party)
            above.extend(claim.members if claim.mechanism == "concert" else ())
        return above

    ids = tuple(everybody([situation.firm], directly_above))
    return ids, columns, links, stale


def directs(claim: Control) -> bool:
    """Whether a claim of control gives the power to decide, not only to block or to be heard."""
    if claim.mechanism in DIRECTING:
        return claim.right in ("", "decisive")
    return claim.mechanism in BY_RIGHT and claim.right == "decisive"


def moves_votes(claim: Control) -> bool:
    """Whether a contract gives the votes themselves: only a cited proxy does."""
    return claim.mechanism != "vieContracts" or "votingProxy" in claim.instruments


def _is_group(situation: Situation, entity: str) -> bool:
    known = situation.knowledge.entities.get(entity)
    return known is not None and known.kind == "PartyGroup"


def _concerts(situation: Situation, index: Mapping[str, int]) -> list[set[int]]:
    """Who acts together over this firm, as cited and current; elsewhere they need not."""
    found = []
    concerts = standing_controls(situation.knowledge, situation.firm, situation.day, "concert")
    for claim, current in concerts:
        together = {index[member] for member in claim.members if member in index}
        if claim.party in index:
            together.add(index[claim.party])
        if current and together:
            found.append(together)
    return found
