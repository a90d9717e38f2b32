r"""The part nobody named, by four policies: one parameter of integrated ownership.

Ownership registers rarely sum to one. What an analyst does with the rest
decides many answers, so it is a parameter here, and the default decides nothing:

``unknown``
    the rest may be anybody's: the result is the interval :math:`[d, d + u]`;
``proportional``
    named holders are stretched to the whole, as if the rest were held as they
    hold; common, and it ranks firms by who disclosed;
``float``
    the rest is many small holders, of whom a prior part is of the kind asked for;
``registration``
    the rest is from where the firm is registered.

Only the first is a bound. The others are specifications to set beside it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Literal, get_args

import numpy as np

from graph.errors import ComputationError
from graph.ownership.arrays.holdings import NOISE, Floats, Holdings
from graph.ownership.ultimate.integrated import absorbed

Policy = Literal["unknown", "proportional", "float", "registration"]


def share_under(
    holdings: Holdings,
    value_lower: Floats,
    value_upper: Floats,
    policy: Policy = "unknown",
    rest_worth: tuple[Floats, Floats] | None = None,
) -> tuple[Floats, Floats]:
    r"""Every firm's share of the kind asked for, on known shares, under a policy for the rest.

    .. math:: y = A^\top y + b + r \circ p

    Parameters
    ----------
    value_lower, value_upper : shape (size,), in [0, 1]
        What entities without holders are worth: 1 for the kind asked for, 0 for
        others, from 0 to 1 where that is not known. Other entries are not read.
    policy : "unknown", "proportional", "float" or "registration"
    rest_worth : (lower, upper), shape (size,) each, in [0, 1]
        For "float" the prior part p of each firm's rest that is of the kind, for
        "registration" 1 where the firm is registered with it; apart where that
        is not known. Not for the other policies.

    Returns
    -------
    (lower, upper) : shape (size,) each, in [0, 1]
        They differ by what stays unknown under the policy: for "unknown" the
        rests, always owners of unknown kind and what closed groups trap. A firm
        with no known holder has nothing to stretch and stays unknown.

    Raises
    ------
    ComputationError
        For worths that cross or leave [0, 1], an unknown policy, or a
        ``rest_worth`` missing where it is needed or given where it is not.

    Notes
    -----
    One solve for both limits; linear outside groups of mutual holders.

    Examples
    --------
    Home has 30 % of firm 2, somebody abroad 20 %; nobody knows the other half.

    >>> held = Holdings.from_stakes(3, [(0, 2, 0.3, None, 0.3), (1, 2, 0.2, None, 0.2)])
    >>> home = np.array([1.0, 0.0, 0.0])
    >>> [float(limit[2].round(9)) for limit in share_under(held, home, home)]
    [0.3, 0.8]
    >>> [float(limit[2].round(9)) for limit in share_under(held, home, home, "proportional")]
    [0.6, 0.6]
    >>> here = np.ones(3), np.ones(3)
    >>> float(share_under(held, home, home, "registration", here)[0][2])
    0.8
    """
    if policy not in get_args(Policy):
        raise ComputationError(f"{policy!r} is no policy; there are {', '.join(get_args(Policy))}")
    needs = policy in ("float", "registration")
    if needs != (rest_worth is not None):
        raise ComputationError(f"the policy {policy!r} {'needs' if needs else 'has no'} rest_worth")
    of_rest = rest_worth or (np.zeros(holdings.size), np.ones(holdings.size))
    for low, high in ((value_lower, value_upper), of_rest):
        if not bool(np.all((low >= 0) & (low <= high) & (high <= 1))):
            raise ComputationError("worths lie between 0 and 1, the lower below the upper")
    if policy == "proportional":
        holdings = _stretched(holdings)
    left = np.where(holdings.has_holders, np.maximum(0.0, 1 - holdings.coverage), 0.0)
    left[left < NOISE] = 0.0
    origins = np.stack([value_lower, value_upper - value_lower, 1 - value_upper], axis=1)
    low, high = of_rest
    rest = np.stack([left * low, left * (high - low), left * (1 - high)], axis=1)
    values, trapped = absorbed(holdings, origins, rest)
    lower: Floats = values[:, 0]
    return lower, np.minimum(1.0, lower + values[:, 1] + trapped)


def _stretched(holdings: Holdings) -> Holdings:
    """Named shares as if they were all there is; columns above one are left to be bounded."""
    total = holdings.coverage
    scale = np.where((total > NOISE) & (total < 1), 1 / np.maximum(total, NOISE), 1.0)
    known = np.minimum(1.0, holdings.known * scale[holdings.owned])
    return replace(holdings, lower=known, known=known, upper=known)
