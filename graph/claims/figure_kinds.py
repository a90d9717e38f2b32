"""How a figure is meant: a code of z:ObservationKinds."""

from __future__ import annotations

from enum import StrEnum


class FigureKind(StrEnum):
    """How a figure is meant, in the order of a key."""

    target = "target"
    observed = "observed"
    estimate = "estimate"
    forecast = "forecast"


FIGURE_KINDS = tuple(FigureKind)
