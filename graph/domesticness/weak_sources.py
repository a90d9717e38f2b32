"""What a decided word rests on that is weak: claims of low or medium confidence, or inferred.

Of a measure that one claim settles (a foreign unit, a listing) a strong claim is
enough. Of a sum every claim counts, so a weak one among them is named.
"""

from __future__ import annotations

from collections.abc import Iterable

from graph.claims.knowledge import Knowledge
from graph.claims.model import Claim, Investment
from graph.claims.reasons import Reason, because
from graph.measures.completion import is_inferred
from graph.measures.measured import Measured
from ontology.lenses import Lens
from ontology.load import codes

WEAK_CONFIDENCE = ("low", "medium")
WEAK_STATUS = ("estimated", "inferred")
SHOWN = 2  # weak claims named; the rest are counted


def weak_sources(knowledge: Knowledge, lens: Lens, measured: Measured) -> Reason | None:
    """That a finding rests on weak claims, alone or in part, with what makes each weak."""
    decide = measured.claims if measured.rests_on is None else measured.rests_on
    claims = [knowledge.claims[claim] for claim in decide if claim in knowledge.claims]
    weak = [claim for claim in claims if _weak(claim)]
    if not weak or (len(weak) < len(claims) and _any_is_enough(lens)):
        return None
    named = tuple(dict.fromkeys(_reason(claim) for claim in _weakest_first(weak)))
    rest = len(named) - SHOWN
    if rest > 0:
        on = because("andMoreWeak", each=named[:SHOWN], count=rest)
    else:
        on = because("weakClaims", each=named)
    if len(weak) == len(claims):
        return because("restsOnWeak", on=on)
    return because("restsPartlyOnWeak", on=on)


def _weak(claim: Claim) -> bool:
    return claim.confidence in WEAK_CONFIDENCE or _status(claim) in WEAK_STATUS


def _status(claim: Claim) -> str:
    """How a claim stands; agreed money that counts does so by inference."""
    inferred = isinstance(claim, Investment) and is_inferred(claim)
    return "inferred" if inferred and claim.status == "asserted" else claim.status


def _weakest_first(claims: Iterable[Claim]) -> list[Claim]:
    return sorted(claims, key=lambda claim: claim.confidence != "low")


def _any_is_enough(lens: Lens) -> bool:
    """Whether one claim settles what the lens measures."""
    measure = codes("LensMeasures").get(lens.measure)
    return measure is not None and measure.attributes.get("anyClaimIsEnough") == "true"


def _reason(claim: Claim) -> Reason:
    sources = tuple(dict.fromkeys(citation.source for citation in claim.citations))[:2]
    if claim.confidence in WEAK_CONFIDENCE:
        return because("weakClaim", confidence=claim.confidence, sources=sources)
    return because("hedgedClaim", status=_status(claim), sources=sources)
