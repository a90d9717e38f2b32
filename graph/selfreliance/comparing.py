"""Whether two figures contradict each other, and what is not the same about them.

Two figures can contradict only if they are of one thing: one indicator, entity, period, kind, unit
and whole, drawn by one line. Where they are, and no value is in the bounds of both, one of them is
wrong. Where any of that differs, going from the one to the other is neither a rise nor a fall.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from typing import Literal

from msgspec import Struct

from graph.claims.hedges import Bounds, bounds_of
from graph.claims.indicators import Observation, Target
from graph.claims.periods import Period
from graph.selfreliance.series import in_series, last_day

Difference = Literal[
    "unit", "indicator", "about", "kind", "period", "says", "countsBy", "variant", "whole",
    "definitions",
]  # fmt: skip
#: ``contradict``: of one thing, and apart. ``countedOtherwise``: the same but for the words by
#: which they count, or something that one of them does not say. ``agree``: of one thing, and not
#: apart. ``series``: the same but for the period. ``different``: of different things.
#: ``noBounds``: of one thing, and one of them says nothing certain.
Relation = Literal["contradict", "countedOtherwise", "agree", "series", "different", "noBounds"]

FEW = 8  # figures of which every pair is compared
Who = Callable[[Observation], str]


class Pair(Struct, frozen=True):
    """Two figures, how they stand to each other, and what differs or is not said."""

    one: Observation
    other: Observation
    relation: Relation
    differs: tuple[Difference, ...]
    unsaid: tuple[Difference, ...] = ()


def as_figure(target: Target) -> Observation:
    """A target as a figure that is aimed at by the day it is due."""
    return Observation(
        id=target.id,
        indicator=target.indicator,
        about="",
        kind="target",
        value_lower=target.value_lower,
        value_upper=target.value_upper,
        unit=target.unit,
        whole=target.whole,
        words=target.words,
        period=Period(None, target.due),
        citations=target.citations,
        note=target.note,
    )


def is_the_aim(figure: Observation, target: Target) -> bool:
    """Whether a figure says again what a target says: the same aim, from the same document."""
    sources = {citation.source for citation in target.citations}
    return (
        figure.kind == "target"
        and figure.indicator == target.indicator
        and (figure.value_lower, figure.value_upper) == (target.value_lower, target.value_upper)
        and figure.words == target.words
        and target.due in (None, figure.period.end)
        and any(citation.source in sources for citation in figure.citations)
    )


def compared(one: Observation, other: Observation, who: Who) -> Pair:
    """How two figures stand to each other; ``who`` says whose a figure is."""
    differs = tuple(_differences(one, other, who))
    unsaid = tuple(_unsaid(one, other))
    return Pair(one, other, _relation(one, other, differs, unsaid), differs, unsaid)


def pairs(figures: Sequence[Observation], who: Who) -> list[Pair]:
    """The pairs that a reader could take for a contradiction, a rise or a fall.

    All of a few figures. Of many: those of one period that are of one thing or nearly, and for any
    two series of one indicator and entity the last figures of both. Contradictions come first.
    """
    chosen = combinations(figures, 2) if len(figures) <= FEW else _confusable(figures)
    ordered = (sorted(pair, key=last_day) for pair in chosen)
    found = [compared(earlier, later, who) for earlier, later in ordered]
    order: list[Relation] = [
        "contradict", "countedOtherwise", "different", "noBounds", "agree", "series",
    ]  # fmt: skip
    return sorted(
        found,
        key=lambda pair: (order.index(pair.relation), pair.one.indicator != pair.other.indicator),
    )


def _confusable(figures: Sequence[Observation]) -> Iterator[tuple[Observation, Observation]]:
    last = {id(figure) for series in in_series(figures) for figure in series[-1:]}
    for one, other in combinations(figures, 2):
        if (one.indicator, one.about, one.unit) != (other.indicator, other.about, other.unit):
            continue
        at_once = one.period == other.period and one.kind == other.kind
        if at_once or (id(one) in last and id(other) in last):
            yield one, other


def _differences(one: Observation, other: Observation, who: Who) -> Iterator[Difference]:
    fields: tuple[tuple[Difference, object, object], ...] = (
        ("unit", one.unit, other.unit),
        ("indicator", one.indicator, other.indicator),
        ("about", one.about, other.about),
        ("kind", one.kind, other.kind),
        ("period", one.period, other.period),
        ("says", who(one), who(other)),
        ("countsBy", one.counts_by, other.counts_by),
        ("variant", one.variant, other.variant),
        ("whole", one.whole, other.whole),
    )
    for name, first, second in fields:
        optional = name in ("about", "countsBy", "variant", "whole")
        said = bool(first and second) if optional else first != Period() != second
        if said and first != second:
            yield name
    if one.definitions and other.definitions and not set(one.definitions) & set(other.definitions):
        yield "definitions"


def _unsaid(one: Observation, other: Observation) -> Iterator[Difference]:
    """What only one of them says, or where a period is missing from either."""
    if Period() in (one.period, other.period):
        yield "period"
    if bool(one.about) != bool(other.about) and "target" not in (one.kind, other.kind):
        yield "about"  # an aim is of its programme
    if bool(one.counts_by) != bool(other.counts_by):
        yield "countsBy"
    if bool(one.variant) != bool(other.variant):
        yield "variant"
    if bool(one.whole) != bool(other.whole):
        yield "whole"


def _relation(
    one: Observation,
    other: Observation,
    differs: tuple[Difference, ...],
    unsaid: tuple[Difference, ...],
) -> Relation:
    of_things = set(differs) - {"says"}
    if of_things == {"period"} and not unsaid:
        return "series"
    if of_things - {"variant"}:
        return "different"
    bounds = bounds_of(one), bounds_of(other)
    if Bounds() in bounds:
        return "noBounds"
    if not bounds[0].apart_from(bounds[1]):
        return "agree"
    return "countedOtherwise" if of_things or unsaid else "contradict"
