"""The rows of a CSV file with the line each begins on, read as a stream.

A line that is not UTF-8 spoils its own row only, and so does a cell that is too long; a quotation
that never ends spoils what is left of the file, and says where it began.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from graph.errors import FileError, InputError, TableError
from graph.formats.files.encodings import open_lines
from graph.formats.files.opening import LIMITS
from ontology.terms import nearest

MOST_COLUMNS = 2_000
LONGEST_CELL = 1 << 17  # characters; no name, number or note that somebody wrote is longer
_UNREADABLE = "cannot be read"
_ENDLESS = "a quotation that is opened here and does not end"
# What is longer than the longest cell is read nevertheless, so that the row after it is found.
csv.field_size_limit(LIMITS.line)


class CellError(InputError):
    """A cell that cannot be used; the reader of the file adds file and line."""

    def __init__(self, column: str, problem: str, hint: str | None = None) -> None:
        super().__init__(problem)
        self.column, self.problem, self.hint = column, problem, hint


class Line(NamedTuple):
    """One row of cells, the line it begins on, and what makes it unusable, if anything does."""

    number: int
    cells: list[str]
    trouble: str = ""

    def check(self, width: int) -> None:
        """Raise :class:`CellError` unless the row can be read and is as wide as its header."""
        if self.trouble:
            raise CellError("", self.trouble)
        if len(self.cells) != width:
            raise CellError("", f"{len(self.cells)} cells, but {width} columns")


def rows_of(path: Path) -> Iterator[Line]:
    """The rows of a UTF-8 file that say anything, from the header on."""
    with open_lines(path, "utf-8") as lines:
        spoiled: dict[int, str] = {}
        for line in rows_from(lines.texts(spoiled), spoiled):
            if line.trouble.startswith(_UNREADABLE):
                yield line._replace(trouble=f"the rest of the file {line.trouble}")
                return
            yield line


def rows_from(
    texts: Iterable[str], spoiled: dict[int, str], delimiter: str = ",", begins: int = 1
) -> Iterator[Line]:
    """The rows of some lines of text that say anything; ``begins`` numbers the first line.

    A row that cannot be read comes with its trouble, and those after it are read on; so does one
    over a line that is in ``spoiled`` by the time it has been read.
    """
    reader = csv.reader(texts, strict=True, delimiter=delimiter)
    before = begins - 1
    while True:
        trouble = ""
        cells: list[str] = []
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            endless = "field limit" in str(error) or "end of data" in str(error)
            trouble = f"{_UNREADABLE}: {_ENDLESS if endless else error}"
        ends = before + reader.line_num
        if spoiled:
            faults = [spoiled.pop(n) for n in range(begins, ends + 1) if n in spoiled]
            trouble = "; ".join([trouble] * bool(trouble) + faults)
        if not trouble and max(map(len, cells), default=0) > LONGEST_CELL:
            trouble = too_long(max(cells, key=len))
        if trouble or any(map(str.strip, cells)):
            yield Line(begins, cells, trouble)
        if trouble.endswith(_ENDLESS):
            return
        begins = ends + 1


def too_long(cell: str) -> str:
    """What is wrong with a cell that is longer than any that somebody wrote; nothing otherwise."""
    if len(cell) <= LONGEST_CELL:
        return ""
    return f"a cell of {len(cell):,} characters; at most {LONGEST_CELL:,} are read"


def check_width(file: str, columns: int, line: int) -> None:
    """Raise :class:`FileError` for more columns than any table has that somebody made."""
    if columns > MOST_COLUMNS:
        raise FileError(
            file, f"{columns:,} columns; at most {MOST_COLUMNS:,} columns are read", line=line
        )


def header_of(
    file: str, rows: Iterator[Line], known: Sequence[str], needed: Sequence[str]
) -> list[str]:
    """The columns of a table; raise :class:`TableError` for a missing, strange or double one."""
    line = next(rows, None)
    if line is None:
        raise TableError(file, "empty: it has no header", line=1, hint=", ".join(known))
    if line.trouble:
        raise TableError(file, line.trouble, line=line.number)
    header = [cell.strip() for cell in line.cells]
    check_width(file, len(header), line.number)
    for column in header:
        if column not in known:
            hint = ", ".join(nearest(column, known) or known)
            raise TableError(file, "no such column", line=line.number, column=column, hint=hint)
        if header.count(column) > 1:
            raise TableError(file, "the column stands twice", line=line.number, column=column)
    for column in needed:
        if column not in header:
            raise TableError(file, "the column is missing", line=line.number, column=column)
    return header
