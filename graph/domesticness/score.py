"""The domestic-ness score: its bounds and its case, as a lens tests it.

``score = (home share of ultimate ownership + home share of funding) / 2``. The
bounds are certain, the verdict needs the whole interval on one side, and the
estimate is a prior's and says so. Funding bought ownership, so the two overlap.
"""

from __future__ import annotations

from graph.answers.codes import Decides
from graph.claims.reasons import because
from graph.measures.funding import funding_of
from graph.measures.home_share import contradictory, group_share, settled, threshold_case
from graph.measures.measured import Measured
from graph.networks.situation import Situation
from ontology.lenses import Lens

LENS = "ownership-and-funding"


def score_measure(situation: Situation, lens: Lens) -> Measured:
    """The interval of the equal-weight mean of the two home shares."""
    lower, upper, point = group_share(situation, lens, "current")
    money = funding_of(situation)

    def mean(low: float, high: float) -> tuple[float, float]:
        return (low + money.interval[0]) / 2, (high + money.interval[1]) / 2

    case = settled(situation, lens, lambda low, high: threshold_case(lens, *mean(low, high)))
    open_because: Decides = (
        "contradictory" if contradictory(situation, lens) else "undisclosedDecides"
    )
    low, high = mean(lower, upper)
    return Measured(
        case=case,
        decides="" if case else open_because,
        reasons=(
            because(
                "ownershipAndFunding",
                ownership=(lower, upper),
                known=(point, point),
                funding=money.interval,
            ),
            money.reason,
        ),
        lower=low,
        upper=high,
        tested=tuple(part.entity for part in situation.parts),
        claims=money.claims,
    )


def unknown_mass(situation: Situation) -> float:
    """The part of the firm whose owners are float, undisclosed, or trapped in closed groups."""
    shares, trapped = situation.network().point_columns()
    return min(1.0, shares["float"] + shares["undisclosed"] + trapped)
