"""A data set: its home and last day, and every record it holds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from graph.claims.identity import Decision
from graph.claims.indicators import Definition, Indicator, Observation, Target
from graph.claims.model import Claim, Entity, ExchangeRate, Rivals, Rule, Source
from graph.claims.statements import Refusal
from graph.errors import TableError


class Meta(Struct, frozen=True, kw_only=True):
    """Home, last day and title of a data set."""

    home: str  # jurisdiction asked about by default, ISO 3166-1 alpha-2
    data_date: date  # the day up to which the facts were gathered
    title: str = ""


# The kinds of record a data set holds, as fields of :class:`Tables`.
PARTS = (
    "entities", "sources", "claims", "rules", "rivals", "rates",
    "definitions", "indicators", "targets", "observations",
)  # fmt: skip


class Tables(Struct, frozen=True, kw_only=True):
    """Everything a folder of tables holds, in the order of its rows."""

    meta: Meta
    entities: tuple[Entity, ...] = ()
    sources: tuple[Source, ...] = ()
    claims: tuple[Claim, ...] = ()
    rules: tuple[Rule, ...] = ()
    rivals: tuple[Rivals, ...] = ()
    rates: tuple[ExchangeRate, ...] = ()
    definitions: tuple[Definition, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    targets: tuple[Target, ...] = ()
    observations: tuple[Observation, ...] = ()
    own_lenses: str = ""  # the text of ``lenses.ttl``: definitions beside those that ship
    same: tuple[Decision, ...] = ()  # what a reviewer decided of who is one with whom
    redirects: Mapping[str, str] = {}  # ids of what was merged → the ids that stay
    # Rows and statements left out, when asked to go on without them.
    refusals: tuple[TableError | Refusal, ...] = ()
    noted: tuple[str, ...] = ()  # what foreign files held that claims cannot carry
