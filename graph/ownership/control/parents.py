"""Parents by rules that count links: largest-holder chains, parents, attributed interests."""

from __future__ import annotations

from collections.abc import Iterable

from graph.fraction import HALF, ONE, ZERO, Fraction
from graph.ownership.arrays.exact import Number, share, solved
from graph.ownership.arrays.votes import Votes
from graph.ownership.control.who_controls import controlled_by, largest_holder


def global_ultimate_owner(
    votes: Votes, firm: int, threshold: Number = HALF, *, strict: bool = True
) -> int | None:
    """The end of the chain of largest holders whose every link passes the threshold; or nobody.

    A chain that runs into a circle, or whose largest holders are level, has no end.

    References
    ----------
    The convention of Orbis (paths of at least 50.01 % or 25.01 %) and of the
    ultimate controlling unit in Eurostat's group statistics.

    >>> global_ultimate_owner(Votes.from_stakes([(0, 1, 0.7), (1, 2, 0.6)]), 2)
    0
    """
    limit = share(threshold)
    met = [firm]
    while True:
        largest = largest_holder(votes, met[-1])
        if largest is None or not (largest[1] > limit or (largest[1] == limit and not strict)):
            return met[-1] if len(met) > 1 else None
        if largest[0] in met:
            return None
        met.append(largest[0])


def parents(
    interests: Iterable[Votes], firm: int, threshold: Number = HALF, *, strict: bool = False
) -> tuple[int, ...]:
    """Everybody with the threshold of any one interest in a firm, or in a parent of it.

    Interests (votes, profits, assets on dissolution) are tested apart, never added.

    References
    ----------
    31 CFR 800.235: a parent holds at least a half of the votes or of the profits.

    >>> votes, profits = Votes.from_stakes([(0, 2, 0.6)]), Votes.from_stakes([(1, 2, 0.8)])
    >>> parents([votes, profits], 2)
    (0, 1)
    """
    limit = share(threshold)
    layers = tuple(interests)
    found: list[int] = []
    waiting = [firm]
    while waiting:
        one = waiting.pop()
        for layer in layers:
            for holder, part in layer.column(one).items():
                passes = part > limit or (part == limit and not strict)
                if passes and holder not in found and holder != firm:
                    found.append(holder)
                    waiting.append(holder)
    return tuple(sorted(found))


def attributed_interest(votes: Votes, owner: int, firm: int) -> Fraction:
    """An owner's interest in a firm: stakes of its subsidiaries in full, of others in proportion.

    A subsidiary is one in which the interest so counted is more than a half.

    References
    ----------
    31 CFR 850.206(b), controlled foreign entities.

    >>> votes = Votes.from_stakes([(0, 1, 0.6), (1, 3, 0.4), (0, 2, 0.3), (2, 3, 0.4)])
    >>> attributed_interest(votes, 0, 3)
    Fraction(13, 25)
    """
    firms = [one for one in votes.whole if one != owner]
    full: set[int] = {owner}
    while True:
        open_firms = [one for one in firms if one not in full]
        equations: dict[int, dict[int, Fraction]] = {}
        constants: dict[int, Fraction] = {}
        for one in firms:
            named = votes.column(one)
            if one in full:
                continue
            equations[one] = {h: part for h, part in named.items() if h in open_firms}
            constants[one] = sum((part for h, part in named.items() if h in full), ZERO)
        interest = _least_solution(equations, constants)
        fresh = {one for one, part in interest.items() if part > HALF}
        if not fresh:
            break
        full |= fresh
    named = votes.named(firm)
    return sum(
        (part * (ONE if h in full else interest.get(h, ZERO)) for h, part in named.items()), ZERO
    )


def _least_solution(
    equations: dict[int, dict[int, Fraction]], constants: dict[int, Fraction]
) -> dict[int, Fraction]:
    """Solve, leaving at zero whatever nothing flows into."""
    fed = {one for one, value in constants.items() if value > 0}
    while fresh := {
        one for one, row in equations.items() if one not in fed and not fed.isdisjoint(row)
    }:
        fed |= fresh
    found = solved(
        {one: {h: part for h, part in equations[one].items() if h in fed} for one in fed}, constants
    )
    return {one: found.get(one, ZERO) for one in equations}


def dominates(votes: Votes, owner: int, firm: int, threshold: Number) -> bool:
    """Whether an owner and the firms it controls have the threshold of a firm directly, together.

    The "dominancy" test of beneficial ownership.

    >>> dominates(Votes.from_stakes([(0, 1, 0.55), (1, 2, 0.6)]), 0, 2, 0.25)
    True
    """
    derivation = controlled_by(votes, {owner})
    together = ({owner} | derivation.controlled) - {firm}
    named = votes.column(firm)
    return sum((named.get(one, ZERO) for one in together), ZERO) >= share(threshold)


def majority_only(votes: Votes) -> list[tuple[int, int, Fraction]]:
    """The stakes that are left when every majority holder counts as the only one.

    Holders who are many have no majority. The first step of integrated *control*:
    feed the result to :func:`graph.ownership.ultimate.integrated.absorbed`.

    References
    ----------
    Chapelle, A. and Szafarz, A. (2005). Controlling firms through the majority
    voting rule. Physica A 355, 509-529.

    >>> majority_only(Votes.from_stakes([(0, 2, 0.6), (1, 2, 0.4)]))
    [(0, 2, Fraction(1, 1))]
    """
    out: list[tuple[int, int, Fraction]] = []
    for firm in votes.whole:
        named = votes.column(firm)
        majority = [h for h, part in named.items() if part > HALF and h not in votes.dispersed]
        out += (
            [(majority[0], firm, ONE)]
            if majority
            else [(holder, firm, share(part)) for holder, part in named.items()]
        )
    return out
