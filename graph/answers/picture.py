"""A firm's picture: what is drawn of it, in words already, before it has a place on paper.

Shares are fractions of one. ``sources`` are the numbers under which ``Picture.sources`` lists the
documents; a sheet of any width is drawn from the same record.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from graph.answers.answer import NumberedSource
from graph.answers.parts import Named

PartyKind = Literal["firm", "company", "person", "fund", "publicBody"]
BoxKind = Literal[PartyKind, "smaller", "nominee", "notRead"]
ArrowKind = Literal["stake", "unsized", "contract", "control", "lastKnown", "money", "rest"]
Width = Literal["double", "single"]  # columns of a journal that it is as wide as
BandKind = Literal["owners", "below", "lastKnown", "money"]


class Figure(Struct, frozen=True, kw_only=True):
    """What a party has: how much, or which power; behind it the day, how sure, and the sources.

    >>> str(Figure(text="5 %", behind=" (2024; estimated) [1]"))
    '5 % (2024; estimated) [1]'
    """

    text: str  # set bold
    behind: str = ""

    def __str__(self) -> str:
        return f"{self.text}{self.behind}"


class Box(Struct, frozen=True, kw_only=True):
    """A party, or several that stand together."""

    id: str
    kind: BoxKind
    names: tuple[str, ...]  # the first is set bold
    origin: str = ""  # its column, or open; nothing: none is said
    about: str = ""  # its origin in words, and where it is from
    lines: tuple[Figure, ...] = ()  # what else is said in it
    mixture: tuple[tuple[str, float], ...] = ()  # of several: the share of each origin
    entities: tuple[str, ...] = ()  # whom it stands for


class Relation(Struct, frozen=True, kw_only=True):
    """What one party has of another, from holder to held."""

    source: str
    target: str
    text: str  # the percentage, the power or the sum
    lower: float = 0.0
    upper: float = 0.0
    claims: tuple[str, ...] = ()


class Arrow(Relation, frozen=True, kw_only=True):
    """A relation between two boxes."""

    kind: ArrowKind
    sources: tuple[int, ...] = ()


class Band(Struct, frozen=True, kw_only=True):
    """A part of the picture: parties in columns, holders left of what they hold."""

    kind: BandKind
    heading: str
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    note: str = ""  # whom it leaves out


class Key(Struct, frozen=True, kw_only=True):
    """A mark and what it means: an arrow's kind, a box's kind, an origin."""

    of: Literal["arrow", "box", "origin"]
    code: str
    text: str


class Behind(Struct, frozen=True, kw_only=True):
    """What stands behind a sentence over the picture: its days, and the numbers of documents."""

    days: str
    numbers: str
    sources: tuple[int, ...] = ()


class Picture(Struct, frozen=True, kw_only=True):
    """Everything that stands on the picture of a firm."""

    firm: Named
    language: str
    as_of: str
    release: str
    title: str
    headline: str  # the sentence of the page that answers which says whose it is
    second: str  # the same in the other language
    lead: tuple[str, ...]  # the other sentences of that page's headline, and pending steps
    bands: tuple[Band, ...]
    keys: tuple[Key, ...]
    how_to_read: str
    sources_heading: str
    sources: tuple[NumberedSource, ...]
    footer: tuple[str, ...]
    description: str  # all of it in sentences, for those who do not see it
    of_owners: str = ""  # of the lead: who holds it, the finding of that part alone
    sheet: str = ""  # of a picture on several: which this is, and what stands on the others
    sheet_words: str = ""  # how that is said, with places {at}, {of} and {others}
    continued: str = "{heading}"  # the heading of a band that began on an earlier sheet
    holders_of: str = ""  # the heading of who holds a {party} above the firm, on a sheet of its own
    pending: tuple[str, ...] = ()  # of the lead: what may have changed the figures since
    behind: dict[str, Behind] = {}  # by the sentences of headline, lead and of_owners

    def cited(self, sentence: str, *, dated: bool = True) -> str:
        """A sentence with the days and the numbers of documents behind it."""
        found = self.behind.get(sentence)
        if found is None:
            return sentence
        return f"{sentence}{found.days if dated else ''}{found.numbers}"
