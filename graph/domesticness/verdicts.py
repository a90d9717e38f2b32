"""From what was measured to what a lens says, in its own words.

A verdict is decided only when everything the unknowns may be leads to the same
case. Otherwise it names what decides. The registry below is the whole list of
measures a lens can name; a lens that names another is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from graph.answers import Interval, Verdict
from graph.domesticness.control import control
from graph.domesticness.designations import designation, special_right
from graph.domesticness.funding import home_funding
from graph.domesticness.hybrid import hybrid_limbs
from graph.domesticness.measured import Measured
from graph.domesticness.ownership import blocks, home_share
from graph.domesticness.places import place
from graph.domesticness.registered import any_foreign_equity, first_hop_foreign, foreign_unit
from graph.domesticness.score import score_measure
from graph.errors import UnknownTermError
from graph.evidence import named
from graph.situation import Situation
from ontology.lenses import Lens

Measure = Callable[[Situation, Lens], Measured]

MEASURES: Mapping[str, Measure] = {
    "place": place,
    "firstHopForeign": first_hop_foreign,
    "anyForeignEquity": any_foreign_equity,
    "foreignUnit": foreign_unit,
    "homeShare": home_share,
    "blocks": blocks,
    "control": control,
    "specialRight": special_right,
    "hybridLimbs": hybrid_limbs,
    "homeFunding": home_funding,
    "designation": designation,
    "score": score_measure,
}

DECIDES = {
    "floatDecides": "float decides",
    "undisclosedDecides": "undisclosed decides",
    "lastKnownOnly": "last known only",
    "rivalSources": "rival sources",
    "contractsDecide": "contracts decide",
    "contradictory": "contradictory column",
    "notCited": "not cited",
    "listNotHeld": "list not held",
    "coverageTooLow": "coverage too low",
    "limbOpen": "limb open",
    "nationalityOpen": "nationality open",
    "outOfForce": "not in force",
}


def measure_of(lens: Lens) -> Measure:
    """The measure a lens names; raises :class:`UnknownTermError` with those there are."""
    try:
        return MEASURES[lens.measure]
    except KeyError:
        known = ", ".join(MEASURES)
        raise UnknownTermError(
            f"lens {lens.id} names the measure {lens.measure!r}; there are: {known}"
        ) from None


def verdict(situation: Situation, lens: Lens) -> Verdict:
    """What a lens says of the firm on the day."""
    measured = measure_of(lens)(situation, lens)
    in_force = lens.in_force(situation.day, situation.home)
    outcome = lens.outcomes.get(measured.case)
    word = outcome.word if outcome else "undecided"
    explanation = measured.explanation
    if not in_force:
        explanation = f"{_window(lens, situation)}; would say: {word} ({explanation})"
    return Verdict(
        lens=lens.id,
        label=lens.label,
        firm=named(situation.knowledge, situation.firm),
        word=word if in_force else "not in force",
        decided=in_force and outcome is not None,
        decides="" if outcome and in_force else measured.decides if in_force else "outOfForce",
        explanation=explanation,
        case=measured.case,
        interval=(
            None
            if measured.lower is None or measured.upper is None
            else Interval(measured.lower, measured.upper, measured.point)
        ),
        threshold=None if lens.threshold is None else float(lens.threshold) / 100,
        tested=tuple(named(situation.knowledge, entity) for entity in measured.tested),
        parts=measured.parts,
        in_force=in_force,
        version=lens.version,
        comes_from=lens.comes_from,
        claims=measured.claims,
    )


def _window(lens: Lens, situation: Situation) -> str:
    if lens.law_of and lens.law_of != situation.home:
        return f"a law of {lens.law_of}, not of {situation.home}"
    if lens.valid_to is not None:
        after = f", then {lens.successor}" if lens.successor else ""
        return f"in force until {lens.valid_to}{after}"
    return f"in force from {lens.valid_from}"
