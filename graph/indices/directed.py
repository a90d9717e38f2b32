"""Whether some holders, together, may direct a firm: asked of anybody, not only of who does."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from graph.answers.indices import Directed
from graph.answers.names import named
from graph.arguments import situation_of
from graph.entities.resolving import resolve
from graph.networks.power import power_over
from graph.ownership.arrays.exact import Number
from graph.ownership.control.who_controls import control_percentage, controlled_by
from graph.releases.release import Release

HALF = Decimal("0.5")


def directed_by(
    release: Release,
    holders: Sequence[str],
    firm: str,
    *,
    threshold: Number = HALF,
    inclusive: bool = False,
    as_of: date | str | None = None,
) -> Directed:
    """Whether holders acting as one pass a threshold of a firm's votes, or direct it by a right.

    The least set closed under "whoever is inside has the threshold of the votes":
    what they control votes with them. With ``inclusive`` the threshold itself is
    enough, as when holders in concert can block with half (31 CFR 800.208(e)).

    ``possible`` counts what *named* holders may have at most and powers last known;
    ``undisclosed`` votes are nobody's here.
    """
    situation = situation_of(release, firm, as_of, None)
    power = power_over(situation)
    wanted = [resolve(release, holder) for holder in holders]
    group = {power.index[holder] for holder in wanted if holder in power.index}
    strict = not inclusive
    certain = controlled_by(
        power.votes, group, links=power.standing, quota=threshold, strict=strict
    )
    possible = controlled_by(
        power.as_stated,
        group,
        links=tuple(power.links),
        reading="possible",
        quota=threshold,
        strict=strict,
    )
    return Directed(
        holders=tuple(named(situation.knowledge, holder) for holder in wanted),
        firm=named(situation.knowledge, situation.firm),
        as_of=situation.day.isoformat(),
        certain=0 in certain,
        possible=0 in possible or 0 in certain,
        votes=float(control_percentage(power.votes, certain, 0)),
        undisclosed=float(power.column.rest_upper),
        controlled=tuple(named(situation.knowledge, power.ids[number]) for number in certain),
    )
