"""Hybrid firms: headquarters at home, foreign money, leaders who are no citizens of home.

Founders and leaders, and of which countries they are citizens as cited, are read here too.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from graph.claims.model import Citizenship, Founding, Leadership
from graph.claims.reasons import Reason, because
from graph.holders.horizons import is_recent
from graph.holders.origins import jurisdictions_of, standing
from graph.measures.blocks import blocks
from graph.measures.funding import funding_of
from graph.measures.measured import Measured, SubResult
from graph.measures.places import place
from graph.networks.situation import Situation
from ontology.lenses import Lens

LEADING = ("chair", "chiefExecutive", "coChiefExecutive")


def founders_and_leaders(situation: Situation) -> tuple[str, ...]:
    """Founders, who stay founders; chairs and chief executives while their claim is current."""
    knowledge = situation.knowledge
    founders = [
        claim
        for claim in standing(knowledge.about(Founding, situation.firm), situation.day)
        if not claim.period.in_doubt(situation.day)
    ]
    posts = [
        claim
        for claim in knowledge.about(Leadership, situation.firm)
        if claim.role in LEADING
        and claim.stage == "completed"
        and not claim.period.ended_before(situation.day)
        and not claim.period.in_doubt(situation.day)
        and is_recent(knowledge, claim, situation.day)
    ]
    return tuple(dict.fromkeys(claim.party for claim in (*founders, *posts) if claim.party))


def citizenship_of(situation: Situation, person: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The jurisdictions a person is cited as a citizen of on the day, and the claims.

    None where one of them is only possible that day.
    """
    stated = standing(situation.knowledge.of(Citizenship, person), situation.day)
    if any(claim.period.in_doubt(situation.day) for claim in stated):
        return (), tuple(claim.id for claim in stated)
    countries = jurisdictions_of(situation.knowledge, (claim.target for claim in stated))
    return countries, tuple(claim.id for claim in stated)


class Limb(Struct, frozen=True):
    """One limb: true, false, or open."""

    name: Reason
    holds: bool | None
    reasons: tuple[Reason, ...]
    claims: tuple[str, ...] = ()

    @property
    def result(self) -> SubResult:
        """The limb with whether it is met, and why."""
        if self.holds is None:
            return SubResult(self.name, because("limbOpen", why=self.reasons))
        if self.holds:
            return SubResult(self.name, because("limbMet", why=self.reasons))
        return SubResult(self.name, because("limbFails", why=self.reasons))


AT_HOME = because("headquartersAtHome")
FOREIGN_MONEY = because("foreignMoneyLeads")
LEADER_ABROAD = because("leaderWithoutHomeCitizenship")


def hybrid_limbs(situation: Situation, lens: Lens) -> Measured:
    """All three limbs true: hybrid. One false: not. Otherwise the open limb is named."""
    people = situation.on("people")
    limbs = (_headquarters(situation, lens), _foreign_money(situation), _leaders(people))
    case = ""
    if any(limb.holds is False for limb in limbs):
        case = "refuted"
    elif all(limb.holds for limb in limbs):
        case = "all"
    opened = tuple(limb.name for limb in limbs if limb.holds is None)
    failed = [limb for limb in limbs if limb.holds is False]
    reasons = [because("limbsMet", count=sum(1 for limb in limbs if limb.holds))]
    if failed:
        reasons.append(because("failsOn", limb=failed[0].name, why=failed[0].reasons))
    elif opened:
        reasons.append(because("limbsOpen", limbs=opened))
    return Measured(
        case=case,
        decides="" if case else "limbOpen",
        reasons=tuple(reasons),
        tested=tuple(part.entity for part in situation.parts),
        parts=tuple(limb.result for limb in limbs),
        claims=tuple(dict.fromkeys(claim for limb in limbs for claim in limb.claims)),
    )


def _headquarters(situation: Situation, lens: Lens) -> Limb:
    """Headquarters at home; those in an associated jurisdiction where the lens folds them."""
    seated = place(situation, situation.knowledge.lenses["headquarters"])
    side = lens.folded if seated.case == "associated" else seated.case
    holds = {"home": True, "foreign": False, "offshore": False}.get(side)
    return Limb(AT_HOME, holds, seated.reasons, seated.claims)


def _foreign_money(situation: Situation) -> Limb:
    """Foreign blocks lead, or most of all money raised is certainly foreign."""
    named = blocks(situation, situation.knowledge.lenses["block-ownership"])
    if named.case == "foreign":
        return Limb(FOREIGN_MONEY, True, named.reasons, named.claims)
    money = funding_of(situation)
    reasons = (*named.reasons, because("homeMoney", share=money.interval))
    if money.interval[1] < 0.5:
        return Limb(FOREIGN_MONEY, True, reasons, money.claims)
    if named.case == "home" and money.interval[0] > 0.5:
        return Limb(FOREIGN_MONEY, False, reasons, (*named.claims, *money.claims))
    return Limb(FOREIGN_MONEY, None, reasons, named.claims)


def _leaders(situation: Situation) -> Limb:
    """A founder, chair or chief executive whose cited citizenships leave out home.

    Founders stay founders; posts count while their claim is current. One such
    leader is enough; that there is none would need a complete list of them, so
    home citizens alone leave the limb open.
    """
    people = founders_and_leaders(situation)
    abroad, unknown, at_home = [], [], []
    cited: list[str] = []
    for person in people:
        countries, claims = citizenship_of(situation, person)
        cited.extend(claims)
        if not countries:
            unknown.append(person)
        elif situation.home in countries:
            at_home.append(_of_home(person, weak=_weakly(situation, claims)))
        else:
            abroad.append(_citizen(person, countries, weak=_weakly(situation, claims)))
    if abroad:
        return _leader_limb(True, because("citizensElsewhere", each=tuple(abroad)), cited)
    if not people:
        return _leader_limb(None, because("noLeaderCited"), cited)
    if unknown:
        shown = tuple(unknown[:4])
        return _leader_limb(None, because("citizenshipNotCitedOf", people=shown), cited)
    return _leader_limb(None, because("homeCitizens", each=tuple(at_home)), cited)


def _of_home(person: str, *, weak: bool) -> Reason:
    return because("entityWeakly", entity=person) if weak else because("entity", entity=person)


def _citizen(person: str, countries: tuple[str, ...], *, weak: bool) -> Reason:
    if weak:
        return because("citizenOfWeakly", person=person, countries=countries)
    return because("citizenOf", person=person, countries=countries)


def _weakly(situation: Situation, claims: Iterable[str]) -> bool:
    """Whether claims of low confidence alone say of which countries somebody is a citizen."""
    return all(situation.knowledge.claims[one].confidence == "low" for one in claims)


def _leader_limb(holds: bool | None, reason: Reason, claims: Iterable[str]) -> Limb:
    return Limb(LEADER_ABROAD, holds, (reason,), tuple(claims))
