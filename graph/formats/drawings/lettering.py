"""Lettering of a picture: how wide a text will be, where its lines break, how it is put down.

Text is measured here, by rough letter widths, because a picture must not depend on the fonts of
the machine that made it. Sizes are points at the printed width; nothing is set below ``LEAST``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from xml.etree import ElementTree as ET

from msgspec import Struct
from msgspec.structs import replace

from graph.formats.drawings.letter_widths import is_wide, letter_width

FONTS = (
    "'Noto Sans', Helvetica, Arial, 'Noto Sans CJK SC', 'Noto Sans SC', 'Source Han Sans SC',"
    " 'PingFang SC', 'Microsoft YaHei', 'WenQuanYi Zen Hei', sans-serif"
)
INK, SOFT, GREY, PAPER = "#111111", "#444444", "#767676", "#ffffff"
LEADING = 1.2  # line height over letter height
LEAST = 9.0  # points
MOST_LINES = 40  # of one paragraph

CLOSING, OPENING, DAY = "。，、；：）》”’·", "（《“‘", "年月日"
NO_BREAK = "\u00a0"
# A day and its month, a number and its sign, a currency and its sum stay on one line.
_TOGETHER = re.compile(r"(?<=\b\d) (?=[A-Z%])|(?<=\d\d) (?=[A-Z%])|(?<=\b[A-Z]{3}) (?=\d)")

Point = tuple[float, float]
Row = tuple["Line", ...]  # of one line of text the stretches that look alike


class Line(Struct, frozen=True):
    """A line of text, as large and as strong as it should be."""

    text: str
    size: float = LEAST
    bold: bool = False
    ink: str = INK


def width(text: str, size: float, *, bold: bool = False) -> float:
    """How wide a text will be in the fonts of pictures, or a little less.

    >>> width("中芯国际", 10.0)
    40.0
    """
    return size * sum(letter_width(letter, bold=bold) for letter in text)


def wrap(
    paragraph: Line, limit: float, most: int = MOST_LINES, *, balanced: bool = True
) -> list[Line]:
    """Break a paragraph into lines no wider than the limit; what does not fit ends in an ellipsis.

    Breaks fall at spaces, between Chinese characters, and in words wider than a line. Balanced
    lines are about equally long, so that no last character stands alone.

    >>> def broken(text, limit):
    ...     return [line.text for line in wrap(Line(text, 10.0), limit)]
    >>> broken("Semiconductor Manufacturing International", 90.0)
    ['Semiconductor', 'Manufacturing', 'International']
    >>> broken("中芯国际集成电路制造有限公司", 130.0)
    ['中芯国际集成电', '路制造有限公司']
    >>> broken("WangTouSuiCheng (fund)", 100.0)
    ['WangTouSuiCheng', '(fund)']
    >>> broken("5493001KJTIIGC8Y1R12", 60.0)
    ['5493001KJT', 'IIGC8Y1R12']
    """
    pieces = pieces_of(paragraph, limit)
    widest = max((measured(piece, paragraph) for piece in pieces), default=0.0)
    lines = _broken(pieces, paragraph, limit)
    while (
        balanced and limit > widest + 4 and len(lines) == len(_broken(pieces, paragraph, limit - 4))
    ):
        limit -= 4
        lines = _broken(pieces, paragraph, limit)
    if len(lines) > most:
        lines = [*lines[: most - 1], lines[most - 1] + " …"]
    return [replace(paragraph, text=line) for line in lines]


def _broken(pieces: Sequence[str], look: Line, limit: float) -> list[str]:
    lines: list[str] = [""]
    for piece in pieces:
        if lines[-1] and measured(lines[-1] + piece.rstrip(), look) > limit:
            lines.append("")
        lines[-1] += piece if lines[-1] else piece.lstrip()
    return [line.strip() for line in lines]


def flow(stretches: Sequence[Line], limit: float) -> list[Row]:
    """Break a paragraph of several strengths into lines no wider than the limit.

    >>> rows = flow([Line("5 %", bold=True), Line(" (2024; estimated)")], 60.0)
    >>> [[run.text for run in row] for row in rows]
    [['5\xa0%', ' (2024;'], ['estimated)']]
    """
    rows: list[list[Line]] = [[]]
    for look in stretches:
        for piece in pieces_of(look, limit):
            row = rows[-1]
            if row and row_width((*row, replace(look, text=piece.rstrip()))) > limit:
                row[-1] = replace(row[-1], text=row[-1].text.rstrip())
                rows.append([])
            text = piece if rows[-1] else piece.lstrip()
            rows[-1].append(replace(look, text=text))
    return [_joined(row) for row in rows]


def _joined(row: Sequence[Line]) -> Row:
    """Stretches that look alike as one."""
    found: list[Line] = []
    for one in row:
        if found and replace(found[-1], text="") == replace(one, text=""):
            found[-1] = replace(one, text=found[-1].text + one.text)
        elif one.text:
            found.append(one)
    return tuple(found)


def row_width(row: Row) -> float:
    """How wide a line of several stretches is."""
    return sum(measured(one.text, one) for one in row)


def measured(text: str, look: Line) -> float:
    """How wide a text will be in the size and strength of a line."""
    return width(text, look.size, bold=look.bold)


def pieces_of(paragraph: Line, limit: float) -> list[str]:
    """What no line is broken within: words with the space behind them, single Chinese letters."""
    pieces: list[str] = []
    for letter in _TOGETHER.sub(NO_BREAK, paragraph.text):
        last = pieces[-1] if pieces else ""
        full = measured(last, paragraph) > limit - paragraph.size
        before = last[-1:] or " "
        breaks = is_wide(letter) or is_wide(before) or before == " "
        if not last or full or (breaks and not _stays(before, letter)):
            pieces.append(letter)
        else:
            pieces[-1] += letter
    return pieces


def _stays(last: str, letter: str) -> bool:
    """Whether a letter never begins a line after another: closing signs, the parts of a day.

    >>> _stays("日", "。"), _stays("2", "月"), _stays("年", "6"), _stays("中", "国")
    (True, True, True, False)
    """
    of_day = (last.isdigit() and letter in DAY) or (last in DAY and letter.isdigit())
    return of_day or letter in CLOSING or last in OPENING or NO_BREAK in (last, letter)


def extent(lines: Sequence[Line]) -> Point:
    """How wide and high some lines are together."""
    return (
        max((width(line.text, line.size, bold=line.bold) for line in lines), default=0.0),
        sum(line.size * LEADING for line in lines),
    )


def extent_of(rows: Sequence[Row]) -> Point:
    """How wide and high some lines of several stretches are together."""
    high = sum(max((one.size for one in row), default=0.0) * LEADING for row in rows)
    return max(map(row_width, rows), default=0.0), high


def write_rows(parent: ET.Element, rows: Sequence[Row], at: Point) -> float:
    """Put lines of several stretches under one another; how high they are."""
    y = at[1]
    for row in rows:
        x, size = at[0], max(one.size for one in row)
        for one in row:
            write(parent, one, (x, y + size))
            x += measured(one.text, one)
        y += size * LEADING
    return y - at[1]


def write(parent: ET.Element, line: Line, at: Point, *, centred: bool = False) -> None:
    """Put a line of text, its baseline at a point, as wide as it was measured in any font.

    Each script is a text of its own: whoever sets both as one takes a font that has both, in
    which Latin letters are not bold and signs between them as wide as Chinese ones. Chinese
    letters come in one strength; bold ones are the same with an outline.
    """
    x = at[0] - (measured(line.text, line) / 2 if centred else 0)
    for wide, letters in groupby(line.text, is_wide):
        run = "".join(letters)
        text = run.strip()
        look = {
            "x": number(x + measured(run[: run.index(text)], line)), "y": number(at[1]),
            "textLength": number(measured(text, line)), "lengthAdjust": "spacingAndGlyphs",
            "font-size": number(line.size), "fill": line.ink,
        }  # fmt: skip
        if line.bold and wide:
            look |= {"stroke": line.ink, "stroke-width": number(line.size / 28)}
        elif line.bold:
            look["font-weight"] = "bold"
        if text:
            ET.SubElement(parent, "text", look).text = text
        x += measured(run, line)


def write_under(parent: ET.Element, paragraph: Line, at: Point, limit: float) -> float:
    """Put a paragraph in lines under one another; how high it is. Bold ones are balanced."""
    y = at[1]
    for line in wrap(paragraph, limit, balanced=paragraph.bold):
        write(parent, line, (at[0], y + line.size))
        y += line.size * LEADING
    return y - at[1]


def draw_line(parent: ET.Element, one: Point, other: Point, look: dict[str, str]) -> None:
    """A straight line from one point to another."""
    ends = {"x1": one[0], "y1": one[1], "x2": other[0], "y2": other[1]}
    ET.SubElement(parent, "line", {name: number(end) for name, end in ends.items()} | look)


def number(value: float) -> str:
    """A coordinate, short.

    >>> number(3.0), number(1 / 3)
    ('3', '0.33')
    """
    return f"{value:.2f}".rstrip("0").rstrip(".")
