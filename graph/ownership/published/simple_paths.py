"""Measures defined on simple paths: weakest links, close links, the influence index.

They are somebody's definition, so they are computed as defined; but simple
paths grow exponentially, and a walk sum is what an owner gets. A search that
meets more than ``LIMIT`` paths refuses rather than answer with a part.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from graph.errors import ComputationError
from graph.fraction import ONE, ZERO, Fraction
from graph.ownership.arrays.exact import Number, exact, share
from graph.ownership.arrays.votes import Votes

LIMIT = 200_000


def simple_paths(
    votes: Votes, owner: int, firm: int
) -> Iterator[tuple[tuple[int, ...], list[Fraction]]]:
    """Every way down from an owner to a firm that visits nobody twice, with its shares.

    Raises :class:`ComputationError` beyond 200,000 steps of the search. Figures
    that sum above one are taken as they stand; ``votes.overfull`` names the firms.

    >>> votes = Votes.from_stakes([(0, 1, 0.5), (1, 2, 0.4), (0, 2, 0.1)])
    >>> sorted(path for path, _ in simple_paths(votes, 0, 2))
    [(0, 1, 2), (0, 2)]
    """
    useful = _above(votes, firm)
    waiting: list[tuple[tuple[int, ...], list[Fraction]]] = [((owner,), [])]
    steps = 0
    while waiting:
        path, shares = waiting.pop()
        steps += 1
        if steps > LIMIT:
            raise ComputationError(f"more than {LIMIT} simple paths lead to firm {firm}")
        for owned in votes.holds.get(path[-1], ()):
            part = votes.of(path[-1], owned)
            if not part or owned in path or owned not in useful:
                continue
            if owned == firm:
                yield (*path, owned), [*shares, part]
            else:
                waiting.append(((*path, owned), [*shares, part]))


def path_sum(
    votes: Votes, owner: int, firm: int, *, promoted: tuple[Number, bool] | None = None,
    promote_first: bool = False,
) -> Fraction:  # fmt: skip
    """The sum over simple paths of the product of their shares.

    ``promoted`` is (threshold, strict): a link above it (or, not strict, at it)
    counts as the whole. Rules that treat a parent's stake so usually leave the
    owner's own first link as it is; ``promote_first`` promotes it too.

    References
    ----------
    ECB close links sum simple paths. Of rules that promote: 31 CFR 800.244
    (intermediate parents, at least a half), 47 CFR 101.1412(f)(10) (any link
    above a half).

    >>> chain = Votes.from_stakes([(0, 1, 0.75), (1, 2, 0.51)])
    >>> path_sum(chain, 0, 2), path_sum(chain, 0, 2, promoted=(0.5, False))
    (Fraction(153, 400), Fraction(3, 4))
    """
    total = ZERO
    for _, shares in simple_paths(votes, owner, firm):
        product = ONE
        for place, part in enumerate(shares):
            counts_whole = (
                promoted is not None
                and (place > 0 or promote_first)
                and _passes(part, share(promoted[0]), strict=promoted[1])
            )
            product *= ONE if counts_whole else part
        total += product
    return total


def path_sums(votes: Votes, least: Number = 0) -> dict[tuple[int, int], Fraction]:
    """Every pair (owner, firm) whose simple paths sum to at least ``least``, with the sum.

    >>> sorted(path_sums(Votes.from_stakes([(0, 1, 0.5), (1, 2, 0.4)]), 0.3))
    [(0, 1), (1, 2)]
    """
    found = {}
    for owner in sorted(votes.entities):
        for firm in sorted(_below(votes, owner) - {owner}):
            total = path_sum(votes, owner, firm)
            if total >= exact(least) and total > 0:
                found[owner, firm] = total
    return found


def influence(votes: Votes, owner: int) -> Fraction:
    """The influence index of an owner: its path sums over all firms, each worth one.

    References
    ----------
    The self-avoiding index beside Glattfelder, J. B. (2019). Bow-tie centrality:
    a measure for complex weighted and directed networks. Advances in Complex Systems.
    """
    return sum((path_sum(votes, owner, firm) for firm in _below(votes, owner) - {owner}), ZERO)


def weakest_link(votes: Votes, owner: int, firm: int) -> Fraction:
    """Control rights by the weakest link: over all chains, the smallest share of each, summed.

    Compare with the walk sum, the cash-flow rights: the difference is the wedge.

    References
    ----------
    La Porta, R., Lopez-de-Silanes, F. and Shleifer, A. (1999). Corporate
    ownership around the world. Journal of Finance 54, 471-517; Claessens, S.,
    Djankov, S. and Lang, L. (2000). Journal of Financial Economics 58, 81-112.

    >>> weakest_link(Votes.from_stakes([(0, 1, 0.3), (0, 2, 0.3), (1, 2, 0.2)]), 0, 2)
    Fraction(1, 2)
    """
    return sum((min(shares) for _, shares in simple_paths(votes, owner, firm)), ZERO)


def rolls_down(votes: Votes, owner: int, firm: int, threshold: Number) -> bool:
    """Whether some chain leads from the owner to the firm with every share at the threshold.

    >>> rolls_down(Votes.from_stakes([(0, 1, 0.3), (1, 2, 0.6)]), 0, 2, 0.25)
    True
    """
    limit = share(threshold)
    met, waiting = {owner}, [owner]
    while waiting:
        holder = waiting.pop()
        for owned in votes.holds.get(holder, ()):
            if owned not in met and votes.of(holder, owned) >= limit:
                met.add(owned)
                waiting.append(owned)
    return firm in met and firm != owner


def _passes(part: Fraction, threshold: Fraction, *, strict: bool) -> bool:
    return part > threshold or (part == threshold and not strict)


def _above(votes: Votes, firm: int) -> Collection[int]:
    met, waiting = {firm}, [firm]
    while waiting:
        for holder in votes.named(waiting.pop()):
            if holder not in met:
                met.add(holder)
                waiting.append(holder)
    return met


def _below(votes: Votes, owner: int) -> set[int]:
    met, waiting = {owner}, [owner]
    while waiting:
        for owned in votes.holds.get(waiting.pop(), ()):
            if owned not in met:
                met.add(owned)
                waiting.append(owned)
    return met
