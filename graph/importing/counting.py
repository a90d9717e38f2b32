"""What became of each statement, counted again once all of them are known.

A statement is counted when it is read. Later it may turn out that a party of its claim never
comes, that its record is of two kinds, or that it is about a thing or a person that is not taken
in: then it is counted as refused, as taken in part, or as having nothing to carry.
"""

from __future__ import annotations

from collections.abc import Iterable

from graph.claims.model import Entity
from graph.claims.statements import Refusal
from graph.importing.collecting import SHARED, Collection
from graph.importing.repeated import Settled
from graph.importing.said import Place


def count_again(
    collection: Collection,
    refused: Iterable[Refusal],
    passed_over: Iterable[Place],
    kept: Iterable[Settled],
    entities: Iterable[Entity],
) -> None:
    """Move statements whose claims did not come to be from those taken to what they are."""
    outcome = {place.key: "nothing" for place in passed_over}
    outcome |= {(one.file, one.line, one.statement): "refused" for one in refused}
    if not outcome:
        return
    carry = {key for one in kept if (key := one.place.key) in outcome}
    for entity in entities:
        if entity.kind not in SHARED:
            carry.add(collection.entities[entity.id][2].key)
    for key, became in outcome.items():
        counts, in_part = collection.counts.get(key[0]), key in collection.in_part
        if counts is None or (key in carry and (became == "nothing" or in_part)):
            continue
        before = "in_part" if in_part else "taken"
        after = "in_part" if key in carry else "refused" if in_part else became
        setattr(counts, before, getattr(counts, before) - 1)
        setattr(counts, after, getattr(counts, after) + 1)
