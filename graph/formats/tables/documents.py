"""A data set as one JSON document: the tables, with the same columns, as lists of objects.

::

    {"home": "CN", "data_date": "2025-12-31",
     "entities": [{"id": "alpha", "kind": "Organization", "name": "Alpha"}, …],
     "sources": [{"id": "ar", "title": "Annual report"}],
     "ownership": [{"id": "o1", "party": "ann", "target": "alpha",
                    "share_min": 40, "share_max": 40, "as_of": "2025-06-30", "source": "ar"}]}

A table is called as its file is, without the ending; a column holds what the
cell would: text, a number, true, or a list where the table separates with bars.
Everything wrong is named by its JSON pointer.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import msgspec
from msgspec import Struct

from graph.claims.data_set import Meta, Tables
from graph.claims.fields import check_code
from graph.claims.model import Entity
from graph.claims.own_lenses import lenses_with
from graph.claims.shares import plain
from graph.errors import InputError, InvalidClaimsError, TableError
from graph.formats.tables.cells import SEPARATOR, columns_of
from graph.formats.tables.gathering import Reading
from graph.formats.tables.rows import CellError
from graph.formats.tables.tables import TABLES, tables_of
from ontology.terms import nearest

MOST_RECORDS = 20_000
_EXACT = msgspec.json.Decoder(dict[str, Any], float_hook=Decimal)  # 0.1 stays 0.1
NAMES = {name.removesuffix(".csv"): cls for name, cls in TABLES.items()}


class Head(Struct, frozen=True, kw_only=True):
    """What a document says beside its tables."""

    home: str
    data_date: date
    lists_date: date | None = None
    people_date: date | None = None
    title: str = ""
    lenses: str = ""  # Turtle, as in ``lenses.ttl``


def read_document(content: bytes) -> Tables:
    """Read a document; raise :class:`InvalidClaimsError` with all that is wrong, by pointer.

    >>> read_document(b'{"home": "CN", "data_date": "2025-12-31", "entities": [{"id": "a"}]}')
    Traceback (most recent call last):
    ...
    graph.errors.InvalidClaimsError: 1 problem(s) in the claims:
      /entities/0/kind: empty, and needed
    """
    try:
        head = msgspec.json.decode(content, type=Head)
        said = _EXACT.decode(content)
    except msgspec.DecodeError as error:
        raise InputError(f"the document cannot be read: {error}") from error
    except RecursionError:
        raise InputError("the document cannot be read: it is nested too deep") from None
    findings = list(_head(head, said))
    tables = {name: said[name] for name in NAMES if name in said}
    findings += [
        f"/{name}: not a list of objects"
        for name, rows in tables.items()
        if not isinstance(rows, list)
    ]
    if findings:
        raise InvalidClaimsError(findings)
    number = sum(len(rows) for rows in tables.values())
    if number > MOST_RECORDS:
        raise InputError(f"{number:,} records; at most {MOST_RECORDS:,} are read here")
    return _tables(head, tables)


def _head(head: Head, said: dict[str, Any]) -> list[str]:
    own = {field.name for field in msgspec.structs.fields(Head)}
    known = (*own, *NAMES)
    found = [
        f"/{name}: there is no such table (valid: {', '.join(nearest(name, known) or known)})"
        for name in said
        if name not in known
    ]
    try:
        check_code(Entity, "jurisdiction", head.home)
    except InputError as error:
        found.append(f"/home: {error}")
    return found


def _tables(head: Head, tables: dict[str, list[Any]]) -> Tables:
    reading = Reading(lenses_with(head.lenses))
    findings: list[str] = []
    for name, rows in tables.items():
        for place, row in enumerate(rows):
            _row(reading, name, f"/{name}/{place}", row)
    findings += [_pointed(refusal) for refusal in (*reading.refusals, *reading.unresolved())]
    if findings:
        raise InvalidClaimsError(findings)
    meta = Meta(
        home=head.home,
        data_date=head.data_date,
        title=head.title,
        lists_date=head.lists_date,
        people_date=head.people_date,
    )
    return tables_of(reading, meta, head.lenses)


def _row(reading: Reading, name: str, pointer: str, row: Any) -> None:
    cls = NAMES[name]
    columns = columns_of(cls)
    try:
        if not isinstance(row, dict):
            raise CellError("", "not an object")
        for column in row:
            if column not in columns:
                hint = ", ".join(nearest(column, columns) or columns)
                raise CellError(column, "no such column", hint)
        cells = [_text(column, row.get(column)) for column in columns]
    except CellError as error:
        reading.refuse(pointer, None, error)
        return
    reading.row(cls, columns, pointer, None, cells)


def _text(column: str, value: Any) -> str:
    """A value as the cell of a table would have it; raise :class:`CellError` for no cell's."""
    match value:
        case None | False:
            return ""
        case True:
            return "yes"
        case str():
            return value
        case int() | Decimal():
            return plain(Decimal(value))
        case list() if all(isinstance(item, str | int | Decimal) for item in value):
            return SEPARATOR.join(_text(column, item) for item in value)
    hint = "text, a number, true, or a list of these"
    raise CellError(column, f"{type(value).__name__} in the place of a value", hint)


def _pointed(refusal: TableError) -> str:
    """A refusal by the JSON pointer of the value at fault."""
    place = f"{refusal.file}/{refusal.column}" if refusal.column else refusal.file
    return f"{place}: {refusal.problem}" + (f" (valid: {refusal.hint})" if refusal.hint else "")
