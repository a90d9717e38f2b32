r"""How often holders are decisive: power indices of a firm, of its top, and of a whole network.

Votes are those that are certain on the day; a quota of one half must be passed
unless it is said to be enough.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from graph.answers.indices import NetworkPower, VoterPower, VotingPower
from graph.answers.names import named
from graph.arguments import situation_of
from graph.errors import ComputationError
from graph.fraction import Fraction
from graph.indices.counted import above
from graph.networks.situation import Situation
from graph.ownership.arrays.exact import Number, share
from graph.ownership.published.oceanic import OceanicPower, oceanic_power
from graph.ownership.published.pivots import network_power as pivots
from graph.ownership.published.voting_power import (
    banzhaf,
    compound_banzhaf,
    shapley_shubik,
    swings,
)
from graph.releases.release import Release

HALF = Decimal("0.5")


def voting_power(
    release: Release,
    firm: str,
    *,
    quota: Number = HALF,
    inclusive: bool = False,
    as_of: date | str | None = None,
) -> VotingPower:
    r"""Banzhaf, Shapley–Shubik and oceanic indices of a firm's voters, and of its pyramid.

    .. math:: \beta_i = \frac{\eta_i}{\sum_k \eta_k}, \qquad
              \varphi_i = \sum_S \frac{|S|!\,(n-|S|-1)!}{n!}

    over the coalitions S of the others that i turns into winning ones;
    :math:`\eta_i` counts them. ``top`` is the Banzhaf index of the owners nobody
    holds, through the firms between. The oceanic index takes the float as
    infinitely many small holders; it is given where a table leaves a float.

    Parameters
    ----------
    quota : the part of all votes to pass, above 0 and at most 1
    inclusive : whether exactly the quota wins

    References
    ----------
    Banzhaf (1965); Shapley and Shubik (1954); Crama and Leruth (2007) for
    pyramids; Milnor and Shapley (1978) for oceans: see
    :mod:`graph.ownership.published.voting_power` and ``oceanic``.

    Examples
    --------
    Three of 40, 30 and 30 %: any two win, so each has a third of the power.

    >>> from graph.questions import own_tables
    >>> tables = own_tables(b'''{"home": "CN", "data_date": "2025-12-31",
    ...     "entities": [{"id": "f", "kind": "Organization", "name": "F"},
    ...         {"id": "a", "kind": "Person", "name": "A"},
    ...         {"id": "b", "kind": "Person", "name": "B"},
    ...         {"id": "c", "kind": "Person", "name": "C"}],
    ...     "sources": [{"id": "s", "title": "A register"}],
    ...     "ownership": [
    ...         {"id": "1", "party": "a", "target": "f", "share_min": 40, "share_max": 40,
    ...          "as_of": "2025-06-30", "source": "s", "locator": "p. 1"},
    ...         {"id": "2", "party": "b", "target": "f", "share_min": 30, "share_max": 30,
    ...          "as_of": "2025-06-30", "source": "s", "locator": "p. 1"},
    ...         {"id": "3", "party": "c", "target": "f", "share_min": 30, "share_max": 30,
    ...          "as_of": "2025-06-30", "source": "s", "locator": "p. 1"}]}''')
    >>> [round(voter.banzhaf, 4) for voter in voting_power(tables, "f").voters]
    [0.3333, 0.3333, 0.3333]
    """
    return voting_power_of(situation_of(release, firm, as_of, None), quota, inclusive=inclusive)


def voting_power_of(
    situation: Situation, quota: Number = HALF, *, inclusive: bool = False
) -> VotingPower:
    """The same of a firm already found on a day."""
    counted = above(situation, "voting")
    column = counted.voters.named(0)
    rest = float(1 - sum(column.values(), Fraction(0)))
    floating = situation.column(situation.firm, "voting").rest_kind == "float"
    notes = []
    swung: dict[int, int] = {}
    direct: dict[int, Fraction] = {}
    orders: dict[int, Fraction] = {}
    top: dict[str, float] = {}
    try:
        swung = swings(column, quota, strict=not inclusive)
        orders = shapley_shubik(column, quota, strict=not inclusive)
        direct = banzhaf(column, quota, strict=not inclusive)
        if not inclusive:
            through = compound_banzhaf(counted.voters, 0, quota=quota)
            top = {counted.ids[owner]: float(part) for owner, part in through.items()}
    except ComputationError as error:
        notes.append(str(error))
    ocean = _ocean(column, rest, quota) if floating and rest > 0 else None
    voters = [
        VoterPower(
            holder=counted.named(voter),
            votes=float(part),
            swings=swung.get(voter),
            banzhaf=float(direct[voter]) if voter in direct else None,
            shapley_shubik=float(orders[voter]) if voter in direct else None,
            oceanic=float(ocean.blocks[voter]) if ocean else None,
        )
        for voter, part in sorted(column.items(), key=lambda pair: (-pair[1], pair[0]))
    ]
    return VotingPower(
        firm=named(situation.knowledge, situation.firm),
        as_of=situation.day.isoformat(),
        quota=float(share(quota)),
        inclusive=inclusive,
        voters=tuple(voters),
        top=top,
        ocean=float(ocean.ocean) if ocean else None,
        unled=rest,
        notes=tuple(notes),
    )


def _ocean(column: dict[int, Fraction], rest: float, quota: Number) -> OceanicPower | None:
    try:
        return oceanic_power(column, 1 - sum(column.values(), Fraction(0)), quota)
    except ComputationError:  # too many blocks to enumerate: the other indices stand alone
        return None


def network_power(
    release: Release, firm: str, *, quota: Number = HALF, as_of: date | str | None = None
) -> NetworkPower:
    """The network power index and flow over a firm and all the firms above it.

    Every firm takes the label of its pivot, the voter who carries the votes past
    the quota when they join in a random order; labels travel down. An owner's
    index is the expected number of firms that carry its label, itself counted.

    Raises :class:`ComputationError` where firms hold one another, and beyond
    50,000 joint outcomes.

    References
    ----------
    Mizuno, T., Doi, S. and Kurizaki, S. (2020). The power of corporate control in
    the global ownership network. PLoS ONE 15(8), e0237862.
    """
    situation = situation_of(release, firm, as_of, None)
    counted = above(situation, "voting")
    power = pivots(counted.voters, quota=quota)
    return NetworkPower(
        firm=named(situation.knowledge, situation.firm),
        as_of=situation.day.isoformat(),
        index={counted.ids[owner]: float(part) for owner, part in power.index.items()},
        flow={counted.ids[held]: float(part) for held, part in power.flow.items()},
    )
