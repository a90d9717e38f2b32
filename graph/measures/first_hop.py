"""Who stands at the first hop of a firm, where holders are compared one by one.

A register writes down the vehicle of a stake held indirectly. What is said of whoever is behind
it is one block: the vehicle has as much, and perhaps more where others are known to have a part
of it too.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from msgspec import Struct

from graph.fraction import HALF, ONE, ZERO, Fraction
from graph.holders.held import Held
from graph.holders.holder_column import HolderColumn
from graph.holders.ways import Way, by_way
from graph.measures.paper_sides import held_through
from graph.networks.situation import Situation


class FirstHop(Struct, frozen=True, kw_only=True):
    """One at the first hop: least and most of the firm, and whose blocks are in it."""

    holder: str  # who stands there; empty where nobody says which company it is
    lower: Fraction
    upper: Fraction
    blocks: tuple[Held, ...]  # of those said to hold through it; its own where it is nobody's
    directing: str = ""  # of those behind, who has more than half of the vehicle for certain

    @property
    def is_own(self) -> bool:
        """Whether nobody is said to stand behind the holder."""
        return all(block.holder == self.holder for block in self.blocks)


def at_first_hop(situation: Situation, column: HolderColumn) -> tuple[FirstHop, ...]:
    """Everybody at the first hop of a column, each once.

    Of one who has blocks in several ways each stands apart, and may be less than it is said to
    be where one may contain another.
    """
    own: list[FirstHop] = []
    through: dict[tuple[str, Way], list[Held]] = {}
    for held in column.held:
        for way, block in by_way(column.stakes, held, partial(held_through, situation)):
            if way == ():
                own.append(_own(block))
            else:
                through.setdefault(("" if _named(way) else held.holder, way), []).append(block)
    vehicles = (_vehicle(situation, _named(way), blocks) for (_, way), blocks in through.items())
    return (*own, *vehicles)


def _named(way: Way) -> str:
    """The vehicle at the first hop, where one is named; of several nobody says which."""
    return way[0] if way is not None and len(way) == 1 else ""


def _own(block: Held) -> FirstHop:
    return FirstHop(holder=block.holder, lower=block.lower, upper=block.upper, blocks=(block,))


def _vehicle(situation: Situation, vehicle: str, blocks: Sequence[Held]) -> FirstHop:
    """A vehicle with what is held through it.

    Whoever is known to have the part p of it, and has b of the firm through it, has all of its
    stake or that part: it has b/p at the most.
    """
    lower = min(ONE, sum((block.lower for block in blocks), ZERO))
    upper = min(ONE, sum((block.upper for block in blocks), ZERO))
    owners = situation.column(vehicle, "legal").held if vehicle else ()
    parts = {owner.holder: owner.lower for owner in owners if owner.lower > 0}
    wholes = [block.upper / parts[block.holder] for block in blocks if block.holder in parts]
    most = max(upper, min((ONE, *wholes))) if wholes else upper
    directing = [
        block.holder
        for block in blocks
        if parts.get(block.holder, ZERO) > HALF or 2 * block.lower > most
    ]
    if len(blocks) == 1 and not wholes:
        directing = [blocks[0].holder]  # one block, the holder's
    return FirstHop(
        holder=vehicle,
        lower=lower,
        upper=most,
        blocks=tuple(blocks),
        directing=directing[0] if directing else "",
    )
