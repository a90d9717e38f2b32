"""The domestic-ness score: a pair, its bounds, a verdict, and beside them an estimate.

``score = (home share of ultimate ownership + home share of funding) / 2``. The
bounds are certain, the verdict needs the whole interval on one side, and the
estimate is a prior's and says so. Funding bought ownership, so the two overlap.
"""

from __future__ import annotations

from graph.answers.parts import Interval
from graph.answers.verdicts import Score, Verdict
from graph.claims.shares import span
from graph.domesticness.estimate import estimate
from graph.measures.funding import funding_of
from graph.measures.home_share import contradictory, group_share, settled, threshold_case
from graph.measures.measured import Measured
from graph.networks.situation import Situation
from ontology.lenses import Lens

LENS = "ownership-and-funding"
OVERLAP = "Funding bought ownership: the two parts overlap."


def score_measure(situation: Situation, lens: Lens) -> Measured:
    """The interval of the equal-weight mean of the two home shares."""
    lower, upper, point = group_share(situation, lens, "current")
    money = funding_of(situation)

    def mean(low: float, high: float) -> tuple[float, float]:
        return (low + money.interval[0]) / 2, (high + money.interval[1]) / 2

    case = settled(situation, lens, lambda low, high: threshold_case(lens, *mean(low, high)))
    open_because = "contradictory" if contradictory(situation, lens) else "undisclosedDecides"
    low, high = mean(lower, upper)
    return Measured(
        case=case,
        decides="" if case else open_because,
        explanation=f"ownership {span(lower, upper)} home (known {span(point, point)}), "
        f"funding {span(*money.interval)} home; {money.text}",
        lower=low,
        upper=high,
        tested=tuple(part.entity for part in situation.parts),
        claims=money.claims,
    )


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
        funding_known_total=money.text,
        mean=decided.interval,
        coverage={"ownership": 1 - _unknown_mass(situation), "funding": money.coverage},
        verdict=decided,
        estimate=estimate(situation, money, lens.prior),
        notes=(OVERLAP,),
    )


def _unknown_mass(situation: Situation) -> float:
    shares, trapped = situation.network().point_columns()
    return min(1.0, shares["float"] + shares["undisclosed"] + trapped)
