"""Failures that the disclosure simulator found, made small and kept: each must stay right.

``open.csv`` lists those that are not mended yet, by kind; such a case must fail, so that it is
taken off the list with the change that mends it.
"""

import csv
import json
from pathlib import Path

import pytest

from disclosure import asking
from disclosure.laws import STEP, TOLERANCE, decided
from disclosure.tables import DAYS

FOLDER = Path(__file__).parent / "disclosed"
LIST = (FOLDER / "open.csv").read_text("utf-8").splitlines()
OPEN = {row["case"]: row for row in csv.DictReader(LIST)}
CASES = sorted(FOLDER.glob("*.json"))


def marked(path):
    if path.stem in OPEN:
        mark = pytest.mark.xfail(reason=OPEN[path.stem]["kind"], strict=True)
        return pytest.param(path, id=path.stem, marks=mark)
    return pytest.param(path, id=path.stem)


def answer(case, document):
    text = json.dumps(document).encode()
    if case["form"] == "bods":
        release, prefix = asking.from_bods(text, DAYS[case["year"]]), "x.w-"
    else:
        release, prefix = asking.from_tables(text), ""
    said = asking.ask(release, prefix, case["firm"], case.get("named", ()))
    assert not said.error, said.error
    return said


def bounds(said, ask):
    if ask.startswith("owners"):
        _, basis, origin = ask.split()
        return said.columns[basis][origin]
    interval = said.verdicts[ask].interval
    return (interval.lower, interval.upper) if interval else (0.0, 1.0)


@pytest.mark.parametrize("path", [marked(path) for path in CASES])
def test_kept_case(path):
    case = json.loads(path.read_text("utf-8"))
    said, ask, right = answer(case, case["document"]), case["ask"], case["right"]
    if case["law"] == "error":
        return
    if ask == "controllers":
        assert all(group <= set(right) for group in said.certain)
    elif case["law"] == "decided":
        found = said.verdicts[ask]
        assert not decided(found) or found.case in right
    elif case["law"] in ("whole", "all agree"):
        found = said.verdicts[ask]
        assert decided(found)
        assert found.case in right
    elif case["law"] == "some differ":
        assert not decided(said.verdicts[ask])
    elif case["law"] == "truth":
        low, high = bounds(said, ask)
        assert low - TOLERANCE <= right <= high + TOLERANCE
    elif case["law"] == "hull":
        low, high = bounds(said, ask)
        assert right[0] - STEP <= low
        assert high <= right[1] + STEP
    else:
        assert case["law"] == "more"
        was = answer(case, case["before"])
        if not ask.startswith("owners") and decided(was.verdicts[ask]):
            assert decided(said.verdicts[ask])
            assert said.verdicts[ask].case == was.verdicts[ask].case
        else:
            before, now = bounds(was, ask), bounds(said, ask)
            assert before[0] - TOLERANCE <= now[0]
            assert now[1] <= before[1] + TOLERANCE


def test_every_open_case_is_there():
    assert set(OPEN) <= {path.stem for path in CASES}
