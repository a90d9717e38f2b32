"""Failures that the disclosure simulator found, made small and kept: each must stay right.

``open.csv`` lists those that are not mended yet, by kind; such a case must fail, so that it is
taken off the list with the change that mends it.
"""

import pytest

from disclosure import kept, known

CASES = sorted(path.stem for path in kept.FOLDER.glob("*.json"))
OPEN = known.open_cases()


def marked(name):
    if name in OPEN:
        return pytest.param(name, marks=pytest.mark.xfail(reason="not mended yet", strict=True))
    return name


@pytest.mark.parametrize("name", [marked(name) for name in CASES])
def test_kept_case(name):
    assert not kept.wrong(kept.case_of(name))


def test_every_open_case_is_there_and_what_explains_failures_is_a_case():
    assert set(CASES) >= OPEN
    assert {pattern.case for pattern in known.patterns()} <= set(CASES)
