"""Groups of parties: whether all their members are named."""

from __future__ import annotations

from graph.claims.knowledge import Knowledge
from graph.claims.model import HolderTable


def all_members_named(knowledge: Knowledge, group: str) -> bool:
    """Whether somebody says of a group that its members, as they are named, are all there are."""
    known = knowledge.entities.get(group)
    if known is None or known.kind != "PartyGroup" or not known.members:
        return False
    return any(
        table.covered == 100 and table.stage == "completed"
        for table in knowledge.about(HolderTable, group)
    )
