"""Whose a named thing is, and whether that is somebody from home: by what is known, then weaker.

The makers are those whom claims relate to the thing; where a figure is about a firm it is its own
maker. Whether they are from home is asked of a lens, on the day of the figure. What the lens leaves
open is told by weaker readings beside it, and never in its place: by claims that are too old or
undated, by the cited seat, and by what sources call the maker.
A label is told as one, and is in no interval that is certain.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal, NamedTuple, get_args

from graph.claims.knowledge import Knowledge
from graph.claims.model import Classification, Location, Relation
from graph.holders.origins import jurisdictions_of, seats_of, standing
from graph.production.origins import Origins
from graph.selfreliance.splits import Side
from ontology.lenses import Lens
from ontology.load import codes, is_offshore

#: By what somebody is taken to be from home or not: code of z:OriginReadings, the weakest last.
Reading = Literal["byLens", "byOldClaims", "bySeat", "asCalled"]
READINGS: tuple[Reading, ...] = get_args(Reading)
OPEN: Side = "open"
ABROAD = {"foreign", "offshore"}


def _placed() -> dict[str, Side]:
    """Labels that say whence a firm is and nothing else, with the side each says."""
    found: dict[str, Side] = {}
    for code, label in codes("Labels").items():
        expected = {*str(label.attributes.get("expects", "")).split()}
        if label.attributes.get("testedBy") == "headquarters" and expected:
            found |= {code: "home"} if expected == {"home"} else {}
            found |= {code: "notHome"} if expected <= ABROAD else {}
    return found


PLACED = _placed()


class Whence(NamedTuple):
    """Whether somebody is from home, by the first reading that says so, and by which claims."""

    side: Side = OPEN
    by: Reading | None = None
    claims: tuple[str, ...] = ()


class Makers:
    """The makers of things and whence they are, on one day."""

    def __init__(
        self, knowledge: Knowledge, things: Iterable[str], day: date, home: str, lens: Lens | None
    ) -> None:
        self._known, self._day, self._home, self._lens = knowledge, day, home, lens
        self._origins = Origins(knowledge, sorted({*things}), day, home)

    def whence(self, maker: str) -> Whence:
        """Whence one maker is, by the strongest reading that says anything."""
        for reading in (self._by_lens, self._by_seat, self._as_called):
            found = reading(maker)
            if found.side != OPEN:
                return found
        return Whence()

    def _by_lens(self, maker: str) -> Whence:
        if self._lens is None:
            return Whence()
        origin = self._origins.by_lens(maker, self._lens)
        if origin.decided:
            return Whence("home" if origin.lower else "notHome", "byLens", origin.claims)
        if origin.level == "lastKnown":
            return Whence("home", "byOldClaims", origin.claims)
        return Whence()

    def _by_seat(self, maker: str) -> Whence:
        places, claims = seat_of(self._known, maker, self._day)
        return self._of_places(places, "bySeat", claims)

    def _as_called(self, one: str) -> Whence:
        """By the labels on where it is from that it was given, whenever that was, if all agree."""
        claims = [
            claim
            for claim in self._known.about(Classification, one)
            if claim.label in PLACED and claim.status not in ("denied", "retracted")
        ]
        sides = {PLACED[claim.label] for claim in claims}
        if len(sides) != 1:
            return Whence()
        return Whence(sides.pop(), "asCalled", tuple(claim.id for claim in claims))

    def _of_places(self, places: tuple[str, ...], by: Reading, claims: Iterable[str]) -> Whence:
        if not places:
            return Whence()
        if places == (self._home,):
            return Whence("home", by, tuple(claims))
        if self._home in places:
            return Whence()
        return Whence("notHome", by, tuple(claims))

    def together(self, makers: Iterable[str]) -> Whence:
        """Whence what several make is: all of them are from home, or none is."""
        found = [self.whence(maker) for maker in makers]
        sides = {one.side for one in found}
        if len(sides) != 1 or OPEN in sides:
            return Whence()
        weakest = max(found, key=lambda one: READINGS.index(one.by or "asCalled"))
        claims = (claim for one in found for claim in one.claims)
        return Whence(weakest.side, weakest.by, tuple(dict.fromkeys(claims)))


def seat_of(knowledge: Knowledge, party: str, day: date) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The jurisdictions of a party's seat, or headquarters where no seat is cited, and the claims.

    None where one of them is an offshore centre, which says nothing of whose it is.
    """
    claims: tuple[Location, ...] = seats_of(knowledge, party, day)
    if not claims:
        claims = tuple(
            claim
            for claim in standing(knowledge.of(Location, party), day)
            if isinstance(claim, Location) and claim.aspect == "headquarters"
        )
    places = jurisdictions_of(knowledge, (claim.target for claim in claims))
    if any(map(is_offshore, places)):
        return (), ()
    return places, tuple(claim.id for claim in claims)


def makers_of(knowledge: Knowledge, thing: str, made_by: str) -> dict[str, list[str]]:
    """Who does a step for a thing, as making it or keeping it, with the claims that say so.

    A thing is kept *on* a platform, and developed *by* somebody: at which end of the relation that
    is says the codelist. Without a relation the thing is itself its maker.
    """
    if not made_by:
        return {thing: []}
    found: dict[str, list[str]] = {}
    for claim, maker in steps_of(knowledge, thing):
        if claim.relation == made_by:
            found.setdefault(maker, []).append(claim.id)
    return found


def steps_of(knowledge: Knowledge, thing: str) -> Iterator[tuple[Relation, str]]:
    """Every claim that somebody does a step of making something, with whoever does it."""
    kinds = codes("RelationKinds")
    ends = (("party", knowledge.about(Relation, thing)), ("target", knowledge.of(Relation, thing)))
    for end, claims in ends:
        for claim in claims:
            step = kinds[claim.relation].attributes.get("makerAt")
            if step == end and claim.stage == "completed" and claim.status != "denied":
                yield claim, claim.party if end == "party" else claim.target
