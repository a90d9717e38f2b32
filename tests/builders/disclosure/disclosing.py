"""Ways in which the world is partly disclosed, one function each; all but rivals say the truth.

A way changes what is said of the holders of the asked firm. What other firms' holders have is
said exactly, or hidden, as a coin falls. Powers are never hidden: who hides them says nothing
false of shares, and no reading of shares could help.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random

from quicktions import Fraction

from disclosure import answers, behind, chains, in_time
from disclosure.items import (
    ALL,
    Item,
    above,
    backdrop,
    origins,
    stakes,
    table,
    untrue,
    votes_stated,
    wholly,
)
from disclosure.on_paper import case
from disclosure.world import LINES, World

Way = Callable[[World, Random], list[Item]]
BANDS = [Fraction(n, 100) for n in (0, 5, 10, 20, 25, 30, 50, 75, 100)]
REGISTER = [Fraction(n, 100) for n in (25, 50, 75, 100)]


def _some(random: Random, items: list[Item], chance: float = 0.7) -> list[Item]:
    return [item for item in items if random.random() < chance]


def _band(item: Item) -> Item:
    """The band of common edges in which a share lies; over, up to and including."""
    share = item.high or Fraction(0)
    at = next(i for i in range(1, len(BANDS)) if share <= BANDS[i])
    return replace(item, way="band", low=BANDS[at - 1], high=BANDS[at], open="min")


def _more_than(item: Item, random: Random) -> Item:
    """More than the largest edge, or a smaller one, that it passes."""
    share = item.high or Fraction(0)
    passed = [line for line in (*LINES, Fraction(0)) if line < share]
    edge = max(passed) if random.random() < 0.7 else random.choice(passed)
    return replace(item, way="open", low=edge, high=ALL, open="min")


def exact(world: World, random: Random) -> list[Item]:
    """Some holders exactly, others not at all."""
    return _some(random, stakes(world, world.asked))


def band(world: World, random: Random) -> list[Item]:
    """Some in bands."""
    held = [_band(item) if item.how == "direct" else item for item in stakes(world, world.asked)]
    return _some(random, held, 0.85)


def open_bound(world: World, random: Random) -> list[Item]:
    """Some as more than a line, with nothing above said."""
    held = stakes(world, world.asked)
    return _some(random, [_more_than(i, random) if i.how == "direct" else i for i in held], 0.85)


def above_a_line(world: World, random: Random) -> list[Item]:
    """Everybody above a line, exactly or in bands, and that these are all; at 5 % from the line."""
    line = random.choice((Fraction(5, 100), Fraction(10, 100)))
    held = [
        i
        for i in stakes(world, world.asked)
        if above(i.high or Fraction(0), line) or i.how == "indirect"
    ]
    if random.random() < 0.4:
        held = [_band(i) if i.how == "direct" else i for i in held]
    return [*held, table(world, world.asked, line)]


def all_named(world: World, random: Random) -> list[Item]:
    """Everybody, some in bands, and that these are all."""
    held = stakes(world, world.asked)
    banded = [_band(i) if i.how == "direct" and random.random() < 0.4 else i for i in held]
    return [*banded, table(world, world.asked)]


def indirect(world: World, random: Random) -> list[Item]:
    """A vehicle's stake, and whoever is behind it as an indirect holder."""
    held = exact(world, random)
    for vehicle, share in world.shares[world.asked].items():
        owners = world.shares.get(vehicle, {})
        if vehicle != world.asked and len(owners) == 1:
            (owner,) = owners
            if owner in world.parties:
                held.append(
                    Item(
                        "stake", "indirect", world.asked, owner, share, share, how="indirect",
                        via=vehicle,
                    )
                )  # fmt: skip
    return held


def joint(world: World, random: Random) -> list[Item]:
    """Two holders' block as one of a group whose members are named."""
    held = [i for i in stakes(world, world.asked) if i.how == "direct"]
    pair = [i for i in held if i.holder in world.parties][:2]
    rest = [i for i in held if i not in pair]
    if len(pair) < 2:
        return _some(random, held)
    together = sum((i.high or Fraction(0) for i in pair), Fraction(0))
    members = tuple(i.holder for i in pair)
    group = Item("stake", "joint", world.asked, "g", together, together, words=members)
    out = [group, *_some(random, rest)]
    whole = not world.record and len(out) == 1 + len(rest) and random.random() < 0.5
    return [*out, table(world, world.asked)] if whole else out


