"""Those who own something together: one holder, called by the names of all of them.

A reader meets a link of several owners before it knows their names, and gives the group none.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from graph.claims.model import Entity
from graph.importing.repeated import Settled


def joint_owners_named(entities: Iterable[Entity], claims: Iterable[Settled]) -> list[Entity]:
    """The entities, with groups that have no name called by their members.

    A group of which nothing is claimed was made for a link that carries nothing, and goes with it.

    >>> two = [Entity(id=one, kind="Person", name=one.title()) for one in ("an", "bo")]
    >>> group = Entity(id="g", kind="PartyGroup", name="", members=("an", "bo"))
    >>> joint_owners_named([*two, group], [])[-1].name
    'Bo'
    """
    given = list(entities)
    unnamed = {one.id for one in given if one.kind == "PartyGroup" and not one.name}
    if not unnamed:
        return given
    claimed = {one.claim.party for one in claims}
    names = {one.id: one.name for one in given}
    return [
        _named(one, names) if one.id in unnamed else one
        for one in given
        if one.id not in unnamed or one.id in claimed
    ]


def _named(group: Entity, names: dict[str, str]) -> Entity:
    called = ", ".join(names.get(member, member) for member in group.members)
    return replace(group, name=called or group.id)
