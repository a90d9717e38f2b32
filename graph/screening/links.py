"""What passes on to a firm without a share: who directs it, by contract, right or as its parent.

Shares of a firm, the other way to it, are in ``graph.screening.capital``.
"""

from __future__ import annotations

from dataclasses import dataclass

from graph.holders.contracts import standing_controls
from graph.networks.directing import directs, moves_votes
from graph.networks.situation import Situation


@dataclass(frozen=True)
class Link:
    """Passage without a share: who directs whom, by what, on which claims, for certain or not."""

    holder: str
    firm: str
    mechanism: str
    claims: tuple[str, ...]
    certain: bool


def links_over(situation: Situation, firm: str) -> tuple[Link, ...]:
    """Powers over a firm that need no votes."""
    return tuple(
        Link(claim.party, firm, claim.mechanism, (claim.id,), current and moves_votes(claim))
        for claim, current in standing_controls(situation.knowledge, firm, situation.day)
        if claim.party and directs(claim)
    )
