"""Whom some world has direct a firm, against every world of a grid."""

from fractions import Fraction
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.ownership.arrays.votes import Votes
from graph.ownership.control.possible import STRANGER, Unseen
from graph.ownership.control.who_controls import controlled_by

FIRM, HOLDING, PERSON, OTHER, HIDDEN = 0, 1, 2, 3, 9
TENTH = Fraction(1, 10)


@st.composite
def columns(draw):
    """Holders of a firm and of the company over it: owner → least and most, in tenths."""
    out = {}
    for firm, holders in ((FIRM, (HOLDING, PERSON, OTHER)), (HOLDING, (PERSON, OTHER))):
        left, column = 10, {}
        for holder in draw(st.lists(st.sampled_from(holders), max_size=3, unique=True)):
            low = draw(st.integers(0, left))
            column[holder] = (low, min(10, low + draw(st.integers(0, 3))))
            left -= low
        out[firm] = column
    return out


def worlds(column, most):
    """Every way to divide a firm, in tenths: what nobody has of the rest is a float's."""
    holders = list(column)
    for shares in product(*(range(low, high + 1) for low, high in column.values())):
        rest = 10 - sum(shares)
        for hidden in range(min(rest, most) + 1) if rest >= 0 else ():
            yield {**dict(zip(holders, shares, strict=True)), HIDDEN: hidden}


@given(columns(), st.integers(0, 10), st.integers(0, 10))
@settings(max_examples=60, deadline=None)
def test_a_firm_may_come_under_somebody_if_and_only_if_some_world_has_it(drawn, most, above):
    """One hidden owner may be somebody known as well, and is the same in both firms."""
    unseen = Unseen.of(
        [
            (holder, firm, low * TENTH, None, high * TENTH)
            for firm, column in drawn.items()
            for holder, (low, high) in column.items()
        ],
        {FIRM: most * TENTH, HOLDING: above * TENTH},
    )
    seen = set()
    for first, second in product(worlds(drawn[FIRM], most), worlds(drawn[HOLDING], above)):
        votes = Votes.from_stakes(
            [
                (holder, firm, share * TENTH)
                for firm, column in ((FIRM, first), (HOLDING, second))
                for holder, share in column.items()
                if share
            ]
        )
        for owner in (HOLDING, PERSON, OTHER, HIDDEN):
            seen |= controlled_by(votes, {owner, HIDDEN}).controlled
    assert unseen.over(FIRM) & {FIRM} == seen & {FIRM}


def test_of_a_pair_with_half_each_nobody_may_direct_and_one_vote_more_changes_that():
    half = Fraction(1, 2)
    pair = [(PERSON, FIRM, half, None, half), (OTHER, FIRM, half, None, half)]
    assert not Unseen.of(pair, {}).over(FIRM)
    assert Unseen.of([*pair[:1], (OTHER, FIRM, half, None, Fraction(3, 5))], {}).over(FIRM) == set()
    wider = [(PERSON, FIRM, Fraction(2, 5), None, half), (OTHER, FIRM, half, None, Fraction(3, 5))]
    assert Unseen.of(wider, {}).over(FIRM) == {FIRM}


def test_what_several_have_together_may_be_one_member_s_and_a_stranger_is_nobody_s_number():
    crowd = [(OTHER, FIRM, Fraction(3, 5), None, Fraction(3, 5))]
    assert Unseen.of(crowd, {}, several={OTHER}).over(FIRM) == {FIRM}
    assert STRANGER not in Unseen.of(crowd, {}, several={OTHER}).over(FIRM)


def test_a_closed_firm_comes_under_nobody_and_whoever_is_left_out_is_not_tried():
    whole = [(PERSON, FIRM, Fraction(1), None, Fraction(1))]
    assert Unseen.of(whole, {}).over(FIRM) == {FIRM}
    assert not Unseen.of(whole, {}, closed={FIRM}).over(FIRM)
    assert not Unseen.of(whole, {}).over(FIRM, besides={PERSON})
