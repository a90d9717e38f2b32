"""Adapters: from the operations of case files to the public functions that answer them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from world_ops import control, definitions, explanations, records, shares, uncertainty
from world_ops.case import Case

ADAPTERS: dict[str, Callable[[Case], Any]] = {
    **shares.OPS,
    **control.OPS,
    **definitions.OPS,
    **records.OPS,
    **explanations.OPS,
    **uncertainty.OPS,
}
