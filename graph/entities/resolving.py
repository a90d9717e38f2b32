"""Which entity a text means: its own id, name or identifier; two bearers of a name are nobody."""

from __future__ import annotations

from typing import Protocol

from graph.claims.knowledge import Knowledge
from graph.entities.search import Index
from graph.errors import AmbiguousNameError, InputError, UnknownEntityError, kind_of

SUGGESTED = 5


class Named(Protocol):
    """Entities with their names: a release."""

    @property
    def knowledge(self) -> Knowledge:
        """The entities, by id, and the ids that were merged into others."""

    @property
    def search(self) -> Index:
        """Their names and identifiers."""


def resolve(release: Named, text: str) -> str:
    """The id of the one entity meant; raises :class:`UnknownEntityError` with suggestions.

    A name is answered only if it is that entity's own: its id, an identifier, or a name in any
    script that differs at most in case, width, spacing, punctuation or accents. An id that was
    merged into another gives that one. Of two bearers of a name neither is taken
    (:class:`AmbiguousNameError`); what is only alike is proposed, never answered.
    """
    if not isinstance(text, str):
        raise InputError(f"a firm is named by a text, not by {kind_of(text)}")
    if text in release.knowledge.entities:
        return text
    if text in release.knowledge.redirects:
        return release.knowledge.redirects[text]
    bearers = release.search.bearers(text)
    if len(bearers) == 1:
        return bearers[0]
    if bearers:
        raise AmbiguousNameError(text, bearers[:SUGGESTED])
    # Of names equally like, those of firms that are described here come first.
    known = release.knowledge.entities
    hits = sorted(
        release.search.find(text, SUGGESTED),
        key=lambda hit: (-hit.score, not known[hit.entity].subject),
    )
    raise UnknownEntityError(text, [hit.entity for hit in hits])
