"""Where a firm is seated or headquartered, as cited."""

from __future__ import annotations

from datetime import date

from graph.domesticness.measured import Measured
from graph.model import Claim, Founding, Location
from graph.origins import jurisdictions_of, seats_of
from graph.situation import Situation
from ontology.lenses import Lens
from ontology.load import associated, is_offshore


def place(situation: Situation, lens: Lens) -> Measured:
    """The jurisdiction of the firm's seat or headquarters: home, associated, offshore or foreign.

    Only cited claims count; a country somebody merely noted beside the firm does not.
    """
    knowledge, firm = situation.knowledge, situation.firm
    claims: tuple[Claim, ...]
    if lens.aspect == "seat":
        claims = tuple(
            claim for claim in seats_of(knowledge, firm, situation.day) if claim.confidence != "low"
        )
    else:
        claims = tuple(
            claim
            for claim in knowledge.of(Location, firm)
            if claim.aspect == lens.aspect
            and claim.stage == "completed"
            and claim.period.contains(situation.day)
        )
    founded = _first_seen(situation)
    if founded is not None and founded > situation.day:
        return Measured(
            decides="notCited", explanation=f"first cited on {founded}, later", tested=(firm,)
        )
    where = jurisdictions_of(knowledge, (claim.target for claim in claims))
    ids = tuple(claim.id for claim in claims)
    what = "seat" if lens.aspect == "seat" else lens.aspect
    if not where:
        return Measured(
            decides="notCited", explanation=f"no source read states its {what}", tested=(firm,)
        )
    towns = ", ".join(sorted({situation.name(claim.target) for claim in claims}))
    cases = {_case(country, situation.home) for country in where}
    if len(cases) > 1:
        return Measured(
            decides="rivalSources",
            explanation=f"{what} cited as {towns}",
            tested=(firm,),
            claims=ids,
        )
    seen = max((str(claim.as_of) for claim in claims if claim.as_of), default="")
    explanation = f"{what}: {towns}" + (f" (source of {seen})" if seen else "")
    return Measured(case=cases.pop(), explanation=explanation, tested=(firm,), claims=ids)


def _first_seen(situation: Situation) -> date | None:
    """The first day on which the firm is said to exist, when a source says since when."""
    knowledge, firm = situation.knowledge, situation.firm
    since = [
        claim.period.start.first
        for claim in (*knowledge.about(Founding, firm), *knowledge.of(Location, firm))
        if claim.period.start is not None
    ]
    return min(since, default=None)


def _case(country: str, home: str) -> str:
    if country == home:
        return "home"
    if country in associated(home):
        return "associated"
    return "offshore" if is_offshore(country) else "foreign"
