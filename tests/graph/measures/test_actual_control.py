"""Actual control of listed firms: half of the shares, the lead above 30 %, or a statement."""

import pytest

from graph.claims.periods import Period
from made_up import citizen, firms, listed, people, power, role, say, stake, table, told, when

LENS = "csrc-actual-control"
LISTED = listed("f", "2012-01-01", on="market")
P, Q = citizen("p", "home"), citizen("q", "away")
WORLD = [*firms("f", "v", "w"), *people("p", "q", "r")]


def test_a_firm_listed_elsewhere_is_not_spoken_of():
    found = say(LENS, WORLD, [stake("p", "f", "60"), P, listed("f")])
    assert (found.word, found.decides, found.decided, found.in_force) == (
        "does not apply",
        "outOfScope",
        False,
        False,
    )


@pytest.mark.parametrize(
    ("since", "to", "on", "applies"),
    [
        ("2012-01-01", None, "2011-12-31", False),
        ("2012-01-01", None, "2012-01-01", True),
        ("2012-01-01", "2024-12-31", "2025-06-30", False),
    ],
)
def test_the_listing_must_run_on_the_day(since, to, on, applies):
    claims = [listed("f", since, on="market", to=to)]
    assert say(LENS, WORLD, claims, day=when(on).first).in_force is applies


def test_the_rule_has_a_first_day():
    claims = [listed("f", "2000-01-01", on="market"), stake("p", "f", "60", "2006-08-01"), P]
    before = say(LENS, WORLD, claims, day=when("2006-08-31").first)
    after = say(LENS, WORLD, claims, day=when("2006-09-01").first)
    assert (before.word, after.word) == ("not in force", "actual controller from home")


@pytest.mark.parametrize(
    ("person", "place", "word"),
    [
        ("p", "home", "actual controller from home"),
        ("q", "away", "actual controller from abroad"),
        ("r", "near", "actual controller from associated"),
    ],
)
def test_who_leads_above_the_line_controls_when_nobody_can_have_as_much(person, place, word):
    claims = [LISTED, stake(person, "f", "34"), citizen(person, place), table("f", 5)]
    assert told(say(LENS, WORLD, claims)) == (word, "")


def test_exactly_the_line_is_not_above_it():
    found = say(LENS, WORLD, [LISTED, stake("p", "f", "30"), P, table("f", 5)])
    assert told(found) == ("undecided", "notCited")
    assert "material effect" in found.explanation


def test_a_lead_that_a_hidden_holder_could_match_is_open():
    found = say(LENS, WORLD, [LISTED, stake("p", "f", "40"), P])
    assert told(found) == ("undecided", "undisclosedDecides")
    assert "40 %" in found.explanation
    safe = say(
        LENS, WORLD, [LISTED, stake("p", "f", "40"), P, stake("q", "f", "25"), table("f", 5)]
    )
    assert told(safe) == ("actual controller from home", "")
    # 25 % of a company nobody knows the owner of, 10 % of a person, 5 % unseen: all one's, perhaps.
    near = [stake("v", "f", "25"), stake("q", "f", "10"), table("f", 5)]
    assert not say(LENS, WORLD, [LISTED, stake("p", "f", "40"), P, *near]).decided


def test_a_concert_counts_as_one_and_its_members_alone_do_not():
    stakes = [LISTED, stake("p", "f", "20"), stake("r", "f", "20"), P, citizen("r", "home")]
    alone = say(LENS, WORLD, [*stakes, table("f", 5)])
    assert told(alone) == ("undecided", "notCited")
    together = power("p", "f", "concert", members=("p", "r"))
    found = say(LENS, WORLD, [*stakes, together, table("f", 5)])
    assert told(found) == ("actual controller from home", "")


def test_a_firm_in_between_is_looked_through_by_majority_only():
    claims = [LISTED, stake("v", "f", "35"), stake("p", "v", "60"), P, table("f", 5)]
    found = say(LENS, WORLD, claims)
    assert told(found) == ("actual controller from home", "")
    half = [LISTED, stake("v", "f", "35"), stake("p", "v", "50"), P, table("f", 5)]
    assert say(LENS, WORLD, half).word == "actual controller found, nationality open"


