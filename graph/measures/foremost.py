"""Who has the most of a firm, in votes or in shares, and how much somebody else may have."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from msgspec import Struct, structs

from graph.claims.kept import once
from graph.claims.reasons import Reason, because
from graph.fraction import ONE, ZERO, Fraction
from graph.holders.among import Among, shared_blocks
from graph.holders.contracts import contracts_over, replaced
from graph.holders.groups import all_members
from graph.holders.held import Held, each_once
from graph.holders.holder_column import HolderColumn, Reading
from graph.measures.state_bodies import counted_as_one, state_above
from graph.networks.hidden_votes import hidden_most, hidden_towards
from graph.networks.power import power_over
from graph.networks.situation import Situation
from graph.networks.view import is_end
from graph.networks.voters import most_of_rests, numbered_votes, shared_votes, voters
from graph.ownership.arrays.votes import Votes
from graph.ownership.control.leading import lead, most_of_others, with_at_least
from graph.ownership.control.possible import Unseen
from graph.ownership.control.who_controls import controlled_by


class Foremost(Struct, frozen=True, kw_only=True, gc=False):
    """Whoever has the most in a firm, by id; ``leads`` if nobody else can have as much."""

    holders: tuple[str, ...]
    had: Fraction
    rival: Fraction
    one_of: bool = False  # whether it is one of the members of the holder, which nobody split

    @property
    def leads(self) -> bool:
        """Whether nobody else can have as much."""
        return self.had > self.rival


@dataclass(frozen=True)
class Disposal:
    """The holders of a firm, by votes or by shares, with who stands above them, as numbers."""

    ids: tuple[str, ...]
    votes: Votes  # of all firms above; groups count as one where all their members do
    column: Votes  # the firm's own holders alone
    concerts: tuple[tuple[int, ...], ...]
    unseen: Unseen
    hidden: Fraction  # the most that one undisclosed holder can have

    @cached_property
    def index(self) -> Mapping[str, int]:
        """Position of each entity."""
        return {entity: position for position, entity in enumerate(self.ids)}

    def names(self, group: Collection[int]) -> tuple[str, ...]:
        """The entities at some positions."""
        return tuple(self.ids[position] for position in sorted(group))


@once
def disposal(
    situation: Situation, key: str, *, by_shares: bool, reading: Reading = "current"
) -> Disposal:
    """Read who has what of the firm; ``key`` says which holders of the state count as one."""
    power = power_over(situation)
    column, ids = _counted(situation, by_shares=by_shares, reading=reading)
    index = {entity: position for position, entity in enumerate(ids)}
    blocs = counted_as_one(situation, sorted(state_above(situation)), key)
    further = ids[len(power.ids) :]  # nobody looked who stands above these
    every = key == "allAsOne"
    as_one = {index[member] for bloc in blocs if every or len(bloc) > 1 for member in bloc}
    several = power.votes.dispersed - as_one
    return Disposal(
        ids=ids,
        votes=power.votes
        if several == power.votes.dispersed
        else replace(power.votes, dispersed=several),
        column=column if several == column.dispersed else replace(column, dispersed=several),
        concerts=(
            *(tuple(concert) for concert in power.concerts),
            *(tuple(index[member] for member in bloc) for bloc in blocs),
        ),
        unseen=replace(
            power.unseen,
            backed=frozenset(index[one] for one in further if not is_end(situation.knowledge, one)),
        ),
        hidden=hidden_most(_column(situation, by_shares=by_shares, reading=reading)),
    )


def _column(situation: Situation, *, by_shares: bool, reading: Reading) -> HolderColumn:
    return situation.column(situation.firm, "legal" if by_shares else "voting", reading)


@once
def _counted(
    situation: Situation, *, by_shares: bool, reading: Reading
) -> tuple[Votes, tuple[str, ...]]:
    """The firm's own holders alone, no group of them as one, and everybody by number."""
    power = power_over(situation)
    column = _column(situation, by_shares=by_shares, reading=reading)
    held, shared = _on_paper(situation, column) if by_shares else _of_votes(situation, column)
    members = (holder for one in shared for holder in sorted(one.holders))
    ids = tuple(dict.fromkeys([*power.ids, *(stake.holder for stake in held), *members]))
    index = {entity: position for position, entity in enumerate(ids)}
    rows, among = {situation.firm: held}, {situation.firm: shared}
    stakes, blocks = numbered_votes(rows, among, index)
    rests = most_of_rests({situation.firm: column}, rows, among)
    votes = Votes.from_stakes(
        stakes,
        power.votes.dispersed,
        blocks=blocks,
        rests={index[firm]: rest for firm, rest in rests.items()},
    )
    return votes, ids


