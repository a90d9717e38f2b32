"""What a law lets nobody have: caps on the holders that no source names.

Two kinds, which bound different things. A cap on *each* holder (a disclosure
line: whoever reaches it must say so) bounds how much one hidden holder may have,
so how many of them it takes to direct a firm; it says nothing of their sum. A
cap on *all* holders of a kind (foreign holders together) bounds that kind's part
of the rest, so what the rest may be worth.

Whether a law applies to a firm on a day is not known here: the caller cites it.
A cap only ever tightens; a cap wider than the rest changes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from graph.errors import ComputationError
from graph.ownership.arrays.exact import Number, share
from graph.ownership.arrays.holdings import Holdings


def with_capped_part(
    holdings: Holdings, caps: Mapping[int, Number]
) -> tuple[Holdings, Mapping[int, int]]:
    r"""Give the capped part of some firms' rests a holder of its own.

    The rest r of a firm with cap c becomes a new holder with a share in
    :math:`[0, \min(c, r)]`, and a rest that is what this leaves. Worths can then
    differ: a foreign cap makes the new holder the foreign part of the rest, and
    what is left everybody else.

    Parameters
    ----------
    caps : firm → the most of the *whole firm* that the capped kind may have
        among those not named, a fraction of one

    Returns
    -------
    (holdings, parts) : the network with one entity more for each cap, numbered
        from ``holdings.size`` on, and firm → number of its capped part. The
        known shares are what they were: no part of the new holder is known.

    Raises
    ------
    ImpossibleShareError
        For a cap below zero, above one or not a number.
    ComputationError
        For a cap on a firm that is not in the network.

    Notes
    -----
    Linear in stakes and caps. Bounds on the result are exact where a rest's own
    bounds say no more than the stakes leave. Where they say more (a table fixes the
    size of the rest) they bind both parts together, which two holders' bounds
    cannot say: then the bounds without the cap hold besides.

    Examples
    --------
    Nobody named is foreign, and foreigners may have 30 % at most: home has 70 %.

    >>> from graph.ownership.bounds.bounds import bounds
    >>> held = Holdings.from_stakes(2, [(0, 1, 0.2, None, 0.2)])
    >>> capped, parts = with_capped_part(held, {1: 0.3})
    >>> worth = np.array([1.0, 0.0, 0.0])  # owner 0 is from home, the capped part is not
    >>> low, high = bounds(capped, worth, worth, rest_value_lower=1.0)
    >>> float(low[1].round(12)), float(high[1])
    (0.7, 1.0)
    """
    limits = {firm: float(share(cap)) for firm, cap in caps.items()}
    outside = [firm for firm in limits if not 0 <= firm < holdings.size]
    if outside:
        raise ComputationError(f"a cap on firm {outside[0]}, which is not among {holdings.size}")
    firms = sorted(limits)
    parts = {firm: holdings.size + k for k, firm in enumerate(firms)}
    size = holdings.size + len(firms)
    most = np.array([min(limits[f], holdings.rest_upper[f]) for f in firms], dtype=np.float64)
    nothing = np.zeros(len(firms))
    owned = np.concatenate([holdings.owned, np.array(firms, dtype=np.int64)])
    order = np.argsort(owned, kind="stable")
    owner = np.concatenate([holdings.owner, np.arange(holdings.size, size)])
    counts = np.bincount(owned, minlength=size)
    start = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    rest_lower = np.concatenate([holdings.rest_lower, nothing])
    rest_upper = np.concatenate([holdings.rest_upper, nothing])
    rest_lower[firms] = np.maximum(0.0, rest_lower[firms] - most)
    capped = replace(
        holdings,
        size=size,
        start=start,
        owner=owner[order].astype(np.int64),
        lower=np.concatenate([holdings.lower, nothing])[order],
        known=np.concatenate([holdings.known, nothing])[order],
        upper=np.concatenate([holdings.upper, most])[order],
        rest_lower=rest_lower,
        rest_upper=rest_upper,
    )
    return capped, parts
