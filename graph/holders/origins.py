"""Where an owner is from: the ladder of origins.

An owner in whom chains end gets an origin from the first rung that answers:

1. recorded percentages: not an end at all, the chain goes on (``graph.networks.upstream``);
2. a public body: the state of its jurisdiction;
3. a cited role as state fund or state enterprise: that state, for what is undisclosed of it;
4. a person's citizenships; more than one column among them stays open;
5. the cited seat of a party that is not in an offshore centre: a point, never a bound;
6. unknown.

The coarser legal nationality is in ``graph.holders.nationality``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import partial
from typing import Literal

from msgspec import Struct

from graph.claims.knowledge import Knowledge
from graph.claims.model import (
    Citizenship,
    Claim,
    Control,
    Listing,
    Location,
    Ownership,
)
from graph.claims.reasons import Reason, because
from graph.claims.walks import each_after_its_own
from graph.holders.groups import all_named, members_of
from ontology.load import associated, is_offshore

NationalColumn = Literal["home_state", "home_other", "associated", "foreign_state", "foreign_other"]
HOME: tuple[NationalColumn, ...] = ("home_state", "home_other")
NATIONAL: tuple[NationalColumn, ...] = (*HOME, "associated", "foreign_state", "foreign_other")
STATE_ROLES = ("stateFund", "stateEnterprise")
ASSET_MANAGER = "assetManager"  # above whom nobody is looked for where benefit is asked about


class Origin(Struct, frozen=True, kw_only=True, gc=False):
    """An owner's place among the columns.

    ``possible`` are the columns it may belong to (all of them when unknown);
    ``point`` is the one it is put in for the point, or float or undisclosed.
    """

    possible: frozenset[str]
    point: str
    rung: int
    jurisdictions: tuple[str, ...] = ()
    reason: Reason | None = None
    claims: tuple[str, ...] = ()

    @property
    def certain(self) -> bool:
        """Whether only one column is possible."""
        return len(self.possible) == 1


ANY = frozenset(NATIONAL)


def column_of(jurisdiction: str, home: str, *, state: bool) -> NationalColumn:
    """The column of a jurisdiction, seen from a home.

    >>> column_of("SG", "CN", state=True)
    'foreign_state'
    """
    if jurisdiction == home:
        return "home_state" if state else "home_other"
    if jurisdiction in associated(home):
        return "associated"
    return "foreign_state" if state else "foreign_other"


def origin(knowledge: Knowledge, owner: str, day: date, home: str, *, economic: bool) -> Origin:
    """The origin of an owner in whom a chain ends.

    ``economic`` says that cash flow is asked about: an asset manager's stake is
    then its clients', which is float.
    """
    shelf, key = knowledge.shelves.of(day, home), ("origin", owner, economic)
    placed: Origin | None = shelf.get(key)
    if placed is None:
        origins: dict[str, Origin] = {}
        for party in each_after_its_own([owner], partial(members_of, knowledge)):
            origins[party] = _origin(knowledge, party, day, home, origins, economic=economic)
        placed = shelf[key] = origins[owner]
    return placed


def _origin(
    knowledge: Knowledge,
    owner: str,
    day: date,
    home: str,
    known: Mapping[str, Origin],
    *,
    economic: bool,
) -> Origin:
    """The origin of an owner, those of the members of a group being known."""
    entity = knowledge.entities.get(owner)
    if entity is None:
        return Origin(possible=ANY, point="undisclosed", rung=6, reason=because("notDescribed"))
    if economic and knowledge.has_role(owner, ASSET_MANAGER, day):
        return Origin(possible=ANY, point="float", rung=6, reason=because("heldForClients"))
    if entity.kind == "PublicBody" and entity.jurisdiction:
        return _public_body(entity.jurisdiction, entity.level, home)
    state = state_role(knowledge, owner, day, home)
    if state is not None:
        return state
    if entity.kind == "Person":
        return _person(knowledge, owner, day, home)
    if entity.kind == "PartyGroup":
        return _group(knowledge, owner, known)
    return _seated(knowledge, owner, day, home)


def _public_body(jurisdiction: str, level: str, home: str) -> Origin:
    column = column_of(jurisdiction, home, state=True)
    return Origin(
        possible=frozenset([column]),
        point=column,
        rung=2,
        jurisdictions=(jurisdiction,),
        reason=because("publicBody", level=level) if level else because("publicBodyNoLevel"),
    )


def state_role(knowledge: Knowledge, owner: str, day: date, home: str) -> Origin | None:
    """Rung 3: the state a fund or enterprise is cited as belonging to, if it is.

    A listed state enterprise has a public float, and a role noted with low confidence
    is no statement of ownership: then only the point is the state's.
    """
    for role in knowledge.roles(owner, day):
        if role.role in STATE_ROLES and role.jurisdiction:
            column = column_of(role.jurisdiction, home, state=True)
            listed = _ever_listed(knowledge, owner) or role.confidence == "low"
            in_doubt = role.period.in_doubt(day)
            reason = because("citedAs", role=role.role)
            if in_doubt:
                reason = because("citedAsPerhaps", role=role.role)
            elif listed:
                reason = because("citedAsPartly", role=role.role)
            return Origin(
                possible=ANY if listed or in_doubt else frozenset([column]),
                point=column,
                rung=3,
                jurisdictions=(role.jurisdiction,),
                reason=reason,
                claims=(role.id,),
            )
    return None


def _ever_listed(knowledge: Knowledge, firm: str) -> bool:
    return any(listing.stage == "completed" for listing in knowledge.of(Listing, firm))


def _person(knowledge: Knowledge, person: str, day: date, home: str) -> Origin:
    stated = standing(knowledge.of(Citizenship, person), day)
    countries = jurisdictions_of(knowledge, (claim.target for claim in stated))
    columns = frozenset(column_of(country, home, state=False) for country in countries)
    if not columns:
        return Origin(
            possible=ANY, point="undisclosed", rung=6, reason=because("citizenshipNotCited")
        )
    claims = tuple(claim.id for claim in stated)
    if any(claim.period.in_doubt(day) for claim in stated):
        return Origin(
            possible=ANY,
            point=next(iter(columns)) if len(columns) == 1 else "undisclosed",
            rung=4,
            jurisdictions=countries,
            reason=because("citizenshipPerhaps"),
            claims=claims,
        )
    if len(columns) > 1:
        return Origin(
            possible=columns,
            point="undisclosed",
            rung=4,
            jurisdictions=countries,
            reason=because("severalCitizenships"),
            claims=claims,
        )
    return Origin(
        possible=columns,
        point=next(iter(columns)),
        rung=4,
        jurisdictions=countries,
        reason=because("citizenshipWeakly") if _all_weak(stated) else because("citizenship"),
        claims=claims,
    )


def _group(knowledge: Knowledge, group: str, known: Mapping[str, Origin]) -> Origin:
    """A group whose members are all named is where they all are; otherwise nobody knows.

    A group that is among its own members, over any steps, names nobody by that.
    """
    members = knowledge.entities[group].members
    if any(member not in known for member in members):
        reason = because("membersInCircle")
        return Origin(possible=ANY, point="undisclosed", rung=6, reason=reason)
    origins = [known[member] for member in members]
    if not all_named(knowledge, group):
        unnamed = because("membersNotAllNamed") if members else because("membersNotNamed")
        return Origin(possible=ANY, point="undisclosed", rung=6, reason=unnamed)
    if any(knowledge.about(Ownership, member) for member in members):
        return Origin(possible=ANY, point="undisclosed", rung=6, reason=because("membersHeld"))
    possible = frozenset().union(*(one.possible for one in origins))
    points = {one.point for one in origins}
    return Origin(
        possible=possible,
        point=points.pop() if len(points) == 1 else "undisclosed",
        rung=max(one.rung for one in origins),
        jurisdictions=tuple(sorted({j for one in origins for j in one.jurisdictions})),
        reason=because("membersNamed"),
        claims=tuple(claim for one in origins for claim in one.claims),
    )


def _seated(knowledge: Knowledge, owner: str, day: date, home: str) -> Origin:
    """Rung 5, for a party without any recorded holder or parent; a seat stands for nobody else."""
    above = (*knowledge.about(Ownership, owner), *knowledge.about(Control, owner))
    if any(claim.party and not _later(claim, day) for claim in above):
        return Origin(possible=ANY, point="undisclosed", rung=6, reason=because("noCurrentHolders"))
    seats = seats_of(knowledge, owner, day)
    countries = jurisdictions_of(knowledge, (claim.target for claim in seats))
    onshore = tuple(country for country in countries if not is_offshore(country))
    if len(onshore) != 1:
        reason = because("seatOffshore") if countries else because("seatNotCited")
        return Origin(
            possible=ANY, point="undisclosed", rung=6, jurisdictions=countries, reason=reason
        )
    return Origin(
        possible=ANY,
        point=column_of(onshore[0], home, state=False),
        rung=5,
        jurisdictions=onshore,
        reason=because("seatWeakly") if _all_weak(seats) else because("seatOnly"),
        claims=tuple(claim.id for claim in seats),
    )


def _all_weak(claims: Iterable[Claim]) -> bool:
    """Whether claims of low confidence alone say where somebody is from."""
    return all(claim.confidence == "low" for claim in claims)


def _later(claim: Claim, day: date) -> bool:
    """Whether a claim speaks only of a time after the day."""
    first = claim.period.start or claim.as_of
    return first is not None and first.first > day


def seats_of(knowledge: Knowledge, firm: str, day: date) -> tuple[Location, ...]:
    """Claims of legal seat that hold on the day; a cited incorporation outweighs a mere country.

    A seat first seen later is taken to have held, unless its period says otherwise:
    firms are incorporated before anyone writes about them.
    """
    seats = tuple(
        claim
        for claim in knowledge.of(Location, firm)
        if claim.aspect == "seat" and claim.stage == "completed" and claim.period.contains(day)
    )
    cited = tuple(claim for claim in seats if claim.confidence != "low")
    return cited or seats


def jurisdiction_of(knowledge: Knowledge, place: str) -> str:
    """The jurisdiction a place lies in, or its own code; empty when the tables do not say."""
    entity = knowledge.entities.get(place)
    return entity.jurisdiction if entity else ""


def jurisdictions_of(knowledge: Knowledge, places: Iterable[str]) -> tuple[str, ...]:
    """The jurisdictions of some places, each once, sorted."""
    return tuple(sorted({jurisdiction_of(knowledge, place) for place in places} - {""}))


def standing(claims: Iterable[Claim], day: date) -> tuple[Claim, ...]:
    """Claims of a lasting state that no period excludes on the day and that came about.

    Inside a vague start or end such a state is possible, not certain.
    """
    return tuple(
        claim for claim in claims if claim.stage == "completed" and claim.period.contains(day)
    )
