"""A case's release, and its names: what every adapter through claims starts from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from graph.releases.release import Release
from world_ops.case import Case
from world_ops.tables import DATA_DATE, ident, release_of


@dataclass(frozen=True)
class Asked:
    """A case, read as tables, to be asked as any release is."""

    case: Case
    data_date: str = DATA_DATE
    claims: tuple[Any, ...] = ()

    @cached_property
    def release(self) -> Release:
        return release_of(self.case, data_date=self.data_date, claims=self.claims)

    @cached_property
    def names(self) -> dict[str, str]:
        """Ids back to the case's names."""
        return {ident(name): name for name in self.case.names}

    def name(self, entity: str) -> str:
        return self.names[entity]

    def named(self, entities: Iterable[str]) -> set[str]:
        return {self.names[entity] for entity in entities}

    def id(self, key: str) -> str:
        """The id of the entity that the query names under a key."""
        return ident(self.case.query[key])

    def ids(self, key: str) -> list[str]:
        """The ids of those that the query names under a key."""
        said = self.case.query[key]
        return [ident(name) for name in ([said] if isinstance(said, str) else said)]

    @property
    def target(self) -> str:
        return self.id("target")

    @property
    def firms(self) -> list[str]:
        """Everybody somebody holds or directs."""
        return sorted({ident(edge["owned"]) for edge in self.case.edges})
