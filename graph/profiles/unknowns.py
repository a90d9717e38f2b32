"""What would settle it, in words: the documents to look for, ranked."""

from __future__ import annotations

from collections.abc import Sequence

from graph.answers.names import named
from graph.answers.reason_words import all_in_words, in_words
from graph.answers.verdicts import LookedIn, Unknown
from graph.claims.searches import Search
from graph.domesticness.missing_facts import missing_facts
from graph.domesticness.searches import searches_for
from graph.domesticness.verdicts import Finding
from graph.networks.situation import Situation


def unknowns_of(situation: Situation, findings: Sequence[Finding]) -> tuple[Unknown, ...]:
    """The missing facts that hold findings open, the heaviest first, then in alphabetical order."""
    knowledge = situation.knowledge
    facts = [
        (in_words(knowledge, fact.document), fact) for fact in missing_facts(situation, findings)
    ]
    facts.sort(key=lambda pair: (-pair[1].weight, -len(pair[1].lenses), pair[0]))
    return tuple(
        Unknown(
            rank=rank,
            document=document,
            about=named(knowledge, fact.about),
            lenses=fact.lenses,
            carries=fact.carries,
            reason=all_in_words(knowledge, fact.reasons),
            claims=fact.claims,
            looked_in=tuple(map(_looked_in, searches_for(knowledge, fact.document, situation.day))),
        )
        for rank, (document, fact) in enumerate(facts, start=1)
    )


def _looked_in(search: Search) -> LookedIn:
    return LookedIn(
        where=search.looked_in,
        on=str(search.day),
        found=search.found,
        what=search.what,
        note=search.note,
    )
