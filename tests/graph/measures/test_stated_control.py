"""That nobody directs a firm is a statement like that somebody does: a word as stated, or none."""

import pytest

from graph.claims.fact_days import FactDays
from graph.engines.engine import engine_of
from graph.engines.panel import Panel
from graph.networks.situation import Situation
from graph.profiles.controllers import controllers_of
from made_up import DAY, citizen, firms, known, people, power, say, stake, told

LENS = "ultimate-control"
WORLD = firms("f") + people("p", "q")
P, Q = citizen("p", "home"), citizen("q", "away")
NONE, SOMEBODY = power("", "f", "statedNone"), power("p", "f", "statedController")


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        ([stake("p", "f", "14")], ("undecided", "undisclosedDecides")),
        ([stake("p", "f", "14"), NONE], ("no controller found, as stated", "")),
        ([power("", "f", "statedNone", "2010-01-01")], ("undecided", "undisclosedDecides")),
        # Votes decide, whatever is stated; and two statements are rivals.
        ([stake("q", "f", "60"), NONE], ("foreign-controlled", "")),
        ([SOMEBODY], ("home-controlled, as stated", "")),
        ([SOMEBODY, NONE], ("undecided", "rivalSources")),
    ],
)
def test_what_a_statement_that_nobody_directs_decides(claims, expected):
    assert told(say(LENS, WORLD, [*claims, P, Q])) == expected


def test_it_makes_no_other_lens_decided():
    """Home's share or control: who controls is open, and so is the answer."""
    claims = [stake("p", "f", "14"), P]
    for lens in ("taiwan-mainland-funded", "state-influence", "nbs-state-control"):
        before, after = (say(lens, WORLD, [*claims, *more]) for more in ((), (NONE,)))
        assert told(before) == told(after)


def test_a_controller_by_somebodys_word_is_so_as_stated_in_every_way_in():
    for claims, stated in (([SOMEBODY], True), ([stake("p", "f", "60")], False)):
        knowledge = known(WORLD, [*claims, P])
        (one,) = controllers_of(Situation(knowledge, "f", DAY, "CN"), "r").controllers
        assert (one.certainty, one.stated) == ("certain", stated)
        panel = Panel(
            knowledge=knowledge, release="r", home="CN", basis="economic",
            days=(FactDays.one(DAY),), firms=("f",), lenses=(), engine=engine_of("local"),
        )  # fmt: skip
        (row,) = panel.rows()
        assert [who.id for who in row.controllers] == ["p"]
        assert [who.id for who in row.stated] == ["p"] * stated
