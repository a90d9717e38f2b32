"""What makes the evidence for a claim weak: read from the claim and from the documents it cites.

The one list of it: verdicts, the page on a firm and what is claimed of it say the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Literal

from graph.claims.knowledge import Knowledge
from graph.claims.model import Claim, Source
from ontology.load import codes

Weakness = Literal[
    "lowConfidence", "ownWord", "notOpened", "hedged", "quoted", "tertiary", "mediumConfidence"
]
TERTIARY = frozenset({"reference"})  # kinds of source that repeat what others found out
HEDGED = frozenset({"estimated", "inferred"})  # how a claim may stand that is no plain statement


def weaknesses(knowledge: Knowledge, claim: Claim) -> tuple[Weakness, ...]:
    """Why a claim rests on weak evidence, the worst first; nothing where it does not.

    ``lowConfidence``, ``mediumConfidence``: its curator says so. ``ownWord``: what it cites is the
    paper of a party to a lawsuit, or was read through others that tell of it. ``notOpened``:
    every work it cites was read through another one. ``quoted``: every work it cites only quotes
    another for a purpose of its own, as to try a program. ``hedged``: it is inferred or estimated.
    ``tertiary``: every work it cites is an encyclopaedia, a directory or the like. A claim with
    one good document among weak ones is not weak by its documents.
    """
    sources = _sources(knowledge, claim)
    found: list[Weakness] = []
    if claim.confidence == "low":
        found.append("lowConfidence")
    if _pleading_among(sources) is not None:
        found.append("ownWord")
    if sources and all(source.relayed_by for source in sources):
        found.append("notOpened")
    if claim.status in HEDGED:
        found.append("hedged")
    kinds = {source.kind for source in sources}
    if sources and kinds <= _kinds("quotedInPassing"):
        found.append("quoted")
    if sources and kinds <= TERTIARY:
        found.append("tertiary")
    if claim.confidence == "medium":
        found.append("mediumConfidence")
    return tuple(found)


def speaker_of(paper: Source) -> str:
    """Who speaks in a party's paper: its publisher, without the part it has in the suit.

    >>> speaker_of(Source(id="c", title="Complaint", publisher="DJI, plaintiff"))
    'DJI'
    """
    return paper.publisher.split(",")[0] or paper.title


def _sources(knowledge: Knowledge, claim: Claim) -> list[Source]:
    found = (knowledge.sources.get(citation.source) for citation in claim.citations)
    return [source for source in found if source is not None]


def pleading(knowledge: Knowledge, claim: Claim) -> Source | None:
    """The paper of a party to a lawsuit that a claim stands on; nothing where it has another leg.

    What tells of the paper is none: the press, read for it because it was not opened.
    """
    return _pleading_among(_sources(knowledge, claim))


def _pleading_among(sources: Sequence[Source]) -> Source | None:
    own = [one for one in sources if one.kind in _kinds("partysWord")]
    if not own:
        return None
    others = [one for one in sources if one not in own]
    telling = all(one.kind == "press" for one in others) and (
        not others or any(one.relayed_by for one in own)
    )
    return own[0] if telling else None


@cache
def _kinds(property: str) -> frozenset[str]:
    """The kinds of document of which something is true, by the list of kinds."""
    kinds = codes("SourceKinds").values()
    return frozenset(one.notation for one in kinds if one.attributes.get(property) == "true")
