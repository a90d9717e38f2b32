"""Several holders named together in one figure, and whether all of them are named.

A group's figure says what its members have together: how they share it nobody said, and they
direct nothing as one without a cited concert. Whose members are all named has their origin.
"""

from __future__ import annotations

from graph.claims.knowledge import Knowledge
from graph.claims.model import HolderTable
from graph.claims.walks import everybody


def is_group(knowledge: Knowledge, entity: str) -> bool:
    """Whether an entity stands for several that are named together."""
    known = knowledge.entities.get(entity)
    return known is not None and known.kind == "PartyGroup"


def members_of(knowledge: Knowledge, entity: str) -> tuple[str, ...]:
    """The members of a group as far as they are named; nobody where it is none."""
    return knowledge.entities[entity].members if is_group(knowledge, entity) else ()


def names_everybody(table: HolderTable) -> bool:
    """Whether a table leaves nobody out: by its line, or because those named have it all."""
    return table.complete_above == 0 or table.covered == 100


def all_named(knowledge: Knowledge, group: str) -> bool:
    """Whether a source says that a group has no members but those it names."""
    named = members_of(knowledge, group)
    return bool(named) and any(
        names_everybody(table) and table.stage == "completed"
        for table in knowledge.about(HolderTable, group)
    )


def all_members(knowledge: Knowledge, group: str) -> tuple[str, ...]:
    """Everybody in a group, those of groups in it in their place; nobody if some are not named.

    A group that is among its own members, over any steps, adds nobody by that.
    """
    if not is_group(knowledge, group):
        return ()
    met = list(everybody([group], lambda entity: members_of(knowledge, entity)))
    groups = [one for one in met if is_group(knowledge, one)]
    if not all(all_named(knowledge, one) for one in groups):
        return ()
    return tuple(one for one in met if one not in groups)
