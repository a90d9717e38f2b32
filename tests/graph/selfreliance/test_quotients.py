"""Laws of quotients between bounds: exact where everything is, and never too narrow."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from meant import may_mean

from graph.claims.hedges import Bounds, certain, hedges
from graph.errors import InputError
from graph.fraction import Fraction
from graph.selfreliance.quotients import Range, amount, portion, ratio

amounts = st.integers(1, 10**6).map(Decimal)
words = st.sampled_from(["", *sorted(hedges())])


def exactly(value: Decimal) -> Range:
    return amount(Bounds(value, value))


@given(amounts, amounts)
def test_one_form_follows_from_the_other(part, whole):
    """a = p / w and b = p / (p + w): a = b / (1 - b), and b = a / (1 + a)."""
    a, b = ratio(exactly(part), exactly(whole)), portion(exactly(part), exactly(whole))
    assert a.exact and b.exact
    assert a.lower == b.lower / (1 - b.lower)
    assert b.lower == a.lower / (1 + a.lower)


@given(amounts, amounts, amounts, amounts, words, words)
def test_a_quotient_holds_every_value_that_its_figures_allow(p, q, w, v, above, below):
    """Whatever part and whole can be, their quotient lies between the ends: nothing is lost."""
    (part_low, part_high), (whole_low, whole_high) = sorted((p, q)), sorted((w, v))
    part, whole = certain(part_low, part_high, above), certain(whole_low, whole_high, below)
    for one in (part_low, (part_low + part_high) / 2, part_high):
        for other in (whole_low, (whole_low + whole_high) / 2, whole_high):
            if may_mean(part, one) and may_mean(whole, other):
                exact = Fraction(one) / Fraction(other)
                assert inside(ratio(amount(part), amount(whole)), exact)
                assert inside(portion(amount(part), amount(whole)), exact / (1 + exact))


def inside(found: Range, value: Fraction) -> bool:
    above = value > found.lower or (value == found.lower and not found.lower_open)
    below = found.upper is None or (
        value < found.upper or (value == found.upper and not found.upper_open)
    )
    return above and below


@given(amounts, amounts, words)
def test_a_hedge_never_narrows_a_quotient(part, whole, hedge):
    plain = ratio(exactly(part), exactly(whole))
    hedged = ratio(amount(certain(part, part, hedge)), exactly(whole))
    assert hedged.lower <= plain.lower
    assert plain.upper is not None
    assert hedged.upper is None or hedged.upper >= plain.upper


def test_a_ceiling_of_30_on_the_portion_is_one_of_42_9_on_the_ratio():
    """The rule of the worked examples: a part of 3 beside 7 of one's own is at both ceilings."""
    part, whole = exactly(Decimal(3)), exactly(Decimal(7))
    assert portion(part, whole) == Range(Fraction(3, 10), Fraction(3, 10))
    assert ratio(part, whole) == Range(Fraction(3, 7), Fraction(3, 7))
    assert round(float(Fraction(3, 7)) * 100, 1) == 42.9


def test_more_than_a_hundred_over_two_hundred_is_more_than_a_half():
    more = amount(certain(Decimal(100), None, "more than"))
    found = ratio(more, exactly(Decimal(200)))
    assert found == Range(Fraction(1, 2), None, True)
    assert portion(more, exactly(Decimal(200))) == Range(Fraction(1, 3), Fraction(1), True, True)


def test_an_aim_is_open_where_the_bounds_lie_on_both_sides_of_it():
    found = ratio(amount(certain(Decimal(100), None, "more than")), exactly(Decimal(200)))
    assert found.at_least(Fraction(1, 2)) is True
    assert found.at_most(Fraction(1, 2)) is False
    assert found.at_least(Fraction(3, 4)) is None


def test_an_amount_below_nothing_and_a_whole_of_nothing_are_refused():
    with pytest.raises(InputError, match="below zero"):
        amount(Bounds(Decimal(-1), Decimal(-1)))
    with pytest.raises(InputError, match="whole of nothing"):
        ratio(exactly(Decimal(1)), Range(upper=Fraction(0)))
