"""Rows of shares that the firm itself holds: *treasury shares*, or its own name as the holder.

They are a fact of the firm, and nobody else's: votes and profit are of what the others have.
"""

from __future__ import annotations

from graph.formats.foreign.mapping import Rule
from graph.formats.foreign.no_owners import OWN
from graph.formats.foreign.parties import Cells, Spoken
from graph.formats.foreign.row_fields import share_of
from graph.formats.own_shares import small_enough


def are_own(rule: Rule, cells: Cells, party: Spoken, target: Spoken) -> bool:
    """Whether a row is of some shares that the firm itself holds, by a word or by its name."""
    if target.nobody or rule.type != "Ownership" or rule.share is None:
        return False
    if party.nobody != OWN and party.entity.id != target.entity.id:
        return False
    share = share_of(rule.share, cells, party)
    return share is not None and small_enough(share)
