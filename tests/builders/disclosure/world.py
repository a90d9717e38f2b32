"""A true world small enough to know everything about: who holds what, with which votes.

At most four firms and six parties. Shares are fractions of one; whoever holds less than a
twentieth and is of no interest by name stands in a *crowd*, so that a float has true owners too.
Nothing of the product is imported here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any

from quicktions import Fraction

ORIGINS = ("homeState", "homeOther", "associated", "foreignState", "foreignOther")
SIDE = {
    "homeState": "home",
    "homeOther": "home",
    "associated": "associated",
    "foreignState": "foreign",
    "foreignOther": "foreign",
}
CROWD = "crowd:"  # many holders, each far below every line; what follows is their origin
PLACES = ("home", "near", "away", "island")
INSTRUMENTS = ("exclusiveServices", "callOption", "equityPledge", "votingProxy")
NONE = Fraction(0)
TWELFTHS = [Fraction(part, 12) for part in range(1, 12)]
LINES = [Fraction(part, 100) for part in (5, 10, 20, 25, 30, 50, 67)]

Shares = Mapping[str, Fraction]


@dataclass(frozen=True)
class Contract:
    """A firm is run for a beneficiary: the equity of the bound nominees is replaced."""

    beneficiary: str
    firm: str
    bound: tuple[str, ...]
    instruments: tuple[str, ...]
    moved: Fraction  # the part of the nominees' benefit that moves, 0 to 1

    @property
    def votes_move(self) -> bool:
        """Votes move only with a proxy."""
        return "votingProxy" in self.instruments


@dataclass(frozen=True)
class World:
    """All that is so on one day; ``firms[0]`` is the firm that is asked about."""

    firms: tuple[str, ...]
    parties: Mapping[str, str]  # id → origin
    shares: Mapping[str, Shares]  # firm → holder → part of its capital; sums to one
    seats: Mapping[str, str]
    weights: Mapping[str, Mapping[str, int]] = field(default_factory=dict)  # votes per share
    record: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # firm → holder → nominee
    contracts: tuple[Contract, ...] = ()
    rights: tuple[tuple[str, str, str], ...] = ()  # party, firm, mechanism
    concerts: tuple[tuple[str, ...], ...] = ()
    money: tuple[tuple[str, int], ...] = ()  # investor, amount paid in; complete
    currencies: bool = False  # whether every other investor paid in another currency
    listed: bool = False  # on an exchange of home
    designated: bool = False  # whether the asked firm is on the list that a lens asks about
    edition: str = ""  # how much of that list was read: whole, unclear
    named: tuple[str, ...] = ()  # holders on a list that rules of reach extend
    feature: str = "plain"
    unnamed: tuple[str, ...] = ()  # parties of a consistent world that nobody named
    line: Fraction = NONE  # up to which a table of the asked firm need name nobody
    small: Shares = field(default_factory=dict)  # of the asked firm, what such holders have
    known: dict[Any, Any] = field(init=False, default_factory=dict, compare=False, repr=False)

    @property
    def asked(self) -> str:
        """The firm that is asked about."""
        return self.firms[0]

    def crowd(self, firm: str) -> Fraction:
        """What its small holders have together."""
        return sum((s for h, s in self.shares[firm].items() if h.startswith(CROWD)), Fraction(0))

    def origin(self, holder: str) -> str:
        """The origin of a party or of a crowd."""
        return holder.removeprefix(CROWD) if holder.startswith(CROWD) else self.parties[holder]

    def problems(self) -> Iterable[str]:
        """What would make this no world at all."""
        for firm, holders in self.shares.items():
            if sum(holders.values()) != 1:
                yield f"{firm}: holders have {sum(holders.values())}"
            if any(share < 0 for share in holders.values()):
                yield f"{firm}: less than nothing"


def draw(random: Random, feature: str | None = None) -> World:
    """A world with one special feature, or none."""
    chosen = feature or random.choice(FEATURES)
    firms = ("a", "b", "c", "d")[: random.choice((1, 2, 2, 3, 3, 4))]
    if chosen == "loop" and len(firms) < 2:
        firms = ("a", "b")
    names = ("p", "q", "r", "s", "t", "u")[: random.randint(2, 6)]
    parties = {name: random.choice((*ORIGINS, "homeOther", "foreignOther")) for name in names}
    shares = {firm: _table(random, firm, firms, names, chosen) for firm in firms}
    seats = {firm: random.choice(("home", "home", *PLACES)) for firm in firms}
    world = World(firms, parties, shares, seats, feature=chosen)
    world = replace(world, listed=random.random() < 0.3)
    holders = [h for h in (*names, *firms[1:]) if any(h in held for held in shares.values())]
    if holders and random.random() < 0.6:
        on_list = tuple(random.sample(holders, min(len(holders), random.choice((1, 1, 2)))))
        world = replace(world, named=on_list)
    if random.random() < 0.5:
        edition = random.choice(("whole", "unclear", ""))
        world = replace(world, designated=random.random() < 0.5, edition=edition)
    if random.random() < 0.3 or chosen == "money":
        investors = random.sample(names, random.randint(1, min(3, len(names))))
        money = tuple((n, random.choice((1, 2, 3, 5))) for n in investors)
        world = replace(world, money=money, currencies=random.random() < 0.5)
    return _special(random, world, chosen)


FEATURES = (
    *("plain",) * 6,
    *("chain",) * 4,
    *("loop", "ownShares", "classes", "classes", "nominee", "depository", "contract", "contract"),
    *("group", "concert", "right", "money", "thresholds", "wholly", "halves"),
)


def _table(
    random: Random, firm: str, firms: tuple[str, ...], names: tuple[str, ...], feature: str
) -> dict[str, Fraction]:
    """Holders of one firm: firms after it in the order (any, in loops), parties, a crowd."""
    later = firms[firms.index(firm) + 1 :] if feature != "loop" else tuple(set(firms) - {firm})
    holders: dict[str, Fraction] = {}
    left = Fraction(1)
    candidates = [*sorted(later), *sorted(later), *names]
    pool = LINES if feature == "thresholds" else TWELFTHS + LINES
    if feature == "halves" and firm == firms[0]:
        pair = random.sample([*later, *names], 2)
        return dict.fromkeys(pair, Fraction(1, 2))
    if feature == "wholly" and later:
        return {later[0]: Fraction(1)}
    for _ in range(random.randint(1, 4)):
        holder = random.choice(candidates)
        fitting = [share for share in pool if share <= left]
        if holder in holders or not fitting:
            continue
        share = random.choice(fitting)
        holders[holder], left = share, left - share
    if feature == "ownShares" and left > 0 and firm == firms[0]:
        own = min(left, random.choice(LINES[:3]))
        holders[firm], left = own, left - own
    rest = random.choice(("party", "party", "crowd", "crowd", "both"))
    if left and rest != "crowd":
        part = left if rest == "party" else left / 2
        holder = random.choice(names)
        holders[holder], left = holders.get(holder, Fraction(0)) + part, left - part
    if left:
        kinds = random.sample(("homeOther", "foreignOther", "associated"), random.choice((1, 2)))
        for kind in kinds:
            holders[CROWD + kind] = left / len(kinds)
    return holders


def _special(random: Random, world: World, feature: str) -> World:
    """The world with what its feature asks for."""
    firm = world.asked
    named = [h for h in world.shares[firm] if not h.startswith(CROWD) and h != firm]
    parties = [h for h in named if h in world.parties]
    if feature == "classes":
        heavy = random.choice(named)
        return replace(world, weights={firm: {heavy: random.choice((2, 6, 10))}})
    if feature in ("nominee", "depository") and parties:
        held = random.sample(parties, random.randint(1, len(parties)))
        world = replace(world, record={firm: dict.fromkeys(held, "n")})
        if feature == "depository":
            crowd = {h: "n" for h in world.shares[firm] if h.startswith(CROWD)}
            world = replace(world, record={firm: {**world.record[firm], **crowd}})
        return world
    if feature == "contract" and parties and len(world.firms) > 1:
        bound = tuple(sorted(random.sample(parties, random.randint(1, len(parties)))))
        whole = random.random() < 0.6
        cited = INSTRUMENTS if whole else tuple(random.sample(INSTRUMENTS, random.randint(1, 3)))
        moved = Fraction(1) if whole else random.choice((Fraction(0), Fraction(1, 2), Fraction(1)))
        return replace(
            world, contracts=(Contract(world.firms[-1], firm, bound, tuple(cited), moved),)
        )
    if feature == "concert" and len(parties) > 1:
        return replace(world, concerts=(tuple(sorted(random.sample(parties, 2))),))
    if feature == "right":
        mechanism = random.choice(("decisiveRight", "vetoRight", "goldenShare"))
        return replace(world, rights=((random.choice(list(world.parties)), firm, mechanism),))
    return world
