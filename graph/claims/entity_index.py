"""What is found of entities by what stands in their records; worlds of other claims share it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property

from graph.claims.model import Entity


class EntityIndex:
    """Some entities by their groups and their numbers.

    >>> brothers = Entity(id="brothers", kind="PartyGroup", name="The Yus", members=("an", "bo"))
    >>> EntityIndex({"brothers": brothers}).groups
    {'an': ('brothers',), 'bo': ('brothers',)}
    """

    def __init__(self, entities: Mapping[str, Entity]) -> None:
        self._entities = entities

    @cached_property
    def groups(self) -> Mapping[str, tuple[str, ...]]:
        """For each named member of a group, the groups it is in."""
        groups: defaultdict[str, list[str]] = defaultdict(list)
        for group in [entity for entity in self._entities.values() if entity.members]:
            for member in group.members:
                groups[member].append(group.id)
        return {member: tuple(found) for member, found in groups.items()}

    @cached_property
    def identified(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        """The entities to which a register gave a number; with no scheme, any register."""
        found: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for entity in self._entities.values():
            for one in entity.identifiers:
                value = one.value.lstrip("0").casefold()
                for key in ((one.scheme, value), ("", value)):
                    found[key].append(entity.id)
        return {key: tuple(dict.fromkeys(entities)) for key, entities in found.items()}

    @cached_property
    def subjects(self) -> tuple[str, ...]:
        """The firms that are set out to be described, in table order."""
        return tuple(entity.id for entity in self._entities.values() if entity.subject)
