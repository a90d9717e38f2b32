"""Stakes, powers and posts of those who are no more, and in firms that are no more.

They ended with their holder, or with their firm, at the latest; where nobody says when that was,
no day is known on which they held. Of a firm with a seat the end of the seat says so by itself
(``graph.holders.gone``). Of a person, and of a firm whose seat nobody gave, nothing else would.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from graph.claims.model import Control, Leadership, Location, Ownership
from graph.claims.periods import PartialDate, Period
from graph.importing.collecting import Collection
from graph.importing.repeated import Settled

ENDING = (Ownership, Control, Leadership)
ENDS = (("party", "its holder"), ("target", "the firm"))


def ended_with_their_parties(claims: Iterable[Settled], collection: Collection) -> list[Settled]:
    """The claims, with those that were open ended by the day one of their ends had ended."""
    if not collection.over:
        return list(claims)
    return [_ended(one, collection) for one in claims]


def _ended(one: Settled, collection: Collection) -> Settled:
    for field, who in ENDS:
        end = getattr(one.claim, field)
        if end in collection.over:
            one = _ended_by(one, collection.over[end], who)
    return one


def _ended_by(one: Settled, over: PartialDate | None, who: str) -> Settled:
    claim = one.claim
    start, end = claim.period.start, claim.period.end
    if not isinstance(claim, ENDING) and not (
        isinstance(claim, Location) and claim.aspect == "seat"
    ):
        return one
    if over is None:
        if end is not None:
            return one
        note = f"{who} is no more, since when is not said" + (f"; begun {start}" if start else "")
        note = "; ".join(filter(None, (claim.note, note)))
        undated = replace(claim, period=Period(), period_end="unknownEnd", as_of=None, note=note)
        return one._replace(claim=undated)
    if end is not None and end.last <= over.last:
        return one
    if start is not None and start.first > over.last:
        return one  # begun after its holder ended: one of the two days is wrong, and is checked
    note = "; ".join(filter(None, (claim.note, f"{who} was no more by {over}")))
    ended = replace(claim, period=Period(start, over), period_end="ended", note=note)
    return one._replace(claim=ended)
