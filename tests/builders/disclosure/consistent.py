"""All worlds consistent with a disclosure, over a grid: every end of what is said, and the truth.

What is left over is given to hidden holders of every origin, alone or in pairs, to parties that
are known, or to crowds; as far as a complete table lets them be.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product

from quicktions import Fraction

from disclosure.chains import voters
from disclosure.items import Item
from disclosure.world import CROWD, INSTRUMENTS, ORIGINS, SIDE, World

NONE, HALF, ALL = Fraction(0), Fraction(1, 2), Fraction(1)
JUST = Fraction(1, 1_000_000)  # how far beyond an open bound the grid has its next point
MOST = 6000
COMPANY = "company"  # the feature of worlds that matter to who directs alone
LEVEL = "level"  # of those that matter where somebody must have more than anybody else
HIDDEN = tuple(f"h{origin}" for origin in ORIGINS)
ASIDE = (
    *("nominee", "joint", "rival", "votes", "stale", "statement", "indirect", "beneficial"),
    *("throughDepository", "parent", "vagueEnd", "pending", "dilution", "succession", "money"),
)


def enumerable(world: World, items: Sequence[Item]) -> bool:
    """Whether a disclosure is of plain shares only, so that the grid has all it allows.

    Rights, concerts and whole contracts are never hidden, so that every world of the grid has
    the same, and so is money where it is said who paid how much.
    """
    part = any(len(contract.instruments) < len(INSTRUMENTS) for contract in world.contracts)
    plain = not (world.weights or world.record or part)
    own = any(firm in holders for firm, holders in world.shares.items())
    aside = any(item.way in ASIDE and not _money_in_full(item) for item in items)
    return plain and not own and not aside


def _money_in_full(item: Item) -> bool:
    """Whether an item is about money, and of a participant says how much it paid."""
    return item.kind in ("paidIn", "roundTable") or (item.kind == "money" and item.low is not None)


def worlds(world: World, items: Sequence[Item]) -> list[World]:
    """Every world of the grid that the items allow; the true one is among them, or none at all."""
    tables = [
        [split for table in _tables(world, items, firm) for split in _split(world, items, table)]
        for firm in world.firms
    ]
    unknown = [
        party
        for party, origin in world.parties.items()
        if SIDE[origin] and origin not in ("homeState", "foreignState")
        and not any(i.kind == "origin" and i.holder == party for i in items)
    ]  # fmt: skip
    free = ("homeOther", "associated", "foreignOther")  # a person is of no state
    origins = [free if party in unknown else (world.parties[party],) for party in world.parties]
    number = 1
    for choices in (*tables, *origins):
        number *= len(choices)
    if not 0 < number <= MOST:
        return []
    hidden = {f"h{origin}": origin for origin in ORIGINS}
    money = world.money if any(item.kind == "paidIn" for item in items) else ()
    line = _line(items, world.asked) or NONE
    found = []
    for divided, placed in product(product(*tables), product(*origins)):
        shares = dict(zip(world.firms, divided, strict=True))
        named = dict(zip(world.parties, placed, strict=True))
        parties = {**named, **hidden}
        behind = any(_beyond(item, shares) for item in items)
        found.append(
            replace(
                world, shares=shares, parties=parties, money=money, unnamed=HIDDEN,
                line=line, small=_small(items, world.asked, shares[world.asked]) if line else {},
                feature="behind" if behind else world.feature,
            )
        )  # fmt: skip
    more = (*_money(world, items), *_lists(world, items))
    return [*found, *more, *_companies(world, items), *_level(world, items), world]


def _beyond(item: Item, shares: Mapping[str, Mapping[str, Fraction]]) -> bool:
    """Whether a holder has more than is said of it by name: it stands behind a nominee too."""
    if item.kind != "stake" or item.high is None:
        return False
    return shares[item.firm].get(item.holder, NONE) > item.high


def _small(items: Sequence[Item], firm: str, table: Mapping[str, Fraction]) -> dict[str, Fraction]:
    """What holders have of a firm that nobody named: up to the line of its table, each."""
    said: dict[str, Fraction] = {}
    for item in items:
        if item.kind == "stake" and item.firm == firm:
            for holder in (item.holder, *item.words):
                said[holder] = max(said.get(holder, NONE), ALL if item.high is None else item.high)
    beyond = {holder: share - said.get(holder, NONE) for holder, share in table.items()}
    return {h: part for h, part in beyond.items() if part > 0 and not h.startswith(CROWD)}


def _lists(world: World, items: Sequence[Item]) -> Iterator[World]:
    """Where neither an entry nor a whole edition was read, it may be on the list."""
    whole = any(item.kind == "edition" and "whole" in item.words for item in items)
    if not whole and not any(item.kind == "designated" for item in items):
        yield replace(world, designated=not world.designated)


def _money(world: World, items: Sequence[Item]) -> Iterator[World]:
    """Where nothing is said of money, it may have come from home and from abroad."""
    if not any(item.kind == "paidIn" for item in items):
        for origin in ("homeOther", "foreignOther"):
            parties = {**world.parties, "m": origin}
            yield replace(world, parties=parties, money=(("m", 1),))


def _companies(world: World, items: Sequence[Item]) -> Iterator[World]:
    """Where a firm's owners are not all read, another firm may be one of them, or it itself.

    It has most where they have the least that is said of them; up to its line under a table. What
    a firm has of itself casts no vote, so that somebody small beside it may be enough for a half.
    """
    for firm in world.firms:
        line = _line(items, firm)
        for held in _settled(world, items, firm):
            left = ALL - sum(held.values(), NONE)
            part = left if line is None else min(line, left)
            if part > 0:
                for other in world.firms[1:]:
                    if other != firm:
                        rest = _with_crowd({other: part}, left)
                        yield _with_table(world, firm, _joined(held, rest), COMPANY)
                if not any(item.holder == item.firm == firm for item in items):
                    small = min(part, left - part)
                    for one in world.parties:
                        rest = _with_crowd({firm: part, one: small}, left)
                        table = _joined(held, rest)
                        yield _with_table(world, firm, table, COMPANY)
                        # Who has somebody small beside it may have what no table was read of too.
                        theirs = {c: {one: ALL} for c in _unread(world, items, table, firm)}
                        if theirs:
                            shares = {**world.shares, firm: table, **theirs}
                            yield replace(world, shares=shares, feature=COMPANY)


def _unread(
    world: World, items: Sequence[Item], table: Mapping[str, Fraction], firm: str
) -> Iterator[str]:
    """Companies among the holders of a firm, of whose own holders nothing is said."""
    said = {item.firm for item in items if item.kind in ("stake", "table", "contract")}
    return (one for one in world.firms if one != firm and one in table and one not in said)


def _level(world: World, items: Sequence[Item]) -> Iterator[World]:
    """Where what is left lets somebody have as many votes as another, so that neither leads."""
    firm = world.asked
    if any(item.kind == "stake" and item.words for item in items):
        return  # of a group the splits have that already
    line = _line(items, firm)
    for held in _settled(world, items, firm):
        left = ALL - sum(held.values(), NONE)
        most = left if line is None else min(line, left)
        base = _with_table(world, firm, _joined(held, _with_crowd({}, left)), LEVEL)
        had = {one: voters(base, firm, frozenset((one,))) for one in world.parties}
        had |= dict.fromkeys(HIDDEN, NONE)
        for one, other in product(had, world.parties):
            part = had[other] - had[one]
            if 0 < part <= most:
                table = _joined(held, _with_crowd({one: part}, left))
                hidden = {one: one[1:]} if one in HIDDEN else {}
                yield replace(
                    _with_table(world, firm, table, LEVEL),
                    parties={**world.parties, **hidden},
                    unnamed=HIDDEN,
                    line=line or NONE,
                    small=_small(items, firm, table) if line else {},
                )


def _settled(world: World, items: Sequence[Item], firm: str) -> Iterator[dict[str, Fraction]]:
    """What those who are named have of a firm: as it is, and the least that is said of them."""
    stakes = [item for item in items if item.kind == "stake" and item.firm == firm]
    named = {h for item in stakes for h in (item.holder, *item.words)}
    true = {h: share for h, share in world.shares[firm].items() if h in named}
    yield true
    yield true | {
        h: next(_grid(world, firm, [item for item in stakes if item.holder == h]))
        for h in true
        if any(item.holder == h for item in stakes)
    }


def _with_crowd(rest: dict[str, Fraction], left: Fraction) -> dict[str, Fraction]:
    """What is left over: so much of it with some, and what is left of that with a crowd."""
    beside = left - sum(rest.values(), NONE)
    return rest | ({CROWD + "homeOther": beside} if beside > 0 else {})


def _with_table(world: World, firm: str, table: dict[str, Fraction], feature: str) -> World:
    return replace(world, shares={**world.shares, firm: table}, feature=feature)


def _split(
    world: World, items: Sequence[Item], table: dict[str, Fraction]
) -> Iterator[dict[str, Fraction]]:
    """A group's block among its members, by sixteenths, at a half of the firm, and as it is."""
    if "g" not in table:
        yield table
        return
    (group,) = (item for item in items if item.kind == "stake" and item.holder == "g")
    block, rest = table["g"], {h: s for h, s in table.items() if h != "g"}
    true = {member: world.shares[group.firm][member] for member in group.words}
    one, other = group.words
    companies = [share for holder, share in rest.items() if holder in world.firms]
    for part in _parts(block, companies, rest.values()):
        yield _joined(rest, {one: part, other: block - part})
    yield _joined(rest, true)


