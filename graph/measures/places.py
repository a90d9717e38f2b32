"""Where a firm is seated or headquartered, as cited, and where its parent is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from msgspec import Struct

from graph.answers.codes import Decides
from graph.claims.model import Claim, Founding, Location
from graph.claims.reasons import Reason, because
from graph.claims.walks import everybody
from graph.holders.origins import jurisdictions_of, seats_of
from graph.measures.measured import Measured
from graph.measures.stated_control import by_statement
from graph.networks.power import Power, power_over
from graph.networks.situation import Situation
from graph.ownership.control.who_controls import UltimateController
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
        claims = located(situation, firm, lens.aspect)
    founded = _first_seen(situation)
    if founded is not None and founded > situation.day:
        reason = because("firstCitedLater", day=founded)
        return Measured(decides="notCited", reasons=(reason,), tested=(firm,))
    where = jurisdictions_of(knowledge, (claim.target for claim in claims))
    if not where:
        reason = because("placeNotStated", aspect=lens.aspect)
        return Measured(decides="notCited", reasons=(reason,), tested=(firm,))
    ids = tuple(claim.id for claim in claims)
    towns = tuple(claim.target for claim in claims)
    cases = {_case(country, situation.home) for country in where}
    if len(cases) > 1:
        reason = because("placeCitedAs", aspect=lens.aspect, places=towns)
        return Measured(decides="rivalSources", reasons=(reason,), tested=(firm,), claims=ids)
    if all(claim.period.in_doubt(situation.day) for claim in claims):
        reason = because("placePerhaps", aspect=lens.aspect, places=towns)
        return Measured(decides="notCited", reasons=(reason,), tested=(firm,), claims=ids)
    seen = _newest(claims)
    if seen:
        reason = because("placeSeen", aspect=lens.aspect, places=towns, day=seen)
    else:
        reason = because("place", aspect=lens.aspect, places=towns)
    return Measured(case=cases.pop(), reasons=(reason,), tested=(firm,), claims=ids)


def _newest(claims: Iterable[Claim]) -> str:
    """The newest day that claims speak of; empty when all are undated."""
    return max((str(claim.as_of) for claim in claims if claim.as_of), default="")


def group_headquarters(situation: Situation, lens: Lens) -> Measured:
    """Whether the firm, or whoever stands at the top of it, is headquartered inside home.

    Either is enough. That neither is takes a cited headquarters elsewhere and a
    parent that is known to be elsewhere too, or known to be missing.
    """
    own = _inside(situation, situation.firm, lens)
    power = power_over(situation)
    found = [top for top in power.certain if not by_statement(top)]
    parents = sorted({parent for top in found for parent in _tops(situation, power, top)})
    above = {parent: _inside(situation, parent, lens) for parent in parents}
    where = {situation.firm: own, **above}
    reasons = [because("ofEntity", entity=entity, why=at.reason) for entity, at in where.items()]
    case, decides = "", _decides(own, above)
    if any(at.holds for at in where.values()):
        case = "home"
    elif own.holds is False and found == [*power.certain] and _no_parent_inside(power, above):
        case = "foreign"
    elif own.holds is False and not power.certain:
        reasons.append(because("parentOpen"))
    return Measured(
        case=case,
        decides="" if case else decides,
        reasons=tuple(reasons),
        tested=tuple(where),
        claims=tuple(dict.fromkeys(claim for at in where.values() for claim in at.claims)),
    )


def _decides(own: Inside, above: Mapping[str, Inside]) -> Decides:
    if any(at.rivals for at in (own, *above.values())):
        return "rivalSources"
    return "notCited" if own.holds is None or above else "undisclosedDecides"


def _tops(situation: Situation, power: Power, top: UltimateController) -> tuple[str, ...]:
    """The highest of a controller's chain that has a headquarters; a person has none."""
    whole = power.named(top.group)
    known = situation.knowledge.entities
    if not all(entity in known and known[entity].kind == "Person" for entity in whole):
        return whole
    steps = top.derivation.steps

    def controlled_holders(firm: int) -> Iterator[int]:
        return (holder for holder, _ in steps[firm].contributors if holder in steps)

    tops = [
        firm
        for firm in sorted(set(everybody([0], controlled_holders)) - {0})
        if {holder for holder, _ in steps[firm].contributors} <= top.group
    ]
    return power.named(tops)


class Inside(Struct, frozen=True):
    """Whether somebody's headquarters are inside home; nothing when no source settles it."""

    holds: bool | None
    reason: Reason
    rivals: bool = False  # whether sources disagree on it
    claims: tuple[str, ...] = ()


def _inside(situation: Situation, entity: str, lens: Lens) -> Inside:
    knowledge = situation.knowledge
    known = knowledge.entities.get(entity)
    home = {situation.home, *lens.inside}
    if known is not None and known.kind == "PublicBody" and known.jurisdiction:
        body = because("publicBodyOf", jurisdiction=known.jurisdiction)
        return Inside(known.jurisdiction in home, body)
    claims = located(situation, entity, lens.aspect)
    where = set(jurisdictions_of(knowledge, (claim.target for claim in claims)))
    if not where:
        return Inside(None, because("aspectNotCited", aspect=lens.aspect))
    towns, seen = tuple(claim.target for claim in claims), _newest(claims)
    towns_seen = (
        because("townsSeen", places=towns, day=seen) if seen else because("towns", places=towns)
    )
    ids = tuple(claim.id for claim in claims)
    if all(claim.period.in_doubt(situation.day) for claim in claims):
        perhaps = because("placePerhaps", aspect=lens.aspect, places=towns)
        return Inside(None, perhaps, claims=ids)
    if where & home and where - home:
        rivals = because("sourcesDisagree", reason=towns_seen)
        return Inside(None, rivals, rivals=True, claims=ids)
    return Inside(bool(where & home), towns_seen, claims=ids)


def _no_parent_inside(power: Power, above: Mapping[str, Inside]) -> bool:
    """Whether no parent is inside home: nobody can be one, or all found are elsewhere.

    A parent with holders of its own is the last one only where nobody can be hidden above it.
    """
    if not power.certain:
        return power.nobody_hidden and not power.possible
    last = not any(power.may_be_under(power.named(top.group)) for top in power.certain)
    return last and all(at.holds is False for at in above.values())


def located(situation: Situation, entity: str, aspect: str) -> tuple[Location, ...]:
    """Cited places of one aspect of an entity that hold on the day."""
    return tuple(
        claim
        for claim in situation.knowledge.of(Location, entity)
        if claim.aspect == aspect
        and claim.stage == "completed"
        and claim.period.contains(situation.day)
    )


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
