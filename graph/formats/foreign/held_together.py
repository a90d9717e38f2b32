"""Several owners in one cell beside one figure: they have it together, and each of them has part.

Given to each of them the figure would stand for two stakes where there is one.
"""

from __future__ import annotations

from collections.abc import Sequence

from graph.claims.model import Entity
from graph.formats.foreign.mapping import Rule
from graph.formats.foreign.parties import Cells, Spoken
from graph.formats.foreign.rule_columns import parted
from graph.formats.tables.rows import CellError
from graph.formats.tables.slugs import slug

_NOBODY = ("PartyGroup", "UnidentifiedParty")
_HINT = "a row for each of them, or [60%] behind each name"


def who_share(rule: Rule, cells: Cells, parties: Sequence[Spoken], prefix: str) -> list[Spoken]:
    """Who has what a row says: each party, or all of them as one holder where they share a figure.

    Raises
    ------
    CellError
        If some of those who share it are not named, or one of them is nobody.
    """
    figures = [column for column in parted(rule) if cells[column]]
    if len(parties) < 2 or not figures or any(one.share for one in parties):
        return list(parties)
    assert rule.party is not None
    strange = [one for one in parties if one.nobody or one.entity.kind in _NOBODY]
    if strange:
        problem = f"one figure for several, of whom {strange[0].entity.name!r} is not named"
        raise CellError(rule.party.column, problem, _HINT)
    members = {one.entity.id: one.entity for one in parties}
    if len(members) == 1:
        return [parties[0]]
    ids = tuple(sorted(members))
    group = Entity(
        id=f"{prefix}-together-{slug(' '.join(ids))}",
        kind="PartyGroup",
        name=", ".join(members[one].name for one in ids),
        members=ids,
    )
    return [Spoken(group, members=tuple(members.values()))]
