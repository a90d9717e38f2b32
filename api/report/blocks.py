"""What a report is made of, however it is written: headings, lines, tables, a place to sign."""

from __future__ import annotations

import re
from typing import Literal, TypeAlias

from msgspec import Struct

Tone = Literal["", "reached", "open", "faint"]


OPENS, CLOSES = "\u27e6", "\u27e7"
POINTER = re.compile(rf"{OPENS}([cd]\d+){CLOSES}")


def pointer(anchor: str) -> str:
    """The number of a claim (c3) or of a document (d3), as a text of a report has it.

    >>> POINTER.search(f"51 % {pointer('c3')}")[1]
    'c3'
    """
    return f"{OPENS}{anchor}{CLOSES}"


def shown(anchor: str) -> str:
    """A pointer as a reader sees it: a document by its number alone.

    >>> shown("c3"), shown("d3")
    ('[c3]', '[3]')
    """
    return f"[{anchor.removeprefix('d')}]"


class Heading(Struct, frozen=True):
    """A heading: 2 for a part of the report, 3 within one."""

    text: str
    level: int = 2


class Text(Struct, frozen=True):
    """A paragraph; ``lead`` is the answer itself, ``code`` a command to be typed."""

    text: str
    kind: Literal["", "lead", "code"] = ""


class Line(Struct, frozen=True):
    """A line of a list, what stands before it, how far in, and where it can be pointed to."""

    text: str
    mark: str = "-"
    depth: int = 0
    anchor: str = ""


class Lines(Struct, frozen=True):
    """Lines under one another; in them, and in facts, :func:`pointer` leads to another line."""

    lines: tuple[Line, ...]


class Facts(Struct, frozen=True):
    """Names with what each is."""

    rows: tuple[tuple[str, str], ...]


class Grid(Struct, frozen=True):
    """A table; ``widths`` are parts of the page, ``tones`` say how a row is set off."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]
    tones: tuple[Tone, ...] = ()


class Signature(Struct, frozen=True):
    """Lines to be filled in by hand, each with what is written there."""

    labels: tuple[str, ...]


Block: TypeAlias = Heading | Text | Lines | Facts | Grid | Signature


class Report(Struct, frozen=True):
    """A report: its title, what stands at the foot of every page, and its blocks in order."""

    title: str
    foot: str
    blocks: tuple[Block, ...]
