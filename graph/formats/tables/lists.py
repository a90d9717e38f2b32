"""A reader's list of names as CSV: one entry a line, read as a stream.

The header may call its columns by any of the words in :data:`COLUMNS`, in any
case and order, with spaces, hyphens or underscores; a column for a name, an id
or an identifier is needed, all others may be missing, and columns with other
words are named and not read. The consolidated screening list of the United
States (``source``, ``name``, ``alt_names``, ``programs``, ``start_date``,
``end_date``, ``ids``) is such a file; the Treasury's primary files, which have no
header, are known by their twelve columns.

=============  =================================================================
name           name, entity, entity name, firm, company, party, 名称
other names    other names, alt names, aliases, aka, 别名
id             id, entity id, zizhu id
identifier     identifier, identifiers (``scheme:value``), or a column named
               after the scheme: lei, uscc, isin, cik, hkex …
numbers        ids, id numbers: whatever numbers the list gives
list           list, list name, list id, source, source list, 名单
programme      programme, program, programs
from, to       from, start date, listed, valid from; to, end date, removed, valid to
type           type, kind
on list        on list, is listed: a row that says no is told of, and lists nobody
=============  =================================================================

A file of customers is read alike by :func:`open_customers`: there ``id`` is the customer's number,
as are customer id, client id, reference, account and 客户编号; an entity here is ``entity id``.

Marks without width are left out, an apostrophe of Windows that became a control character is one
again, and any other control character spoils its row; so does a name that is a word for a sum.
Cells that hold several values separate them by semicolons. Dates are YYYY,
YYYY-MM or YYYY-MM-DD, inclusive; a missing one leaves that side open.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path

from msgspec import Struct

from graph.claims.periods import PartialDate, Period
from graph.claims.statements import Refusal
from graph.errors import BadDateError, InputError, TableError
from graph.formats.files.unseen import as_in_windows, control_in, seen
from graph.formats.sum_words import is_sum
from graph.formats.tables.list_columns import (
    COLUMNS,
    CUSTOMER_COLUMNS,
    HEADLESS,
    NO,
    field_of,
    heading,
    is_first,
    schemes,
)
from graph.formats.tables.rows import CellError, Line, rows_of

NOTHING, END = "-0-", "\x1a"
_OF_A_FIRM = ("id", "identifiers", "numbers", "kind", "programme")
LONGEST = 500  # characters of a name
NAMING = ("name", "other_names", "id", "identifiers", "numbers")
_NUMBER = re.compile(r"(?=(?:[^0-9]*[0-9]){5})[\w./-]+")


class ListRow(Struct, frozen=True, kw_only=True):
    """One entry of a list, as its file has it."""

    line: int
    name: str = ""
    other_names: tuple[str, ...] = ()
    id: str = ""
    identifiers: tuple[str, ...] = ()  # scheme:value
    numbers: tuple[str, ...] = ()  # numbers of registers that are not named
    list: str = ""
    programme: str = ""
    kind: str = ""
    period: Period = Period()
    reference: str = ""  # of a customer: its number with whoever asks


class ListFile(Struct, frozen=True):
    """A list opened: its entries and refusals as a stream, and the columns that are not read."""

    file: str
    rows: Iterator[ListRow | Refusal]
    unread: tuple[str, ...]
    sha256: str = ""  # of its bytes


def open_customers(path: Path) -> ListFile:
    """Open a file of firms to be asked about; as :func:`open_list`, with numbers of customers."""
    return open_list(path, CUSTOMER_COLUMNS)


def open_list(path: Path, columns: Mapping[str, tuple[str, ...]] = COLUMNS) -> ListFile:
    """Open a list; raise :class:`InputError` when it cannot be, or names nobody.

    A row that cannot be used is a :class:`Refusal` with its line and column; the
    others stand. Memory does not grow with the file.
    """
    if not path.is_file():
        raise InputError(f"{path}: there is no such file")
    lines = rows_of(path)
    header = next(lines, None)
    if header is None or header.trouble:
        raise TableError(path.name, header.trouble if header else "empty", line=1)
    if _is_headless(header):
        header, lines = _headed(header, lines)
    headings = [heading(cell) for cell in header.cells]
    fields = [field_of(word, columns) for word in headings]
    # Where two columns have words for one field, the first of its words wins.
    chosen = {
        at: field
        for at, field in enumerate(fields)
        if field and is_first(at, fields, headings, columns)
    }
    if not set(chosen.values()) & {*NAMING, *schemes()}:
        raise TableError(
            path.name,
            "no column for a name, an id or an identifier; columns are separated by commas",
            line=header.number,
            hint="; ".join(", ".join(columns[one]) for one in ("name", "id", "identifiers")),
        )
    rest = (cell.strip() for at, cell in enumerate(header.cells) if at not in chosen)
    entries = _entries(path.name, lines, chosen, len(header.cells))
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    return ListFile(path.name, entries, tuple(cell for cell in rest if cell), digest)


def _is_headless(line: Line) -> bool:
    return len(line.cells) == len(HEADLESS) and line.cells[0].strip().isdigit()


def _headed(first: Line, lines: Iterator[Line]) -> tuple[Line, Iterator[Line]]:
    """The file with the header it should have had; ``-0-`` is how it writes nothing.

    An entry without a type is an entity there: persons, vessels and aircraft have one.
    """

    def filled() -> Iterator[Line]:
        for line in chain((first,), lines):
            if line.cells == [END]:
                return
            cells = ["" if cell.strip() == NOTHING else cell for cell in line.cells]
            if len(cells) == len(HEADLESS):
                cells[2] = cells[2] or "entity"
            yield line._replace(cells=cells)

    return Line(first.number, list(HEADLESS)), filled()


def _entries(
    file: str, lines: Iterator[Line], chosen: Mapping[int, str], width: int
) -> Iterator[ListRow | Refusal]:
    for line in lines:
        try:
            line.check(width)
            yield _entry(line, chosen)
        except CellError as error:
            yield _refusal(file, line.number, error, _reference(line, chosen))


def _reference(line: Line, chosen: Mapping[int, str]) -> str:
    """The number of the customer that a row is about, where it can be read at all."""
    at = next((at for at, field in chosen.items() if field == "reference"), len(line.cells))
    cell = seen(line.cells[at]).strip() if at < len(line.cells) else ""
    return "" if control_in(cell) or len(cell) > LONGEST else cell


def _entry(line: Line, chosen: Mapping[int, str]) -> ListRow:
    cells = {field: as_in_windows(seen(line.cells[at])).strip() for at, field in chosen.items()}
    for field, text in cells.items():
        if character := control_in(text):
            problem = f"a control character ({character}): the file is damaged, or not in UTF-8"
            raise CellError(field, problem)
    if cells.get("on", "").casefold() in NO:
        raise CellError(
            "on list", "the row says that it is not on the list; nobody is listed by it"
        )
    if is_sum(cells.get("name", "")) and not any(map(cells.get, {*_OF_A_FIRM, *schemes()})):
        raise CellError("name", f"{cells['name']!r} is a word for a sum", "its number, if a firm")
    stated = [f"{field}:{value}" for field, value in cells.items() if field in schemes() and value]
    return _checked(
        ListRow(
            line=line.number,
            name=cells.get("name", ""),
            other_names=_several(cells.get("other_names", "")),
            id=cells.get("id", ""),
            identifiers=(*_several(cells.get("identifiers", "")), *stated),
            numbers=tuple(
                token
                for part in _several(cells.get("numbers", ""))
                for token in (each.strip() for each in part.split(","))
                if _NUMBER.fullmatch(token)
            ),
            list=cells.get("list", ""),
            programme=cells.get("programme", ""),
            kind=cells.get("kind", ""),
            period=period_of(cells.get("from", ""), cells.get("to", "")),
            reference=cells.get("reference", ""),
        )
    )


def row_of(
    number: int,
    *,
    name: str = "",
    other_names: Sequence[str] = (),
    id: str = "",
    identifiers: Sequence[str] = (),
    list: str = "",
    first: str = "",
    last: str = "",
    reference: str = "",
    whence: str = "the list",
) -> ListRow | Refusal:
    """An entry that was not read from a file, under the same rules; ``number`` stands for its line.

    >>> row_of(3, name="Jade", first="2020-13").problem[:30]
    "'2020-13' is not in the calend"
    """
    try:
        return _checked(
            ListRow(
                line=number,
                name=name.strip(),
                other_names=tuple(other_names),
                id=id.strip(),
                identifiers=tuple(identifiers),
                list=list.strip(),
                period=period_of(first, last),
                reference=reference.strip(),
            )
        )
    except CellError as error:
        return _refusal(whence, number, error, reference[:LONGEST])


def _refusal(file: str, line: int, error: CellError, reference: str = "") -> Refusal:
    return Refusal(
        file=file,
        line=line,
        statement=reference,
        pointer=f"column {error.column}" if error.column else "",
        problem=error.problem,
        rule="list-entry",
    )


def _checked(row: ListRow) -> ListRow:
    named = (
        ("name", row.name),
        ("id", row.id),
        ("customer", row.reference),
        *(("other names", one) for one in row.other_names),
    )
    for column, text in named:
        if len(text) > LONGEST:
            raise CellError(column, f"{len(text):,} characters; a name has at most {LONGEST}")
    if not (row.name or row.id or row.identifiers or row.other_names or row.numbers):
        raise CellError("", "names nobody: no name, id or identifier")
    for identifier in row.identifiers:
        scheme, colon, value = identifier.partition(":")
        if not colon or not value or scheme.casefold() not in schemes():
            hint = ", ".join(sorted(schemes()))
            raise CellError("identifier", f"{identifier!r} is not scheme:value (schemes: {hint})")
    return row


def _several(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def period_of(first: str, last: str) -> Period:
    """The period between two cells; raise :class:`CellError` naming the column.

    >>> str(period_of("2020-12-18", "").start)
    '2020-12-18'
    """
    ends: list[PartialDate | None] = []
    for column, text in (("from", first), ("to", last)):
        try:
            ends.append(PartialDate.parse(text) if text.strip() else None)
        except BadDateError as error:
            raise CellError(column, str(error)) from error
    try:
        return Period(*ends)
    except BadDateError as error:
        raise CellError("to", str(error)) from error
