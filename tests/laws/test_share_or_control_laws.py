"""Where two tests stand, share or control: what nobody from home can reach is decided."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from made_up import citizen, firms, people, power, say, stake, table, told

LENS, BEFORE_2021 = "taiwan-mainland-funded", date(2018, 12, 31)
WORLD = [*firms("f", "v"), *people("p", "x", "y")]
KNOWN = [citizen("x", "away"), citizen("y", "away"), citizen("p", "home")]
NOT = ("not mainland-funded", "")


def held(who, share, **more):
    return stake(who, "f", str(share), "2018-06-30", **more)


@given(st.integers(0, 100), st.integers(0, 100))
@settings(max_examples=60, deadline=None)
def test_whoever_directs_need_not_be_known_where_nobody_from_home_can(first, second):
    """Two from abroad; what they leave may be anybody's, and 30 neither pass nor direct."""
    claims = [held(who, share) for who, share in (("x", first), ("y", second)) if share]
    left = 100 - first - second
    found = say(LENS, WORLD, [*claims, *KNOWN], day=BEFORE_2021)
    if 0 <= left <= 30:
        assert told(found) == NOT
    elif left > 30:
        assert not found.decided


def test_a_right_that_somebody_from_home_may_have_keeps_it_open():
    claims = [held("x", 50), held("y", 20), *KNOWN]
    right = power("p", "f", "decisiveRight", "2018-06-30", right="decisive")
    assert told(say(LENS, WORLD, claims, day=BEFORE_2021)) == NOT
    assert not say(LENS, WORLD, [*claims, right], day=BEFORE_2021).decided
    stated = power("p", "f", "statedController", "2018-06-30")
    assert not say(LENS, WORLD, [*claims, stated], day=BEFORE_2021).decided


def test_a_holder_of_unknown_owners_may_direct_for_somebody_from_home():
    """25 through v and 30 of the rest: the share stays open, and so does who directs."""
    claims = [held("x", 45), held("v", 25), *KNOWN]
    assert not say(LENS, WORLD, claims, day=BEFORE_2021).decided


@given(over=st.integers(1, 100), line=st.sampled_from([None, 5]))
@settings(max_examples=60, deadline=None)
def test_a_company_nobody_need_direct_may_be_from_home(over, line):
    """v may decide over f and x has a part of v: with more than half x does, and not with less.

    That all others of v are small says that nobody directs it, and not where it is from.
    """
    claims = [held("y", 80), held("v", 20), *KNOWN, stake("x", "v", str(over), "2018-06-30")]
    claims += [power("v", "f", "decisiveRight", "2018-06-30", right="decisive")]
    claims += [] if line is None else [table("v", line, "2018-06-30")]
    found = say(LENS, WORLD, claims, day=BEFORE_2021)
    assert told(found)[0] == (NOT[0] if over > 50 else "undecided")
