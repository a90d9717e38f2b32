"""Where a firm is seated or headquartered, as cited, and where its parent is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from graph.claims.model import Claim, Founding, Location
from graph.holders.origins import jurisdictions_of, seats_of
from graph.measures.measured import Measured
from graph.networks.power import Power, nobody_hidden_in, power_over
from graph.networks.situation import Situation
from graph.ownership.control.control import UltimateController
from ontology.lenses import Lens
from ontology.load import associated, is_offshore

RIVAL = ", sources disagree"


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


def group_headquarters(situation: Situation, lens: Lens) -> Measured:
    """Whether the firm, or whoever stands at the top of it, is headquartered inside home.

    Either is enough. That neither is takes a cited headquarters elsewhere and a
    parent that is known to be elsewhere too, or known to be missing.
    """
    own = _inside(situation, situation.firm, lens)
    power = power_over(situation)
    parents = sorted({one for found in power.certain for one in _tops(situation, power, found)})
    above = {one: _inside(situation, one, lens) for one in parents}
    where = {situation.firm: own, **above}
    told = [f"{situation.name(one)}: {found.text}" for one, found in where.items()]
    if any(found.holds for found in where.values()):
        case, decides = "home", ""
    elif own.holds is False and _no_parent_inside(power, above):
        case, decides = "foreign", ""
    else:
        case = ""
        rival = any(found.text.endswith(RIVAL) for found in where.values())
        unread = own.holds is None or bool(above)
        decides = "rivalSources" if rival else "notCited" if unread else "undisclosedDecides"
        if own.holds is False and not power.certain:
            told.append("who stands above it is open")
    return Measured(
        case=case,
        decides=decides,
        explanation="; ".join(told),
        tested=tuple(where),
        claims=tuple(dict.fromkeys(claim for one in where.values() for claim in one.claims)),
    )


def _tops(situation: Situation, power: Power, found: UltimateController) -> tuple[str, ...]:
    """The highest of a controller's chain that has a headquarters; a person has none."""
    whole = power.named(found.group)
    known = situation.knowledge.entities
    if not all(one in known and known[one].kind == "Person" for one in whole):
        return whole
    path, steps = {0}, found.derivation.steps
    for firm in (climbed := [0]):  # grows while it is read
        fresh = [one for one, _ in steps[firm].contributors if one in steps and one not in path]
        path.update(fresh)
        climbed.extend(fresh)
    tops = [
        one
        for one in sorted(path - {0})
        if {holder for holder, _ in steps[one].contributors} <= found.group
    ]
    return power.named(tops)


class Inside(Struct, frozen=True):
    """Whether somebody's headquarters are inside home; nothing when no source settles it."""

    holds: bool | None
    text: str
    claims: tuple[str, ...] = ()


def _inside(situation: Situation, entity: str, lens: Lens) -> Inside:
    knowledge = situation.knowledge
    known = knowledge.entities.get(entity)
    home = {situation.home, *lens.inside}
    if known is not None and known.kind == "PublicBody" and known.jurisdiction:
        return Inside(known.jurisdiction in home, f"public body of {known.jurisdiction}")
    claims = located(situation, entity, lens.aspect)
    where = set(jurisdictions_of(knowledge, (claim.target for claim in claims)))
    if not where:
        return Inside(None, f"{lens.aspect} not cited")
    towns = ", ".join(sorted({situation.name(claim.target) for claim in claims}))
    seen = max((str(claim.as_of) for claim in claims if claim.as_of), default="")
    towns += f" (source of {seen})" if seen else ""
    ids = tuple(claim.id for claim in claims)
    if where & home and where - home:
        return Inside(None, f"{towns}{RIVAL}", ids)
    return Inside(bool(where & home), towns, ids)


def _no_parent_inside(power: Power, above: Mapping[str, Inside]) -> bool:
    """Whether no parent is inside home: nobody can be one, or all found are elsewhere.

    A parent with holders of its own is the last one only where nobody can be hidden above it.
    """
    if not power.certain:
        return power.nobody_hidden and not power.possible
    whole = {one for found in power.certain for one in power.named(found.group)}
    last = all(
        one in power.people or nobody_hidden_in(power.columns[one], power.people) for one in whole
    )
    return last and all(found.holds is False for found in above.values())


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
