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


class IndicatorFigures(Struct, frozen=True, kw_only=True):
    """An indicator with its aims and its figures; never an input to a firm's measures."""

    id: str
    name: str
    definition: str
    programme: Named | None
    figures: tuple[Figure, ...]
    sources: tuple[CitedSource, ...] = ()
