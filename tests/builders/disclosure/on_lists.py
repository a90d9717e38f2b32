"""Whom listed holders reach in a true world, by the rule of half of the capital.

Written from the method's section on control: the least set of firms of which the listed, and those
reached, have half or more together; shares are added up and never multiplied, and who has less
than half of an intermediary passes nothing on. Nothing of the product is imported.
"""

from __future__ import annotations

from quicktions import Fraction

from disclosure.on_paper import HALF, NONE, NOT_ASKED, Cases, case
from disclosure.world import CROWD, World


def reached(world: World, listed: frozenset[str]) -> frozenset[str]:
    """The firms that the listed own by half or more, one hop at a time."""
    found: set[str] = set()
    while True:
        more = {
            firm
            for firm, holders in world.shares.items()
            if firm not in found
            and sum((s for h, s in holders.items() if h in listed or h in found), NONE) >= HALF
        }
        if not more:
            return frozenset(found)
        found |= more


def reach(world: World) -> Cases:
    """Reached whoever hides, clear whoever hides; where it depends on who that is, undecided.

    The list names whom it names; small holders and those nobody named may be on it too.
    """
    if not world.named or any(firm in held for firm, held in world.shares.items()):
        return NOT_ASKED
    listed = frozenset(world.named)
    anybody = {h for held in world.shares.values() for h in held if hidden(world, h)}
    if world.asked in reached(world, listed):
        return case("reached")
    return case("undecided" if world.asked in reached(world, listed | anybody) else "clear")


def hidden(world: World, holder: str) -> bool:
    """Whether a holder is one that nobody named: of a crowd, or drawn for what is left."""
    return holder.startswith(CROWD) or holder in world.unnamed


def part(world: World) -> Fraction:
    """What the listed and those they reach have of the asked firm."""
    listed = frozenset(world.named)
    through = reached(world, listed)
    held = world.shares[world.asked].items()
    return sum((share for holder, share in held if holder in listed or holder in through), NONE)
