"""Funding rounds: what each brought, from whom, and home's part of those investors.

A round is counted once, however many participants repeat its total. A
participant's part lies between nothing and the round, or the most that is said;
when the list of participants is complete the parts add up to the round, so a
round whose complete list is all home is decided without knowing the split.
Purchases from other holders, plans and valuations are not money received.

An investor counts by whoever stands above it when the round closed
(``graph.measures.investors``); firms that are themselves contested stay open.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from graph.claims.knowledge import Knowledge
from graph.claims.model import Control, HolderTable, Investment
from graph.claims.reasons import Reason, because
from graph.holders.groups import names_everybody
from graph.holders.origins import HOME
from graph.measures.completion import received
from graph.measures.investors import part_at_closing
from graph.networks.situation import Situation


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


def claims_by_round(situation: Situation) -> dict[str, list[Investment]]:
    """The claims of primary money that came in by the day, by the round they tell of."""
    grouped: defaultdict[str, list[Investment]] = defaultdict(list)
    for claim in received(situation.knowledge, situation.firm, situation.day):
        grouped[claim.round or f"alone:{claim.id}"].append(claim)
    return dict(grouped)


def without_one_amount(grouped: Mapping[str, list[Investment]]) -> list[Reason]:
    """Rounds of several currencies, or whose money is open, if only above: not counted."""
    reasons = []
    for claims in grouped.values():
        name = claims[0].round or claims[0].party  # of money outside any round: whose it is
        if len({claim.currency for claim in claims if claim.currency}) > 1:
            reasons.append(because("severalCurrencies", round=name))
        elif any(map(_sized, claims)) and any(map(_open, _totals(claims) or claims)):
            reasons.append(because("amountRange", round=name))
    return reasons


def _totals(claims: Iterable[Investment]) -> list[Investment]:
    return [claim for claim in claims if not claim.party and _sized(claim)]


def _sized(claim: Investment) -> bool:
    return claim.amount_lower is not None or claim.amount_upper is not None


def _open(claim: Investment) -> bool:
    """Whether a claim leaves its amount open: between two, on one side only, or altogether."""
    return claim.amount_lower is None or claim.amount_upper != claim.amount_lower


def rounds_of(situation: Situation, grouped: Mapping[str, list[Investment]]) -> tuple[Round, ...]:
    """The rounds with an amount, in order of closing."""
    found = [
        made
        for key, claims in grouped.items()
        if (made := _round(situation, key, claims)) is not None
    ]
    found.sort(key=lambda one: (one.closed or date.min, one.amount, one.currency))
    return tuple(found)


def counted_once(knowledge: Knowledge, rounds: Iterable[Round]) -> tuple[Round, ...]:
    """Rounds of one currency, those that are part of another within it and not beside it.

    Whoever took part in the part took part in the whole, and its money is in the whole's.
    """
    by_id = {one.id: one for one in rounds}
    for one in tuple(by_id.values()):
        entity = knowledge.entities.get(one.id)
        whole = by_id.get(entity.part_of) if entity else None
        if whole is None or whole.currency != one.currency:
            continue
        taken = {participant.investor for participant in one.participants}
        others = (other for other in whole.participants if other.investor not in taken)
        by_id[whole.id] = replace(
            whole,
            participants=(*others, *one.participants),
            claims=(*whole.claims, *one.claims),
        )
        del by_id[one.id]
    return tuple(by_id.values())


def _round(situation: Situation, key: str, claims: list[Investment]) -> Round | None:
    totals = _totals(claims)
    parts = [claim for claim in claims if claim.party]
    stated = sum((claim.amount_lower or Decimal(0) for claim in parts), Decimal(0))
    currencies = {claim.currency for claim in claims if claim.currency}
    if len(currencies) != 1 or any(map(_open, totals or parts)):
        return None  # without an amount, or named by ``without_one_amount``
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
        complete=names_all_investors(situation.knowledge, key, parts, totals, stated),
        claims=tuple(claim.id for claim in claims),
    )


def names_all_investors(
    knowledge: Knowledge,
    key: str,
    parts: list[Investment],
    totals: list[Investment],
    stated: Decimal,
) -> bool:
    """A round is complete when a table says so, or when the parts stated add up to it."""
    if not totals:
        return not any(map(_open, parts))
    tables = knowledge.about(HolderTable, key)
    stages = {"completed", *(claim.stage for claim in totals)}  # of an agreed round as well
    return any(table.stage in stages and names_everybody(table) for table in tables) or (
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
    sized = [claim for claim in own if _sized(claim)]
    lower = float(max((claim.amount_lower or Decimal(0) for claim in sized), default=Decimal(0)))
    most = [claim.amount_upper for claim in sized if claim.amount_upper is not None]
    upper = float(amount)
    if most and len(most) == len(sized):
        upper = max(lower, min(float(max(most)), upper))
    home = home_part(situation, investor, closed or situation.day)
    return Participant(investor, lower, upper, *home)


def home_part(situation: Situation, investor: str, day: date) -> tuple[float, float]:
    """Home's part of an investor's money: of all that ends above it, the least and the most.

    One that controls companies by contract stays open: its own nationality is what is in
    question.
    """
    contested = any(
        claim.mechanism == "vieContracts" for claim in situation.knowledge.of(Control, investor)
    )
    return (0.0, 1.0) if contested else part_at_closing(situation, investor, day, HOME)
