"""Law: the same world gives the same answer by every road that can carry what is said of it.

Stakes, votes, origins and seats are said in tables of our own, in statements of the ownership
standard as it is and as it was, and in entities of FollowTheMoney; what comes of them is one.
What is held through somebody is left out: a link of FollowTheMoney names no vehicle.
"""

import pytest

from disclosure import ftm, judging
from disclosure.judging import Trial

WORLDS, SEED = 60, 5
ROADS = ("bods", "bods 0.3", "ftm")


@pytest.fixture(scope="module")
def asked():
    """For each world that every road can carry, what the product says by each of them."""
    plain = [
        trial
        for trial in judging.trials(WORLDS, SEED)
        if trial.form == "ftm" and ftm.carries(trial.world, trial.items)
    ]
    forms = ("tables", *ROADS)
    every = [
        Trial(trial.world, trial.items, trial.way, trial.year, "part", form)
        for trial in plain
        for form in forms
    ]
    said = judging.answered(every)
    return [
        (trial, dict(zip(forms, said[place : place + len(forms)], strict=True)))
        for trial, place in zip(plain, range(0, len(said), len(forms)), strict=True)
    ]


def test_many_worlds_are_said_by_every_road(asked):
    assert len(asked) > 20
    assert len({trial.way for trial, _ in asked}) > 5
    assert sum(len(trial.items) > 3 for trial, _ in asked) > 10


@pytest.mark.parametrize("road", ROADS)
def test_nothing_is_refused_by_a_road(asked, road):
    assert not [said[road].error for _, said in asked if said[road].error]


@pytest.mark.parametrize("road", ROADS)
def test_every_verdict_is_the_same(asked, road):
    for trial, said in asked:
        ours, theirs = said["tables"].verdicts, said[road].verdicts
        assert ours.keys() == theirs.keys()
        for lens, verdict in ours.items():
            again = theirs[lens]
            assert (again.word, again.decided) == (verdict.word, verdict.decided), (lens, trial)


@pytest.mark.parametrize("road", ROADS)
def test_every_column_of_owners_is_the_same(asked, road):
    for trial, said in asked:
        for basis, columns in said["tables"].columns.items():
            for origin, bounds in columns.items():
                again = said[road].columns[basis][origin]
                assert again == pytest.approx(bounds, abs=1e-9), (basis, origin, trial)


@pytest.mark.parametrize("road", ROADS)
def test_whoever_may_direct_is_the_same(asked, road):
    for trial, said in asked:
        ours, theirs = said["tables"], said[road]
        assert (theirs.certain, theirs.possible) == (ours.certain, ours.possible), trial
