"""Filed parents beside the chains that should lead to them, as tables."""

from __future__ import annotations

from api.views.tables import Column, Table, View
from graph.profiles.parents import RollUp


def roll_up(found: RollUp) -> View:
    """How far chains agree with what is filed, and every difference with its reason."""
    columns = (
        Column("firm", "Firm"),
        Column("found", "Rolls up to"),
        Column("filed", "Filed ultimate parent"),
        Column("reason", "Because", wide=True),
        Column("firm_id", "Id", shown=False, holds="key"),
    )
    rows = tuple(
        (
            one.firm.name,
            ", ".join(each.name for each in one.found),
            ", ".join(each.name for each in one.filed),
            one.reason,
            one.firm.id,
        )
        for one in found.differences
    )
    return View((str(found),), (Table(columns, rows, empty="no difference"),))
