"""Made-up ownership networks of any size, the same for the same seed.

A few holders hold much: whom a firm's stakes belong to follows a power law, so
the number of stakes a holder has is scale-free. Into it go what makes real
registers hard: stakes held back, pairs that hold nearly all of each other, a
dense core, ranges, holders nobody named, contracts and dual class. Numbers are
shuffled, so their order says nothing.

Shares are whole numbers of millionths: every column sums to at most one,
exactly.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from graph.errors import InputError
from graph.ownership.arrays.holdings import Floats, Holdings, Ints

WHOLE = 1_000_000  # parts of a firm
LEAK = 1_000  # what a nearly closed pair leaves to an outsider
BY_FIRMS = 0.35  # the part of all stakes that firms hold
STEEPNESS = 2.5  # holder number ∝ u ** STEEPNESS: P(stakes ≥ k) falls as k ** −(1 + 1 / 1.5)
CORE_STAKES = 8  # of each member of the core in others

# Columns in the order of ``graph.answers.parts.COLUMNS``, and how many owners belong to each.
HOME_STATE, HOME_OTHER, ASSOCIATED, FOREIGN_STATE, FOREIGN_OTHER, FLOAT, UNDISCLOSED = range(7)
NAMED_ORIGINS = (0.1, 0.45, 0.1, 0.05, 0.3)


@dataclass(frozen=True, kw_only=True)
class Recipe:
    """How large a network is, and what part of it has which feature.

    ``stakes`` is the least number drawn; feature shares are of all firms
    (``ranges``: of all stakes; ``unknown``: of firms and of owners), from 0 to 1;
    ``core`` is a number of firms.
    """

    firms: int = 1000
    stakes: int = 2000
    cyclic: float = 0.01
    near_closed: float = 0.001
    core: int = 0
    ranges: float = 0.1
    unknown: float = 0.3
    contracts: float = 0.01
    dual_class: float = 0.02
    seed: int = 1

    def __post_init__(self) -> None:
        if not 2 <= self.firms <= 10**8:
            raise InputError(f"firms is {self.firms}; it must lie between 2 and 100,000,000")
        if not self.firms <= self.stakes <= 10**9:
            raise InputError(f"stakes is {self.stakes}; every firm has one, so at least firms")
        if not 0 <= self.core <= self.firms // 2:
            raise InputError(f"core is {self.core}; it must lie between 0 and half of the firms")
        if self.seed < 0:
            raise InputError(f"seed is {self.seed}; it must not be negative")
        for name in (field.name for field in fields(self) if field.type == "float"):
            if not 0 <= getattr(self, name) <= 1:
                raise InputError(f"{name} is {getattr(self, name)}; it must lie between 0 and 1")
        if self.contracts > 0.5:
            raise InputError(f"contracts is {self.contracts}; every one needs a firm under none")


@dataclass(frozen=True, eq=False)
class Generated:
    """A made-up network; firms come first among its entities, then their owners.

    Attributes
    ----------
    owner, owned : shape (stakes,), by owned, each pair once
    lower, upper : shape (stakes,): millionths; lower ones of a firm sum to at most a million
    origin : shape (size,): the column each owner belongs to, 0 to 4, or 6
    complete : shape (size,): firms whose holders are all named
    contracts : shape (count, 2): beneficiary and the firm its contracts are over
    dual_class : shape (count,): firms whose first holder has ten votes a share
    """

    recipe: Recipe
    size: int
    owner: Ints
    owned: Ints
    lower: Ints
    upper: Ints
    origin: NDArray[np.int8]
    complete: NDArray[np.bool_]
    contracts: Ints
    dual_class: Ints

    def holdings(self) -> Holdings:
        """The network as columns of shares; what is known of a range is its lower bound.

        >>> drawn = generated(Recipe(firms=50, stakes=120)).holdings()
        >>> bool((drawn.total(drawn.lower) <= 1 + 1e-12).all())
        True
        """
        start = np.zeros(self.size + 1, dtype=np.int64)
        np.cumsum(np.bincount(self.owned, minlength=self.size), out=start[1:])
        lower = self.lower / WHOLE
        upper = lower if self.lower is self.upper else self.upper / WHOLE
        least, most = self._left(self.upper), self._left(self.lower)
        return Holdings(self.size, start, self.owner, lower, lower, upper, least, most)

    @property
    def rest_origin(self) -> NDArray[np.int8]:
        """The column of each firm's rest: float where a table is complete, else undisclosed."""
        return np.where(self.complete, FLOAT, UNDISCLOSED).astype(np.int8)

    def _left(self, parts: Ints) -> Floats:
        """What the parts leave of each firm, exact until the division."""
        taken = np.bincount(self.owned, weights=parts, minlength=self.size)
        left = np.maximum(0.0, WHOLE - taken) / WHOLE
        left[self.recipe.firms :] = 0.0
        return np.asarray(left, dtype=np.float64)


