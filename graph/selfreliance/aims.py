"""How a value stands to an aim: on which side, how far, and whether the aim is due by then.

A value says something of an aim only if that is due by the end of the value's period. Before, it is
not missed and not met, however far away the value is; nor is an aim that sets no day.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from graph.claims.indicators import Target
from graph.claims.periods import PartialDate, Period
from graph.fraction import Fraction
from graph.selfreliance.quotients import Range, share_limit

#: Whether a value lies within an aim: all it can be, none of it, or that is open.
Side = Literal["within", "outside", "open"]
#: Whether an aim is due by a day; ``noDay``: by when it is to be reached was not read.
Due = Literal["due", "notDue", "noDay"]


class Distance(Struct, frozen=True):
    """A value less its aim, as parts of one: below zero is below the aim."""

    lower: Fraction
    upper: Fraction | None  # nothing: without bound


class Beside(Struct, frozen=True):
    """How a value stands to an aim, and whether that is due by the value's period."""

    aim: str  # id of a target
    lies: Side
    due: Due
    distance: Distance | None  # nothing: the aim is no number


def beside(value: Range, aim: Target, period: Period) -> Beside:
    """How a value for a period stands to an aim."""
    return Beside(aim.id, _side(value, aim), _due(aim.due, period), _distance(value, aim))


def _side(value: Range, aim: Target) -> Side:
    """Whether a value lies within an aim: a ceiling from below, anything else from above."""
    if aim.value_lower is None:
        held = None if aim.value_upper is None else value.at_most(share_limit(aim.value_upper))
    else:
        held = value.at_least(share_limit(aim.value_lower))
    return "open" if held is None else "within" if held else "outside"


def _due(day: PartialDate | None, period: Period) -> Due:
    """Whether a day has come by the end of a period; one that is open has no end to be late by."""
    if day is None:
        return "noDay"
    return "due" if period.end is not None and period.end.last >= day.last else "notDue"


def _distance(value: Range, aim: Target) -> Distance | None:
    limit = aim.value_upper if aim.value_lower is None else aim.value_lower
    if limit is None:
        return None
    line = share_limit(limit)
    return Distance(value.lower - line, None if value.upper is None else value.upper - line)
