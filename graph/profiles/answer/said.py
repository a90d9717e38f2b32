"""A statement of the page before it is worded: a reason, the claims under it, a shorter form."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from graph.answers.claim_words import END_SOUGHT
from graph.answers.page_words import NOTHING
from graph.claims.knowledge import Knowledge
from graph.claims.model import Citation, Claim, Investment, Ownership, Source
from graph.claims.periods import PartialDate
from graph.claims.reasons import Reason, because
from graph.claims.weak_sources import Weakness, pleading, speaker_of, weaknesses
from graph.measures.completion import is_inferred


class Said(NamedTuple):
    """A sentence in codes; ``shorter`` are forms to take where there is no room, best first."""

    reason: Reason
    claims: tuple[str, ...] = ()
    shorter: tuple[Reason, ...] = ()
    keeps: int = 0  # those with less give way first
    rules: tuple[str, ...] = ()  # rules of law that it states, by id
    papers: tuple[Citation, ...] = ()  # documents it rests on beside those of its claims
    drawn: bool = False  # a picture draws what it says, and says it though a page has no room


def claims_of(knowledge: Knowledge, ids: Iterable[str]) -> tuple[Claim, ...]:
    """Claims by id, each once; what no table has is passed over."""
    found = (knowledge.claims.get(one) for one in dict.fromkeys(ids))
    return tuple(claim for claim in found if claim is not None)


def weakly(knowledge: Knowledge, *facts: Sequence[str]) -> Reason:
    """What a statement must say of its evidence: nothing, or what is weak of it, wholly or in part.

    Each fact is given by the ids of its claims. A fact is weak where every claim of it is: denied
    or disputed, of low or medium confidence, inferred or estimated, in a work that was not opened
    or that only quotes another, or in an encyclopaedia or directory only. A statement that needs
    several facts is no surer than the weakest of them. What is disputed, estimated or inferred
    says so whatever else is weak.
    """
    return _evidence_of(knowledge, facts, (DISPUTED, _WORST, HEDGED))


def in_every_way(knowledge: Knowledge, *facts: Sequence[str]) -> Reason:
    """The same where there is room for all: what is estimated or inferred, and of which documents.

    Where one claim of a fact is inferred and another weak by its document, the worse is said.
    """
    found = _evidence_of(knowledge, facts, (DISPUTED, DOCUMENTS, HEDGED))
    return weakly(knowledge, *facts) if found == NOTHING else found


def gravely(knowledge: Knowledge, *facts: Sequence[str]) -> Reason:
    """The same where there is room for little: not that a good document was read in a copy.

    What is disputed, estimated or inferred, one weak source, a party's own word: that always.
    """
    return _evidence_of(knowledge, facts, (DISPUTED, GRAVE, HEDGED))


def at_odds(knowledge: Knowledge, ids: Sequence[str]) -> Reason:
    """That a fact is denied or disputed, and nothing else of its evidence."""
    return _evidence_of(knowledge, (ids,), (DISPUTED,))


def _evidence_of(
    knowledge: Knowledge, facts: Sequence[Sequence[str]], kinds: Sequence[Sequence[str]]
) -> Reason:
    of_each = [_ways_of_fact(knowledge, ids) for ids in facts if ids]
    said: list[Reason] = []
    for ways in kinds:
        found = [_first(ways, of_fact) for of_fact in of_each]
        if any(found):
            code = min((one for one in found if one), key=ways.index)
            reason = _evidence(knowledge, code, facts)
            reason = reason if all(found) else because("partlyWeak", weak=reason)
            if not any(_code(one) == code for one in said):
                said.append(reason)
    return (
        NOTHING if not said else said[0] if len(said) == 1 else because("weakWays", ways=(*said,))
    )


def _code(reason: Reason) -> str:
    """The way that a reason names, wholly or in part."""
    weak = dict(reason.values).get("weak")
    return weak.code if isinstance(weak, Reason) else reason.code


def weak_parts(knowledge: Knowledge, *facts: Sequence[str]) -> Reason:
    """The same of a sum, whose parts may be weak in several ways: every way is named, once."""
    of_each = [_ways_of_fact(knowledge, ids) for ids in facts if ids]
    named = {way for ways in of_each for way in _told(ways)}
    if len(named) < 2:
        return weakly(knowledge, *facts)
    ways = sorted(named, key=EVERY.index)
    return because("partlyWeakEach", ways=tuple(_evidence(knowledge, one, facts) for one in ways))


def _evidence(knowledge: Knowledge, code: str, facts: Iterable[Sequence[str]]) -> Reason:
    """One way of being weak; of what somebody told a court, whose word it is."""
    if code == EVIDENCE["ownWord"]:
        return because(code, speaker=_speaker(knowledge, facts))
    return because(code)


def _told(ways: Collection[str]) -> tuple[str, ...]:
    """Of the ways in which a fact is weak those that are said of it."""
    found = (_first(kinds, ways) for kinds in (DISPUTED, _WORST, HEDGED))
    return tuple(dict.fromkeys(one for one in found if one))


def _first(kinds: Sequence[str], ways: Collection[str]) -> str:
    """The first of some kinds that is among some ways; nothing where none is."""
    return next((kind for kind in kinds if kind in ways), "")


def _speaker(knowledge: Knowledge, facts: Iterable[Sequence[str]]) -> str:
    """Who says in court what some facts stand on."""
    papers = (pleading(knowledge, claim) for ids in facts for claim in claims_of(knowledge, ids))
    return next((speaker_of(paper) for paper in papers if paper is not None), "")


def each(ids: Iterable[str]) -> Iterator[tuple[str]]:
    """Claims of which each is a fact of its own, as along a chain or in a sum."""
    return ((one,) for one in dict.fromkeys(ids))


DENIED, AT_ODDS = "deniedEvidence", "disputedEvidence"
DISPUTED = (DENIED, AT_ODDS)
HEDGED = ("estimatedEvidence", "inferredEvidence")
EVIDENCE: Mapping[Weakness, str] = {  # the worst first
    "lowConfidence": "weakEvidence",
    "ownWord": "ownWordEvidence",
    "notOpened": "notOpenedEvidence",
    "quoted": "quotedEvidence",
    "tertiary": "referenceEvidence",
    "mediumConfidence": "mediumEvidence",
}
COPIED = "copiedEvidence"
_WORST = (
    *[*EVIDENCE.values()][:3], *HEDGED, "quotedEvidence", "referenceEvidence", COPIED,
    "mediumEvidence",
)  # fmt: skip
DOCUMENTS = tuple(way for way in _WORST if way not in HEDGED)
GRAVE = _WORST[: _WORST.index("quotedEvidence")]
EVERY = tuple(dict.fromkeys((*DISPUTED, *_WORST)))


def _ways_of_fact(knowledge: Knowledge, ids: Sequence[str]) -> set[str]:
    """In which ways a fact is weak: the worst of each claim, if all are weak; what all share."""
    of_each = [_ways(knowledge, claim) for claim in claims_of(knowledge, ids)]
    if not of_each:
        return set()
    return {
        min((_first(kinds, ways) for ways in of_each), key=kinds.index)
        for kinds in (DISPUTED, _WORST, HEDGED, DOCUMENTS)
        if all(_first(kinds, ways) for ways in of_each)
    }


def _ways(knowledge: Knowledge, claim: Claim) -> set[str]:
    """In which ways the evidence of a claim is weak; agreed money that counts is inferred."""
    found = weaknesses(knowledge, claim)
    ways = {EVIDENCE[one] for one in found if one in EVIDENCE}
    if ways == {EVIDENCE["mediumConfidence"]} and _copied(sources_of(knowledge, claim)):
        ways = {COPIED}
    if claim.status == "estimated":
        ways.add("estimatedEvidence")
    elif claim.status == "inferred" or (isinstance(claim, Investment) and is_inferred(claim)):
        ways.add("inferredEvidence")
    if knowledge.is_disputed(claim.id):
        ways.add(DENIED if knowledge.is_denied(claim.id) else AT_ODDS)
    return ways


def _copied(sources: Sequence[Source]) -> bool:
    """Whether all of some documents were read in what somebody else made of them."""
    return bool(sources) and all(one.copied_by or one.kind == "dataset" for one in sources)


def contested(knowledge: Knowledge, ids: Iterable[str]) -> Reason:
    """That money of those who hold some stakes is denied, or contradicted, by somebody else.

    Whoever says that they hold one: a reader who sees the stake sees the denial beside it.
    """
    claims = claims_of(knowledge, ids)
    paid = money_behind(knowledge, claims)
    for code, of_several, is_contested in (
        ("moneyDenied", "moneyDeniedOf", knowledge.is_denied),
        ("moneyDisputed", "moneyDisputedOf", knowledge.is_disputed),
    ):
        who = tuple(dict.fromkeys(one.party for one in paid if is_contested(one.id)))
        if who:
            alone = len({one.party for one in claims if isinstance(one, Ownership)}) == 1
            return because(code) if alone else because(of_several, who=who)
    return NOTHING


def money_behind(knowledge: Knowledge, claims: Iterable[Claim]) -> tuple[Investment, ...]:
    """What the holders of some stakes are said to have paid into the firms that they hold."""
    return tuple(
        paid
        for stake in claims
        if isinstance(stake, Ownership)
        for paid in knowledge.about(Investment, stake.target)
        if paid.party == stake.party
    )


def said_against(knowledge: Knowledge, ids: Iterable[str]) -> tuple[Claim, ...]:
    """Claims that deny or contradict some others, or that the holders of stakes paid for them."""
    stated = tuple(dict.fromkeys(ids))
    paid = money_behind(knowledge, claims_of(knowledge, stated))
    return knowledge.against(*stated, *(one.id for one in paid))


def sources_of(knowledge: Knowledge, claim: Claim) -> tuple[Source, ...]:
    """The documents a claim cites."""
    found = (knowledge.sources.get(citation.source) for citation in claim.citations)
    return tuple(source for source in found if source is not None)


def seen_and_weak(
    knowledge: Knowledge, day: PartialDate | None, *facts: Sequence[str]
) -> tuple[Reason, ...]:
    """What stands in brackets behind a statement: its day, and why its evidence is weak."""
    seen = because("seenOn", day=day) if day is not None else because("undatedEvidence")
    return (seen, weakly(knowledge, *facts))


def each_dated(
    knowledge: Knowledge, code: str, name: str, facts: Mapping[str, Sequence[Claim]]
) -> tuple[tuple[Reason, ...], tuple[Reason, ...]]:
    """Things stated one beside another, each with its own day and weakness, and what all share.

    A day belongs to the claims that speak of it. Only where every thing has the same day and the
    same weakness are they said once, behind all of them.
    """
    asides = {
        thing: (
            *seen_and_weak(knowledge, newest(claims), tuple(one.id for one in claims)),
            because("endSought") if any(x.period_end == END_SOUGHT for x in claims) else NOTHING,
        )
        for thing, claims in facts.items()
    }
    alike = len(set(asides.values())) == 1
    things = tuple(
        because(code, **{name: thing}, asides=() if alike else asides[thing]) for thing in facts
    )
    return things, next(iter(asides.values())) if alike else ()


def newest(claims: Iterable[Claim]) -> PartialDate | None:
    """The last day that claims speak of."""
    days = [claim.as_of for claim in claims if claim.as_of is not None]
    return max(days, key=lambda day: (day.last, -(day.last - day.first).days), default=None)


def first_day(claims: Iterable[Claim]) -> PartialDate | None:
    """The first day on which, by a source, what claims say began."""
    days = [claim.period.start for claim in claims if claim.period.start is not None]
    return min(days, default=None)


def last_first(claim: Claim) -> int:
    """A key by which what was seen or began last comes first."""
    day = claim.as_of or claim.period.start
    return -(day.last.toordinal() if day else 0)