def generated(recipe: Recipe) -> Generated:
    """Draw the network of a recipe; equal recipes give equal arrays.

    Cost: one sort of the stakes.

    >>> network = generated(Recipe(firms=100, stakes=250, seed=7))
    >>> network.size, int(np.bincount(network.owned, network.lower).max()) <= WHOLE
    (150, True)
    """
    random = np.random.default_rng(recipe.seed)
    firms = recipe.firms
    size = firms + max(1, firms // 2)
    shuffled = random.permutation(firms)
    paired = 2 * round(recipe.near_closed * (firms // 2))  # of an odd number one is left over
    pairs = shuffled[:paired].reshape(-1, 2)
    owner, owned = _links(recipe, random, size, shuffled)
    owner, owned, lower = _shared_out(recipe, random, size, owner, owned)
    owner, owned, lower = _with_pairs(random, size, pairs, firms, (owner, owned, lower))
    lower, upper = _ranged(recipe, random, lower)
    origin = np.full(size, UNDISCLOSED, dtype=np.int8)
    named = np.flatnonzero(random.random(size - firms) >= recipe.unknown) + firms
    origin[named] = random.choice(len(NAMED_ORIGINS), size=named.size, p=NAMED_ORIGINS)
    complete = np.zeros(size, dtype=bool)
    complete[:firms] = np.bincount(owned, lower, size)[:firms] == WHOLE
    marked = random.permutation(firms)
    over = marked[: int(recipe.contracts * firms)]
    return Generated(
        recipe, size, owner, owned, lower, upper, origin, complete,
        # Whoever has a contract is under none, so that contracts do not form chains.
        np.column_stack([marked[over.size : 2 * over.size], over]),
        np.sort(marked[::-1][: round(recipe.dual_class * firms)]),
    )  # fmt: skip


def _links(
    recipe: Recipe, random: np.random.Generator, size: int, shuffled: Ints
) -> tuple[Ints, Ints]:
    """Who holds whom: an order of firms without cycles, then the links that make some."""
    firms = recipe.firms
    place = np.concatenate([np.arange(firms), random.integers(0, firms, recipe.stakes - firms)])
    by_firm = (random.random(place.size) < BY_FIRMS) & (place > 0)
    above = (place * random.random(place.size) ** STEEPNESS).astype(np.int64)
    outside = ((size - firms) * random.random(place.size) ** STEEPNESS).astype(np.int64) + firms
    held_back = random.permutation(np.flatnonzero(by_firm))[: round(recipe.cyclic * firms)]
    core = firms - 1 - random.integers(0, max(1, recipe.core), (2, CORE_STAKES * recipe.core))
    core = core[:, core[0] != core[1]]
    holder = np.concatenate([np.where(by_firm, above, outside), place[held_back], core[0]])
    owned = np.concatenate([place, above[held_back], core[1]])
    return np.where(holder < firms, shuffled[np.minimum(holder, firms - 1)], holder), shuffled[
        owned
    ]


def _shared_out(
    recipe: Recipe, random: np.random.Generator, size: int, owner: Ints, owned: Ints
) -> tuple[Ints, Ints, Ints]:
    """Divide what is known of each firm among its holders, each pair once, in whole parts."""
    key = np.unique(owned * size + owner)
    owned, owner = np.divmod(key, size)
    first = np.flatnonzero(np.diff(owned, prepend=-1))
    holders = np.diff(np.append(first, owned.size))
    firm = np.repeat(np.arange(first.size), holders)
    whole = np.where(
        random.random(first.size) < recipe.unknown,
        random.integers(3 * WHOLE // 10, WHOLE - LEAK, first.size),
        WHOLE,
    )
    weight = random.pareto(1.5, owner.size) + 0.1
    spread = weight / np.bincount(firm, weight)[firm]
    # One part each, the rest by weight, rounded down; the first holder has what is left over.
    parts = 1 + np.floor(spread * (whole - holders)[firm] * (1 - 1e-9)).astype(np.int64)
    parts[first] += whole - np.bincount(firm, parts).astype(np.int64)
    return owner, owned, parts


def _with_pairs(
    random: np.random.Generator,
    size: int,
    pairs: Ints,
    firms: int,
    stakes: tuple[Ints, Ints, Ints],
) -> tuple[Ints, Ints, Ints]:
    """Replace the columns of some firms: each has nearly all of its partner, an outsider a leak."""
    owner, owned, parts = stakes
    inside = np.zeros(size, dtype=bool)
    inside[pairs.ravel()] = True
    kept = ~inside[owned]
    outsiders = random.integers(firms, size, pairs.size)
    owner = np.concatenate([owner[kept], pairs[:, ::-1].ravel(), outsiders])
    owned = np.concatenate([owned[kept], pairs.ravel(), pairs.ravel()])
    parts = np.concatenate(
        [parts[kept], np.full(pairs.size, WHOLE - LEAK), np.full(pairs.size, LEAK)]
    )
    order = np.argsort(owned * size + owner)
    return owner[order], owned[order], parts[order]


def _ranged(recipe: Recipe, random: np.random.Generator, parts: Ints) -> tuple[Ints, Ints]:
    """Turn some shares into ranges around them."""
    ranged = random.random(parts.size) < recipe.ranges
    if not ranged.any():
        return parts, parts
    lower = np.where(ranged, parts - parts // 5, parts)
    return lower, np.where(ranged, np.minimum(WHOLE, parts + parts // 4), parts)
