"""Holders that are nominees by their name, and of whom nothing says for whom they hold.

Their stakes count as their own, since a name is no fact; whoever brings the file is told, and how
to say otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graph.claims.model import Claim, Classification, Control, Entity, Ownership
from graph.holders.capacities import NOMINEE
from graph.holders.nominee_names import called_nominee

_FEW = 3
_HOW = {
    True: "in a column, by a mapping: fields.capacity (nominee), fields.principal (for whom)",
    False: "in the format's own words for a nominee",
}


def nominees_by_name(
    entities: Iterable[Entity], claims: Sequence[Claim], *, tables: bool
) -> tuple[str, ...]:
    """What is to be said of such holders; nothing if there are none."""
    names = {one.id: one.name for one in entities if called_nominee(one)}
    if not names:
        return ()
    said = {one.target for one in claims if isinstance(one, Classification) and one.role == NOMINEE}
    said |= {party for one in claims if isinstance(one, Control) for party in one.bound}
    own = dict.fromkeys(
        names[one.party]
        for one in claims
        if isinstance(one, Ownership)
        and one.party in names.keys() - said
        and not (one.capacity or one.principal)
    )
    if not own:
        return ()
    called = ", ".join([*own][:_FEW]) + (", …" if len(own) > _FEW else "")
    what = f"holders that are nominees by their name, and are read as owners: {called}"
    return (f"{what}; a name decides nothing here: if they hold for others, say so {_HOW[tables]}",)
