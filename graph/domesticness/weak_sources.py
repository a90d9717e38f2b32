"""What a decided word rests on that is weak, by the one list of what makes evidence weak.

Of a measure that one claim settles (a foreign unit, a listing) a strong claim is
enough. Of a sum every claim counts, so a weak one among them is named.
"""

from __future__ import annotations

from typing import get_args

from graph.claims.knowledge import Knowledge
from graph.claims.model import Claim, Investment
from graph.claims.reasons import Reason, because
from graph.claims.weak_sources import HEDGED, Weakness, weaknesses
from graph.measures.completion import is_inferred
from graph.measures.measured import Measured
from ontology.lenses import Lens
from ontology.load import codes

SHOWN = 2  # weak claims named; the rest are counted


def weak_sources(knowledge: Knowledge, lens: Lens, measured: Measured) -> Reason | None:
    """That a finding rests on weak claims, alone or in part, with what makes each weak."""
    decide = measured.claims if measured.rests_on is None else measured.rests_on
    claims = [knowledge.claims[claim] for claim in decide if claim in knowledge.claims]
    why = {claim.id: _why(knowledge, claim) for claim in claims}
    weak = sorted((claim for claim in claims if why[claim.id]), key=lambda one: _place(why[one.id]))
    if not weak or (len(weak) < len(claims) and _any_is_enough(lens)):
        return None
    named = tuple(dict.fromkeys(_reason(claim, why[claim.id]) for claim in weak))
    rest = len(named) - SHOWN
    if rest > 0:
        on = because("andMoreWeak", each=named[:SHOWN], count=rest)
    else:
        on = because("weakClaims", each=named)
    if len(weak) == len(claims):
        return because("restsOnWeak", on=on)
    return because("restsPartlyOnWeak", on=on)


def _why(knowledge: Knowledge, claim: Claim) -> Weakness | None:
    """What is worst about a claim's evidence; agreed money that counts does so by inference."""
    found = weaknesses(knowledge, claim)
    inferred = isinstance(claim, Investment) and is_inferred(claim)
    return found[0] if found else "hedged" if inferred else None


def _place(weakness: Weakness | None) -> int:
    """The weakest first."""
    order: tuple[Weakness, ...] = get_args(Weakness)
    return order.index(weakness) if weakness else len(order)


def _any_is_enough(lens: Lens) -> bool:
    """Whether one claim settles what the lens measures."""
    measure = codes("LensMeasures").get(lens.measure)
    return measure is not None and measure.attributes.get("anyClaimIsEnough") == "true"


def _reason(claim: Claim, weakness: Weakness | None) -> Reason:
    sources = tuple(dict.fromkeys(citation.source for citation in claim.citations))[:2]
    match weakness:
        case "lowConfidence" | "mediumConfidence":
            return because("weakClaim", confidence=claim.confidence, sources=sources)
        case "ownWord":
            return because("partysWord", sources=sources[:1])
        case "notOpened":
            return because("relayedClaim", sources=sources)
        case "quoted":
            return because("quotedClaim", sources=sources)
        case "tertiary":
            return because("referenceClaim", sources=sources)
        case _:
            status = claim.status if claim.status in HEDGED else "inferred"
            return because("hedgedClaim", status=status, sources=sources)
