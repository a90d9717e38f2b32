"""Whether a number can be the one that a hedged figure means, straight from its two ends."""

from __future__ import annotations

from decimal import Decimal

from graph.claims.hedges import Bounds


def may_mean(bounds: Bounds, value: Decimal) -> bool:
    low, high = bounds.lower, bounds.upper
    if low is not None and (value < low or (bounds.lower_open and value == low)):
        return False
    return not (high is not None and (value > high or (bounds.upper_open and value == high)))
