"""A data set: its home and last day, and every record it holds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec import Struct
from msgspec.structs import force_setattr

from graph.claims.fact_days import FactDays
from graph.claims.identity import Decision
from graph.claims.imported import Imported
from graph.claims.indicators import Definition, Indicator, Observation, Target
from graph.claims.model import Claim, Entity, Rule, Source
from graph.claims.rivals_and_rates import ExchangeRate, Rivals
from graph.claims.searches import Search
from graph.claims.statements import Refusal
from graph.errors import TableError


class Meta(Struct, frozen=True, kw_only=True):
    """Home, last days and title of a data set.

    >>> day = date(2025, 12, 31)
    >>> Meta(home="CN", data_date=day, lists_date=day) == Meta(home="CN", data_date=day)
    True
    """

    home: str  # jurisdiction asked about by default, ISO 3166-1 alpha-2
    data_date: date  # the day up to which facts on ownership, and all others, were gathered
    title: str = ""
    lists_date: date | None = None  # the day up to which lists were read, if another
    people_date: date | None = None  # the day up to which people were looked up, if another

    def __post_init__(self) -> None:
        for name in ("lists_date", "people_date"):  # the data date, said again, says nothing
            if getattr(self, name) == self.data_date:
                force_setattr(self, name, None)

    @property
    def days(self) -> FactDays:
        """The day up to which each kind of fact was gathered."""
        return FactDays(
            ownership=self.data_date,
            lists=self.lists_date or self.data_date,
            people=self.people_date or self.data_date,
        )


# The kinds of record a data set holds, as fields of :class:`Tables`.
PARTS = (
    "entities", "sources", "claims", "rules", "rivals", "rates",
    "definitions", "indicators", "targets", "observations", "searches",
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
    searches: tuple[Search, ...] = ()
    own_lenses: str = ""  # the text of ``lenses.ttl``: definitions beside those that ship
    own_rules: str = ""  # the text of ``reach-rules.ttl``: rules of reach beside those that ship
    same: tuple[Decision, ...] = ()  # what a reviewer decided of who is one with whom
    redirects: Mapping[str, str] = {}  # ids of what was merged → the ids that stay
    # Rows and statements left out, when asked to go on without them.
    refusals: tuple[TableError | Refusal, ...] = ()
    noted: tuple[str, ...] = ()  # what foreign files held that claims cannot carry
    imports: tuple[Imported, ...] = ()  # what was read of files of others, in the order of it
