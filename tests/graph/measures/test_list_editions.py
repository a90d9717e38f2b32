"""Who is not on a list: only from an edition read whole, for its day, and with its group told."""

from dataclasses import replace
from datetime import date

import pytest

from graph.claims.fact_days import FactDays
from graph.claims.knowledge import Knowledge
from graph.claims.model import Citation, Designation, Entity, ListEdition, Relation, Source
from graph.claims.periods import Period
from graph.networks.situation import Situation
from graph.profiles.verdicts import verdict
from made_up import CITED, DAY, PLACES, SOURCES, firms, power, say, stake, told, when
from ontology.lenses import lenses

LIST = "list_1260h"
NAMES = [*firms("f", "g", "h"), Entity(id=LIST, kind="List", name="The List")]
NOT_ON_IT = ("not on it on that day", "")


def edition(day="2025-01-07", *, absent=("f",), named=(), **more):
    said = {"copy": "whole", "entries_read": 10, "citations": CITED, **more}
    return ListEdition(
        id=f"edition-{day}-{said['copy']}", target=LIST, as_of=when(day), named=named,
        absent=absent, **said,
    )  # fmt: skip


def on_list(firm="f", since=None, to=None, as_of=None, **more):
    return Designation(
        id=more.pop("id", f"on-{firm}-{since or as_of}"),
        target=firm,
        programme=LIST,
        as_of=when(as_of or since),
        period=Period(when(since), when(to)),
        citations=more.pop("citations", CITED),
        **more,
    )


def asked(*claims, day=DAY, firm="f", names=NAMES):
    return say("dod-1260h", names, claims, firm=firm, day=day)


def test_a_whole_edition_that_was_gone_through_denies():
    found = asked(edition())
    assert told(found) == NOT_ON_IT and found.decided
    assert "The List as of 2025-01-07, of which all 10 entries were read" in found.explanation
    assert found.claims == ("edition-2025-01-07-whole",)


@pytest.mark.parametrize("copy", ["part", "unclear", "withdrawn"])
def test_no_other_copy_denies(copy):
    assert told(asked(edition(copy=copy))) == ("undecided", "listNotHeld")


def test_an_enumeration_denies_and_says_whose_it_is():
    found = asked(edition(copy="enumerated", entries_read=5))
    assert told(found) == NOT_ON_IT
    assert "not among the 5 that one source names; the list itself was not read" in (
        found.explanation
    )


def test_nothing_follows_for_whoever_was_not_looked_for():
    found = asked(edition(absent=("g",)))
    assert told(found) == ("undecided", "listNotHeld")
    assert "was not gone through for it" in found.explanation


def test_before_the_first_edition_nobody_is_denied():
    assert told(asked(edition(), day=date(2025, 1, 7))) == NOT_ON_IT
    assert told(asked(edition(), day=date(2025, 1, 6))) == ("undecided", "listNotHeld")


def test_an_edition_of_a_year_answers_when_the_year_is_over():
    said = edition("2022", copy="enumerated")
    assert told(asked(said, day=date(2022, 12, 30)))[1] == "listNotHeld"
    assert told(asked(said, day=date(2022, 12, 31))) == NOT_ON_IT


def test_the_newest_whole_edition_answers():
    earlier = edition("2024-01-31", absent=(), named=("f",))
    listed = on_list(since="2024-01-31", to="2025-01-06")
    assert told(asked(earlier, listed, edition(), day=date(2024, 6, 30)))[0] == "listed"
    later = asked(earlier, listed, edition())
    assert later.word == "removed"
    assert "the edition of 2025-01-07 does not name it" in later.explanation
    # A newer edition for which nobody looked leaves it open, whatever the older one says.
    unread = edition("2025-06-30", absent=())
    assert told(asked(edition(), unread)) == ("undecided", "listNotHeld")


def test_a_name_added_between_editions_counts():
    found = asked(edition(), on_list(since="2025-03-01"))
    assert told(found) == ("listed", "") and found.decided
    assert told(asked(edition(), on_list(since="2025-03-01"), day=date(2025, 2, 28))) == NOT_ON_IT


@pytest.mark.parametrize("since", ["2024-08-01", "2025-01", "2025-01-07"])
def test_who_says_otherwise_of_its_day_is_set_aside_and_shown(since):
    sources = [*SOURCES, Source(id="essay", title="An Essay", relayed_by="press")]
    claim = on_list(since=since, citations=(Citation("essay"),))
    knowledge = Knowledge(
        entities=[*NAMES, *PLACES], sources=sources, claims=[edition(), claim],
        data_date=DAY, home="CN",
    )  # fmt: skip
    found = verdict(Situation(knowledge, "f", DAY, "CN"), lenses()["dod-1260h"])
    assert told(found) == NOT_ON_IT
    assert "disputed: “A newspaper” has it there" in found.explanation  # who relays it
    assert set(found.claims) == {claim.id, edition().id}


