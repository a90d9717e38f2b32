"""Labels against lenses: what an authority called a firm, and what the lens meant for it says.

Which lens is meant to produce a label, and by which of its cases, is data
(``z:testedBy`` and ``z:expects`` in the codelist of labels). The label is never
an input: it is compared after the lens has spoken, on the label's own date.
"""

from __future__ import annotations

from datetime import date

from graph.answers.codes import LabelResult
from graph.answers.evidence import cited
from graph.answers.names import label, named
from graph.answers.reason_words import all_in_words
from graph.answers.verdicts import LabelCheck
from graph.claims.knowledge import Knowledge
from graph.claims.model import HOLDABLE, Classification
from graph.claims.reasons import Reason, because
from graph.domesticness.verdicts import finding
from graph.networks.situation import Situation
from ontology.load import codes

ASSOCIATED = "associated"


def labels_on(knowledge: Knowledge, firm: str | None, home: str) -> tuple[LabelCheck, ...]:
    """Every label given to a firm, or to any, each checked; by firm, date and label."""
    claims = knowledge.claims.values() if firm is None else knowledge.about(Classification, firm)
    found = [
        checked(knowledge, claim, home)
        for claim in claims
        if isinstance(claim, Classification)
        and claim.label
        and claim.status not in ("denied", "retracted")
        and (labelled := knowledge.entities.get(claim.target)) is not None
        and labelled.kind in HOLDABLE
    ]
    return tuple(sorted(found, key=lambda one: (one.firm.name, one.on, one.label)))


def checked(knowledge: Knowledge, claim: Classification, home: str) -> LabelCheck:
    """Whether the lens meant to produce a label does so on the label's date.

    *reproduced*: the lens's case is among those the label expects; *contradicted*:
    it is decided and another; *undecidable*: it is open, and the reason says why;
    *no lens*: nothing here computes what the label means. An associated jurisdiction is on
    the side where the lens folds it, and on none where it does not: then nothing is decided.
    """
    day = label_day(claim, knowledge.data_date)
    tested = codes("Labels")[claim.label].attributes
    candidates = [
        knowledge.lenses[one]
        for one in str(tested.get("testedBy", "")).split()
        if one in knowledge.lenses
    ]
    expected = str(tested.get("expects", "")).split()
    in_force = [lens for lens in candidates if lens.in_force(day, home)]
    result: LabelResult = "no lens"
    used, word = "", ""
    reasons: tuple[Reason, ...] = (because("noLensForLabel"),)
    if in_force:
        found = finding(Situation(knowledge, claim.target, day, home), in_force[0])
        used, word, reasons = found.lens.id, found.word, found.reasons
        case = found.measured.case
        if case == ASSOCIATED and case not in expected:
            case = found.lens.folded
            reasons = reasons if case else (*reasons, because("associatedOnNoSide"))
        if not found.decided or not case:
            result = "undecidable"
        else:
            result = "reproduced" if case in expected else "contradicted"
    elif candidates:
        used, reasons = candidates[0].id, (because("lensNotInForceOn", day=day),)
        result = "undecidable"
    own = own_day(claim, day)
    stands_in = bool(used) and tested.get("standsIn") == "true"
    if stands_in:
        reasons = (*reasons, because("labelTestNotStated"))
    if result != "no lens" and own > day:
        reasons = (*reasons, because("labelLaterThanFacts", day=day))
    return LabelCheck(
        firm=named(knowledge, claim.target),
        label=label(claim.label, "Labels"),
        by=named(knowledge, claim.party) if claim.party else None,
        on=own.isoformat(),
        body=label(claim.system, "PublicSystems") if claim.system else "",
        asked_on=day.isoformat(),
        stands_in=stands_in,
        lens=used,
        word=word,
        result=result,
        reason=all_in_words(knowledge, reasons),
        claim=cited(knowledge, claim),
    )


def label_day(claim: Classification, data_date: date) -> date:
    """The day a lens is asked about for a label: the label's own, no later than the facts go."""
    return min(own_day(claim, data_date), data_date)


def own_day(claim: Classification, undated: date) -> date:
    """The day a label speaks of; the day given when it is undated."""
    spoken = claim.period.start or claim.as_of
    return spoken.last if spoken is not None else undated
