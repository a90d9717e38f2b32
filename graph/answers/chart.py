"""A chart of figures: what stands on one scale, and every word on its sheet."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

#: The outline of a mark. A calculation of two forms has a shape for each.
Shape = Literal["circle", "triangle"]


class Mark(Struct, frozen=True, kw_only=True):
    """A figure on a scale: a number, two ends, or a bound; a hedge leaves a side open.

    ``lower`` and ``upper`` are as printed; a side that is open is one on which nothing certain
    bounds the figure.
    """

    figure: str  # id, or what a calculation calls it
    kind: str  # observed, estimate, forecast, target
    lower: float | None
    upper: float | None
    open_below: bool = False
    open_above: bool = False
    text: str = ""  # the number, as people read it
    shape: Shape = "circle"
    in_headline: bool = False  # whether the headline gives its number

    @property
    def ends(self) -> tuple[float, ...]:
        """Where it stands: one place, or two; none of what is no number.

        >>> Mark(figure="a", kind="observed", lower=None, upper=30.0).ends
        (30.0,)
        """
        there = (end for end in (self.lower, self.upper) if end is not None)
        return tuple(dict.fromkeys(there))


class ChartRow(Struct, frozen=True, kw_only=True):
    """A figure in a row of its own: whose, what else is said of it, and its mark."""

    number: int  # as in the table beside the chart
    who: str
    about: str  # for when, of which kind, about whom
    how: str  # how it was counted
    mark: Mark


class YearMark(Struct, frozen=True, kw_only=True):
    """A mark for a year."""

    year: int
    mark: Mark


class ChartLine(Struct, frozen=True, kw_only=True):
    """Figures of one count, each for a year; neighbours of one kind are joined."""

    name: str  # nothing where the panel has one line
    points: tuple[YearMark, ...]


class SeriesPanel(Struct, frozen=True, kw_only=True):
    """Lines over years in one frame, the aims beside them, and the years missing in words."""

    heading: str
    lines: tuple[ChartLine, ...]
    aims: tuple[YearMark, ...] = ()
    notes: tuple[str, ...] = ()


class ChartGroup(Struct, frozen=True, kw_only=True):
    """What stands on one scale: figures in one unit, and parts of one whole."""

    heading: str
    unit: str  # as ticks have it behind them; nothing where the heading says it
    divisor: float = 1.0  # ticks are in so many of the unit
    whole_scale: bool = False  # parts of a whole: the scale goes to a hundred
    from_nothing: bool = True  # False: years, which have no nothing
    rows: tuple[ChartRow, ...] = ()
    series: tuple[SeriesPanel, ...] = ()


class ChartKey(Struct, frozen=True, kw_only=True):
    """A kind of figure that occurs, and what it is called."""

    kind: str
    text: str


class Chart(Struct, frozen=True, kw_only=True):
    """Everything on a sheet, in one language."""

    language: str
    title: str
    headline: str  # the finding in a sentence
    description: str  # the same with every number, for whoever does not see it
    groups: tuple[ChartGroup, ...]
    keys: tuple[ChartKey, ...]
    how_to_read: str
    apart: tuple[str, ...] = ()  # figures that are words, and aims without a year
    sources: tuple[str, ...] = ()
    footer: tuple[str, ...] = ()
