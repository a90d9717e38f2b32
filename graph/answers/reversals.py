"""The shapes of what would settle a verdict, or turn it: changes, weights, a grid of choices."""

from __future__ import annotations

from msgspec import Struct

from graph.answers.parts import CitedClaim, Interval, Named
from graph.answers.verdicts import Unknown


class Reversal(Struct, frozen=True, kw_only=True):
    """So much of one stake, gone to somebody of the other side, brings the share to the threshold.

    Without a holder it is the unnamed part of the firm that would be found to be
    of the other side.
    """

    owned: Named
    holder: Named | None
    amount: float
    text: str
    claims: tuple[str, ...] = ()


class ControlFlip(Struct, frozen=True, kw_only=True):
    """So many votes less in one stake end a controller's control; the smallest first."""

    controller: Named
    owned: Named
    holder: Named
    amount: float
    text: str
    claims: tuple[str, ...] = ()


class StakeWeight(Struct, frozen=True, kw_only=True):
    """What one stake does to home's known share of the firm."""

    owned: Named
    holder: Named
    share: float
    gradient: float  # how fast home's share moves with it
    without: float  # home's share if it were gone and nobody had it instead
    shapley: float | None  # its part of home's share; nothing where there are too many stakes
    claims: tuple[str, ...] = ()


class Switch(Struct, frozen=True, kw_only=True):
    """A choice the numbers do not make, and how much of the disagreement hangs on it."""

    name: str
    choices: tuple[str, ...]
    first: float  # Sobol index: the part of the variance it explains alone
    total: float  # with everything it does together with the others


class SpecificationGrid(Struct, frozen=True, kw_only=True):
    """Every combination of choices, each as good as any other, and what each verdict gets.

    ``verdicts`` has the part of all specifications that reach each word;
    ``undecided`` counts those whose own interval reaches both sides.
    """

    question: str
    specifications: int
    verdicts: dict[str, float]
    switches: tuple[Switch, ...]
    deciding: str  # the switch with the largest total index; empty where all agree
    notes: tuple[str, ...] = ()


class Settling(Struct, frozen=True, kw_only=True):
    """What would settle the open verdicts on a firm, and what would turn the settled ones."""

    firm: Named
    as_of: str
    home: str
    release: str
    unknowns: tuple[Unknown, ...]
    home_share: Interval
    threshold: float
    reversals: tuple[Reversal, ...]
    control_flips: tuple[ControlFlip, ...]
    stakes: tuple[StakeWeight, ...]
    grid: SpecificationGrid
    claims: tuple[CitedClaim, ...] = ()
    days: dict[str, str] = {}  # of each kind of fact
