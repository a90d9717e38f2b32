"""Where the work is, where the headquarters of firm and parent are, and who may supply."""

from dataclasses import replace

import pytest

from graph.claims.model import Dependence
from graph.claims.shares import Share
from graph.networks.situation import Situation
from graph.profiles.verdicts import verdict
from made_up import (
    CITED,
    DAY,
    citizen,
    firms,
    known,
    listed,
    people,
    say,
    seated,
    stake,
    table,
    told,
    when,
)
from ontology.lenses import lenses

WORK, HQ, BUY, SUPPLY = "location-of-work", "us-headquarters", "procurement", "xinchuang"
WORLD = [*firms("f", "g", "h"), *people("p", "q", "r")]


def part(place, aspect, percent, as_of="2025-06-30"):
    """A share of an aspect of the firm in a place."""
    return seated("f", place, aspect, share=Share.parse(percent, percent), as_of=when(as_of))


def seen(lens, claims, **changed):
    situation = Situation(known(WORLD, claims), "f", DAY, "CN")
    return verdict(situation, replace(lenses()[lens], **changed))


@pytest.mark.parametrize(
    ("staff", "research", "word"),
    [
        ("50.1", "80", "works at home"),
        ("50", "20", "works outside home"),
        ("80", "30", "work is split"),
        ("30", "80", "work is split"),
    ],
)
def test_work_is_where_most_of_both_is(staff, research, word):
    claims = [part("home", "staff", staff), part("home", "research", research)]
    assert told(say(WORK, WORLD, claims)) == (word, "")


def test_towns_are_a_part_of_their_country_and_never_added_to_it():
    towns = [part("town", "staff", "60"), part("home", "research", "60")]
    assert told(say(WORK, WORLD, towns)) == ("works at home", "")
    small = [part("town", "staff", "30"), part("home", "research", "60")]
    assert told(say(WORK, WORLD, small)) == ("undecided", "notCited")
    both = [*towns, part("home", "staff", "70")]
    assert "employees 70 % at home" in say(WORK, WORLD, both).explanation


def test_work_abroad_bounds_what_can_be_at_home():
    claims = [part("away", "staff", "60"), part("away", "research", "55")]
    assert told(say(WORK, WORLD, claims)) == ("works outside home", "")


def test_associated_places_count_as_the_lens_says():
    claims = [
        part("home", "staff", "40"), part("near", "staff", "30"), part("away", "staff", "30"),
        part("home", "research", "40"), part("near", "research", "30"),
        part("away", "research", "30"),
    ]  # fmt: skip
    assert seen(WORK, claims).word == "works outside home"
    assert seen(WORK, claims, associated_as="home").word == "works at home"
    assert seen(WORK, claims, associated_as="foreign").word == "works outside home"
    assert not seen(WORK, claims, associated_as="notSaid").decided


def test_sites_alone_old_shares_and_impossible_ones_decide_nothing():
    sites = say(WORK, WORLD, [seated("f", "away", "research"), seated("f", "home", "research")])
    assert told(sites) == ("undecided", "notCited")
    assert "sites named: Away, Home" in sites.explanation
    assert sites.interval is None
    old = [part("home", "staff", "90", "2015-01-01"), part("home", "research", "90", "2015-01-01")]
    assert told(say(WORK, WORLD, old)) == ("undecided", "lastKnownOnly")
    over = [part("home", "staff", "70"), part("away", "staff", "60")]
    assert told(say(WORK, WORLD, over)) == ("undecided", "contradictory")


@pytest.mark.parametrize(
    ("place", "word"),
    [("home", "treated as China-headquartered"), ("near", "treated as China-headquartered")],
)
def test_headquarters_inside_home_are_enough(place, word):
    assert told(say(HQ, WORLD, [seated("f", place, "headquarters")])) == (word, "")


def test_hong_kong_is_inside_because_the_lens_says_so():
    near = [seated("f", "near", "headquarters"), stake("p", "f", "60"), citizen("p", "away")]
    assert seen(HQ, near, inside=()).word == "not China-headquartered"
    assert seen(HQ, near).word == "treated as China-headquartered"


def test_a_parent_inside_is_enough_and_a_person_has_no_headquarters():
    abroad = seated("f", "away", "headquarters")
    parent = [abroad, stake("g", "f", "60"), seated("g", "home", "headquarters")]
    assert told(say(HQ, WORLD, parent)) == ("treated as China-headquartered", "")
    state = [abroad, stake("ministry", "f", "60")]
    assert told(say(HQ, WORLD, state)) == ("treated as China-headquartered", "")
    chain = [abroad, stake("g", "f", "60"), stake("p", "g", "100")]
    inside = [*chain, seated("g", "home", "headquarters")]
    assert told(say(HQ, WORLD, inside)) == ("treated as China-headquartered", "")
    outside = [*chain, seated("g", "away", "headquarters")]
    assert told(say(HQ, WORLD, outside)) == ("not China-headquartered", "")
    assert told(say(HQ, WORLD, chain)) == ("undecided", "notCited")
    # The ultimate parent is abroad: one in between at home does not count.
    between = [
        abroad, stake("g", "f", "60"), seated("g", "home", "headquarters"),
        stake("h", "g", "80"), seated("h", "away", "headquarters"),
    ]  # fmt: skip
    assert told(say(HQ, WORLD, between)) == ("undecided", "notCited")  # who owns h is open
    closed = [*between, stake("p", "h", "100")]
    assert told(say(HQ, WORLD, closed)) == ("not China-headquartered", "")


