"""From what was measured to what a lens says, in its own words.

A verdict is decided only when everything the unknowns may be leads to the same
case. Otherwise it names what decides; a case that only cannot be excluded has a
word, and is open too. The registry below is the whole list of
measures a lens can name; a lens that names another is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from graph.answers.names import named
from graph.answers.parts import Interval
from graph.answers.verdicts import Verdict
from graph.claims.fact_days import KINDS, FactKind
from graph.domesticness.score import score_measure
from graph.errors import UnknownTermError
from graph.measures.actual_control import actual_control
from graph.measures.control import control
from graph.measures.designations import designation, special_right
from graph.measures.foreign_share import foreign_share
from graph.measures.funding import home_funding
from graph.measures.home_share import blocks, home_share
from graph.measures.hybrid import hybrid_limbs
from graph.measures.list_reach import list_reach
from graph.measures.measured import Measured
from graph.measures.places import group_headquarters, place
from graph.measures.registered import any_foreign_equity, first_hop_foreign, foreign_unit
from graph.measures.share_or_control import home_share_or_control
from graph.measures.state_form import state_form
from graph.measures.state_influence import state_influence
from graph.measures.work import made_at_home, work
from graph.networks.situation import Situation
from ontology.lenses import Lens
from ontology.load import codes

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
    "listReach": list_reach,
    "score": score_measure,
    "actualControl": actual_control,
    "stateForm": state_form,
    "stateInfluence": state_influence,
    "work": work,
    "groupHeadquarters": group_headquarters,
    "madeAtHome": made_at_home,
    "foreignShare": foreign_share,
    "homeShareOrControl": home_share_or_control,
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
    "outOfScope": "does not apply",
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


def fact_kind(lens: Lens) -> FactKind:
    """Whose day a lens is answered for: that of what its measure reads."""
    measure = codes("LensMeasures").get(lens.measure)
    said = str(measure.attributes.get("factKind", "")) if measure else ""
    return next((kind for kind in KINDS if kind == said), "ownership")


def verdicts_of(situation: Situation) -> tuple[Verdict, ...]:
    """What every lens of the data set says of a firm."""
    return tuple(verdict(situation, lens) for lens in situation.knowledge.lenses.values())


def verdict(situation: Situation, lens: Lens) -> Verdict:
    """What a lens says of the firm on the day; a list on the day of lists, unless one is asked."""
    situation = situation.on(fact_kind(lens))
    measured = measure_of(lens)(situation, lens)
    in_force = lens.in_force(situation.day, situation.home) and measured.applies
    outcome = lens.outcomes.get(measured.case)
    word = outcome.word if outcome else "undecided"
    explanation, outside = measured.explanation, "does not apply"
    if measured.applies and not in_force:
        outside = "not in force"
        explanation = f"{_window(lens, situation)}; would say: {word} ({explanation})"
    decided = in_force and outcome is not None and not measured.decides
    return Verdict(
        lens=lens.id,
        label=lens.label,
        firm=named(situation.knowledge, situation.firm),
        word=word if in_force else outside,
        decided=decided,
        decides="" if decided else _decides(measured, in_force=in_force),
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
        as_of=situation.day.isoformat(),
        version=lens.version,
        comes_from=lens.comes_from,
        claims=measured.claims,
    )


def _decides(measured: Measured, *, in_force: bool) -> str:
    """Why nothing is decided."""
    if not measured.applies:
        return "outOfScope"
    return measured.decides if in_force else "outOfForce"


def _window(lens: Lens, situation: Situation) -> str:
    if lens.only_home and lens.only_home != situation.home:
        if lens.law_of:
            return f"a law of {lens.law_of}, not of {situation.home}"
        return f"speaks of {lens.only_home} as home, not of {situation.home}"
    if lens.windows:
        return f"in force {', '.join(str(window) for window in lens.windows)}"
    if lens.valid_to is not None and situation.day > lens.valid_to:
        after = f", then {lens.successor}" if lens.successor else ""
        return f"in force until {lens.valid_to}{after}"
    return f"in force from {lens.valid_from}"
