"""The domestic-ness score of a firm: a pair, its bounds, a verdict, and beside them an estimate."""

from __future__ import annotations

from collections.abc import Iterable

from graph.answers.parts import Interval
from graph.answers.path_words import amount_said
from graph.answers.reason_words import in_words
from graph.answers.verdicts import Estimate, Score, Verdict
from graph.claims.knowledge import Knowledge
from graph.claims.reasons import Reason, because
from graph.domesticness.estimate import Estimated, estimate
from graph.domesticness.score import LENS, unknown_mass
from graph.measures.funding import funding_of
from graph.measures.home_share import group_share
from graph.networks.situation import Situation
from graph.profiles.amounts import rated
from ontology.lenses import Prior


def score(situation: Situation, decided: Verdict, *, with_estimate: bool = False) -> Score:
    """The score of a firm in its layers, given what its lens decided; the estimate if asked."""
    lens = situation.knowledge.lenses[LENS]
    lower, upper, point = group_share(situation, lens, "current")
    money = funding_of(situation)
    amounts = rated(situation)
    total = float(amounts.rounds.total)
    assert decided.interval is not None  # this lens's measure always has one
    return Score(
        firm=decided.firm,
        ownership=Interval(lower, upper, point),
        funding=Interval(*money.interval),
        funding_known=Interval(*money.known) if money.known else None,
        funding_known_total=in_words(situation.knowledge, money.reason),
        mean=decided.interval,
        coverage={"ownership": 1 - unknown_mass(situation), "funding": money.coverage},
        verdict=decided,
        estimate=estimate_in_words(situation.knowledge, estimate(situation, money, lens.prior))
        if with_estimate
        else None,
        notes=(in_words(situation.knowledge, because("partsOverlap")),),
        ownership_amounts=amounts.ownership,
        ownership_number=amounts.ownership_number,
        money_amounts=amounts.money,
        money_read=amount_said(total, total, amounts.rounds.currency) if amounts.money else "",
        half_of_each=Interval(*amounts.half),
        half_state=amounts.state,
        number=amounts.number,
    )


def estimate_in_words(knowledge: Knowledge, drawn: Estimated) -> Estimate:
    """An estimate with its prior's parameters, to be printed with every number it gives."""
    return Estimate(
        median=drawn.median,
        low=drawn.low,
        high=drawn.high,
        prior=drawn.prior.id,
        parameters={
            in_words(knowledge, name): in_words(knowledge, value)
            for name, value in _parameters(drawn.prior)
        },
        rivals=drawn.rivals,
    )


def _parameters(prior: Prior) -> Iterable[tuple[Reason, Reason]]:
    for venue, pair in prior.float_home.items():
        yield because("floatOnRegister", venue=venue), _beta(pair)
    for where, pair in prior.undisclosed_home.items():
        yield because("undisclosedAt", where=where), _beta(pair)
    yield because("moneyUnknown"), _beta(prior.money_home)
    months = because("months", count=prior.stake_half_life_months)
    yield because("halfLife"), months
    yield because("draws"), because("count", count=prior.draws)


def _beta(pair: tuple[float, float]) -> Reason:
    return because("beta", a=pair[0], b=pair[1])