def test_headquarters_elsewhere_decide_only_when_no_parent_can_be_hidden():
    abroad = seated("f", "away", "headquarters")
    assert told(say(HQ, WORLD, [abroad])) == ("undecided", "undisclosedDecides")
    held = [abroad, stake("p", "f", "20"), table("f", 5)]
    assert told(say(HQ, WORLD, held)) == ("not China-headquartered", "")
    assert told(say(HQ, WORLD, [])) == ("undecided", "notCited")
    both = [abroad, seated("f", "home", "headquarters")]
    assert told(say(HQ, WORLD, both)) == ("undecided", "rivalSources")


def test_the_export_rule_has_a_first_day_and_speaks_of_one_home():
    claims = [seated("f", "home", "headquarters")]
    assert say(HQ, WORLD, claims, day=DAY.replace(2023, 11, 16)).word == "not in force"
    assert say(HQ, WORLD, claims, day=DAY.replace(2023, 11, 17)).decided
    found = verdict(Situation(known(WORLD, claims), "f", DAY, "US"), lenses()[HQ])
    assert found.word == "not in force" and "speaks of CN as home" in found.explanation


IN_FORCE = DAY.replace(2026, 1, 1)


def made(*claims, owner="p", nationality="home", **changed):
    """What the procurement lens says on its first day, whoever owns the firm."""
    owned = [stake(owner, "f", "100"), citizen(owner, nationality)]
    situation = Situation(known(WORLD, [*claims, *owned]), "f", IN_FORCE, "CN")
    return verdict(situation, replace(lenses()[BUY], **changed))


def content(place, percent):
    return Dependence(
        id=f"dep-{place}", party=place, target="f", content=Share.parse(percent, percent),
        as_of=when("2025-06-30"), citations=CITED,
    )  # fmt: skip


def test_procurement_asks_where_a_product_is_made_and_of_what():
    home = part("home", "production", "100")
    assert told(made(home)) == ("domestic product until its standard is set", "")
    assert told(made(part("away", "production", "100"))) == ("not made at home", "")
    assert told(made(part("home", "production", "60"))) == ("undecided", "notCited")
    assert told(made()) == ("undecided", "notCited")
    assert told(made(home, content("away", "35"), threshold=70)) == (
        "too few components from home",
        "",
    )
    assert not made(home, content("away", "20"), threshold=70).decided
    old = part("home", "production", "100", "2015-01-01")
    assert told(made(old)) == ("undecided", "lastKnownOnly")


def test_who_owns_the_maker_does_not_count_in_procurement():
    home = part("home", "production", "100")
    ours, theirs = made(home), made(home, owner="q", nationality="away")
    assert (ours.word, ours.explanation) == (theirs.word, theirs.explanation)


def test_procurement_is_not_in_force_before_its_first_day():
    found = say(BUY, WORLD, [part("home", "production", "100")])
    assert found.word == "not in force" and "from 2026-01-01" in found.explanation


@pytest.mark.parametrize(
    ("percent", "word"),
    [("25.1", "not eligible, as reported"), ("25", "eligible, as reported")],
)
def test_a_supplier_may_be_foreign_up_to_a_quarter(percent, word):
    rest = str(100 - float(percent))
    claims = [
        stake("q", "f", percent), citizen("q", "away"), stake("p", "f", rest), citizen("p", "home"),
        table("f", 0),
    ]  # fmt: skip
    assert told(say(SUPPLY, WORLD, claims)) == (word, "")


def test_a_supplier_held_from_an_associated_place_is_open_since_nobody_said():
    claims = [
        stake("r", "f", "60"), citizen("r", "near"), stake("p", "f", "40"), citizen("p", "home"),
        table("f", 0),
    ]  # fmt: skip
    assert not seen(SUPPLY, claims).decided
    assert seen(SUPPLY, claims, associated_as="foreign").word == "not eligible, as reported"
    assert seen(SUPPLY, claims, associated_as="own").word == "eligible, as reported"


@pytest.mark.parametrize(
    ("claims", "decides"),
    [
        ([stake("p", "f", "60"), citizen("p", "home")], "undisclosedDecides"),
        ([stake("p", "f", "60"), citizen("p", "home"), table("f", 5)], "floatDecides"),
        ([stake("p", "f", "90")], "nationalityOpen"),
        ([stake("q", "f", "60", "2015-01-01"), citizen("q", "away")], "lastKnownOnly"),
        ([stake("p", "f", "70"), stake("q", "f", "60")], "contradictory"),
    ],
)
def test_an_open_supplier_says_what_decides(claims, decides):
    assert told(say(SUPPLY, WORLD, claims)) == ("undecided", decides)


def test_the_list_is_known_from_a_report_of_one_day_and_says_so():
    lens = lenses()[SUPPLY]
    assert not lens.verified and "denied" in lens.label
    claims = [stake("p", "f", "100"), citizen("p", "home"), table("f", 0), listed("f")]
    assert say(SUPPLY, WORLD, claims, day=DAY.replace(2021, 11, 15)).word == "not in force"
