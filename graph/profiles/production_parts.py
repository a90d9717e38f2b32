"""What sums of production are in an answer: shares as intervals, and each part with its label."""

from __future__ import annotations

from typing import get_args

from graph.answers.parts import Interval
from graph.answers.production import DECIDED_PARTS, PartCode, ProductionPart
from graph.fraction import Fraction
from graph.production.shares import Sums
from ontology.load import codes

PARTS: tuple[PartCode, ...] = get_args(PartCode)


def parts_of(sums: Sums) -> tuple[ProductionPart, ...]:
    """Every part that has an amount; they come to the whole."""
    known = codes("ProductionParts")
    return tuple(
        ProductionPart(
            code=code,
            label=known[code].label,
            amount=float(sums.amounts[code]),
            share=float(sums.amounts[code] / sums.total),
            plants=len(sums.plants[code]),
            open=code not in DECIDED_PARTS,
        )
        for code in PARTS
        if code in sums.amounts
    )


def share_of(sums: Sums) -> Interval:
    """What is domestic for certain and at most; the point counts weaker readings."""
    return interval(sums.lower, sums.upper, sums.total, sums.with_seats)


def state_of(sums: Sums) -> Interval:
    """What of it is the state's."""
    return interval(sums.state_lower, sums.state_upper, sums.total)


def interval(
    lower: Fraction, upper: Fraction, total: Fraction, point: Fraction | None = None
) -> Interval:
    """Bounds as fractions of a total."""
    known = None if point is None else float(point / total)
    return Interval(float(lower / total), float(upper / total), known)