def test_half_of_the_shares_is_enough_but_says_nothing_of_who_has_the_votes():
    claims = [LISTED, role("f", "weightedVotingRights"), stake("p", "f", "51"), P]
    found = say(LENS, WORLD, claims)
    assert told(found) == ("undecided", "undisclosedDecides")
    assert "p: 51 % of shares" in found.explanation.lower()
    short = [LISTED, role("f", "weightedVotingRights"), stake("p", "f", "49"), P]
    assert not say(LENS, WORLD, short).decided
    votes = stake("p", "f", "71", measurand="votes", interest="votingRights")
    assert told(say(LENS, WORLD, [*claims, votes])) == ("actual controller from home", "")
    theirs = stake("q", "f", "71", measurand="votes", interest="votingRights")
    both = say(LENS, WORLD, [*claims, theirs, Q])
    assert both.word == "actual controllers from several sides"


def test_two_with_half_each_are_both_actual_controllers():
    halves = [LISTED, stake("p", "f", "50"), stake("q", "f", "50"), P, Q]
    assert say(LENS, WORLD, halves).word == "actual controllers from several sides"
    alone = say(LENS, WORLD, [*halves[:2], P])
    assert told(alone) == ("undecided", "undisclosedDecides")  # somebody may have the other half


def test_the_board_decides_and_so_does_a_statement():
    board = power("q", "f", "boardNomination", right="decisive")
    named = [LISTED, board, Q, table("f", 5)]
    assert told(say(LENS, WORLD, named)) == ("actual controller from abroad", "")
    # Who has half of the shares is one as well, and nobody said who has them.
    assert told(say(LENS, WORLD, [LISTED, board, Q])) == ("undecided", "undisclosedDecides")
    stated = power("p", "f", "statedController")
    only = say(LENS, WORLD, [LISTED, stated, P])
    assert told(only) == ("actual controller from home, as stated", "")
    # A statement does not override who was found to direct.
    found = [LISTED, stated, power("q", "f", "parent"), P, Q]
    assert told(say(LENS, WORLD, found)) == ("actual controller from abroad", "")
    several = [LISTED, power("p", "f", "managementContract"), power("q", "f", "parent"), P, Q]
    assert say(LENS, WORLD, several).word == "actual controllers from several sides"


def test_none_is_said_only_as_stated():
    small = [LISTED, stake("p", "f", "8"), P, table("f", 5)]
    assert not say(LENS, WORLD, small).decided
    none = power("", "f", "statedNone")
    assert told(say(LENS, WORLD, [*small, none])) == ("no actual controller, as stated", "")
    old = power("", "f", "statedNone", "2010-01-01")
    assert told(say(LENS, WORLD, [*small, old])) == ("undecided", "lastKnownOnly")


def test_a_statement_that_there_is_none_against_a_finding_is_a_rivalry():
    claims = [LISTED, stake("p", "f", "60"), P, power("", "f", "statedNone")]
    assert told(say(LENS, WORLD, claims)) == ("undecided", "rivalSources")


def test_an_old_lead_is_last_known_and_a_column_above_the_whole_decides_nothing():
    old = say(LENS, WORLD, [LISTED, stake("p", "f", "40", "2015-01-01"), P])
    assert told(old) == ("undecided", "lastKnownOnly")
    over = [LISTED, stake("p", "f", "70"), stake("q", "f", "60"), P, Q]
    assert told(say(LENS, WORLD, over)) == ("undecided", "contradictory")


def test_holders_of_the_state_count_each_alone_here():
    bodies = [*firms("a", "b", "f"), *people("p")]
    claims = [
        LISTED, stake("a", "f", "20"), stake("b", "f", "20"),
        role("a", "stateFund"), role("b", "stateFund"), table("f", 5),
    ]  # fmt: skip
    assert not say(LENS, bodies, claims).decided


def test_a_controller_whose_period_is_over_is_none():
    over = power("p", "f", "statedController", period=Period(None, when("2024-12-31")))
    assert not say(LENS, WORLD, [LISTED, over, P]).decided
