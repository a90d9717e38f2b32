"""Who owns and who controls in a true world, computed in fractions.

From the design's sections on bases, contracts, ultimate ownership and control: an absorbing
chain solved by elimination, and a least fixpoint over votes. Nothing of the product is imported.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from quicktions import Fraction

from disclosure.world import CROWD, ORIGINS, World

ONE, HALF, NONE = Fraction(1), Fraction(1, 2), Fraction(0)
Holdings = dict[str, dict[str, Fraction]]
Row = list[Fraction]


def legal(world: World) -> Holdings:
    """Capital on paper; a nominee is looked through to the principal who is named behind it."""
    return {firm: dict(holders) for firm, holders in world.shares.items()}


def economic(world: World) -> Holdings:
    """Who receives the cash flow: contracts move their part of the bound nominees' equity."""
    found = legal(world)
    for contract in world.contracts:
        holders = found[contract.firm]
        moved = NONE
        for nominee in contract.bound:
            part = holders.get(nominee, NONE) * contract.moved
            holders[nominee] = holders.get(nominee, NONE) - part
            moved += part
        holders[contract.beneficiary] = holders.get(contract.beneficiary, NONE) + moved
    return found


def votes(world: World) -> Holdings:
    """Votes as parts of all that can be cast: classes weigh, own shares have none, proxies move."""
    found: Holdings = world.known.get("votes", {})
    if found:
        return found
    for firm, holders in world.shares.items():
        weights = world.weights.get(firm, {})
        cast = {h: s * weights.get(h, 1) for h, s in holders.items() if h != firm}
        for contract in world.contracts:
            if contract.firm == firm and contract.votes_move:
                moved = sum((cast.pop(nominee, NONE) for nominee in contract.bound), NONE)
                cast[contract.beneficiary] = cast.get(contract.beneficiary, NONE) + moved
        total = sum(cast.values())
        found[firm] = {h: part / total for h, part in cast.items()} if total else {}
    world.known["votes"] = found
    return found


def trapped(holdings: Holdings) -> frozenset[str]:
    """Firms from which no chain leads to any owner: closed groups."""
    out = {f for f, hs in holdings.items() if any(h not in holdings and s for h, s in hs.items())}
    while True:
        more = {
            f
            for f, hs in holdings.items()
            if f not in out and any(h in out and s for h, s in hs.items())
        }
        if not more:
            return frozenset(holdings) - out
        out |= more


def absorbed(holdings: Holdings, worth: Mapping[str, Sequence[Fraction]]) -> dict[str, Row]:
    """For each firm, how much of each quantity its owners are worth ends with it.

    y = Σ share·y(holder) over firms + Σ share·worth(owner), solved by elimination, all quantities
    at once; mass in closed groups is worth nothing.
    """
    width = len(next(iter(worth.values())))
    closed = trapped(holdings)
    firms = [firm for firm in holdings if firm not in closed]
    rows = []
    for firm in firms:
        row = [NONE] * (len(firms) + width)
        row[firms.index(firm)] = ONE
        for holder, share in holdings[firm].items():
            if holder in firms:
                row[firms.index(holder)] -= share
            elif holder not in closed and share:
                for at, value in enumerate(worth[holder]):
                    row[len(firms) + at] += share * value
        rows.append(row)
    for at in range(len(firms)):
        pivot = next(i for i in range(at, len(firms)) if rows[i][at])
        rows[at], rows[pivot] = rows[pivot], rows[at]
        if rows[at][at] != 1:
            rows[at] = [cell / rows[at][at] for cell in rows[at]]
        for other in range(len(firms)):
            by = rows[other][at]
            if other != at and by:
                rows[other] = [a - by * b for a, b in zip(rows[other], rows[at], strict=True)]
    found = {firm: rows[i][len(firms) :] for i, firm in enumerate(firms)}
    return found | {firm: [NONE] * width for firm in closed}


def owners(holdings: Holdings, firm: str) -> dict[str, Fraction]:
    """The part of a firm that ends with each party and crowd."""
    ends = sorted({h for hs in holdings.values() for h in hs if h not in holdings})
    worth = {end: [ONE if end == other else NONE for other in ends] for end in ends}
    return dict(zip(ends, absorbed(holdings, worth or {"": [NONE]})[firm], strict=False))


