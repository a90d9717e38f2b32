"""The power of a few blocks among very many, against votes of many small ones."""

from fractions import Fraction

import pytest

from graph.ownership.published.oceanic import oceanic_power
from graph.ownership.published.voting_power import shapley_shubik

SMALL = 32  # holders in place of an ocean


@pytest.mark.parametrize(
    "blocks", [{0: 0.3}, {0: 0.3, 1: 0.2}, {0: 0.45, 1: 0.1}, {0: 0.2, 1: 0.2, 2: 0.2}, {0: 0}]
)
def test_it_is_the_limit_of_many_small_voters(blocks):
    parts = {block: Fraction(str(votes)) for block, votes in blocks.items()}
    ocean = 1 - sum(parts.values())
    many = parts | dict.fromkeys(range(100, 100 + SMALL), ocean / SMALL)
    voted = shapley_shubik(many, Fraction(1, 2))
    found = oceanic_power(blocks, ocean)
    for block in blocks:
        assert float(found.blocks[block]) == pytest.approx(float(voted[block]), abs=0.04)
    assert sum(found.blocks.values()) + found.ocean == 1


def test_a_lone_block_has_its_votes_over_the_ocean_until_it_has_half():
    for votes in (Fraction(1, 10), Fraction(1, 3), Fraction(49, 100)):
        assert oceanic_power({0: votes}, 1 - votes).blocks[0] == votes / (1 - votes)
    assert oceanic_power({0: Fraction(3, 5)}, Fraction(2, 5)).blocks[0] == 1


def test_two_blocks_by_the_square_of_times():
    # Pivot with the other before it with chance t, without it with 1 − t, at q − w over α.
    found = oceanic_power({0: 0.25, 1: 0.25}, 0.5)
    # Alone: the ocean has 1/2 to 1 of itself; after the other: 0 to 1/2. Both: 1/8 + 1/8.
    assert found.blocks == {0: Fraction(1, 4), 1: Fraction(1, 4)}
    assert found.ocean == Fraction(1, 2)
