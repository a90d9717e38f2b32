"""Those who own something together: one holder, called by the names of all of them.

A reader meets a link of several owners before it knows their names, and gives the group none.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from graph.claims.model import Entity


def joint_owners_named(entities: Iterable[Entity]) -> list[Entity]:
    """The entities, with groups that have no name called by their members.

    >>> two = [Entity(id=one, kind="Person", name=one.title()) for one in ("an", "bo")]
    >>> group = Entity(id="g", kind="PartyGroup", name="", members=("an", "bo"))
    >>> joint_owners_named([*two, group])[-1].name
    'An, Bo'
    """
    given = list(entities)
    unnamed = [one for one in given if one.kind == "PartyGroup" and not one.name]
    if not unnamed:
        return given
    wanted = {member for group in unnamed for member in group.members}
    names = {one.id: one.name for one in given if one.id in wanted}
    return [
        _named(one, names) if one.kind == "PartyGroup" and not one.name else one for one in given
    ]


def _named(group: Entity, names: dict[str, str]) -> Entity:
    called = ", ".join(names.get(member, member) for member in group.members)
    return replace(group, name=called or group.id)
