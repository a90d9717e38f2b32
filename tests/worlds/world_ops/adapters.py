"""Adapters: from the operations of case files to the public questions that answer them.

Two roads. *Claims*: the case becomes tables, the tables a release, and a question is asked
of it. *Numbers*: what no claim can express goes to a function of numbers, and says why.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from world_ops import (
    claims_control,
    claims_definitions,
    claims_explanations,
    claims_records,
    claims_shares,
    numbers,
)
from world_ops.case import Case

BY_CLAIMS: dict[str, Callable[[Case], Any]] = {
    **claims_shares.OPS,
    **claims_control.OPS,
    **claims_definitions.OPS,
    **claims_records.OPS,
    **claims_explanations.OPS,
}
BY_NUMBERS: dict[str, str] = {op: reason for op, (_, reason) in numbers.OPS.items()}
CASES_BY_NUMBERS: dict[str, str] = {case: reason for case, (_, reason) in numbers.CASES.items()}


def road(case: Case) -> str:
    """By which road a case is answered: ``claims``, ``numbers``, or nothing that is built."""
    if case.data["id"] in CASES_BY_NUMBERS or case.op in BY_NUMBERS:
        return "numbers"
    return "claims" if case.op in BY_CLAIMS else ""


def answered(case: Case) -> Any:
    """What the product says; raises KeyError for an operation without an adapter."""
    if case.data["id"] in numbers.CASES:
        return numbers.CASES[case.data["id"]][0](case)
    if case.op in numbers.OPS:
        return numbers.OPS[case.op][0](case)
    return BY_CLAIMS[case.op](case)
