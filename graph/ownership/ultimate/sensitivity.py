r"""Which stake matters: gradients, removals, Shapley values, and how much must change hands.

With :math:`V = (I - A)^{-1}` and an owner o and a firm t, one row and one
column of V answer for every stake at once.
"""

from __future__ import annotations

from math import comb

import numpy as np

from graph.errors import ComputationError
from graph.ownership.arrays.exact import Number, share
from graph.ownership.arrays.holdings import Floats, Holdings
from graph.ownership.ultimate.centrality import walk_matrix

SHAPLEY_STAKES = 15  # stakes whose coalitions are all solved; beyond, orders are drawn
LARGEST = 2000  # firms in one dense system

Stakes = dict[tuple[int, int], float]


def stake_gradient(holdings: Holdings, owner: int, firm: int) -> Stakes:
    r"""How fast an owner's share of a firm moves with each stake: :math:`V_{oi} V_{jt}`.

    >>> chain = Holdings.from_stakes(3, [(0, 1, 0.8, None, 0.8), (1, 2, 0.5, None, 0.5)])
    >>> stake_gradient(chain, 0, 2)
    {(0, 1): 0.5, (1, 2): 0.8}
    """
    walks = _walks(holdings, owner, firm)
    return {
        (i, j): float(walks[owner, i] * walks[j, firm])
        for i, j in zip(holdings.owner.tolist(), holdings.owned.tolist(), strict=True)
    }


def without_stake(holdings: Holdings, owner: int, firm: int) -> Stakes:
    r"""An owner's share of a firm if one stake were gone, for each stake, exactly.

    .. math:: V_{ot} - a V_{oi} V_{jt} / (1 + a V_{ji})

    References
    ----------
    Sherman, J. and Morrison, W. J. (1950). Annals of Mathematical Statistics 21, 124-127.

    >>> chain = Holdings.from_stakes(3, [(0, 1, 0.8, None, 0.8), (1, 2, 0.5, None, 0.5),
    ...                                  (0, 2, 0.1, None, 0.1)])
    >>> without_stake(chain, 0, 2)[0, 2]
    0.4
    """
    walks = _walks(holdings, owner, firm)
    found = {}
    for i, j, part in zip(
        holdings.owner.tolist(), holdings.owned.tolist(), holdings.known.tolist(), strict=True
    ):
        lost = part * walks[owner, i] * walks[j, firm] / (1 + part * walks[j, i])
        found[i, j] = float(walks[owner, firm] - lost)
    return found


def stake_shapley(
    holdings: Holdings, owner: int, firm: int, *, orders: int = 2000, seed: int = 0
) -> Stakes:
    """Each stake's part of an owner's share of a firm; the parts sum to the share.

    A stake's part is what it adds on average when stakes arrive in a random
    order. Exact up to 15 stakes that lie on a way from the owner to the firm;
    beyond, ``orders`` random orders are drawn, each with its reverse.

    References
    ----------
    Shapley, L. S. (1953). A value for n-person games. Contributions to the
    Theory of Games II, 307-317.

    >>> chain = Holdings.from_stakes(3, [(0, 1, 0.8, None, 0.8), (1, 2, 0.5, None, 0.5)])
    >>> stake_shapley(chain, 0, 2)
    {(0, 1): 0.2, (1, 2): 0.2}
    """
    walks = _walks(holdings, owner, firm)
    useful = [
        (i, j, part)
        for i, j, part in zip(
            holdings.owner.tolist(), holdings.owned.tolist(), holdings.known.tolist(), strict=True
        )
        if walks[owner, i] > 0 and walks[j, firm] > 0 and part > 0
    ]
    nodes = sorted({owner, firm, *(i for i, _, _ in useful), *(j for _, j, _ in useful)})
    place = {node: k for k, node in enumerate(nodes)}
    ends = place[owner], place[firm]
    parts = [(place[i], place[j], part) for i, j, part in useful]
    if len(useful) <= SHAPLEY_STAKES:
        values = np.zeros(len(nodes))
        values[ends[0]] = 1.0
        added = coalition_values(parts, values, ends[1])
    else:
        added = _random_orders(parts, len(nodes), *ends, orders=orders, seed=seed)
    return {(i, j): round(value, 15) for (i, j, _), value in zip(useful, added, strict=True)}


