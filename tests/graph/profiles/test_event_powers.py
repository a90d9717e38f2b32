"""Powers that began or ended: whose event it is, by which documents."""

from __future__ import annotations

from happenings import NAMED, told
from msgspec.structs import replace

from graph.claims.model import Citation, Control
from graph.claims.periods import Period
from graph.profiles.events.page import changes_of
from made_up import DAY, firms, known, power, when


def begun(holder: str, source: str, number: int = 0) -> Control:
    claim = power(holder, "f", "boardNomination", period=Period(when("2024-06-01")))
    return replace(claim, id=f"{holder}-{source}-{number}", citations=(Citation(source),))


def holders(*claims: Control) -> list[set[str]]:
    return [{party.id for party in event.who} for event in told(*claims)]


def test_two_who_have_a_power_by_different_documents_have_it_apart():
    assert sorted(map(sorted, holders(begun("p", "press"), begun("q", "filing")))) == [["p"], ["q"]]


def test_two_whom_one_document_names_are_one_event():
    assert holders(begun("p", "press"), begun("q", "press")) == [{"p", "q"}]


def test_what_two_documents_say_of_one_holder_is_one_event():
    (event,) = told(begun("p", "press"), begun("p", "filing"))
    assert [party.id for party in event.who] == ["p"] and len(event.claims) == 2


def test_an_event_of_several_documents_is_the_same_in_any_order_of_claims():
    two = [begun("p", "press"), begun("q", "filing"), begun("p", "filing")]
    claims = [*two, begun("r", "register")]
    for rows in (claims, claims[::-1]):
        changes = changes_of(known(firms(*NAMED), rows), "f", DAY)
        assert {frozenset(change.who) for change in changes} == {frozenset("pq"), frozenset("r")}
