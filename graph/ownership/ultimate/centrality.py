r"""How much of a whole network each owner holds; three answers that must not be mixed.

Only the corrected one stays a share inside cycles: on a core that an outsider
holds one tenth of, and nobody else the rest, walk sums credit the core's
members with many times the network.

References
----------
Glattfelder, J. B. (2019). Bow-tie centrality: a measure for complex weighted
and directed networks. Advances in Complex Systems; Vitali, S., Glattfelder,
J. B. and Battiston, S. (2011). PLoS ONE 6(10), e25995.
"""

from __future__ import annotations

import numpy as np

from graph.errors import ClosedGroupError, ComputationError
from graph.ownership.arrays.components import closed_groups
from graph.ownership.arrays.holdings import Floats, Holdings, overfull


def walk_matrix(holdings: Holdings) -> Floats:
    r""":math:`V = (I - A)^{-1}`: expected visits of owner i on the climb from firm j. Dense.

    Raises :class:`ClosedGroupError` where a group is held only by its members,
    :class:`ComputationError` when a column sums above one.

    >>> walk_matrix(Holdings.from_stakes(2, [(0, 1, 0.4, None, 0.4)]))
    array([[1. , 0.4],
           [0. , 1. ]])
    """
    if overfull(holdings):
        raise ComputationError(
            f"the holders of firm {overfull(holdings)[0]} have more than all of it"
        )
    groups = closed_groups(holdings)
    if groups:
        raise ClosedGroupError(f"firms {groups[0]} are held only by one another")
    system = np.eye(holdings.size)
    np.subtract.at(system, (holdings.owner, holdings.owned), holdings.known)
    return np.asarray(np.linalg.inv(system), dtype=np.float64)


def access(holdings: Holdings) -> Floats:
    r"""Integrated holdings of every owner, summed over firms worth one each: :math:`(V - I) 1`.

    >>> access(Holdings.from_stakes(3, [(0, 1, 0.5, None, 0.5), (1, 2, 0.5, None, 0.5)]))
    array([0.75, 0.5 , 0.  ])
    """
    found: Floats = walk_matrix(holdings).sum(axis=1) - 1
    return found


def corrected(holdings: Holdings) -> Floats:
    r"""Access without counting rounds twice: :math:`\mathrm{diag}(V)^{-1} (V - I) 1`."""
    walks = walk_matrix(holdings)
    found: Floats = (walks.sum(axis=1) - 1) / np.diag(walks)
    return found


def bow_tie(holdings: Holdings) -> Floats:
    r"""Bow-tie centrality :math:`A\, \mathrm{diag}(V)^{-1} V 1`.

    No share: in a closed core it passes the value of the whole network.
    """
    walks = walk_matrix(holdings)
    direct = np.zeros_like(walks)
    np.add.at(direct, (holdings.owner, holdings.owned), holdings.known)
    found: Floats = direct @ (walks.sum(axis=1) / np.diag(walks))
    return found
