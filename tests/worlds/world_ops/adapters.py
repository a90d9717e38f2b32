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
ADAPTERS: dict[str, Callable[[Case], Any]] = {
    **{op: adapter for op, (adapter, _) in numbers.OPS.items()},
    **BY_CLAIMS,
}
