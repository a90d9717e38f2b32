"""Who stands at the first hop of a firm, where holders are compared one by one.

A register writes down the vehicle of a stake held indirectly. What is said of whoever is behind
it is one block: the vehicle has as much, and perhaps more where others are known to have a part
of it too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from graph.fraction import HALF, ONE, ZERO, Fraction
from graph.holders.held import Held
from graph.holders.holder_column import HolderColumn
from graph.holders.several_stakes import held_by
from graph.holders.stake import Stake
from graph.measures.paper_sides import held_through
from graph.networks.situation import Situation

Way = tuple[str, ...] | None  # through which vehicles; nothing where it is not said


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
        for way, block in _blocks(situation, column, held):
            if way == ():
                own.append(_own(block))
            else:
                through.setdefault(("" if _named(way) else held.holder, way), []).append(block)
    vehicles = (_vehicle(situation, _named(way), blocks) for (_, way), blocks in through.items())
    return (*own, *vehicles)


def _named(way: Way) -> str:
    """The vehicle at the first hop, where one is named; of several nobody says which."""
    return way[0] if way is not None and len(way) == 1 else ""


def _blocks(situation: Situation, column: HolderColumn, held: Held) -> Iterator[tuple[Way, Held]]:
    """What a holder has, by the way in which it is held."""
    ways: dict[Way, list[Stake]] = {}
    for stake in column.stakes:
        if stake.holder == held.holder and stake.claim.id in held.claims and stake.claim.share:
            ways.setdefault(held_through(situation, stake.claim), []).append(stake)
    if len(ways) < 2:
        yield next(iter(ways), ()), held
        return
    parts = [held_by(stakes) for stakes in ways.values()]
    less = max(ZERO, sum((part.lower for part in parts), ZERO) - held.lower)
    more = max(ZERO, held.upper - sum((part.upper for part in parts), ZERO))
    for way, part in zip(ways, parts, strict=True):
        least, most = max(ZERO, part.lower - less), min(held.upper, part.upper + more)
        yield way, replace(part, lower=least, known=least, upper=most)


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
