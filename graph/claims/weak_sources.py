"""What makes the evidence for a claim weak: read from the claim and from the documents it cites."""

from __future__ import annotations

from typing import Literal

from graph.claims.knowledge import Knowledge
from graph.claims.model import Claim

Weakness = Literal["lowConfidence", "notOpened", "tertiary"]
TERTIARY = frozenset({"reference"})  # kinds of source that repeat what others found out


def weaknesses(knowledge: Knowledge, claim: Claim) -> tuple[Weakness, ...]:
    """Why a claim rests on weak evidence; nothing where it does not.

    ``lowConfidence``: its curator says so. ``notOpened``: every work it cites was read through
    another one. ``tertiary``: every work it cites is an encyclopaedia, a directory or the like.
    A claim with one good document among weak ones is not weak.
    """
    sources = [
        source
        for citation in claim.citations
        if (source := knowledge.sources.get(citation.source)) is not None
    ]
    found: list[Weakness] = ["lowConfidence"] if claim.confidence == "low" else []
    if sources and all(source.relayed_by for source in sources):
        found.append("notOpened")
    if sources and all(source.kind in TERTIARY for source in sources):
        found.append("tertiary")
    return tuple(found)
