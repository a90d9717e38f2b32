"""Workbooks → the rows of each of their sheets, as texts.

A formula is read as the value that was stored with it, and noted; one without a stored value, or
with an error, spoils its row. A cell merged over several rows says the same of each of them, so its
text stands in each; which columns that was, the row says, since a share of several is of nobody.
Before a cell is made of it, a workbook's text is looked through for what would be dear to read.
"""

from __future__ import annotations

import datetime
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence, Set
from decimal import Decimal
from itertools import repeat
from typing import Any, BinaryIO, NamedTuple

from graph.claims.shares import plain
from graph.errors import FileError
from graph.formats.files.opening import BLOCK, OFFICE
from graph.formats.tables.rows import MOST_COLUMNS

# Of a sheet, as the programs have it that write workbooks.
MOST_ROWS, MOST_CELLS = 1_048_576, 16_384
_MOST_MERGED = 100_000  # ranges of one sheet
_LONGEST_TAG = 1 << 16
_ROWS_APART = re.compile(rb"<(?:\w+:)?row(?=[\s>/])")
_ROW_NUMBER = re.compile(rb"""\br=["'](\d+)["']""")
_CELL = re.compile(rb"<(?:\w+:)?c[\s>/]")
_MERGED = re.compile(rb"""<(?:\w+:)?mergeCell\s[^>]*?ref=["']([A-Z]+)(\d+):([A-Z]+)(\d+)["']""")
_HIDDEN = re.compile(rb"""<(?:\w+:)?row\s[^>]*?\bhidden=["'](?:1|true)["'][^>]*>""")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
# In a number format: words in quotes, an escaped sign, a space as wide as a sign, a sign to fill
# with, a condition or colour in brackets.
_WRITTEN = re.compile(r'"[^"]*"|[\\_*].|\[[^\]]*\]')
_LITERAL = re.compile(r'"([^"]*)"|\\(.)')
_UNSEEN = "a row that is hidden in the workbook, read nevertheless"
_UNSTORED = "save the workbook with a spreadsheet program, which stores the values"


class Merged(NamedTuple):
    """A cell that covers several rows: its column, counted from 0, and its rows."""

    column: int
    first: int
    last: int


class SheetRow(NamedTuple):
    """One row: its number in the file, its cells as text, and what is to be said of them."""

    number: int
    cells: list[str]
    trouble: str = ""
    noted: tuple[str, ...] = ()
    merged: Mapping[int, Merged] = {}  # cells that stand for several rows, by their place


class BookSheet(NamedTuple):
    """A sheet of a workbook, and its rows as they are read."""

    name: str
    hidden: bool
    rows: Iterator[SheetRow]


class _Seen(NamedTuple):
    """What was seen of a workbook's text before anything was made of it."""

    formulas: bool
    merged: dict[str, list[Merged]]  # part of the archive → its merged cells
    hidden: dict[str, set[int]]  # part of the archive → its rows that a reader of it does not see


def sheets_of(stream: BinaryIO, file: str) -> Iterator[BookSheet]:
    """The sheets of a workbook, in its order; charts have no rows and are left out.

    Raises
    ------
    FileError
        If it cannot be read, declares XML entities, or is wider or longer than any table is.
    """
    try:
        seen = _look_through(stream, file)
        yield from _opened(stream, file, seen)
    except FileError:
        raise
    except Exception as error:
        raise _unreadable(file, error) from error


def _unreadable(file: str, error: Exception) -> FileError:
    # Its cells are read one by one, and what is wrong with one shows as any error of Python's.
    return FileError(file, f"not a workbook that can be read: {error}")


def _opened(stream: BinaryIO, file: str, seen: _Seen) -> Iterator[BookSheet]:
    import openpyxl  # a third of a second, for workbooks only

    book = openpyxl.load_workbook(stream, read_only=True, data_only=True)
    formulas = openpyxl.load_workbook(stream, read_only=True) if seen.formulas else None
    for sheet in book.worksheets:
        sheet.reset_dimensions()  # what a file says of its own size is often wrong
        said = formulas[sheet.title] if formulas else None
        if said is not None:
            said.reset_dimensions()
        part = sheet._worksheet_path  # noqa: SLF001  # which part of the archive, said nowhere else
        read = _rows(sheet, said, file, seen.hidden.get(part, set()))
        rows = _with_merged(read, seen.merged.get(part, []))
        yield BookSheet(sheet.title, sheet.sheet_state != "visible", rows)


def _rows(sheet: Any, said: Any, file: str, hidden: Set[int]) -> Iterator[SheetRow]:
    formulas = said.rows if said is not None else repeat(())
    try:
        # With two views of one sheet both have the same rows; without the second it never ends.
        for number, (cells, of_row) in enumerate(
            zip(sheet.rows, formulas, strict=said is not None), 1
        ):
            row = _row(number, cells, of_row)
            yield row._replace(noted=(*row.noted, _UNSEEN)) if number in hidden else row
    except Exception as error:
        raise _unreadable(file, error) from error


def _row(number: int, cells: Sequence[Any], said: Sequence[Any]) -> SheetRow:
    """One row of a workbook; ``said`` has the same cells with their formulas, if there are any."""
    noted, trouble = list[str](), list[str]()
    for value, formula in zip(cells, said, strict=False):
        if formula.data_type == "f" and value.value is None:
            trouble.append(f"{formula.coordinate} is a formula whose value was not stored")
        elif formula.data_type == "f":
            noted.append("a formula, of which the stored value was read")
    if trouble:
        trouble[-1] += f" ({_UNSTORED})"
    trouble += [f"{cell.coordinate} is {cell.value}" for cell in cells if cell.data_type == "e"]
    texts = [as_typed(cell.value, getattr(cell, "number_format", "")) for cell in cells]
    return SheetRow(number, texts, "; ".join(trouble), tuple(noted))


