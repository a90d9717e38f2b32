"""Money: what was read of it, whose it was, and the states that put some in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph.answers.page_words import NOTHING
from graph.claims.model import Citation, Investment
from graph.claims.reasons import because
from graph.domesticness.walked_score import Reached, walked_score
from graph.fraction import ZERO
from graph.measures.completion import is_inferred
from graph.measures.money_graph import MoneyGraph
from graph.measures.paid_rounds import PaidRound
from graph.measures.rates import rate_of
from graph.networks.situation import Situation
from graph.profiles.answer.money_beside import not_counted
from graph.profiles.answer.money_rounds import rounds_said
from graph.profiles.answer.said import Said, claims_of, each, weak_parts, weakly
from graph.profiles.answer.state_money import state_money

ENDS = 8  # parties by name; the others are counted


def money(situation: Situation) -> tuple[Said, ...]:
    """The money of a firm, as far as it was read."""
    return tuple(_money(situation))


def _money(situation: Situation) -> Iterator[Said]:
    found = walked_score(situation)
    graph = found.graph
    claims = tuple(claim for one in graph.counted for claim in one.all_claims)
    facts = [
        fact for one in graph.counted for fact in (one.claims, *(part.claims for part in one.parts))
    ]
    if found.money is None:
        yield Said(because("moneyNotRead"))
    else:
        settled = found.money.home > 0 or found.money.foreign > 0
        code = "moneyRead" if settled else "moneyOpen"
        yield Said(
            because(
                code, total=(float(graph.total), graph.currency), rounds=len(graph.counted),
                home=found.money.home, foreign=found.money.foreign, open=found.money.not_read,
                aside=weak_parts(situation.knowledge, *facts),
            ),
            claims,
        )  # fmt: skip
        yield rounds_said(situation, graph)
        converted = [one for one in graph.counted if one.currency != graph.currency]
        if converted:
            yield Said(
                because("moneyConverted", count=len(converted), currency=graph.currency),
                papers=tuple(_rates_of(situation, converted, graph.currency)),
            )
        yield from _paid(situation, graph, found.money.ends)
        yield from _only_agreed(situation, claims)
    yield from state_money(situation)
    yield from state_money(situation, "foreign_state")
    yield from _beside(graph.beside)
    yield from not_counted(situation, graph)


def _rates_of(
    situation: Situation, rounds: Sequence[PaidRound], currency: str
) -> Iterator[Citation]:
    """Where the rates were read by which rounds were converted."""
    for one in rounds:
        rate = rate_of(situation.knowledge, one.currency, currency, one.day)
        if rate is not None:
            yield from rate.citations


def _paid(situation: Situation, graph: MoneyGraph, ends: tuple[Reached, ...]) -> Iterator[Said]:
    """Whom the money that has an origin came from, the largest parts first, all of it said."""
    ordered = sorted((end for end in ends if end.points > 0), key=lambda end: -end.points)
    for end in ordered[:ENDS]:
        asides = (
            because("originOf", column=end.origin),
            because("ofClassification") if _by_classification(end) else NOTHING,
            because("convertedSum") if _is_converted(situation, graph, end) else NOTHING,
            weakly(situation.knowledge, *each(end.claims)),
        )
        amount = (end.points * graph.total, graph.currency)
        code = _code_of(situation, end)
        reason = because(code, who=end.entity, points=end.points, amount=amount, asides=asides)
        yield Said(reason, end.claims)
    if left := ordered[ENDS:]:
        points = sum((end.points for end in left), ZERO)
        amount = (points * graph.total, graph.currency)
        claims = tuple(claim for end in left for claim in end.claims)
        reason = because("moneyOfOthers", points=points, amount=amount, count=len(left))
        yield Said(reason, claims)


def _by_classification(end: Reached) -> bool:
    return not end.unnamed and end.rests_on != "percentages"


def _is_converted(situation: Situation, graph: MoneyGraph, end: Reached) -> bool:
    """Whether what somebody paid was in another money than what was read is counted in."""
    return any(
        isinstance(one, Investment) and one.party and one.currency not in ("", graph.currency)
        for one in claims_of(situation.knowledge, end.claims)
    )


def _code_of(situation: Situation, end: Reached) -> str:
    """The sentence for an end: one party, or several together whose split was not read."""
    if end.unnamed:
        entity = situation.knowledge.entities.get(end.entity)
        is_round = entity is not None and entity.kind == "FundingRound"
        return "moneyOfInvestors" if is_round else "moneyOfTogether"
    return "moneyEnds"


def _only_agreed(situation: Situation, claims: Sequence[str]) -> Iterator[Said]:
    """Whose money was only agreed, and counts because a later holding cannot be without it."""
    known = situation.knowledge.claims
    agreed = [
        one
        for claim in claims
        if isinstance(one := known.get(claim), Investment) and is_inferred(one) and one.party
    ]
    if agreed:
        who = tuple(dict.fromkeys(one.party for one in agreed))
        yield Said(because("moneyInferred", who=who), tuple(one.id for one in agreed))


def _beside(rounds: tuple[PaidRound, ...]) -> Iterator[Said]:
    unread = [one for one in rounds if one.beside == "noAmount"]
    if unread:
        investors = tuple(dict.fromkeys(part.investor for one in unread for part in one.parts))
        claims = tuple(claim for one in unread for claim in one.all_claims)
        if investors:
            yield Said(because("moneyWithoutAmount", count=len(investors)), claims)
