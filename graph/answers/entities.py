"""An entity that was looked for, and what is claimed of it: the shapes."""

from __future__ import annotations

from msgspec import Struct

from graph.answers.parts import CitedClaim, Named


class Match(Struct, frozen=True, kw_only=True):
    """A search result."""

    entity: Named
    score: float
    matched: str


class Suggestion(Struct, frozen=True, kw_only=True):
    """Whom the beginning of a name may mean."""

    entity: Named
    matched: str  # the name that was found
    answers: bool  # it is that name, and nobody else's


class EntityPage(Struct, frozen=True, kw_only=True):
    """What is claimed of an entity, by type."""

    entity: Named
    names: tuple[str, ...]
    identifiers: tuple[tuple[str, str], ...]
    release: str
    claims: tuple[CitedClaim, ...]
