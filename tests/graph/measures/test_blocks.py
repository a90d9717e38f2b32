"""Blocks of 5 % or more, and which side has more of them."""

import pytest

from made_up import citizen, firms, people, role, say, stake, table, told

WORLD = [*people("p", "q", "r"), *firms("f")]
CLAIMS = [
    stake("p", "f", "43"), stake("q", "f", "41"),
    citizen("p", "home"), citizen("q", "away"), citizen("r", "away"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "word", "decides"),
    [
        (5, "home blocks lead", ""),
        (10, "undecided", "floatDecides"),  # a block of 5 to 10 may be in the 16 that are left
        (None, "undecided", "undisclosedDecides"),
    ],
)
def test_what_a_table_leaves_is_blocks_only_above_its_own_line(line, word, decides):
    tables = [] if line is None else [table("f", line)]
    assert told(say("block-ownership", WORLD, [*CLAIMS, *tables])) == (word, decides)


def test_too_little_is_left_for_a_block():
    claims = [stake("p", "f", "50"), stake("q", "f", "46"), *CLAIMS[2:], table("f", 10)]
    assert told(say("block-ownership", WORLD, claims)) == ("home blocks lead", "")


@pytest.mark.parametrize("own", [None, "20"])
def test_that_the_firm_has_shares_of_its_own_moves_no_block_over_a_line(own):
    """36 and 34 of all shares issued; 4.5 are no block, though they are 5.6 % of the other 80."""
    claims = [stake("p", "f", "36"), stake("q", "f", "34"), *CLAIMS[2:], table("f", 5)]
    claims += [stake("r", "f", "4.5")]
    if own:
        claims.append(stake("f", "f", own, directness="direct"))
    found = say("block-ownership", WORLD, claims)
    assert told(found) == ("home blocks lead", "")
    assert (found.interval.lower, found.interval.upper) == (0.36, 0.36)


def test_whoever_has_exactly_the_line_and_need_not_be_named_is_no_named_block():
    claims = [stake("q", "f", "5"), *CLAIMS[2:], table("f", 5)]
    assert told(say("block-ownership", WORLD, claims)) == ("foreign blocks lead", "")


@pytest.mark.parametrize(
    ("share", "word"), [("4", "home blocks lead"), ("5", "foreign blocks lead")]
)
def test_a_named_holder_below_five_per_cent_is_no_block(share, word):
    claims = [*CLAIMS, stake("r", "f", share), table("f", 5)]
    found = say("block-ownership", WORLD, claims)
    assert told(found) == (word, "")
    assert f"foreign {41 + int(share)} %" in found.explanation


@pytest.mark.parametrize(
    ("nominee", "behind", "told_of_it"),
    [
        ("50", "50", ("blocks contested", "")),
        ("50", ("25", "50"), ("undecided", "undisclosedDecides")),  # 25 may be anybody's
        (("45", "50"), "45", ("undecided", "undisclosedDecides")),
        (("45", "50"), ("45", "50"), ("blocks contested", "")),  # one figure, one block
    ],
)
def test_a_register_names_nobody_behind_a_nominee(nominee, behind, told_of_it):
    claims = [
        stake("n", "f", nominee, source="register"), role("n", "nominee"),
        stake("q", "f", "50", source="register"), table("f", 0, source="register"),
        stake("p", "f", behind, directness="indirect", via=("n",), source="register"),
        citizen("p", "home"), citizen("q", "away"),
    ]  # fmt: skip
    world = [*people("p", "q"), *firms("f", "n")]
    assert told(say("block-ownership", world, claims)) == told_of_it
