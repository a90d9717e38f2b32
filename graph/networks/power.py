"""Who may direct a firm on a day: votes, rights and contracts turned into the control fixpoint.

Votes are the votes claimed, or equity where one share is one vote. A decisive
right, a contract, a parent or a stated controller gives power without votes. A
group of persons is one voter only where a source says that they act in
concert; named together in a figure, they are many. Float never controls.

Nobody controls only where nobody can: no owner whom somebody named, with all that was
not disclosed, has a majority in any world. Holders whose own owners are known are
looked through for that, at every step.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from graph.claims.kept import once
from graph.claims.model import Ownership
from graph.fraction import HALF, ZERO, Fraction
from graph.holders.among import Among
from graph.holders.groups import all_members, is_group
from graph.holders.holder_column import Held, HolderColumn
from graph.networks.directing import BESIDE_VOTES, STATED
from graph.networks.hidden_votes import hidden_towards
from graph.networks.situation import Situation
from graph.networks.view import is_end
from graph.networks.voters import (
    above,
    concerts_over,
    most_of_rests,
    numbered_votes,
    shared_votes,
)
from graph.networks.without_statements import found_or_stated
from graph.ownership.arrays.votes import Votes
from graph.ownership.control.holders_needed import holders_needed
from graph.ownership.control.possible import Unseen
from graph.ownership.control.standing_above import from_the_top, groups_above
from graph.ownership.control.who_controls import (
    Derivation,
    Link,
    UltimateController,
    controlled_by,
    joint_control,
    largest_holder,
    ultimate_controllers,
)


@dataclass(frozen=True)
class Power:
    """Control of one firm: who is found, who is possible, and what is not known of the votes."""

    ids: tuple[str, ...]
    votes: Votes
    as_stated: Votes  # the same, with no more for anybody than some source gives a hint of
    columns: Mapping[str, HolderColumn]
    certain: tuple[UltimateController, ...]
    possible: tuple[UltimateController, ...]  # on last known links as well
    links: Mapping[tuple[int, int, str], tuple[str, ...]]  # power without votes → claims
    standing: tuple[Link, ...]  # those of the links that are current and certain
    last_known: frozenset[Link]  # those that are not current
    groups: tuple[str, ...]  # holders that are several people, not one voter
    people: frozenset[str]  # holders nobody stands behind: persons and public bodies
    held: Mapping[str, tuple[Held, ...]]  # the votes in each firm, as contracts move them
    shared: Mapping[str, tuple[Among, ...]]  # what several have of them together
    concerts: tuple[frozenset[int], ...] = ()  # who acts together over the firm
    members: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # of groups, all named

    @property
    def column(self) -> HolderColumn:
        """The firm's own voting column."""
        return self.columns[self.ids[0]]

    @property
    def voters(self) -> tuple[Held, ...]:
        """Who has the firm's own votes, as contracts move them."""
        return self.held[self.ids[0]]

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
    def joint(self) -> tuple[str, ...]:
        """The two who have half of the votes each, so that neither directs alone; or nobody."""
        if 0 in self.votes.overfull:
            return ()
        return tuple(self.ids[one] for one in joint_control(self.votes, 0))

    @cached_property
    def unseen(self) -> Unseen:
        """The votes of all firms above, with what one undisclosed holder can have of each."""
        return self.with_unseen(
            {firm: hidden_towards(column, HALF) for firm, column in self.columns.items()}
        )

    def with_unseen(self, most: Mapping[str, Fraction], backed: Iterable[str] = ()) -> Unseen:
        """The votes of all firms above, with so much of each that nobody disclosed.

        ``backed`` count with whoever has what is not disclosed.
        """
        stakes = [
            (self.index[one.holder], self.index[firm], one.lower, None, one.upper)
            for firm, held in self.held.items()
            for one in held
        ]
        stakes += [
            (self.index[member], firm, Fraction(0), None, most)
            for holder, firm, _, _, most in stakes
            for member in self.members.get(self.ids[holder], ())
        ]
        return Unseen.of(
            stakes,
            {self.index[firm]: part for firm, part in most.items() if part > 0},
            several=frozenset(self.index[group] for group in self.groups),
            named=frozenset(self.index[group] for group in self.members),
            links=self.links,
            concerts=self.concerts,
            backed=frozenset(self.index[one] for one in backed),
            blocks=[
                (self.index[firm], [self.index[holder] for holder in one.holders], one.least, ZERO)
                for firm, every in self.shared.items()
                for one in every
            ],
        )

    def claims_of_votes(self, firm: str, holders: Collection[str]) -> tuple[str, ...]:
        """The claims on the votes in a firm of some who direct together."""
        alone = (one.claims for one in self.columns[firm].held if one.holder in holders)
        among = (one.claims for one in self.shared[firm] if not one.holders.isdisjoint(holders))
        return tuple(dict.fromkeys(claim for each in (*alone, *among) for claim in each))

    @property
    def nobody_hidden(self) -> bool:
        """Whether no world has somebody direct the firm."""
        return not self.column.over_hundred and 0 not in self._reached

    @cached_property
    def _reached(self) -> frozenset[int]:
        """The firm and those above it that may come under somebody."""
        return self.unseen.over(0)

    def possible_heads(self) -> Iterator[tuple[str, ...]]:
        """Each above the firm that may direct it, with nobody over itself: people and companies."""
        return map(self.named, self.unseen.heads(0, self._directed))

    @cached_property
    def _directed(self) -> frozenset[int]:
        """Everybody above the firm whom somebody directs in every world, by more than a statement.

        Those who direct one another have nobody over them.
        """
        silent = self.votes.dispersed | {0}
        groups = (group - silent for group in groups_above(self.votes, 0, self.found_links))
        tried = from_the_top(groups, self.under)
        under = frozenset[int]().union(*(found.controlled for found in tried.values()))
        tops = (found for group, found in tried.items() if group.isdisjoint(under))
        return frozenset[int]().union(*(found.controlled for found in tops))

    @cached_property
    def found_links(self) -> tuple[Link, ...]:
        """The current powers that are no statements."""
        return tuple(link for link in self.standing if link[2] != STATED)

    def under(self, group: frozenset[int]) -> Derivation:
        """What a group directs in every world above the firm."""
        within = range(1, len(self.ids))
        return controlled_by(self.votes, group, links=self.found_links, within=within)

    def directed_together(self, holders: Iterable[str]) -> frozenset[str]:
        """Whom some holders direct above the firm, taken as one, in every world."""
        found = self.under(frozenset(self.index[one] for one in holders if one in self.index))
        return frozenset(self.ids[one] for one in found.controlled)

    def may_be_under(self, group: Sequence[str]) -> bool:
        """Whether somebody else may direct one of some entities."""
        positions = [self.index[one] for one in group]
        reached = self.unseen.over(0, besides=positions)
        return any(one in reached or self._contradictory(one) for one in positions)

    def _contradictory(self, position: int) -> bool:
        column = self.columns.get(self.ids[position])
        return column is not None and bool(column.over_hundred)

    @cached_property
    def others_possible(self) -> bool:
        """Whether somebody may have a majority beside those found to direct by a right.

        A right beside votes leaves the votes to whoever has them. A majority leaves none to
        others; nor does a parent, a partner, a manager or who names most of the board.
        """
        return self.others_beside(())

    def others_beside(self, known: Collection[str]) -> bool:
        """Whether somebody may have a majority beside those found and some further entities."""
        steps = [step for top in self.certain for step in top.derivation.steps.values()]
        if not any(step.mechanism in BESIDE_VOTES for step in steps):
            return False
        theirs = frozenset[int]().union(
            *(top.group | top.derivation.controlled for top in self.certain)
        ) - {0}
        theirs |= {self.index[one] for one in known}
        theirs = theirs.union(*(self.under(frozenset({one})).controlled for one in sorted(theirs)))
        only = {*BESIDE_VOTES, "majorityVotes"}
        closed = frozenset(step.firm for step in steps if step.mechanism not in only)
        others = replace(self.unseen, links=self.standing, closed=closed)
        return 0 in others.over(0, besides=theirs)


