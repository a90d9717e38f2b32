"""Definitions of "domestic" and the priors of the estimate, read from Turtle.

``lenses.ttl`` has the ones that ship; a file of somebody's own adds more
(:mod:`ontology.lens_files` reads and checks it). Nothing here computes: a lens
names the measure that does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from ontology.files import LENSES, RULES
from ontology.nodes import Node, Window, in_windows, nodes, windows_of
from ontology.nodes import local as _local
from ontology.nodes import one as _one
from ontology.nodes import required as _required
from ontology.nodes import types as _types
from ontology.terms import LENS

PRIORS = f"{LENS}prior/"


@dataclass(frozen=True, slots=True)
class Outcome:
    """A lens's word for one case, and how it reads when lenses are compared."""

    case: str
    word: str
    reads_as: str = ""  # domestic, mixed, notDomestic; empty: beside the question


@dataclass(frozen=True, slots=True)
class Lens:
    """A definition: whose it is, what it tests and measures, and its words."""

    id: str
    label: str
    definition: str
    measure: str
    tests: str  # issuer, onshore, perimeter
    outcomes: Mapping[str, Outcome]
    version: str
    holder: str
    source: str
    ours: bool  # whether a threshold in it is this project's own
    verified: bool
    order: int = 999
    basis: str = "economic"
    associated_as: str = "own"  # own, home, foreign, notSaid
    threshold: Decimal | None = None  # percent
    inclusive: bool = False
    minimum_coverage: Decimal | None = None  # percent
    aspect: str = ""
    programme: str = ""
    prior: str = ""
    rule: str = ""
    successor: str = ""
    law_of: str = ""  # the jurisdiction whose law it is; it says nothing of another home
    for_home: str = ""  # the only home it speaks of, where it is nobody's law at home
    listed_in: str = ""  # speaks only of firms listed there
    inside: tuple[str, ...] = ()  # jurisdictions it takes to lie inside home
    aggregation: str = "eachAlone"  # which holders of the state count as one
    share_threshold: Decimal | None = None  # percent of shares, beside the threshold of votes
    substantial: Decimal | None = None  # percent
    valid_from: date | None = None
    valid_to: date | None = None
    windows: tuple[Window, ...] = ()  # the periods of its rule, where it applies one of reach
    comes_from: str = "zizhu"  # zizhu, data set, tried
    who_asks: str = "others"  # the group of askers on a page

    def in_force(self, day: date, home: str) -> bool:
        """Whether the definition was in use on a day, where that is home."""
        return not (
            (self.valid_from is not None and day < self.valid_from)
            or (self.valid_to is not None and day > self.valid_to)
            or (self.only_home and self.only_home != home)
            or (self.windows and not in_windows(self.windows, day))
        )

    @property
    def only_home(self) -> str:
        """The one home the definition speaks of; empty when it may be any."""
        return self.for_home or self.law_of

    @property
    def folded(self) -> str:
        """The side on which the lens has associated jurisdictions; empty when on none."""
        return self.associated_as if self.associated_as in ("home", "foreign") else ""

    def home_columns(self) -> tuple[str, ...]:
        """The columns that count as home under the lens's fold of associated jurisdictions."""
        home = ("home_state", "home_other")
        return (*home, "associated") if self.associated_as == "home" else home


@dataclass(frozen=True, slots=True)
class Prior:
    """Beta parameters for mass whose owner is not known; for the estimate only."""

    id: str
    label: str
    definition: str
    float_home: Mapping[str, tuple[float, float]]  # by venue: home, associated, foreign
    undisclosed_home: Mapping[str, tuple[float, float]]  # by headquarters: home, other
    money_home: tuple[float, float]
    stake_half_life_months: float
    draws: int
    order: int = 999


@lru_cache
def lenses() -> Mapping[str, Lens]:
    """The lenses that ship, by id, in their order."""
    return in_order(lenses_of(nodes((LENSES,))))


