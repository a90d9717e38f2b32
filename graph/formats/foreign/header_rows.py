"""Which row of a table names its columns, below titles and a line for spreadsheet programs.

People put a title above a table, and a program may begin a file with ``sep=;``. The
header is the first row, of the first twenty, that has the columns that are needed: those that a
mapping reads, or a column for owners and one for what they own.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from graph.formats.tables.rows import MOST_COLUMNS

DELIMITERS = ",;\t|"
MOST_ABOVE = 20  # rows in which the header is looked for
_SEPARATOR = re.compile(r'\ufeff?"?sep=(.)"?\s*', re.IGNORECASE)

IsHeader = Callable[[Sequence[str]], bool]


class Above(NamedTuple):
    """What stands in front of the rows of a delimited table."""

    delimiter: str
    lines: int  # before the header
    titles: tuple[str, ...] = ()


def separator(line: str) -> str:
    """The delimiter that a file's first line names for spreadsheet programs, if it does so.

    >>> separator("sep=;\\r\\n"), separator("Owner;Company")
    (';', '')
    """
    found = _SEPARATOR.fullmatch(line)
    return found[1] if found else ""


def above_header(lines: Sequence[str], is_header: IsHeader, delimiter: str = "") -> Above | None:
    """Where the header is in the first lines of a text; nothing if no row looks like one.

    >>> above_header(["Register of 2024\\n", "Owner;Company\\n"], lambda cells: "Owner" in cells)
    Above(delimiter=';', lines=1, titles=('Register of 2024',))
    """
    skipped = 0
    named = separator(lines[0]) if lines else ""
    if named:
        skipped, lines = 1, lines[1:]
    found = []
    for sign in (delimiter or named,) if delimiter or named else DELIMITERS:
        reader = csv.reader(lines, delimiter=sign)
        before, titles = 0, list[str]()
        try:
            for cells in reader:
                if len(cells) <= MOST_COLUMNS and is_header(cells):
                    found.append(
                        (before, -len(cells), Above(sign, skipped + before, tuple(titles)))
                    )
                    break
                if len(titles) >= MOST_ABOVE:
                    break
                titles += [text] if (text := title(cells)) else []
                before = reader.line_num
        except csv.Error:
            continue  # a quotation that does not end within these lines is no title
    return min(found)[2] if found else None


def title(cells: Iterable[str]) -> str:
    """A row above the header as one text."""
    return " ".join(text for cell in cells if (text := " ".join(cell.split())))
