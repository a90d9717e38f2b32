"""Published and exact answers: each case file is a question put to the public functions.

By claims wherever claims can say it: the case becomes tables, the tables are read and checked
as anybody's are, and a question of the façade answers. An operation without an adapter fails;
none is left out.
"""

from __future__ import annotations

from pathlib import Path

from world_ops.adapters import BY_CLAIMS, BY_NUMBERS, CASES_BY_NUMBERS, answered, road
from world_ops.answers import differences
from world_ops.case import Case
from world_ops.findings import EXPECTED_TO_FAIL

MOST_BY_NUMBERS = 20  # cases of ours and of the folder beside the project, by either reason


def test_case(case_file: Path) -> None:
    case = Case.read(case_file)
    assert road(case), f"the operation {case.op!r} has no adapter"
    wrong = differences(case.expected, answered(case), case.tolerance)
    assert not wrong, "\n".join([case.question, *wrong])


def test_no_operation_has_two_roads_and_each_exception_has_its_reason() -> None:
    assert not BY_CLAIMS.keys() & BY_NUMBERS.keys()
    for reason in (*BY_NUMBERS.values(), *CASES_BY_NUMBERS.values(), *EXPECTED_TO_FAIL.values()):
        assert len(reason.split()) >= 4, reason


def test_nearly_all_cases_go_through_claims(case_files: list[Path]) -> None:
    roads = [road(Case.read(path)) for path in case_files]
    assert roads.count("numbers") <= MOST_BY_NUMBERS
    assert roads.count("claims") >= 4 * roads.count("numbers")
