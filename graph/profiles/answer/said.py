"""A statement of the page before it is worded: a reason, the claims under it, a shorter form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from graph.answers.claim_words import END_SOUGHT
from graph.answers.page_words import NOTHING
from graph.claims.knowledge import Knowledge
from graph.claims.model import Citation, Claim, Source
from graph.claims.periods import PartialDate
from graph.claims.reasons import Reason, because
from graph.claims.weak_sources import Weakness, pleading, speaker_of, weaknesses


class Said(NamedTuple):
    """A sentence in codes; ``shorter`` are forms to take where there is no room, best first."""

    reason: Reason
    claims: tuple[str, ...] = ()
    shorter: tuple[Reason, ...] = ()
    keeps: int = 0  # those with less give way first
    rules: tuple[str, ...] = ()  # rules of law that it states, by id
    papers: tuple[Citation, ...] = ()  # documents it rests on beside those of its claims


def claims_of(knowledge: Knowledge, ids: Iterable[str]) -> tuple[Claim, ...]:
    """Claims by id, each once; what no table has is passed over."""
    found = (knowledge.claims.get(one) for one in dict.fromkeys(ids))
    return tuple(claim for claim in found if claim is not None)


def weakly(knowledge: Knowledge, *facts: Sequence[str]) -> Reason:
    """What a statement must say of its evidence: nothing, or why it is weak, wholly or in part.

    Each fact is given by the ids of its claims. A fact is weak where every claim of it is: of low
    or medium confidence, inferred or estimated, in a work that was not opened, or in an
    encyclopaedia or directory only. A statement that needs several facts is no surer than the
    weakest of them.
    """
    why = [_weakness_of_fact(knowledge, ids) for ids in facts if ids]
    if not any(why):
        return NOTHING
    code = min((one for one in why if one), key=_WORST.index)
    if code == EVIDENCE["ownWord"]:
        worst = because(code, speaker=_speaker(knowledge, facts))
    else:
        worst = because(code)
    return worst if all(why) else because("partlyWeak", weak=worst)


def weak_parts(knowledge: Knowledge, *facts: Sequence[str]) -> Reason:
    """The same of a sum, whose parts may be weak in several ways: every way is named, once."""
    why = [_weakness_of_fact(knowledge, ids) for ids in facts if ids]
    ways = sorted({one for one in why if one}, key=_WORST.index)
    if len(ways) < 2 or EVIDENCE["ownWord"] in ways:
        return weakly(knowledge, *facts)
    return because("partlyWeakEach", ways=tuple(because(one) for one in ways))


def _speaker(knowledge: Knowledge, facts: Iterable[Sequence[str]]) -> str:
    """Who says in court what some facts stand on."""
    papers = (pleading(knowledge, claim) for ids in facts for claim in claims_of(knowledge, ids))
    return next((speaker_of(paper) for paper in papers if paper is not None), "")


def each(ids: Iterable[str]) -> Iterator[tuple[str]]:
    """Claims of which each is a fact of its own, as along a chain or in a sum."""
    return ((one,) for one in dict.fromkeys(ids))


def _weakness_of_fact(knowledge: Knowledge, ids: Sequence[str]) -> str:
    why = [_weakness(knowledge, claim) for claim in claims_of(knowledge, ids)]
    return min(why, key=_WORST.index) if why and all(why) else ""


EVIDENCE: Mapping[Weakness, str] = {  # the worst first
    "lowConfidence": "weakEvidence",
    "ownWord": "ownWordEvidence",
    "notOpened": "notOpenedEvidence",
    "hedged": "inferredEvidence",
    "tertiary": "referenceEvidence",
    "mediumConfidence": "mediumEvidence",
}
COPIED = "copiedEvidence"
_WORST = (*list(EVIDENCE.values())[:-1], COPIED, EVIDENCE["mediumConfidence"])


def _weakness(knowledge: Knowledge, claim: Claim) -> str:
    found = weaknesses(knowledge, claim)
    if found[:1] == ("mediumConfidence",):
        kinds = {source.kind for source in sources_of(knowledge, claim)}
        return COPIED if kinds == {"dataset"} else EVIDENCE[found[0]]
    return EVIDENCE[found[0]] if found else ""


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
