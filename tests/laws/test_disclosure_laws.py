"""The laws of disclosure on fifty drawn worlds; `make worlds` draws two thousand.

The truth lies in every interval; a decided verdict is the true one; what is wholly disclosed is
decided; saying more, truly, never decides less; a firm and its wholly owned company are one; of
all worlds consistent with a disclosure none contradicts a verdict, and if all agree it is decided.
"""

from collections import Counter
from random import Random

import pytest

from disclosure import consistent, disclosing, judging
from disclosure.items import untrue, wholly
from disclosure.world import draw

WORLDS, SEED = 50, 7


@pytest.fixture(scope="module")
def counts():
    return judging.judge(WORLDS, SEED)


@pytest.mark.xfail(reason="kinds in disclosed/open.csv are not mended yet", strict=True)
def test_all_laws_hold(counts):
    failed = Counter(failure.kind for _, failure in counts.failures)
    assert not failed


def test_some_of_every_kind_of_trial_are_made(counts):
    assert set(counts.laws) == {"part", "more", "whole", "group"}
    assert counts.enumerated >= WORLDS // 4
    assert sum(counts.decided.values()) > 100


@pytest.mark.parametrize("seed", range(100))
def test_what_is_disclosed_is_true(seed):
    random = Random(seed)
    world = draw(random)
    assert not untrue(world, wholly(world))
    for way in disclosing.WAYS:
        said = disclosing.partly(world, way, random)
        assert not untrue(world, said)
        assert not untrue(world, disclosing.more(world, said, random))


@pytest.mark.parametrize("seed", range(60))
def test_the_true_world_is_among_the_consistent_ones(seed):
    random = Random(seed)
    world = draw(random)
    said = disclosing.partly(world, random.choice(list(disclosing.WAYS)), random)
    if consistent.enumerable(world, said):
        found = consistent.worlds(world, said)
        assert not found or found[-1] is world
        assert all(not list(one.problems()) for one in found)
