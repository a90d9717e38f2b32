"""A hedged figure opens on the side that its word names, and never narrows."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from meant import may_mean

from graph.claims.hedges import Bounds, bounds_of, certain, hedges
from graph.claims.indicators import Observation

numbers = st.integers(0, 1000).map(Decimal)
words = st.sampled_from(["", "a word that nobody reviewed", *sorted(hedges())])


@pytest.mark.parametrize(
    ("hedge", "inside", "outside"),
    [
        ("nearly", (0, 34), (35, 36)),
        ("more than", (36, 900), (34, 35)),
        ("at least", (35, 900), (34,)),
        ("ceiling", (0, 35), (36,)),
        ("about", (0, 34, 35, 36), ()),
        ("", (35,), (34, 36)),
    ],
)
def test_thirty_five_with_a_word(hedge, inside, outside):
    found = certain(Decimal(35), Decimal(35), hedge)
    assert all(may_mean(found, Decimal(value)) for value in inside)
    assert not any(may_mean(found, Decimal(value)) for value in outside)


@given(numbers, numbers, words)
def test_a_hedge_never_narrows(one, other, hedge):
    """Whatever lies between the printed ends lies between the certain ones."""
    lower, upper = sorted((one, other))
    plain, found = certain(lower, upper), certain(lower, upper, hedge)
    assert found.lower is None or found.lower == plain.lower
    assert found.upper is None or found.upper == plain.upper
    if lower < upper:
        assert may_mean(found, (lower + upper) / 2)


@given(numbers, numbers, words)
def test_figures_are_apart_only_if_no_value_is_in_both(one, other, hedge):
    first, second = certain(one, one, hedge), certain(other, other)
    assert first.apart_from(second) == second.apart_from(first) == (not may_mean(first, other))


def test_bounds_that_the_source_gives_stay():
    assert certain(Decimal(33), Decimal(37), "about") == Bounds(Decimal(33), Decimal(37))


def test_every_hedge_of_the_seeds_is_reviewed(seed_release):
    met = {one.hedge for one in seed_release.knowledge.observations} - {""}
    assert met <= hedges().keys()


def test_the_parts_of_a_drone_that_are_nearly_35_percent_american_are_below_35(seed_release):
    """Allen (2019), point 8: nearly 35 percent of the bill of materials."""
    (nearly,) = (
        one
        for one in seed_release.knowledge.observations
        if one.indicator == "bom-us-origin-share" and one.hedge
    )
    assert bounds_of(nearly) == Bounds(None, Decimal(35), upper_open=True)
    assert isinstance(nearly, Observation)
