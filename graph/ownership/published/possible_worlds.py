"""Sources that disagree, with chances: every combination is a world."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import product
from math import comb, prod

from graph.errors import ComputationError
from graph.fraction import ONE, ZERO, Fraction
from graph.ownership.arrays.exact import Number, exact, share
from graph.ownership.arrays.votes import Exact

WORLDS = 65_536


def possible_worlds(
    alternatives: Mapping[tuple[int, int], Sequence[tuple[Number, Number]]],
) -> Iterator[tuple[Fraction, list[Exact]]]:
    """Every world, as (chance, exact stakes), when each stake's alternatives are drawn apart.

    ``alternatives`` maps (owner, owned) to (share, chance); the chances of a
    stake sum to one. Raises :class:`ComputationError` otherwise, and beyond
    65,536 worlds.

    >>> worlds = possible_worlds({(0, 1): [(0.6, 0.7), (0.45, 0.3)]})
    >>> [(str(chance), str(stakes[0][2])) for chance, stakes in worlds]
    [('7/10', '3/5'), ('3/10', '9/20')]
    """
    worlds = 1
    for pair, options in alternatives.items():
        worlds *= len(options)
        if sum((share(chance) for _, chance in options), ZERO) != ONE:
            raise ComputationError(f"the chances of the stake {pair} do not sum to one")
    if worlds > WORLDS:
        raise ComputationError(f"{worlds} possible worlds; at most {WORLDS} are gone through")

    return _worlds(alternatives)


def _worlds(
    alternatives: Mapping[tuple[int, int], Sequence[tuple[Number, Number]]],
) -> Iterator[tuple[Fraction, list[Exact]]]:
    """Every choice of one alternative for each stake; those of the first stake change fastest."""
    for reverse in product(*reversed(list(alternatives.values()))):
        choice = reverse[::-1]
        chance = prod((exact(likely) for _, likely in choice), start=ONE)
        stakes = zip(alternatives, choice, strict=True)
        yield chance, [(owner, owned, share(part)) for (owner, owned), (part, _) in stakes]


def expected(
    alternatives: Mapping[tuple[int, int], Sequence[tuple[Number, Number]]],
    measure: Callable[[list[Exact]], Fraction],
) -> Fraction:
    """The mean of a measure over all possible worlds; of a yes-or-no measure, its chance.

    >>> expected({(0, 1): [(0.6, 0.7), (0.45, 0.3)]}, lambda stakes: stakes[0][2])
    Fraction(111, 200)
    """
    return sum((chance * measure(stakes) for chance, stakes in possible_worlds(alternatives)), ZERO)


def beta_residual(
    known: Number, rest: Number, a: Number, b: Number, threshold: Number
) -> tuple[Fraction | float, Fraction | float]:
    r"""Mean of a share that a Beta part of the rest joins, and its chance of passing a threshold.

    The share is :math:`k + r B` with :math:`B \sim \mathrm{Beta}(a, b)`. Exact for
    whole a and b, where the tail is a binomial sum; in floats otherwise.

    >>> [str(part) for part in beta_residual(0.3, 0.4, 1, 3, 0.5)]
    ['2/5', '1/8']
    """
    held, left, p, q = share(known), share(rest), exact(a), exact(b)
    if held + left > ONE:
        raise ComputationError(f"a known {known} and a rest of {rest} are more than the whole")
    if p <= 0 or q <= 0:
        raise ComputationError("the parameters of a Beta prior are above zero")
    mean = held + left * p / (p + q)
    if left == 0:
        return mean, ONE if held > exact(threshold) else ZERO
    cut = min(ONE, max(ZERO, (exact(threshold) - held) / left))
    if p.denominator == q.denominator == 1:
        return mean, _binomial_below(int(p), int(p + q) - 1, cut)
    from scipy.special import betaincc

    return mean, float(betaincc(float(p), float(q), float(cut)))


def _binomial_below(wins: int, draws: int, chance: Fraction) -> Fraction:
    """The chance of fewer than so many wins: P(Beta(wins, draws + 1 − wins) > chance)."""
    return sum(
        (comb(draws, k) * chance**k * (ONE - chance) ** (draws - k) for k in range(wins)), ZERO
    )
