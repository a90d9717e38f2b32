"""Bounds that stand on a threshold, decided in exact fractions.

Sums of floats err in their last bits, and a verdict compares. Where a bound
comes as near to a lens's line as rounding could carry it, it is computed again
in fractions, and the float that is given stands to the line as the fraction does.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from math import nextafter

import numpy as np

from graph.errors import ComputationError
from graph.fraction import ONE, ZERO, Fraction
from graph.networks.network import Network
from graph.ownership.bounds.bounds import bounds
from graph.ownership.ultimate.rational import ExactColumn, exact_least

NEAR = 1e-9  # many times what rounding leaves of a bound, and less than anybody prints


def on_the_line(
    network: Network,
    columns: Sequence[str],
    interval: tuple[float, float],
    threshold: Decimal | None,
) -> tuple[float, float]:
    """The bounds of some columns' share, on the right side of a threshold given in percent.

    As they were where no bound is near the line, and where the network is more
    than fractions can carry: rival columns, caps of law, above 80 firms.
    """
    line = Fraction(threshold or 0) / 100
    if not 0 < line <= 1 or all(abs(bound - float(line)) > NEAR for bound in interval):
        return interval
    plain = not network.caps and not any(c.alternatives for c in network.columns.values())
    if not plain or not network.held[network.firm]:
        return interval
    try:
        lower = _least(network, frozenset(columns), most=False)
        upper = 1 - _least(network, frozenset(columns), most=True)
    except ComputationError:  # too many firms, or figures that contradict each other
        return interval
    return _beside(lower, line), _beside(upper, line)


def _least(network: Network, chosen: frozenset[str], *, most: bool) -> Fraction:
    """The least of the chosen columns' share; with ``most``, of what is not theirs."""

    def worth(possible: frozenset[str]) -> Fraction:
        theirs = possible.isdisjoint(chosen) if most else possible <= chosen
        return ONE if theirs else ZERO

    index = network.index
    ends = {index[entity]: worth(placed.possible) for entity, placed in network.origins.items()}
    found = {}
    for firm, held in network.held.items():
        state = network.rest_origins[firm]
        rest_worth = worth(state.possible) if state is not None else ZERO
        if not held:  # nobody recorded: all of it is rest
            ends[index[firm]] = rest_worth
            continue
        holders = [(index[stake.holder], stake.lower, stake.upper) for stake in held]
        found[index[firm]] = ExactColumn(holders, network.rests[firm], rest_worth)
    # Floats say where to begin: which holders are worth least, and which groups keep all.
    worths, rests = np.zeros(len(network.ids)), np.zeros(len(network.ids))
    for entity, end in ends.items():
        worths[entity] = float(end)
    for entity, column in found.items():
        rests[entity] = float(column.rest_worth)
    guess, _ = bounds(
        network.divisions, worths, worths, rest_value_lower=rests, rest_value_upper=rests
    )
    begin = dict(enumerate(guess.tolist()))
    return exact_least(found, ends, begin, index[network.firm])


def _beside(value: Fraction, line: Fraction) -> float:
    """The value as a float that compares with the line's float as the fractions compare.

    >>> third = Fraction(1, 3)
    >>> _beside(third - Fraction(1, 10**30), third) < float(third) == _beside(third, third)
    True
    """
    near = float(value)
    if value == line:
        return float(line)
    if near == float(line) or (near < float(line)) != (value < line):
        return nextafter(float(line), 0.0 if value < line else 2.0)
    return near
