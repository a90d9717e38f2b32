"""The domestic-ness score of a firm: a pair, its bounds, a verdict, and beside them an estimate."""

from __future__ import annotations

from graph.answers.parts import Interval
from graph.answers.reasons import in_words
from graph.answers.verdicts import Score, Verdict
from graph.claims.reasons import because
from graph.domesticness.estimate import estimate
from graph.domesticness.score import LENS, unknown_mass
from graph.measures.funding import funding_of
from graph.measures.home_share import group_share
from graph.networks.situation import Situation


def score(situation: Situation, decided: Verdict) -> Score:
    """The score of a firm in its three layers, given what its lens decided."""
    lens = situation.knowledge.lenses[LENS]
    lower, upper, point = group_share(situation, lens, "current")
    money = funding_of(situation)
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
        estimate=estimate(situation, money, lens.prior),
        notes=(in_words(situation.knowledge, because("partsOverlap")),),
    )
