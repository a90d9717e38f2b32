"""The rows of a CSV file with the line each begins on, read as a stream.

A line that is not UTF-8 spoils its own row only; a quotation that never ends
spoils what is left of the file, and says where it began.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from graph.errors import InputError, TableError
from graph.suggest import nearest


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
    """The rows of a file that say anything, from the header on."""
    spoiled: dict[int, str] = {}
    with path.open("rb") as file:
        reader = csv.reader(_decoded(file, spoiled), strict=True)
        begins = 1
        while True:
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield Line(begins, [], f"the rest of the file cannot be read: {error}")
                return
            trouble = [spoiled[n] for n in range(begins, reader.line_num + 1) if n in spoiled]
            if trouble or any(cell.strip() for cell in cells):
                yield Line(begins, cells, "; ".join(trouble))
            begins = reader.line_num + 1


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


def _decoded(file: Iterator[bytes], spoiled: dict[int, str]) -> Iterator[str]:
    for number, raw in enumerate(file, start=1):
        try:
            yield raw.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError as error:
            bad = raw[error.start]
            spoiled[number] = f"not UTF-8: byte 0x{bad:02x}, the {error.start + 1}th of the line"
            yield raw.decode("utf-8", errors="replace")
