"""Who has the votes is found, whatever is stated besides; who is only stated stays stated."""

import pytest

from made_up import PLACES, firms, people, power, say, stake

LENS = "ultimate-control"
ENTITIES = [*firms("f"), *people("p"), *PLACES]


@pytest.mark.parametrize(("share", "is_stated"), [("60", False), ("40", True), (None, True)])
def test_votes_that_find_the_same_are_not_said_to_be_stated(share, is_stated):
    claims = [power("p", "f", "statedController"), stake("p", "f", share)]
    found = say(LENS, ENTITIES, claims)
    assert found.decided
    assert ("as stated" in found.word) == is_stated
