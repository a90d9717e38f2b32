"""A name is only a name: every case again with other names and its records in another order."""

from __future__ import annotations

import random
import re
from fractions import Fraction
from pathlib import Path
from typing import Any

from world_ops.adapters import answered
from world_ops.answers import differences
from world_ops.case import Case

NAME = re.compile(r"^(on_)?(.+?)(@[\d.]+|:\w+|_foreign_\w+)?$")


def test_names_and_order_change_nothing(case_file: Path) -> None:
    case = Case.read(case_file)
    rng = random.Random(case.data["id"])
    numbers = rng.sample(range(len(case.names)), len(case.names))
    new = {name: f"entity {k:03}" for name, k in zip(case.names, numbers, strict=True)}
    edges = [
        {**edge, "owner": new[edge["owner"]], "owned": new[edge["owned"]]}
        | {key: _values(edge[key], new) for key in ("nominees",) if key in edge}
        for edge in rng.sample(case.edges, len(case.edges))
    ]
    renamed = Case(
        case.data
        | {
            "edges": edges,
            "attributes": _keys(case.data["attributes"], new),
            "query": case.query | _values(_keys(case.query, new), new) | {"op": case.op},
            "expected_exact": _values(_keys(case.expected, new), new),
        }
    )
    wrong = differences(renamed.expected, answered(renamed), case.tolerance)
    assert not wrong, "\n".join([case.question, *wrong])


def _rename(text: str, new: dict[str, str]) -> str:
    parts = []
    for part in text.split("->"):
        before, name, after = NAME.match(part).groups()
        parts.append(part if name not in new else f"{before or ''}{new[name]}{after or ''}")
    return "->".join(parts)


def _keys(value: Any, new: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {_rename(key, new): _keys(one, new) for key, one in value.items()}
    return value


def _values(value: Any, new: dict[str, str], *, listed: bool = False) -> Any:
    if isinstance(value, dict):
        return {key: _values(one, new) for key, one in value.items()}
    if isinstance(value, list):
        return [_values(one, new, listed=True) for one in value]
    if isinstance(value, str) and (listed or not _is_number(value)):
        return _rename(value, new)
    return value


def _is_number(text: str) -> bool:
    try:
        Fraction(text)
    except ValueError:
        return False
    return True
