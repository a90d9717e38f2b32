"""Merging: no order matters, once is enough, others are untouched, nothing is added up."""

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.claims.data_set import Meta, Tables
from graph.claims.identity import Decision
from graph.claims.model import Entity, Identifier
from graph.entities.merging import merged
from graph.releases.build import in_order
from made_up import DAY, PLACES, SOURCES, seated, stake

NAMES = [f"{file}{name}" for file in ("", "x.", "y.") for name in "abcd"]
NUMBERS = [Identifier("lei", v) for v in ("5493001KJTIIGC8Y1R12", "529900T8BM49AURSDO55")] + [
    Identifier("wikidata", f"Q{n}") for n in range(4)
]

entities = st.builds(
    lambda id_, kind, numbers: Entity(
        id=id_, kind=kind, name=id_, identifiers=tuple(sorted(numbers))
    ),
    st.sampled_from(NAMES),
    st.sampled_from(["Organization", "Organization", "Fund", "Person", "UnidentifiedParty"]),
    st.sets(st.sampled_from(NUMBERS), max_size=2),
)
decisions = st.builds(
    lambda pair, said: Decision(left=min(pair), right=max(pair), decision=said),
    st.sets(st.sampled_from(NAMES), min_size=2, max_size=2),
    st.sampled_from(["same", "different"]),
)


@st.composite
def data_sets(draw):
    parties = draw(st.lists(entities, min_size=2, max_size=10, unique_by=lambda one: one.id))
    ids = st.sampled_from([one.id for one in parties])
    pairs = draw(st.lists(st.tuples(ids, ids, st.integers(1, 60)), max_size=8))
    claims = [
        stake(party, target, str(share), id=f"{'x.' if n % 2 else ''}own{n}")
        for n, (party, target, share) in enumerate(pairs)
        if party != target
    ]
    seats = draw(
        st.lists(st.tuples(ids, st.sampled_from(["home", "away"])), max_size=3, unique=True)
    )
    claims += [seated(firm, place) for firm, place in seats]
    decided = draw(st.lists(decisions, max_size=3, unique_by=lambda d: (d.left, d.right)))
    return Tables(
        meta=Meta(home="CN", data_date=DAY),
        entities=(*parties, *PLACES),
        sources=tuple(SOURCES),
        claims=tuple(claims),
        same=tuple(decided),
    )


def shuffled(tables, draw):
    return msgspec.structs.replace(
        tables,
        entities=tuple(draw(st.permutations(tables.entities))),
        claims=tuple(draw(st.permutations(tables.claims))),
        same=tuple(draw(st.permutations(tables.same))),
    )


@given(data_sets(), st.data())
def test_the_order_of_files_does_not_matter(tables, data):
    other = shuffled(tables, data.draw)
    one, two = merged(tables), merged(other)
    assert in_order(one.tables) == msgspec.structs.replace(in_order(two.tables), same=tables.same)
    assert one.conflicts == two.conflicts


@given(data_sets())
def test_merging_what_was_merged_changes_nothing(tables):
    once = merged(tables).tables
    assert merged(once).tables == once


@given(data_sets())
def test_claims_that_name_nobody_merged_are_untouched(tables):
    found = merged(tables).tables
    gone = {one for one in found.redirects if not one.startswith("claim/")}
    stays = {found.redirects[one] for one in gone}
    kept = {claim.id: claim for claim in found.claims}
    for claim in tables.claims:
        if not {claim.party, claim.target} & (gone | stays):
            assert kept[claim.id] == claim


@given(data_sets())
def test_nobody_unnamed_is_ever_one_with_anybody(tables):
    found = merged(tables).tables
    unnamed = {one.id for one in tables.entities if one.kind == "UnidentifiedParty"}
    assert not unnamed & (set(found.redirects) | set(found.redirects.values()))


@settings(max_examples=60)
@given(data_sets())
def test_every_claim_is_there_or_leads_to_one_that_says_the_same(tables):
    found = merged(tables).tables
    kept = {claim.id: claim for claim in found.claims}
    for claim in tables.claims:
        name = found.redirects.get(f"claim/{claim.id}", f"claim/{claim.id}").removeprefix("claim/")
        now = kept[name]
        assert now.party == found.redirects.get(claim.party, claim.party)
        assert now.target == found.redirects.get(claim.target, claim.target)
        assert getattr(now, "share", None) == getattr(claim, "share", None)
        assert set(claim.citations) <= set(now.citations)


@given(data_sets())
def test_every_redirect_leads_to_an_entity_that_is_there(tables):
    found = merged(tables).tables
    known = {one.id for one in found.entities}
    for gone, stays in found.redirects.items():
        if not gone.startswith("claim/"):
            assert gone not in known and stays in known