def transfer_needed(
    holdings: Holdings,
    worth: Floats,
    firm: int,
    *,
    owned: int,
    seller: int,
    buyer: int,
    threshold: Number,
) -> float | None:
    r"""How much of ``owned`` must change hands for a firm's worth to reach a threshold.

    .. math:: \delta = (\tau - y_t) \,/\, [V_{jt}(y_q - y_p) + (\tau - y_t)(V_{jq} - V_{jp})]

    ``worth`` is what entities without holders are worth, 1 for those whose
    share is asked about; shape (size,). Nothing when no amount that the seller
    has does it. At the amount given the threshold is reached, not passed.

    >>> held = Holdings.from_stakes(3, [(0, 2, 0.6, None, 0.6), (1, 2, 0.4, None, 0.4)])
    >>> transfer_needed(held, np.array([1., 0, 0]), 2, owned=2, seller=0, buyer=1, threshold=0.5)
    0.1
    """
    limit = float(share(threshold))
    walks = _walks(holdings, firm, owned, seller, buyer)
    ends = np.where(holdings.has_holders, 0.0, worth)
    y = ends @ walks
    gap = limit - y[firm]
    if gap == 0:
        return 0.0
    slope = walks[owned, firm] * (y[buyer] - y[seller]) + gap * (
        walks[owned, buyer] - walks[owned, seller]
    )
    begin, end = holdings.start[owned], holdings.start[owned + 1]
    has = float(holdings.known[begin:end][holdings.owner[begin:end] == seller].sum())
    if slope == 0 or not 0 <= gap / slope <= has + 1e-12:
        return None
    return round(float(gap / slope), 15)


def _walks(holdings: Holdings, *entities: int) -> Floats:
    holdings.require(*entities)
    if holdings.size > LARGEST:
        raise ComputationError(f"{holdings.size} entities; take the firm's neighbourhood first")
    return walk_matrix(holdings)


def coalition_values(parts: list[tuple[int, int, float]], values: Floats, firm: int) -> list[float]:
    """Each stake's Shapley value in what ``values`` of a network's entities bring to a firm.

    Solves one dense system for each of the 2 to the number of stakes coalitions.

    >>> coalition_values([(0, 1, 0.8), (1, 2, 0.5)], np.array([1.0, 0.0, 0.0]), 2)
    [0.2, 0.2]
    """
    n, size = len(parts), len(values)
    shares = np.empty(1 << n)
    for begin in range(0, 1 << n, 2048):
        block = np.arange(begin, min(begin + 2048, 1 << n))
        systems = np.broadcast_to(np.eye(size), (block.size, size, size)).copy()
        for k, (i, j, part) in enumerate(parts):
            systems[:, i, j] -= part * (block >> k & 1)
        right = np.zeros((block.size, size, 1))
        right[:, firm] = 1.0
        shares[begin : begin + block.size] = np.linalg.solve(systems, right)[:, :, 0] @ values
    sizes = np.array([c.bit_count() for c in range(1 << n)])
    weights = np.array([1 / (n * comb(n - 1, k)) if k < n else 0.0 for k in range(n + 1)])
    coalitions = np.arange(1 << n)
    found = []
    for k in range(n):
        without = coalitions[(coalitions >> k & 1) == 0]
        gains = shares[without | 1 << k] - shares[without]
        found.append(float((weights[sizes[without]] * gains).sum()))
    return found


def _random_orders(
    parts: list[tuple[int, int, float]], size: int, owner: int, firm: int, *, orders: int, seed: int
) -> list[float]:
    rng = np.random.default_rng(seed)
    totals = np.zeros(len(parts))
    for _ in range(orders):
        order = rng.permutation(len(parts))
        for one in (order, order[::-1]):
            walks = np.eye(size)
            for k in one.tolist():
                i, j, part = parts[k]
                before = walks[owner, firm]
                # Sherman–Morrison: adding the stake changes V by one outer product.
                walks += np.outer(walks[:, i], walks[j]) * (part / (1 - part * walks[j, i]))
                totals[k] += walks[owner, firm] - before
    return [float(total) for total in totals / (2 * orders)]
