"""The shapes of answers about change: what if, and why did the verdict change.

As in :mod:`graph.answers.parts`, numbers are fractions of one, and a ``None`` is an
unknown. *Before* and *after* are two readings of one question: as the release
has it and as supposed, on two days, or in two releases.
"""

from __future__ import annotations

from msgspec import Struct

from graph.answers.parts import CitedClaim, Named
from graph.answers.verdicts import Score, Verdict


class Supposed(Struct, frozen=True, kw_only=True):
    """One thing supposed, and what it puts in the place of what."""

    option: str  # set, remove, close, complete, control, citizen, seat, headquarters
    given: str  # as it was asked
    says: str
    adds: tuple[CitedClaim, ...] = ()  # with the status hypothetical; in no release
    sets_aside: tuple[CitedClaim, ...] = ()


class VerdictChange(Struct, frozen=True, kw_only=True):
    """What one lens says before and after."""

    lens: str
    label: str
    change: str  # same, moves, flips, settles, opens, takes effect, lapses, appears, disappears
    before: Verdict | None
    after: Verdict | None
    because: tuple[str, ...] = ()  # why, in words


class WhatIf(Struct, frozen=True, kw_only=True):
    """What would follow from something supposed on top of a release; nothing of it is stored."""

    firm: Named
    as_of: str
    home: str
    release: str
    hypothetical: bool
    supposed: tuple[Supposed, ...]
    summary: str
    verdicts: tuple[VerdictChange, ...]
    score_before: Score
    score_after: Score
    contradictions: tuple[str, ...]  # what the suppositions cannot be together with
    notes: tuple[str, ...]
    claims: tuple[CitedClaim, ...]
    days: dict[str, str] = {}  # of each kind of fact


class FieldChange(Struct, frozen=True, kw_only=True):
    """One field of a record that says something else."""

    field: str
    before: str
    after: str


class ClaimChange(Struct, frozen=True, kw_only=True):
    """A claim that is new, gone or says something else, or to which time did something."""

    id: str
    change: str  # added, removed, changed; starts, ends, goes stale, is renewed
    text: str
    fields: tuple[FieldChange, ...] = ()
    claim: CitedClaim | None = None  # as it stands after, or stood before


class RecordChange(Struct, frozen=True, kw_only=True):
    """An entity, lens or other record that is new, gone or says something else."""

    kind: str  # entity, lens, rule, rivals, rate, source
    id: str
    change: str  # added, removed, changed
    text: str
    fields: tuple[FieldChange, ...] = ()


class Explained(Struct, frozen=True, kw_only=True):
    """A verdict that changed, and what made it change.

    Undoing exactly what ``claims`` and ``records`` name gives the verdict before
    back, and undoing any less of it does not. There may be other such sets.
    """

    firm: Named
    verdict: VerdictChange
    kinds: tuple[str, ...]  # facts (valid time), knowledge (claims), rule (lens)
    claims: tuple[ClaimChange, ...] = ()
    records: tuple[RecordChange, ...] = ()
    text: tuple[str, ...] = ()
    complete: bool = True  # False: the search was cut short, or time did more than named


class Side(Struct, frozen=True, kw_only=True):
    """One side of a comparison."""

    release: str
    as_of: str
    data_date: str
    counts: dict[str, int]
    days: dict[str, str] = {}  # of each kind of fact


class Difference(Struct, frozen=True, kw_only=True):
    """Two releases, or one release on two days, compared; and every changed verdict explained."""

    before: Side
    after: Side
    home: str
    claims: tuple[ClaimChange, ...]
    records: tuple[RecordChange, ...]
    left_off: int  # changes not listed, because there are too many to read
    verdicts: tuple[Explained, ...]
    same: int  # verdicts that did not change
