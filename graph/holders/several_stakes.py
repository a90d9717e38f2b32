"""What one holder has by several stakes, and every way of settling claims that are rivals."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product

from graph.claims.model import Ownership
from graph.claims.shares import Share
from graph.fraction import Fraction
from graph.holders.held import Held
from graph.holders.rival_figures import together
from graph.holders.stakes import Stake


def held_by(stakes: Sequence[Stake]) -> Held:
    """What one holder has, by one stake or by several blocks held in different ways."""
    first = stakes[0]
    if len(stakes) == 1 and not first.rivals and first.claim.share is not None:
        lower, upper = first.claim.share.fractions
        return Held(first.holder, lower, lower, upper, tuple(dict.fromkeys(_said_by(first))))
    claims = tuple(dict.fromkeys(claim for stake in stakes for claim in _said_by(stake)))
    choices = [_as_one(chosen) for chosen in choices_of(stakes)]
    lower, upper = min(low for low, _ in choices), max(high for _, high in choices)
    return Held(first.holder, lower, choices[0][0], upper, claims)  # the best of rivals first


def _said_by(stake: Stake) -> Sequence[str]:
    return stake.agreeing or tuple(claim.id for claim in stake.rivals or (stake.claim,))


def choices_of(stakes: Sequence[Stake]) -> Iterable[tuple[Ownership, ...]]:
    """Every way of settling rivals among some stakes, one claim of each stake."""
    return product(*(stake.rivals or (stake.claim,) for stake in stakes))


def _as_one(claims: Sequence[Ownership]) -> tuple[Fraction, Fraction]:
    """Blocks of one holder: they add if one source says them, and how each is held.

    Shares of different classes are different shares, and always add; a figure of the whole may
    contain them.
    """
    if sum(claim.share is not None for claim in claims) == 1:
        return next(claim.share for claim in claims if claim.share is not None).fractions
    by_class: dict[str, list[Ownership]] = {}
    for claim in claims:
        if claim.share is not None:
            by_class.setdefault(claim.denominator, []).append(claim)
    figures = {name: _of_one_class(group) for name, group in by_class.items()}
    of_classes = [share for name, share in figures.items() if name]
    if not of_classes:
        return figures[""].fractions
    parts = together(of_classes, add=True)
    return (together([figures[""], parts], add=False) if "" in figures else parts).fractions


def _of_one_class(claims: Sequence[Ownership]) -> Share:
    """Blocks of one holder in one class, or in the whole, as one figure."""
    shares = [claim.share for claim in claims if claim.share]
    sources = {tuple(cited.source for cited in claim.citations) for claim in claims}
    apart = all(claim.directness != "unknownDirectness" for claim in claims)
    return together(shares, add=apart and len(sources) == 1)


def by_holder(counted: Sequence[Stake]) -> list[list[Stake]]:
    """Some stakes by whose they are, in the order in which holders are met."""
    holders: dict[str, list[Stake]] = {}
    for stake in counted:
        holders.setdefault(stake.holder, []).append(stake)
    return list(holders.values())
