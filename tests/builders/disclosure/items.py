"""What is said of a world: items of disclosure, each one row of a table or one statement."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quicktions import Fraction

from disclosure.chains import votes
from disclosure.world import CROWD, World

ALL = Fraction(1)
POWERS = ("contract", "right", "concert", "classes")  # whoever hides these says something false


@dataclass(frozen=True)
class Item:
    """One thing said: of a stake its bounds, of a table its line, of a power its mechanism."""

    kind: str
    way: str
    firm: str = ""
    holder: str = ""
    low: Fraction | None = None
    high: Fraction | None = None
    open: str = ""  # min, max
    measure: str = "record"  # record, votes, beneficial
    how: str = "direct"  # direct, indirect, unknownDirectness
    via: str = ""
    months: int = 1  # how long before the day asked the source speaks
    source: str = "reg"
    words: tuple[str, ...] = ()  # instruments, mechanism, members
    others: tuple[str, ...] = ()  # bound nominees
    binding: bool = True  # whether it is so on the day asked; of another day it may not be
    columns: tuple[tuple[str, str], ...] = ()  # further columns of its row

    @property
    def current(self) -> bool:
        """Whether it speaks of the day asked."""
        return self.months <= 6 and self.binding

    def admits(self, share: Fraction) -> bool:
        """Whether a share lies within what is said."""
        if self.low is None or self.high is None:
            return share > 0
        above = share > self.low if "min" in self.open else share >= self.low
        below = share < self.high if "max" in self.open else share <= self.high
        return above and below


def true_share(world: World, item: Item) -> Fraction | None:
    """What the world says of the quantity an item speaks of; nothing if it is no stake."""
    if item.kind != "stake" or not item.current:
        return None
    record = world.record.get(item.firm, {})
    holders = world.shares[item.firm]
    if item.measure == "beneficial":
        return holders.get(item.holder, Fraction(0))
    if item.holder == "n":
        return sum((s for h, s in holders.items() if record.get(h) == "n"), Fraction(0))
    if item.words:  # a group: what its members have together
        return sum((holders.get(member, Fraction(0)) for member in item.words), Fraction(0))
    if item.measure == "votes":
        return votes(world)[item.firm].get(item.holder, Fraction(0))
    if item.how == "indirect" and item.via in world.firms:
        part = world.shares[item.via].get(item.holder, Fraction(0))
        return holders[item.via] if part == 1 else None
    return holders.get(item.holder, Fraction(0))


def untrue(world: World, items: Iterable[Item]) -> list[str]:
    """Items that are not so in the world: rivals are; everything else never may be."""
    said = list(items)
    wrong = []
    for item in said:
        share = true_share(world, item)
        if share is not None and item.way != "rival" and not item.admits(share):
            wrong.append(f"{item.holder} in {item.firm}: {share} is not what is said: {item}")
        if item.kind == "table":
            named = _named(said, item)
            wrong += [
                f"{holder} in {item.firm} is above the line and not named"
                for holder, share in _held(world, item).items()
                if above(share, item.low or Fraction(0))
                and holder not in named
                and not holder.startswith(CROWD)
            ]
            if item.low == 0 and world.crowd(item.firm):
                wrong.append(f"{item.firm}: a crowd is not named")
    present = {item.kind for item in said}
    needed = {
        "contract": world.contracts, "right": world.rights, "concert": world.concerts,
        "classes": world.weights,
    }  # fmt: skip
    return wrong + [
        f"no {kind} said" for kind, has in needed.items() if has and kind not in present
    ]


def _named(items: Sequence[Item], table: Item) -> set[str]:
    named: set[str] = set()
    for item in items:
        if item.kind != "stake" or item.firm != table.firm or not item.current:
            continue
        if item.measure == table.measure and (item.how == "direct" or item.measure == "beneficial"):
            named |= set(item.words) or {item.holder}
    return named


def _held(world: World, table: Item) -> dict[str, Fraction]:
    """Who is on the register that a table is of: nominees in the place of their principals."""
    if table.measure == "votes":
        return votes(world)[table.firm]
    if table.measure == "beneficial":
        return dict(world.shares[table.firm])
    record = world.record.get(table.firm, {})
    held: dict[str, Fraction] = {}
    for holder, share in world.shares[table.firm].items():
        name = record.get(holder, holder)
        held[name] = held.get(name, Fraction(0)) + share
    return held


def wholly(world: World) -> list[Item]:
    """Everything, exactly, with complete tables, every origin and every seat."""
    items = [*backdrop(world), *origins(world)]
    if world.edition != "whole":
        items.append(Item("edition", "exact", world.asked, words=("whole",)))
    for firm in world.firms:
        items += stakes(world, firm)
        items.append(table(world, firm))
        if firm in world.weights:
            items += votes_stated(world, firm)
            items.append(Item("table", "votes", firm, low=_line(world, firm), measure="votes"))
    return items


def _line(world: World, firm: str) -> Fraction:
    return Fraction(5, 100) if world.crowd(firm) else Fraction(0)


def above(share: Fraction, line: Fraction) -> bool:
    """Whether a table names a share: laws on 5 % name who has it, others who has more."""
    return share >= line if line == Fraction(5, 100) else share > line


def table(world: World, firm: str, line: Fraction | None = None) -> Item:
    """That all holders above a line are named; at zero where there is no crowd."""
    least = _line(world, firm) if line is None else line
    return Item("table", "tableZero" if least == 0 else "table", firm, low=least)


def stakes(world: World, firm: str, way: str = "exact") -> list[Item]:
    """Every named holder's stake, exactly; nominees stand for their principals, who follow."""
    record = world.record.get(firm, {})
    items = [
        Item("stake", way, firm, holder, share, share)
        for holder, share in world.shares[firm].items()
        if not holder.startswith(CROWD) and holder not in record
    ]
    if record:
        held = sum((s for h, s in world.shares[firm].items() if h in record), Fraction(0))
        items.append(Item("stake", "nominee", firm, "n", held, held))
        items += [
            Item("stake", "nominee", firm, holder, share, share, how="indirect", via="n")
            for holder, share in world.shares[firm].items()
            if holder in record and not holder.startswith(CROWD)
        ]
    return items


