"""What a programme or a list is made of: who has part in it, what it aims at, whom it names."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from graph.answers.indicators import IndicatorFigures
from graph.answers.parts import CitedClaim, Named

Membership = Literal["on", "disputed", "maybe", "removed", "proposed", "later"]


class PartIn(Struct, frozen=True, kw_only=True):
    """What somebody has to do with a programme, by one claim."""

    party: Named
    part: str  # issued, initiated, implements, funds, targets, partOf
    target: Named
    claim: CitedClaim


class Member(Struct, frozen=True, kw_only=True):
    """Somebody whom a list or programme names, on a day, and which other lists do so too."""

    entity: Named
    membership: Membership
    since: str = ""  # the first day a source gives; where none does, the first it was seen
    begun: bool = False  # whether that day is the one on which it began
    until: str = ""
    why: str = ""  # why it may only be on it
    on_others: tuple[Named, ...] = ()
    claims: tuple[CitedClaim, ...] = ()


class Edition(Struct, frozen=True, kw_only=True):
    """A copy of a list that was read: of which day, whether whole, whom of ours it names."""

    as_of: str
    whole: bool
    scope: str
    stated: int | None  # entries that it says it has
    read: int | None
    named: tuple[Named, ...]
    absent: tuple[Named, ...]  # looked for and not in it
    claim: CitedClaim


class MembersByLens(Struct, frozen=True, kw_only=True):
    """What one definition says of the members that are firms: how many on each side."""

    lens: str
    label: str
    home: tuple[Named, ...]
    not_home: tuple[Named, ...]
    mixed: tuple[Named, ...]
    undecided: tuple[Named, ...]
    not_asked: tuple[Named, ...]  # it does not apply to them, or was not in force


class ProgrammePage(Struct, frozen=True, kw_only=True):
    """A programme or list on a day."""

    programme: Named
    as_of: str
    home: str
    release: str
    note: str
    parts: tuple[PartIn, ...]
    carried_by: tuple[PartIn, ...]  # who set up, or pays into, the funds that carry it out
    indicators: tuple[IndicatorFigures, ...]
    members: tuple[Member, ...]
    editions: tuple[Edition, ...]
    latest_copy: str = ""  # the day of the latest whole copy of that day or before
    by_lens: tuple[MembersByLens, ...] = ()
    days: dict[str, str] = {}  # of each kind of fact: definitions are asked of them


class ProgrammeRow(Struct, frozen=True, kw_only=True):
    """A programme or list among all: how many it names on a day, and what was read of it."""

    programme: Named
    members: int  # of those known here, on it for certain
    latest_copy: str  # the day of the latest whole copy of that day or before; nothing: none
    aims: int  # targets it sets, of one indicator perhaps several
    parts: int
