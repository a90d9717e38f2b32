"""Who has the votes of a firm and of everybody above it, and who may direct them without votes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from graph.claims.walks import everybody
from graph.errors import InputError
from graph.fraction import HALF, Fraction
from graph.holders.among import Among, shared_blocks
from graph.holders.contracts import contracts_over, replaced, standing_controls
from graph.holders.groups import all_members, is_group
from graph.holders.held import Held
from graph.holders.holder_column import HolderColumn
from graph.holders.unsized import beside_a_half
from graph.networks.directing import bound_votes, directs, moves_votes
from graph.networks.situation import Situation
from graph.networks.view import is_end
from graph.ownership.arrays.holdings import Stake
from graph.ownership.arrays.votes import Shared

Links = dict[tuple[str, str, str], tuple[str, ...]]  # by whom, over whom, how → claims


class Above(NamedTuple):
    """A firm and everyone above it, their columns, and who may direct whom without votes."""

    ids: tuple[str, ...]
    columns: dict[str, HolderColumn]
    held: dict[str, tuple[Held, ...]]  # who has the votes of each column
    certain: Links
    perhaps: Links  # current, and not for certain: contracts without a proxy, or over some votes
    last_known: Links


def voters(situation: Situation, column: HolderColumn) -> tuple[Held, ...]:
    """Who has the votes of a column, after the proxies that contracts give.

    Whoever is present beside half of them has more than nothing, which is enough for a majority.
    """
    moving = contracts_over(situation.knowledge, column.firm, "voting", situation.day)
    held = tuple(one for one in replaced(column, column.held, moving)[0] if one.upper > 0)
    if moving:
        return held
    return (*held, *beside_a_half(situation.knowledge, column, situation.day))


def shared_votes(situation: Situation, column: HolderColumn) -> tuple[Among, ...]:
    """The votes of a column that several have among them: of groups, and by contracts."""
    moving = contracts_over(situation.knowledge, column.firm, "voting", situation.day)
    return shared_blocks(situation.knowledge, column, moving)


def numbered_votes(
    rows: Mapping[str, Iterable[Held]],
    shared: Mapping[str, Iterable[Among]],
    index: Mapping[str, int],
) -> tuple[list[Stake], list[Shared]]:
    """Who has how much of some firms, and what several have among them, by number.

    The row of a group gives way to the block that its members have.
    """
    blocks = [(firm, one) for firm, every in shared.items() for one in every]
    grouped = {(firm, one.group) for firm, one in blocks}
    stakes: list[Stake] = [
        (index[one.holder], index[firm], one.lower, one.known, one.upper)
        for firm, held in rows.items()
        for one in held
        if (firm, one.holder) not in grouped
    ]
    together: list[Shared] = [
        (index[firm], [index[holder] for holder in one.holders], one.least, one.most)
        for firm, one in blocks
    ]
    return stakes, together


def most_of_rests(
    columns: Mapping[str, HolderColumn],
    rows: Mapping[str, Iterable[Held]],
    shared: Mapping[str, Collection[Among]],
) -> dict[str, Fraction]:
    """Of each firm, whose holders are known between bounds, the most that nobody named has.

    Where all are known exactly they have what they have; where claims contradict one another
    the others leave nothing that is certain.
    """
    return {
        firm: column.rest_upper
        for firm, column in columns.items()
        if not column.over_hundred
        and (shared[firm] or any(one.lower < one.upper for one in rows[firm]))
    }


def above(situation: Situation) -> Above:
    """The firm and everyone above it by votes or power."""
    if is_end(situation.knowledge, situation.firm):
        raise InputError(
            f"{situation.knowledge.entities[situation.firm].name} is not a firm: "
            "nobody holds or directs it"
        )
    found = Above((), {}, {}, {}, {}, {})

    def directly_above(entity: str) -> Iterable[str]:
        if is_end(situation.knowledge, entity):
            return ()
        if entity != situation.firm and is_group(situation.knowledge, entity):
            return all_members(situation.knowledge, entity)
        column = situation.column(entity, "voting")
        found.columns[entity] = column
        held = found.held[entity] = voters(situation, column)
        above = [one.holder for one in held]
        for claim, current in standing_controls(situation.knowledge, entity, situation.day):
            if claim.party and directs(claim):
                key = (claim.party, entity, claim.mechanism)
                least, most = bound_votes(situation.knowledge, column, claim)
                surely = moves_votes(claim) and least > HALF
                links = found.certain if surely else found.perhaps
                kept = links if current else found.last_known
                if most > HALF:
                    kept[key] = (*kept.get(key, ()), claim.id)
                    above.append(claim.party)
            above.extend(claim.members if claim.mechanism == "concert" else ())
        return above

    ids = tuple(everybody([situation.firm], directly_above))
    return found._replace(ids=ids)


def concerts_over(situation: Situation, index: Mapping[str, int]) -> list[set[int]]:
    """Who acts together over this firm, as cited and current; elsewhere they need not.

    A group all of whose members do is one of them: how they share what they have is no matter.
    """
    groups = {
        entity: everyone
        for entity in index
        if (everyone := frozenset(all_members(situation.knowledge, entity)))
    }
    found = []
    concerts = standing_controls(situation.knowledge, situation.firm, situation.day, "concert")
    for claim, current in concerts:
        together = {index[member] for member in claim.members if member in index}
        if claim.party in index:
            together.add(index[claim.party])
        named = {*claim.members, claim.party}
        together |= {index[group] for group, everyone in groups.items() if everyone <= named}
        if current and together:
            found.append(together)
    return found
