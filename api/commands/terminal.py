"""Prints views for people: tables broken to the width of the terminal, readable without colour."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Sequence

from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.text import Text

from api.views.tables import Column, Table, View, people

LOG_WIDTH = 100  # where nothing says how wide the paper is
GAP = 2  # spaces between columns
FOR_WIDE = 0.45  # of the room, before plain columns have to shrink
LONGEST_WORD = 16  # longer ones may break
FEWEST = 8  # letters in a line, before figures break
# What is never broken: a wide character, or a run to the next space or hyphen before a letter;
# a number keeps its percent sign, a date its hyphens.
_WIDE = "\u2e80-\uffef"
_PIECES = re.compile(
    rf"[{_WIDE}]\s*|(?:[^\s\-{_WIDE}]|-(?![A-Za-z])|\s(?=%))+(?:-(?=[A-Za-z]))?\s*|-|\s+"
)
_FIGURE = re.compile(r"^\d[\d.,–-]*( %)?$")  # an amount, an interval, a day
_MARK = re.compile(r"[·→] |\d+\. ")
_ADDRESS = re.compile(r"(?:https?://\S+|/api/\S+)$")
WIDEST = 160  # longer lines are hard to read


def console(*, stderr: bool = False) -> Console:
    """Where people read, as wide as their terminal; a log gets lines of 100 characters."""
    columns, lines = shutil.get_terminal_size((LOG_WIDTH, 25))
    return Console(
        stderr=stderr,
        width=min(columns, WIDEST),
        height=lines,
        highlight=False,
        emoji=False,
        markup=False,
    )


def show(view: View, out: Console) -> None:
    """Print a view."""
    for place, part in enumerate(view.parts):
        if isinstance(part, Table):
            show_table(part, out)
        else:
            paragraphs([part], out, style="" if place else "bold")
    if view.parts:
        return
    paragraphs(view.heading, out, style="bold")
    if view.heading and view.tables:
        out.print()
    for table in view.tables:
        show_table(table, out)
    paragraphs(view.notes, out)


def paragraphs(lines: Iterable[str], out: Console, style: str = "") -> None:
    """Print lines, each broken to the width; what hangs below a mark is indented.

    An address at the end of a line is not broken, so that it can be copied.
    """
    for given in lines:
        line, address = given, ""
        if found := _ADDRESS.search(given):
            line, address = given[: found.start()].rstrip(), found[0]
            if cell_len(f"{line} {address}") <= out.width:
                line, address = given, ""
        body = line.lstrip()
        indent = " " * (len(line) - len(body))
        mark = _MARK.match(body)
        hang = indent + " " * (len(mark[0]) if mark else 0)
        for place, part in enumerate(broken(body, out.width - len(hang))):
            out.print(Text((hang if place else indent) + part, style=style), soft_wrap=True)
        if address:
            out.print(Text(address, style=style), soft_wrap=True)


def show_table(table: Table, out: Console) -> None:
    """Print a table with its title; columns only machines need are left out."""
    if table.title:
        out.print(Text(table.title, style="bold"), soft_wrap=True)
    header, *body = table_lines(table, out.width)
    if header:
        out.print(Text(header, style="bold"), soft_wrap=True)
    for line in body:
        out.print(Text(line), soft_wrap=True)
    paragraphs([table.more] if table.more else [], out)
    if not table.closed:
        out.print()


def table_lines(table: Table, room: int) -> list[str]:
    """The header, a rule and the rows, each cell broken to the width of its column."""
    if not table.rows:
        return ["", f"  {table.empty}"]
    shown = [place for place, column in enumerate(table.columns) if column.shown]
    columns = [table.columns[place] for place in shown]
    rows = [
        [people(row[place], table.columns[place].kind) for place in shown] for row in table.rows
    ]
    widths = column_widths(columns, rows, room)
    headings = _laid([column.heading for column in columns], columns, widths)
    lines = [line for row in rows for line in _laid(row, columns, widths)]
    rule = "─" * (sum(widths) + GAP * (len(widths) - 1))
    return ["\n".join(headings), rule, *lines]


def column_widths(columns: Sequence[Column], rows: Sequence[Sequence[str]], room: int) -> list[int]:
    """Widths that fit the room: plain columns as wide as their text, the rest to the wide ones.

    Where that leaves the wide ones too little, plain columns shrink to their
    longest word; where even that is too much, words break, and figures and days
    last of all.
    """
    texts = [[column.heading, *(row[at] for row in rows)] for at, column in enumerate(columns)]
    wanted = [max(_width(text) for text in column) for column in texts]
    least = [min(max(_longest_word(text) for text in column), LONGEST_WORD) for column in texts]
    spare = room - GAP * (len(columns) - 1)
    wide = [at for at, column in enumerate(columns) if column.wide and wanted[at] > least[at]]
    widths = list(wanted)
    if sum(wanted) > spare and wide:
        plain = [at for at in range(len(columns)) if at not in wide]
        enough = min(sum(wanted[at] for at in wide), int(spare * FOR_WIDE))
        _shrink(widths, least, plain, spare - enough)
        _shrink(widths, least, wide, spare - sum(widths[at] for at in plain))
    everyone = list(range(len(columns)))
    _shrink(widths, least, everyone, spare)
    words = [at for at in everyone if not any(map(_FIGURE.search, texts[at][1:]))]
    others = sum(widths[at] for at in everyone if at not in words)
    _shrink(widths, [FEWEST] * len(columns), words, spare - others)
    _shrink(widths, [1] * len(columns), everyone, spare)
    return widths


def _shrink(widths: list[int], least: Sequence[int], which: Sequence[int], room: int) -> None:
    """Take from the widest of these columns until they fit the room or none can give."""
    while sum(widths[at] for at in which) > room:
        giving = [at for at in which if widths[at] > least[at]]
        if not giving:
            return
        widths[max(giving, key=lambda at: widths[at])] -= 1


def _laid(row: Sequence[str], columns: Sequence[Column], widths: Sequence[int]) -> list[str]:
    cells = [broken(text, width) for text, width in zip(row, widths, strict=True)]
    return [
        (" " * GAP)
        .join(
            _padded(cell[line] if line < len(cell) else "", width, column)
            for cell, width, column in zip(cells, widths, columns, strict=True)
        )
        .rstrip()
        for line in range(max(len(cell) for cell in cells))
    ]


def _padded(text: str, width: int, column: Column) -> str:
    space = " " * (width - cell_len(text))
    return space + text if column.kind in ("share", "number") else text + space


def broken(text: str, width: int) -> list[str]:
    """Lines no wider than the width, broken at spaces and hyphens; Chinese, which has neither,
    anywhere.

    >>> broken("offshore-incorporated, 开曼群岛", 13)
    ['offshore-', 'incorporated,', '开曼群岛']
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for piece in _PIECES.findall(paragraph):
            if cell_len((line + piece).rstrip()) <= width:
                line += piece
                continue
            if line.strip():
                lines.append(line.rstrip())
            line = piece
            while cell_len(line.rstrip()) > width:
                head = set_cell_size(line, width).rstrip()
                lines.append(head)
                line = line[len(head) :]
        lines.append(line.rstrip())
    return lines


def _width(text: str) -> int:
    return max(cell_len(line) for line in text.split("\n"))


def _longest_word(text: str) -> int:
    return max((cell_len(piece.rstrip()) for piece in _PIECES.findall(text)), default=0)
