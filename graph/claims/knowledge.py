"""Everything known at once, in memory, indexed by who a claim is about.

A release opens into one of these; tests build one from a handful of records.
It holds no numbers and decides nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import copy
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from graph.claims.altered import Altered
from graph.claims.entity_index import EntityIndex
from graph.claims.fact_days import FactDays
from graph.claims.indicators import Definition, Indicator, Observation, Target
from graph.claims.kept import Shelves
from graph.claims.model import Claim, Classification, Designation, Entity, Ownership, Rule, Source
from graph.claims.rivals_and_rates import ExchangeRate, Rivals
from graph.claims.searches import Search
from ontology.lenses import Lens, Prior
from ontology.lenses import lenses as lenses_that_ship
from ontology.lenses import priors as priors_that_ship
from ontology.rules import ReachRule, reach_rules

if TYPE_CHECKING:
    from graph.claims.indexes import Index

ClaimT = TypeVar("ClaimT", bound=Claim)

PANELS = 8  # days of every firm that are kept, and as often who directs whom


class Knowledge:
    """Entities, sources and claims by id, with the claims on and by each entity.

    Parameters
    ----------
    data_date
        The day up to which the facts were gathered: the default date of every answer.
    days
        The day of each kind of fact, where lists or people have another than the data date.
    home
        The jurisdiction asked about by default, ISO 3166-1 alpha-2.
    redirects
        Ids of what was merged into something else, and the ids that stay.
    lenses, priors
        The definitions and priors of this data set; by default those that ship.
    """

    def __init__(
        self,
        *,
        entities: Iterable[Entity],
        sources: Iterable[Source] = (),
        claims: Iterable[Claim] = (),
        rules: Iterable[Rule] = (),
        rivals: Iterable[Rivals] = (),
        rates: Iterable[ExchangeRate] = (),
        definitions: Iterable[Definition] = (),
        indicators: Iterable[Indicator] = (),
        targets: Iterable[Target] = (),
        observations: Iterable[Observation] = (),
        searches: Iterable[Search] = (),
        redirects: Mapping[str, str] | None = None,
        lenses: Mapping[str, Lens] | None = None,
        priors: Mapping[str, Prior] | None = None,
        reaches: Mapping[str, ReachRule] | None = None,
        data_date: date,
        home: str,
        days: FactDays | None = None,
    ) -> None:
        self.entities: Mapping[str, Entity] = {entity.id: entity for entity in entities}
        self.sources: Mapping[str, Source] = {source.id: source for source in sources}
        self.claims: Mapping[str, Claim] = {claim.id: claim for claim in claims}
        self.rules: Mapping[str, Rule] = {rule.id: rule for rule in rules}
        self.rivals = tuple(rivals)
        self.rates = tuple(rates)
        self.definitions: Mapping[str, Definition] = {one.id: one for one in definitions}
        self.indicators: Mapping[str, Indicator] = {one.id: one for one in indicators}
        self.targets = tuple(targets)
        self.observations = tuple(observations)
        self.searches = tuple(searches)
        self.redirects: Mapping[str, str] = redirects or {}
        self.lenses: Mapping[str, Lens] = lenses_that_ship() if lenses is None else lenses
        self.priors: Mapping[str, Prior] = priors_that_ship() if priors is None else priors
        self.reaches: Mapping[str, ReachRule] = reach_rules() if reaches is None else reaches
        self.data_date = data_date
        self.days = days or FactDays.one(data_date)
        self.home = home
        self.entity_index = EntityIndex(self.entities)

    def with_records(
        self,
        *,
        entities: Mapping[str, Entity] | None = None,
        sources: Mapping[str, Source] | None = None,
        claims: Mapping[str, Claim] | None = None,
        rules: Mapping[str, Rule] | None = None,
        rivals: Iterable[Rivals] | None = None,
        rates: Iterable[ExchangeRate] | None = None,
        lenses: Mapping[str, Lens] | None = None,
        priors: Mapping[str, Prior] | None = None,
    ) -> Knowledge:
        """The same knowledge with some kinds of record put in the place of its own."""
        other = copy(self)
        for name in _WORKED_OUT:
            other.__dict__.pop(name, None)  # made anew from the other records when asked for
        if claims is None and "_index" in self.__dict__:
            other.__dict__["_index"] = self._index
        if entities is not None:
            other.entity_index = EntityIndex(entities)
        other.entities = self.entities if entities is None else entities
        other.sources = self.sources if sources is None else sources
        other.claims = self.claims if claims is None else claims
        other.rules = self.rules if rules is None else rules
        other.rivals = self.rivals if rivals is None else tuple(rivals)
        other.rates = self.rates if rates is None else tuple(rates)
        other.lenses = self.lenses if lenses is None else lenses
        other.priors = self.priors if priors is None else priors
        return other

    def with_claims(self, after: Mapping[str, Claim | None]) -> Knowledge:
        """The same knowledge with a few claims that read otherwise; nothing: nobody made it.

        They name the same parties, are stood by and dispute others as before. Work grows with the
        claims near them, not with all.
        """
        from graph.claims.indexes import altered

        before = [self.claims[id_] for id_ in after]
        other = self.with_records(claims=Altered(self.claims, after))
        other.__dict__["_index"] = altered(self._index, before, after)
        return other

    def with_further(self, entities: Iterable[Entity], claims: Iterable[Claim]) -> Knowledge:
        """The same knowledge with a few entities and claims besides, of ids that it does not have.

        No claim disputes another, and no entity is a group. Work grows with these alone.
        """
        from graph.claims.indexes import joined

        few = {claim.id: claim for claim in claims}
        other = self.with_records(claims=Altered(self.claims, few))
        other.entities = Altered(self.entities, {entity.id: entity for entity in entities})
        other.__dict__["_index"] = joined(self._index, few.values())
        return other

    @cached_property
    def shelves(self) -> Shelves:
        """Where others keep what they work out of it; nothing here reads it."""
        return Shelves()

    @cached_property
    def panels(self) -> Shelves:
        """The same for the numbers of every firm on a day, which take much room."""
        return Shelves(days=PANELS)

    @cached_property
    def _index(self) -> Index:
        from graph.claims.indexes import indexed  # arrays, which names alone do not need

        _ = self.groups  # made with the others, so that no later firm waits for it
        return indexed(self.claims.values())

    def about(self, kind: type[ClaimT], target: str) -> tuple[ClaimT, ...]:
        """Standing claims of one type whose target is this entity."""
        return self._index.on[kind.kind, target]  # type: ignore[return-value]  # keyed by type

    def of(self, kind: type[ClaimT], party: str) -> tuple[ClaimT, ...]:
        """Standing claims of one type whose party is this entity."""
        return self._index.by[kind.kind, party]  # type: ignore[return-value]  # keyed by type

    def touching(self, entity: str) -> tuple[Claim, ...]:
        """Every claim that names the entity, denied ones too, in the order of the tables."""
        return self._index.touching[entity]

    def ahead(self, entity: str) -> tuple[Claim, ...]:
        """Of the claims that name the entity, those of what was still to come: few of many."""
        return self._index.ahead[entity]

    def on_list(self, programme: str) -> tuple[Designation, ...]:
        """Standing claims that name somebody under a list or programme."""
        return self._index.on_list[programme]  # type: ignore[return-value]  # of that kind alone

    def labelled(self, label: str) -> tuple[Classification, ...]:
        """Standing claims that give somebody a label."""
        return self._index.labelled[label]  # type: ignore[return-value]  # of that kind alone

    def through(self, vehicle: str) -> tuple[Ownership, ...]:
        """Standing claims of stakes that are held through this entity."""
        return self._index.through[vehicle]  # type: ignore[return-value]  # of that kind alone

    def identified(self, scheme: str, value: str) -> tuple[str, ...]:
        """The entities to which a register gave a number; without a scheme, any register."""
        return self.entity_index.identified.get((scheme, value.lstrip("0").casefold()), ())

    @property
    def groups(self) -> Mapping[str, tuple[str, ...]]:
        """For each named member of a group, the groups it is in."""
        return self.entity_index.groups

    @cached_property
    def rival_sets(self) -> Mapping[str, frozenset[str]]:
        """For each claim that has rivals, the whole set it belongs to."""
        return {claim: frozenset(rival.claims) for rival in self.rivals for claim in rival.claims}

    def against(self, *claims: str) -> tuple[Claim, ...]:
        """Claims that say of one of some claims, by their ids, that it is wrong; in their order."""
        return self._index.against[claims]

    def is_disputed(self, claim: str) -> bool:
        """Whether another claim says that it is wrong."""
        return bool(self.against(claim))

    def is_denied(self, claim: str) -> bool:
        """Whether somebody denies it; otherwise it is at most contradicted."""
        return any(other.status == "denied" for other in self.against(claim))

    @cached_property
    def to_come(self) -> tuple[Claim, ...]:
        """Claims of what was still to come when it was said, of whomever."""
        return self._index.to_come()

    @property
    def subjects(self) -> tuple[str, ...]:
        """The firms this data set sets out to describe, in table order."""
        return self.entity_index.subjects

    def roles(self, entity: str, day: date) -> tuple[Classification, ...]:
        """Roles (never labels) an entity plays on a day.

        A role is taken to last unless its period says otherwise: what a fund
        *is* does not fade with the age of the page that says so.
        """
        said = self.about(Classification, entity)
        if not said:  # of most entities nobody says what they are
            return ()
        return tuple(
            claim
            for claim in said
            if claim.role and claim.stage == "completed" and claim.period.contains(day)
        )

    def has_role(self, entity: str, role: str, day: date, *, surely: bool = False) -> bool:
        """Whether the entity plays the role on the day; or may, inside a vague date of it."""
        for claim in self.roles(entity, day):
            if claim.role == role and not (surely and claim.period.in_doubt(day)):
                return True
        return False


_WORKED_OUT = frozenset(
    name for name, value in vars(Knowledge).items() if isinstance(value, cached_property)
)
