"""The comparison itself: what it must let pass, and what it must not."""

from __future__ import annotations

from fractions import Fraction

import pytest

from world_ops.answers import Shares, differences

TOLERANCE = Fraction(1, 10**9)


@pytest.mark.parametrize(
    ("expected", "found"),
    [
        ({"value": "12/25"}, {"value": Fraction(12, 25)}),
        ({"value": "12/25"}, {"value": 0.48}),
        ({"X": "1", "gone": "0"}, Shares({"X": 1.0})),
        ({"B": "A"}, {"B": "A"}),
        ({"who": ["b", "a"]}, {"who": {"a", "b"}}),
        ({"who": None}, {"who": None}),
        ([{"path": ["P", "C"], "value": "4/5"}], [{"path": ["P", "C"], "value": 0.8}]),
    ],
)  # fmt: skip
def test_agrees(expected, found):
    assert differences(expected, found, TOLERANCE) == []


@pytest.mark.parametrize(
    ("expected", "found"),
    [
        ({"value": "12/25"}, {"value": 0.481}),
        ({"value": "12/25"}, {}),
        ({"X": "1"}, Shares({"X": 1.0, "Y": 0.1})),
        ({"order": ["a", "b"]}, {"order": ["b", "a"]}),
        ({"who": ["a"]}, {"who": {"a", "b"}}),
        ({"controls": True}, {"controls": 1}),
        ({"value": None}, {"value": Fraction(0)}),
        ({"value": "0"}, {"value": None}),
        ({"B": "A"}, {"B": None}),
    ],
)
def test_differs(expected, found):
    assert differences(expected, found, TOLERANCE)
