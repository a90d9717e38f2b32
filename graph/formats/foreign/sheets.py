"""Rows of a table, whichever program wrote it: CSV, XLSX or Parquet, as a stream of texts.

Every row has the number it has in the file, so that a citation or a refusal can
be found again. Dates come as ``YYYY-MM-DD``, percent-formatted numbers with their
sign, truth values as ``yes`` and ``no``. A workbook gives each of its sheets.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO, NamedTuple

from graph.errors import FileError
from graph.formats.files.encodings import Lines, open_lines
from graph.formats.files.opening import open_bytes, open_seekable
from graph.formats.files.unseen import control_in, seen
from graph.formats.foreign.header_rows import (
    DELIMITERS,
    MOST_ABOVE,
    IsHeader,
    above_header,
    separator,
    title,
)
from graph.formats.foreign.mapping import Layout
from graph.formats.foreign.workbooks import SheetRow, as_typed, sheets_of
from graph.formats.tables.rows import LONGEST_CELL, check_width, rows_from, too_long

_BATCH = 8192
_LINES_ABOVE = 4 * MOST_ABOVE  # a title may have several lines
_ERROR = re.compile(  # in English, as programs write it to a file whatever language they speak
    r"#(?:REF!|VALUE!|DIV/0!|NAME\?|N/A|NULL!|NUM!|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!|GETTING_DATA)",
    re.IGNORECASE,
)
_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"


class Sheet(NamedTuple):
    """The columns of a table, and its rows as they are read."""

    header: list[str]
    rows: Iterator[SheetRow]
    name: str = ""  # of one among several in a workbook
    trouble: FileError | None = None  # why one among several is not read
    above: tuple[str, ...] = ()  # what stands above the header
    guessed: Callable[[], str] = str  # the encoding, so far as it was a guess


class Asked(NamedTuple):
    """How a file is to be read: as its mapping lays it out, and by what its header is known."""

    layout: Layout = Layout()
    is_header: IsHeader = bool  # any row that says something


AS_IT_COMES = Asked()


@contextmanager
def open_sheets(path: Path, asked: Asked = AS_IT_COMES) -> Iterator[Iterator[Sheet]]:
    """The tables in a file: one, or those of the sheets of a workbook, one after the other.

    Raises
    ------
    FileError
        If the file is damaged or its encoding undecided; if it has no such sheet, no header, or a
        header that names a column twice or leaves one between others without a name. Where a
        workbook has several sheets, what is wrong with one is said by its ``trouble``.
    """
    with open_bytes(path) as stream:
        head = stream.read(4)
    if head == b"PAR1":
        with open_seekable(path) as stream:
            header, rows = _parquet(stream, path)
            yield iter([_headed(chain((SheetRow(0, header),), rows), path)])
    elif head == b"PK\x03\x04":
        with open_seekable(path) as stream:
            yield _of_workbook(stream, path, asked)
    elif head == _OLD_WORKBOOK:
        hint = "save it as .xlsx or as CSV"
        raise FileError(
            str(path), "a workbook of the old kind (.xls), which is not read", hint=hint
        )
    else:
        with open_lines(path, asked.layout.encoding) as lines:
            sheet = _delimited(lines, path, asked)
            yield iter([sheet._replace(guessed=lambda: lines.guessed)])


def _headed(rows: Iterator[SheetRow], path: Path) -> Sheet:
    """The table whose first row names its columns."""
    row = next(rows, None)
    if row is None:
        raise FileError(str(path), "empty: it has no header", line=1)
    if row.trouble:
        raise FileError(str(path), row.trouble, line=row.number)
    check_width(str(path), len(row.cells), row.number)
    header = [" ".join(seen(cell).split()) for cell in row.cells]
    while header and not header[-1]:
        header.pop()
    for place, column in enumerate(header, 1):
        if not column:
            raise FileError(str(path), f"column {place} has no name", line=row.number)
        if len(column) > LONGEST_CELL:
            raise FileError(str(path), too_long(column), line=row.number)
        if header.count(column) > 1:
            raise FileError(str(path), f"the column {column!r} stands twice", line=row.number)
    return Sheet(header, (_fitted(one, header) for one in rows))


def _fitted(row: SheetRow, header: list[str]) -> SheetRow:
    """The row with as many cells as columns; empty cells more or less are only the program's."""
    width, cells = len(header), row.cells
    if row.trouble:
        return row
    trouble = _control(cells, header) or _error_value(cells, header)
    if max(map(len, cells), default=0) > LONGEST_CELL:
        trouble = too_long(max(cells, key=len))
    if len(cells) < width or any(cell.strip() for cell in cells[width:]):
        trouble = trouble or f"{len(cells)} cells, but {width} columns"
    return row._replace(cells=cells if trouble else cells[:width], trouble=trouble)


