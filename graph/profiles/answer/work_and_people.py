"""Where a firm works, what it depends on, and the cited citizenships of those who lead it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from graph.claims.model import Citizenship, Claim, Dependence, Founding, Leadership, Location
from graph.claims.periods import months_before
from graph.claims.reasons import Reason, because
from graph.holders.horizons import known_on
from graph.holders.origins import jurisdictions_of, standing
from graph.networks.situation import Situation
from graph.profiles.answer.said import Said, newest, seen_and_weak

ASPECTS = ("staff", "research", "production", "market")
LEADING = ("chair", "chiefExecutive", "coChiefExecutive")
POSTS = (("chair",), ("chiefExecutive", "coChiefExecutive"))  # those of one post follow one another
OLD_POST = 24  # months after which a post is said with its day; our own
SHOWN = 4


def work(situation: Situation) -> tuple[Said, ...]:
    """Staff, research, plant and revenue by place, then critical supplies; each with its day."""
    return (*_places(situation), *_supplies(situation))


def _places(situation: Situation) -> Iterator[Said]:
    found: defaultdict[str, list[Location]] = defaultdict(list)
    for claim in situation.knowledge.of(Location, situation.firm):
        left = claim.share is None and claim.period.ended_before(situation.day)
        if claim.aspect in ASPECTS and known_on(claim, situation.day) and not left:
            found[claim.aspect].append(claim)
    unread = tuple(because("aspectOf", aspect=one) for one in ASPECTS if not found[one])
    if unread:
        yield Said(because("aspectsNotRead", aspects=unread))
    for aspect in ASPECTS:
        claims = found[aspect]
        if not claims:
            continue
        last = newest(claims)
        shared = [one for one in claims if one.share is not None and one.as_of == last]
        if shared and last is not None:
            each = tuple(
                because("placeShare", place=one.target, share=one.share)
                for one in shared[:SHOWN]
                if one.share is not None
            )
            ids = tuple(one.id for one in shared)
            asides = seen_and_weak(situation.knowledge, last, *_by_place(shared))
            yield Said(because("aspectShares", aspect=aspect, each=each, asides=asides), ids)
        else:
            places = tuple(dict.fromkeys(one.target for one in claims))[:SHOWN]
            ids = tuple(one.id for one in claims)
            asides = seen_and_weak(situation.knowledge, last, *_by_place(claims))
            yield Said(because("aspectPlaces", aspect=aspect, places=places, asides=asides), ids)


def _by_place(claims: Iterable[Claim]) -> list[tuple[str, ...]]:
    """The claims on each place or country: each is a fact of its own."""
    found: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
    for claim in claims:
        found[claim.target] += (claim.id,)
    return [*found.values()]


def _supplies(situation: Situation) -> Iterator[Said]:
    supplies = [
        claim
        for claim in situation.knowledge.about(Dependence, situation.firm)
        if known_on(claim, situation.day)
    ]
    if not supplies:
        yield Said(because("suppliesNotRead"))
        return
    supplies.sort(key=_last_first)
    for claim in supplies[:SHOWN]:
        day = claim.as_of or claim.period.start
        share = claim.content
        asides = seen_and_weak(situation.knowledge, day, (claim.id,))
        if share is not None:
            reason = because("supplyShare", what=claim.party, share=share, asides=asides)
        else:
            reason = because("supply", what=claim.party, asides=asides)
        yield Said(reason, (claim.id,))


def _last_first(claim: Claim) -> int:
    day = claim.as_of or claim.period.start
    return -(day.last.toordinal() if day else 0)


def people(situation: Situation) -> tuple[Said, ...]:
    """Founders, chair and chief executive, each with a cited citizenship, or none."""
    there = situation.on("people")
    knowledge, firm = there.knowledge, there.firm
    posts: dict[str, list[Claim]] = {}
    for founding in knowledge.about(Founding, firm):
        if known_on(founding, there.day):
            posts.setdefault(founding.party, []).append(founding)
    for leading in _lead_now(there):
        posts.setdefault(leading.party, []).append(leading)
    read = newest([claim for claims in posts.values() for claim in claims])
    last_read = read.last if read else there.day
    out = [
        _person(there, person, claims, last_read)
        for person, claims in posts.items()
        if (known := knowledge.entities.get(person)) is not None and known.kind == "Person"
    ]
    return tuple(out) or (Said(because("peopleNotRead")),)


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
        last = min((_last_first(claim) for claim in claims), default=0)
        found += [claim for claim in claims if _last_first(claim) == last]
    return found


def _role(claim: Leadership, last: date) -> Reason:
    """A post, with its day where it was seen long before what was read of people last."""
    seen = claim.as_of or claim.period.start
    if seen is None or seen.last >= months_before(last, OLD_POST):
        return because("roleOf", role=claim.role)
    return because("roleSeen", role=claim.role, day=seen)


def _person(situation: Situation, person: str, claims: Sequence[Claim], last_read: date) -> Said:
    knowledge = situation.knowledge
    roles = tuple(
        dict.fromkeys(
            _role(claim, last_read) if isinstance(claim, Leadership)
            else because("founderOf")
            for claim in claims
        )
    )  # fmt: skip
    stated = standing(knowledge.of(Citizenship, person), situation.day)
    countries = jurisdictions_of(knowledge, (claim.target for claim in stated))
    ids = tuple(claim.id for claim in (*claims, *stated))
    if not countries:
        return Said(because("personNotStated", person=person, roles=roles), ids)
    of = tuple(because("countryNamed", country=country) for country in countries)
    last = newest(stated)
    return Said(
        because("personCitizen", person=person, roles=roles, countries=of,
                asides=seen_and_weak(knowledge, last, *_by_place(stated))),
        ids,
    )  # fmt: skip
