"""A table in somebody's own columns → claims, by a mapping (:mod:`graph.formats.foreign.mapping`).

Every row becomes one statement: its claims, the refusals of what cannot be a
claim, and notes of what it does not carry. The first statement is the header's:
the source, and the columns that nobody reads. A workbook is read sheet by sheet; of a sheet that
is not read it is said why.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import cast

from msgspec.structs import replace

from graph.claims.fields import check_code
from graph.claims.model import Source
from graph.claims.statements import Statement
from graph.errors import FileError
from graph.formats.foreign.dates import day_within
from graph.formats.foreign.header_rows import IsHeader
from graph.formats.foreign.headers import ending, guessed, is_header, recognised
from graph.formats.foreign.mapping import ROW, Layout, Mapping, columns_read
from graph.formats.foreign.parties import Roll
from graph.formats.foreign.place_columns import with_countries
from graph.formats.foreign.row_claims import Around, RowClaims
from graph.formats.foreign.sheets import Asked, Sheet, open_sheets
from graph.formats.foreign.sums import Sums
from graph.formats.foreign.turning_words import turned
from graph.formats.foreign.unread_columns import UnreadColumns
from graph.formats.tables.records import Row
from graph.formats.tables.rows import CellError
from ontology.terms import nearest

ALL_FIRMS = "no column says which holders are persons: all are taken for organisations"


def read_foreign(
    path: Path,
    mapping: Mapping | None = None,
    encoding: str = "",
    dated: str = "",
    ignore: Sequence[str] = (),
) -> Iterator[Statement]:
    """The statements of a table: one for its header, then one for each row and closing total.

    Without a mapping the columns are taken by their names, and the header's statement says so.
    ``dated`` is the day that rows speak for which name none; ``ignore`` names columns that
    change nothing.
    Memory is that of one row, and about 300 bytes for each entity named so far.

    Raises
    ------
    FileError
        If the file cannot be read, its encoding is undecided, or it lacks a column that the
        mapping names; of a workbook with several sheets, if no sheet can be read.
    """
    layout = mapping.file if mapping else Layout()
    layout = replace(
        layout,
        encoding=encoding or layout.encoding,
        dated=dated or layout.dated,
        ignore=[*layout.ignore, *ignore],
    )
    known: IsHeader = _has_columns_of(mapping) if mapping else is_header
    roll: Roll | None = None
    unread: list[tuple[str, FileError]] = []
    sums, number = Sums(), 0
    with open_sheets(path, Asked(layout, known)) as sheets:
        for sheet in sheets:
            try:
                reading = _Reading(path, sheet, mapping, layout)
            except FileError as error:
                unread.append((sheet.name, error))
                continue
            roll = roll or Roll(reading.mapping.source.id)
            number += 1
            yield from reading.statements(roll, sums, number)
    if roll is None and unread:
        raise unread[0][1]
    for name, trouble in unread:
        said = str(trouble).removeprefix(f"{path}").removeprefix(path.name).lstrip(":, ")
        yield Statement(noted=(f"the sheet {name!r} is not read: {said}",))


def _has_columns_of(mapping: Mapping) -> IsHeader:
    """Whether a row has every column that a mapping reads."""
    needed = {column for column, _ in columns_read(mapping)} - {ROW}
    return lambda cells: needed <= {" ".join(cell.split()) for cell in cells}


class _Reading:
    """One run over the table of a sheet.

    Raises
    ------
    FileError
        If it cannot be read, or lacks a column.
    """

    def __init__(self, path: Path, sheet: Sheet, mapping: Mapping | None, layout: Layout) -> None:
        if sheet.trouble is not None:
            raise sheet.trouble
        self._file, self._sheet, self._by_name = path.name, sheet, mapping is None
        for column in layout.ignore:
            if column not in sheet.header:
                hint = ", ".join(nearest(column, sheet.header) or sheet.header)
                raise FileError(path.name, f"no column {column!r} to ignore", hint=hint)
        if self._by_name and (why := turned(sheet.name) or turned("; ".join(sheet.above))):
            raise FileError(path.name, why, hint="a mapping can name the sheet, or its header row")
        self._ignored = set(layout.ignore)
        self._asked = [column for column in sheet.header if column not in self._ignored]
        chosen = mapping or guessed(path, self._asked)
        self.mapping = replace(with_countries(chosen), file=layout)
        for column, reader in columns_read(self.mapping):
            if column not in (*sheet.header, ROW):
                hint = ", ".join(nearest(column, sheet.header) or sheet.header)
                problem = f"no column {column!r}, which {reader} of the mapping reads"
                raise FileError(path.name, problem, hint=f"there is: {hint}")

    def statements(self, roll: Roll, sums: Sums, number: int) -> Iterator[Statement]:
        """What is said before the first row, then each row, then how its text was read."""
        sheet = self._sheet
        yield self._header(sheet.name if number > 1 else "")
        place = (number, sheet.name) if number > 1 else (1, "")
        read = {column for column, _ in columns_read(self.mapping)}
        unread = self._unread(read) if self._by_name else None
        around = Around(place, unread, self._day() if self._by_name else "")
        rows = RowClaims(self._file, self.mapping, sheet.header, roll, sums, around)
        for row in sheet.rows:
            yield rows.statement(row)
        yield from rows.closed()
        if guess := sheet.guessed():
            note = (
                f"the encoding {guess}, which is a guess; --encoding or a mapping can name another"
            )
            yield Statement(noted=(note,))

    def _unread(self, read: Collection[str]) -> UnreadColumns:
        rules = self.mapping.claims
        sized = any(rule.share is not None or rule.natures for rule in rules)
        return UnreadColumns(self._sheet.header, read, self._ignored, has_shares=sized)

    def _day(self) -> str:
        """The day that the titles above the header name, or the name of the sheet."""
        name = self._sheet.name
        day = day_within("; ".join(self._sheet.above)) or day_within(name)
        return day or (name if re.fullmatch(r"(19|20)\d\d", name) else "")

    def _header(self, sheet: str) -> Statement:
        """What is said before the first row: the source, and what will not be read."""
        said, header = self.mapping.source, self._sheet.header
        columns = said.__struct_fields__
        try:
            source = Row(Source, columns, check_code).read([getattr(said, c) for c in columns])
        except CellError as error:
            raise FileError(self._file, f"source.{error.column}: {error.problem}") from error
        read = {column for column, _ in columns_read(self.mapping)}
        unread = [column for column in header if column not in read]
        over = [column for column in ending(header) if column in unread]
        noted = [f"above the header: {text}" for text in self._sheet.above]
        noted += [f"columns not read: {', '.join(unread)}"] if unread else []
        noted += [f"not read, though it may say that a stake ended: {one}" for one in over]
        if self._by_name:
            by_name = recognised(self._asked)
            taken = (f"{column} as {role}" for role, column in by_name.items())
            noted.append(f"columns taken by their names: {', '.join(taken)}; please confirm")
            if day := self._day():
                noted.append(f"the title says {day}: rows that name no day speak for it")
            if "party_kind" not in by_name:
                noted.append(ALL_FIRMS)
        if sheet:
            noted = [f"the sheet {sheet!r}: {words}" for words in noted]
        return Statement(records=(cast(Source, source),), noted=tuple(noted))
