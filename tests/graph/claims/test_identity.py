"""One entity across files, by numbers and by decisions; what cannot be one is said, not merged."""

import pytest

from graph.claims.identity import Decision, clusters
from graph.claims.model import Entity, Identifier, Ownership
from graph.claims.periods import PartialDate, Period
from made_up import PLACES, seated

LEI = Identifier("lei", "5493001KJTIIGC8Y1R12")
LEI2 = Identifier("lei", "529900T8BM49AURSDO55")
QID = Identifier("wikidata", "Q1")


def firm(id_, *identifiers, kind="Organization", **more):
    return Entity(
        id=id_, kind=kind, name=more.pop("name", id_.upper()), identifiers=identifiers, **more
    )


def same(left, right, decision="same"):
    return Decision(left=left, right=right, decision=decision)


def test_one_number_makes_one_entity():
    found = clusters([firm("a", LEI), firm("x.b", LEI), firm("y.c", QID)])
    assert (found.redirects, found.conflicts) == ({"x.b": "a"}, ())


def test_links_reach_over_several_numbers_and_decisions():
    entities = [firm("x.a", LEI), firm("x.b", LEI, QID), firm("y.c", QID), firm("z.d")]
    found = clusters(entities, decisions=[same("y.c", "z.d")])
    assert found.redirects == {"x.b": "x.a", "y.c": "x.a", "z.d": "x.a"}


def test_the_id_that_stays_is_ours_and_has_a_name():
    nameless = firm("x.a", LEI, name=LEI.value)
    assert clusters([nameless, firm("x.b", LEI)]).redirects == {"x.a": "x.b"}
    assert clusters([nameless, firm("x.b", LEI), firm("z", LEI)]).redirects == {
        "x.a": "z",
        "x.b": "z",
    }


@pytest.mark.parametrize(
    "hint",
    [Identifier("ticker", "AAA"), Identifier("regno", "GB/1"), Identifier("isin", "US0378331005")],
)
def test_a_hint_merges_nobody(hint):
    assert clusters([firm("a", hint), firm("b", hint)]).redirects == {}


def test_a_security_is_one_by_its_isin_and_never_one_with_its_issuer():
    isin = Identifier("isin", "US0378331005")
    entities = [
        firm("x.s", isin, kind="ShareClass"),
        firm("y.s", isin, kind="ShareClass"),
        firm("issuer", isin),
    ]
    assert clusters(entities).redirects == {"y.s": "x.s"}


def test_two_jurisdictions_of_one_code_are_one():
    places = [
        Entity(id="x.jurisdiction-CN", kind="Jurisdiction", name="China", jurisdiction="CN"),
        *PLACES,
    ]
    assert clusters(places).redirects == {"x.jurisdiction-CN": "home"}


@pytest.mark.parametrize(
    ("entities", "claims", "decisions", "reason"),
    [
        ([firm("a", LEI), firm("b", LEI)], [seated("a", "home"), seated("b", "away")], [],
         "seated in CN, b in US"),
        ([firm("a", LEI, QID), firm("b", LEI2, QID)], [], [],
         "different numbers of one scheme: lei"),
        ([firm("a", LEI), firm("b", LEI, kind="Person")], [], [], "different kinds"),
        ([firm("a", LEI), firm("b", LEI)], [Ownership(id="o", party="a", target="b")], [],
         "o is a claim of one about the other"),
        ([firm("a", LEI), firm("b", LEI)], [], [same("a", "b", "different")],
         "decided to be different"),
        ([firm("a"), firm("u", kind="UnidentifiedParty")], [], [same("a", "u")],
         "not a single named party"),
        ([firm("a", kind="Person"), firm("u", kind="UnidentifiedParty")], [], [same("a", "u")],
         "not a single named party"),
    ],
)  # fmt: skip
def test_what_cannot_be_one_is_a_conflict_and_stays_apart(entities, claims, decisions, reason):
    found = clusters([*entities, *PLACES], claims, decisions)
    assert found.redirects == {}
    (conflict,) = found.conflicts
    assert reason in str(conflict)
    assert set(conflict.entities) == {entity.id for entity in entities}


def test_an_unnamed_party_is_not_linked_even_by_a_number():
    unnamed = firm("u", LEI, kind="UnidentifiedParty")
    assert clusters([firm("a", LEI), unnamed]).redirects == {}


def test_an_issuer_may_say_that_two_of_its_numbers_are_one_entity():
    entities = [firm("a", LEI), firm("b", LEI2), firm("c", LEI, LEI2)]
    assert clusters(entities).redirects == {"b": "a", "c": "a"}


def test_a_reviewer_may_overrule_a_seat_that_moved():
    claims = [seated("a", "home"), seated("b", "away")]
    entities = [firm("a"), firm("b"), *PLACES]
    assert clusters(entities, claims, [same("a", "b")]).redirects == {"b": "a"}


def test_a_seat_that_has_ended_speaks_against_nothing():
    before = Period(end=PartialDate.parse("2010"))
    claims = [seated("a", "home"), seated("b", "away", period=before)]
    assert clusters([firm("a", LEI), firm("b", LEI), *PLACES], claims).redirects == {"b": "a"}


def test_a_fund_and_an_organization_are_kinds_that_files_confuse():
    assert clusters([firm("a", LEI, kind="Fund"), firm("b", LEI)]).redirects == {"b": "a"}
