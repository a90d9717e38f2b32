"""Merged entities keep what was said of each; no share is counted twice; old ids lead on."""

from decimal import Decimal

import msgspec

from graph.claims.data_set import Meta, Tables
from graph.claims.model import Entity, Identifier
from graph.claims.rivals_and_rates import Rivals
from graph.entities.merging import merged
from graph.networks.upstream import upstream
from graph.networks.view import View
from made_up import DAY, PLACES, SOURCES, known, stake, table

LEI = Identifier("lei", "5493001KJTIIGC8Y1R12")


def data(entities, claims, **more):
    return Tables(
        meta=Meta(home="CN", data_date=DAY), entities=(*entities, *PLACES),
        sources=tuple(SOURCES), claims=tuple(claims), **more,
    )  # fmt: skip


def firm(id_, *identifiers, **more):
    return Entity(
        id=id_, kind="Organization", name=more.pop("name", id_), identifiers=identifiers, **more
    )


def world(*claims, **more):
    return data([firm("f"), firm("h", LEI), firm("x.h", LEI, name="Holder Ltd")], claims, **more)


def test_the_one_that_stays_has_the_names_and_numbers_of_all():
    cik = Identifier("cik", "9")
    tables = data(
        [firm("h", LEI, subject=True), firm("x.h", LEI, cik, name="Holder", name_zh="持有")], []
    )
    (entity,) = [e for e in merged(tables).tables.entities if e.id == "h"]
    assert (entity.name, entity.name_zh, entity.other_names) == ("h", "持有", ("Holder",))
    assert entity.identifiers == (cik, LEI) and entity.subject


def test_one_known_by_its_number_gets_its_name():
    tables = data([firm("h", LEI, name=LEI.value), firm("x.h", LEI, name="Holder Ltd")], [])
    found = merged(tables).tables
    assert [e.name for e in found.entities if LEI in e.identifiers] == ["Holder Ltd"]
    assert LEI.value not in next(e for e in found.entities if LEI in e.identifiers).other_names


def test_the_same_stake_from_two_files_is_one_claim_with_both_sources():
    one = stake("h", "f", "30", source="press", id="c")
    again = stake("x.h", "f", "30.0", source="filing", id="x.c")
    found = merged(world(one, again)).tables
    (claim,) = found.claims
    assert (claim.id, claim.party) == ("c", "h")
    assert [c.source for c in claim.citations] == ["filing", "press"]
    assert found.redirects == {"x.h": "h", "claim/x.c": "claim/c"}


def test_different_shares_of_one_stake_on_one_day_are_rivals():
    found = merged(world(stake("h", "f", "30", id="c"), stake("x.h", "f", "40", id="x.c"))).tables
    (rivals,) = found.rivals
    assert rivals.claims == ("c", "x.c")


def test_shares_are_never_added_up_by_a_merger():
    claims = (
        stake("h", "f", "30", id="c"),
        stake("x.h", "f", "40", id="x.c"),
        table("f", Decimal(0)),
    )
    found = merged(world(*claims)).tables
    knowledge = known(found.entities, found.claims, rivals=found.rivals)
    view = View(day=DAY, home="CN")
    network = upstream(knowledge, "f", view)
    (held,) = network.held["f"]
    assert held.upper <= 0.4


def test_ranges_that_have_room_for_one_another_are_no_rivals():
    found = merged(
        world(stake("h", "f", ("25", "50"), id="c"), stake("x.h", "f", "40", id="x.c"))
    ).tables
    assert found.rivals == ()


def test_earlier_rivals_that_become_one_claim_are_none():
    rivals = (Rivals(id="r", claims=("c", "x.c"), reason="two papers"),)
    found = merged(
        world(stake("h", "f", "30", id="c"), stake("x.h", "f", "30", id="x.c"), rivals=rivals)
    ).tables
    assert found.rivals == ()


def test_claims_on_others_are_left_as_they_are():
    others = stake("g", "f", "5", id="o")
    tables = world(stake("x.h", "f", "30", id="x.c"), others)
    found = merged(msgspec.structs.replace(tables, entities=(*tables.entities, firm("g")))).tables
    assert others in found.claims


def test_a_data_set_without_doubles_comes_back_as_it_is():
    tables = data([firm("a", LEI)], [stake("a", "b", "5")])
    assert merged(tables).tables is tables


def test_redirects_lead_to_what_stays_in_one_step():
    first = merged(world()).tables
    again = msgspec.structs.replace(first, entities=(*first.entities, firm("a", LEI)))
    assert merged(again).tables.redirects == {"x.h": "a", "h": "a"}
