"""What series of figures come to: a part over a whole, on each basis, beside the aims."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from graph.answers.indicators import Figure
from graph.answers.parts import CitedClaim, CitedSource, Named


class AimMet(Struct, frozen=True, kw_only=True):
    """Whether a value lies within an aim, if that is due by then, and how far from it it is."""

    aim: str  # id of a target
    text: str  # the aim, as people read it
    due: str
    met: str  # within, outside, open; notDue by the end of the value's period; noDay is set
    lies: str = ""  # within, outside, open: on which side it is, whenever the aim is due
    distance: str = ""  # the value less the aim, in points
    distance_lower: float | None = None  # parts of one
    distance_upper: float | None = None


class FormValue(Struct, frozen=True, kw_only=True):
    """What one form of a fraction comes to: fractions of one, and in words."""

    form: str  # ratio, portion
    formula: str
    lower: float
    upper: float | None  # nothing: without bound
    lower_open: bool
    upper_open: bool
    text: str  # in per cent
    aims: tuple[AimMet, ...] = ()


class Conversion(Struct, frozen=True, kw_only=True):
    """By which cited yearly average money was converted."""

    text: str
    rate: float
    sources: tuple[CitedSource, ...]


class ReliancePoint(Struct, frozen=True, kw_only=True):
    """One period: the two figures divided, each with its sources, and what came of it."""

    period: str
    kind: str  # observed, estimate, forecast
    about: Named
    part: Figure
    whole: Figure
    values: tuple[FormValue, ...]
    conversion: Conversion | None = None
    printed: tuple[Figure, ...] = ()  # what sources print for the same


class RelianceBasis(Struct, frozen=True, kw_only=True):
    """A basis: what counts, by which formulas, its points by period, and the years missing."""

    id: str
    name: str
    counts: str
    formulas: tuple[str, ...]
    definitions: tuple[str, ...]
    points: tuple[ReliancePoint, ...]
    missing: tuple[str, ...] = ()


#: Why nothing is added up: the shares come to more than all, or one thing has two figures.
SplitProblem = Literal["", "moreThanAll", "twoFigures"]


class SplitShare(Struct, frozen=True, kw_only=True):
    """The printed share of a named thing, whose it is, and whether that is somebody from home."""

    figure: Figure
    makers: tuple[Named, ...]  # nobody: who makes it was not read
    side: str  # home, notHome, open
    by: str  # on what that rests: code of z:OriginReadings; nothing where it is open
    claims: tuple[CitedClaim, ...] = ()


class SplitValue(Struct, frozen=True, kw_only=True):
    """How much is from home by readings up to one: fractions of one, and in words.

    Only the first, by the lens alone, is certain; each further one adds a weaker reading.
    """

    by: str  # code of z:OriginReadings
    label: str
    lower: float
    upper: float
    lower_open: bool
    upper_open: bool
    text: str  # in per cent


class SplitPoint(Struct, frozen=True, kw_only=True):
    """Shares that part one whole, of one period and count."""

    period: str
    kind: str  # observed, estimate, forecast
    how: str  # how they were counted, in words
    about: Named | None  # whose whole it is, where a source prints the part from home itself
    shares: tuple[SplitShare, ...]
    values: tuple[SplitValue, ...]  # nothing where there is a problem
    not_named: str  # what no source names of the whole, in words
    problem: SplitProblem = ""


class RelianceSplit(Struct, frozen=True, kw_only=True):
    """A whole parted by whose the things are that sources name."""

    id: str
    name: str
    counts: str
    definitions: tuple[str, ...]
    points: tuple[SplitPoint, ...]
    overlap: bool  # one paper or person may count for several things


class Reliance(Struct, frozen=True, kw_only=True):
    """A calculation on series, with what decides whether it lies within an aim."""

    id: str
    name: str
    question: str
    unit: str
    note: str
    bases: tuple[RelianceBasis, ...]
    aims: tuple[Figure, ...] = ()
    remarks: tuple[str, ...] = ()
    splits: tuple[RelianceSplit, ...] = ()
