"""Who directs a party by a claim that stands on the day."""

from __future__ import annotations

from collections.abc import Iterator

from graph.claims.model import Control
from graph.holders.contracts import standing_controls
from graph.holders.groups import is_group
from graph.networks.directing import directs
from graph.networks.situation import Situation

CONCERT = "concert"


def controls_of(situation: Situation, entity: str) -> Iterator[tuple[Control, str]]:
    """Current claims that somebody directs a party, with each of those who do.

    Who acts in concert is a group where the claim names one, and each of them otherwise.
    """
    for claim, current in standing_controls(situation.knowledge, entity, situation.day):
        if current and (directs(claim) or claim.mechanism == CONCERT):
            grouped = is_group(situation.knowledge, claim.party) or not claim.members
            for holder in (claim.party,) if grouped else claim.members:
                if holder:
                    yield claim, holder
