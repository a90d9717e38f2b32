"""A firm's completed primary rounds as they were paid: their amounts in one currency, their parts.

Rounds are counted in one currency, converted by cited yearly rates; a round in a currency without
one, or of which no single amount was read, stands beside and is named.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple

from msgspec import Struct, structs

from graph.claims.kept import once
from graph.claims.model import Investment
from graph.fraction import ZERO, Fraction
from graph.measures.rates import conversion
from graph.measures.rounds import claims_by_round, names_all_investors
from graph.networks.situation import Situation
from graph.ownership.arrays.exact import exact

Beside = Literal["noAmount", "severalCurrencies", "amountOpen", "noRate", "contradictory"]
ALONE = "alone:"


class Part(Struct, frozen=True):
    """What one investor paid in a round, least and most, and who says so."""

    investor: str
    lower: Fraction
    upper: Fraction
    claims: tuple[str, ...]


class PaidRound(Struct, frozen=True, kw_only=True):
    """A completed primary round, or money of one investor outside any round."""

    id: str  # of the round, or alone: and the id of the claim
    day: date  # on which investors are looked at: the first day of its closing
    amount: Fraction | None  # in its currency; absent where no single amount was read
    currency: str
    parts: tuple[Part, ...]
    is_complete: bool
    claims: tuple[str, ...]
    beside: Beside | None = None  # why it is not counted
    is_stated: bool = True  # whether a source states the amount; otherwise it is its named parts'

    @property
    def is_round(self) -> bool:
        """Whether it is a round of its own name."""
        return not self.id.startswith(ALONE)

    @property
    def all_claims(self) -> tuple[str, ...]:
        """Those on it and on what each of its investors paid."""
        return (*self.claims, *(claim for part in self.parts for claim in part.claims))


class PaidRounds(NamedTuple):
    """The rounds that are counted, those that stand beside, and in which money."""

    counted: tuple[PaidRound, ...]
    beside: tuple[PaidRound, ...]
    total: Fraction
    currency: str
    rates: Mapping[str, Fraction]  # round → what one unit of its currency counts as


@once
def paid_rounds(situation: Situation, currency: str = "") -> PaidRounds:
    """The rounds of a firm up to the day, in the currency asked for or in that of most of it."""
    rounds = tuple(
        _round(situation, key, claims) for key, claims in claims_by_round(situation).items()
    )
    rounds = tuple(sorted(rounds, key=lambda one: (one.day, one.id)))
    sized = [one for one in rounds if one.beside is None]
    chosen = currency or _most_of_it(situation, sized)
    rates = {
        one.id: rate
        for one in sized
        if (rate := conversion(situation.knowledge, one.currency, chosen, one.day)) is not None
    }
    counted = _once(situation, [one for one in sized if one.id in rates], rates)
    beside = tuple(
        one if one.beside else _with(one, "noRate") for one in rounds if one.id not in rates
    )
    total = sum(((one.amount or ZERO) * rates[one.id] for one in counted), ZERO)
    return PaidRounds(counted, beside, total, chosen, rates)


def _once(
    situation: Situation, rounds: list[PaidRound], rates: Mapping[str, Fraction]
) -> tuple[PaidRound, ...]:
    """The rounds, with those that are part of another one within it and not beside it."""
    by_id = {one.id: one for one in rounds}
    for one in rounds:
        entity = situation.knowledge.entities.get(one.id)
        whole = by_id.get(entity.part_of) if entity else None
        if whole is None:
            continue
        scale = rates[one.id] / rates[whole.id]
        within = tuple(
            structs.replace(paid, lower=paid.lower * scale, upper=paid.upper * scale)
            for paid in one.parts
        )
        taken = {paid.investor for paid in within}
        parts = (*(paid for paid in whole.parts if paid.investor not in taken), *within)
        if sum((paid.lower for paid in parts), ZERO) <= (whole.amount or ZERO):
            by_id[whole.id] = structs.replace(
                whole, parts=parts, claims=(*whole.claims, *one.claims)
            )
        del by_id[one.id]
    return tuple(by_id.values())


def _with(one: PaidRound, beside: Beside) -> PaidRound:
    return structs.replace(one, beside=beside)


def _round(situation: Situation, key: str, claims: list[Investment]) -> PaidRound:
    totals = [claim for claim in claims if not claim.party]
    amounts = {(claim.amount_lower, claim.amount_upper) for claim in totals} - {(None, None)}
    own = [claim for claim in claims if claim.party]
    currencies = {claim.currency for claim in claims if claim.currency}
    days = [day.first for claim in claims if (day := claim.period.start or claim.as_of)]
    beside: Beside | None = None
    amount = None
    stated = sum((exact(claim.amount_lower or 0) for claim in own), ZERO)
    if len(currencies) > 1:
        beside = "severalCurrencies"
    elif len(amounts) > 1 or any(low != high for low, high in amounts):
        beside = "amountOpen"
    elif amounts:
        amount = exact(next(iter(amounts))[0] or 0)
    elif own and all(claim.amount_lower == claim.amount_upper is not None for claim in own):
        amount = stated
    elif any(claim.amount_lower != claim.amount_upper for claim in own):
        beside = "amountOpen"
    else:
        beside = "noAmount"
    if amount is not None and stated > amount:
        beside = "contradictory"
    return PaidRound(
        id=key,
        day=min(days, default=situation.day),
        amount=amount or None,
        currency=next(iter(sorted(currencies)), ""),
        parts=tuple(
            _part(investor, own, amount) for investor in dict.fromkeys(claim.party for claim in own)
        ),
        is_complete=amount is not None
        and names_all_investors(
            situation.knowledge,
            key,
            own,
            [claim for claim in totals if claim.amount_lower is not None],
            sum((claim.amount_lower for claim in own if claim.amount_lower), start=Decimal(0)),
        ),
        claims=tuple(claim.id for claim in totals),
        beside=beside or (None if amount else "noAmount"),
        is_stated=bool(amounts),
    )


def _part(investor: str, own: Iterable[Investment], amount: Fraction | None) -> Part:
    """An investor's part: at least what is said, at most what is said or all there is."""
    claims = [claim for claim in own if claim.party == investor]
    sized = [claim for claim in claims if (claim.amount_lower, claim.amount_upper) != (None, None)]
    lower = max((exact(claim.amount_lower or 0) for claim in sized), default=ZERO)
    most = [claim.amount_upper for claim in sized]
    whole = amount if amount is not None else lower
    capped = [exact(one) for one in most if one is not None]
    upper = max(capped) if capped and len(capped) == len(most) else whole
    return Part(investor, lower, max(lower, min(upper, whole)), tuple(claim.id for claim in claims))


def _most_of_it(situation: Situation, sized: list[PaidRound]) -> str:
    """The currency into which most rounds convert; of several, that of the largest part of it."""

    def weight(currency: str) -> tuple[int, Fraction, str]:
        rates = [
            (one, rate)
            for one in sized
            if (rate := conversion(situation.knowledge, one.currency, currency, one.day))
        ]
        own = sum(((one.amount or ZERO) for one, _ in rates if one.currency == currency), ZERO)
        total = sum(((one.amount or ZERO) * rate for one, rate in rates), ZERO)
        return len(rates), own / total if total else ZERO, currency

    native = Counter(one.currency for one in sized)
    return max(native, key=weight, default="")
