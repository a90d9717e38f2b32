"""What every lens must say of a true world, from the definitions alone.

Each function gives the cases that are right (mostly one), or nothing where the lens's definition
leaves such a world open; then nothing is asked of the product. Nothing of the product is imported.
"""

from __future__ import annotations

from collections.abc import Callable

from quicktions import Fraction

from disclosure import chains, on_lists
from disclosure.on_paper import (
    HALF,
    NONE,
    NOT_ASKED,
    QUARTER,
    Cases,
    block_ownership,
    case,
    firm_abroad,
    first_hop_foreign,
    foreign_investment,
    nbs_state_control,
    registered_foreign_equity,
)
from disclosure.world import SIDE, World

TENTH = Fraction(10, 100)


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
    """Whether the asked firm has a company that is not wholly its own.

    What the group is worth then depends on how much of it that company is, which nobody said.
    """
    held = [holders for firm, holders in world.shares.items() if firm != world.asked]
    return any(0 < holders.get(world.asked, NONE) < 1 for holders in held)


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
    if chains.headless(world, world.asked):
        return NOT_ASKED  # of which nationality a firm is that nobody directs, also beside a right
    found = chains.controllers(world, world.asked)
    if found:
        return case(side_of(world, found))
    if world.feature == "halves":
        return frozenset(("none", "joint"))  # that a pair with half each is joint may be said
    return case("none")


def state_influence(world: World) -> Cases:
    """All bodies of the state as one: high, medium from a tenth of the votes, none seen.

    Small ones in a crowd count with those that are seen, however many they are; where
    nothing is seen of influence, none is seen: "only where all larger holders are known". Who is
    at or below a table's line is no larger one, named or not, or naming one would reopen a word.
    """
    state = frozenset(p for p, origin in world.parties.items() if origin == "homeState")
    bound = {nominee for contract in world.contracts for nominee in contract.bound}
    if holds_part_of_another(world) or bound & state:
        return NOT_ASKED
    together = chains.voters(world, world.asked, state)
    rights = {mechanism for party, _, mechanism in world.rights if party in state}
    others = [by for by in chains.alone(world) if not by & state]
    if any(by & state and by - state for by in chains.alone(world)):
        return NOT_ASKED  # a public body in concert with others: whose votes they are is not said
    rival = max((chains.voters(world, world.asked, by) for by in others), default=NONE)
    heads = [  # firms that nobody directs: each with all that it directs is one more holder
        firm
        for firm in world.firms[1:]
        if not any(firm in chains.directed(world, by) for by in (state, *others))
    ]
    rival = max([rival, *(chains.voters(world, world.asked, frozenset((one,))) for one in heads)])
    loose = [one for one in heads if one in chains.votes(world)[world.asked]]
    if loose and any(
        holder in state and firm not in chains.directed(world, state)
        for firm in world.firms[1:]
        for holder in world.shares[firm]
    ):
        return NOT_ASKED  # a block of a firm that the state is in and does not direct
    through = chains.directed(world, state)
    capital = sum(
        (s for h, s in world.shares[world.asked].items() if h in state or h in through), NONE
    )
    seen = _seen(world, state | through)
    if seen >= TENTH or rights:
        small = "crowd:homeState"
        together += chains.votes(world)[world.asked].get(small, NONE)
        capital += world.shares[world.asked].get(small, NONE)
    high = together > Fraction(30, 100) and together > rival
    if high or capital >= HALF or together > HALF or "decisiveRight" in rights:
        return case("controlling")
    return case("influencing" if seen >= TENTH or rights else "none")


def _seen(world: World, ours: frozenset[str]) -> Fraction:
    """The votes seen of some holders: of all by name, or of the large and one whom nobody named."""
    held = {h: s for h, s in chains.votes(world)[world.asked].items() if h in ours}
    small = {h: min(s, world.small.get(h, NONE)) for h, s in held.items()}
    named = {h: s - small[h] for h, s in held.items()}
    large = sum((s for s in named.values() if s > world.line), NONE)
    return max(sum(named.values(), NONE), large + sum(small.values(), NONE))


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


def purely_domestic_funding(world: World) -> Cases:
    """A foreign unit at any hop or foreign money refutes it; associated ones do not."""
    abroad = any(firm_abroad(world, firm) for firm in world.firms)
    if abroad or world.contracts or holds_part_of_another(world):
        return NOT_ASKED  # a vehicle abroad of owners at home: a unit of which side is not said
    parts = chains.by_origin(world, "legal")
    held = bool(parts["foreignState"] or parts["foreignOther"])
    paid = any(SIDE[world.parties[who]] == "foreign" for who, _ in world.money)
    if held or paid:
        return case("some")
    # Without the money that was paid in nobody can say that there was no other.
    return case("none") if world.money else frozenset(("none", "undecided"))


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


def named_on_list(world: World) -> Cases:
    """Whether the firm itself is on the list; who is not named there may only be not found."""
    return case("listed") if world.designated else frozenset(("absent", "notFound"))


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
    "dod-1260h": named_on_list,
    "screen any-list": on_lists.reach,
    "screen ofac-50": on_lists.reach,
}
ERAS = {  # lenses in force only before or only after 2020
    "registered-foreign-equity": 2018,
    "taiwan-mainland-funded": 2018,
    "foreign-investment": 2025,
    "xinchuang": 2025,
    "dod-1260h": 2025,
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
