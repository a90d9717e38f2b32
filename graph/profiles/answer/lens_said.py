"""What one lens says of a firm, in codes: its word or why it is open, and what that is about."""

from __future__ import annotations

from typing import NamedTuple

from graph.answers.page_words import NOTHING
from graph.claims.reasons import Reason, because
from graph.domesticness.verdicts import Finding
from graph.networks.situation import Situation
from graph.profiles.answer.invested import invested_as
from graph.profiles.answer.open_lens import (
    UNPLACED,
    label_said,
    limbs_said,
    mostly_met,
    of_open_nationality,
    whose_open,
    why_open,
)
from graph.profiles.answer.said import claims_of, weakly
from graph.profiles.verdicts import interval_of

PLACES = ("place",)
SHORT = ("companyInvested", "companiesInvested", "firmInvested", "firmNotInvested")
BRIEF = ("companyInvested", "companiesInvestedShort", "firmInvested", "firmNotInvested")
OF = {  # of what an interval is, by measure
    "homeShare": "lensOpenHome", "homeFunding": "lensOpenHome", "score": "lensOpenHome",
    "foreignShare": "lensOpenAbroad", "anyForeignEquity": "lensOpenAbroad",
    "firstHopForeign": "lensOpenAbroad",
}  # fmt: skip
CLEAR = ("registrar", "doorPlate", "foreignInvestmentLaw", "investors")  # what they ask is plain


def rests_on(found: Finding) -> tuple[str, ...]:
    """The claims by which a lens is decided; all that it read where it does not say."""
    measured = found.measured
    return measured.claims if measured.rests_on is None else measured.rests_on


def said(situation: Situation, found: Finding, *, short: bool = False) -> Reason:
    """What a lens says, with what it is about: places, a company, an interval.

    In short its word alone, where the word says what it is about.
    """
    if found.lens.measure in PLACES and found.measured.claims:
        places = tuple(
            sorted({one.target for one in claims_of(situation.knowledge, found.measured.claims)})
        )
        code = "lensPlaces" if found.decided else "lensPlacesDiffer"
        weak = weakly(situation.knowledge, rests_on(found))
        return because(code, places=places, aside=NOTHING if short else weak)  # the headline has it
    if not found.decided:
        return _open(situation, found, short=short)
    if found.lens.who_asks == "foreignInvestmentLaw":
        company = invested_as(situation.knowledge, found, BRIEF if short else SHORT)
        if company is not None:
            return because("lensCompany", company=company)
    aside = weakly(situation.knowledge, rests_on(found))
    interval = interval_of(found.measured)
    if found.lens.measure in OF and interval is not None:
        span = (interval.lower, interval.upper)
        return because("lensWordSpan", word=found.word, span=span, aside=aside)
    asides = (_whose(situation, found), aside)
    if short and found.lens.measure not in ("designation", "listReach"):
        return because("lensWordAlone", word=found.word, asides=asides)
    return _as_checked(
        found, because("lensWord", lens=found.lens.label, word=found.word, asides=asides)
    )


def _whose(situation: Situation, found: Finding) -> Reason:
    """Whose nationality is open, where a word says that one is."""
    who = of_open_nationality(situation, found) if found.measured.case == UNPLACED else ()
    return whose_open(situation, who) if who else NOTHING


def _open(situation: Situation, found: Finding, *, short: bool) -> Reason:
    """What an open lens says: which conditions are met, between what it is open, or why it is."""
    if mostly_met(found):
        return limbs_said(found, short=short)
    why = why_open(situation, found, short=short)
    outcome = found.lens.outcomes.get(found.measured.case)
    if found.lens.measure == "listReach" and outcome is not None:
        open_ = because("lensWordOpen", lens=found.lens.label, word=outcome.word, why=why)
        return _as_checked(found, open_)
    bounds = _bounds_said(found, why)
    if bounds is not None:
        return bounds.in_table
    if short and found.lens.who_asks in CLEAR:
        return why
    label = label_said(situation, found)
    if label is not None:
        day = label.period.start or label.as_of
        asides = () if day is None else (because("seenOn", day=day),)
        return because(
            "lensOpenCalled", lens=found.lens.label, why=why, who=label.party, asides=asides
        )
    return because("lensOpen", lens=found.lens.label, why=why)


def beside_said(situation: Situation, found: Finding) -> Reason:
    """What a lens says that has no place in the table: by its name, in a few words."""
    if found.decided:
        word = said(situation, found)
        is_named = "lens" in dict(word.values)
        return word if is_named else because("lensBeside", lens=found.lens.label, said=word)
    if mostly_met(found):
        return limbs_said(found)
    why = why_open(situation, found)
    bounds = _bounds_said(found, why)
    if bounds is not None:
        return bounds.beside
    outcome = found.lens.outcomes.get(found.measured.case)
    if outcome is not None:
        return because("lensWordOpen", lens=found.lens.label, word=outcome.word, why=why)
    return because("lensOpen", lens=found.lens.label, why=why)


class _Bounds(NamedTuple):
    """Between what an open lens is open, as a line of the table says it and as a line beside it."""

    in_table: Reason
    beside: Reason


def _bounds_said(found: Finding, why: Reason) -> _Bounds | None:
    """An open lens by its bounds, and by its word where the bounds leave it one, as everywhere.

    Of money whose whole is not known they are those of the money read. None where nothing is.
    """
    lens, interval, read = found.lens.label, interval_of(found.measured), found.measured.of_read
    if read is not None and read.upper - read.lower < 1:
        span, total = (read.lower, read.upper), (read.total, read.currency)
        return _Bounds(
            because("lensSpanRead", lens=lens, span=span, total=total),
            because("lensSpanReadBeside", lens=lens, span=span, total=total, why=why),
        )
    if interval is None or interval.upper - interval.lower >= 1:
        return None
    span = (interval.lower, interval.upper)
    outcome = found.lens.outcomes.get(found.measured.case)
    if outcome is not None:
        return _Bounds(
            because("lensWordSpanOpen", lens=lens, word=outcome.word, span=span),
            because("lensWordSpanBeside", lens=lens, word=outcome.word, span=span, why=why),
        )
    return _Bounds(
        because(OF.get(found.lens.measure, "lensOpenSpan"), lens=lens, span=span),
        because("lensSpanBeside", lens=lens, span=span, why=why),
    )


def _as_checked(found: Finding, said: Reason) -> Reason:
    """What a lens says, with the day to which its rule was read, where it began after that."""
    for reason in found.measured.reasons:
        if reason.code == "ruleUnchecked":
            return because("lensRuleUnchecked", said=said, read=dict(reason.values)["read"])
    return said