def _control(cells: list[str], header: list[str]) -> str:
    """What is wrong with a row that has a control character; nothing with any other."""
    if "".join(cells).isprintable():
        return ""
    for at, cell in enumerate(cells):
        if character := control_in(cell):
            column = header[at] if at < len(header) else f"{at + 1}"
            return (
                f"a control character ({character}) in column {column}: "
                "the file is damaged, or in another encoding than it was read in"
            )
    return ""


def _error_value(cells: list[str], header: list[str]) -> str:
    """What is wrong with a row in which a spreadsheet program wrote that it had no value."""
    for at, cell in enumerate(cells):
        if "#" in cell and _ERROR.fullmatch(cell.strip()):
            column = header[at] if at < len(header) else f"{at + 1}"
            return f"column {column} is {cell.strip()}, an error of a spreadsheet program"
    return ""


def _delimited(lines: Lines, path: Path, asked: Asked) -> Sheet:
    """The table in a text: its delimiter is that with which its header is one."""
    layout = asked.layout
    if len(layout.delimiter) > 1:
        raise FileError(str(path), f"file.delimiter: {layout.delimiter!r} is not one character")
    spoiled: dict[int, str] = {}
    texts = lines.texts(spoiled)
    first = [*islice(texts, max(layout.header - 1, 0) + _LINES_ABOVE)]
    above = None
    if layout.header == 1:
        above = above_header(first, asked.is_header, layout.delimiter)
    before = above.lines if above else layout.header - 1
    if above is None and before == 0 and first and separator(first[0]):
        before = 1
    delimiter = (
        above.delimiter if above else layout.delimiter or separator(first[0] if first else "")
    )
    if not delimiter and len(first) > before:
        counts = {sign: first[before].count(sign) for sign in DELIMITERS}
        delimiter = max(counts, key=lambda sign: counts[sign])
    rows = rows_from(chain(first[before:], texts), spoiled, delimiter or ",", begins=before + 1)
    sheet = _headed((SheetRow(*line) for line in rows), path)
    return sheet._replace(above=above.titles if above else ())


def _of_workbook(stream: BinaryIO, path: Path, asked: Asked) -> Iterator[Sheet]:
    """The sheet that was asked for, or every one that is not hidden."""
    wanted = asked.layout.sheet
    names: list[str] = []
    for book_sheet in sheets_of(stream, str(path)):
        names.append(book_sheet.name)
        if wanted and book_sheet.name != wanted:
            continue
        if book_sheet.hidden and not wanted:
            error = FileError(str(path), "hidden", hint="a mapping can name it")
            yield Sheet([], iter(()), book_sheet.name, error)
            continue
        rows, above = _from_header(book_sheet.rows, asked)
        if rows is None:
            continue  # nothing is in it
        try:
            yield _headed(rows, path)._replace(name=book_sheet.name, above=above)
        except FileError as error:
            yield Sheet([], iter(()), book_sheet.name, error, above)
    if wanted and wanted not in names:
        raise FileError(str(path), f"no sheet {wanted!r}", hint=f"one of: {', '.join(names)}")


def _from_header(
    rows: Iterator[SheetRow], asked: Asked
) -> tuple[Iterator[SheetRow] | None, tuple[str, ...]]:
    """The rows from the header on, without empty ones, and what stands above it."""
    said = (row for row in rows if row.trouble or any(cell.strip() for cell in row.cells))
    if asked.layout.header > 1:
        said = (row for row in said if row.number >= asked.layout.header)
        first = [*islice(said, 1)]
        at = 0
    else:
        first = [*islice(said, MOST_ABOVE + 1)]
        at = next((n for n, row in enumerate(first) if asked.is_header(_named(row))), 0)
    if not first:
        return None, ()
    width = len(first[at].cells)
    filled = (
        row._replace(cells=row.cells + [""] * (width - len(row.cells)))
        for row in chain(first[at:], said)
    )
    return filled, tuple(title(row.cells) for row in first[:at])


def _named(row: SheetRow) -> list[str]:
    return [" ".join(seen(cell).split()) for cell in row.cells]


def _parquet(stream: BinaryIO, path: Path) -> tuple[list[str], Iterator[SheetRow]]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        file = pq.ParquetFile(stream)
    except (pa.ArrowException, OSError) as error:
        raise FileError(str(path), f"not a Parquet file that can be read: {error}") from error
    header = [field.name for field in file.schema_arrow]

    def rows() -> Iterator[SheetRow]:
        number = 0
        try:
            for batch in file.iter_batches(_BATCH):
                columns = [column.to_pylist() for column in batch.columns]
                for cells in zip(*columns, strict=True):
                    number += 1
                    yield SheetRow(number, [as_typed(cell) for cell in cells])
        except (pa.ArrowException, OSError) as error:
            raise FileError(str(path), f"damaged: {error}", line=number + 1) from error

    return header, rows()
