"""What happened to a firm: each kind of event by hand, and the firms of the seeds."""

from __future__ import annotations

from itertools import chain

import pytest
from happenings import NAMED, leaving, linked, one, paid, told
from msgspec.structs import replace

from graph import questions
from graph.claims.model import Entity, Ownership, Succession
from graph.claims.periods import Period
from graph.profiles.events.page import events_of
from graph.releases.release import Release
from made_up import CITED, DAY, firms, known, listed, power, seated, stake, when
from ontology.load import codes


def test_a_listing_its_end_and_another_one_after_it():
    left = listed("f", "2004", to="2019")
    again, event, first = told(left, listed("f", "2020-07-16", on="market"))
    assert (again.kind, again.day, again.before[0].id) == ("relisted", "2020-07-16", "bourse")
    assert (event.kind, event.day, event.where.id) == ("delisted", "2019", "bourse")
    assert (first.kind, first.day) == ("newListing", "2004")


def test_two_exchanges_at_once_are_no_listing_again():
    found = told(listed("f", "2004", to="2019"), listed("f", "2019", on="market"))
    assert {event.kind for event in found} == {"newListing", "delisted"}


def test_what_is_only_announced_says_so_until_its_outcome_is_read():
    event = one(leaving("f", "2019-05-24"))
    assert (event.kind, event.stage, event.day, event.seen) == (
        "delisted", "announced", "", "2019-05-24",
    )  # fmt: skip
    assert event.outcome == "notRead" and event.unread == ("outcomeNotRead",)
    assert event.text == (
        "announced: delisting of F from Bourse; whether it took effect was not read"
    )
    found = told(leaving("f", "2019-05-24"), listed("f", "2004", to="2019-06"))
    assert [event.outcome for event in found if event.stage == "announced"] == ["read"]
    found = told(leaving("f", "2019-05-24"), listed("f", "2004", to="2018"))  # another leaving
    assert [event.outcome for event in found if event.stage == "announced"] == ["notRead"]


def test_a_listing_made_primary_and_one_of_unread_day():
    first = replace(listed("f", "2019-11"), id="first", rank="secondaryListing")
    more = replace(
        listed("f", "2024-08-28"), id="more", rank="primaryListing", stage="announced",
        as_of=when("2024-08-23"),
    )  # fmt: skip
    ahead, begun = told(first, more)
    assert (ahead.kind, ahead.due, ahead.outcome) == ("madePrimary", "2024-08-28", "notRead")
    assert begun.text == "listing of F on Bourse (secondary listing)"
    seen = one(replace(listed("f"), period=Period(), as_of=when("2020-03-31")))
    assert (seen.day, seen.seen, seen.unread) == ("", "2020-03-31", ("dayNotRead",))


def test_a_seat_that_ended_and_one_that_began_are_a_move():
    gone = seated("f", "island", period=Period(when("2001"), when("2021-05")))
    come = seated("f", "home", period=Period(when("2021-06-01")))
    move, first = told(gone, come)
    assert (move.kind, move.day, move.where.id) == ("redomiciled", "2021-06-01", "home")
    assert [one.id for one in move.before] == ["island"]
    assert (first.kind, first.day) == ("seated", "2001")
    left = one(replace(gone, period=Period(None, when("2021-05"))))
    assert (left.kind, left.where) == ("seatLeft", None)
    moved = one(seated("f", "town", "headquarters", period=Period(when("2010"))))
    assert moved.kind == "headquartersMoved"


def test_a_percentage_of_a_day_is_no_event_and_one_that_begins_or_ends_is():
    assert told(stake("p", "f", "10")) == ()
    assert one(stake("p", "f", "10", since="2020-01-01")).kind == "stakeBegan"
    ended = one(stake("p", "f", "10", "2019", to="2020-01-01"))
    assert (ended.kind, ended.day, ended.unread) == ("stakeEnded", "2020-01-01", ("buyerNotRead",))
    before = stake("p", "f", "10", "2020-01-01", to="2020-01-01", id="before")
    after = stake("p", "f", "8", "2020-01-02", since="2020-01-02", id="after")
    changed = one(before, after)
    assert (changed.kind, changed.sizes) == ("stakeChanged", ("P had 10 %", "P 8 %"))
    gone = one(stake("p", "f", "0", "2023-07-21", since="2023-07-21", event="exit"))
    assert (gone.kind, gone.text) == ("stakeEnded", "stake in F ends: P")


