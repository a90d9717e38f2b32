"""Links of money and of programmes around a firm: rounds and who paid, lists and who names.

A funding round is a node: it links to the firm with its total, and investors link to it with
their parts. Money outside any round links its investor to the firm. A list or programme is a
node too: it names the firm, and who issued, started, funds or keeps it links to it. None of
these carries a share of the firm.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from graph.answers.codes import Currency, NetworkLink
from graph.answers.neighbourhood import NetworkEdge
from graph.answers.path_words import money_said, programme_said
from graph.claims.model import Claim, Designation, Investment, ProgrammeLink
from graph.holders.horizons import known_on
from graph.networks.situation import Situation


def money_edges(situation: Situation, firm: str) -> Iterator[NetworkEdge]:
    """The firm's rounds and investors as known on the day; plans and purchases are marked."""
    claims = [
        claim
        for claim in situation.knowledge.about(Investment, firm)
        if known_on(claim, situation.day) and (claim.party or claim.round)
    ]
    with_total = {claim.round for claim in claims if not claim.party}
    for claim in claims:
        if not claim.party:
            yield _money(claim, claim.round, firm, "round")
        else:
            yield _money(claim, claim.party, claim.round or firm, "investment")
        if claim.round not in with_total and claim.round:
            with_total.add(claim.round)
            parts = tuple(one.id for one in claims if one.round == claim.round)
            yield NetworkEdge(
                source=claim.round, target=firm, link="round", claims=parts,
                currency=_counted(claim), flow=claim.flow, stage=claim.stage,
            )  # fmt: skip


def _money(claim: Investment, source: str, target: str, link: NetworkLink) -> NetworkEdge:
    lower, upper = claim.amount_lower, claim.amount_upper
    return NetworkEdge(
        source=source,
        target=target,
        link=link,
        label=money_said(claim),
        currency=_counted(claim),
        claims=(claim.id,),
        as_of=_day(claim),
        amount_lower=None if lower is None else float(lower),
        amount_upper=None if upper is None else float(upper),
        amount_currency=claim.currency,
        flow=claim.flow,
        stage=claim.stage,
    )


def _counted(claim: Investment) -> Currency:
    return "current" if (claim.flow, claim.stage) == ("primary", "completed") else "notComputed"


def programme_edges(situation: Situation, firm: str) -> Iterator[NetworkEdge]:
    """Lists and programmes that name the firm or carry it, and who stands behind each."""
    knowledge, day = situation.knowledge, situation.days.of("lists")
    named = [one for one in knowledge.about(Designation, firm) if known_on(one, day)]
    for claim in named:
        yield _programme(claim, claim.programme, firm, "designation", day)
        if claim.party:
            yield _programme(claim, claim.party, claim.programme, "programme", day)
    for entity in dict.fromkeys((firm, *(claim.programme for claim in named))):
        for link in knowledge.about(ProgrammeLink, entity):
            if link.party and known_on(link, day):
                yield _programme(link, link.party, entity, "programme", day)


def _programme(
    claim: Designation | ProgrammeLink, source: str, target: str, link: NetworkLink, day: date
) -> NetworkEdge:
    ended = claim.period.ended_before(day)
    return NetworkEdge(
        source=source,
        target=target,
        link=link,
        label=programme_said(claim),
        currency="closed" if ended else "current" if claim.stage == "completed" else "notComputed",
        claims=(claim.id,),
        as_of=_day(claim),
        stage=claim.stage,
    )


def _day(claim: Claim) -> str:
    return str(claim.as_of or claim.period.start or "")