def test_an_edition_may_dispute_a_claim_of_a_later_day():
    claim = on_list(as_of="2025-02-01")
    assert asked(edition(), claim).word == "listed"
    assert told(asked(edition(disputes=(claim.id,)), claim)) == NOT_ON_IT


def test_a_proposal_counts_until_a_whole_edition_leaves_it_out():
    proposal = on_list(since="2025-10-07", stage="proposed")
    found = asked(edition(), proposal)
    assert found.word == "proposed only"
    assert "the edition of 2025-01-07 does not name it" in found.explanation
    assert told(asked(edition(), edition("2025-12-01"), proposal)) == NOT_ON_IT


def test_a_listing_that_another_claim_disputes_says_so():
    listed = on_list(since="2019-10-09")
    other = on_list("g", since="2019-10-09", disputes=(listed.id,))
    found = asked(listed, other)
    assert told(found) == ("listed", "") and found.decided
    assert "a claim on G disputes it" in found.explanation
    assert other.id in found.claims


def test_whoever_is_named_in_an_edition_is_on_it_without_another_claim():
    found = asked(edition(absent=(), named=("f",)))
    assert told(found) == ("listed", "")
    assert found.claims == ("edition-2025-01-07-whole",)


@pytest.mark.parametrize(
    "tie",
    [
        stake("f", "g", "51"),
        stake("g", "f", "100"),
        power("f", "g", "parent"),
        power("f", "g", "vieContracts"),
        Relation(
            id="kin", party="g", target="f", relation="affiliatedWith", as_of=when("2024"),
            citations=CITED,
        ),
    ],
    ids=["majority below", "majority above", "parent", "contracts", "kin"],
)  # fmt: skip
def test_a_listed_company_of_the_group_is_named_in_the_same_sentence(tie):
    listed = on_list("g", since="2024-01-31")
    found = asked(edition(named=("g",)), listed, tie)
    assert told(found) == NOT_ON_IT
    assert found.explanation.endswith("of its group G is on it")
    assert listed.id in found.claims
    assert "group" not in asked(edition(named=("g",)), listed).explanation


@pytest.mark.parametrize("above", ["ministry", "p"])
def test_two_firms_of_one_ministry_or_person_are_no_group(above):
    names = [*NAMES, Entity(id="p", kind="Person", name="P")]
    ties = [power(above, "f", "parent"), power(above, "g", "parent")]
    found = asked(edition(), on_list("g", since="2024-01-31"), *ties, names=names)
    assert "group" not in found.explanation


def test_a_minority_or_an_ended_tie_makes_no_group():
    listed = on_list("g", since="2024-01-31")
    for tie in (
        stake("f", "g", "50"),
        power("f", "g", "parent", period=Period(None, when("2020"))),
    ):
        assert "group" not in asked(edition(), listed, tie).explanation


def test_a_lens_without_a_word_for_it_stays_open():
    lens = lenses()["dod-1260h"]
    silent = replace(lens, outcomes={k: v for k, v in lens.outcomes.items() if k == "listed"})
    knowledge = Knowledge(
        entities=[*NAMES, *PLACES], sources=SOURCES, claims=[edition()], data_date=DAY, home="CN"
    )
    assert told(verdict(Situation(knowledge, "f", DAY, "CN"), silent)) == (
        "undecided", "listNotHeld",
    )  # fmt: skip


def test_a_list_is_asked_for_its_own_day_and_ages_no_stake():
    listed, held = on_list(since="2026-06-08"), stake("g", "f", "60", "2025-01-31")
    days = FactDays(ownership=DAY, lists=date(2026, 8, 22), people=DAY)
    knowledge = Knowledge(
        entities=[*NAMES, *PLACES], sources=SOURCES, claims=[edition(), listed, held],
        data_date=DAY, home="CN", days=days,
    )  # fmt: skip
    situation = Situation(knowledge, "f", DAY, "CN", days=days)
    found = verdict(situation, lenses()["dod-1260h"])
    assert (found.word, found.as_of) == ("listed", "2026-08-22")
    owned = verdict(situation, lenses()["block-ownership"])
    alone = verdict(Situation(knowledge, "f", DAY, "CN"), lenses()["block-ownership"])
    assert owned == alone and owned.as_of == "2025-12-31"
    one_day = verdict(Situation(knowledge, "f", DAY, "CN"), lenses()["dod-1260h"])
    assert told(one_day) == NOT_ON_IT and one_day.as_of == "2025-12-31"
