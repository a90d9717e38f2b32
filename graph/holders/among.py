"""Blocks of a firm that several have among them, and nobody says how.

A group whose members are all named is one: whoever has all of its members has all of its block,
split or not. What contracts move is another: of a nominee whose contracts are in doubt either it
or the beneficiary has it, and of a group of which one member is bound the others have it, or the
beneficiary.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from graph.claims.knowledge import Knowledge
from graph.fraction import ONE, ZERO, Fraction
from graph.holders.contracts import Contract, rows_of_nominees
from graph.holders.groups import all_members, is_group
from graph.holders.held import Held
from graph.holders.holder_column import HolderColumn


class Among(Struct, frozen=True, kw_only=True):
    """What some holders have of a column together, beside what is counted of each of them."""

    holders: frozenset[str]
    least: Fraction
    most: Fraction
    claims: tuple[str, ...]
    group: str = ""  # the group whose row says the same


def shared_blocks(
    knowledge: Knowledge, column: HolderColumn, contracts: Sequence[Contract] = ()
) -> tuple[Among, ...]:
    """The blocks of a column that several share, before contracts and by them.

    Of a group nobody knows all members of, and of one nominee wholly bound, there is none.
    """
    rows = rows_of_nominees(column, column.held, contracts)
    found = (_block(knowledge, one, contracts) for one in rows)
    return tuple(one for one in found if one is not None)


def _block(knowledge: Knowledge, row: Held, contracts: Sequence[Contract]) -> Among | None:
    """What a row's holders, and those to whom contracts may move it, have of it together."""
    grouped = is_group(knowledge, row.holder)
    members = all_members(knowledge, row.holder) if grouped else (row.holder,)
    touching = [one for one in contracts if one.part_of(row) != "none"]
    if not members or (not touching and not grouped):
        return None
    holders = frozenset(members)
    kept = moved = ONE  # the part of the row that no contract surely moves, or perhaps
    claims = list(row.claims)
    for contract in touching:
        wholly = contract.part_of(row) == "all"
        if contract.lower == 1 and (wholly or grouped):
            holders -= frozenset(members) if wholly else contract.bound
        holders |= {contract.beneficiary}
        kept *= ONE - contract.lower if wholly else ONE
        moved *= ONE - contract.upper
        claims += contract.claims
    least = row.lower * (kept if grouped else kept - moved)
    most = row.upper * kept if grouped and not _split(touching, row.holder) else ZERO
    if least <= 0 and most <= 0:
        return None
    return Among(
        holders=holders,
        least=least,
        most=most,
        claims=tuple(dict.fromkeys(claims)),
        group=row.holder if grouped else "",
    )


def _split(contracts: Sequence[Contract], group: str) -> bool:
    """Whether the members of a group that are not bound stand for it after some contracts."""
    return any(contract.unbound(group) for contract in contracts)
