"""Verdicts that must stay open: what an unknown could still flip."""

from graph.claims.periods import Period
from graph.networks.situation import Situation
from graph.profiles.verdicts import verdict
from made_up import (
    DAY,
    citizen,
    firms,
    known,
    people,
    power,
    role,
    say,
    seated,
    stake,
    table,
    told,
    when,
)
from ontology.lenses import lenses


def test_a_contradictory_column_never_decides():
    claims = [
        stake("p", "f", "70"),
        stake("q", "f", "60"),
        citizen("p", "home"),
        citizen("q", "home"),
    ]
    found = say("ultimate-ownership", [*firms("f"), *people("p", "q")], claims)
    assert told(found) == ("undecided", "contradictory")


def test_a_group_with_one_clean_company_is_no_domestic_enterprise():
    claims = [
        seated("f", "island"), power("f", "op", "vieContracts"), role("op", "vieOperatingCompany"),
        stake("p", "op", "100"), citizen("p", "home"),
    ]  # fmt: skip
    found = say("foreign-investment", [*firms("f", "op"), *people("p")], claims)
    assert not found.decided


def test_another_homes_law_is_not_in_force():
    claims = [seated("f", "away"), stake("x", "f", "100"), citizen("x", "home")]
    situation = Situation(known([*firms("f"), *people("x")], claims), "f", DAY, "US")
    found = verdict(situation, lenses()["foreign-investment"])
    assert (found.word, found.in_force) == ("not in force", False)


def test_a_private_veto_is_no_state_right_and_an_old_one_is_last_known():
    private = power("p", "f", "vetoRight", right="veto")
    assert not say("state-special-right", [*firms("f"), *people("p")], [private]).decided
    old = power("ministry", "f", "goldenShare", "2001-01-01", right="veto")
    assert say("state-special-right", firms("f"), [old]).decides == "lastKnownOnly"


def test_controllers_from_two_sides_are_contested_whatever_the_order():
    claims = [
        power("p", "f", "parent"), citizen("p", "home"),
        power("x", "f", "managementContract"), citizen("x", "away"),
    ]  # fmt: skip
    entities = [*firms("f"), *people("p", "x")]
    words = {say("ultimate-control", entities, order).word for order in (claims, claims[::-1])}
    assert words == {"controllers from several sides"}


def test_open_nationality_is_no_contest_of_blocks():
    claims = [stake("p", "f", "10"), citizen("p", "home"), stake("g", "f", "30"), table("f", 5)]
    found = say("block-ownership", [*firms("f", "g"), *people("p")], claims)
    assert told(found) == ("undecided", "nationalityOpen")


def test_last_known_units_from_abroad_do_not_refute():
    claims = [stake("x", "f", "9", "2015-01-01"), citizen("x", "away")]
    found = say("purely-domestic-funding", [*firms("f"), *people("x")], claims)
    assert told(found) == ("undecided", "lastKnownOnly")


def test_a_firm_has_no_seat_before_it_exists():
    claims = [seated("f", "island", period=Period(when("2000-04-03")))]
    found = say("legal-seat", firms("f"), claims, day=when("1990").first)
    assert told(found) == ("undecided", "notCited")


def test_a_statement_decides_what_it_states_and_says_so():
    stated = [power("p", "f", "statedController"), citizen("p", "home")]
    entities = [*firms("f"), *people("p", "x")]
    found = say("ultimate-control", entities, stated)
    assert told(found) == ("home-controlled, as stated", "")
    otherwise = [*stated, stake("x", "f", "60"), citizen("x", "away")]
    assert told(say("ultimate-control", entities, otherwise)) == ("foreign-controlled", "")
