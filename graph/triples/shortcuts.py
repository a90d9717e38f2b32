"""Who owns or controls whom, as plain edges derived from the claims.

A chain of ownership is a property path over these edges. They carry no share
and no source: the claims do. An edge stands on a day when a completed claim,
asserted or estimated, of a stake above zero or of control was observed by then
and has not ended; a later exit or zero closes the stakes observed before it.
Yearly snapshots (31 December) are graphs of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from graph.claims.model import Claim, Control, Ownership
from graph.claims.periods import day_before
from graph.triples.writer import DERIVED, SNAPSHOT
from ontology.terms import ID, Z

STANDING = frozenset({"asserted", "estimated"})


class Edge(NamedTuple):
    """From an owner to what it owns, from a first to a last day; nothing where that is open."""

    owner: str
    owned: str
    first: date | None
    last: date | None

    def stands(self, day: date) -> bool:
        """Whether the edge is there on a day."""
        begun = self.first is None or self.first <= day
        return begun and (self.last is None or day <= self.last)

    def years(self, until: date) -> range:
        """The years at whose end it stood, up to a day; none when nobody says since when."""
        if self.first is None:
            return range(0)
        end = until if self.last is None else min(until, self.last)
        return range(
            self.first.year, end.year + 1 if (end.month, end.day) == (12, 31) else end.year
        )


def shortcut_lines(claims: Iterable[Claim], data_date: date) -> Iterator[str]:
    """The edges on the data date and at the end of each year before it, as N-Quads lines."""
    edges = list(edges_of(claims))
    yield from _lines((e for e in edges if e.stands(data_date)), DERIVED)
    by_year: dict[int, list[Edge]] = {}
    for edge in edges:
        for year in edge.years(data_date):
            by_year.setdefault(year, []).append(edge)
    for year in sorted(by_year):
        yield from _lines(by_year[year], f"{SNAPSHOT}{year}")


def edges_of(claims: Iterable[Claim]) -> Iterator[Edge]:
    """The edges that claims of ownership and control stand for, with their days."""
    usable = [
        claim
        for claim in claims
        if isinstance(claim, Ownership | Control)
        and claim.party
        and claim.status in STANDING
        and claim.stage == "completed"
    ]
    closings: dict[tuple[str, str], list[date]] = {}
    for claim in usable:
        if _closes(claim) and (day := _observed(claim)):
            closings.setdefault((claim.party, claim.target), []).append(day)
    for claim in usable:
        if not _closes(claim):
            yield _edge(claim, closings.get((claim.party, claim.target), []))


def _edge(claim: Ownership | Control, closings: Iterable[date]) -> Edge:
    first = claim.period.start.first if claim.period.start else _observed(claim)
    last = claim.period.end.last if claim.period.end else None
    if isinstance(claim, Ownership):
        seen = _observed(claim)
        ends = [day_before(day) for day in closings if seen is None or day > seen]
        last = min([*ends, *([last] if last else [])], default=None)
    return Edge(claim.party, claim.target, first, last)


def _closes(claim: Ownership | Control) -> bool:
    if not isinstance(claim, Ownership):
        return False
    return claim.event == "exit" or (claim.share is not None and claim.share.upper == 0)


def _observed(claim: Claim) -> date | None:
    day = claim.as_of or claim.period.start
    return day.first if day else None


def _lines(edges: Iterable[Edge], graph: str) -> list[str]:
    middle, end = f"> <{Z.ownsOrControls}> <{ID.base}", f"> <{graph}> ."
    return sorted({f"<{ID.base}{edge.owner}{middle}{edge.owned}{end}" for edge in edges})
