"""The one entity meant by what somebody typed: an id, a name in any script, an identifier."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.errors import UnknownEntityError

if TYPE_CHECKING:
    from graph.release import Release

CLOSE, APART = 0.8, 0.15  # a search score that may be meant, and the lead that makes it plain


def resolve(release: Release, text: str) -> str:
    """The id of the one entity meant; raises :class:`UnknownEntityError` with suggestions.

    An exact name wins; then the one firm the data set describes among close
    matches; then a close match that stands alone. Anything less is a question.
    """
    if text in release.knowledge.entities:
        return text
    # Of names equally like, those of firms that are described here come first.
    known = release.knowledge.entities
    found = release.search.find(text, 5)
    hits = sorted(found, key=lambda hit: (-hit.score, not known[hit.entity].subject))
    best = [hit for hit in hits if hit.score >= CLOSE and hit.score >= hits[0].score - APART]
    subjects = [hit for hit in best if known[hit.entity].subject]
    exact = [hit for hit in best if hit.score >= 1.0]
    for candidates in (exact, subjects, best):
        if len(candidates) == 1:
            return candidates[0].entity
    raise UnknownEntityError(text, [hit.entity for hit in hits])
