"""Who stands above a firm, and what each controls there, is worked out once for the same votes."""

from __future__ import annotations

from collections import Counter

import pytest

from graph.ownership.arrays.votes import Votes
from graph.ownership.control import leading, standing_above
from graph.ownership.control.who_controls import controlled_by

CHAIN = [(0, 1, 0.6), (1, 2, 0.55), (3, 2, 0.2), (4, 3, 0.9)]


def test_whoever_asks_again_waits_for_no_second_walk(monkeypatch: pytest.MonkeyPatch) -> None:
    walked: Counter[frozenset[int]] = Counter()

    def counted(votes, group, **asked):
        walked[group] += 1
        return controlled_by(votes, group, **asked)

    monkeypatch.setattr(leading, "controlled_by", counted)
    votes = Votes.from_stakes(CHAIN)
    first = leading.lead(votes, 2, votes)
    assert first is not None
    assert first.group == {0}
    assert leading.with_at_least(votes, 2, votes, 0.1).keys() == {frozenset({0}), frozenset({4})}
    assert set(walked.values()) == {1}
    above = standing_above.groups_above(votes, 2, [])
    assert standing_above.groups_above(votes, 2, ()) is above


def test_other_links_or_another_firm_are_walked_anew() -> None:
    votes = Votes.from_stakes(CHAIN)
    alone = standing_above.groups_above(votes, 2, [])
    assert standing_above.groups_above(votes, 3, []) == (frozenset({4}), frozenset({3}))
    linked = standing_above.groups_above(votes, 2, [(5, 2, "parent")])
    assert frozenset({5}) in linked
    assert frozenset({5}) not in alone
    assert leading.at_disposal(votes, 2, votes, {4})[0] * 5 == 1
    by_link = leading.at_disposal(votes, 2, votes, {4}, links=[(4, 1, "parent")])
    assert by_link[0] * 4 == 3
