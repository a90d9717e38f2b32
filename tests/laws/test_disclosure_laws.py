"""The laws of disclosure on fifty drawn worlds; `make worlds` draws two thousand.

The truth lies in every interval; a decided verdict is the true one; what is wholly disclosed is
decided; saying more, truly, never decides less; a firm and its wholly owned company are one; of
all worlds consistent with a disclosure none contradicts a verdict, and if all agree it is decided.
"""

from random import Random

import pytest

from disclosure import consistent, disclosing, judging, known
from disclosure.items import untrue, wholly
from disclosure.world import draw

WORLDS, SEED = 50, 7


@pytest.fixture(scope="module")
def counts():
    return judging.judge(WORLDS, SEED, fill=True)


def test_all_laws_hold_but_for_open_kinds(counts):
    found = known.new(counts.failures)
    told = [f"{failure} ({trial.form}, {trial.role}, {trial.way})" for trial, failure in found]
    assert not told


def test_no_failure_is_left_once_no_kind_is_open(counts):
    assert known.open_cases() or not counts.failures


def test_every_lens_is_asked_of_every_way_of_disclosing(counts):
    assert not counts.empty()


def test_some_of_every_kind_of_trial_are_made(counts):
    assert set(counts.laws) == {"part", "more", "whole", "group"}
    assert 3 * counts.enumerated >= counts.worlds
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
