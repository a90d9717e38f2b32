"""A copy of what is known in which suppositions hold: which claims they add and set aside.

A supposed claim has the status *hypothetical*, cites nothing and is never
stored; the list of statuses of claims on record does not have that word.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from graph.answers.sentences import sentence
from graph.arguments import BASES
from graph.changes.suppositions import Asked
from graph.claims.knowledge import Knowledge
from graph.claims.model import (
    HOLDABLE,
    Citizenship,
    Claim,
    Control,
    Entity,
    HolderTable,
    Location,
    Ownership,
)
from graph.claims.periods import PartialDate, Period
from graph.claims.shares import HUNDRED
from graph.errors import InputError
from graph.holders.holder_column import HolderColumn, holder_column
from graph.holders.stakes import Basis, measurand_ranks
from ontology.load import codes

ClaimT = TypeVar("ClaimT", bound=Claim)
Resolve = Callable[[str], str]

HYPOTHETICAL = "hypothetical"
ALL_FOUR = ("callOption", "equityPledge", "exclusiveServices", "votingProxy")
MEASURANDS = {"": "record", "economic": "netEconomic", "voting": "votes"}  # of what is supposed
BASIS_OF: Mapping[str, Basis] = {"": "legal", "economic": "economic", "voting": "voting"}


class Supposition(Struct, frozen=True, kw_only=True):
    """A supposition with its names looked up: the claims it adds and those it sets aside."""

    asked: Asked
    adds: tuple[Claim, ...] = ()
    sets_aside: tuple[Claim, ...] = ()
    entities: tuple[Entity, ...] = ()  # made up for it
    firms: tuple[str, ...] = ()  # whose columns it changes
    note: str = ""


class Supposing:
    """Reads suppositions one after the other, each on top of those before it."""

    def __init__(self, knowledge: Knowledge, firm: str, day: date, resolve: Resolve) -> None:
        self.knowledge = knowledge
        self._firm, self._day, self._resolve = firm, day, resolve
        self._count = 0
        self._seen: set[tuple[str, str, str, str]] = set()

    def suppose(self, asked: Asked) -> Supposition:
        """Apply one supposition; raise an :class:`InputError` for what cannot be supposed."""
        made = _MAKERS[asked.option](self, asked)
        aside = {claim.id for claim in made.sets_aside}
        claims = {one: c for one, c in self.knowledge.claims.items() if one not in aside}
        claims.update((claim.id, claim) for claim in made.adds)
        entities = dict(self.knowledge.entities)
        entities.update((entity.id, entity) for entity in made.entities)
        self.knowledge = self.knowledge.with_records(claims=claims, entities=entities)
        return made

    def set_stake(self, asked: Asked) -> Supposition:
        """A stake of a size, in the place of what is known of the holder's stake."""
        firm = self._held_firm(asked)
        holder, made_up, extra = self._holder(asked)
        self._once(asked, holder, firm)
        if holder == firm:
            raise InputError(f"{asked.given!r}: nobody holds a stake in itself this way")
        old = [one for one in self.knowledge.about(Ownership, firm) if one.party == holder]
        aside = [one for one in old if _same_quantity(one, asked.quantity)]
        pattern = self._counted(firm, holder, asked.quantity) or Ownership(
            id="", party=holder, target=firm, measurand=MEASURANDS[asked.quantity]
        )
        stake = self._now(replace(pattern, share=asked.share, event="", stage="completed"))
        return Supposition(
            asked=asked,
            adds=(stake, *extra),
            sets_aside=tuple(aside),
            entities=made_up,
            firms=(firm,),
            note=self._apart(asked, holder, firm, old),
        )

    def remove(self, asked: Asked) -> Supposition:
        """Claims left out, as if nobody had made them."""
        if not asked.firm:
            if asked.one not in self.knowledge.claims:
                raise InputError(
                    f"remove {asked.given!r}: no claim has this id; `zizhu claims FIRM --format "
                    "csv` lists them"
                )
            aside = [self.knowledge.claims[asked.one]]
        else:
            party, target = self._resolve(asked.one), self._resolve(asked.firm)
            aside = [one for one in self.knowledge.touching(target) if _links(one, party, target)]
            if not aside:
                raise InputError(f"remove {asked.given!r}: nothing is claimed of the two")
        firms = tuple(dict.fromkeys(claim.target for claim in aside))
        return Supposition(asked=asked, sets_aside=tuple(aside), firms=firms)

    def close(self, asked: Asked) -> Supposition:
        """An exit on the day."""
        firm, holder = self._held_firm(asked), self._resolve(asked.one)
        self._once(asked, holder, firm)
        if not any(one.party == holder for one in self.knowledge.about(Ownership, firm)):
            raise InputError(f"close {asked.given!r}: no stake of {holder} in {firm} is claimed")
        stake = Ownership(id="", party=holder, target=firm, event="exit")
        return Supposition(asked=asked, adds=(self._now(stake),), firms=(firm,))

    def complete(self, asked: Asked) -> Supposition:
        """A holder table of the day: those counted then, and nobody else above the line."""
        firm = self._resolve(asked.one)
        self._once(asked, "", firm)
        counted = {
            claim: self.knowledge.claims[claim]
            for basis in BASES
            for one in self._column(firm, basis).held
            for claim in one.claims
        }
        table = HolderTable(id="", target=firm, complete_above=asked.line)
        # Counted before a table of this day, they would be taken for sold by it.
        again = tuple(self._now(claim) for claim in counted.values())
        return Supposition(
            asked=asked,
            adds=(self._now(table), *again),
            sets_aside=tuple(counted.values()),
            firms=(firm,),
        )

    def control(self, asked: Asked) -> Supposition:
        """A power that is not a share."""
        firm, party = self._held_firm(asked), self._resolve(asked.one)
        if party == firm:
            raise InputError(f"control {asked.given!r}: nobody directs itself this way")
        contracts = asked.mechanism == "vieContracts"
        power = Control(
            id="",
            party=party,
            target=firm,
            mechanism=asked.mechanism,
            right=asked.right,
            bound=tuple(self._resolve(one) for one in asked.bound),
            instruments=asked.instruments or (ALL_FOUR if contracts else ()),
        )
        note = "no bound nominee is named: any holder may be one" if contracts else ""
        return Supposition(
            asked=asked, adds=(self._now(power),), firms=(firm,), note="" if asked.bound else note
        )

    def citizen(self, asked: Asked) -> Supposition:
        """Citizenships, in the place of those cited."""
        person = self._resolve(asked.one)
        kind = self.knowledge.entities[person].kind
        if kind != "Person":
            raise InputError(f"citizen {asked.given!r}: {person} is no person ({kind})")
        places = [self._place(code) for code in asked.codes]
        return Supposition(
            asked=asked,
            adds=tuple(
                self._now(Citizenship(id="", party=person, target=place)) for place, _ in places
            ),
            sets_aside=self.knowledge.of(Citizenship, person),
            entities=tuple(made for _, made in places if made is not None),
        )

    def located(self, asked: Asked) -> Supposition:
        """A seat or headquarters, in the place of those cited."""
        entity = self._resolve(asked.one)
        known = self.knowledge.of(Location, entity)
        place, made = self._place(asked.codes[0])
        location = Location(id="", party=entity, target=place, aspect=asked.option)
        return Supposition(
            asked=asked,
            adds=(self._now(location),),
            sets_aside=tuple(one for one in known if one.aspect == asked.option),
            entities=() if made is None else (made,),
        )

    def _held_firm(self, asked: Asked) -> str:
        firm = self._resolve(asked.firm) if asked.firm else self._firm
        kind = self.knowledge.entities[firm].kind
        if kind not in HOLDABLE:
            raise InputError(f"{asked.option} {asked.given!r}: {firm} is no firm ({kind})")
        return firm

    def _holder(self, asked: Asked) -> tuple[str, tuple[Entity, ...], tuple[Claim, ...]]:
        """Who holds; people made up for an ``@`` holder, with the claims that place them."""
        if not asked.one.startswith("@"):
            return self._resolve(asked.one), (), ()
        code = asked.one[1:].upper()
        many, one = f"supposed-holders-{code.lower()}", f"supposed-person-{code.lower()}"
        name = codes("Jurisdictions")[code].label
        group = Entity(
            id=many, kind="PartyGroup", name=f"supposed public of {name}", members=(one,)
        )
        person = Entity(id=one, kind="Person", name=f"a supposed person from {name}")
        place, made = self._place(code)
        claims = (
            self._now(Citizenship(id="", party=one, target=place)),
            self._now(HolderTable(id="", target=many, covered=HUNDRED)),
        )
        return many, (group, person, *((made,) if made else ())), claims

    def _place(self, code: str) -> tuple[str, Entity | None]:
        for entity in self.knowledge.entities.values():
            if entity.kind == "Jurisdiction" and entity.jurisdiction == code:
                return entity.id, None
        name = codes("Jurisdictions")[code].label
        place = Entity(id=f"supposed-{code}", kind="Jurisdiction", name=name, jurisdiction=code)
        return place.id, place

    def _counted(self, firm: str, holder: str, quantity: str) -> Ownership | None:
        """The claim that stands for the holder's stake on the day: the one a new size replaces."""
        for currency in ("current", "lastKnown"):
            for stake in self._column(firm, BASIS_OF[quantity]).stakes:
                if (
                    stake.holder == holder
                    and stake.currency == currency
                    and _same_quantity(stake.claim, quantity)
                ):
                    return stake.claim
        return None

    def _column(self, firm: str, basis: Basis) -> HolderColumn:
        return holder_column(self.knowledge, firm, basis, self._day)

    def _apart(self, asked: Asked, holder: str, firm: str, old: Sequence[Ownership]) -> str:
        """A note where the holder's votes or cash flow are claimed apart, and stay."""
        apart = [one for one in old if one.measurand in ("votes", "netEconomic")]
        if asked.quantity or not apart:
            return ""
        said = "; ".join(sentence(self.knowledge, one) for one in apart)
        return f"stays as claimed apart: {said} (suppose it too with voting or economic)"

    def _once(self, asked: Asked, holder: str, firm: str) -> None:
        kind = "stake" if asked.option in ("set", "close") else asked.option
        key = (kind, asked.quantity, holder, firm)
        if key in self._seen:
            raise InputError(f"{asked.option} {asked.given!r}: supposed twice")
        self._seen.add(key)

    def _now(self, claim: ClaimT) -> ClaimT:
        """A claim as supposed for the day: numbered, undisputed, cited from nowhere."""
        self._count += 1
        return replace(
            claim,
            id=f"supposed-{self._count}",
            status=HYPOTHETICAL,
            as_of=PartialDate(self._day),
            period=Period(),
            period_end="unknownEnd",
            confidence="",
            disputes=(),
            citations=(),
            note="",
        )


def _same_quantity(claim: Ownership, quantity: str) -> bool:
    """Whether a claim is of what is supposed: equity of any measurand, cash flow, or votes."""
    if claim.stage != "completed" or claim.denominator:
        return False
    if quantity:
        return claim.measurand == MEASURANDS[quantity]
    return claim.measurand in measurand_ranks("legal")


def _links(claim: Claim, party: str, target: str) -> bool:
    return claim.party == party and claim.target == target


_MAKERS: Mapping[str, Callable[[Supposing, Asked], Supposition]] = {
    "set": Supposing.set_stake,
    "remove": Supposing.remove,
    "close": Supposing.close,
    "complete": Supposing.complete,
    "control": Supposing.control,
    "citizen": Supposing.citizen,
    "seat": Supposing.located,
    "headquarters": Supposing.located,
}
