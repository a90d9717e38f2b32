"""Who started a firm and who leads it, and of which countries they are citizens as cited."""

from __future__ import annotations

from graph.currency import horizon_months, seen_on
from graph.model import Citizenship, Founding, Leadership
from graph.origins import jurisdictions_of, standing
from graph.periods import months_before
from graph.situation import Situation

LEADING = ("chair", "chiefExecutive", "coChiefExecutive")


def founders_and_leaders(situation: Situation) -> tuple[str, ...]:
    """Founders, who stay founders; chairs and chief executives while their claim is current."""
    knowledge = situation.knowledge
    founders = standing(knowledge.about(Founding, situation.firm), situation.day)
    posts = [
        claim
        for claim in knowledge.about(Leadership, situation.firm)
        if claim.role in LEADING
        and not claim.period.ended_before(situation.day)
        and (seen := seen_on(claim, situation.day)) is not None
        and seen >= months_before(situation.day, horizon_months(knowledge, claim))
    ]
    return tuple(dict.fromkeys(claim.party for claim in (*founders, *posts) if claim.party))


def citizenship_of(situation: Situation, person: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The jurisdictions a person is cited as a citizen of on the day, and the claims."""
    stated = standing(situation.knowledge.of(Citizenship, person), situation.day)
    countries = jurisdictions_of(situation.knowledge, (claim.target for claim in stated))
    return countries, tuple(claim.id for claim in stated)
