"""Rows of a table, whichever program wrote it: CSV, XLSX or Parquet, as a stream of texts.

Every row has the number it has in the file, so that a citation or a refusal can
be found again. Dates come as ``YYYY-MM-DD``, percent-formatted numbers with their
sign, truth values as ``yes`` and ``no``. A formula in a workbook is read as the
value that was stored with it, and noted; one without a stored value, or with an
error, spoils its row.
"""

from __future__ import annotations

import datetime
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from itertools import chain, islice
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from graph.claims.shares import plain
from graph.errors import FileError
from graph.formats.files.encodings import Lines, open_lines
from graph.formats.files.opening import BLOCK, open_bytes, open_seekable
from graph.formats.foreign.headers import DELIMITERS
from graph.formats.foreign.mapping import Layout
from graph.formats.tables.rows import check_width, rows_from

_BATCH = 8192


class SheetRow(NamedTuple):
    """One row: its number in the file, its cells as text, and what is to be said of them."""

    number: int
    cells: list[str]
    trouble: str = ""
    noted: tuple[str, ...] = ()


class Sheet(NamedTuple):
    """The columns of a table, and its rows as they are read."""

    header: list[str]
    rows: Iterator[SheetRow]
    guessed: Callable[[], str] = str  # the encoding, so far as it was a guess


@contextmanager
def open_sheet(path: Path, layout: Layout | None = None) -> Iterator[Sheet]:
    """The table in a file.

    Raises
    ------
    FileError
        If the file is damaged, has no such sheet, no header, or a header that names a column
        twice or leaves one between others without a name.
    """
    layout = layout or Layout()
    with open_bytes(path) as stream:
        head = stream.read(4)
    if head == b"PAR1":
        with open_seekable(path) as stream:
            yield _parquet(stream, path)
    elif head == b"PK\x03\x04":
        with open_seekable(path) as stream:
            rows = _workbook(stream, path, layout.sheet)
            yield _headed(_filled(rows, layout.header), path, layout)
    else:
        with open_lines(path, layout.encoding) as lines:
            sheet = _headed(_delimited(lines, path, layout), path, layout)
            yield sheet._replace(guessed=lambda: lines.guessed)


def _headed(rows: Iterator[SheetRow], path: Path, layout: Layout) -> Sheet:
    row = next((row for row in rows if row.number >= layout.header), None)
    if row is None:
        raise FileError(str(path), "empty: it has no header", line=layout.header)
    if row.trouble:
        raise FileError(str(path), row.trouble, line=row.number)
    check_width(str(path), len(row.cells), row.number)
    header = [" ".join(cell.split()) for cell in row.cells]
    while header and not header[-1]:
        header.pop()
    for place, column in enumerate(header, 1):
        if not column:
            raise FileError(str(path), f"column {place} has no name", line=row.number)
        if header.count(column) > 1:
            raise FileError(str(path), f"the column {column!r} stands twice", line=row.number)
    return Sheet(header, (_fitted(one, len(header)) for one in rows))


def _fitted(row: SheetRow, width: int) -> SheetRow:
    """The row with as many cells as columns; empty cells more or less are only the program's."""
    cells = row.cells[:width]
    if row.trouble:
        return row
    if len(row.cells) < width or any(cell.strip() for cell in row.cells[width:]):
        problem = f"{len(row.cells)} cells, but {width} columns"
        return SheetRow(row.number, row.cells, problem, row.noted)
    return SheetRow(row.number, cells, "", row.noted)


def _delimited(lines: Lines, path: Path, layout: Layout) -> Iterator[SheetRow]:
    spoiled: dict[int, str] = {}
    texts = lines.texts(spoiled)
    before = len([*islice(texts, layout.header - 1)])
    first = next(texts, None)
    if first is None:
        return
    counts = {sign: first.count(sign) for sign in DELIMITERS}
    delimiter = layout.delimiter or max(counts, key=lambda sign: counts[sign])
    if len(delimiter) != 1:
        raise FileError(str(path), f"file.delimiter: {delimiter!r} is not one character")
    rows = rows_from(chain((first,), texts), spoiled, delimiter, begins=before + 1)
    for line in rows:
        yield SheetRow(line.number, line.cells, line.trouble)


