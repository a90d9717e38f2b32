"""A row of cells → a record.

How the cells of each field are read is settled once for a table. Most cells are empty, and
most of the others were seen before: a code, a day, a source. What a cell means depends
on nothing but its text, so each field remembers the last few thousand texts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any

from msgspec import Struct

from graph.claims.fields import Field, Holds, fields_of
from graph.claims.model import Claim, Identifier
from graph.errors import InputError, UnknownTermError
from graph.formats.tables.cells import HINTS, columns_for, guilty, reader_of
from graph.formats.tables.rows import CellError

_REMEMBERED = 1 << 12  # texts of a field

# Class, field and notation; raises UnknownTermError for a notation the ontology lacks.
CodeCheck = Callable[[type[Struct], str, str], None]


class Row:
    """Reads rows of one table into records of one class.

    Parameters
    ----------
    cls
        The record class.
    header
        The table's columns, in its own order; those it lacks are empty in every row, and none
        that is needed may lack.
    check_code
        Called with class, field and notation for every code that is new.
    """

    def __init__(self, cls: type[Struct], header: Sequence[str], check_code: CodeCheck) -> None:
        self._cls, self._check_code = cls, check_code
        self._is_claim = issubclass(cls, Claim)
        places = {column: place for place, column in enumerate(header)}
        # Name, place and reader of fields of one column; for one that is needed, also the column.
        self._plain: list[tuple[str, int, Callable[[str], Any], str]] = []
        # Name, cells and reader of fields of several columns.
        self._spread: list[tuple[str, Callable[[Sequence[str]], Any], Callable[..., Any]]] = []
        for field in fields_of(cls):
            columns, read = columns_for(field), self._reader(field)
            if len(columns) > 1:
                cells_of = _cells_at([places.get(column, -1) for column in columns])
                self._spread.append((field.name, cells_of, read))
            elif field.required or columns[0] in places:
                needed = columns[0] if field.required else ""
                self._plain.append((field.name, places[columns[0]], read, needed))

    def read(self, cells: Sequence[str]) -> Struct:
        """The record of one row; raise :class:`CellError`."""
        values: dict[str, Any] = {}
        for name, place, read, needed in self._plain:
            if text := cells[place].strip():
                values[name] = read(text)
            elif needed:
                raise CellError(needed, "empty, and needed")
        for name, cells_of, read in self._spread:
            if (value := read(*cells_of(cells))) is not None:
                values[name] = value
        if self._is_claim:
            _complete(values)
        return self._cls(**values)

    def _reader(self, field: Field) -> Callable[..., Any]:
        """What makes the cells of a field its value, or nothing of blanks; raises CellError."""
        convert, columns, hint = reader_of(field), columns_for(field), HINTS.get(field.holds)
        check = self._code_check(field)

        def read(*cells: str) -> Any:
            texts = tuple(map(str.strip, cells))
            if not any(texts):
                return None
            try:
                value = convert(*texts)
            except CellError:
                raise
            except InputError as error:
                raise CellError(guilty(columns, texts, field), str(error), hint) from error
            if check is not None:
                check(value)
            return value

        if convert is str and check is None:
            return str  # words as they stand are never wrong
        if field.holds is Holds.ID:
            return read  # no id comes again
        return lru_cache(_REMEMBERED)(read)

    def _code_check(self, field: Field) -> Callable[[Any], None] | None:
        """What raises CellError for a value with an unknown code in it; nothing for other words."""

        def known(cls: type[Struct], name: str, notations: Iterable[str]) -> None:
            try:
                for notation in notations:
                    self._check_code(cls, name, notation)
            except UnknownTermError as error:
                raise CellError(field.name, str(error)) from error

        if field.holds is Holds.IDENTIFIERS:
            return lambda value: known(Identifier, "scheme", (one.scheme for one in value))
        if field.holds in (Holds.CODE, Holds.LENS):
            return lambda value: known(self._cls, field.name, value if field.many else (value,))
        return None


def _cells_at(places: Sequence[int]) -> Callable[[Sequence[str]], Any]:
    """What takes the cells at some places from a row; a place of -1 is of an empty one."""
    if min(places) >= 0:
        return itemgetter(*places)
    return lambda cells: [cells[place] if place >= 0 else "" for place in places]


def _complete(values: dict[str, Any]) -> None:
    """Fill what an empty cell implies, and insist on a source."""
    period = values.get("period")
    if "period_end" not in values and period is not None and period.end is not None:
        values["period_end"] = "ended"
    if not values.get("citations"):
        raise CellError("source", "empty; every claim cites a source")
