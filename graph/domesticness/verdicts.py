"""From what was measured to what a lens says: a finding, not yet in words.

A verdict is decided only when everything the unknowns may be leads to the same
case. Otherwise it names what decides; a case that only cannot be excluded has a
word, and is open too. The registry below is the whole list of
measures a lens can name; a lens that names another is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from graph.answers.codes import Decides, Side
from graph.claims.fact_days import KINDS, FactKind
from graph.claims.kept import once
from graph.claims.model import Ownership
from graph.claims.reasons import Reason, because
from graph.domesticness.other_world import in_both_worlds
from graph.domesticness.pending_steps import decided_without, pending_in, pending_reasons
from graph.domesticness.score import score_measure
from graph.domesticness.weak_sources import weak_sources
from graph.errors import UnknownTermError
from graph.holders.totals import quantities_added
from graph.measures.actual_control import actual_control
from graph.measures.blocks import blocks
from graph.measures.control import control
from graph.measures.designations import designation, special_right
from graph.measures.foreign_share import foreign_share
from graph.measures.foreign_unit import foreign_unit
from graph.measures.funding import home_funding
from graph.measures.home_share import BASES, home_share
from graph.measures.hybrid import hybrid_limbs
from graph.measures.list_reach import list_reach
from graph.measures.measured import Measured
from graph.measures.places import group_headquarters, place
from graph.measures.registered import first_hop_foreign
from graph.measures.reinvested import any_foreign_equity
from graph.measures.share_or_control import home_share_or_control
from graph.measures.state_form import state_form
from graph.measures.state_influence import state_influence
from graph.measures.work import made_at_home, work
from graph.networks.situation import Situation
from ontology.lenses import Lens, Outcome
from ontology.load import codes
from ontology.nodes import in_windows

Measure = Callable[[Situation, Lens], Measured]

SILENT = ("outOfForce", "outOfScope", "listNotHeld")  # what decides, where a lens says nothing
SIDES: Mapping[str, Side] = {"domestic": "home", "notDomestic": "notHome", "mixed": "mixed"}

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


class Finding(Struct, frozen=True, kw_only=True, gc=False):
    """What a lens says of a firm, not yet in words.

    ``word`` is the lens's own for the case, or that it is undecided, not in force or does
    not apply; ``window`` says why a lens is not in force.
    """

    lens: Lens
    firm: str
    day: date
    word: str
    decided: bool
    decides: Decides
    in_force: bool
    measured: Measured
    window: Reason | None = None

    @property
    def side(self) -> Side:
        """The side of the word: data of the lens; open where it is not decided but could be."""
        if not self.decided:
            return "" if self.decides in SILENT else "open"
        outcome = self.lens.outcomes.get(self.measured.case)
        return SIDES.get(outcome.reads_as, "") if outcome else ""

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Why it says so; of a lens not in force, what it would say."""
        why = self.measured.reasons
        if self.window is None:
            return why
        outcome = self.lens.outcomes.get(self.measured.case)
        word = outcome.word if outcome else "undecided"
        return self.window, because("wouldSay", word=word, why=why)


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
    return _kind_read(lens.measure)


@cache
def _kind_read(measure: str) -> FactKind:
    known = codes("LensMeasures").get(measure)
    stated = str(known.attributes.get("factKind", "")) if known else ""
    return next((kind for kind in KINDS if kind == stated), "ownership")


def interval_counts(lens: Lens) -> str:
    """Whose part the interval of a lens is, as a code; nothing where its measure has none."""
    return _counted(lens.measure)


@cache
def _counted(measure: str) -> str:
    known = codes("LensMeasures").get(measure)
    return str(known.attributes.get("intervalOf", "")) if known else ""


def findings_of(situation: Situation) -> tuple[Finding, ...]:
    """What every lens of the data set says of a firm."""
    return tuple(finding(situation, lens) for lens in situation.knowledge.lenses.values())


def finding(situation: Situation, lens: Lens) -> Finding:
    """What a lens says of the firm on the day; a list on the day of lists, unless one is asked.

    By a lens of the data set it is found once for a firm and day, since neither changes.
    """
    if situation.knowledge.lenses.get(lens.id) is lens:
        return _found_once(situation, lens.id)
    return _find(situation, lens)


