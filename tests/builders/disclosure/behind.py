"""Ways to say who stands behind a row: tables of beneficial holders, groups, parents."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from quicktions import Fraction

from disclosure.chains import votes
from disclosure.items import Item, above, stakes
from disclosure.world import CROWD, World

HALF = Fraction(1, 2)


def _some(random: Random, items: list[Item], chance: float = 0.7) -> list[Item]:
    return [item for item in items if random.random() < chance]


def beneficial(world: World, random: Random) -> list[Item]:
    """The depository's block of record, and all owners above a line, wherever they hold.

    Owners hold by themselves here, so that their own shares are all they are owners of.
    """
    holders = world.shares[world.asked]
    if world.asked in holders or world.weights or any(h in world.firms for h in holders):
        return []
    record = world.record.get(world.asked, {})
    line = random.choice((Fraction(5, 100), Fraction(10, 100)))
    owners = [
        Item(
            "stake", "beneficial", world.asked, holder, share, share, measure="beneficial",
            how="unknownDirectness",
        )
        for holder, share in holders.items()
        if above(share, line) and not holder.startswith(CROWD)
    ]  # fmt: skip
    block = sum((share for holder, share in holders.items() if holder in record), Fraction(0))
    of_record = [
        Item(
            "stake", "beneficial", world.asked, "n", block, block,
            columns=(("capacity", "depository"),),
        )
    ]  # fmt: skip
    table = Item("table", "beneficial", world.asked, low=line, measure="beneficial")
    return [*owners, *(of_record if block else []), table]


def through_depository(world: World, random: Random) -> list[Item]:
    """A depository's block of record, and stakes said to be held through it by some owners."""
    held = stakes(world, world.asked)
    if not world.record:
        return []
    said = [
        replace(item, way="throughDepository", columns=(("capacity", "depository"),))
        if item.holder == "n"
        else replace(item, way="throughDepository")
        for item in held
    ]
    return [item for item in said if item.how == "direct" or random.random() < 0.6]


def group(world: World, random: Random) -> list[Item]:
    """A group's block; its members are of one origin, all named, and it is not split."""
    held = [item for item in stakes(world, world.asked) if item.how == "direct"]
    parties = [item for item in held if item.holder in world.parties]
    pairs = [
        (one, other)
        for at, one in enumerate(parties)
        for other in parties[at + 1 :]
        if world.parties[one.holder] == world.parties[other.holder]
    ]
    if not pairs or world.record:
        return []
    pair = random.choice(pairs)
    together = sum((item.high or Fraction(0) for item in pair), Fraction(0))
    members = tuple(item.holder for item in pair)
    block = Item("stake", "group", world.asked, "g", together, together, words=members)
    rest = [item for item in held if item not in pair]
    table = [Item("table", "tableZero", world.asked, low=Fraction(0))]
    complete = table if not world.crowd(world.asked) and random.random() < 0.5 else []
    others = rest if complete else _some(random, rest)
    return [block, Item("members", "group", holder="g"), *others, *complete]


def parent(world: World, random: Random) -> list[Item]:
    """Whoever has most of the votes is called the parent; how much it has is not said."""
    held = [item for item in stakes(world, world.asked) if item.how == "direct"]
    cast = votes(world)[world.asked]
    above = [i for i in held if cast.get(i.holder, Fraction(0)) > HALF and i.holder != world.asked]
    if not above or world.record or world.contracts:
        return []
    called = Item("parent", "parent", world.asked, above[0].holder)
    return [called, *_some(random, [item for item in held if item is not above[0]])]
