"""A fact not found, as the document that would give it, and each document named once."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from graph.claims.reasons import Reason


class Missing(Struct, frozen=True, kw_only=True, gc=False):
    """A fact not found: the document that would give it, and the lenses that wait for it.

    ``only`` are the lenses of the measures that it is about, where it is not about all.
    """

    document: Reason
    about: str
    measures: tuple[str, ...]
    carries: float | None
    reasons: tuple[Reason, ...]
    claims: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    lenses: tuple[str, ...] = ()
    outdone: bool = False  # of a stake for which what was seen later leaves no room

    @property
    def weight(self) -> float:
        """What the fact carries, times the verdicts that wait for it."""
        return (self.carries or 0.0) * len(self.lenses)

    @property
    def rank(self) -> tuple[int, float, int]:
        """Its place: by weight; then stakes that later ones leave no room for; then the others."""
        kind = 1 if self.outdone else 0 if self.weight else 2
        return kind, -self.weight, -len(self.lenses)


def each_once(facts: Iterable[Missing]) -> Iterable[Missing]:
    """A document once, with all that it would tell: it carries the most of what it is asked for."""
    kept: dict[Reason, Missing] = {}
    for fact in facts:
        before = kept.get(fact.document)
        kept[fact.document] = fact if before is None else _together(before, fact)
    return kept.values()


def _together(one: Missing, other: Missing) -> Missing:
    """What one document is missing for, by two accounts of it."""
    sizes = [size for size in (one.carries, other.carries) if size is not None]
    return replace(
        one,
        measures=tuple(dict.fromkeys((*one.measures, *other.measures))),
        carries=max(sizes, default=None),
        reasons=tuple(dict.fromkeys((*one.reasons, *other.reasons))),
        claims=tuple(dict.fromkeys((*one.claims, *other.claims))),
        lenses=tuple(dict.fromkeys((*one.lenses, *other.lenses))),
        outdone=one.outdone and other.outdone,
    )
