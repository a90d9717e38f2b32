"""What series of figures come to: a part over a whole, on each basis, beside the aims."""

from __future__ import annotations

from msgspec import Struct

from graph.answers.indicators import Figure
from graph.answers.parts import CitedSource, Named


class AimMet(Struct, frozen=True, kw_only=True):
    """Whether a value lies within an aim, whenever that is due."""

    aim: str  # id of a target
    text: str  # the aim, as people read it
    due: str
    met: str  # within, outside, open


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
