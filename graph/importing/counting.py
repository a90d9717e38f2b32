"""What became of each statement, counted again once all of them are known.

A statement is counted when it is read. Later it may turn out that a party of its claim never
comes, that its record is of two kinds, or that it is about a thing or a person that is not taken
in: then it is counted as refused, as taken in part, or as having nothing to carry.
"""

from __future__ import annotations

from collections.abc import Iterable

from graph.claims.model import Entity
from graph.claims.statements import Refusal
from graph.importing.collecting import SHARED, Collection, Place
from graph.importing.repeated import Settled

Key = tuple[str, int | None, str]  # file, line and id of a statement


def count_again(
    collection: Collection,
    refused: Iterable[Refusal],
    passed_over: Iterable[Place],
    kept: Iterable[Settled],
    entities: Iterable[Entity],
) -> None:
    """Move statements whose claims did not come to be from those taken to what they are."""
    outcome: dict[Key, str] = {_key(one): "nothing" for one in passed_over}
    outcome.update((_key(one), "refused") for one in refused)
    if not outcome:
        return
    carry = {key for one in kept if (key := _key(one.place)) in outcome}
    for entity in entities:
        if (
            entity.kind not in SHARED
            and (key := _key(collection.entities[entity.id][2])) in outcome
        ):
            carry.add(key)
    earlier = {_key(one) for one in collection.refusals} - {
        _key(one) for one in collection.taken_back
    }
    for key, became in outcome.items():
        counts = collection.counts.get(key[0])
        if counts is None or (key in carry and (became == "nothing" or key in earlier)):
            continue
        before = "in_part" if key in earlier else "taken"
        after = "in_part" if key in carry else "refused" if key in earlier else became
        setattr(counts, before, getattr(counts, before) - 1)
        setattr(counts, after, getattr(counts, after) + 1)


def _key(place: Place | Refusal) -> Key:
    return place.file, place.line, place.statement
