"""Where the money came from: primary money of each round, by the investor's origin at closing.

An investor counts by its nationality on paper when the round closed; vehicles
seated offshore and firms that are themselves contested stay open. A round is counted
once, however many participants repeat its total. A
participant's part lies between nothing and the round; when the list of
participants is complete the parts add up to the round, so a round whose
complete list is all home is decided without knowing the split. Purchases from
other holders, plans and valuations are not money received.

The interval over *all* money is certain only as far as paid-in capital is
known; the interval over *known* money is another quantity and says so. Nothing
is scaled up from what happens to be disclosed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from msgspec import Struct

from graph.currency import seen_on
from graph.domesticness.measured import Measured
from graph.domesticness.ownership import threshold_case
from graph.knowledge import Knowledge
from graph.model import Control, HolderTable, Investment
from graph.origins import legal_nationality
from graph.shares import in_percent, span
from graph.situation import Situation, once
from ontology.lenses import Lens
from ontology.load import is_offshore

HOME = ("home_state", "home_other")


class Participant(Struct, frozen=True):
    """Someone's money in a round, and home's part of that someone."""

    investor: str
    lower: float
    upper: float
    home_lower: float
    home_upper: float


class Round(Struct, frozen=True, kw_only=True):
    """A round that closed: its money once, and who brought it as far as known."""

    id: str
    closed: date | None
    amount: float  # in US dollars or the firm's base currency; see ``currency``
    currency: str
    participants: tuple[Participant, ...]
    complete: bool
    claims: tuple[str, ...]

    @property
    def home(self) -> tuple[float, float]:
        """Least and most of the round's money that came from home."""
        if sum(one.lower for one in self.participants) > self.amount:
            return 0.0, self.amount  # the parts contradict the total
        fixed_low = sum(one.lower * one.home_lower for one in self.participants)
        fixed_high = sum(one.lower * one.home_upper for one in self.participants)
        free = max(0.0, self.amount - sum(one.lower for one in self.participants))
        takers = [one for one in self.participants if one.upper > one.lower]
        if not self.complete or not takers:
            return fixed_low, fixed_high + free
        return (
            fixed_low + free * min(one.home_lower for one in takers),
            fixed_high + free * max(one.home_upper for one in takers),
        )


class Funding(Struct, frozen=True, kw_only=True):
    """A firm's money by origin."""

    rounds: tuple[Round, ...]
    interval: tuple[float, float]  # of all money raised
    known: tuple[float, float] | None  # of the money whose rounds are known
    total: float
    currency: str
    unconverted: tuple[str, ...]
    coverage: float | None
    claims: tuple[str, ...]

    @property
    def text(self) -> str:
        """What is known, in words."""
        if self.known is None:
            return "no round with an amount is recorded"
        rounds = f"{len(self.rounds)} known round{'s' if len(self.rounds) > 1 else ''}"
        told = f"of {self.currency} {self.total / 1e6:,.0f} m in {rounds}, "
        told += f"{span(*self.known)} from home"
        if self.unconverted:
            told += f" (not converted: {', '.join(self.unconverted)})"
        return told


@once
def funding_of(situation: Situation, currency: str = "USD") -> Funding:
    """The firm's rounds up to the day, and home's part of the money."""
    rounds = rounds_of(situation)
    converted: list[Round] = []
    unconverted = [f"{situation.name(one)}, in several currencies" for one in _mixed(situation)]
    for one in rounds:
        rate = conversion(situation.knowledge, one.currency, currency, one.closed)
        if rate is None:
            unconverted.append(f"{one.currency} {one.amount / 1e6:,.0f} m")
        else:
            converted.append(_times(one, rate, currency))
    total = sum(one.amount for one in converted)
    low = sum(one.home[0] for one in converted)
    high = sum(one.home[1] for one in converted)
    known = (low / total, high / total) if total > 0 else None
    # Paid-in capital is not recorded for these firms, so nothing bounds the money not known.
    return Funding(
        rounds=tuple(converted),
        interval=(0.0, 1.0),
        known=known,
        total=total,
        currency=currency,
        unconverted=tuple(unconverted),
        coverage=None,
        claims=tuple(dict.fromkeys(claim for one in rounds for claim in one.claims)),
    )


def _mixed(situation: Situation) -> list[str]:
    """Rounds whose claims name several currencies, so that no amount can be counted."""
    currencies: defaultdict[str, set[str]] = defaultdict(set)
    for claim in situation.knowledge.about(Investment, situation.firm):
        if claim.round and claim.currency:
            currencies[claim.round].add(claim.currency)
    return [one for one, named in currencies.items() if len(named) > 1]


