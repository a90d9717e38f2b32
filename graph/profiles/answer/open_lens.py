"""What a page says of a lens that is open: which of its conditions are met, who says its word."""

from __future__ import annotations

from graph.claims.model import Classification
from graph.claims.reasons import Reason, because
from graph.domesticness.verdicts import Finding
from graph.holders.horizons import known_on
from graph.networks.situation import Situation
from graph.profiles.answer.said import last_first
from ontology.load import codes

MET, OPEN, FAILS = "limbMet", "limbOpen", "limbFails"


def mostly_met(found: Finding) -> bool:
    """Whether a lens of several conditions is open, none of them fails and most are met."""
    limbs = [part.reason.code for part in found.measured.parts]
    return (
        found.in_force
        and not found.decided
        and FAILS not in limbs
        and limbs.count(MET) > limbs.count(OPEN) > 0
    )


def limbs_said(found: Finding, *, short: bool = False) -> Reason:
    """Which conditions of such a lens are met, and which are open; in short the open ones."""
    met, left = (
        tuple(part.of for part in found.measured.parts if part.reason.code == code)
        for code in (MET, OPEN)
    )
    if short:
        return because("lensLimbsShort", lens=found.lens.label, open=left)
    return because("lensLimbs", lens=found.lens.label, met=met, open=left)


def label_said(situation: Situation, found: Finding) -> Classification | None:
    """The newest label known on the day whose test an open lens is: a word, never a finding.

    None where the lens is decided, where nobody named gave one, or where it is denied.
    """
    if found.decided:
        return None
    labels = [
        claim
        for claim in situation.knowledge.about(Classification, situation.firm)
        if claim.label
        and claim.party
        and claim.status not in ("denied", "retracted")
        and found.lens.id
        in str(codes("Labels")[claim.label].attributes.get("testedBy", "")).split()
        and known_on(claim, situation.day)
    ]
    return min(labels, key=lambda claim: (last_first(claim), claim.id), default=None)
