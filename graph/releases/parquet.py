"""Records ⇄ Parquet: one wide table of claims, one of entities and of each other kind.

The columns follow the plan in :mod:`graph.claims.fields`; a column that a claim type
does not have is empty in its rows. Percentages and amounts are exact
(``decimal128(38, 18)``); a date is the first day it names, the end of a period
the last, each with its precision beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import accumulate, chain
from operator import attrgetter
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from msgspec import Struct

from graph.claims.fields import RECORD_TYPES, Field, Holds, by_field, fields_of, rdf_class
from graph.claims.model import Citation, Identifier
from graph.claims.periods import PartialDate, Period
from graph.claims.shares import Share

Column = Sequence[Any]  # what one field holds in each of some records

DECIMAL = pa.decimal128(38, 18)
_PAIRS = {
    Holds.CITATIONS: ("source", "locator"),
    Holds.IDENTIFIERS: ("scheme", "value"),
}
_LENGTHS = {"year": 4, "month": 7, "day": 10}


def write(records: Iterable[Struct], path: Path) -> int:
    """Write records of any classes to one file, grouped by class; return how many."""
    groups: dict[type[Struct], list[Struct]] = {}
    for record in records:
        groups.setdefault(type(record), []).append(record)
    tables = [table for cls, group in groups.items() for table in _tables(cls, group)]
    table = pa.concat_tables(tables, promote_options="default") if tables else pa.table({})
    pq.write_table(table, path, compression="zstd")
    return int(table.num_rows)


def read(path: Path) -> Iterator[Struct]:
    """The records of a file, equal to those written."""
    for batch in pq.ParquetFile(path).iter_batches():
        for row in batch.to_pylist():
            cls = RECORD_TYPES[row["type"]]
            values = {field.name: _value(field, row) for field in fields_of(cls)}
            yield cls(**{name: value for name, value in values.items() if value is not None})


def _tables(cls: type[Struct], records: Sequence[Struct]) -> Iterator[pa.Table]:
    """Records of one class as tables of some thousand rows."""
    for columns in by_field(records):
        rows = len(columns[0])
        arrays = {"type": pa.array([rdf_class(cls)] * rows, pa.string())}
        for field, values in zip(fields_of(cls), columns, strict=True):
            arrays.update(_arrays(field, values))
        yield pa.table(arrays)


def _arrays(field: Field, values: Column) -> Iterator[tuple[str, pa.Array]]:
    """The columns of one field; shares use the same ones whatever the field is called."""
    if field.holds is Holds.SHARE:
        for name, of, part in _SHARE:
            yield name, pa.array([None if s is None else part(s) for s in values], of)
    elif field.holds is Holds.PERIOD:
        yield from _dates("valid_from", [period.start for period in values], _FIRST)
        yield from _dates("valid_to", [period.end for period in values], _LAST)
    elif field.holds is Holds.DATE:
        yield from _dates(field.name, values, _FIRST)
    elif field.holds in _PAIRS:
        yield field.name, _pairs(_PAIRS[field.holds], values)
    elif field.many:
        yield field.name, pa.array(values, pa.list_(pa.string()))
    elif field.holds in _TYPES:
        yield field.name, pa.array(values, _TYPES[field.holds])
    else:
        yield field.name, pa.array([text or None for text in values], pa.string())


def _dates(
    name: str, days: Sequence[PartialDate | None], take: Callable[[PartialDate], date]
) -> Iterator[tuple[str, pa.Array]]:
    yield name, pa.array([None if day is None else take(day) for day in days], pa.date32())
    precisions = [None if day is None else day.precision for day in days]
    yield f"{name}_precision", pa.array(precisions, pa.string())


def _pairs(parts: Sequence[str], values: Column) -> pa.Array:
    """A list of structs a record; all of them in one go, then where each record's end."""
    ends = pa.array([0, *accumulate(map(len, values))], pa.int32())
    items = list(chain.from_iterable(values))
    columns = [pa.array(list(map(attrgetter(part), items)), pa.string()) for part in parts]
    return pa.ListArray.from_arrays(ends, pa.StructArray.from_arrays(columns, list(parts)))


_FIRST: Callable[[PartialDate], date] = attrgetter("first")
_LAST: Callable[[PartialDate], date] = attrgetter("last")
_SHARE: tuple[tuple[str, pa.DataType, Callable[[Share], Any]], ...] = (
    ("share_min", DECIMAL, attrgetter("lower")),
    ("share_max", DECIMAL, attrgetter("upper")),
    ("share_min_exclusive", pa.bool_(), attrgetter("lower_open")),
    ("share_max_exclusive", pa.bool_(), attrgetter("upper_open")),
)
_TYPES: dict[Holds, pa.DataType] = {
    Holds.DECIMAL: DECIMAL,
    Holds.INTEGER: pa.int32(),
    Holds.FLAG: pa.bool_(),
}


def _value(field: Field, row: dict[str, Any]) -> Any:
    if field.holds is Holds.SHARE:
        bounds = [row[name] for name, _, _ in _SHARE]
        return None if bounds[0] is None else Share(*bounds)
    if field.holds is Holds.PERIOD:
        return Period(_partial("valid_from", row), _partial("valid_to", row))
    if field.holds is Holds.DATE:
        return _partial(field.name, row)
    value = row[field.name]
    if field.holds is Holds.CITATIONS:
        return tuple(Citation(**one) for one in value)
    if field.holds is Holds.IDENTIFIERS:
        return tuple(Identifier(**one) for one in value)
    if field.many:
        return tuple(value)
    return field.default if value is None else value


def _partial(name: str, row: dict[str, Any]) -> PartialDate | None:
    day = row[name]
    if day is None:
        return None
    return PartialDate.parse(day.isoformat()[: _LENGTHS[row[f"{name}_precision"]]])
