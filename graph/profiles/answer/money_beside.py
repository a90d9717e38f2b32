"""Money that was read and is not in the total: why not, and what was only agreed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from graph.claims.model import Investment
from graph.claims.reasons import Reason, because
from graph.holders.horizons import seen_on
from graph.measures.completion import received
from graph.measures.money_graph import MoneyGraph
from graph.measures.paid_rounds import PaidRound
from graph.networks.situation import Situation
from graph.profiles.answer.said import Said

WHY = {
    "severalCurrencies": "moneyBeside_severalCurrencies",
    "contradictory": "moneyBeside_contradictory",
    "amountOpen": "moneyBeside_amountOpen",
}


def not_counted(situation: Situation, graph: MoneyGraph) -> Iterator[Said]:
    """The rounds with an amount that stand beside the total, and what was agreed and not read."""
    beside = [one for one in graph.beside if one.beside != "noAmount"]
    if beside:
        claims = tuple(claim for one in beside for claim in one.all_claims)
        parts = tuple(_part(situation, one) for one in beside)
        yield Said(because("moneyNotCounted", each=parts), claims)
    agreed = only_agreed(situation)
    if agreed:
        parts = tuple(_sum_agreed(one) for one in agreed)
        yield Said(because("moneyAgreedOnly", each=parts), tuple(one.id for one in agreed))


def only_agreed(situation: Situation) -> tuple[Investment, ...]:
    """What was agreed by the day and never read as paid: of a round its total, if it has one."""
    knowledge, firm, day = situation.knowledge, situation.firm, situation.day
    came = {claim.id for claim in received(knowledge, firm, day)}
    grouped: defaultdict[str, list[Investment]] = defaultdict(list)
    for claim in knowledge.about(Investment, firm):
        is_agreed = claim.flow == "primary" and claim.stage == "agreed" and claim.id not in came
        has_amount = (claim.amount_lower, claim.amount_upper) != (None, None)
        if is_agreed and has_amount and seen_on(claim, day) is not None:
            grouped[claim.round or claim.id].append(claim)
    return tuple(one for claims in grouped.values() for one in _whole(claims))


def _whole(claims: Sequence[Investment]) -> Sequence[Investment]:
    """The totals of a round, of which its parts are a part; the parts where no total was read."""
    return [one for one in claims if not one.party] or claims


def _part(situation: Situation, one: PaidRound) -> Reason:
    who = (one.id,) if one.is_round else tuple(part.investor for part in one.parts)
    if one.beside == "noRate" and one.amount is not None:
        return because("moneyBeside_noRate", who=who, amount=(float(one.amount), one.currency))
    if one.beside == "amountOpen":
        known = situation.knowledge.claims
        claims = (known[claim] for claim in one.claims or one.all_claims)
        sized = [claim for claim in claims if isinstance(claim, Investment)]
        least = [float(claim.amount_lower) for claim in sized if claim.amount_lower is not None]
        if least:
            return because("moneyBeside_atLeast", who=who, amount=(min(least), one.currency))
    return because(WHY.get(one.beside or "", "moneyBeside_amountOpen"), who=who)


def _sum_agreed(claim: Investment) -> Reason:
    who = (claim.round,) if claim.round and not claim.party else (claim.party,)
    if claim.amount_lower is None:
        return because(
            "moneyAgreedUpTo", who=who, amount=(float(claim.amount_upper or 0), claim.currency)
        )
    return because("moneyAgreedOf", who=who, amount=(float(claim.amount_lower), claim.currency))
