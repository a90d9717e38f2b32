"""Those who founded and lead a firm, with their cited citizenships."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from graph.answers.page_words import NOTHING
from graph.claims.model import (
    Citizenship,
    Claim,
    Founding,
    Leadership,
    Ownership,
    ProgrammeLink,
)
from graph.claims.periods import PartialDate, months_before
from graph.claims.reasons import Reason, because
from graph.claims.rivals_and_rates import Rivals
from graph.holders.horizons import known_on
from graph.holders.origins import jurisdiction_of, standing
from graph.networks.situation import Situation
from graph.profiles.answer.said import Said, each_dated, first_day, last_first, newest

LEADING = ("chair", "chiefExecutive", "coChiefExecutive")
POSTS = (("chair",), ("chiefExecutive", "coChiefExecutive"))  # those of one post follow one another
INITIATED = "initiated"
OLD_POST = 24  # months after which a post is said with its day; our own


def people(situation: Situation) -> tuple[Said, ...]:
    """Founders, chair and chief executive, each with a cited citizenship, or none."""
    there = situation.on("people")
    posts = _posts(there)
    read = newest([claim for claims in posts.values() for claim in claims])
    last_read = read.last if read else there.day
    out = [_person(there, person, claims, last_read) for person, claims in posts.items()]
    return (*_initiated(there), *(out or (Said(because("peopleNotRead")),)))


def _initiated(situation: Situation) -> Iterator[Said]:
    """Which bodies and firms initiated it, and that nobody read of a stake of theirs."""
    knowledge, firm = situation.knowledge, situation.firm
    links = [
        claim
        for claim in knowledge.about(ProgrammeLink, firm)
        if claim.link == INITIATED and claim.party and standing((claim,), situation.day)
    ]
    if links:
        who = tuple(dict.fromkeys(claim.party for claim in links))
        day = first_day(links)
        when = because("moneyOn", day=day) if day is not None else NOTHING
        held = {stake.party for stake in knowledge.about(Ownership, firm)}
        code = "initiatedOnly" if held & set(who) else "initiatedBy"
        yield Said(because(code, who=who, when=when), tuple(claim.id for claim in links))


def _posts(situation: Situation) -> dict[str, list[Claim]]:
    """The persons who founded or lead the firm, each with the claims that say so."""
    knowledge, firm = situation.knowledge, situation.firm
    posts: dict[str, list[Claim]] = {}
    for founding in knowledge.about(Founding, firm):
        if known_on(founding, situation.day):
            posts.setdefault(founding.party, []).append(founding)
    for leading in _lead_now(situation):
        posts.setdefault(leading.party, []).append(leading)
    return {
        person: claims
        for person, claims in posts.items()
        if (known := knowledge.entities.get(person)) is not None and known.kind == "Person"
    }


def leaders(situation: Situation) -> dict[str, list[Leadership]]:
    """Chair and chief executive by what was read last, each person with the claims of it."""
    found: dict[str, list[Leadership]] = {}
    for claim in _lead_now(situation.on("people")):
        found.setdefault(claim.party, []).append(claim)
    return found


def _lead_now(situation: Situation) -> list[Leadership]:
    """Of each post the one who took it last, by what was read; those who share it."""
    leading = [
        claim
        for claim in situation.knowledge.about(Leadership, situation.firm)
        if claim.role in LEADING
        and claim.stage == "completed"
        and known_on(claim, situation.day)
        and not claim.period.ended_before(situation.day)
        and claim.period_end != "ended"
    ]
    found: list[Leadership] = []
    for roles in POSTS:
        claims = [claim for claim in leading if claim.role in roles]
        last = min((last_first(claim) for claim in claims), default=0)
        found += [claim for claim in claims if last_first(claim) == last]
    return found


def _roles(claims: Iterable[Leadership], last: date) -> Iterator[Reason]:
    """Posts, each with its day where it was seen long before what was read of people last.

    Those of one such day have it once, behind all of them.
    """
    old: defaultdict[PartialDate, list[Reason]] = defaultdict(list)
    for claim in claims:
        seen = claim.as_of or claim.period.start
        role = because("roleOf", role=claim.role)
        if seen is None or seen.last >= months_before(last, OLD_POST):
            yield role
        elif role not in old[seen]:
            old[seen].append(role)
    for day, roles in old.items():
        yield because("rolesSeen", roles=tuple(roles), day=day)


def _person(situation: Situation, person: str, claims: Sequence[Claim], last_read: date) -> Said:
    knowledge = situation.knowledge
    founded = [because("founderOf") for claim in claims if not isinstance(claim, Leadership)]
    leading = [claim for claim in claims if isinstance(claim, Leadership)]
    roles = tuple(dict.fromkeys((*founded, *_roles(leading, last_read))))
    stated = _citizenships(situation, person)
    ids = tuple(claim.id for claim in (*claims, *(one for each in stated.values() for one in each)))
    if not stated:
        return Said(because("personNotStated", person=person, roles=roles), ids)
    countries, asides = each_dated(knowledge, "countryDated", "country", stated)
    code = "personDisputed" if _rival(situation, stated) else "personCitizen"
    return Said(because(code, person=person, roles=roles, countries=countries, asides=asides), ids)


def _citizenships(situation: Situation, person: str) -> dict[str, list[Claim]]:
    """The claims of a person's citizenship that stand on the day, by jurisdiction."""
    knowledge = situation.knowledge
    stated: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in standing(knowledge.of(Citizenship, person), situation.day):
        if country := jurisdiction_of(knowledge, claim.target):
            stated[country].append(claim)
    return dict(sorted(stated.items()))


def _rival(situation: Situation, stated: dict[str, list[Claim]]) -> tuple[Rivals, ...]:
    """The statements that more than one of some citizenships cannot all be true."""
    of = {claim.id: country for country, claims in stated.items() for claim in claims}
    return tuple(
        rival
        for rival in situation.knowledge.rivals
        if len({of[claim] for claim in rival.claims if claim in of}) > 1
    )


def disputed_citizenships(situation: Situation) -> dict[str, tuple[Claim, ...]]:
    """Of those who founded or lead the firm: rival claims of whose citizens they are."""
    there = situation.on("people")
    found: dict[str, tuple[Claim, ...]] = {}
    for person in _posts(there):
        stated = _citizenships(there, person)
        at_odds = {claim for rival in _rival(there, stated) for claim in rival.claims}
        claims = tuple(one for each in stated.values() for one in each if one.id in at_odds)
        if claims:
            found[person] = claims
    return found
