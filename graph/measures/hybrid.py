"""Hybrid firms: headquarters at home, foreign money, leaders who are no citizens of home.

Founders and leaders, and of which countries they are citizens as cited, are read here too.
"""

from __future__ import annotations

from msgspec import Struct

from graph.claims.model import Citizenship, Founding, Leadership
from graph.claims.periods import months_before
from graph.claims.shares import span
from graph.holders.horizons import horizon_months, seen_on
from graph.holders.origins import jurisdictions_of, standing
from graph.measures.funding import funding_of
from graph.measures.home_share import blocks
from graph.measures.measured import Measured
from graph.measures.places import place
from graph.networks.situation import Situation
from ontology.lenses import Lens

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


class Limb(Struct, frozen=True):
    """One limb: true, false, or open."""

    name: str
    holds: bool | None
    text: str
    claims: tuple[str, ...] = ()


def hybrid_limbs(situation: Situation, lens: Lens) -> Measured:
    """All three limbs true: hybrid. One false: not. Otherwise the open limb is named."""
    people = situation.on("people")
    limbs = (_headquarters(situation), _foreign_money(situation), _leaders(people))
    words = {True: "yes", False: "no", None: "open"}
    parts = tuple((limb.name, f"{words[limb.holds]}: {limb.text}") for limb in limbs)
    claims = tuple(dict.fromkeys(claim for limb in limbs for claim in limb.claims))
    if any(limb.holds is False for limb in limbs):
        case = "refuted"
    else:
        case = "all" if all(limb.holds for limb in limbs) else ""
    met = sum(1 for limb in limbs if limb.holds)
    opened = [limb.name for limb in limbs if limb.holds is None]
    failed = [f"{limb.name} ({limb.text})" for limb in limbs if limb.holds is False]
    explanation = f"{met} of 3 limbs met"
    if failed:
        explanation += f"; fails on {failed[0]}"
    elif opened:
        explanation += f"; open: {', '.join(opened)}"
    return Measured(
        case=case,
        decides="" if case else "limbOpen",
        explanation=explanation,
        tested=tuple(part.entity for part in situation.parts),
        parts=parts,
        claims=claims,
    )


def _headquarters(situation: Situation) -> Limb:
    found = place(situation, situation.knowledge.lenses["headquarters"])
    holds = {"home": True, "foreign": False, "offshore": False}.get(found.case)
    return Limb("headquarters at home", holds, found.explanation, found.claims)


def _foreign_money(situation: Situation) -> Limb:
    """Foreign blocks lead, or most of all money raised is certainly foreign."""
    named = blocks(situation, situation.knowledge.lenses["block-ownership"])
    if named.case == "foreign":
        return Limb("foreign money leads", True, named.explanation, named.claims)
    money = funding_of(situation)
    text = f"{named.explanation}; home part of all money raised {span(*money.interval)}"
    if money.interval[1] < 0.5:
        return Limb("foreign money leads", True, text, money.claims)
    if named.case == "home" and money.interval[0] > 0.5:
        return Limb("foreign money leads", False, text, (*named.claims, *money.claims))
    return Limb("foreign money leads", None, text, named.claims)


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
            at_home.append(person)
        else:
            abroad.append((person, "/".join(countries)))
    name = "a leader without home citizenship"
    if abroad:
        told = ", ".join(f"{situation.name(person)} ({country})" for person, country in abroad)
        return Limb(name, True, told, tuple(cited))
    if not people:
        return Limb(name, None, "no founder, chair or chief executive cited")
    if unknown:
        told = ", ".join(situation.name(person) for person in unknown[:4])
        return Limb(name, None, f"citizenship not cited: {told}", tuple(cited))
    told = ", ".join(situation.name(person) for person in at_home)
    return Limb(name, None, f"those cited are home citizens: {told}", tuple(cited))