def votes_stated(world: World, firm: str) -> list[Item]:
    """Every named holder's votes, exactly."""
    return [
        Item("stake", "votes", firm, holder, share, share, measure="votes")
        for holder, share in votes(world)[firm].items()
        if not holder.startswith(CROWD)
    ]


def origins(world: World) -> list[Item]:
    """Where every party is from: citizenship of persons; of public bodies it is what they are."""
    return [
        Item("origin", "exact", holder=party, words=(origin,))
        for party, origin in world.parties.items()
        if origin not in ("homeState", "foreignState")
    ]


def backdrop(world: World) -> list[Item]:
    """What is never hidden: powers, contracts, classes, concert; and seats, listing, money."""
    items = [Item("seat", "exact", firm, words=(place,)) for firm, place in world.seats.items()]
    if world.listed:
        items.append(Item("listing", "exact", world.asked))
    items += [
        Item("contract", "contract", c.firm, c.beneficiary, words=c.instruments, others=c.bound)
        for c in world.contracts
    ]
    items += [Item("right", "right", f, party, words=(m,)) for party, f, m in world.rights]
    items += [Item("concert", "concert", world.asked, words=m) for m in world.concerts]
    items += [Item("classes", "votes", firm) for firm in world.weights]
    if world.designated:
        items.append(Item("designated", "exact", world.asked))
    if world.named:
        items += [Item("named", "exact", holder=holder) for holder in world.named]
    if world.edition:
        items.append(Item("edition", "exact", world.asked, words=(world.edition,)))
    if world.money:
        whole = Fraction(sum(amount for _, amount in world.money))
        items += [  # every other investor pays in another currency, in a round of its own
            Item(
                "money", "money", world.asked, who, Fraction(n), Fraction(n),
                words=("abroad",) if world.currencies and at % 2 else (),
            )
            for at, (who, n) in enumerate(world.money)
        ]  # fmt: skip
        items.append(Item("paidIn", "money", world.asked, low=whole, high=whole))
        items.append(Item("roundTable", "money", world.asked))
        if world.currencies and len(world.money) > 1:
            items.append(Item("roundTable", "money", world.asked, words=("abroad",)))
    return items
