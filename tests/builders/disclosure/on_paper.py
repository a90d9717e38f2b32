"""What the lenses that read capital on paper must say of a true world.

Each function gives the cases that are right (mostly one), or nothing where the lens's definition
leaves such a world open. Nothing of the product is imported here.
"""

from __future__ import annotations

from quicktions import Fraction

from disclosure import chains
from disclosure.world import SIDE, World

Cases = frozenset[str]
NOT_ASKED: Cases = frozenset()
HALF, QUARTER, NONE = Fraction(1, 2), Fraction(1, 4), Fraction(0)


def case(name: str) -> Cases:
    """One right case."""
    return frozenset((name,))


def _whole_owner(world: World, holder: str) -> str | None:
    """The one party at the end of a holder's chain, or nothing if there are several."""
    for _ in world.firms:
        if holder not in world.shares:
            return holder
        owners = world.shares[holder]
        if len(owners) != 1:
            return None
        (holder,) = owners
    return None


def by_capital(world: World) -> dict[str, Fraction] | None:
    """Who has how much of the capital, wholly owned firms looked through; nothing if mixed."""
    found: dict[str, Fraction] = {}
    for holder, share in world.shares[world.asked].items():
        if chains.is_crowd(holder):
            continue
        owner = _whole_owner(world, holder)
        if owner is None or owner in found or chains.is_crowd(owner):
            return None  # mixed, or one owner twice: added up or not, the definition is silent
        found[owner] = share
    return found


def nbs_state_control(world: World) -> Cases:
    """One holder of the state: over half, the largest, by agreement, or a half beside a half."""
    held = by_capital(world)
    if world.seats[world.asked] != "home" or held is None or world.contracts:
        return NOT_ASKED
    state = {h: s for h, s in held.items() if world.parties[h] == "homeState"}
    largest = max(state.values(), default=NONE)
    agreed = any(
        world.parties[party] == "homeState" and mechanism == "decisiveRight"
        for party, _, mechanism in world.rights
    )
    also = case("byAgreement") if agreed else NOT_ASKED
    if largest > HALF:
        return case("absolute") | also
    if largest == HALF and list(held.values()).count(HALF) == 2:
        return case("halves") | also
    ahead = [s for s in held.values() if s >= largest]
    if state and len(ahead) > 1 and list(state.values()).count(largest) == len(ahead):
        return NOT_ASKED  # of two of the state's that are level, neither more nor less is said
    if state and len(ahead) == 1:
        return case("relative") | also
    if agreed or world.concerts or world.rights:
        return NOT_ASKED  # whether a decisive right is an agreement, the definition does not say
    return case("none")


def firm_abroad(world: World, holder: str) -> bool:
    """Whether a holder is a firm seated elsewhere than at home."""
    return holder in world.firms and world.seats[holder] != "home"


def first_hop_foreign(world: World) -> Fraction:
    """Holders from outside at the first hop on paper; associated count as outside."""
    return sum(
        (
            share
            for holder, share in world.shares[world.asked].items()
            if holder != world.asked
            and (
                firm_abroad(world, holder)
                if holder in world.firms
                else SIDE[world.origin(holder)] != "home"
            )
        ),
        NONE,
    )


def registered_foreign_equity(world: World) -> Cases:
    """A quarter or more, less, or none, of a company onshore."""
    if world.seats[world.asked] != "home" or world.asked in world.shares[world.asked]:
        return NOT_ASKED
    if any(world.asked in held for firm, held in world.shares.items() if firm != world.asked):
        return NOT_ASKED  # each company onshore is tested, and which of them are meant is not said
    share = first_hop_foreign(world)
    return case("none" if share == 0 else "between" if share < QUARTER else "above")


def foreign_investment(world: World) -> Cases:
    """Any stake from outside, direct or through onshore companies that have one."""
    if world.seats[world.asked] != "home":
        return NOT_ASKED
    seen, ahead = set(), [world.asked]
    while ahead:
        firm = ahead.pop()
        if firm in seen:
            continue
        seen.add(firm)
        for holder, share in world.shares[firm].items():
            if not share:
                continue
            if holder not in world.firms:
                if SIDE[world.origin(holder)] != "home":
                    return case("above")
            elif firm_abroad(world, holder):
                return case("above")
            else:
                ahead.append(holder)
    return case("none")


def block_ownership(world: World) -> Cases:
    """Named holders of a twentieth or more, home against foreign."""
    held = by_capital(world)
    if held is None or world.contracts or world.asked in held:
        return NOT_ASKED
    sides = {"home": NONE, "foreign": NONE, "associated": NONE}
    for holder, share in held.items():
        if share >= Fraction(5, 100):
            sides[SIDE[world.parties[holder]]] += share
    if sides["home"] == sides["foreign"]:
        return case("even")
    return case("home" if sides["home"] > sides["foreign"] else "foreign")