@once
def _found_once(situation: Situation, lens: str) -> Finding:
    return _find(situation, situation.knowledge.lenses[lens])


def _find(situation: Situation, lens: Lens) -> Finding:
    situation = situation.on(fact_kind(lens))
    measured = in_both_worlds(
        situation, measure_of(lens)(situation, lens), lambda one: measure_of(lens)(one, lens)
    )
    outcome = lens.outcomes.get(measured.case)
    if not measured.applies or not lens.in_force(situation.day, situation.home):
        return Finding(
            lens=lens,
            firm=situation.firm,
            day=situation.day,
            word="not in force" if measured.applies else "does not apply",
            decided=False,
            decides="outOfForce" if measured.applies else "outOfScope",
            in_force=False,
            measured=measured,
            window=_window(lens, situation) if measured.applies else None,
        )
    added = _quantities_added(situation, lens, measured)
    if added is not None:
        measured = replace(measured, reasons=(*measured.reasons, added))
    unchecked = _unchecked(situation, lens)
    if unchecked is not None:
        measured = replace(measured, reasons=(*measured.reasons, unchecked))
    decided = outcome is not None and not measured.decides
    pending = pending_in(situation, measured)
    if pending:
        measured = _with_pending(situation, lens, measured, pending, decided=decided)
    weak = weak_sources(situation.knowledge, lens, measured) if decided else None
    if weak is not None:
        measured = replace(measured, reasons=(*measured.reasons, weak))
    return Finding(
        lens=lens,
        firm=situation.firm,
        day=situation.day,
        word=_word(outcome, measured),
        decided=decided,
        decides="" if decided else measured.decides,
        in_force=True,
        measured=measured,
    )


def _unchecked(situation: Situation, lens: Lens) -> Reason | None:
    """That a rule began after the last day to which rules were read: foreseen, and not seen."""
    if not lens.windows:
        return None
    read = situation.knowledge.days.lists
    began = next(
        (one.first for one in lens.windows if in_windows((one,), situation.day) and one.first), None
    )
    if began is None or began <= read:
        return None
    return because("ruleUnchecked", day=str(began), read=str(read))


def _quantities_added(situation: Situation, lens: Lens, measured: Measured) -> Reason | None:
    """That a share which a lens adds up is of figures of several quantities, where it is."""
    if measured.lower is None or not measured.upper or lens.basis not in BASES:
        return None
    column = situation.column(situation.firm, BASES[lens.basis])
    counted = {claim for one in column.held for claim in one.claims}
    return quantities_added(column) if counted.intersection(measured.claims) else None


def _with_pending(
    situation: Situation,
    lens: Lens,
    measured: Measured,
    pending: tuple[Ownership, ...],
    *,
    decided: bool,
) -> Measured:
    """What was measured, with the steps that may have been done by the day."""
    said = replace(measured, reasons=(*measured.reasons, *pending_reasons(situation, pending)))
    if not decided and decided_without(situation, pending, lambda one: measure_of(lens)(one, lens)):
        return replace(said, decides="pendingStep")
    return said


def _word(outcome: Outcome | None, measured: Measured) -> str:
    """The lens's word for the case; a statement is never put as if it had been found."""
    if outcome is None:
        return "undecided"
    return f"{outcome.word}, as stated" if measured.as_stated else outcome.word


def _window(lens: Lens, situation: Situation) -> Reason:
    """Why a lens is not in force: whose law it is, or from when to when it holds."""
    if lens.only_home and lens.only_home != situation.home:
        if lens.law_of:
            return because("lawOf", jurisdiction=lens.law_of, home=situation.home)
        return because("speaksOf", jurisdiction=lens.only_home, home=situation.home)
    if lens.windows:
        return because("inForce", periods=tuple(map(str, lens.windows)))
    if lens.valid_to is not None and situation.day > lens.valid_to:
        if lens.successor:
            return because("inForceUntilThen", day=lens.valid_to, successor=lens.successor)
        return because("inForceUntil", day=lens.valid_to)
    return because("inForceFrom", day=str(lens.valid_from))
