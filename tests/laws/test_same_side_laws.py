"""Somebody else from the side of whoever is found changes no word, through a company or not."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from made_up import citizen, firms, listed, people, power, say, seated, stake, table, told

LENSES = {
    "ultimate-control": "home-controlled",
    "csrc-actual-control": "actual controller from home",
}
ENTITIES = [*firms("f", "v"), *people("p", "s", "x", "z")]
RIGHT = power("p", "f", "decisiveRight", right="decisive")
FROM = [citizen("p", "home"), citizen("s", "home"), citizen("x", "away"), citizen("z", "away")]
BASE = [listed("f", on="market"), seated("f", "home"), RIGHT, *FROM, table("f", 10)]


def said(lens, *claims):
    return told(say(lens, ENTITIES, [*BASE, *claims]))


@given(lens=st.sampled_from([*LENSES]), had=st.integers(11, 60), over=st.integers(1, 100))
@settings(max_examples=60, deadline=None)
def test_a_company_of_somebody_from_the_same_side_is_of_that_side(lens, had, over):
    """p of home decides; s of home has the company v; x of elsewhere has 15."""
    through = said(
        lens, stake("x", "f", "15"), stake("v", "f", str(had)), stake("s", "v", str(over))
    )
    if over > 50:
        assert through == said(lens, stake("x", "f", "15"), stake("s", "f", str(had)))
        assert through == (LENSES[lens], "")
    elif 2 * (had + 10) > 100:
        assert through[0] == "undecided"


def test_a_company_that_somebody_else_may_direct_by_a_right_may_be_theirs():
    held = [stake("x", "f", "15"), stake("v", "f", "55"), stake("s", "v", "60")]
    for lens in LENSES:
        assert said(lens, *held) == (LENSES[lens], "")
        assert (
            said(lens, *held, power("z", "v", "decisiveRight", right="decisive"))[0] != LENSES[lens]
        )
