"""Whether any foreign unit is among a firm's holders, at any hop, or among its investors.

One is enough, whatever its size: a holder whose size nobody gives is a holder. That
there is none takes complete holders all the way up, and all money paid in read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from graph.claims.model import Ownership
from graph.claims.reasons import Reason, because
from graph.claims.walks import everybody
from graph.holders.capacities import vehicles_of
from graph.holders.holder_column import Reading
from graph.holders.origins import NATIONAL, origin
from graph.holders.stake import Stake
from graph.holders.unsized import age_of
from graph.measures.blocks import sides_of
from graph.measures.completion import received
from graph.measures.funding import funding_of
from graph.measures.measured import Measured, part_result
from graph.measures.paper_sides import side_of
from graph.measures.rounds import claims_by_round, rounds_of
from graph.networks.situation import Situation
from graph.networks.view import is_end
from ontology.lenses import Lens


class Unit(NamedTuple):
    """An entity, and the claims that have it there."""

    entity: str
    claims: tuple[str, ...]
    only_vehicle: bool = False  # named as one through whom somebody holds, without a row


def foreign_unit(situation: Situation, lens: Lens) -> Measured:
    """Whether any foreign unit holds a stake at any hop, or put money in at any time."""
    investors = list(_investors(situation))
    holders = list(_holders_above(situation, "current"))
    tested = tuple(part.entity for part in situation.parts)
    # Money moved inside the firm came from nobody; a company below that holds the firm is a holder.
    others = [unit for unit in investors if unit.entity not in tested]
    foreign = _from_abroad(situation, lens, [*others, *holders])
    if foreign:
        shown = tuple(unit.entity for unit in foreign[:4])
        return Measured(
            case="some",
            reasons=(
                because("fromAbroadAndMore", owners=shown, count=len(foreign) - 4)
                if len(foreign) > 4
                else because("fromAbroad", owners=shown),
            ),
            tested=tested,
            claims=_claims_of(foreign[:8]),
        )
    earlier = _from_abroad(situation, lens, _holders_above(situation, "lastKnown"))
    if earlier:
        shown = tuple(unit.entity for unit in earlier[:4])
        return Measured(
            decides="lastKnownOnly",
            reasons=(because("fromAbroadLastKnown", owners=shown),),
            tested=tested,
            claims=_claims_of(earlier),
        )
    sides = {one.entity: side_of(situation, one.entity, lens) for one in investors}
    home = sum(1 for side in sides.values() if side == "home")
    missing = _not_read(situation, lens, [*investors, *holders])
    found = because("noForeignUnit", count=len(sides), home=home)
    if not missing:
        return Measured(
            case="none",
            reasons=(found, because("holdersAndMoneyRead")),
            tested=tested,
            claims=_claims_of([*investors, *holders]),
        )
    return Measured(
        decides="undisclosedDecides",
        reasons=(found, *missing),
        tested=tested,
        parts=tuple(
            part_result(owner, because("nationalityOpen"))
            for owner, side in sides.items()
            if side == "open"
        ),
    )


def _claims_of(units: Iterable[Unit]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(claim for unit in units for claim in unit.claims))


def _investors(situation: Situation) -> Iterator[Unit]:
    """Everybody named as having put money in, into the firm or a company of its perimeter."""
    for part in situation.parts:
        for claim in received(situation.knowledge, part.entity, situation.day):
            if claim.party:
                yield Unit(claim.party, (claim.id,))


def _holders_above(situation: Situation, reading: Reading) -> Iterator[Unit]:
    """Everyone who is a holder at any hop above the firm, of a stated size or of none.

    Who was last read long ago, in whatever size, is one by the reading of what is last known.
    A vehicle is a holder, whether it has a row of its own or a stake is said to be held through it.
    """
    found: list[Unit] = []

    def vehicles(claims: Iterable[str]) -> Iterator[str]:
        for claim in (situation.knowledge.claims[one] for one in claims):
            if isinstance(claim, Ownership):
                for vehicle in vehicles_of(situation.knowledge, claim, situation.day):
                    found.append(Unit(vehicle, (claim.id,), only_vehicle=True))
                    yield vehicle

    def holders_of(entity: str) -> Iterator[str]:
        if is_end(situation.knowledge, entity):
            return
        column = situation.column(entity, "legal", reading)
        for one in column.held:
            if one.is_sure and (one.lower > 0 or 0 < one.upper < 1):
                found.append(Unit(one.holder, one.claims))
                yield one.holder
                yield from vehicles(one.claims)
        for stake in column.stakes:
            if _of_unread_size(situation, stake, reading):
                found.append(Unit(stake.holder, (stake.claim.id,)))
                yield stake.holder
                yield from vehicles([stake.claim.id])

    for _ in everybody([situation.firm], holders_of):
        pass
    holders = {unit.entity for unit in found if not unit.only_vehicle}
    yield from (unit for unit in found if not unit.only_vehicle or unit.entity not in holders)


def _of_unread_size(situation: Situation, stake: Stake, reading: Reading) -> bool:
    """Whether a stake of unread size counts under a reading."""
    if stake.currency != "unknownShare":
        return False
    aged = age_of(situation.knowledge, stake, situation.day) == "lastKnown"
    return reading == "lastKnown" or not aged


def _from_abroad(situation: Situation, lens: Lens, units: Iterable[Unit]) -> list[Unit]:
    found: dict[str, tuple[str, ...]] = {}
    for owner, claims, _ in units:
        found[owner] = (*found.get(owner, ()), *claims)
    return [
        Unit(owner, claims)
        for owner, claims in found.items()
        if owner != situation.firm and side_of(situation, owner, lens) == "foreign"
    ]


def _not_read(situation: Situation, lens: Lens, units: Iterable[Unit]) -> tuple[Reason, ...]:
    """What is missing for saying that there is no foreign unit; nothing where all is read.

    Every holder up all chains must be of a side that is not foreign, and every
    investor of every round, the rounds being all the money ever paid in.
    """
    missing = []
    if not all(_clean(situation, lens, unit) for unit in units):
        missing.append(because("unitsOfOpenNationality"))
    if not all(_cannot_be_foreign(situation, lens, part.entity) for part in situation.parts):
        missing.append(because("holdersNotAllRead"))
    grouped = claims_by_round(situation)
    rounds = rounds_of(situation, grouped)
    named = len(rounds) == len(grouped) and all(closed.complete for closed in rounds)
    if funding_of(situation).coverage != 1 or not named:
        missing.append(because("moneyNotAllRead"))
    return tuple(missing)


def _clean(situation: Situation, lens: Lens, unit: Unit) -> bool:
    """Whether a unit is not foreign; of one that is only said to be held through, by its seat.

    Whose the stake is that is held through it, the stake says.
    """
    if unit.only_vehicle:
        return side_of(situation, unit.entity, lens) == "home"
    return _cannot_be_foreign(situation, lens, unit.entity)


def _cannot_be_foreign(situation: Situation, lens: Lens, entity: str) -> bool:
    """Whether all of an entity certainly ends on sides that are not foreign, by home's own units.

    A unit seated offshore, or of no cited seat where it is no end, is of open nationality.
    """
    others = tuple(column for column in NATIONAL if column not in sides_of(lens)["foreign"])
    if not situation.column(entity, "legal").held:
        placed = origin(situation.knowledge, entity, situation.day, situation.home, economic=False)
        return placed.possible <= {*others}
    on_paper = side_of(situation, entity, lens)
    above = situation.network(entity, basis="legal")
    return on_paper == "home" and above.least_in_columns(others) == 1