def test_what_a_class_of_shares_comes_to_is_nobodys_stake():
    share_class = Entity(id="class", kind="ShareClass", name="Class A", part_of="f")
    said = stake("class", "f", "60", since="2020-01-01", measurand="classTotal")
    held = stake("p", "f", "100", since="2020-01-01", denominator="class")
    knowledge = known([*firms(*NAMED), share_class], [said, held])
    (event,) = events_of(knowledge, "f", DAY, "CN")
    assert event.text == "stake in F begins: P 100 % of Class A"


def test_a_listing_proposed_says_which_one_was_read_since():
    proposed = replace(
        listed("f", on="bourse"), id="proposed", stage="proposed", period=Period(),
        as_of=when("2020-05-15"),
    )  # fmt: skip
    ahead = told(proposed, listed("f", "2022-05-27", on="market"))[1]
    assert ahead.outcome == "notRead"
    assert ahead.text.endswith("was not read (read since, 2022-05-27: listing on Market)")


def test_a_buy_out_has_its_buyer_its_sellers_and_its_price_in_one_event():
    buying = stake("p", "f", "100", "2025-12-29", since="2026-02-12", stage="agreed")
    price = paid("p", 406, flow="secondary", stage="agreed")
    selling = linked("both", "f", "disposedOf", stage="agreed", as_of="2025-12-29")
    claims = (buying, price, selling, stake("p", "f", "51", "2025-12-28", id="had"))
    for asked in ("f", "p"):
        event = one(*claims, firm=asked)
        assert (event.kind, event.stage, event.amount) == ("boughtOut", "agreed", "CNY 406")
        assert [party.id for party in event.sellers] == ["both"]
        assert event.due == "2026-02-12" and event.unread == ("outcomeNotRead",)
        (link,) = event.state_links  # of the two sellers one is a state's fund
        assert (link.party.id, link.side, link.certainty) == ("fund", "gives", "stateCertain")
        assert event.state == "stateCertain"
    without = one(buying, price)
    assert without.unread == ("outcomeNotRead", "sellerNotRead")


def test_a_purchase_new_money_and_a_plan():
    bought = one(paid("p", None, flow="secondary", period=Period(when("2020"))))
    assert (bought.kind, bought.day) == ("stakeBought", "2020")
    assert bought.unread == ("amountNotRead", "sizeNotRead", "sellerNotRead")
    raised = one(paid("fund", 7, period=Period(when("2020"))))
    assert (raised.kind, raised.amount, raised.state) == ("moneyRaised", "CNY 7", "stateCertain")
    plan = one(paid("q", 7, flow="planned", period=Period(when("2020"))))
    assert (plan.stage, plan.outcome, plan.state) == ("planned", "notRead", "stateNotRead")
    assert told(paid("q", 7, flow="holding")) == told(paid("q", 7, flow="paidIn")) == ()


def test_parts_of_a_round_are_never_added():
    parts = [paid(party, 7, id=party, round="round", period=Period(when("2020")))
             for party in ("p", "q")]  # fmt: skip
    assert one(*parts).amount == ""
    total = paid("", 30, id="total", round="round", period=Period(when("2020")))
    assert one(*parts, total).amount == "CNY 30"


def test_a_power_a_succession_and_links_that_are_changes():
    begun = power("p", "f", "boardNomination", period=Period(when("2020"), when("2022")))
    assert [event.kind for event in told(begun)] == ["controlEnded", "controlBegan"]
    passed = Succession(id="s", party="q", target="p", succession="stakePassed", stake_in="f",
                        period=Period(when("2019-09")), citations=CITED)  # fmt: skip
    event = one(passed, stake("p", "f", "30"))
    assert (event.kind, event.day) == ("stakePassed", "2019-09")
    assert event.text == "stake in F passes from P to Q"
    assert one(linked("p", "f", "disposedOf")).sellers[0].id == "p"
    assert one(linked("f", "away", "relocatesTo")).where.id == "away"
    assert one(linked("f", "g", "formerlyPartOf")).before[0].id == "g"
    back = one(linked("f", "g", "boughtBack", period=Period(when("2024-04"), when("2025-03"))))
    assert back.day == "2024-04 – 2025-03"
    helped = one(linked("f", "fund", "delistedWithSupportOf"))
    assert (helped.state, helped.state_links[0].side) == ("stateCertain", "takes")
    assert told(linked("f", "g", "supplies")) == ()


