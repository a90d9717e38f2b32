"""Whence the owner of a plant is: what a lens says of a plant that is wholly its own.

Nothing is inferred from a name. The owner is an entity here by a reviewed match or by its
number; then a plant is supposed of which it has everything, and a lens is asked about that
plant as of any firm. So whoever stands above the owner, by cited stakes and powers, is looked
through to, and an owner above whom nobody is found is taken as it is itself cited.

Where the lens decides nothing, two weaker readings are told beside it, and never in its place:
what it said on the last day on which it decided (*last known*), and the cited seat of the owner,
or its headquarters where no seat is cited (*seat*).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from msgspec import Struct

from graph.answers.production import Level
from graph.claims.knowledge import Knowledge
from graph.claims.model import Claim, Control, Entity, Location, Ownership
from graph.claims.periods import PartialDate, Period
from graph.claims.shares import Share
from graph.claims.walks import everybody
from graph.claims.weak_sources import weaknesses
from graph.domesticness.verdicts import Finding, finding
from graph.fraction import ONE, ZERO, Fraction
from graph.holders.horizons import seen_on
from graph.holders.origins import HOME, Origin, jurisdictions_of, origin, seats_of, standing
from graph.measures.control import stated_above
from graph.measures.stated_control import deciding, stated_only
from graph.networks.power import power_over
from graph.networks.situation import Situation
from ontology.lenses import Lens
from ontology.load import is_offshore

DAYS_TRIED = 12  # of the last days on which claims above an owner speak
EVER = PartialDate.parse("1900-01-01")
WHOLE = Share(Decimal(100), Decimal(100))


class OwnerOrigin(Struct, frozen=True, kw_only=True):
    """How much of what an owner has is domestic: fractions of one, least and most.

    ``level`` is empty where no weaker reading than these bounds says that the owner is domestic;
    otherwise by which it is, on which ``day``, and whether it is the state's by it.
    """

    entity: str
    lower: Fraction
    upper: Fraction
    state_lower: Fraction
    state_upper: Fraction
    word: str  # of the lens
    level: Level = ""
    level_state: bool = False
    day: date | None = None
    claims: tuple[str, ...] = ()
    as_stated: bool = False  # somebody states who directs it, and nothing found says so
    weak: bool = False  # of the claims, some are weak evidence
    associated: bool = False  # not domestic, and directed from an associated jurisdiction
    side: str = ""  # of the lens: home, notHome, mixed; of one that is open, what it last decided

    @property
    def decided(self) -> bool:
        """Whether all or nothing of it is domestic for certain."""
        return self.lower == self.upper


class Origins:
    """The origins of owners on a day, by a lens that decides or by a share; each once."""

    def __init__(self, knowledge: Knowledge, owners: Iterable[str], day: date, home: str) -> None:
        self._day, self._home, self._known = day, home, knowledge
        supposed = {_plant_of(owner): owner for owner in owners}
        plants = [
            Entity(id=plant, kind="Arrangement", name=f"a plant of {owner}")
            for plant, owner in supposed.items()
        ]
        stakes = [
            Ownership(
                id=plant,
                party=owner,
                target=plant,
                share=WHOLE,
                measurand="registered",
                directness="direct",
                period=Period(EVER, None),
                as_of=PartialDate.parse(day.isoformat()),
                status="hypothetical",
            )
            for plant, owner in supposed.items()
        ]
        self._with_plants = knowledge.with_further(plants, stakes)
        self._found: dict[tuple[str, str], OwnerOrigin] = {}

    def by_lens(self, owner: str, lens: Lens) -> OwnerOrigin:
        """All or nothing: whether the lens reads a plant of the owner as domestic."""
        key = (owner, lens.id)
        if key not in self._found:
            self._found[key] = self._by_lens(owner, lens)
        return self._found[key]

    def by_share(self, owner: str, lens: Lens) -> OwnerOrigin:
        """The part of a plant of the owner that ends at home, through all chains."""
        key = (owner, f"{lens.id} share")
        if key not in self._found:
            self._found[key] = self._by_share(owner, lens)
        return self._found[key]

    def _by_lens(self, owner: str, lens: Lens) -> OwnerOrigin:
        found = self._finding(owner, lens, self._day)
        word = found.word
        if found.side == "home":
            state = self._state(owner, lens, self._day)
            return OwnerOrigin(
                entity=owner,
                lower=ONE,
                upper=ONE,
                state_lower=state[0],
                state_upper=state[1],
                word=word,
                claims=(claims := self._resting(owner, found)),
                as_stated=found.measured.as_stated,
                weak=self._any_weak(claims),
                side=found.side,
            )
        if found.side in ("notHome", "mixed"):
            return OwnerOrigin(
                entity=owner,
                lower=ZERO,
                upper=ZERO,
                state_lower=ZERO,
                state_upper=ZERO,
                word=word,
                claims=self._resting(owner, found),
                associated=found.measured.case == "associated",
                side=found.side,
            )
        return self._weaker(owner, lens, word)

    def _by_share(self, owner: str, lens: Lens) -> OwnerOrigin:
        network = self._situation(owner, self._day).network(basis="economic")
        lower, upper = network.column_bounds(lens.home_columns())
        state = network.column_bounds(("home_state",))
        every = (claim for held in network.held.values() for one in held for claim in one.claims)
        claims = tuple(claim for claim in dict.fromkeys(every) if claim in self._known.claims)
        return OwnerOrigin(
            entity=owner,
            lower=_exactly(lower),
            upper=_exactly(upper),
            state_lower=_exactly(state[0]),
            state_upper=_exactly(state[1]),
            word="",
            claims=claims,
            weak=self._any_weak(claims),
        )

    def _weaker(self, owner: str, lens: Lens, word: str) -> OwnerOrigin:
        """An owner of whom nothing is certain, with the weaker readings of it."""
        level: Level = ""
        claims: tuple[str, ...] = ()
        state, day, side = False, self._last_decided(owner, lens), ""
        if day is not None:
            found = self._finding(owner, lens, day)
            side, claims = found.side, self._resting(owner, found)
            if side == "home":
                level, state = "lastKnown", self._state(owner, lens, day)[0] == ONE
        elif self._perhaps_home(owner):
            level, state = "lastKnown", self._perhaps_state(owner)
            claims = self._resting(owner, self._finding(owner, lens, self._day))
        # What was last decided is stronger than a seat, whichever side it says.
        if not level and not side and (claims := self._seat(owner)):
            level, day = "seat", None
        return OwnerOrigin(
            entity=owner,
            lower=ZERO,
            upper=ONE,
            state_lower=ZERO,
            state_upper=ONE,
            word=word,
            level=level,
            level_state=state,
            day=day if level or side else None,
            claims=claims,
            side=side,
        )

    def _last_decided(self, owner: str, lens: Lens) -> date | None:
        """The last day before on which the lens decided, of those of the claims above the owner."""

        def above(entity: str) -> tuple[Claim, ...]:
            return (*self._known.about(Ownership, entity), *self._known.about(Control, entity))

        # Whoever was ever claimed to stand above it: holders of today alone would not do.
        everyone = everybody(
            [owner], lambda one: (claim.party for claim in above(one) if claim.party)
        )
        claims = (claim for one in everyone for claim in above(one))
        days = {seen for claim in claims if (seen := seen_on(claim, self._day)) is not None}
        for day in sorted(days - {self._day}, reverse=True)[:DAYS_TRIED]:
            if self._finding(owner, lens, day).side in ("home", "notHome", "mixed"):
                return day
        return None

    def _perhaps_home(self, owner: str) -> bool:
        """Whether all who may direct by claims that are undated or not current are from home."""
        return bool(tops := self._perhaps(owner)) and all(one <= {*HOME} for one in tops)

    def _perhaps_state(self, owner: str) -> bool:
        return all(one <= {"home_state"} for one in self._perhaps(owner))

    def _perhaps(self, owner: str) -> list[frozenset[str]]:
        """The columns of those who may direct a plant of the owner on links not current as well."""
        situation = self._situation(owner, self._day)
        power = power_over(situation)
        return [
            origin(situation.knowledge, one, self._day, self._home, economic=False).possible
            for top in power.possible
            for one in power.named(top.group)
        ]

    def _seat(self, owner: str) -> tuple[str, ...]:
        """The claims of a seat at home and nowhere else, or of headquarters where none is cited."""
        places, claims = seat_of(self._known, owner, self._day)
        return claims if places == (self._home,) else ()

    def _state(self, owner: str, lens: Lens, day: date) -> tuple[Fraction, Fraction]:
        """The least and most of a plant of the owner that the state of home directs.

        A lens on something else than control names nobody who directs: then nothing is known.
        """
        if lens.measure != "control":
            return ZERO, ONE
        possible = [one.possible for one in self._directing(owner, day)]
        if all(one <= {"home_state"} for one in possible):
            return ONE, ONE
        return ZERO, ONE if any("home_state" in one for one in possible) else ZERO

    def _directing(self, owner: str, day: date) -> list[Origin]:
        """The origins of those who direct a plant of the owner."""
        situation = self._situation(owner, day)
        power = power_over(situation)
        tops = tuple(power.named(top.group) for top in deciding(power))
        above = () if stated_only(power) else stated_above(situation, tops)
        return [
            origin(situation.knowledge, one, day, self._home, economic=False)
            for group in above or tops
            for one in group
        ]

    def _any_weak(self, claims: Iterable[str]) -> bool:
        return any(weaknesses(self._known, self._known.claims[claim]) for claim in claims)

    def _finding(self, owner: str, lens: Lens, day: date) -> Finding:
        return finding(self._situation(owner, day), lens)

    def _situation(self, owner: str, day: date) -> Situation:
        if _plant_of(owner) not in self._with_plants.entities:
            raise KeyError(f"{owner} is none of the owners asked about")
        return Situation(self._with_plants, _plant_of(owner), day, self._home)

    def _resting(self, owner: str, found: Finding) -> tuple[str, ...]:
        """The claims that a finding rests on, and those on the origin of whoever directs."""
        measured = found.measured
        claims = [*(measured.claims if measured.rests_on is None else measured.rests_on)]
        if found.lens.measure == "control":
            claims += [claim for one in self._directing(owner, found.day) for claim in one.claims]
        return tuple(claim for claim in dict.fromkeys(claims) if claim in self._known.claims)


def _plant_of(owner: str) -> str:
    """The id of the supposed plant; no entity has one with a space in it."""
    return f"a plant of {owner}"


def _exactly(share: float) -> Fraction:
    """A share as the engine gives it, as a fraction between nothing and the whole."""
    return min(max(Fraction(*share.as_integer_ratio()), ZERO), ONE)


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
