"""The shape of a screening: whom a list reaches under a rule, each step with its stakes.

Shares are fractions of one, as in :mod:`graph.answers.parts`. Field order is reading order.
"""

from __future__ import annotations

from msgspec import Struct

from graph.answers.codes import Inside
from graph.answers.parts import CitedClaim, CitedSource, Interval, Named


class RulePeriod(Struct, frozen=True, kw_only=True):
    """A period in which the rule holds, and what says so."""

    valid_from: str
    valid_to: str
    adds_up: bool  # whether stakes of several listed persons are added up in it
    note: str = ""
    sources: tuple[CitedSource, ...] = ()


class AppliedRule(Struct, frozen=True, kw_only=True):
    """The rule that was applied, as a report cites it."""

    id: str
    label: str
    statement: str
    passes_by: str  # equity, control
    threshold: float
    inclusive: bool
    adds_up: bool
    lists: tuple[str, ...]  # empty: every list
    left_out: tuple[str, ...]
    periods: tuple[RulePeriod, ...]
    holder: str
    source: str
    version: str
    verified: bool  # False when a parameter was not checked against its published text


class ScreenedEntry(Struct, frozen=True, kw_only=True):
    """One entry of the list, whom it was found to mean, and whether it counts."""

    number: int | None  # of the reader's list, from 1; nothing for an entry of the release
    given: str
    list: str
    state: str  # counted, possible, candidate, unknown, notOnDay, notExtended
    entity: Named | None = None
    candidates: tuple[Named, ...] = ()
    reason: str = ""
    valid_from: str = ""
    valid_to: str = ""
    claims: tuple[str, ...] = ()


class CountedStake(Struct, frozen=True, kw_only=True):
    """A stake that counts towards the threshold: at least so much, at most so much.

    The holder may be a block: somebody with several vehicles, of which no claim
    says which has how much.
    """

    holder: Named
    inside: Inside
    lists: tuple[str, ...]
    share: Interval
    currency: str
    text: str
    reason: str = ""
    as_of: str = ""
    claims: tuple[str, ...] = ()


class CutHolder(Struct, frozen=True, kw_only=True):
    """A holder in which those inside have something, and not enough: it passes nothing on."""

    holder: Named
    share: Interval  # of the firm that it holds
    held: Interval  # of it, by those inside


class ReachStep(Struct, frozen=True, kw_only=True):
    """One hop: how a firm comes in, by stakes added up or by a power."""

    firm: Named
    by: str  # capital, or the mechanism of a power
    certain: bool
    total: Interval
    stakes: tuple[CountedStake, ...]
    cut: tuple[CutHolder, ...] = ()
    contradictory: bool = False  # the firm's holders add up to more than all of it


class ScreenedFirm(Struct, frozen=True, kw_only=True):
    """A firm, how far the list reaches it, and from which steps that follows."""

    firm: Named
    status: str  # listed, certain, notExcluded, redFlag, undisclosed, below, notReached
    lists: tuple[str, ...]
    total: Interval | None
    undisclosed: float  # of the firm, by nobody named and not float
    could_hide: bool  # whether holders whom nobody names could lift the stakes to the threshold
    explanation: str
    decides: tuple[str, ...]
    steps: tuple[ReachStep, ...]
    unnamed: float = 0.0  # of the firm, by nobody named, float too


class Screening(Struct, frozen=True, kw_only=True):
    """Whom a list reaches on a day under a rule."""

    rule: AppliedRule
    as_of: str
    in_force: bool  # when False, results say what would hold if the rule were in force
    release: str
    entries: tuple[ScreenedEntry, ...]
    firms: tuple[ScreenedFirm, ...]
    counts: dict[str, int]
    refusals: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()  # columns of the list that were not read
    notes: tuple[str, ...] = ()
    claims: tuple[CitedClaim, ...] = ()
