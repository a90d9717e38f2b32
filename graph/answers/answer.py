"""The one page that answers: its shapes. Each sentence carries its code, claims and sources.

Numbers are fractions of one. ``sources`` of a sentence are the numbers under which
``FirmAnswer.sources`` lists the documents.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from graph.answers.codes import Side
from graph.answers.parts import Amounts, CitedClaim, CitedSource, Interval, Named
from graph.answers.permalinks import Cite

BlockKind = Literal["held", "nominee", "notRead", "float"]


class Sentence(Struct, frozen=True, kw_only=True):
    """A sentence that can be quoted, and what it rests on."""

    text: str
    code: str
    claims: tuple[str, ...] = ()
    sources: tuple[int, ...] = ()


class DefinitionLine(Struct, frozen=True, kw_only=True):
    """What those who ask in one way are answered: the lenses of a group, in one line."""

    who_asks: str  # code
    asks: str
    says: str
    side: Side  # of its first word
    side_said: str
    since: str = ""  # the first day a source gives
    seen: str = ""  # the last day a source speaks of
    seen_first: str = ""  # of several joined, the day of the one last seen longest ago
    when: str = ""  # all of it, in words
    words: tuple[str, ...] = ()  # the lenses' own, of those that speak
    lenses: tuple[str, ...] = ()
    interval: Interval | None = None
    claims: tuple[str, ...] = ()
    sources: tuple[int, ...] = ()


class Block(Struct, frozen=True, kw_only=True):
    """A part of a bar of one hundred."""

    kind: BlockKind
    text: str
    share: float
    at_least: bool = False
    holder: Named | None = None
    origin: str = ""  # its column; nothing: open, or held by nobody named
    origin_said: str = ""
    evidence: str = ""  # what is weak, estimated, disputed or denied of it
    aside: str = ""  # what stands in brackets behind it: its origin, then that
    as_of: str = ""
    claims: tuple[str, ...] = ()
    sources: tuple[int, ...] = ()


class Bar(Struct, frozen=True, kw_only=True):
    """One hundred parts of a firm, by profit or by votes, the largest first."""

    basis: str
    blocks: tuple[Block, ...]


class OwnersToScale(Struct, frozen=True, kw_only=True):
    """The owners, to scale where a block was read; otherwise the sentences say what was."""

    bars: tuple[Bar, ...] = ()
    last_known: tuple[Sentence, ...] = ()
    last_known_heading: str = ""  # says so where they may be in a nominee's block
    line: tuple[Sentence, ...] = ()  # the years of blocks that mattered
    sentences: tuple[Sentence, ...] = ()


class Wanted(Struct, frozen=True, kw_only=True):
    """A document that would change the page, and where it was looked for."""

    document: str
    carries: str
    looked: str
    text: str  # all of it in one line
    lenses: tuple[str, ...] = ()
    searches: tuple[str, ...] = ()  # where, when, what came of it, as it was noted
    points: float | None = None


class ScoreLine(Struct, frozen=True, kw_only=True):
    """Three amounts of one walk."""

    of: str
    text: str
    amounts: Amounts


class Section(Struct, frozen=True, kw_only=True):
    """A part of the page that unfolds: a heading and sentences."""

    code: str
    heading: str
    sentences: tuple[Sentence, ...]


class NumberedSource(Struct, frozen=True, kw_only=True):
    """A document under the number the sentences call it by."""

    number: int
    source: CitedSource
    weak: bool = False
    text: str = ""
    read: str = ""  # when it was read and what is kept of it, in words


class FirmAnswer(Struct, frozen=True, kw_only=True):
    """The one page on a firm: the first screen, then what unfolds."""

    firm: Named
    language: str
    home: str
    as_of: str
    days: dict[str, str]  # of each kind of fact, as the release has them
    read_to: dict[str, str]  # of each kind, the newest that was read of this firm
    release: str
    title: str
    first_line: str
    line: str  # the firm in one line, for a page on several
    headline: tuple[Sentence, ...]
    pending: tuple[Sentence, ...]
    definitions: tuple[DefinitionLine, ...]
    beside: tuple[Sentence, ...]  # lenses that say nothing here, each kind in one line
    owners: OwnersToScale
    wanted: tuple[Wanted, ...]
    wanted_heading: str
    score: tuple[ScoreLine, ...]
    sections: tuple[Section, ...]
    unfold: str  # what stands behind the first screen
    headings: dict[str, str]  # of parts and columns, in the language of the page
    cite: Cite
    sources: tuple[NumberedSource, ...]
    claims: tuple[CitedClaim, ...]
