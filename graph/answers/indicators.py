"""Quantities that policies and authors watch, what they are meant to come to, and figures seen."""

from __future__ import annotations

from msgspec import Struct

from graph.answers.parts import CitedSource, Named


class Figure(Struct, frozen=True, kw_only=True):
    """An aim or a figure seen: about whom, of when, how it is called, where it was read."""

    id: str
    kind: str  # target, observed, estimate, forecast
    text: str
    about: Named | None = None
    period: str = ""
    how: str = ""  # how it was counted, in words
    sources: tuple[CitedSource, ...] = ()
    indicator: str = ""
    lower: float | None = None  # what is certain after the hedge, in the unit; absent: unbounded
    upper: float | None = None
    lower_open: bool = False  # the bound is itself not reached
    upper_open: bool = False
    printed_lower: float | None = None  # as printed, before its hedge; one absent: a bound
    printed_upper: float | None = None
    unit: str = ""
    whole: str = ""
    hedge: str = ""
    counts_by: str = ""  # code of z:CountingLines
    says: str = ""  # who counted, judged, foresaw or set it
    definitions: tuple[str, ...] = ()
    programme: Named | None = None  # that sets it, of an aim
    note: str = ""


class IndicatorFigures(Struct, frozen=True, kw_only=True):
    """An indicator with its aims and its figures; never an input to a firm's measures."""

    id: str
    name: str
    definition: str
    programme: Named | None
    figures: tuple[Figure, ...]
    sources: tuple[CitedSource, ...] = ()


class FigurePair(Struct, frozen=True, kw_only=True):
    """Two figures, and in words why they contradict each other or do not."""

    one: str  # ids of figures, the earlier first
    other: str
    relation: str  # contradict, countedOtherwise, agree, series, different, noBounds
    differs: tuple[str, ...]  # what is not the same: kind, period, says, countsBy, variant …
    text: str


class FigureGap(Struct, frozen=True, kw_only=True):
    """A series of figures counted alike that has none for some years between its first and last."""

    indicator: str
    about: Named | None
    kind: str
    how: str
    years: tuple[int, ...]
    text: str


class SeeAlso(Struct, frozen=True, kw_only=True):
    """A calculation in which some of the indicators take part, with its newest values and aims."""

    calculation: str
    name: str
    values: tuple[str, ...]  # the newest observed, each with its basis and year
    aims: tuple[str, ...]


class FiguresSideBySide(Struct, frozen=True, kw_only=True):
    """Figures of one indicator or several, aims first, and how they stand to each other."""

    name: str
    indicators: tuple[IndicatorFigures, ...]  # their figures stand below
    figures: tuple[Figure, ...]
    pairs: tuple[FigurePair, ...] = ()
    gaps: tuple[FigureGap, ...] = ()
    see_also: tuple[SeeAlso, ...] = ()
