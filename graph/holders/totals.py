"""Which figures state all that a holder has of a firm, and leave it nothing behind others."""

from __future__ import annotations

from graph.holders.holder_column import HolderColumn
from ontology.load import codes


def states_total(column: HolderColumn, holder: str) -> bool:
    """Whether a current complete table states all that a holder has of a firm, direct or not.

    A table of record, a register or a direct figure does not: its holder may stand behind
    what is undisclosed as well.
    """
    table = column.table
    if table is None or not column.table_current or column.pending or column.over_hundred:
        return False
    if codes("Measurands")[table.measurand].attributes.get("deemed") != "true":
        return False
    own = [stake for stake in column.stakes if stake.holder == holder and stake.claim.share]
    current = [stake for stake in own if stake.currency == "current"]
    return bool(current) and all(
        stake.claim.measurand == table.measurand and not stake.others for stake in current
    )
