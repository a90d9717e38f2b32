"""What an index gives is what a look at every claim gives; also where a few read otherwise."""

from __future__ import annotations

import sys
from collections import defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from graph.claims import indexes, names
from graph.claims.knowledge import Knowledge
from graph.claims.model import CLAIM_TYPES, Claim, Entity, Ownership
from graph.releases.release import Release

LABELS = ("stateOwnerNamed", "hybrid", "chinese", "foreignLabel")
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
        "labelled": [known.labelled(one) for one in LABELS],
        "through": [known.through(one) for one in entities],
        "against": [known.against(id_) for id_ in known.claims],
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


def test_a_few_claims_and_entities_besides(seed_release: Release) -> None:
    seeds = seed_release.knowledge
    few = [
        Ownership(id="a plant, owned", party="smic", target="a plant"),
        Ownership(id="a plan", party="a plant", target="smic", stage="agreed", via=("dji",)),
    ]
    plants = [Entity(id="a plant", kind="Arrangement", name="a plant")]
    anew = seeds.with_records(
        claims={**seeds.claims, **{one.id: one for one in few}},
        entities={**seeds.entities, **{one.id: one for one in plants}},
    )
    assert seen(seeds.with_further(plants, few)) == seen(anew)


def looked_through(known: Knowledge) -> dict[str, dict[object, list[Claim]]]:
    """Every claim under everything that it can be asked for by, one after the other."""
    found: dict[str, dict[object, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for claim in known.claims.values():
        party, target = claim.party, claim.target
        lists, rounds = getattr(claim, "programme", ""), getattr(claim, "round", "")
        for one in dict.fromkeys((party, target, lists, rounds)):
            found["touching"][one].append(claim)
            if claim.stage != "completed":
                found["ahead"][one].append(claim)
        for one in claim.disputes:
            found["against"][one].append(claim)
        if claim.status not in ("denied", "retracted"):
            found["about"][claim.kind, target].append(claim)
            found["of"][claim.kind, party].append(claim)
            if lists:
                found["on_list"][lists].append(claim)
            if label := getattr(claim, "label", ""):
                found["labelled"][label].append(claim)
            for vehicle in dict.fromkeys(getattr(claim, "via", ())):
                found["through"][vehicle].append(claim)
    return found


def compare(known: Knowledge) -> None:
    scan = looked_through(known)
    for one in (*known.entities, "nobody of this name"):
        for ask in ("touching", "ahead", "on_list", "through"):
            assert getattr(known, ask)(one) == tuple(scan[ask][one]), (ask, one)
        for kind in CLAIM_TYPES.values():
            assert known.about(kind, one) == tuple(scan["about"][kind.kind, one]), (kind, one)
            assert known.of(kind, one) == tuple(scan["of"][kind.kind, one]), (kind, one)
    for label in (*scan["labelled"], "nobody of this name"):
        assert known.labelled(label) == tuple(scan["labelled"][label])
    for claim in known.claims:
        assert known.against(claim) == tuple(scan["against"][claim])
    assert known.to_come == tuple(c for c in known.claims.values() if c.stage != "completed")


def test_an_index_gives_what_a_look_at_every_claim_gives(seed_release: Release) -> None:
    compare(seed_release.knowledge)


def test_names_of_one_hash_are_told_apart(
    seed_release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(names, "hash", len, raising=False)
    known = seed_release.knowledge
    compare(known.with_records(claims=dict(known.claims)))


def test_nobody_is_named_by_nothing(seed_release: Release) -> None:
    known = seed_release.knowledge
    assert any(not claim.party for claim in known.claims.values())
    assert known.touching("") == known.ahead("") == ()
    assert not any(known.of(kind, "") or known.about(kind, "") for kind in CLAIM_TYPES.values())


def test_what_was_looked_up_has_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indexes, "ROOM", 10)
    looked = indexes.Looked[int](lambda number: ())
    for number in range(100):
        assert looked[number] == ()
        assert len(looked) <= 10


def test_other_records_leave_the_index_of_the_claims(seed_release: Release) -> None:
    known = seed_release.knowledge
    known.touching("smic")
    calls = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event == "call"

    sys.setprofile(count)
    try:
        known.with_records(rates=()).touching("smic")
    finally:
        sys.setprofile(None)
    assert calls < 20