def stale(world: World, random: Random) -> list[Item]:
    """Some figures are five years old; the old share was another, or the same."""
    out = []
    for item in stakes(world, world.asked):
        if item.how == "direct" and random.random() < 0.6:
            old = random.choice((item.high or Fraction(0), *LINES[:4]))
            out.append(replace(item, way="stale", low=old, high=old, months=60))
        else:
            out.append(item)
    total = sum((i.low or Fraction(0) for i in out if i.how == "direct"), Fraction(0))
    return _some(random, out, 0.85) if total <= 1 else exact(world, random)


def statement(world: World, random: Random) -> list[Item]:
    """That somebody is the actual controller, or that nobody is, as stated."""
    found = chains.controllers(world, world.asked)
    if len(found) == 1 and len(found[0]) == 1:
        (party,) = found[0]
        said = [Item("stated", "statement", world.asked, party)]
    elif (
        answers.ultimate_control(world)
        == answers.csrc_actual_control(
            replace(world, listed=True, seats={**world.seats, world.asked: "home"})
        )
        == case("none")
    ):
        said = [Item("statedNone", "statement", world.asked)]
    else:
        said = []
    return [*exact(world, random), *said]


def sources(world: World, random: Random) -> list[Item]:
    """The same holders in two sources of one day: exactly in one, in a band in the other."""
    held = exact(world, random)
    again = [
        replace(_band(i) if random.random() < 0.7 else i, way="sources", source="press")
        for i in held
        if i.how == "direct"
    ]
    return [*held, *again]


def rival(world: World, random: Random) -> list[Item]:
    """One holder's figure once truly and once falsely, of the same day."""
    held = exact(world, random)
    direct = [i for i in held if i.how == "direct" and i.holder in world.parties]
    if not direct:
        return held
    chosen = random.choice(direct)
    false = random.choice([line for line in LINES[:5] if line != chosen.high])
    return [*held, replace(chosen, way="rival", low=false, high=false, source="press")]


def sizeless(world: World, random: Random) -> list[Item]:
    """Some holders are named and their size is not."""
    held = stakes(world, world.asked)
    return [
        replace(i, way="sizeless", low=None, high=None)
        if i.how == "direct" and i.holder != "n" and random.random() < 0.5
        else i
        for i in held
    ]


def no_origin(world: World, random: Random) -> list[Item]:
    """Everybody's stake, but not everybody's origin."""
    return [*stakes(world, world.asked), table(world, world.asked)]


def votes(world: World, random: Random) -> list[Item]:
    """Capital of some, votes of some."""
    return [*exact(world, random), *_some(random, votes_stated(world, world.asked))]


def money(world: World, random: Random) -> list[Item]:
    """All holders as far as they are said; of the rounds who took part, and not how much."""
    return exact(world, random)


WAYS: dict[str, Way] = {
    "exact": exact,
    "band": band,
    "open": open_bound,
    "table": above_a_line,
    "tableZero": all_named,
    "indirect": indirect,
    "joint": joint,
    "stale": stale,
    "statement": statement,
    "sources": sources,
    "rival": rival,
    "sizeless": sizeless,
    "noOrigin": no_origin,
    "votes": votes,
    "beneficial": behind.beneficial,
    "throughDepository": behind.through_depository,
    "group": behind.group,
    "parent": behind.parent,
    "vagueEnd": in_time.vague_end,
    "pending": in_time.pending,
    "dilution": in_time.dilution,
    "succession": in_time.succession,
    "money": money,
}
OF_ANOTHER_DAY = ("stale", "vagueEnd", "pending", "dilution", "succession")


def partly(world: World, way: str, random: Random) -> list[Item]:
    """A disclosure of a world in one way; true but for a rival."""
    known = origins(world)
    if way == "noOrigin":
        known = _some(random, known, 0.5)
    said = [*backdrop(world), *known, *WAYS[way](world, random)]
    if way == "money":
        said = [_unsplit(item, random) for item in said]
    for firm in world.firms[1:]:
        fate = random.random()
        if fate < 0.75:
            said += stakes(world, firm)
        if fate < 0.5:
            said.append(table(world, firm))
    wrong = untrue(world, said)
    assert not wrong, wrong
    return said


def _unsplit(item: Item, random: Random) -> Item:
    """A participant of a round whose part of it is not said, by chance."""
    if item.kind != "money" or random.random() < 0.4:
        return item
    return replace(item, way="money", low=None, high=None)


def more(world: World, said: list[Item], random: Random) -> list[Item]:
    """Further true items of the same day beside what is said already."""
    rest = [item for item in wholly(world) if item not in said]
    added = [item for item in rest if item.kind != "table" and random.random() < 0.5]
    out = [*said, *added]
    for item in rest:
        if item.kind == "table" and random.random() < 0.5 and not untrue(world, [*out, item]):
            out.append(item)
    return out