def rounds_of(situation: Situation) -> tuple[Round, ...]:
    """Completed primary rounds with an amount, in order of closing."""
    knowledge = situation.knowledge
    grouped: defaultdict[str, list[Investment]] = defaultdict(list)
    for claim in knowledge.about(Investment, situation.firm):
        if (
            claim.flow == "primary"
            and claim.stage == "completed"
            and seen_on(claim, situation.day) is not None
        ):
            grouped[claim.round or f"alone:{claim.id}"].append(claim)
    found = [
        made
        for key, claims in grouped.items()
        if (made := _round(situation, key, claims)) is not None
    ]
    found.sort(key=lambda one: (one.closed or date.min, one.amount, one.currency))
    return tuple(found)


def _round(situation: Situation, key: str, claims: Iterable[Investment]) -> Round | None:
    claims = list(claims)
    totals = [claim for claim in claims if not claim.party and claim.amount_lower is not None]
    parts = [claim for claim in claims if claim.party]
    stated = sum((claim.amount_lower or Decimal(0) for claim in parts), Decimal(0))
    currencies = {claim.currency for claim in claims if claim.currency}
    if len(currencies) != 1:
        return None  # without amounts, or named by ``_mixed``
    amount = totals[0].amount_lower if totals else stated
    if not amount:
        return None
    closed = min(
        (day.first for claim in claims if (day := claim.period.start or claim.as_of)), default=None
    )
    return Round(
        id=key,
        closed=closed,
        amount=float(amount),
        currency=currencies.pop(),
        participants=tuple(
            _participant(situation, investor, amount, parts, closed)
            for investor in dict.fromkeys(claim.party for claim in parts)
        ),
        complete=_names_everybody(situation.knowledge, key, parts, totals, stated),
        claims=tuple(claim.id for claim in claims),
    )


def _names_everybody(
    knowledge: Knowledge,
    key: str,
    parts: list[Investment],
    totals: list[Investment],
    stated: Decimal,
) -> bool:
    """A round is complete when a table says so, or when the parts stated add up to it."""
    if not totals:
        return all(claim.amount_lower is not None for claim in parts)
    tables = knowledge.about(HolderTable, key)
    return any(table.complete_above == 0 or table.covered == 100 for table in tables) or (
        stated == totals[0].amount_lower
    )


def _participant(
    situation: Situation,
    investor: str,
    amount: Decimal,
    parts: list[Investment],
    closed: date | None,
) -> Participant:
    own = [claim for claim in parts if claim.party == investor]
    sized = [claim for claim in own if claim.amount_lower is not None]
    lower = float(max((claim.amount_lower or Decimal(0) for claim in sized), default=Decimal(0)))
    upper = lower if sized else float(amount)
    home = home_part(situation, investor, closed or situation.day)
    return Participant(investor, lower, upper, *home)


def home_part(situation: Situation, investor: str, day: date) -> tuple[float, float]:
    """Home's part of an investor's money: all, none, or open.

    An investor counts by its nationality on paper at closing. One seated
    offshore, one that controls companies by contract, and one of unknown seat
    stay open: their own nationality is what is in question.
    """
    countries = legal_nationality(situation.knowledge, investor, day).jurisdictions
    contested = any(
        claim.mechanism == "vieContracts" for claim in situation.knowledge.of(Control, investor)
    )
    if not countries or contested or any(is_offshore(country) for country in countries):
        return 0.0, 1.0
    at_home = [country == situation.home for country in countries]
    return float(all(at_home)), float(any(at_home))


def conversion(knowledge: Knowledge, given: str, wanted: str, day: date | None) -> float | None:
    """Units of the wanted currency for one given, from a cited yearly average, if there is one."""
    if given == wanted:
        return 1.0
    for rate in knowledge.rates:
        if day is not None and rate.year == day.year:
            if (rate.base, rate.currency) == (wanted, given):
                return 1 / float(rate.rate)
            if (rate.base, rate.currency) == (given, wanted):
                return float(rate.rate)
    return None


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


def home_funding(situation: Situation, lens: Lens) -> Measured:
    """Home's part of all money raised; stated only when enough of it is covered."""
    money = funding_of(situation)
    enough = float(lens.minimum_coverage or 0) / 100
    covered = money.coverage is not None and money.coverage >= enough
    case = threshold_case(lens, *money.interval) if covered else ""
    said = "not known" if money.coverage is None else in_percent(money.coverage)
    return Measured(
        case=case,
        decides="" if case else "coverageTooLow",
        explanation=f"{money.text}; covered part of all paid-in capital: {said}",
        lower=money.interval[0],
        upper=money.interval[1],
        tested=(situation.firm,),
        claims=money.claims,
    )