@lru_cache
def priors() -> Mapping[str, Prior]:
    """All priors by id, in their order."""
    there = nodes((LENSES,))
    found = [_prior(iri, there) for iri, node in there.items() if "Prior" in _types(node)]
    return {prior.id: prior for prior in sorted(found, key=lambda prior: (prior.order, prior.id))}


def in_order(found: Iterable[Lens]) -> Mapping[str, Lens]:
    """Lenses by id, as people read them."""
    return {lens.id: lens for lens in sorted(found, key=lambda lens: (lens.order, lens.id))}


def lenses_of(found: Mapping[str, Node]) -> list[Lens]:
    """The lenses among some nodes; raises ``ValueError`` for one that lacks what each needs.

    A lens may name a rule of reach that ships.
    """
    known = {**nodes((RULES,)), **found}
    return [_lens(iri, known) for iri, node in found.items() if "Lens" in _types(node)]


def _lens(iri: str, nodes: Mapping[str, Node]) -> Lens:
    node = nodes[iri]

    def number(name: str) -> Decimal | None:
        return Decimal(_one(node, name)) if name in node else None

    def day(name: str) -> date | None:
        return date.fromisoformat(_one(node, name)) if name in node else None

    outcomes = [_outcome(iri, nodes[outcome]) for outcome in node.get("outcome", [])]
    return Lens(
        id=iri.removeprefix(str(LENS)),
        label=_required(iri, node, "label"),
        definition=_required(iri, node, "definition"),
        measure=_local(_required(iri, node, "measure")),
        tests=_local(_required(iri, node, "tests")),
        outcomes={outcome.case: outcome for outcome in outcomes},
        version=_required(iri, node, "version"),
        holder=_required(iri, node, "holder"),
        source=_required(iri, node, "source"),
        ours=_local(_one(node, "parameterOrigin")) == "ours",
        verified=_one(node, "verified") == "true",
        order=int(_one(node, "order", "999")),
        basis=_local(_one(node, "basis", "economic")),
        associated_as=_local(_one(node, "associatedAs", "own")),
        threshold=number("threshold"),
        inclusive=_one(node, "inclusive") == "true",
        minimum_coverage=number("minimumCoverage"),
        aspect=_local(_one(node, "aspect")),
        programme=_local(_one(node, "programme")),
        prior=_one(node, "prior").removeprefix(PRIORS),
        rule=_local(_one(node, "rule")),
        successor=_local(_one(node, "successor")),
        law_of=_local(_one(node, "lawOf")),
        for_home=_local(_one(node, "forHome")),
        listed_in=_local(_one(node, "listedIn")),
        inside=tuple(sorted(_local(iri) for iri in node.get("inside", []))),
        aggregation=_local(_one(node, "aggregation", "eachAlone")),
        share_threshold=number("shareThreshold"),
        substantial=number("substantial"),
        valid_from=day("validFrom"),
        valid_to=day("validTo"),
        who_asks=_local(_one(node, "whoAsks", "others")),
        windows=windows_of(nodes.get(_one(node, "rule"), {}), nodes),
    )


def _outcome(iri: str, node: Node) -> Outcome:
    return Outcome(
        case=_local(_required(iri, node, "case")),
        word=_required(iri, node, "word"),
        reads_as=_local(_one(node, "readsAs")),
    )


def _prior(iri: str, nodes: Mapping[str, Node]) -> Prior:
    node = nodes[iri]

    def by_venue(name: str) -> dict[str, tuple[float, float]]:
        return {
            _local(_required(iri, nodes[one], "venue")): (
                float(_required(iri, nodes[one], "alpha")),
                float(_required(iri, nodes[one], "beta")),
            )
            for one in node.get(name, [])
        }

    return Prior(
        id=iri.removeprefix(PRIORS),
        label=_required(iri, node, "label"),
        definition=_required(iri, node, "definition"),
        float_home=by_venue("floatHome"),
        undisclosed_home=by_venue("undisclosedHome"),
        money_home=by_venue("moneyHome")["home"],
        stake_half_life_months=float(_required(iri, node, "stakeHalfLifeMonths")),
        draws=int(_required(iri, node, "draws")),
        order=int(_one(node, "order", "999")),
    )
