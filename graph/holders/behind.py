"""Who stands behind a vehicle, as far as stakes held through it say.

"H has 80 % of F, through V", where V has 80 % of F and nobody says who owns V: the block is one,
and it is H's, so that H has all of V. The part of V is the block over V's own figure. What is
deemed to be held says less: whoever directs a vehicle is deemed to hold all it has.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial

from msgspec import Struct

from graph.claims.knowledge import Knowledge
from graph.claims.model import Ownership
from graph.claims.walks import everybody, holders_claimed
from graph.fraction import ONE, ZERO, Fraction
from graph.holders.stakes import Basis, Stake, stakes_in
from ontology.load import codes


class Behind(Struct, frozen=True):
    """A part of a vehicle that a stake held through it gives to somebody."""

    holder: str
    lower: Fraction
    upper: Fraction
    claim: str


def behind(
    knowledge: Knowledge, vehicle: str, basis: Basis, day: date, stages: Sequence[str]
) -> tuple[Behind, ...]:
    """Those behind a vehicle on a day, each with the largest part that any of its stakes gives.

    Nobody whom claims of stakes and powers lead to above the vehicle already: their part is
    computed from those.
    """
    through = [
        claim
        for claim in knowledge.through(vehicle)
        if claim.directness == "indirect" and claim.party not in (vehicle, claim.target)
    ]
    if not through:
        return ()
    above = set(everybody([vehicle], partial(holders_claimed, knowledge)))
    found: dict[str, Behind] = {}
    for firm in dict.fromkeys(claim.target for claim in through):
        stakes = _stakes(knowledge, firm, basis, day, stages)
        for part in _parts(vehicle, stakes, basis):
            known = found.get(part.holder)
            if part.holder not in above and (known is None or part.lower > known.lower):
                found[part.holder] = part
    return tuple(found.values())


def _stakes(
    knowledge: Knowledge, firm: str, basis: Basis, day: date, stages: Sequence[str]
) -> tuple[Stake, ...]:
    """The stakes in a firm, worked out once for all its vehicles."""
    shelf = knowledge.shelves.of(day, knowledge.home)
    key = ("stakes in", firm, basis, tuple(stages))
    stakes: tuple[Stake, ...] | None = shelf.get(key)
    if stakes is None:
        stakes = shelf[key] = stakes_in(knowledge, firm, basis, day, stages=stages)
    return stakes


def _parts(vehicle: str, stakes: Sequence[Stake], basis: Basis) -> Iterator[Behind]:
    counted = [stake for stake in stakes if stake.currency == "current" and not stake.rivals]
    own = next((stake for stake in counted if stake.holder == vehicle), None)
    if own is None or own.bounds[0] == 0:
        return
    least, most = own.bounds
    for stake in counted:
        if vehicle in stake.claim.via and _says_whose(stake.claim):
            lower, upper = stake.bounds
            part = min(ONE, lower / most), min(ONE, upper / least)
            if stake.bounds == own.bounds:
                part = ONE, ONE  # one figure, however it was rounded: one block, the holder's
            if basis == "voting" and part[0] < ONE:
                part = ZERO, ONE  # a part of what it holds, or a part of the vehicle: not said
            yield Behind(stake.holder, *part, stake.claim.id)


def _says_whose(claim: Ownership) -> bool:
    deemed = codes("Measurands")[claim.measurand].attributes.get("deemed") == "true"
    return claim.directness == "indirect" and not deemed
