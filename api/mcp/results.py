"""What a tool answers: the shapes. No number stands alone: each has its bounds and what it is of.

Every result has, beside these fields, its release, the days of its facts and how it is cited
(:func:`api.web.responses.document`).
"""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from graph.answers.parts import Named


class Bounds(Struct, frozen=True, kw_only=True):
    """A share that is certainly between two bounds, as fractions of one."""

    lower: float
    upper: float | None  # nothing: by what was read, no less than one
    text: str  # both, as people read them
    of: str  # what it is a share of


class NumberedSource(Struct, frozen=True, kw_only=True):
    """A document under the number by which statements call it."""

    number: int
    id: str
    title: str
    publisher: str
    published: str
    url: str
    locator: str
    read_on: str  # the day it was read; nothing: not known
    second_hand: str  # through whom it was read, where that was not its issuer
    weak: bool
    address: str  # under which a copy of zizhu shows it


class Statement(Struct, frozen=True, kw_only=True):
    """A sentence, and the numbers of the sources it rests on."""

    text: str
    sources: tuple[int, ...] = ()


class LensVerdict(Struct, frozen=True, kw_only=True):
    """What one definition of "domestic" says of the firm."""

    definition: str  # its name here
    label: str
    whose: str  # who holds the definition
    verdict: str  # its own word, or undecided
    decided: bool
    side: str  # home, notHome, mixed, open; nothing where the word is beside the question
    why_open: str  # a code; nothing where it is decided
    explanation: str
    interval: Bounds | None  # what it measured; nothing: it measures no share
    decided_at: str  # the threshold, as people read it; nothing where it has none
    sources: tuple[int, ...]


class WhoAsks(Struct, frozen=True, kw_only=True):
    """What those who ask in one way are answered, several definitions in a line."""

    asks: str
    says: str
    side: str
    when: str
    interval: Bounds | None
    sources: tuple[int, ...]


class FoundEntity(Struct, frozen=True, kw_only=True):
    """Somebody whom the text may mean, and the name by which."""

    entity: Named
    matched: str


class Found(Struct, frozen=True, kw_only=True):
    """Whom a text may mean, best first."""

    matches: tuple[FoundEntity, ...]
    note: str


class AnswerOnFirm(Struct, frozen=True, kw_only=True):
    """How domestic a firm is, by whose definition."""

    firm: Named
    as_of: str
    home: str
    home_share: Bounds
    headline: tuple[Statement, ...]
    pending: tuple[Statement, ...]
    who_asks: tuple[WhoAsks, ...]
    verdicts: tuple[LensVerdict, ...]
    would_settle: tuple[str, ...]
    sources: tuple[NumberedSource, ...]


class PathStep(Struct, frozen=True, kw_only=True):
    """One link of a path."""

    holder: Named
    held: Named
    link: str
    text: str
    share: Bounds | None
    sources: tuple[int, ...]


class PathFound(Struct, frozen=True, kw_only=True):
    """A path from its end down to the firm."""

    end: Named
    origin: str
    carries: Bounds | None  # nothing: some size on it was not read
    rests_on: str
    why: str
    steps: tuple[PathStep, ...]


class PathsByKind(Struct, frozen=True, kw_only=True):
    """The paths of one kind, and what all of that kind may come to."""

    kind: str
    total: Bounds | None
    verdict: str  # in words: what all of them may come to
    explained_by_these: Bounds | None
    paths: tuple[PathFound, ...]
    not_disclosed: tuple[str, ...]


class PathsFound(Struct, frozen=True, kw_only=True):
    """By which paths somebody reaches a firm."""

    source: str
    firm: Named
    basis: str
    as_of: str
    home: str
    kinds: tuple[PathsByKind, ...]
    notes: tuple[str, ...]
    sources: tuple[NumberedSource, ...]


class MissingDocument(Struct, frozen=True, kw_only=True):
    """A document nobody has read yet, and what it holds open."""

    document: str
    about: Named
    holds_open: tuple[str, ...]  # definitions
    could_move: Bounds | None
    reason: str
    looked_for: tuple[str, ...]
    sources: tuple[int, ...]


class WouldSettle(Struct, frozen=True, kw_only=True):
    """Which documents would settle the open verdicts, and what would turn the settled ones."""

    firm: Named
    as_of: str
    home: str
    home_share: Bounds
    open_verdicts: tuple[LensVerdict, ...]
    documents: tuple[MissingDocument, ...]
    documents_not_shown: int
    would_turn: tuple[Statement, ...]
    sources: tuple[NumberedSource, ...]


class ScreenedParty(Struct, frozen=True, kw_only=True):
    """A firm, how far the list reaches it, and why."""

    firm: Named
    verdict: str  # certain, notExcluded, …: a code, as the rule's report has it
    explanation: str
    held_by_listed: Bounds | None
    nobody_named: Bounds
    decides: tuple[str, ...]
    flags: tuple[Statement, ...]
    sources: tuple[int, ...]


class EntryRead(Struct, frozen=True, kw_only=True):
    """An entry of the list, and whom it was taken to mean."""

    given: str
    state: str
    entity: Named | None
    reason: str


class Screened(Struct, frozen=True, kw_only=True):
    """Whom a list reaches under a rule."""

    rule: str
    rule_label: str
    rule_says: str
    rule_source: str
    in_force: bool
    as_of: str
    law_day: str
    lists: tuple[str, ...]
    firms: tuple[ScreenedParty, ...]
    firms_not_shown: int
    entries: tuple[EntryRead, ...]
    notes: tuple[str, ...]
    sources: tuple[NumberedSource, ...]


class QueryRows(Struct, frozen=True, kw_only=True):
    """What a query found: rows, one word, or statements; and what its claims rest on."""

    columns: tuple[str, ...]
    rows: tuple[dict[str, Any], ...]
    yes: bool | None  # of ASK
    turtle: str  # of CONSTRUCT and DESCRIBE
    note: str
    sources: tuple[NumberedSource, ...]