@once
def power_over(situation: Situation) -> Power:
    """Everyone who may direct the firm, by the least fixpoint over all who stand above it."""
    ids, columns, held, *every = above(situation)
    index = {entity: position for position, entity in enumerate(ids)}
    shared = {firm: shared_votes(situation, column) for firm, column in columns.items()}
    concerts = concerts_over(situation, index)
    groups = tuple(
        entity
        for entity in ids
        if is_group(situation.knowledge, entity)
        and not any(index[entity] in concert for concert in concerts)
    )
    dispersed = [index[group] for group in groups]
    stakes, blocks = numbered_votes(held, shared, index)
    rests = most_of_rests(columns, held, shared)
    counted = Votes.from_stakes(
        stakes,
        dispersed,
        blocks=blocks,
        rests={index[firm]: rest for firm, rest in rests.items()},
    )
    as_stated = Votes.from_stakes(
        (
            (index[one.holder], index[firm], one.lower, one.known, _stated_most(situation, one))
            for firm, holders in held.items()
            for one in holders
        ),
        dispersed,
    )
    certain, perhaps, last_known = (
        {(index[a], index[b], mechanism): claims for (a, b, mechanism), claims in links.items()}
        for links in every
    )
    links = {**last_known, **perhaps, **certain}
    several = [concert for concert in concerts if len(concert) > 1]
    return Power(
        ids=ids,
        votes=counted,
        as_stated=as_stated,
        columns=columns,
        certain=found_or_stated(
            lambda by: ultimate_controllers(counted, 0, links=by, concerts=several), certain
        ),
        possible=ultimate_controllers(
            as_stated, 0, links=links, concerts=several, reading="possible"
        ),
        links=links,
        standing=tuple(certain),
        last_known=frozenset(last_known.keys() - certain.keys() - perhaps.keys()),
        groups=groups,
        members={
            group: named for group in groups if (named := all_members(situation.knowledge, group))
        },
        people=frozenset(entity for entity in ids if is_end(situation.knowledge, entity)),
        held=held,
        shared=shared,
        concerts=tuple(frozenset(concert) for concert in several),
    )


def _stated_most(situation: Situation, one: Held) -> Fraction:
    """The most votes a source gives a holder; a lower bound alone is no hint of a majority."""
    claims = (situation.knowledge.claims[claim] for claim in one.claims)
    stated = [claim.share for claim in claims if isinstance(claim, Ownership) and claim.share]
    if one.upper == 1 or (stated and all(share.upper == 100 for share in stated)):
        return one.lower
    return one.upper
