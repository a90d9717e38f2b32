"""Why something came out as it did: a code and the values it speaks of, not yet in words.

Calculations give reasons; :mod:`graph.answers.reason_words` puts them into words, by the phrase
that ``ontology/phrases.csv`` has for each code.
"""

from __future__ import annotations

from datetime import date
from typing import TypeAlias

from msgspec import Struct

from graph.claims.periods import PartialDate
from graph.claims.shares import Share
from graph.fraction import Fraction

Value: TypeAlias = (
    "str | int | float | Fraction | date | PartialDate | Share | Reason | tuple[Value, ...] | None"
)


class Reason(Struct, frozen=True, gc=False):
    """A code with named values: ids, shares, days, codes of codelists, other reasons or none."""

    code: str
    values: tuple[tuple[str, Value], ...] = ()


def because(code: str, /, **values: Value) -> Reason:
    """A reason; the phrase of its code has a place for each of the values, and no others.

    >>> because("lastSeen", day=date(2020, 12, 4))
    Reason(code='lastSeen', values=(('day', datetime.date(2020, 12, 4)),))
    """
    return Reason(code, tuple(values.items()))
