r"""Who owns a firm in the end, over all chains, cross-holdings included.

From the firm, climb to a holder with the probability of its share, again and
again, until somebody without holders, or a rest nobody named, ends the walk:

.. math:: y_j = \sum_i a_{ij} y_i + b_j

The sum over walks (Brioschi et al. 1989) is the same thing counted by owner.
What everybody gets together is the whole firm; that is asserted on every call.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from graph.errors import ClosedGroupError, ComputationError
from graph.ownership.arrays.components import climbing, owner_first
from graph.ownership.arrays.holdings import NOISE, Floats, Holdings, Ints, overfull

Method = Literal["auto", "plain", "swept"]

PLAIN_LIMIT = 5000  # stakes up to which NumPy is done before a compiler has started
SWEEPS, TOLERANCE = 20_000, 1e-10  # for groups of mutual holders too large to eliminate
SETTLED = 1e-9  # how far from one the parts of a whole may add up


def absorbed(
    holdings: Holdings, origins: Floats, rest: Floats, *, method: Method = "auto"
) -> tuple[Floats, Floats]:
    """Split every firm among the origins of whoever owns it in the end, on known shares.

    Parameters
    ----------
    origins : shape (size, k)
        For each entity without holders, how it counts towards k origins; such
        rows sum to one. Other rows are not read.
    rest : shape (size, k)
        For each firm with holders, where its rest goes; rows sum to one minus
        the known shares. Rows of overfull firms are not read: what is certain
        of their holders is climbed, the remainder is undetermined.
    method : "plain" goes group by group in NumPy, "swept" does so compiled,
        "auto" chooses by size.

    Returns
    -------
    (values, undetermined) : shapes (size, k) and (size,)
        Together every row sums to one.

    Raises
    ------
    ComputationError
        If a row of ``origins`` or ``rest`` does not complete its firm to one.

    References
    ----------
    Brioschi, F., Buzzacchi, L. and Colombo, M. G. (1989). Risk capital
    financing and the separation of ownership and control in business groups.
    Journal of Banking and Finance 13, 747-772.

    Examples
    --------
    Firms 0 and 1 hold half of each other; outsider 2 has the rest of 0, 3 that of 1.

    >>> halves = Holdings.from_stakes(4, [(b, f, 0.5, None, 0.5) for b, f in
    ...     [(1, 0), (0, 1), (2, 0), (3, 1)]])
    >>> values, undetermined = absorbed(halves, np.eye(4)[:, 2:], np.zeros((4, 2)))
    >>> values[:2].round(4)
    array([[0.6667, 0.3333],
           [0.3333, 0.6667]])
    """
    shares, lost = climbable(holdings)
    ends = _ending(holdings, origins, rest, shares, lost)
    solve = _plain
    if method == "swept" or (method == "auto" and holdings.owner.size > PLAIN_LIMIT):
        solve = _swept
    everything = solve(holdings, shares, ends)
    off = np.abs(everything.sum(axis=1) - 1)
    if off.size and off.max() > SETTLED:
        raise ComputationError(f"the owners of firm {off.argmax()} sum to {1 - off.max()}, not one")
    everything = np.clip(everything, 0.0, 1.0)
    return everything[:, :-1], everything[:, -1]


def first_passage(holdings: Holdings, owner: int) -> Floats:
    r"""Share of every firm that passes through one owner, however often: between 0 and 1.

    The chance that a walk climbing from the firm ever meets the owner, which is
    :math:`V_{ij} / V_{ii}` of the walk sum. For an owner nobody holds, the two
    are the same; for one on a cycle only this is a share.

    Shape (size,). Raises :class:`ComputationError` when a column sums above one,
    or the owner is not in the network. One solve, linear outside groups of
    mutual holders.

    References
    ----------
    The correction of Vitali, S., Glattfelder, J. B. and Battiston, S. (2011).
    The network of global corporate control. PLoS ONE 6(10), e25995.

    >>> loop = Holdings.from_stakes(2, [(0, 1, 1, None, 1), (1, 0, 0.1, None, 0.1)])
    >>> first_passage(loop, 0)
    array([1., 1.])
    """
    holdings.require(owner)
    refuse_overfull(holdings)
    cut = _without_holders(holdings, owner)
    origins = np.zeros((holdings.size, 2))
    origins[:, 1] = 1.0
    origins[owner] = (1.0, 0.0)
    rest = np.zeros((holdings.size, 2))
    rest[:, 1] = np.where(cut.has_holders, np.maximum(0.0, 1 - cut.coverage), 0.0)
    return absorbed(cut, origins, rest)[0][:, 0]


def integrated_ownership(holdings: Holdings, owner: int) -> Floats:
    r"""Share of every firm that one owner holds, summed over all walks: :math:`V - I`.

    Above one only for an owner that sits on a cycle, where each turn counts
    again; see :func:`first_passage` for a share. The owner's own entry is what
    it holds of itself.

    Raises :class:`ClosedGroupError` when the owner is part of a closed group,
    where the sum has no end, and :class:`ComputationError` as
    :func:`first_passage` does. Shape (size,); one solve.

    >>> loop = Holdings.from_stakes(2, [(0, 1, 1, None, 1), (1, 0, 0.1, None, 0.1)])
    >>> integrated_ownership(loop, 0).round(4)
    array([0.1111, 1.1111])
    """
    passing = first_passage(holdings, owner)
    begin, end = holdings.start[owner], holdings.start[owner + 1]
    back = float(holdings.known[begin:end] @ passing[holdings.owner[begin:end]])
    if back >= 1 - NOISE:
        raise ClosedGroupError(f"entity {owner} is held only by firms that it holds itself")
    held = passing / (1 - back)
    held[owner] -= 1.0
    return held


def climbable(holdings: Holdings) -> tuple[Floats, Floats]:
    """The shares walks climb, and what each overfull column loses to its contradiction.

    Of a contradictory holder, what the figures of all others leave is certain.
    """
    total = holdings.coverage
    over = total > 1 + SETTLED
    lost = np.zeros(holdings.size)
    if not over.any():
        return holdings.known, lost
    owned = holdings.owned
    certain = np.maximum(0.0, 1 - (total[owned] - holdings.known))
    shares = np.where(over[owned], certain, holdings.known)
    lost[over] = 1 - holdings.total(shares)[over]
    return shares, lost


def refuse_overfull(holdings: Holdings) -> None:
    """Raise :class:`ComputationError` for a firm whose holders have more than all of it."""
    firms = overfull(holdings)
    if firms:
        raise ComputationError(f"the holders of firm {firms[0]} have more than all of it")


def _ending(
    holdings: Holdings, origins: Floats, rest: Floats, shares: Floats, lost: Floats
) -> Floats:
    """What of each firm ends there: its origin or its rest; the last column is undetermined."""
    if origins.shape != rest.shape or len(origins) != holdings.size:
        raise ComputationError(f"origins {origins.shape} and rest {rest.shape} do not fit")
    held = holdings.has_holders
    ends = np.hstack([np.where(held[:, None], rest, origins), lost[:, None]])
    ends[lost > 0, :-1] = 0.0
    kept = ends.sum(axis=1) + np.where(held, holdings.total(shares), 0.0)
    off = np.abs(kept - 1)
    if off.size and off.max() > SETTLED:
        raise ComputationError(
            f"firm {off.argmax()}: its holders and its rest, or its origins, sum to "
            f"{kept[off.argmax()]}, not one"
        )
    return ends


def _plain(holdings: Holdings, shares: Floats, ends: Floats) -> Floats:
    values, outlet = ends.copy(), ends.sum(axis=1) > NOISE
    start, owner, climbed = climbing(holdings, shares)
    order, end = owner_first(start, owner)
    spans, begin = start.tolist(), 0
    for stop in end.tolist():
        group = order[begin:stop].tolist()
        begin = stop
        node = group[0]
        span = slice(spans[node], spans[node + 1])
        if len(group) > 1 or node in owner[span]:
            _settle(group, (spans, owner, climbed), outlet, values)
        elif spans[node] < spans[node + 1]:
            values[node] += climbed[span] @ values[owner[span]]
    return values


def _settle(
    group: list[int],
    stakes: tuple[list[int], Ints, Floats],
    outlet: NDArray[np.bool_],
    values: Floats,
) -> None:
    """Solve one group of mutual holders, in place; a closed one keeps all it gets."""
    spans, owner, climbed = stakes
    place = {node: k for k, node in enumerate(group)}
    system, right = np.eye(len(group)), values[group]
    is_open = bool(outlet[group].any())
    for node, row in place.items():
        for e in range(spans[node], spans[node + 1]):
            holder = int(owner[e])
            if holder in place:
                system[row, place[holder]] -= climbed[e]
            else:
                is_open = True
                right[row] += climbed[e] * values[holder]
    if is_open:
        values[group] = np.linalg.solve(system, right)
    else:
        values[group] = 0.0
        values[group, -1] = 1.0


def _swept(holdings: Holdings, shares: Floats, ends: Floats) -> Floats:
    from graph.ownership.arrays.sweeps import absorb

    start, owner, climbed = climbing(holdings, shares)
    values = np.ascontiguousarray(ends)
    absorb(start, owner, climbed, values, SWEEPS, TOLERANCE)
    return values


def _without_holders(holdings: Holdings, node: int) -> Holdings:
    kept = holdings.owned != node
    gone = np.zeros(holdings.size + 1, dtype=np.int64)
    gone[node + 1 :] = holdings.start[node + 1] - holdings.start[node]
    start: Ints = holdings.start - gone
    return replace(
        holdings,
        start=start,
        owner=holdings.owner[kept],
        lower=holdings.lower[kept],
        known=holdings.known[kept],
        upper=holdings.upper[kept],
    )
