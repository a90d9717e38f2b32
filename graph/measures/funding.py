"""Where the money came from: the rounds in one currency, and home's part of the money.

The interval over *all* money is narrower than everything only where the capital
ever paid in is cited: what the known rounds leave of it may be anybody's. The
interval over *known* money is another quantity and says so. Nothing is scaled up
from what happens to be disclosed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from graph.claims.kept import once
from graph.claims.model import Investment
from graph.claims.reasons import Reason, because
from graph.holders.horizons import is_recent, seen_on
from graph.measures.completion import is_inferred, perhaps_received
from graph.measures.home_share import threshold_case
from graph.measures.measured import Measured, OfRead
from graph.measures.paid_rounds import paid_rounds
from graph.measures.rates import conversion
from graph.measures.rounds import (
    Participant,
    Round,
    claims_by_round,
    counted_once,
    rounds_of,
    without_one_amount,
)
from graph.networks.situation import Situation
from ontology.lenses import Lens

ROUNDING = 1e-9  # of a sum of money: less than any source prints


class Funding(Struct, frozen=True, kw_only=True):
    """A firm's money by origin."""

    rounds: tuple[Round, ...]
    interval: tuple[float, float]  # of all money raised
    known: tuple[float, float] | None  # of the money whose rounds are known
    total: float
    currency: str
    unconverted: tuple[Reason, ...]
    coverage: float | None
    claims: tuple[str, ...]
    inferred: tuple[str, ...] = ()  # investors whose agreed money counts as a later holding shows

    @property
    def reason(self) -> Reason:
        """What is known of the money."""
        if self.known is None:
            return because("noRoundAmount")
        count = len(self.rounds)
        rounds = because("knownRounds", count=count) if count > 1 else because("knownRound")
        if not self.unconverted:
            return because(
                "moneyFromHome",
                currency=self.currency,
                total=self.total,
                rounds=rounds,
                home=self.known,
            )
        return because(
            "moneyFromHomeNotAll",
            currency=self.currency,
            total=self.total,
            rounds=rounds,
            home=self.known,
            unconverted=self.unconverted,
        )


@once
def funding_of(situation: Situation, currency: str = "") -> Funding:
    """The firm's rounds up to the day, and home's part of the money.

    In the currency asked for, or in that in which the score counts them.
    """
    currency = currency or paid_rounds(situation).currency or "USD"
    grouped = claims_by_round(situation)
    rounds = rounds_of(situation, grouped)
    converted: list[Round] = []
    unconverted = without_one_amount(grouped)
    for closed in rounds:
        rate = conversion(situation.knowledge, closed.currency, currency, closed.closed)
        if rate is None:
            unconverted.append(because("amountOf", currency=closed.currency, amount=closed.amount))
        else:
            converted.append(_times(closed, float(rate), currency))
    converted = list(counted_once(situation.knowledge, converted))
    coverage, interval, cited = _of_all(situation, grouped, rounds)
    total = sum(closed.amount for closed in converted)
    low = sum(closed.home[0] for closed in converted)
    high = sum(closed.home[1] for closed in converted)
    known = (low / total, high / total) if total > 0 else None
    return Funding(
        rounds=tuple(converted),
        interval=interval,
        known=known,
        total=total,
        currency=currency,
        unconverted=tuple(unconverted),
        coverage=coverage,
        claims=tuple(dict.fromkeys([*(c for closed in rounds for c in closed.claims), *cited])),
        inferred=tuple(
            dict.fromkeys(
                claim.party
                for claims in grouped.values()
                for claim in claims
                if claim.party and is_inferred(claim)
            )
        ),
    )


def _of_all(
    situation: Situation, grouped: Mapping[str, list[Investment]], rounds: Sequence[Round]
) -> tuple[float | None, tuple[float, float], tuple[str, ...]]:
    """What part of all money the rounds are, home's part of all money, and who says how much it is.

    Rounds count in the total's currency, by cited rates. Money in one without a rate is
    not put beside the total, and rounds that come to more than it contradict it: then
    nothing is known of the whole.
    """
    paid = _paid_in(situation, grouped)
    if paid is None or paid.amount_upper is None:
        return None, (0.0, 1.0), ()
    whole, counted = float(paid.amount_upper), []
    for closed in rounds:
        rate = conversion(situation.knowledge, closed.currency, paid.currency, closed.closed)
        if rate is None:
            return None, (0.0, 1.0), ()
        counted.append(_times(closed, float(rate), paid.currency))
    counted = list(counted_once(situation.knowledge, counted))
    known = sum(closed.amount for closed in counted)
    if abs(known - whole) <= whole * ROUNDING:
        known = whole  # all of it, but for the last digits of a converted amount
    if known > whole:
        return None, (0.0, 1.0), ()
    low = sum(closed.home[0] for closed in counted)
    high = min(whole, sum(closed.home[1] for closed in counted) + whole - known)
    return known / whole, (low / whole, high / whole), (paid.id,)


def _paid_in(situation: Situation, grouped: Mapping[str, list[Investment]]) -> Investment | None:
    """The latest cited total of all capital paid in, while no known round came after it."""
    knowledge, day = situation.knowledge, situation.day
    dated = [
        (seen, claim)
        for claim in knowledge.about(Investment, situation.firm)
        if claim.flow == "paidIn"
        and claim.stage == "completed"
        and claim.confidence != "low"
        and not claim.party
        and not claim.round
        and claim.amount_upper
        and not knowledge.is_disputed(claim.id)
        and is_recent(knowledge, claim, day)
        and (seen := seen_on(claim, day)) is not None
    ]
    if not dated:
        return None
    seen, paid = max(dated, key=lambda pair: (pair[0], pair[1].id))
    later = any(
        (spoken := seen_on(claim, day)) is None or spoken > seen
        for claims in grouped.values()
        for claim in claims
    )
    perhaps = perhaps_received(knowledge, situation.firm, day)
    return None if later or any(day.last >= seen for day in perhaps) else paid


def _times(one: Round, rate: float, currency: str) -> Round:
    return Round(
        id=one.id,
        closed=one.closed,
        amount=one.amount * rate,
        currency=currency,
        participants=tuple(
            Participant(p.investor, p.lower * rate, p.upper * rate, p.home_lower, p.home_upper)
            for p in one.participants
        ),
        complete=one.complete,
        claims=one.claims,
    )


def inferred_reason(money: Funding) -> tuple[Reason, ...]:
    """That some of the money is only agreed, and counts because its investor held shares since."""
    if not money.inferred:
        return ()
    return (because("completedInferred", investors=money.inferred),)


def home_funding(situation: Situation, lens: Lens) -> Measured:
    """Home's part of all money raised; stated only when enough of it is covered."""
    money = funding_of(situation)
    enough = float(lens.minimum_coverage or 0) / 100
    covered = money.coverage is not None and money.coverage >= enough
    case = threshold_case(lens, *money.interval) if covered else ""
    return Measured(
        case=case,
        decides="" if case else "coverageTooLow",
        reasons=(
            money.reason,
            because("coverageNotKnown")
            if money.coverage is None
            else because("coverage", share=money.coverage),
            *inferred_reason(money),
        ),
        lower=money.interval[0],
        upper=money.interval[1],
        tested=(situation.firm,),
        claims=money.claims,
        of_read=None
        if money.known is None or covered
        else OfRead(*money.known, money.total, money.currency),
    )
