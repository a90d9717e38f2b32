"""Whose origin to look for next: of each owner, how much of the width a citation would settle."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from graph.answers.production import PartCode
from graph.formats.plants.cells import Who
from graph.fraction import ONE, ZERO, Fraction
from graph.production.origins import OwnerOrigin
from graph.production.shares import OriginOf, Piece, cause_of


class Candidate(NamedTuple):
    """An owner who leaves something open, with the amounts that hang on it."""

    who: Who
    settles: Fraction
    touches: Fraction
    plants: int
    cause: PartCode


def candidates(pieces: Iterable[Piece], origin_of: OriginOf) -> list[Candidate]:
    """Owners of open parts, those first whose origin would settle most.

    It *settles* what is open of a part that is its own alone, and of a joint part whose other
    owners are domestic for certain (if it proves to be domestic too); it *touches* all joint parts.
    Ties are told apart by number and name, so that the order of rows changes nothing.
    """
    settles: dict[tuple[str, str], Fraction] = {}
    touches: dict[tuple[str, str], Fraction] = {}
    plants: dict[tuple[str, str], set[int]] = {}
    named: dict[tuple[str, str], Who] = {}
    for piece in pieces:
        if not piece.width:
            continue
        undecided = [who for who in piece.who if not _is_home(origin_of(who))]
        for who in undecided:
            key = who.key
            named[key] = min(named.get(key, who), who)
            touches[key] = touches.get(key, ZERO) + piece.width
            plants.setdefault(key, set()).add(piece.plant)
            if len(undecided) == 1:
                settles[key] = settles.get(key, ZERO) + piece.width
    found = [
        Candidate(
            who, settles.get(key, ZERO), touches[key], len(plants[key]), cause_of(origin_of(who))
        )
        for key, who in named.items()
    ]
    return sorted(found, key=lambda one: (-one.settles, -one.touches, one.who))


def _is_home(origin: OwnerOrigin | None) -> bool:
    return origin is not None and origin.lower == ONE