def _with_merged(rows: Iterator[SheetRow], merged: list[Merged]) -> Iterator[SheetRow]:
    """The rows, with the text of a merged cell in each row that it covers."""
    coming = sorted(merged, key=lambda one: -one.first)
    covering: dict[int, tuple[Merged, str]] = {}
    for row in rows:
        covering = {at: one for at, one in covering.items() if row.number <= one[0].last}
        while coming and coming[-1].first <= row.number:
            cell = coming.pop()
            text = row.cells[cell.column] if cell.column < len(row.cells) else ""
            if text.strip() and cell.last > cell.first:
                covering[cell.column] = cell, text
        if not covering:
            yield row
            continue
        cells = row.cells + [""] * (max(covering) + 1 - len(row.cells))
        for at, (_, text) in covering.items():
            cells[at] = cells[at] or text
        yield row._replace(cells=cells, merged={at: cell for at, (cell, _) in covering.items()})


def as_typed(value: Any, number_format: str = "") -> str:
    """A value as somebody would have typed it.

    >>> as_typed(0.605, "0.0%"), as_typed(datetime.date(2024, 3, 1)), as_typed(True)
    ('60.5%', '2024-03-01', 'yes')
    """
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
        return _as_shown(number, number_format)
    return str(value)


def _as_shown(number: Decimal, number_format: str) -> str:
    """A number with the percent sign of its format; a sign that is only written does not multiply.

    >>> _as_shown(Decimal("0.6"), "0.0%"), _as_shown(Decimal(60), '0"%"')
    ('60%', '60%')
    >>> _as_shown(Decimal(40), '0.0" million EUR"')
    '40 million EUR'
    """
    if "%" not in number_format:
        said = "".join("".join(part) for part in _LITERAL.findall(number_format.partition(";")[0]))
        unit = said.strip() if any(map(str.isalpha, said)) else ""  # a number of something
        return f"{plain(number)} {unit}" if unit else plain(number)
    if "%" in _WRITTEN.sub("", number_format):
        return plain(number * 100) + "%"
    written = ("".join(part) for part in _LITERAL.findall(number_format))
    return plain(number) + ("%" if any(text.strip() == "%" for text in written) else "")


def _look_through(stream: BinaryIO, file: str) -> _Seen:
    """What must be known before a workbook is read; refuse one that nobody made for people."""
    formulas = False
    merged: dict[str, list[Merged]] = {}
    hidden: dict[str, set[int]] = {}
    with zipfile.ZipFile(stream) as archive:
        if OFFICE not in archive.namelist():
            hint = "unpack it first"
            raise FileError(file, "holds another archive, which is not unpacked here", hint=hint)
        for info in archive.infolist():
            if not info.filename.endswith((".xml", ".rels")):
                continue
            is_sheet = "worksheets/" in info.filename
            cells = 0  # of the row that is being looked at
            for text in _pieces(archive, info):
                if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
                    raise FileError(file, f"{info.filename} declares XML entities")
                if not is_sheet:
                    continue
                formulas = formulas or bool(_FORMULA.search(text))
                cells = _check_size(text, cells, file)
                merged.setdefault(info.filename, []).extend(_merged_in(text))
                hidden.setdefault(info.filename, set()).update(_hidden_in(text))
                if len(merged[info.filename]) > _MOST_MERGED:
                    raise FileError(file, f"more than {_MOST_MERGED:,} merged cells")
    stream.seek(0)
    return _Seen(formulas, merged, hidden)


def _pieces(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[bytes]:
    """The text of a part, cut before tags, so that each tag is whole in one piece."""
    left = b""
    with archive.open(info) as member:
        while block := member.read(BLOCK):
            text, mark, rest = (left + block).rpartition(b"<")
            left = (mark + rest)[-_LONGEST_TAG:]
            yield text
    yield left


def _check_size(text: bytes, cells: int, file: str) -> int:
    """Refuse rows of too many cells or with too high a number; give the cells of the last row."""
    first, *rows = _ROWS_APART.split(text)
    for n, row in enumerate((first, *rows)):
        cells = len(_CELL.findall(row)) + (cells if n == 0 else 0)
        if cells > MOST_CELLS:
            problem = (
                f"over {MOST_CELLS:,} cells in a row; at most {MOST_COLUMNS:,} columns are read"
            )
            raise FileError(file, problem)
        number = _ROW_NUMBER.search(row.partition(b">")[0]) if n else None
        if number is not None and int(number[1][:9]) > MOST_ROWS:
            raise FileError(file, f"a row with a number above {MOST_ROWS:,}, which no sheet has")
    return cells


def _merged_in(text: bytes) -> Iterator[Merged]:
    from openpyxl.utils import column_index_from_string

    for left, first, _, last in _MERGED.findall(text):
        if first != last and len(left) <= 3:  # letters of the last column there is
            yield Merged(column_index_from_string(left.decode()) - 1, int(first), int(last))


def _hidden_in(text: bytes) -> Iterator[int]:
    for tag in _HIDDEN.findall(text):
        if number := _ROW_NUMBER.search(tag):
            yield int(number[1])
