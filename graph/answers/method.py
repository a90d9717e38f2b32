"""How the numbers are made, as a page tells it: read from the ontology and from the code itself."""

from __future__ import annotations

from msgspec import Struct

from graph.answers.parts import CitedSource, Named


class Formula(Struct, frozen=True, kw_only=True):
    """A calculation: what it is called in the code, what it says, its formulas and references."""

    name: str
    place: str  # the file it stands in, below the root of the code
    says: str
    formulas: tuple[str, ...] = ()  # TeX
    references: tuple[str, ...] = ()


class MeasureInUse(Struct, frozen=True, kw_only=True):
    """What a lens can compute: what it is by the ontology, how by its code, and who uses it."""

    code: str
    label: str
    label_zh: str
    definition: str
    how: str
    place: str
    lenses: tuple[Named, ...] = ()


class Horizon(Struct, frozen=True, kw_only=True):
    """How long something read stays current."""

    label: str
    label_zh: str
    months: int
    definition: str


class RuleInUse(Struct, frozen=True, kw_only=True):
    """A rule of law that bounds or reaches, with the documents it is read in."""

    id: str
    name: str
    jurisdiction: str
    threshold: str  # percent, or a multiple; nothing where the rule has no number
    period: str
    sources: tuple[CitedSource, ...] = ()


class Method(Struct, frozen=True, kw_only=True):
    """Everything that makes a number: measures, horizons, rules, formulas."""

    measures: tuple[MeasureInUse, ...]
    horizons: tuple[Horizon, ...]
    rules: tuple[RuleInUse, ...]
    formulas: tuple[Formula, ...]
