"""What every lens must say of a true world, from the definitions alone.

Each function gives the cases that are right (mostly one), or nothing where the lens's definition
leaves such a world open; then nothing is asked of the product. Nothing of the product is imported.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from disclosure import chains
from disclosure.world import SIDE, World

Cases = frozenset[str]
NOT_ASKED: Cases = frozenset()
HALF, QUARTER, NONE = Fraction(1, 2), Fraction(1, 4), Fraction(0)


def case(name: str) -> Cases:
    """One right case."""
    return frozenset((name,))


def home_share(world: World, *, paper: bool = False) -> Fraction:
    """What ends at home, on paper or by cash flow."""
    parts = chains.by_origin(world, "legal" if paper else "economic")
    return parts["homeState"] + parts["homeOther"]


def foreign_share(world: World) -> tuple[Fraction, Fraction]:
    """What ends abroad, associated jurisdictions left out and taken in."""
    parts = chains.by_origin(world, "economic")
    abroad = parts["foreignState"] + parts["foreignOther"]
    return abroad, abroad + parts["associated"]


def closed(world: World) -> bool:
    """Whether some of the firm ends in a closed group."""
    return sum(chains.by_origin(world, "economic").values()) != 1


def legal_seat(world: World) -> Cases:
    """Where it is incorporated."""
    words = {"home": "home", "near": "associated", "away": "foreign", "island": "offshore"}
    return case(words[world.seats[world.asked]])


def holds_part_of_another(world: World) -> bool:
    """Whether the asked firm has a company that is not wholly its own: what the group is worth
    then depends on how much of it that company is, which nobody said."""
    return any(
        0 < held.get(world.asked, NONE) < 1 for firm, held in world.shares.items()
        if firm != world.asked
    )  # fmt: skip


def ultimate_ownership(world: World) -> Cases:
    """More than half at home, or less; exactly half is not more, so not home-owned."""
    if closed(world) or holds_part_of_another(world):
        return NOT_ASKED
    return case("above" if home_share(world) > HALF else "below")


def xinchuang(world: World) -> Cases:
    """More than a quarter abroad, whichever side associated jurisdictions are on."""
    if closed(world):
        return NOT_ASKED
    least, most = foreign_share(world)
    if least > QUARTER:
        return case("above")
    return case("below") if most <= QUARTER else case("undecided")


def side_of(world: World, found: list[frozenset[str]]) -> str:
    """The side of whoever directs; several sides are contested."""
    sides = {SIDE[world.parties[member]] for by in found for member in by}
    return sides.pop() if len(sides) == 1 else "contested"


def ultimate_control(world: World) -> Cases:
    """Whose majority of votes, decisive right or contract with the votes it is in the end."""
    found = chains.controllers(world, world.asked)
    if found:
        return case(side_of(world, found))
    return NOT_ASKED if chains.headless(world, world.asked) else case("none")


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
    others = [s for h, s in held.items() if h not in state]
    largest = max(state.values(), default=NONE)
    agreed = any(
        world.parties[party] == "homeState" and mechanism == "decisiveRight"
        for party, _, mechanism in world.rights
    )
    also = case("byAgreement") if agreed else NOT_ASKED
    if largest > HALF:
        return case("absolute") | also
    if largest == HALF and HALF in others:
        return case("halves") | also
    ahead = [s for s in held.values() if s >= largest]
    if state and len(ahead) == 1:
        return case("relative") | also
    if agreed or world.concerts:
        return also
    return case("none")


def state_influence(world: World) -> Cases:
    """All bodies of the state as one: high, medium from a tenth of the votes, none."""
    if holds_part_of_another(world):
        return NOT_ASKED
    state = frozenset(p for p, origin in world.parties.items() if origin == "homeState")
    together = chains.voters(world, world.asked, state)
    rights = {mechanism for party, _, mechanism in world.rights if party in state}
    others = [by for by in chains.alone(world) if not by & state]
    if any(by & state and by - state for by in chains.alone(world)):
        return NOT_ASKED  # a public body in concert with others: whose votes they are is not said
    rival = max((chains.voters(world, world.asked, by) for by in others), default=NONE)
    loose = [  # blocks of firms that nobody directs
        share
        for holder, share in chains.votes(world)[world.asked].items()
        if holder in world.firms
        and not any(holder in chains.directed(world, by) for by in (state, *others))
    ]
    rival = max([rival, *loose])
    through = chains.directed(world, state)
    capital = sum(
        (s for h, s in world.shares[world.asked].items() if h in state or h in through), NONE
    )
    high = together > Fraction(30, 100) and together > rival
    if high or capital >= HALF or together > HALF or "decisiveRight" in rights:
        return case("controlling")
    if together >= Fraction(10, 100) or rights:
        return case("influencing")
    return case("none")


def csrc_actual_control(world: World) -> Cases:
    """Half of the shares, over 30 % of the votes with nobody else as much, or a decisive right."""
    firm = world.asked
    if not world.listed or world.seats[firm] != "home" or world.contracts:
        return NOT_ASKED
    groups = chains.alone(world)
    if world.concerts and any(len(by) == 1 for by in chains.controllers(world, firm)):
        return NOT_ASKED  # one in concert who passes the line alone: alone or together, not said
    if any(
        h in world.firms and not any(h in chains.directed(world, by) for by in groups)
        for h in world.shares[firm]
    ):
        return NOT_ASKED  # a block whose own controller is nobody
    cast = {by: chains.voters(world, firm, by) for by in groups}
    found = []
    for by in groups:
        through = chains.directed(world, by)
        capital = sum((s for h, s in world.shares[firm].items() if h in by or h in through), NONE)
        ahead = all(cast[by] > other for them, other in cast.items() if them != by)
        if capital >= HALF or (cast[by] > Fraction(30, 100) and ahead) or firm in through:
            found.append(by)
    return case(side_of(world, found)) if found else case("none")


def _firm_abroad(world: World, holder: str) -> bool:
    return holder in world.firms and world.seats[holder] != "home"


def first_hop_foreign(world: World) -> Fraction:
    """Holders from outside at the first hop on paper; associated count as outside."""
    return sum(
        (
            share
            for holder, share in world.shares[world.asked].items()
            if holder != world.asked
            and (
                _firm_abroad(world, holder)
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
            elif _firm_abroad(world, holder):
                return case("above")
            else:
                ahead.append(holder)
    return case("none")


def purely_domestic_funding(world: World) -> Cases:
    """A foreign unit at any hop or foreign money refutes it; associated ones do not."""
    abroad = any(_firm_abroad(world, firm) for firm in world.firms)
    if abroad or world.contracts or holds_part_of_another(world):
        return NOT_ASKED  # a vehicle abroad of owners at home: a unit of which side is not said
    parts = chains.by_origin(world, "legal")
    held = bool(parts["foreignState"] or parts["foreignOther"])
    paid = any(SIDE[world.parties[who]] == "foreign" for who, _ in world.money)
    return case("some" if held or paid else "none")


def state_special_right(world: World) -> Cases:
    """A public body of home has a special share, a seat or a veto."""
    holders = {world.parties[party] for party, _, _ in world.rights}
    if "foreignState" in holders:
        return NOT_ASKED  # whether another state's right is one, the definition does not say
    return case("some") if "homeState" in holders else case("undecided")


def home_money(world: World) -> Fraction | None:
    """The part of the money paid in that came from home."""
    total = sum(amount for _, amount in world.money)
    home = sum(amount for who, amount in world.money if SIDE[world.parties[who]] == "home")
    return Fraction(home, total) if total else None


def funding_origin(world: World) -> Cases:
    """More or less than half of it from home; exactly half is neither."""
    share = home_money(world)
    if share is None or share == HALF:
        return NOT_ASKED
    return case("above" if share > HALF else "below")


def taiwan_mainland_funded(world: World) -> Cases:
    """More than 30 % by products along chains, or a controller from home; of a firm abroad."""
    if world.seats[world.asked] == "home" or closed(world):
        return NOT_ASKED
    control = ultimate_control(world)
    if home_share(world, paper=True) > Fraction(30, 100) or control == case("home"):
        return case("above")
    return case("below") if control <= {"foreign", "associated", "none"} and control else NOT_ASKED


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


LENSES: dict[str, Callable[[World], Cases]] = {
    "legal-seat": legal_seat,
    "ultimate-ownership": ultimate_ownership,
    "xinchuang": xinchuang,
    "ultimate-control": ultimate_control,
    "nbs-state-control": nbs_state_control,
    "state-influence": state_influence,
    "state-special-right": state_special_right,
    "csrc-actual-control": csrc_actual_control,
    "foreign-investment": foreign_investment,
    "registered-foreign-equity": registered_foreign_equity,
    "purely-domestic-funding": purely_domestic_funding,
    "funding-origin": funding_origin,
    "taiwan-mainland-funded": taiwan_mainland_funded,
    "block-ownership": block_ownership,
}
ERAS = {  # lenses in force only before or only after 2020
    "registered-foreign-equity": 2018,
    "taiwan-mainland-funded": 2018,
    "foreign-investment": 2025,
    "xinchuang": 2025,
}


def measured(world: World, lens: str) -> tuple[Fraction, Fraction] | None:
    """The true value of a lens's measure, least and most, where it has a number."""
    if lens == "ultimate-ownership" and not closed(world) and not holds_part_of_another(world):
        share = home_share(world)
        return share, share
    if lens == "xinchuang" and not closed(world):
        return foreign_share(world)
    if lens == "taiwan-mainland-funded" and not closed(world):
        share = home_share(world, paper=True)
        return share, share
    if lens == "registered-foreign-equity" and registered_foreign_equity(world):
        share = first_hop_foreign(world)
        return share, share
    if lens == "funding-origin":
        money = home_money(world)
        return None if money is None else (money, money)
    return None