Rows = tuple[tuple[Held, ...], tuple[Among, ...]]  # of single holders, and of several together


def _of_votes(situation: Situation, column: HolderColumn) -> Rows:
    return each_once(voters(situation, column)), shared_votes(situation, column)


def _on_paper(situation: Situation, column: HolderColumn) -> Rows:
    """Who has the shares: of those that contracts bind the nominee, or the beneficiary.

    Which of the two has half of the shares where it asks for that a rule does not say.
    """
    contracts = tuple(
        structs.replace(contract, lower=ZERO, upper=ONE)
        for contract in contracts_over(situation.knowledge, column.firm, "economic", situation.day)
    )
    held = tuple(one for one in replaced(column, column.held, contracts)[0] if one.upper > 0)
    return held, shared_blocks(situation.knowledge, column, contracts)


@once
def foremost(situation: Situation, key: str, *, reading: Reading = "current") -> Foremost | None:
    """Whoever has the most votes in the firm, with all it controls and its concerts."""
    power = power_over(situation)
    if reading == "lastKnown" and situation.column(situation.firm, "voting", reading).over_hundred:
        return None  # stakes of different times that do not fit together show nothing
    votes = disposal(situation, key, by_shares=False, reading=reading)
    first = lead(
        votes.votes,
        0,
        votes.column,
        links=power.standing if reading == "current" else power.links,
        concerts=votes.concerts,
        unseen=votes.unseen,
        hidden=votes.hidden,
    )
    if first is None:
        return None
    return Foremost(holders=votes.names(first.group), had=first.had, rival=first.rival)


def with_shares(situation: Situation, key: str, least: Fraction) -> tuple[Foremost, ...]:
    """Everybody who has so much of the shares for certain, with all they control.

    Of several whose figure nobody split, all of them named, the largest has at least its equal
    part: which of them that is stays open, and they are from where the group is.
    """
    power = power_over(situation)
    shares = disposal(situation, key, by_shares=True)
    found = with_at_least(
        shares.votes, 0, shares.column, least, links=power.standing, concerts=shares.concerts
    )
    alone = [
        Foremost(holders=shares.names(group), had=part.had, rival=ZERO)
        for group, part in found.items()
    ]
    shared = []
    for one in situation.column(situation.firm, "legal").held:
        members = all_members(situation.knowledge, one.holder)
        whole = {shares.index[member] for member in members if member in shares.index}
        if not members or any(whole <= part.inside for part in found.values()):
            continue  # or whoever stands over all of them has it all
        if one.holder in power.groups and one.lower >= least * len(members):
            had = one.lower / len(members)
            shared.append(Foremost(holders=(one.holder,), had=had, rival=ZERO, one_of=True))
    return (*alone, *shared)


def with_votes(situation: Situation, least: Fraction) -> tuple[tuple[str, ...], ...]:
    """Everybody who has so much of the votes for certain, each alone, with all they control."""
    power = power_over(situation)
    votes = disposal(situation, "eachAlone", by_shares=False)
    found = with_at_least(
        votes.votes, 0, votes.column, least, links=power.standing, concerts=power.concerts
    )
    return tuple(votes.names(group) for group in found)


def most_beside(
    situation: Situation, ours: Collection[str], line: Fraction, *, by_shares: bool
) -> Fraction:
    """The most of the firm that somebody beside some entities may have, in some world.

    As much as makes it pass a line, if unnamed own shares of the firm may do that.
    """
    power = power_over(situation)
    held = disposal(situation, "eachAlone", by_shares=by_shares)
    group = frozenset(held.index[one] for one in ours if one in held.index)
    under = (controlled_by(power.votes, {one}, links=power.standing).controlled for one in group)
    inside = group.union(*under) - {0}
    shared = {firm for holder, firm, _ in power.links if holder not in inside}
    inside = group | (inside - shared)  # whom somebody else may direct by a power, may be theirs
    column = _column(situation, by_shares=by_shares, reading="current")
    return most_of_others(0, held.column, inside, held.unseen, hidden_towards(column, line))


def lead_reason(situation: Situation, first: Foremost, *, of_shares: bool = False) -> Reason:
    """Who has the most, and how much of it; of a large group, those with a stake of their own."""
    direct = {stake.holder for stake in situation.column(situation.firm, "legal").stakes}
    large = len(first.holders) > 2
    shown = tuple(holder for holder in first.holders if large and holder in direct)
    who = shown or first.holders
    if first.one_of:
        return because("oneOfThemHasShares", group=first.holders[0], share=first.had)
    if of_shares:
        return because("leadsByShares", who=who, share=first.had)
    return because("leadsByVotes", who=who, share=first.had)
