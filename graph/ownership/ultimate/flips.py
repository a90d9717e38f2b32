r"""Which stakes carry a firm's worth, and the least that must change hands to turn a verdict.

*Worth* is a share of the kind asked for: owners without holders are worth 1 if
they are of that kind and 0 if not, a rest is worth nothing until somebody is
named. With :math:`V = (I - A)^{-1}` a firm's worth is :math:`y_t = w V_{\cdot t}`,
and one inverse answers for every stake at once. ``graph.ownership.ultimate.sensitivity``
asks the same of a single owner.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.errors import ComputationError
from graph.ownership.arrays.exact import Number, share
from graph.ownership.arrays.holdings import NOISE, Floats, Holdings
from graph.ownership.ultimate.centrality import walk_matrix
from graph.ownership.ultimate.sensitivity import LARGEST, SHAPLEY_STAKES, Stakes, coalition_values

REST = -1  # the seller when what is sold is the part nobody is named for


@dataclass(frozen=True)
class Transfer:
    """So much of one firm, from one holder to somebody new of the other kind, turns the verdict.

    ``seller`` is :data:`REST` where the verdict turns when that much of the rest
    is found to be of the other kind.
    """

    owned: int
    seller: int
    amount: float


def worth_gradient(holdings: Holdings, worth: Floats, firm: int) -> Stakes:
    r"""How fast a firm's worth moves with each stake in it or above it: :math:`y_i V_{jt}`.

    ``worth`` is of shape (size,), in [0, 1]; read for entities without holders.
    Raises :class:`ComputationError` as :func:`~graph.ownership.ultimate.centrality.walk_matrix`
    does, above 2,000 entities, and for worths outside [0, 1]. One dense inverse.

    >>> held = Holdings.from_stakes(2, [(0, 1, 0.6, None, 0.6)])
    >>> worth_gradient(held, np.array([1.0, 0.0]), 1)
    {(0, 1): 1.0}
    """
    walks, ends = _walks(holdings, worth, firm)
    y = ends @ walks
    return {
        (i, j): float(y[i] * walks[j, firm]) for i, j, _ in _stakes(holdings) if walks[j, firm] > 0
    }


def worth_without_stake(holdings: Holdings, worth: Floats, firm: int) -> Stakes:
    r"""A firm's worth if one stake were gone and nobody had it instead, for each stake, exactly.

    .. math:: y_t - a\, y_i V_{jt} \,/\, (1 + a V_{ji})

    Parameters, errors and cost as in :func:`worth_gradient`.

    >>> held = Holdings.from_stakes(3, [(0, 2, 0.6, None, 0.6), (1, 2, 0.4, None, 0.4)])
    >>> worth_without_stake(held, np.array([1.0, 0.0, 0.0]), 2)
    {(0, 2): 0.0, (1, 2): 0.6}
    """
    walks, ends = _walks(holdings, worth, firm)
    y = ends @ walks
    return {
        (i, j): float(round(y[firm] - a * y[i] * walks[j, firm] / (1 + a * walks[j, i]), 15))
        for i, j, a in _stakes(holdings)
        if walks[j, firm] > 0
    }


def worth_shapley(holdings: Holdings, worth: Floats, firm: int) -> Stakes | None:
    """Each stake's part of a firm's worth: what it adds on average in a random order of arrival.

    The parts sum to the worth. Exact, over all coalitions of the stakes that lie
    between an owner of worth and the firm; nothing above 15 of those. Errors as
    in :func:`worth_gradient`.

    References
    ----------
    Shapley, L. S. (1953). A value for n-person games. Contributions to the
    Theory of Games II, 307-317.

    >>> chain = Holdings.from_stakes(3, [(0, 1, 0.8, None, 0.8), (1, 2, 0.5, None, 0.5)])
    >>> worth_shapley(chain, np.array([1.0, 0.0, 0.0]), 2)
    {(0, 1): 0.2, (1, 2): 0.2}
    """
    walks, ends = _walks(holdings, worth, firm)
    y = ends @ walks
    useful = [(i, j, a) for i, j, a in _stakes(holdings) if y[i] > 0 and walks[j, firm] > 0]
    if len(useful) > SHAPLEY_STAKES:
        return None
    nodes = sorted({firm, *(i for i, _, _ in useful), *(j for _, j, _ in useful)})
    place = {node: k for k, node in enumerate(nodes)}
    parts = [(place[i], place[j], a) for i, j, a in useful]
    added = coalition_values(parts, ends[nodes], place[firm])
    return {(i, j): round(value, 15) for (i, j, _), value in zip(useful, added, strict=True)}


def least_transfers(
    holdings: Holdings, worth: Floats, firm: int, threshold: Number
) -> list[Transfer]:
    r"""For each stake and each rest, how much must go to a newcomer of the other kind; least first.

    .. math:: \delta = (\tau - y_t) \,/\, [V_{jt}(y_q - y_p) - (\tau - y_t) V_{jp}]

    The newcomer q is outside (:math:`V_{jq} = 0`) and worth 1 where the firm is
    below the threshold τ, 0 where it is at it or above. At the amount given the
    threshold is reached, not passed: whether that turns a verdict is the rule's
    to say. Where no amount that a holder has does it, there is no entry.

    Parameters and cost as in :func:`worth_gradient`; ``threshold`` in [0, 1].
    Raises :class:`ImpossibleShareError` besides for a threshold outside [0, 1].

    >>> held = Holdings.from_stakes(3, [(0, 2, 0.6, None, 0.6), (1, 2, 0.3, None, 0.3)])
    >>> least_transfers(held, np.array([1.0, 0.0, 0.0]), 2, 0.5)
    [Transfer(owned=2, seller=0, amount=0.1)]
    """
    limit = share(threshold)
    walks, ends = _walks(holdings, worth, firm)
    y = ends @ walks
    gap = float(limit) - float(y[firm])
    newcomer = 1.0 if gap > 0 else 0.0
    rest = np.where(holdings.has_holders, np.maximum(0.0, 1 - holdings.coverage), 0.0)
    sellers = [(j, i, a, float(y[i]), float(walks[j, i])) for i, j, a in _stakes(holdings)]
    sellers += [(j, REST, float(rest[j]), 0.0, 0.0) for j in np.flatnonzero(rest > NOISE).tolist()]
    found = []
    for owned, seller, has, y_seller, loop in sellers:
        slope = float(walks[owned, firm]) * (newcomer - y_seller) - gap * loop
        if gap == 0.0 or (slope and 0 <= gap / slope <= has + NOISE):
            amount = 0.0 if gap == 0.0 else round(gap / slope, 15)
            found.append(Transfer(owned, seller, amount))
    return sorted(found, key=lambda one: (one.amount, one.owned, one.seller))


def _stakes(holdings: Holdings) -> list[tuple[int, int, float]]:
    return [
        (i, j, a)
        for i, j, a in zip(
            holdings.owner.tolist(), holdings.owned.tolist(), holdings.known.tolist(), strict=True
        )
        if a > 0
    ]


def _walks(holdings: Holdings, worth: Floats, firm: int) -> tuple[Floats, Floats]:
    """V, and what each entity is worth in itself: nothing where others hold it."""
    holdings.require(firm)
    if holdings.size > LARGEST:
        raise ComputationError(f"{holdings.size} entities; take the firm's neighbourhood first")
    if worth.shape != (holdings.size,) or not bool(np.all((worth >= 0) & (worth <= 1))):
        raise ComputationError("worths are one for each entity, between 0 and 1")
    return walk_matrix(holdings), np.where(holdings.has_holders, 0.0, worth)
