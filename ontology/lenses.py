"""Definitions of "domestic" and the priors of the estimate, read from Turtle.

``lenses.ttl`` has the ones that ship; a user's own files add more, or replace
one by giving its IRI again. Nothing here computes: a lens names the measure
that does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from ontology.load import read_turtle
from ontology.terms import LENS

HERE = Path(__file__).parent
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

    def in_force(self, day: date, home: str) -> bool:
        """Whether the definition was in use on a day, where that is home."""
        return not (
            (self.valid_from is not None and day < self.valid_from)
            or (self.valid_to is not None and day > self.valid_to)
            or (self.only_home and self.only_home != home)
        )

    @property
    def only_home(self) -> str:
        """The one home the definition speaks of; empty when it may be any."""
        return self.for_home or self.law_of

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


Node = Mapping[str, list[str]]


@lru_cache
def lenses(extra: tuple[Path, ...] = ()) -> Mapping[str, Lens]:
    """All lenses by id, in their order; ``extra`` files come after and win."""
    nodes = _nodes((HERE / "lenses.ttl", *extra))
    found = [_lens(iri, nodes) for iri, node in nodes.items() if "Lens" in _types(node)]
    return {lens.id: lens for lens in sorted(found, key=lambda lens: (lens.order, lens.id))}


@lru_cache
def priors(extra: tuple[Path, ...] = ()) -> Mapping[str, Prior]:
    """All priors by id, in their order."""
    nodes = _nodes((HERE / "lenses.ttl", *extra))
    found = [_prior(iri, nodes) for iri, node in nodes.items() if "Prior" in _types(node)]
    return {prior.id: prior for prior in sorted(found, key=lambda prior: (prior.order, prior.id))}


def _nodes(files: Iterable[Path]) -> dict[str, Node]:
    """Subject → local property → values of all files; a later file replaces a whole subject."""
    nodes: dict[str, Node] = {}
    for number, file in enumerate(files):
        here: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for subject, predicate, value in read_turtle(file):
            name = subject if not subject.startswith("_:") else f"{subject}@{number}"
            text = f"{value}@{number}" if value.startswith("_:") else value
            here[name][_local(predicate)].append(text)
        nodes.update(here)
    return nodes


def _local(iri: str) -> str:
    return iri.replace("#", "/").rsplit("/", 1)[-1]


def _types(node: Node) -> set[str]:
    return {_local(iri) for iri in node.get("type", [])}


def _one(node: Node, name: str, default: str = "") -> str:
    values = node.get(name, [])
    return values[0] if values else default


def _required(iri: str, node: Node, name: str) -> str:
    value = _one(node, name)
    if not value:
        raise ValueError(f"{iri} has no z:{name}")
    return value


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
