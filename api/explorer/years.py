"""Claims over the years: each under the year it last speaks of, and how many each year has."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from api.views.claims import said
from graph.answers.parts import CitedClaim

TALLEST, LEAST, APART = 48, 2, 14  # of a column for a year: its height, and how far the next is


class ClaimLine(NamedTuple):
    """A claim as the list of them has it."""

    claim: CitedClaim
    text: str


class Year(NamedTuple):
    """The claims of a year; nothing for a year: undated."""

    year: str
    claims: tuple[ClaimLine, ...]


class Column(NamedTuple):
    """A year as a drawing has it: where it stands, how high it is, of how many claims."""

    year: int
    claims: int
    x: int
    y: int
    height: int


class Years(NamedTuple):
    """How many claims each year has, from the first to the last; and how many have no day."""

    columns: tuple[Column, ...]
    width: int
    undated: int


def newest(claim: CitedClaim) -> str:
    """The last day of which a claim speaks, to sort by; those without one come last.

    >>> from graph.answers.parts import Named
    >>> made = CitedClaim(id="a", type="", party=None, target=Named("f", "F"), text="",
    ...                   as_of="2023-06", valid_from="2014-01-01")
    >>> newest(made)
    '2023-06'
    """
    return max(claim.as_of, claim.valid_from, claim.valid_to)


def lines_of(claims: Iterable[CitedClaim]) -> tuple[ClaimLine, ...]:
    """Claims with what is said of each."""
    return tuple(ClaimLine(claim, said(claim)) for claim in claims)


def by_year(lines: Iterable[ClaimLine]) -> tuple[Year, ...]:
    """Claims that are in order, under the year each last speaks of."""
    return tuple(
        Year(year, tuple(claims))
        for year, claims in groupby(lines, lambda line: newest(line.claim)[:4])
    )


def years_of(lines: Sequence[ClaimLine]) -> Years:
    """The years that claims last speak of, as columns; years without one are gaps."""
    counts: dict[int, int] = {}
    for year, claims in by_year(lines):
        if year:
            counts[int(year)] = len(claims)
    if not counts:
        return Years((), 0, len(lines))
    first, last, most = min(counts), max(counts), max(counts.values())
    columns = []
    for at, claims_of_it in sorted(counts.items()):
        height = max(LEAST, round(TALLEST * claims_of_it / most))
        x = (at - first) * APART + APART // 2
        columns.append(Column(at, claims_of_it, x, TALLEST - height, height))
    width = (last - first + 1) * APART + 2 * APART
    return Years(tuple(columns), width, len(lines) - sum(counts.values()))
