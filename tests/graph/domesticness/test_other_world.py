"""Steps other than stakes that were due: open until their outcome is read, and no longer."""

import pytest
from msgspec.structs import replace

from graph.claims.periods import Period
from made_up import citizen, firms, people, power, say, stake, table, told, when

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
