"""Of what quantity the figures of a column are, and which state all that a holder has."""

from __future__ import annotations

from collections.abc import Mapping

from graph.claims.reasons import Reason, because
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


def quantities(column: HolderColumn) -> Mapping[str, tuple[str, ...]]:
    """The quantities that the stakes counted are figures of, each with whose, by code.

    A sum over several holders may be of several: record beside beneficial ownership, say.
    """
    counted = {one.holder for one in column.held}
    found: dict[str, list[str]] = {}
    for stake in column.stakes:
        if stake.currency == "current" and stake.claim.share and stake.holder in counted:
            found.setdefault(stake.claim.measurand, []).append(stake.holder)
    return {code: tuple(dict.fromkeys(holders)) for code, holders in found.items()}


def quantities_added(column: HolderColumn) -> Reason | None:
    """That the stakes counted are figures of several quantities, with whose; nothing for one."""
    found = quantities(column)
    if len(found) < 2:
        return None
    each = tuple(
        because("quantityOf", measurand=code, holders=holders) for code, holders in found.items()
    )
    return because("quantitiesAdded", each=each)
