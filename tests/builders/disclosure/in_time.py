"""Ways in which what is said is of another day: vague ends, pending steps, rounds, successions.

An item that is of another day does not bind the day asked; what the world is on that day may be
as it says or otherwise.
"""

from __future__ import annotations

from dataclasses import replace
from random import Random

from quicktions import Fraction

from disclosure.items import Item, stakes
from disclosure.world import LINES, World

ONE = Fraction(1)


def _some(random: Random, items: list[Item], chance: float = 0.8) -> list[Item]:
    return [item for item in items if random.random() < chance]


def _parties(world: World) -> list[Item]:
    """Direct stakes of parties, who may sell and buy."""
    direct = [item for item in stakes(world, world.asked) if item.how == "direct"]
    return [item for item in direct if item.holder in world.parties]


def vague_end(world: World, random: Random) -> list[Item]:
    """A stake that ended some time in the year of the day asked: it may be over, or not yet.

    In the world its holder still has it, or somebody who has nothing is said to have had it.
    """
    held = stakes(world, world.asked)
    parties = _parties(world)
    gone = [party for party in world.parties if party not in world.shares[world.asked]]
    if gone and (random.random() < 0.5 or not parties):
        share = random.choice(LINES)
        over = Item("stake", "vagueEnd", world.asked, random.choice(gone), share, share)
        others = _some(random, held)
    elif parties:
        chosen = random.choice(parties)
        over = replace(chosen, way="vagueEnd")
        others = _some(random, [item for item in held if item is not chosen])
    else:
        return _some(random, held)
    ended = (("valid_from", "2010"), ("valid_to", "{year}"), ("as_of", "{year}-01"))
    return [*others, replace(over, binding=False, columns=ended)]


def pending(world: World, random: Random) -> list[Item]:
    """A purchase that was agreed and due before the day asked; whether it was done is not said.

    Everybody's figures are of before. In the world it was done, or it was not.
    """
    parties = _parties(world)
    if not parties or world.record:
        return []
    seller = random.choice(parties)
    names = [p for p in world.parties if p != seller.holder]
    share = world.shares[world.asked]
    buyer = random.choice(names)
    had = share.get(buyer, Fraction(0))
    moved = random.choice((seller.high or ONE, (seller.high or ONE) / 2))
    if random.random() < 0.5:  # done: the seller had more, the buyer less
        bought = had
        if not bought:
            return []
        before = {**share, buyer: Fraction(0), seller.holder: share[seller.holder] + bought}
    else:
        before, bought = dict(share), had + moved
    earlier = replace(world, shares={**world.shares, world.asked: before})
    said = [
        replace(item, way="pending", months=9, binding=False)
        for item in stakes(earlier, world.asked)
        if item.high
    ]
    agreed = Item(
        "stake", "pending", world.asked, buyer, bought, bought, months=5, binding=False,
        columns=(("stage", "agreed"), ("valid_from", "{year}-10-31")),
    )  # fmt: skip
    return [*_some(random, said, 0.9), agreed]


def dilution(world: World, random: Random) -> list[Item]:
    """Figures of before a round, and what one investor got in it: all others were scaled down."""
    parties = [item for item in _parties(world) if (item.high or ONE) < Fraction(1, 2)]
    investors = [investor for investor, _ in world.money]
    if world.money:  # then its one investor got its stake in the round that is told of
        parties = [item for item in parties if investors == [item.holder]]
    if not parties or world.record or world.weights:
        return []
    new = random.choice(parties)
    part = new.high or ONE
    old = [
        replace(
            item, way="dilution", low=(item.low or ONE) / (ONE - part),
            high=(item.high or ONE) / (ONE - part), months=9, binding=False,
        )
        for item in stakes(world, world.asked)
        if item.holder != new.holder
    ]  # fmt: skip
    round_said = [
        Item("round", "dilution", world.asked, low=ONE, months=2),
        Item("roundTable", "dilution", world.asked, months=2),
        Item("money", "dilution", world.asked, new.holder, ONE, ONE, months=2),
    ]
    told = [] if world.money else round_said
    return [*_some(random, old, 0.9), replace(new, way="dilution"), *told]


def succession(world: World, random: Random) -> list[Item]:
    """A firm's stake is said of the name it had before."""
    held = stakes(world, world.asked)
    firms = [i for i in held if i.holder in world.firms and i.holder != world.asked]
    if not firms:
        return []
    heir = random.choice(firms)
    how = random.choice(("renaming", "merger", "stakePassed"))
    was = replace(heir, way="succession", holder="o", months=7, binding=False)
    said = Item("succession", "succession", world.asked, heir.holder, months=4, words=(how,))
    return [*_some(random, [i for i in held if i is not heir]), was, said]