def _parts(
    block: Fraction, companies: Sequence[Fraction], others: Iterable[Fraction]
) -> list[Fraction]:
    """How much of a block one of two members may have; fine enough to miss no controller.

    Also where one of them has exactly half with some companies beside it, so that neither directs,
    and where both, or one of them and another holder, have as much, so that neither leads.
    """
    beside = [NONE]
    for share in companies:
        beside += [before + share for before in beside]
    halves = {HALF - share for share in beside}
    level = {(block + mine - theirs) / 2 for mine in beside for theirs in beside}
    level |= {share - mine for share in others for mine in beside}
    level |= {block - part for part in level}
    ends = {block * sixteenths / 16 for sixteenths in range(17)}
    points = ends | halves | {block - half for half in halves} | level
    return sorted(part for part in points if 0 <= part <= block)


def _tables(world: World, items: Sequence[Item], firm: str) -> Iterator[dict[str, Fraction]]:
    """Every way the capital of one firm may be divided."""
    said: dict[str, list[Item]] = {}
    for item in items:
        if item.kind == "stake" and item.firm == firm:
            said.setdefault(item.holder, []).append(item)
    line = _line(items, firm)
    grids = [list(_grid(world, firm, stakes)) for stakes in said.values()]
    for chosen in product(*grids):
        held = dict(zip(said, chosen, strict=True))
        left = ALL - sum(chosen, NONE)
        if left == 0:
            yield held
        elif left > 0 and line != 0:
            rests = _rests(world, items, firm, held, left, line)
            yield from (_joined(held, rest) for rest in rests)
    if line == 0:
        yield from _completed(said, grids)


