"""Where a firm's work is done and its products are made, by cited shares of places.

Shares of places are observations and age like others. A share of a whole
jurisdiction contains those of its towns. Sites without a share are shown: they
say that some of the work is there, never how much.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from graph.answers.codes import Decides
from graph.claims.model import Dependence, Location
from graph.claims.reasons import Reason, because
from graph.fraction import ONE, ZERO, Fraction
from graph.holders.horizons import is_recent, seen_on, undated
from graph.holders.origins import jurisdiction_of
from graph.measures.home_share import threshold_case
from graph.measures.measured import Measured, SubResult
from graph.networks.situation import Situation
from ontology.lenses import Lens
from ontology.load import associated


class AtHome(Struct, frozen=True, kw_only=True):
    """The part of something that is at home, between bounds, as cited."""

    lower: Fraction
    upper: Fraction
    cited: bool  # whether any current share is cited
    stale: bool = False  # whether one is cited that is only last known
    contradictory: bool = False
    sites: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()


def work(situation: Situation, lens: Lens) -> Measured:
    """Whether most employees and most research staff are at home, elsewhere, or split."""
    people = at_home(situation, "staff", lens)
    research = at_home(situation, "research", lens)
    both = (people, research)
    cases = [threshold_case(lens, float(part.lower), float(part.upper)) for part in both]
    case = {("above", "above"): "home", ("below", "below"): "foreign"}.get((cases[0], cases[1]), "")
    if not case and all(cases):
        case = "split"
    if any(part.contradictory for part in both):
        case = ""
    cited = people.cited or research.cited
    results = (
        SubResult(because("employees"), _reason(people)),
        SubResult(because("researchStaff"), _reason(research)),
    )
    reasons = [because("partAtHome", what=one.of, where=one.reason) for one in results]
    sites = tuple(dict.fromkeys([*people.sites, *research.sites]))
    if sites:
        reasons.append(because("sitesNamed", sites=sites))
    return Measured(
        case=case,
        decides="" if case else _decides(both),
        reasons=tuple(reasons),
        lower=float(min(part.lower for part in both)) if cited else None,
        upper=float(max(part.upper for part in both)) if cited else None,
        tested=(situation.firm,),
        parts=results,
        claims=tuple(dict.fromkeys([*people.claims, *research.claims])),
    )


def _reason(part: AtHome) -> Reason:
    if part.contradictory:
        return because("citedOverAll")
    if not part.cited:
        return because("byPlaceLastKnown") if part.stale else because("byPlaceNotCited")
    return because("atHome", share=(part.lower, part.upper))


def _decides(parts: Sequence[AtHome]) -> Decides:
    if any(part.contradictory for part in parts):
        return "contradictory"
    if any(part.stale and not part.cited for part in parts):
        return "lastKnownOnly"
    return "notCited"


def at_home(situation: Situation, aspect: str, lens: Lens) -> AtHome:
    """The part of an aspect of a firm (staff, research, production) that is at home."""
    claims = [
        claim
        for claim in situation.knowledge.of(Location, situation.firm)
        if claim.aspect == aspect
        and claim.stage == "completed"
        and not claim.period.ended_before(situation.day)
        and (undated(claim) or seen_on(claim, situation.day) is not None)
    ]
    if not claims:
        return AtHome(lower=ZERO, upper=ONE, cited=False)
    current = [claim for claim in claims if claim.share is not None and _stands(situation, claim)]
    here = [c for c in current if _side(situation, c.target, lens) == "home"]
    near = [c for c in current if _side(situation, c.target, lens) == "open"]
    away = [c for c in current if _side(situation, c.target, lens) == "away"]
    lower, ceiling = _together(situation, here)
    elsewhere = _together(situation, away)[0]
    between = _together(situation, near)[0]
    whole = any(_is_whole(situation, claim) for claim in here) and not near
    upper = min(ONE - elsewhere, ceiling if whole else ONE)
    return AtHome(
        lower=min(lower, ONE),
        upper=max(upper, Fraction(0)),
        cited=bool(current),
        stale=any(claim.share is not None for claim in claims if claim not in current),
        contradictory=lower + elsewhere + between > ONE or upper < lower,
        sites=tuple(claim.target for claim in claims if claim.share is None),
        claims=tuple(claim.id for claim in claims),
    )


def _stands(situation: Situation, claim: Location) -> bool:
    day = situation.day
    return is_recent(situation.knowledge, claim, day) and not claim.period.in_doubt(day)


def _side(situation: Situation, place: str, lens: Lens) -> str:
    country = jurisdiction_of(situation.knowledge, place)
    if country == situation.home:
        return "home"
    if country in associated(situation.home) and lens.associated_as != "foreign":
        return {"home": "home", "notSaid": "open"}.get(lens.associated_as, "away")
    return "away" if country else "open"


def _is_whole(situation: Situation, claim: Location) -> bool:
    known = situation.knowledge.entities.get(claim.target)
    return known is not None and known.kind == "Jurisdiction"


def _together(situation: Situation, claims: Sequence[Location]) -> tuple[Fraction, Fraction]:
    """Least and most of some places together, each the newest of its kind.

    A jurisdiction's own figure bounds its towns; without one, towns are only a part.
    """
    lower = upper = Fraction(0)
    for country in sorted({jurisdiction_of(situation.knowledge, claim.target) for claim in claims}):
        inside = [c for c in claims if jurisdiction_of(situation.knowledge, c.target) == country]
        whole = [claim for claim in inside if _is_whole(situation, claim)]
        towns = _newest(situation, [claim for claim in inside if claim not in whole])
        parts = sum((low for low, _ in towns.values()), Fraction(0))
        if whole:
            low, high = next(iter(_newest(situation, whole).values()))
            lower, upper = lower + max(low, parts), upper + high
        else:
            lower, upper = lower + parts, ONE
    return lower, min(upper, ONE)


def _newest(
    situation: Situation, claims: Sequence[Location]
) -> dict[str, tuple[Fraction, Fraction]]:
    """The newest share of each place; figures of the very same day are both possible."""
    newest: dict[str, tuple[Fraction, Fraction]] = {}
    for place in dict.fromkeys(claim.target for claim in claims):
        dated = [(seen_on(c, situation.day), c) for c in claims if c.target == place]
        last = max(seen for seen, _ in dated if seen is not None)
        shares = [c.share.fractions for seen, c in dated if seen == last and c.share is not None]
        newest[place] = (min(low for low, _ in shares), max(high for _, high in shares))
    return newest


def made_at_home(situation: Situation, lens: Lens) -> Measured:
    """Whether the firm's products are made at home, of components from home.

    Everything must be made at home, or nothing, for the firm to stand for its
    products. Owners do not enter. Without a standard (no threshold in the lens)
    making it at home is enough until one is set.
    """
    made = at_home(situation, "production", lens)
    content, cited = _components(situation, lens)
    claims = tuple(dict.fromkeys([*made.claims, *cited]))
    reasons = [because("partAtHome", what=because("production"), where=_reason(made))]
    if made.sites:
        reasons.append(because("sitesNamed", sites=made.sites))
    if cited:
        reasons.append(because("componentsFromHome", share=content))
    if lens.threshold is None:
        reasons.append(because("noComponentShare"))
    case = ""
    if made.contradictory:
        case = ""
    elif made.cited and made.upper == 0:
        case = "foreign"
    elif made.cited and made.lower == ONE:
        case = "pending"
        if lens.threshold is not None:
            case = threshold_case(lens, float(content[0]), float(content[1]))
    return Measured(
        case=case,
        decides="" if case else _decides([made]),
        reasons=tuple(reasons),
        tested=(situation.firm,),
        claims=claims,
    )


def _components(
    situation: Situation, lens: Lens
) -> tuple[tuple[Fraction, Fraction], tuple[str, ...]]:
    """The part of the components that may be from home: all that no current claim places abroad."""
    stated = [
        (claim, claim.content.fractions[0])
        for claim in situation.knowledge.about(Dependence, situation.firm)
        if claim.content is not None
        and claim.stage == "completed"
        and is_recent(situation.knowledge, claim, situation.day)
        and _side(situation, claim.party, lens) == "away"
    ]
    abroad = min(ONE, sum((low for _, low in stated), Fraction(0)))
    return (Fraction(0), ONE - abroad), tuple(claim.id for claim, _ in stated)
