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
from graph.claims.model import Classification, Relation
from graph.production.origins import Origins, seat_of
from graph.selfreliance.splits import Side
from ontology.lenses import Lens
from ontology.load import codes

#: By what somebody is taken to be from home or not: code of z:OriginReadings, the weakest last.
Reading = Literal["byLens", "byOldClaims", "bySeat", "asCalled"]
READINGS: tuple[Reading, ...] = get_args(Reading)
OPEN: Side = "open"
ABROAD = {"foreign", "offshore"}


def _placed() -> dict[str, tuple[Side, str]]:
    """Labels that say whence a firm is and nothing else: the side each says, seen from where."""
    found: dict[str, tuple[Side, str]] = {}
    for code, label in codes("Labels").items():
        expected = {*str(label.attributes.get("expects", "")).split()}
        seen_from = str(label.attributes.get("seenFrom", ""))
        if seen_from and expected == {"home"}:
            found[code] = "home", seen_from
        elif seen_from and expected and expected <= ABROAD:
            found[code] = "notHome", seen_from
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
        """Whence one maker is, by the strongest reading that says anything.

        One whom people from home and from elsewhere direct together is of neither side, and no
        weaker reading is asked.
        """
        for reading in (self._by_lens, self._by_seat, self._as_called):
            found = reading(maker)
            if found.side != OPEN:
                return found
            if found.by is not None:
                return Whence()
        return Whence()

    def _by_lens(self, maker: str) -> Whence:
        if self._lens is None:
            return Whence()
        origin = self._origins.by_lens(maker, self._lens)
        by: Reading = "byLens" if origin.decided else "byOldClaims"
        if origin.side == "mixed" and not origin.associated:
            return Whence(OPEN, by)
        if origin.decided:
            return Whence("home" if origin.lower else "notHome", by, origin.claims)
        if origin.level == "lastKnown":
            return Whence("home", by, origin.claims)
        return Whence("notHome", by, origin.claims) if origin.side else Whence()

    def _by_seat(self, maker: str) -> Whence:
        places, claims = seat_of(self._known, maker, self._day)
        return self._of_places(places, "bySeat", claims)

    def _as_called(self, one: str) -> Whence:
        """By the labels on where it is from that it was given, whenever that was, if all agree."""
        claims = [
            claim for claim in self._known.about(Classification, one) if claim.label in PLACED
        ]
        sides = {self._seen(*PLACED[claim.label]) for claim in claims}
        if len(sides) != 1 or OPEN in sides:
            return Whence()
        return Whence(sides.pop(), "asCalled", tuple(claim.id for claim in claims))

    def _seen(self, side: Side, seen_from: str) -> Side:
        """What a label that is seen from one home says seen from the home asked about."""
        if self._home == seen_from:
            return side
        return "notHome" if side == "home" else OPEN  # foreign to one is not yet foreign to all

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


def makers_of(knowledge: Knowledge, thing: str, made_by: str, day: date) -> dict[str, list[str]]:
    """Who does a step for a thing on a day, making it or keeping it, with the claims that say so.

    A thing is kept *on* a platform, and developed *by* somebody: at which end of the relation that
    is says the codelist. Without a relation the thing is itself its maker.
    """
    if not made_by:
        return {thing: []}
    found: dict[str, list[str]] = {}
    for claim, maker in steps_of(knowledge, thing, day):
        if claim.relation == made_by:
            found.setdefault(maker, []).append(claim.id)
    return found


def steps_of(knowledge: Knowledge, thing: str, day: date) -> Iterator[tuple[Relation, str]]:
    """Every claim that somebody does a step of making something, with whoever does it.

    One first seen later is taken to have held before, unless its period says otherwise: things are
    made before anyone writes about them.
    """
    kinds = codes("RelationKinds")
    ends = (("party", knowledge.about(Relation, thing)), ("target", knowledge.of(Relation, thing)))
    for end, claims in ends:
        for claim in claims:
            step = kinds[claim.relation].attributes.get("makerAt")
            if step == end and claim.stage == "completed" and claim.period.contains(day):
                yield claim, claim.party if end == "party" else claim.target