@pytest.fixture(scope="module")
def of_seeds(seed_release: Release):
    known = seed_release.knowledge
    held = {claim.target for claim in known.claims.values() if isinstance(claim, Ownership)}
    return [questions.events(seed_release, firm) for firm in sorted({*known.subjects, *held})]


def test_of_every_firm_of_the_seeds_each_event_is_cited_and_coded(of_seeds, seed_release):
    kinds, gaps, states = codes("EventKinds"), codes("EventGaps"), codes("StateMoney")
    found = list(chain.from_iterable(page.events for page in of_seeds))
    assert len(found) > 200
    for event in found:
        assert event.kind in kinds and set(event.unread) <= set(gaps)
        assert event.state == "" or event.state in states
        assert event.claims and all(claim.sources for claim in event.claims)
        assert event.text and "{" not in event.text
        assert bool(event.state_links) == (event.state in ("stateCertain", "statePossible"))
        if event.stage != "completed":
            assert event.day == "" and event.outcome
    for page in of_seeds:
        linking = {
            claim for one in page.events for link in one.state_links for claim in link.claims
        }
        assert linking == {claim.id for claim in page.state_claims}


def test_smic_left_new_york_after_it_said_so_and_buys_out_state_funds(seed_release):
    page = questions.events(seed_release, "smic")
    by_kind = {event.kind: event for event in reversed(page.events)}
    assert [
        (event.seen, event.outcome) for event in page.events
        if event.kind == "delisted" and event.stage == "announced"
    ] == [("2019-05-24", "read")]  # fmt: skip
    assert (by_kind["relisted"].day, by_kind["relisted"].before[0].id) == ("2020-07-16", "ex_nyse")
    deal = by_kind["boughtOut"]
    assert deal.amount == "CNY 40,600,000,000" and deal.outcome == "notRead"
    sellers = {link.party.id for link in deal.state_links if link.side == "gives"}
    assert sellers == {"bigfund1", "bj_ic_centre", "bj_indinv", "etown", "zgc_dev"}
    early = questions.events(seed_release, "smic", as_of="2019-06-30")
    assert [event.outcome for event in early.events if event.kind == "delisted"] == ["notRead"]


def test_events_say_from_which_home_they_are_seen(seed_release):
    assert questions.events(seed_release, "smic").home == seed_release.home
    assert questions.events(seed_release, "smic", home="us").home == "US"


def test_sina_alibaba_tencent_and_the_unnamed_firms(seed_release):
    sina = questions.events(seed_release, "sina").events[0]
    assert (sina.kind, sina.stage, sina.outcome) == ("delisted", "agreed", "notRead")
    alibaba = questions.events(seed_release, "alibaba").events
    assert {event.due for event in alibaba if event.kind == "madePrimary"} == {
        "2024-08-28", "2024-08-29",
    }  # fmt: skip
    tencent = questions.events(seed_release, "tencent").events
    assert [event.day for event in tencent if event.kind == "stakePassed"] == ["2019-09"]
    hybrid = questions.events(seed_release, "hybrid-firms").events
    assert [(event.state, event.unread) for event in hybrid if event.kind.startswith("delis")] == [
        ("stateCertain", ("dayNotRead", "nameNotRead"))
    ]


def test_in_chinese_an_event_is_said_in_chinese(seed_release):
    page = questions.events(seed_release, "sina", language="zh")
    assert page.events[0].text.endswith("是否生效未读到")


def test_a_stake_of_one_class_that_ends_names_the_class(seed_release):
    """Amind's shares of class A became class B: what else it has is not ended by that."""
    told = [
        one.text
        for one in questions.events(seed_release, "sensetime").events
        if "Amind" in one.text
    ]
    ended = [text for text in told if "ends" in text]
    assert ended and all("SenseTime class A shares" in text for text in ended)