def _workbook(stream: BinaryIO, path: Path, named: str) -> Iterator[SheetRow]:
    try:
        yield from _rows_of_workbook(stream, path, named)
    except FileError:
        raise
    except Exception as error:
        # Its cells are read one by one, and what is wrong with one shows as any error of Python's.
        raise FileError(str(path), f"not a workbook that can be read: {error}") from error


def _rows_of_workbook(stream: BinaryIO, path: Path, named: str) -> Iterator[SheetRow]:
    import openpyxl  # a third of a second, for workbooks only

    formulas = _scan(stream, path)
    book = openpyxl.load_workbook(stream, read_only=True, data_only=True)
    name = named or book.sheetnames[0]
    if name not in book.sheetnames:
        raise FileError(
            str(path), f"no sheet {name!r}", hint=f"one of: {', '.join(book.sheetnames)}"
        )
    book[name].reset_dimensions()  # what a file says of its own size is often wrong
    values = book[name].iter_rows()
    if not formulas:
        yield from (_row(number, cells, ()) for number, cells in enumerate(values, 1))
        return
    with_formulas = openpyxl.load_workbook(stream, read_only=True)
    with_formulas[name].reset_dimensions()
    both = zip(values, with_formulas[name].iter_rows(), strict=True)
    for number, (cells, said) in enumerate(both, 1):
        yield _row(number, cells, said)


def _filled(rows: Iterator[SheetRow], header: int) -> Iterator[SheetRow]:
    """The rows of a workbook, which leaves out empty cells at the end and empty rows."""
    width = 0
    for row in rows:
        if row.number == header:
            width = len(row.cells)
        if row.trouble or any(cell.strip() for cell in row.cells):
            yield row._replace(cells=row.cells + [""] * (width - len(row.cells)))


def _row(number: int, cells: Sequence[Any], said: Sequence[Any]) -> SheetRow:
    """One row of a workbook; ``said`` has the same cells with their formulas, if there are any."""
    noted, trouble = [], []
    for value, formula in zip(cells, said, strict=False):
        if formula.data_type == "f" and value.value is None:
            trouble.append(f"{formula.coordinate} is a formula whose value was not stored")
        elif formula.data_type == "f":
            noted.append("a formula, of which the stored value was read")
    trouble += [f"{cell.coordinate} is {cell.value}" for cell in cells if cell.data_type == "e"]
    texts = [_text(cell.value, getattr(cell, "number_format", "")) for cell in cells]
    return SheetRow(number, texts, "; ".join(trouble), tuple(noted))


def _scan(stream: BinaryIO, path: Path) -> bool:
    """Whether any sheet has a formula; refuse a workbook whose XML declares entities."""
    formulas = False
    with zipfile.ZipFile(stream) as archive:
        for info in archive.infolist():
            if not info.filename.endswith((".xml", ".rels")):
                continue
            with archive.open(info) as member:
                tail = b""
                while block := member.read(BLOCK):
                    if b"<!DOCTYPE" in tail + block or b"<!ENTITY" in tail + block:
                        raise FileError(str(path), f"{info.filename} declares XML entities")
                    formulas = formulas or b"<f>" in tail + block or b"<f " in tail + block
                    tail = block[-9:]
    stream.seek(0)
    return formulas


def _parquet(stream: BinaryIO, path: Path) -> Sheet:
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
                    yield SheetRow(number, [_text(cell, "") for cell in cells])
        except (pa.ArrowException, OSError) as error:
            raise FileError(str(path), f"damaged: {error}", line=number + 1) from error

    return Sheet(header, rows())


def _text(value: Any, number_format: str) -> str:
    """A value as somebody would have typed it."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, int | float | Decimal):
        number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
        if not number.is_finite():
            return str(value)
        return plain(number * 100) + "%" if "%" in number_format else plain(number)
    return str(value)
