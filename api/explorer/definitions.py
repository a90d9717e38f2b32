"""The atlas of definitions: what each counts, whose it is, what computes it, which are rivals."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from graph import questions
from graph.answers.rival_definitions import RivalPair
from graph.profiles.definitions import DefinitionPlace
from graph.releases.release import Release

PARTS = ("wholly", "partly", "")  # how much of a definition is computed; last: nothing is
ANSWERS = 4  # told of a pair on the page; machines get them all


class Atlas(NamedTuple):
    """Every definition of the documents by how much of it is computed, and the rival pairs."""

    parts: tuple[tuple[str, tuple[DefinitionPlace, ...]], ...]
    rivals: tuple[RivalPair, ...]
    of_definition: Mapping[str, tuple[RivalPair, ...]]  # the pairs that a definition is in

    @property
    def number(self) -> int:
        """How many definitions there are."""
        return sum(len(found) for _, found in self.parts)


def atlas(release: Release, as_of: str | None = None, home: str | None = None) -> Atlas:
    """The definitions of the documents, those that something computes first."""
    found = sorted(questions.definitions(release), key=lambda one: one.name.casefold())
    rivals = questions.rival_definitions(release, as_of=as_of, home=home)
    return Atlas(
        parts=tuple((part, tuple(one for one in found if one.computed == part)) for part in PARTS),
        rivals=rivals,
        of_definition={one.id: tuple(pair for pair in rivals if pair.has(one.id)) for one in found},
    )
