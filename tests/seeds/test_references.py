"""Whatever a row names exists, once, and whatever exists is used."""

import re

import pytest

ENTITIES_IN = (
    "party", "target", "via", "bound", "members", "round", "denominator", "programme",
    "stake_in", "part_of", "authority", "applies_to", "about",
)  # fmt: skip


@pytest.fixture(scope="session")
def cited_rows(tables):
    return [(name, row) for name, rows in tables.items() for row in rows if "locator" in row]


def test_ids_of_claims_are_unique_over_all_tables(tables, claims):
    tables_of_claims = {row["table"] for row in claims.values()}
    assert len(claims) == sum(len(tables[name]) for name in tables_of_claims)


@pytest.mark.parametrize("name", ["entities", "sources", "rules", "rivals"])
def test_ids_are_unique_in_their_table(tables, name):
    ids = [row["id"] for row in tables[name]]
    assert len(ids) == len(set(ids))


def test_ids_are_short_readable_ascii(tables, claims):
    ids = [*claims, *(row["id"] for name in ("entities", "sources") for row in tables[name])]
    assert [one for one in ids if not re.fullmatch(r"[a-z0-9][a-z0-9_-]{1,90}", one)] == []


def test_every_entity_named_exists(tables, parts):
    known = {row["id"] for row in tables["entities"]}
    missing = {
        (name, column, one)
        for name, rows in tables.items()
        for row in rows
        for column in ENTITIES_IN
        for one in parts(row.get(column))
        if one not in known
    }
    assert missing == set()


def test_every_entity_is_spoken_of(tables, parts):
    spoken = {
        one
        for rows in tables.values()
        for row in rows
        for column in ENTITIES_IN
        for one in parts(row.get(column))
    }
    assert {row["id"] for row in tables["entities"]} - spoken == set()


def test_every_cited_source_exists_and_every_source_is_cited(tables, cited_rows, parts):
    known = {row["id"] for row in tables["sources"]}
    cited = {one for _, row in cited_rows for one in parts(row["source"])}
    relays = {row["relayed_by"] for row in tables["sources"]} - {""}
    assert cited | relays == known


def test_every_row_says_where_in_each_of_its_sources(cited_rows, parts):
    for name, row in cited_rows:
        assert parts(row["source"]), (name, row)
        assert len(parts(row["source"])) == len(parts(row["locator"])), (name, row)


def test_footnotes_are_relayed_by_the_document_they_stand_in(tables):
    for row in tables["sources"]:
        note = re.fullmatch(r"(ding-2023|allen-2019)-n\d+[a-z]?", row["id"])
        if note:
            assert row["relayed_by"] == note[1]


def test_what_is_disputed_or_declared_a_rival_is_a_claim(tables, claims, parts):
    named = [one for row in claims.values() for one in parts(row["disputes"])]
    named += [one for row in tables["rivals"] for one in parts(row["claims"])]
    assert named
    assert [one for one in named if one not in claims] == []


def test_every_claim_has_a_share_that_can_be(claims):
    for row in claims.values():
        low, high = row.get("share_min"), row.get("share_max")
        if low and high:
            assert 0 <= float(low) <= float(high) <= 100, row["id"]


def test_a_party_never_stands_at_both_ends(claims):
    assert [one for one, row in claims.items() if row.get("party") == row["target"]] == []


def test_owning_and_investing_are_never_mere_relations(tables):
    kinds = {row["relation"] for row in tables["relations"]}
    assert not kinds & {"ownsShareIn", "investedIn", "controlsByContract", "holdsVotingRightsIn"}
