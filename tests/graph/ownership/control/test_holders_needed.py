from fractions import Fraction

import pytest

from graph.ownership.control.holders_needed import holders_needed


@pytest.mark.parametrize(
    ("held", "rest", "cap", "options", "needed"),
    [
        (0.209, 0.748, 0.05, {}, 6),
        (0.4, 0.6, 0.05, {}, 3),  # two holders below 5 % stay below 10 %
        (0.4, 0.6, 0.05, {"reached": True}, 3),  # two of 5 % reach a half, and it must be passed
        (0.4, 0.6, 0.05, {"reached": True, "strict": False}, 2),
        (0.4, 0.6, 0.05, {"strict": False}, 3),
        (0.6, 0.4, 0.05, {}, 0),
        (0.5, 0.5, 0.05, {"strict": False}, 0),
        (0.3, 0.2, 0.05, {}, None),
        (0, 1, Fraction(1, 10), {"quota": 0.3}, 4),
    ],
)
def test_how_many_undisclosed_holders_it_takes(held, rest, cap, options, needed):
    assert holders_needed(held, rest, cap, **options) == needed