def _followed(world: World, holdings: Holdings, firm: str) -> dict[str, Fraction] | None:
    """Parts by origin where nobody holds in a circle, along each chain; else nothing."""
    found = dict.fromkeys(ORIGINS, NONE)
    ahead = [(firm, ONE, (firm,))]
    while ahead:
        entity, part, path = ahead.pop()
        for holder, share in holdings[entity].items():
            if not share:
                continue
            if holder not in holdings:
                found[world.origin(holder)] += part * share
            elif holder in path:
                return None
            else:
                ahead.append((holder, part * share, (*path, holder)))
    return found


def columns(world: World, holdings: Holdings, firm: str) -> dict[str, Fraction]:
    """Parts by origin; they sum to one but for what a closed group holds."""
    followed = _followed(world, holdings, firm)
    if followed is not None:
        return followed
    ends = {h for hs in holdings.values() for h in hs if h not in holdings}
    worth = {
        end: [ONE if world.origin(end) == origin else NONE for origin in ORIGINS] for end in ends
    }
    parts = absorbed(holdings, worth or {"": [NONE] * len(ORIGINS)})[firm]
    return dict(zip(ORIGINS, parts, strict=True))


def by_origin(world: World, basis: str) -> dict[str, Fraction]:
    """The columns of the asked firm on a basis, computed once a world."""
    if basis not in world.known:
        holdings = legal(world) if basis == "legal" else economic(world)
        world.known[basis] = columns(world, holdings, world.asked)
    found: dict[str, Fraction] = world.known[basis]
    return found


def directed(world: World, by: frozenset[str], line: Fraction = HALF) -> frozenset[str]:
    """Firms that parties acting as one direct: more than the line of votes, or a decisive right.

    The least set: votes count once their holder is directed.
    """
    if ("directed", by, line) in world.known:
        known: frozenset[str] = world.known["directed", by, line]
        return known
    cast = votes(world)
    found: set[str] = set()
    while True:
        more = {
            firm
            for firm, holders in cast.items()
            if firm not in found
            and (
                sum((s for h, s in holders.items() if h in by or h in found), NONE) > line
                or any(
                    holder in by and target == firm and mechanism == "decisiveRight"
                    for holder, target, mechanism in world.rights
                )
            )
        }
        if not more:
            world.known["directed", by, line] = frozenset(found)
            return frozenset(found)
        found |= more


def voters(world: World, firm: str, by: frozenset[str]) -> Fraction:
    """Votes in a firm that parties acting as one dispose of, directly and through firms."""
    through = directed(world, by) - {firm}
    return sum((s for h, s in votes(world)[firm].items() if h in by or h in through), NONE)


def alone(world: World) -> list[frozenset[str]]:
    """Whoever acts as one: parties in concert together, everybody else alone; crowds never."""
    joined = [frozenset(members) for members in world.concerts]
    held = frozenset().union(*joined) if joined else frozenset()
    return joined + [frozenset((party,)) for party in world.parties if party not in held]


def controllers(world: World, firm: str) -> list[frozenset[str]]:
    """The parties, or those in concert, who direct a firm in the end.

    Of several in concert one who would direct it without the others directs it alone.
    """
    found = [by for by in alone(world) if firm in directed(world, by)]
    least = []
    for by in found:
        members = [frozenset((m,)) for m in by if firm in directed(world, frozenset((m,)))]
        least += members or [by]
    return least


def headless(world: World, firm: str) -> bool:
    """Some firm that nobody directs, or one in a circle, directs this one."""
    cast = votes(world)
    for top in world.firms:
        if top == firm or any(top in directed(world, by) for by in alone(world)):
            continue
        reached = {top}
        while True:
            more = {
                f
                for f, hs in cast.items()
                if f not in reached
                and sum((s for h, s in hs.items() if h in reached), NONE) > Fraction(1, 2)
            }
            if not more:
                break
            reached |= more
        if firm in reached:
            return True
    return False


def is_crowd(holder: str) -> bool:
    """Whether a holder stands for many small ones."""
    return holder.startswith(CROWD)
