"""Steps other than stakes that were due: open until their outcome is read, and no longer."""

import pytest
from msgspec.structs import replace

from graph.claims.periods import Period
from graph.domesticness.other_world import _due_of
from graph.domesticness.verdicts import findings_of
from graph.networks.situation import Situation
from made_up import DAY, citizen, firms, known, listed, people, power, say, stake, table, told, when

WORLD = [*firms("f"), *people("p", "q")]
CLAIMS = [
    stake("p", "f", "60"), stake("q", "f", "40"), table("f", 0),
    citizen("p", "away"), citizen("q", "home"),
]  # fmt: skip
LENS = "ultimate-control"
DUE = Period(when("2025-10-31"), None)
STEP = replace(
    power("q", "f", "decisiveRight", right="decisive"), period=DUE, stage="agreed", id="step"
)


def read(mechanism, day, right):
    return power("q", "f", mechanism, day, right=right)


@pytest.mark.parametrize(
    ("claims", "verdict_of_it"),
    [
        ([], ("foreign-controlled", "")),
        ([STEP], ("undecided", "pendingStep")),
        ([STEP, read("decisiveRight", "2025-11-30", "veto")], ("foreign-controlled", "")),
        # q names some of the board: whether it got its decisive right is not said by that
        ([STEP, read("boardNomination", "2025-11-30", "protective")], ("undecided", "pendingStep")),
        ([STEP, read("decisiveRight", "2025-09-30", "veto")], ("undecided", "pendingStep")),
        ([replace(STEP, status="denied")], ("foreign-controlled", "")),
        ([replace(STEP, period=Period(when("2026-01-31"), None))], ("foreign-controlled", "")),
    ],
)
def test_a_step_is_open_until_its_own_outcome_is_read(claims, verdict_of_it):
    assert told(say(LENS, WORLD, [*CLAIMS, *claims])) == verdict_of_it


AGAIN = replace(listed("f"), id="again", period=DUE, stage="announced", as_of=when("2025-10-01"))


def test_a_listing_where_the_firm_is_listed_already_changes_nothing():
    """A secondary listing that is to be primary; done or not, every finding is the same."""
    situation = Situation(known(WORLD, [*CLAIMS, listed("f"), AGAIN]), "f", DAY, "CN")
    assert not tuple(_due_of(situation.knowledge, [AGAIN], DAY))
    done = situation.knowledge.with_claims({"again": replace(AGAIN, stage="completed")})
    for before, after in zip(
        findings_of(situation), findings_of(Situation(done, "f", DAY, "CN")), strict=True
    ):
        assert (before.word, before.measured) == (after.word, after.measured)


def test_a_first_listing_is_a_step():
    situation = Situation(known(WORLD, [*CLAIMS, AGAIN]), "f", DAY, "CN")
    assert tuple(_due_of(situation.knowledge, [AGAIN], DAY)) == (AGAIN,)
