"""What one holder has of a firm, by the way in which it is held: itself, or through whom.

Two blocks that one source states as two add up; where one may contain the other, what is held
through somebody may be less than it is said to be, and what is held directly may not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from msgspec.structs import replace

from graph.claims.model import Ownership
from graph.fraction import ZERO
from graph.holders.held import Held
from graph.holders.several_stakes import held_by
from graph.holders.stake import Stake

Way = tuple[str, ...] | None  # through which vehicles; nothing where it is not said


def by_way(
    stakes: Iterable[Stake], held: Held, way_of: Callable[[Ownership], Way]
) -> tuple[tuple[Way, Held], ...]:
    """A holder's part of a column in parts, one for each way in which it has some of it."""
    ways: dict[Way, list[Stake]] = {}
    for stake in stakes:
        if stake.holder == held.holder and stake.claim.id in held.claims and stake.claim.share:
            ways.setdefault(way_of(stake.claim), []).append(stake)
    if len(ways) < 2:
        return ((next(iter(ways), ()), held),)
    parts = [held_by(each) for each in ways.values()]
    less = max(ZERO, sum((part.lower for part in parts), ZERO) - held.lower)
    more = max(ZERO, held.upper - sum((part.upper for part in parts), ZERO))
    found = []
    for (way, each), part in zip(ways.items(), parts, strict=True):
        direct = all(stake.claim.directness == "direct" for stake in each)
        least = min(held.lower, part.lower) if direct else max(ZERO, part.lower - less)
        most = min(held.upper, part.upper + more)
        found.append((way, replace(part, lower=least, known=least, upper=most)))
    return tuple(found)
