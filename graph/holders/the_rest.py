"""What is left of a firm beside the holders that were read: its float, nothing, or not disclosed.

Under a table that is complete above a line nobody unnamed is above it; where the table names
everybody, nobody is left.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

from graph.claims.model import HolderTable
from graph.holders.groups import names_everybody
from graph.holders.stake import Stake


def kind_of_rest(
    table: HolderTable | None, stakes: Sequence[Stake], counted: Sequence[Stake]
) -> Literal["float", "undisclosed", "none"]:
    """What the rest is under a current table; undisclosed while a named holder's size is open."""
    if table is None or any(stake.others for stake in counted):
        return "undisclosed"  # or somebody's shares of other classes were not read
    line = table.complete_above or Decimal(0)
    unsized = [
        stake
        for stake in stakes
        if stake not in counted
        and (
            stake.currency == "unknownShare"
            or (
                stake.currency == "lastKnown"
                and (
                    stake.seen is not None
                    if stake.claim.share is None
                    else stake.claim.share.upper > line
                )
            )
        )
    ]
    if unsized:
        return "undisclosed"
    if names_everybody(table):
        return "none"
    return "float" if table.complete_above is not None else "undisclosed"
