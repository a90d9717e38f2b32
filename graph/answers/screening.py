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
    sums: str = ""  # how stakes of several are added up: aggregate, withinList, single, joint, …
    source: str = ""  # what says so, in words
    last_checked: str = ""  # the month after which a change cannot be excluded


class RuleProhibition(Struct, frozen=True, kw_only=True):
    """What the rule forbids, and whether it does on the day of the law."""

    label: str
    statement: str
    valid_from: str
    valid_to: str
    in_force: bool
    source: str


class RuleTest(Struct, frozen=True, kw_only=True):
    """A kind of power by which the rule passes beside shares."""

    test: str  # of ControlTests
    label: str
    suffices: bool  # otherwise it keeps a firm from being excluded, and no more
    note: str = ""


class RuleFlag(Struct, frozen=True, kw_only=True):
    """What is to be looked into under the rule though it reaches nobody."""

    flag: str  # of ScreeningFlags
    label: str
    note: str
    source: str
    ours: bool  # whether we raise it, and not whose rule it is


class AppliedRule(Struct, frozen=True, kw_only=True):
    """The rule that was applied, as a report cites it."""

    id: str
    label: str
    statement: str
    passes_by: str  # equity, votes, equityOrVotes, control
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
    sums: str = ""  # on the day of the law: aggregate, withinList, single, joint, unsettled
    tests: tuple[RuleTest, ...] = ()
    flags: tuple[RuleFlag, ...] = ()
    prohibitions: tuple[RuleProhibition, ...] = ()
    passes_on: str = ""  # which of the owner's terms then hold for the firm
    exempts: tuple[str, ...] = ()  # jurisdictions whose own firms it does not reach
    comes_from: str = "shipped"  # data set, file


class FollowedList(Struct, frozen=True, kw_only=True):
    """A list that was followed: whose, of which day, and how many entries of it count."""

    list: str
    own: bool  # of the reader, and not of the release
    day: str = ""  # of the list; nothing where nothing says it
    day_is: str = ""  # given, newestEntry, edition, lastSeen
    days_old: int | None = None  # on the day of the law
    counted: int = 0  # entries that count, possibly or for certain
    sha256: str = ""  # of the reader's file
    file: str = ""  # the reader's file that its entries are from


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
    programme: str = ""  # as the list writes it
    see_rule: str = ""  # the rule that extends the list, where this one does not
    file: str = ""  # the reader's file that it is from


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


class RaisedFlag(Struct, frozen=True, kw_only=True):
    """A link of a listed or reached party to a firm that the rule does not count."""

    flag: str  # of ScreeningFlags
    holder: Named
    text: str
    claims: tuple[str, ...] = ()


class ScreenedFirm(Struct, frozen=True, kw_only=True):
    """A firm, how far the list reaches it, and from which steps that follows."""

    firm: Named
    status: str  # listed, certain, notExcluded, redFlag, undisclosed, below, notReached, exempt
    lists: tuple[str, ...]
    total: Interval | None
    undisclosed: float  # of the firm, by nobody named and not float
    could_hide: bool  # whether holders whom nobody names could lift the stakes to the threshold
    explanation: str
    decides: tuple[str, ...]
    steps: tuple[ReachStep, ...]
    unnamed: float = 0.0  # of the firm, by nobody named, float too
    open_by: str = ""  # what leaves it open: listing, range, unnamed, unnamedAbove
    flags: tuple[RaisedFlag, ...] = ()


class NamedOnList(Struct, frozen=True, kw_only=True):
    """The entry of a reader's list whose name or identifier a customer has."""

    number: int  # in its file, from 1
    file: str
    given: str  # as the list names it
    list: str


class CustomerCandidate(Struct, frozen=True, kw_only=True):
    """Whom a customer may be, why, how like it is, and what the rule comes to for that one."""

    entity: Named | None  # nothing for an entry of a list whom nobody here answers to
    entry: NamedOnList | None
    reason: str
    score: float  # of the names; 1 is the same
    status: str  # as of a firm
    explanation: str


class ScreenedCustomer(Struct, frozen=True, kw_only=True):
    """One customer of a batch: whom it means, why, and what the rule comes to for it.

    Nobody is cleared by not being known: ``unknown`` says that nothing was compared.
    """

    row: int  # the line of the file, or the number of the posted customer
    customer: str  # its number with whoever asks
    given: str
    match: str  # decided, candidate, unknown, refused
    status: str  # as of a firm where it is decided; else candidate, unknown, refused
    said: bool  # whether a report has a row for it
    reason: str  # why it means whom it means, or why its row cannot be used
    entity: Named | None = None
    entry: NamedOnList | None = None
    candidates: tuple[CustomerCandidate, ...] = ()
    lists: tuple[str, ...] = ()
    total: Interval | None = None
    explanation: str = ""
    open_by: str = ""
    flags: tuple[str, ...] = ()


class CustomerFile(Struct, frozen=True, kw_only=True):
    """The customers that were asked about."""

    file: str
    sha256: str
    asked: int  # rows, those without use too
    unread: tuple[str, ...] = ()  # columns that were not read


class ChangedCustomer(Struct, frozen=True, kw_only=True):
    """A customer that is told otherwise than in an earlier report."""

    customer: str
    given: str
    was: str  # the earlier status; nothing for a customer who was not in it
    now: str  # nothing for one who is no longer asked about
    what: tuple[str, ...]  # what differs: status, lists, explanation, meant
    earlier: str = ""  # the earlier explanation
    later: str = ""


class SinceReport(Struct, frozen=True, kw_only=True):
    """What changed since an earlier report, and what was asked otherwise."""

    file: str
    asked_otherwise: tuple[str, ...]
    changed: tuple[ChangedCustomer, ...]
    unchanged: int


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
    law_day: str = ""  # the day on which the rule and the lists are read
    lists: tuple[FollowedList, ...] = ()
    notes: tuple[str, ...] = ()
    claims: tuple[CitedClaim, ...] = ()
    customers: tuple[ScreenedCustomer, ...] = ()  # of a batch, in the order of its file
    customer_counts: dict[str, int] = {}  # by status
    customer_file: CustomerFile | None = None
    since: SinceReport | None = None
