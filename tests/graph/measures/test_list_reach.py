"""What the lenses that follow a list say of one firm, and what they never say."""

from datetime import date

import pytest

from graph.claims.fact_days import FactDays
from graph.claims.model import Citation, Designation
from graph.networks.situation import Situation
from graph.profiles.verdicts import verdict
from made_up import firms, known, power, say, stake, table, told, when
from ontology.lenses import lenses

IN_FORCE = date(2025, 10, 15)
NAMES = firms("x", "y", "a", "f", "list_bis_el", "list_1260h")
LATER = date(2026, 7, 1)


def on_list(target, programme="list_bis_el", stage="completed", **more):
    return Designation(
        id=f"des-{target}-{programme}-{stage}",
        target=target,
        programme=programme,
        stage=stage,
        as_of=when("2020-12-18"),
        citations=(Citation("press"),),
        **more,
    )


def bis(*claims, day=IN_FORCE):
    return say("bis-affiliates", NAMES, [on_list("x"), *claims], day=day)


@pytest.mark.parametrize(
    ("claims", "word", "decides"),
    [
        ([stake("x", "f", "50")], "restricted", ""),
        ([stake("x", "a", "50"), stake("a", "f", "60")], "restricted", ""),
        ([stake("x", "f", "49.99")], "red flag", ""),
        ([stake("x", "a", "40"), stake("a", "f", "60")], "undecided", "listNotHeld"),
        ([stake("x", "f", "50", as_of="2019-01-01")], "cannot be excluded", "lastKnownOnly"),
        ([stake("x", "f", "10", as_of="2019-01-01")], "red flag", "lastKnownOnly"),
        ([stake("x", "f", None)], "cannot be excluded", "undisclosedDecides"),
        ([on_list("f")], "listed itself", ""),
        ([on_list("f", status="estimated")], "cannot be excluded", "rivalSources"),
        ([on_list("f", stage="proposed")], "undecided", "listNotHeld"),
        ([stake("y", "f", "100"), table("f", 0)], "undecided", "listNotHeld"),
    ],
)
def test_the_affiliates_rule(claims, word, decides):
    found = bis(*claims)
    assert told(found) == (word, decides)
    assert found.decided == (word != "undecided" and not decides)
    assert found.explanation


def test_outside_its_periods_it_says_what_it_would_say():
    found = bis(stake("x", "f", "50", as_of="2025-11-01"), day=date(2025, 12, 31))
    assert told(found) == ("not in force", "outOfForce")
    assert not found.decided
    assert "would say: restricted" in found.explanation


def test_a_rule_that_flags_no_minority_says_what_is_below_and_stays_open():
    day = LATER
    claims = [on_list("x", "list_1260h"), stake("x", "f", "20", as_of="2026-06-01")]
    found = say("dod-1260h-reach", NAMES, claims, day=day)
    assert told(found) == ("undecided", "undisclosedDecides")
    assert "20 %" in found.explanation


@pytest.mark.parametrize(
    ("claims", "word"),
    [
        ([on_list("f", "list_1260h")], "listed by DoD"),
        ([on_list("f", "list_1260h", "proposed")], "proposed only"),
        ([stake("x", "f", "51", as_of="2026-06-01")], "controlled by listed"),
        ([stake("x", "f", "50", as_of="2026-06-01")], "undecided"),
        ([power("x", "f", "decisiveRight", "2026-06-01", right="decisive")],
         "controlled by listed"),
        ([power("x", "f", "vieContracts", "2026-06-01", instruments=("callOption",))],
         "control by listed cannot be excluded"),
    ],
)  # fmt: skip
def test_reach_by_control(claims, word):
    found = say("dod-1260h-reach", NAMES, [on_list("x", "list_1260h"), *claims], day=LATER)
    assert found.word == word


def test_the_verdict_cites_the_stakes_and_the_listing():
    found = bis(stake("x", "a", "50", id="s1"), stake("a", "f", "60", id="s2"))
    assert set(found.claims) == {"s1", "s2", "des-x-list_bis_el-completed"}


@pytest.mark.parametrize(
    ("lists", "listed"), [(date(2026, 6, 7), "proposed only"), (date(2026, 8, 22), "listed by DoD")]
)
def test_who_is_listed_is_read_on_the_day_of_lists(lists, listed):
    """Both lenses of one list see one membership, though stakes are of an earlier day."""
    named = Designation(
        id="des-listed", target="f", programme="list_1260h", as_of=when("2026-06-08"),
        citations=(Citation("press"),),
    )  # fmt: skip
    claims = [on_list("f", "list_1260h", "proposed"), named]
    days = FactDays(ownership=date(2025, 12, 31), lists=lists, people=lists)
    situation = Situation(known(NAMES, claims), "f", days.ownership, "CN", days=days)
    reach = verdict(situation, lenses()["dod-1260h-reach"])
    itself = verdict(situation, lenses()["dod-1260h"])
    assert f"would say: {listed} (" in reach.explanation
    assert itself.word == listed.removesuffix(" by DoD")
