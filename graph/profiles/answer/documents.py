"""What would change the page: the missing documents in a short form, and where they were sought."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from graph.answers.page_words import NOTHING
from graph.claims.model import Ownership
from graph.claims.reasons import Reason, because
from graph.claims.searches import Search
from graph.domesticness.missing_facts import Missing, missing_facts
from graph.domesticness.searches import searches_for
from graph.domesticness.verdicts import Finding
from graph.holders.pending import VOTE
from graph.networks.situation import Situation
from graph.profiles.answer.pending import waiting

SHOWN = 3
WHOLE, STAKE = ("wantHolderTable", "wantShareholders"), "wantStake"
SHORT = {  # what a document is called in a phrase of its own → the short form of it
    "needFloatStatistics": "wantFloatStatistics",
    "needHolderTable": "wantHolderTable",
    "needBehindNominees": "wantBehindNominees",
    "needShareholders": "wantShareholders",
    "needHolders": "wantShareholders",
    "needCitizenship": "wantCitizenship",
    "needMembers": "wantMembers",
    "needStake": "wantStake",
    "needContracts": "wantContracts",
    "needPaidIn": "wantPaidIn",
    "needRound": "wantRound",
    "needIncorporation": "wantIncorporation",
    "needPlace": "wantPlace",
    "needStaffByPlace": "wantStaffByPlace",
    "needMadeWhere": "wantMadeWhere",
    "needWholeCopy": "wantWholeCopy",
}


class Document(NamedTuple):
    """A document wanted, in codes."""

    short: Reason
    carries: Reason
    looked: Reason
    looked_briefly: Reason
    lenses: tuple[str, ...]
    points: float | None
    searches: tuple[Search, ...]
    claims: tuple[str, ...]


def documents(situation: Situation, findings: Sequence[Finding]) -> tuple[Document, ...]:
    """The documents that would change most, three at the most, each kind of one firm once."""
    outcomes = _outcomes(situation)
    facts = [fact for fact in missing_facts(situation, findings) if fact.document.code in SHORT]
    found: dict[Reason, Document] = {}
    for fact in facts:
        short = because(SHORT[fact.document.code], **dict(fact.document.values))
        found.setdefault(short, _document(situation, short, fact))
    ranked = _told_last([*found.values()])
    return (*ranked[:1], *outcomes, *ranked[1:])[:SHOWN]


def _told_last(ranked: Sequence[Document]) -> list[Document]:
    """Documents in their order; what another of them would tell anyway after those that add more.

    A table or register of a firm's holders has the present stake of each.
    """
    whole = {dict(one.short.values)["firm"] for one in ranked if one.short.code in WHOLE}
    told = [
        one for one in ranked if one.short.code == STAKE and dict(one.short.values)["firm"] in whole
    ]
    adding = [one for one in ranked if one not in told]
    sized = [one for one in adding if one.points is not None]
    return [*sized, *told, *(one for one in adding if one not in sized)]


def _outcomes(situation: Situation) -> list[Document]:
    """What became of the steps that figures of the page wait for: of each firm asked for once."""
    steps: defaultdict[str, list[Ownership]] = defaultdict(list)
    for step in waiting(situation):
        steps[step.target].append(step)
    return [_outcome(situation, firm, of_firm) for firm, of_firm in steps.items()]


def _outcome(situation: Situation, firm: str, steps: Sequence[Ownership]) -> Document:
    searches = [
        search
        for search in situation.knowledge.searches
        if any({step.party, firm} <= set(search.about) for step in steps)
    ]
    searches.sort(key=lambda search: (-search.day.last.toordinal(), search.id))
    return Document(
        short=_wanted_of(situation, firm, steps),
        carries=NOTHING,
        looked=_looked(searches),
        looked_briefly=_looked(searches, briefly=True),
        lenses=(),
        points=None,
        searches=tuple(searches),
        claims=tuple(step.id for step in steps),
    )


def _wanted_of(situation: Situation, firm: str, steps: Sequence[Ownership]) -> Reason:
    """The vote on the steps, where all of them wait for one; otherwise what became of them."""
    due = {step.period.start for step in steps}
    day = next(iter(due))
    if len(due) == 1 and day is not None and all(step.event == VOTE for step in steps):
        return because("wantVote", firm=firm, day=day)
    agreed = steps[0].as_of or day
    return because("wantOutcome", firm=firm, day=agreed or situation.day)


def _document(situation: Situation, short: Reason, fact: Missing) -> Document:
    searches = searches_for(situation.knowledge, fact.document, situation.day)
    return Document(
        short=short,
        carries=_carries(fact),
        looked=_looked(searches),
        looked_briefly=_looked(searches, briefly=True),
        lenses=fact.lenses,
        points=fact.carries,
        searches=searches,
        claims=fact.claims,
    )


def _carries(fact: Missing) -> Reason:
    """How much of the firm it is about; how many answers wait, where that is not known."""
    if fact.carries is not None and "homeShare" in fact.measures:
        return because("carriesPoints", points=fact.carries)
    return because("carriesAnswers", count=len(fact.lenses))


def _looked(searches: Sequence[Search], *, briefly: bool = False) -> Reason:
    """How often it was looked for, the last time (unless briefly), and what came of that."""
    if not searches:
        return because("notLookedFor")
    last = searches[0]
    results = {search.found for search in searches}
    came = "foundPartly" if "partly" in results else "foundYes" if "yes" in results else "foundNot"
    count, found = len(searches), because(came)
    if briefly:
        short = because("lookedTimesShort", count=count, found=found)
        return short if count > 1 else because("lookedOnceShort", found=found)
    if len(searches) == 1:
        return because("lookedOnce", day=last.day, found=because(came))
    return because("lookedTimes", count=len(searches), day=last.day, found=because(came))
