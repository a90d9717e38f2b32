"""How the blocks of a firm that mattered grew and shrank over the years."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from graph.claims.model import Ownership
from graph.fraction import Fraction
from graph.networks.situation import Situation


class YearsOf(NamedTuple):
    """The sizes of one holder's block over time, the oldest first."""

    holder: str
    sizes: tuple[Ownership, ...]


def years_of_blocks(
    situation: Situation, *, least: int = 5, holders: int = 3, days: int = 4
) -> tuple[YearsOf, ...]:
    """How the blocks that mattered grew and shrank: those that once had ``least`` percent.

    Completed figures of all capital, one a year and the last of it; of each holder the first, the
    last and the largest between them, ``days`` at the most.
    """
    by_holder: defaultdict[str, list[Ownership]] = defaultdict(list)
    for claim in situation.knowledge.about(Ownership, situation.firm):
        figure = claim.share.exact if claim.share else None
        if (
            figure is not None and claim.as_of is not None and claim.stage == "completed"
            and not claim.denominator and not claim.capacity and claim.party != claim.target
            and claim.as_of.last <= situation.day and claim.confidence != "low"
            and claim.measurand not in ("groupTotal", "classTotal", "votes")
        ):  # fmt: skip
            by_holder[claim.party].append(claim)
    found = [
        YearsOf(holder, _thinned(claims, days))
        for holder, claims in by_holder.items()
        if max(_figure(claim) for claim in claims) >= least
    ]
    found = [one for one in found if len(one.sizes) > 1]
    found.sort(key=lambda one: (-max(_figure(claim) for claim in one.sizes), one.holder))
    return tuple(found[:holders])


def _figure(claim: Ownership) -> Fraction:
    assert claim.share is not None
    return claim.share.fractions[0] * 100


def _thinned(claims: Sequence[Ownership], days: int) -> tuple[Ownership, ...]:
    a_year: dict[int, Ownership] = {}
    for claim in sorted(claims, key=lambda one: (one.as_of.last if one.as_of else None, one.id)):
        assert claim.as_of is not None
        a_year[claim.as_of.last.year] = claim
    ordered = list(a_year.values())
    if len(ordered) <= days:
        return tuple(ordered)
    inner = sorted(ordered[1:-1], key=_figure, reverse=True)[: days - 2]
    return tuple(one for one in ordered if one in (ordered[0], ordered[-1]) or one in inner)
