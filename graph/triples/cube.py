"""What a figure says as a cell of the data cube of ``ontology/cube.ttl``.

An observation is written as its table has it, and beside that with every dimension and measure that
the W3C's RDF Data Cube asks for: a period even where none is printed, a way of counting even where
none is said, and the bounds that are certain after the hedge. All of it follows from the record, so
nothing of it is read back.
"""

from __future__ import annotations

from decimal import Decimal
from functools import cache

from graph.claims.hedges import bounds_of
from graph.claims.indicators import Observation
from graph.claims.periods import Period
from graph.claims.shares import plain
from graph.triples.predicates import Only, literal, typed
from ontology.terms import ID, PREFIXES, Z

DATA_SET = f"{ID.base}dataset/figures"
NOT_PRINTED = "not printed"
NOT_SAID = "not said"

_NAMES = (
    "refPeriod", "countedHow", "boundLower", "boundUpper", "boundLowerOpen", "boundUpperOpen",
)  # fmt: skip


@cache
def derived_properties() -> frozenset[str]:
    """The properties of ours that a figure has only as a cell of the cube."""
    return frozenset(Z[name] for name in _NAMES)


def reference_period(period: Period) -> str:
    """A period as one text, by ISO 8601; what is to be *by* a year has only its end.

    >>> from graph.claims.periods import PartialDate
    >>> start, end = PartialDate.parse("2006"), PartialDate.parse("2020")
    >>> [reference_period(Period(*one)) for one in ((end, end), (start, end), (None, end), ())]
    ['2020', '2006/2020', '../2020', 'not printed']
    """
    if period.start is None and period.end is None:
        return NOT_PRINTED
    if period.start == period.end:
        return str(period.end)
    return f"{period.start or '..'}/{period.end or '..'}"


def cell_lines(figure: Observation, subject: str, end: str, only: Only) -> list[str]:
    """The statements that make a figure a cell, as N-Quads; those whose property is wanted."""
    bounds = bounds_of(figure)
    said = {
        f"{PREFIXES['qb']}dataSet": f"<{DATA_SET}>",
        Z["refPeriod"]: literal(reference_period(figure.period)),
        Z["countedHow"]: literal(figure.variant or NOT_SAID),
        Z["boundLower"]: _number(bounds.lower, "-INF"),
        Z["boundUpper"]: _number(bounds.upper, "INF"),
    }
    if bounds.lower_open:
        said[Z["boundLowerOpen"]] = typed("true", "boolean")
    if bounds.upper_open:
        said[Z["boundUpperOpen"]] = typed("true", "boolean")
    return [
        f"{subject} <{iri}> {value}{end}"
        for iri, value in said.items()
        if only is None or iri in only
    ]


def _number(bound: Decimal | None, unbounded: str) -> str:
    return typed(unbounded if bound is None else plain(bound), "double")
