"""Of what the money that was read is made: each round by name, sum and day; what is converted."""

from __future__ import annotations

from graph.answers.page_words import NOTHING
from graph.claims.periods import PartialDate
from graph.claims.reasons import Reason, because
from graph.fraction import ZERO, Fraction
from graph.measures.money_graph import MoneyGraph
from graph.measures.paid_rounds import PaidRound
from graph.networks.situation import Situation
from graph.profiles.answer.said import Said, claims_of, first_day, newest, weakly

SHOWN = 6  # rounds by name; of the others their number and their sum


def rounds_said(situation: Situation, graph: MoneyGraph) -> Said:
    """The rounds that the total is made of, the largest first: all of the total is said."""
    sums = {one.id: (one.amount or ZERO) * graph.rates[one.id] for one in graph.counted}
    ordered = sorted(graph.counted, key=lambda one: (-sums[one.id], one.day, one.id))
    parts = [_round(situation, graph, one, sums[one.id]) for one in ordered[:SHOWN]]
    if left := ordered[SHOWN:]:
        together = sum((sums[one.id] for one in left), ZERO)
        amount = (float(together), graph.currency)
        parts.append(because("moneyOfMore", count=len(left), amount=amount))
    claims = tuple(claim for one in graph.counted for ids in _facts(one) for claim in ids)
    return Said(because("moneyRounds", each=tuple(parts)), claims)


def _facts(one: PaidRound) -> tuple[tuple[str, ...], ...]:
    """The claims on the sum of a round; of money outside any round, on each part of it."""
    return (one.claims,) if one.claims else tuple(part.claims for part in one.parts)


def _round(situation: Situation, graph: MoneyGraph, one: PaidRound, sum_: Fraction) -> Reason:
    """A round or what somebody paid alone: its sum as read, its day, as what it counts."""
    amount = (float(one.amount or 0), one.currency)
    counts_as = (float(sum_), graph.currency)
    is_converted = one.currency != graph.currency
    asides = (
        because("seenOn", day=closed(situation, one)),
        because("convertedTo", amount=counts_as) if is_converted else NOTHING,
        weakly(situation.knowledge, *_facts(one)),
    )
    if one.is_round:
        return because("moneyOfRound", amount=amount, round=one.id, asides=asides)
    who = tuple(dict.fromkeys(part.investor for part in one.parts))
    return because("moneyOfPayers", amount=amount, who=who, asides=asides)


def closed(situation: Situation, one: PaidRound) -> PartialDate:
    """The day of a round as precisely as its total was dated; of money alone, as its claim is."""
    claims = claims_of(situation.knowledge, one.claims or one.all_claims)
    return first_day(claims) or newest(claims) or PartialDate(one.day)
