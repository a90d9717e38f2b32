"""Set an answer beside what the case expects."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from numbers import Real
from typing import Any


class Shares(dict[str, Any]):
    """A dictionary of shares: zeros may be missing on either side, nothing else may."""


def differences(expected: Any, found: Any, tolerance: Fraction, where: str = "") -> list[str]:
    """Every place where an answer is not what was expected, in words."""
    if isinstance(expected, Mapping) and isinstance(found, Mapping):
        out = []
        for key, wanted in expected.items():
            place = f"{where}/{key}"
            if key in found:
                out += differences(wanted, found[key], tolerance, place)
            elif not (isinstance(found, Shares) and _number(wanted) == 0):
                out.append(f"{place}: nothing found, expected {wanted}")
        if isinstance(found, Shares):
            out += [
                f"{where}/{key}: {value} found, nothing expected"
                for key, value in found.items()
                if key not in expected and abs(Fraction(value)) > tolerance
            ]
        return out
    if isinstance(expected, list) and isinstance(found, set | frozenset):
        return (
            []
            if set(expected) == found and len(expected) == len(found)
            else _say(where, sorted(found), sorted(expected))
        )
    if isinstance(expected, list) and isinstance(found, list | tuple):
        if len(expected) != len(found):
            return _say(where, found, expected)
        pairs = enumerate(zip(expected, found, strict=True))
        return [
            line for k, (a, b) in pairs for line in differences(a, b, tolerance, f"{where}/{k}")
        ]
    if isinstance(found, bool) or isinstance(expected, bool) or found is None or expected is None:
        return [] if found is expected else _say(where, found, expected)
    if isinstance(found, str):
        return [] if found == expected else _say(where, found, expected)
    if isinstance(found, Real | Decimal):
        wanted = _number(expected)
        near = wanted is not None and abs(Fraction(found) - wanted) <= tolerance
        return [] if near else _say(where, found, expected)
    return _say(where, found, expected)


def _number(value: Any) -> Fraction | None:
    if isinstance(value, bool) or not isinstance(value, str | Real | Decimal):
        return None
    try:
        return Fraction(value)
    except ValueError:
        return None


def _say(where: str, found: Any, expected: Any) -> list[str]:
    return [f"{where or 'answer'}: {found} found, expected {expected}"]
