"""What home's law on foreign investment says of a firm and its companies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph.answers.page_words import NOTHING
from graph.claims.knowledge import Knowledge
from graph.claims.reasons import Reason, Value, because
from graph.domesticness.verdicts import Finding
from graph.measures.measured import SubResult
from graph.networks.situation import Situation
from graph.profiles.answer.said import Said, weakly


def invested(situation: Situation, findings: Sequence[Finding]) -> Iterator[Said]:
    """What home's law on foreign investment says of its companies, where that is decided."""
    for found in findings:
        if found.lens.who_asks == "foreignInvestmentLaw" and found.decided:
            said = invested_as(situation.knowledge, found)
            if said is not None:
                yield Said(said, found.measured.claims, (NOTHING,))


INVESTED = ("investedOne", "investedSeveral", "investedSome", "investedNone")


def invested_as(
    knowledge: Knowledge, found: Finding, forms: tuple[str, str, str, str] = INVESTED
) -> Reason | None:
    """A company, or how many, that the law counts as foreign-invested; that none is."""
    one, several, some, none = forms
    companies = [part for part in found.measured.parts if part.of.code == "entity"]
    counted = [
        str(dict(part.of.values)["entity"])
        for part in companies
        if dict(part.reason.values).get("case") == found.measured.case
    ]
    law, aside = found.lens.law_of, weakly(knowledge, found.measured.claims)
    if found.measured.case == "above":
        if counted in ([], [found.firm]):  # on its own page it is not a company of its
            return because(some, law=law, aside=aside)
        counted.sort(key=lambda company: company == found.firm)
        if len(counted) == 1:
            share = _foreign_share(companies, counted[0])
            return because(one, company=counted[0], share=share, law=law, aside=aside)
        return because(several, count=len(counted), company=counted[0], law=law, aside=aside)
    return because(none, law=law, aside=aside) if found.measured.case == "none" else None


def _foreign_share(companies: Sequence[SubResult], company: str) -> Value:
    """How much of a company is from abroad by the law, least and most."""
    return next(
        dict(part.reason.values)["share"]
        for part in companies
        if dict(part.of.values)["entity"] == company
    )