def _line(items: Sequence[Item], firm: str) -> Fraction | None:
    """Above which the tables of a firm name everybody, where it has one."""
    lines = [i.low or NONE for i in items if i.kind == "table" and i.firm == firm]
    return min(lines, default=None)


def _grid(world: World, firm: str, stakes: Sequence[Item]) -> Iterator[Fraction]:
    """Ends of what all items on one stake allow, and its true size."""
    points = {world.shares[firm].get(stakes[0].holder, NONE), JUST, HALF}
    for item in stakes:
        if item.low is not None and item.high is not None:
            points |= {item.low, item.high, item.low + JUST, item.high - JUST}
        else:
            points |= {ALL}
    fitting = sorted(p for p in points if all(i.admits(p) for i in stakes))
    yield from fitting


def _completed(
    said: dict[str, list[Item]], grids: Sequence[Sequence[Fraction]]
) -> Iterator[dict[str, Fraction]]:
    """Where nobody else has anything: each holder in turn has what the others leave."""
    holders = list(said)
    for last, holder in enumerate(holders):
        if len(grids[last]) == 1:
            continue
        for chosen in product(*(g for i, g in enumerate(grids) if i != last)):
            left = ALL - sum(chosen, NONE)
            if left >= 0 and all(item.admits(left) for item in said[holder]):
                others = [h for h in holders if h != holder]
                yield {**dict(zip(others, chosen, strict=True)), holder: left}


def _joined(held: dict[str, Fraction], rest: dict[str, Fraction]) -> dict[str, Fraction]:
    return {h: held.get(h, NONE) + rest.get(h, NONE) for h in {**held, **rest}}


def _members(items: Sequence[Item]) -> tuple[str, ...]:
    return next((item.words for item in items if item.kind == "stake" and item.words), ())


def _rests(
    world: World,
    items: Sequence[Item],
    firm: str,
    held: dict[str, Fraction],
    left: Fraction,
    line: Fraction | None,
) -> Iterator[dict[str, Fraction]]:
    """Who may have what is left: one or a pair without a table, each below its line with one."""
    hidden, members = HIDDEN, _members(items) if "g" in held else ()
    crowds = [CROWD + origin for origin in ORIGINS]
    yield (
        {h: s for h, s in world.shares[firm].items() if h not in held and h not in members}
        if _truly(world, firm, held)
        else {crowds[1]: left}
    )
    for crowd in crowds:
        yield {crowd: left}
        if line is not None:
            for one in (*hidden, *world.parties):  # also a small firm of somebody who is named
                part = min(line, left)
                yield {one: part, crowd: left - part} if part < left else {one: part}
    if line is None:
        for one in (*hidden, *world.parties):
            yield {one: left}
        for one, other in (("hhomeOther", "hforeignOther"), ("hhomeState", "hforeignOther")):
            yield {one: left / 2, other: left / 2}


def _truly(world: World, firm: str, held: dict[str, Fraction]) -> bool:
    true = world.shares[firm]
    return all(true.get(holder) == share for holder, share in held.items() if holder != "g")
