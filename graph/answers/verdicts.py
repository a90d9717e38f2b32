"""What each lens says of a firm, what stays unknown, and how the lenses disagree: the shapes."""

from __future__ import annotations

from msgspec import Struct

from graph.answers.codes import Decides, LabelResult, Side
from graph.answers.parts import Amounts, Chain, CitedClaim, Interval, Named


class LookedIn(Struct, frozen=True, kw_only=True):
    """A search for a document: where, when, and what came of it."""

    where: str
    on: str  # a day, a month or a year
    found: str  # yes, partly, no
    what: str  # the fact that was wanted
    note: str = ""


class Unknown(Struct, frozen=True, kw_only=True, gc=False):
    """A missing fact, named as the document that would supply it."""

    rank: int
    document: str  # what to look for
    about: Named
    lenses: tuple[str, ...]  # the verdicts it holds open
    carries: float | None  # how much of the ownership interval it carries
    reason: str
    claims: tuple[str, ...] = ()
    looked_in: tuple[LookedIn, ...] = ()  # where it was looked for already, the newest first


class Verdict(Struct, frozen=True, kw_only=True, gc=False):
    """What one lens says of one firm on one day."""

    lens: str
    label: str
    firm: Named
    word: str  # the lens's own word, or ``undecided``
    decided: bool
    decides: Decides  # why it is open; empty when it is decided
    explanation: str
    side: Side = ""  # of the word; nothing: beside the question, or the lens says nothing
    measure: str = ""  # what the lens computes, a code
    interval: Interval | None = None
    counts: str = ""  # whose part the interval is, a code: from which end it is drawn
    case: str = ""  # the case of the measure the word stands for
    threshold: float | None = None
    tested: tuple[Named, ...] = ()
    parts: tuple[tuple[str, str], ...] = ()  # limbs and sub-results, in words
    in_force: bool = True
    as_of: str = ""  # the day it was asked for; a list has its own unless one was asked about
    version: str = ""  # of the lens, as the release has it
    comes_from: str = "zizhu"  # the lens: zizhu, data set, tried (then it is in no release)
    holder: str = ""  # whose definition it is
    source: str = ""  # where it can be read
    valid_from: str = ""  # the days on which the definition was in use
    valid_to: str = ""
    claims: tuple[str, ...] = ()
    of_read: Interval | None = None  # of what was read, where the interval is of all there is
    read: str = ""  # how much that is


class Estimate(Struct, frozen=True, kw_only=True):
    """A median with its 80 % interval under a named prior; never a verdict."""

    median: float
    low: float
    high: float
    prior: str
    parameters: dict[str, str]
    rivals: dict[str, float]  # rival prior → its median


class Score(Struct, frozen=True, kw_only=True):
    """The domestic-ness score in its three layers."""

    firm: Named
    ownership: Interval
    funding: Interval
    funding_known: Interval | None  # over the money whose rounds are known, not over all money
    funding_known_total: str
    mean: Interval
    coverage: dict[str, float | None]
    verdict: Verdict
    estimate: Estimate | None = None  # under a prior, only when asked for
    notes: tuple[str, ...] = ()
    ownership_amounts: Amounts | None = None
    ownership_number: float | None = None  # its middle; nothing: wider than one half, not rated
    money_amounts: Amounts | None = None  # of the money read; nothing when no amount was read
    money_read: str = ""  # how much that is
    half_of_each: Interval | None = None  # profit and all money counted alike
    half_state: float = 0.0  # the least of it that is home's state
    number: float | None = None  # its middle; nothing: wider than one half, and not rated


class Contestedness(Struct, frozen=True, kw_only=True):
    """How the applicable lenses split."""

    domestic: tuple[str, ...]
    mixed: tuple[str, ...]
    not_domestic: tuple[str, ...]
    undecided: tuple[str, ...]
    disagree_most: tuple[str, str] | None
    index: float | None  # 0 when all decided lenses agree, 1 when they split in half


class FirmClassification(Struct, frozen=True, kw_only=True):
    """How domestic a firm is, by whose definition."""

    firm: Named
    as_of: str  # the day of ownership
    days: dict[str, str]  # the day of each kind of fact: ownership, lists, people
    home: str
    release: str
    verdicts: tuple[Verdict, ...]
    score: Score
    contestedness: Contestedness
    chain: Chain | None
    unknowns: tuple[Unknown, ...]
    claims: tuple[CitedClaim, ...]


class LabelCheck(Struct, frozen=True, kw_only=True):
    """A label somebody gave a firm, set against the lens meant to produce it."""

    firm: Named
    label: str
    by: Named | None
    on: str  # the label's own day; that of the lens where the label has none
    lens: str
    word: str  # what the lens says on the day it is asked about
    result: LabelResult
    reason: str
    claim: CitedClaim
    body: str = ""  # of which part of a state, where the label says it
    asked_on: str = ""  # the day the lens is asked about: no later than the facts go
    stands_in: bool = False  # the lens is ours, in place of a test that nobody stated


class LensDescription(Struct, frozen=True, kw_only=True):
    """A definition of "domestic": what it tests, how, and who holds it."""

    id: str
    label: str
    definition: str
    tests: str
    measure: str
    holder: str
    source: str
    valid_from: str
    valid_to: str
    version: str
    parameters: dict[str, str]
    comes_from: str  # zizhu; data set: of the release's own tables; tried: of no release
    verified: bool  # False when a parameter was not checked against its published text
