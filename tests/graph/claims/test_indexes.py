"""A few claims that read otherwise: the same indexes as if everything had been indexed anew."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from graph.claims.knowledge import Knowledge
from graph.claims.model import CLAIM_TYPES, Claim
from graph.releases.release import Release

STAGES = ("announced", "agreed", "completed", "proForma")


def with_all_anew(known: Knowledge, after: dict[str, Claim | None]) -> Knowledge:
    """The same by the long way: another set of claims, and all its indexes."""
    read = {id_: after.get(id_, claim) for id_, claim in known.claims.items()}
    return known.with_records(claims={id_: c for id_, c in read.items() if c is not None})


def seen(known: Knowledge) -> dict[str, object]:
    """Everything that can be asked of claims by whom they name."""
    entities = sorted(known.entities)
    kinds = tuple(CLAIM_TYPES.values())
    return {
        "claims": list(known.claims.values()),
        "count": len(known.claims),
        "about": [known.about(kind, one) for kind in kinds for one in entities],
        "of": [known.of(kind, one) for kind in kinds for one in entities],
        "touching": [known.touching(one) for one in entities],
        "ahead": [known.ahead(one) for one in entities],
        "on_list": [known.on_list(one) for one in entities],
        "through": [known.through(one) for one in entities],
        "disputed": known.disputed,
    }


@given(chosen=st.data())
@settings(max_examples=25, deadline=None)
def test_a_few_claims_that_read_otherwise(seed_release: Release, chosen: st.DataObject) -> None:
    seeds = seed_release.knowledge
    disputing = [id_ for id_, claim in seeds.claims.items() if claim.disputes]
    ids = chosen.draw(st.lists(st.sampled_from(sorted(seeds.claims)), max_size=5, unique=True))
    if disputing and chosen.draw(st.booleans()):
        ids = list(dict.fromkeys([*ids, chosen.draw(st.sampled_from(disputing))]))
    after: dict[str, Claim | None] = {
        id_: chosen.draw(
            st.sampled_from([None, *(replace(seeds.claims[id_], stage=stage) for stage in STAGES)])
        )
        for id_ in ids
    }
    assert seen(seeds.with_claims(after)) == seen(with_all_anew(seeds, after))


def test_a_world_on_a_world(seed_release: Release) -> None:
    seeds = seed_release.knowledge
    first, second, *_ = sorted(seeds.claims)
    both = seeds.with_claims({first: None, second: None})
    assert seen(seeds.with_claims({first: None}).with_claims({second: None})) == seen(both)
