"""Published and exact answers: each case file is a question put to the public functions.

An adapter only translates: it reads the case, calls the engine, and names what
comes back. An operation without an adapter fails; none is left out.
"""

from __future__ import annotations

from pathlib import Path

from world_ops.adapters import ADAPTERS
from world_ops.answers import differences
from world_ops.case import Case

# Operations known and not built, each with its reason. None so far.
NOT_BUILT: dict[str, str] = {}


def test_case(case_file: Path) -> None:
    case = Case.read(case_file)
    assert case.op not in NOT_BUILT, f"{case.op}: {NOT_BUILT[case.op]}"
    assert case.op in ADAPTERS, f"the operation {case.op!r} has no adapter"
    found = ADAPTERS[case.op](case)
    wrong = differences(case.expected, found, case.tolerance)
    assert not wrong, "\n".join([case.question, *wrong])
