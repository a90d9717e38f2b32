"""Definitions, indicators, targets and observations, as frozen records.

What somebody counts as domestic, the quantity that is watched, what it is meant
to come to, and the figures seen: beside the claims, and never an input to a
firm's measures.
"""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct

from graph.claims.model import Citation
from graph.claims.periods import PartialDate, Period


class Definition(Struct, frozen=True, kw_only=True, gc=False):
    """Somebody's idea of what counts as domestic, and what here computes it, if anything does."""

    id: str
    name: str
    counts: str  # what counts as domestic, as the source has it
    holder: str  # who holds it, in words
    placed: str  # lens, indicator, designation, interpretive
    lenses: tuple[str, ...] = ()  # those that compute it
    indicators: tuple[str, ...] = ()  # those that follow it
    missing_input: str = ""  # what would be needed to compute it, or to compute it fully
    citations: tuple[Citation, ...] = ()
    note: str = ""


class Indicator(Struct, frozen=True, kw_only=True, gc=False):
    """A quantity that a policy or an author watches; figures for it are observations."""

    id: str
    name: str
    definition: str
    programme: str = ""
    about: str = ""  # the entity by which claims speak of this indicator
    unit: str = ""  # code of z:Units
    whole: str = ""  # what a percentage is of, or what is counted
    citations: tuple[Citation, ...] = ()
    note: str = ""


class Target(Struct, frozen=True, kw_only=True, gc=False):
    """What an indicator is meant to come to, as a figure or in words."""

    id: str
    indicator: str
    programme: str = ""
    value_lower: Decimal | None = None
    value_upper: Decimal | None = None
    unit: str = ""
    whole: str = ""
    words: str = ""  # the aim as printed, where it is no number
    due: PartialDate | None = None
    citations: tuple[Citation, ...] = ()
    note: str = ""


class Observation(Struct, frozen=True, kw_only=True, gc=False):
    """One figure for an indicator, about one entity and period, by one definition."""

    id: str
    indicator: str
    about: str
    kind: str  # observed, estimate, forecast, target
    value_lower: Decimal | None = None  # both bounds equal: a plain figure; one absent: a bound
    value_upper: Decimal | None = None
    unit: str = ""
    whole: str = ""
    words: str = ""  # the value as printed, where it is no number
    hedge: str = ""  # nearly, roughly, about
    period: Period = Period()
    variant: str = ""  # how this figure was counted, in words
    counts_by: str = ""  # place, owner, seller…: code of z:CountingLines; empty where not said
    says: str = ""  # who counted or foresaw it, where that is not the source's publisher
    definitions: tuple[str, ...] = ()  # whose idea of domestic it follows
    citations: tuple[Citation, ...] = ()
    note: str = ""
