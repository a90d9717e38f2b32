"""On paper and by contract: companies whose nominees are from home and whose benefit may not be.

At an offshore issuer legal and economic ownership are the same. The contrast
lies in the onshore companies it directs by contract, and is shown there, on the
last day on which the nominees' stakes and the contracts were both seen.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from graph.answers.evidence import cited_all
from graph.answers.names import named
from graph.answers.ownership import Contrast
from graph.answers.parts import Interval
from graph.claims.knowledge import Knowledge
from graph.claims.model import Control, Ownership
from graph.holders.horizons import seen_on
from graph.holders.origins import HOME
from graph.holders.stakes import Basis
from graph.networks.upstream import upstream
from graph.networks.view import View


def contrasts_in(knowledge: Knowledge, home: str) -> tuple[Contrast, ...]:
    """Every company with named nominees and contracts over them, the sharpest contrast first."""
    found = [
        contrast
        for claim in knowledge.claims.values()
        if isinstance(claim, Control) and claim.mechanism == "vieContracts" and claim.bound
        if (contrast := _contrast(knowledge, claim, home)) is not None
    ]
    found.sort(key=lambda one: (one.economic.lower - one.legal.lower, one.company.id))
    return tuple({one.company.id: one for one in reversed(found)}.values())[::-1]


def _contrast(knowledge: Knowledge, claim: Control, home: str) -> Contrast | None:
    nominees = [
        stake
        for stake in knowledge.about(Ownership, claim.target)
        if stake.party in claim.bound and stake.share is not None
    ]
    day = _last_seen(knowledge, (claim, *nominees))
    if day is None or not nominees:
        return None

    def share(basis: Basis) -> Interval:
        network = upstream(knowledge, claim.target, View(day=day, home=home, basis=basis))
        return Interval(*network.column_bounds(HOME))

    legal, economic = share("legal"), share("economic")
    if legal == economic:
        return None
    return Contrast(
        company=named(knowledge, claim.target),
        as_of=day.isoformat(),
        legal=legal,
        economic=economic,
        beneficiary=named(knowledge, claim.party),
        nominees=tuple(named(knowledge, one) for one in claim.bound),
        claims=cited_all(knowledge, [claim.id, *(stake.id for stake in nominees)]),
    )


def _last_seen(knowledge: Knowledge, claims: Iterable[Control | Ownership]) -> date | None:
    days = [seen_on(claim, knowledge.data_date) for claim in claims]
    return max((day for day in days if day is not None), default=None)
