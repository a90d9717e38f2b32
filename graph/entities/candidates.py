"""Entities that may be one by their names or by numbers that only hint: proposed, never merged.

Names are compared as search compares them: without case and accents, without the words
for the form of company, in simplified characters, by sound. Two entities are proposed
where all of one such form is equal. A seat in the same place speaks for it, a seat
elsewhere against it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from graph.claims.identity import ALIKE, APART, clusters, nameless
from graph.claims.knowledge import Knowledge
from graph.claims.model import Entity, Location
from graph.entities.search import PLAIN, SHORT, Index
from graph.formats.tables.reviews import Pair

KINDS = frozenset({"Organization", "Fund", "Person", "PublicBody", "Exchange", "Arrangement"})
CROWD = 20  # entities that share a form of name: more say that the name is common
NUMBER, SEATED, ELSEWHERE = 0.9, 0.05, 0.3  # of a hinting number; added for a seat, taken off
HINTS = ("isin", "regno", "ticker", "hkex", "sse", "szse", "nyse", "nasdaq", "ftm")


def candidates(knowledge: Knowledge, least: float = 0.5) -> Iterator[Pair]:
    """Pairs that may be one entity, the likeliest first; ``least`` is the lowest score shown.

    Scores are an order for the reviewer's time, not probabilities.
    """
    entities = [
        entity
        for entity in knowledge.entities.values()
        if entity.kind in KINDS and entity.kind not in APART
    ]
    found: defaultdict[tuple[str, str], dict[str, float]] = defaultdict(dict)
    for pair, why, score in (*_by_number(entities), *_by_name(entities)):
        found[pair][why] = max(score, found[pair].get(why, 0.0))
    refused = {
        frozenset(pair)
        for conflict in clusters(entities, knowledge.claims.values()).conflicts
        for pair in combinations(conflict.entities, 2)
    }
    seats = _seats(knowledge)
    made = (
        _candidate(knowledge, pair, reasons, seats, numbered=frozenset(pair) in refused)
        for pair, reasons in found.items()
    )
    yield from sorted(
        (one for one in made if one.score >= least),
        key=lambda one: (-one.score, one.left, one.right),
    )


def _candidate(
    knowledge: Knowledge,
    pair: tuple[str, str],
    reasons: Mapping[str, float],
    seats: Mapping[str, frozenset[str]],
    *,
    numbered: bool,
) -> Pair:
    left, right = (knowledge.entities[one] for one in pair)
    score, words = max(reasons.values()), list(reasons)
    here, there = seats.get(left.id), seats.get(right.id)
    if here and there:
        both = bool(here & there)
        score += SEATED if both else -ELSEWHERE
        words.append("seated in the same place" if both else "seated in different places")
    if numbered:
        words.append("numbers say so, and something speaks against it")
    return Pair(
        left=left.id,
        right=right.id,
        left_name=left.name,
        right_name=right.name,
        evidence="; ".join(words),
        score=round(min(max(score, 0.0), 1.0), 2),
    )


def _by_name(entities: Sequence[Entity]) -> Iterator[tuple[tuple[str, str], str, float]]:
    kinds = {entity.id: entity.kind for entity in entities}
    named = [entity for entity in entities if not nameless(entity)]
    names = {
        entity.id: {entity.name, entity.name_zh, *entity.other_names} - {""} for entity in named
    }
    for entries in Index.build(named).entries.values():
        # Ids and numbers are keys as well; here only names count.
        whose = {one.entity: one for one in entries if one.shown in names[one.entity]}
        if not 1 < len(whose) <= CROWD:
            continue
        for left, right in combinations(sorted(whose), 2):
            if kinds[left] == kinds[right] or {kinds[left], kinds[right]} <= ALIKE:
                score = min(whose[left].score, whose[right].score)
                yield (left, right), _words(score), score * 0.9


def _words(score: float) -> str:
    if score >= PLAIN:
        return "same name"
    return "same name but for the form of company" if score >= SHORT else "like name"


def _by_number(entities: Iterable[Entity]) -> Iterator[tuple[tuple[str, str], str, float]]:
    having: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for entity in entities:
        for one in entity.identifiers:
            if one.scheme in HINTS:
                having[one.scheme, one.value].append(entity.id)
    for (scheme, value), ids in having.items():
        if len(ids) <= CROWD:
            for left, right in combinations(sorted(ids), 2):
                yield (left, right), f"both {scheme} {value}", NUMBER


def _seats(knowledge: Knowledge) -> Mapping[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for claim in knowledge.claims.values():
        if isinstance(claim, Location) and claim.aspect == "seat" and claim.period.end is None:
            place = knowledge.entities.get(claim.target)
            if place is not None and place.jurisdiction:
                found[claim.party].add(place.jurisdiction)
    return {entity: frozenset(places) for entity, places in found.items()}
