"""Stakes, powers and posts of those who are no more: they ended with their holder at the latest.

Of a firm with a seat the end of the seat says so by itself (``graph.holders.closings``). Of a
person, and of a firm whose seat nobody gave, nothing else would.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from graph.claims.model import Control, Leadership, Ownership
from graph.claims.periods import PartialDate, Period
from graph.importing.collecting import Collection
from graph.importing.repeated import Settled

ENDING = (Ownership, Control, Leadership)


def ended_with_their_holders(claims: Iterable[Settled], collection: Collection) -> list[Settled]:
    """The claims, with those that were open ended by the day their holder had ended or died."""
    if not collection.over:
        return list(claims)
    return [
        _ended(one, collection.over[one.claim.party]) if one.claim.party in collection.over else one
        for one in claims
    ]


def _ended(one: Settled, over: PartialDate) -> Settled:
    claim = one.claim
    start = claim.period.start
    if not isinstance(claim, ENDING) or claim.period.end is not None:
        return one
    if start is not None and start.first > over.last:
        return one  # begun after its holder ended: one of the two days is wrong, and is checked
    note = "; ".join(filter(None, (claim.note, f"its holder was no more by {over}")))
    ended = replace(claim, period=Period(start, over), period_end="ended", note=note)
    return one._replace(claim=ended)
