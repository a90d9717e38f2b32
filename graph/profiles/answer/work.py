"""Where a firm works and what it depends on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from graph.claims.model import Claim, Dependence, Location
from graph.claims.reasons import because
from graph.holders.horizons import known_on
from graph.networks.situation import Situation
from graph.profiles.answer.said import Said, each_dated, last_first, newest, seen_and_weak

ASPECTS = ("staff", "research", "production", "market")
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
            at: defaultdict[str, list[Claim]] = defaultdict(list)
            for one in claims:
                at[one.target].append(one)
            places, asides = each_dated(situation.knowledge, "placeDated", "place", at)
            ids = tuple(one.id for one in claims)
            reason = because("aspectPlaces", aspect=aspect, places=places[:SHOWN], asides=asides)
            yield Said(reason, ids)


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
    supplies.sort(key=last_first)
    for claim in supplies[:SHOWN]:
        day = claim.as_of or claim.period.start
        share = claim.content
        asides = seen_and_weak(situation.knowledge, day, (claim.id,))
        if share is not None:
            reason = because("supplyShare", what=claim.party, share=share, asides=asides)
        else:
            reason = because("supply", what=claim.party, asides=asides)
        yield Said(reason, (claim.id,))
