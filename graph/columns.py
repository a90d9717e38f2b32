"""Records ⇄ Parquet: one wide table of claims, one of entities and of each other kind.

The columns follow the plan in :mod:`graph.fields`; a column that a claim type
does not have is empty in its rows. Percentages and amounts are exact
(``decimal128(38, 18)``); a date is the first day it names, the end of a period
the last, each with its precision beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from msgspec import Struct

from graph.fields import RECORD_TYPES, Field, Holds, fields_of, rdf_class
from graph.model import Citation, Identifier
from graph.periods import PartialDate, Period
from graph.shares import Share

Column = tuple[str, pa.DataType, Callable[[Any], Any]]  # name, type, from the field's value

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
    tables = [_table(cls, group) for cls, group in groups.items()]
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


def _table(cls: type[Struct], records: Sequence[Struct]) -> pa.Table:
    arrays: dict[str, pa.Array] = {"type": pa.array([rdf_class(cls)] * len(records), pa.string())}
    for field in fields_of(cls):
        values = [getattr(record, field.name) for record in records]
        for name, of, take in _columns(field):
            arrays[name] = pa.array([take(value) for value in values], of)
    return pa.table(arrays)


@cache
def _columns(field: Field) -> tuple[Column, ...]:
    """The columns of one field; shares use the same ones whatever the field is called."""
    name = field.name
    if field.holds is Holds.SHARE:
        return _SHARE
    if field.holds is Holds.PERIOD:
        return (
            *_dated("valid_from", lambda period: period.start, lambda day: day.first),
            *_dated("valid_to", lambda period: period.end, lambda day: day.last),
        )
    if field.holds is Holds.DATE:
        return tuple(_dated(name, lambda day: day, lambda day: day.first))
    if field.holds in _PAIRS:
        of = pa.list_(pa.struct([(part, pa.string()) for part in _PAIRS[field.holds]]))
        parts = _PAIRS[field.holds]
        return ((name, of, lambda vs: [{p: getattr(v, p) for p in parts} for v in vs]),)
    if field.many:
        return ((name, pa.list_(pa.string()), list),)
    if field.holds in _TYPES:
        return ((name, _TYPES[field.holds], lambda value: value),)
    return ((name, pa.string(), lambda text: text or None),)


def _dated(
    name: str, find: Callable[[Any], PartialDate | None], take: Callable[[PartialDate], date]
) -> Iterator[Column]:
    yield (name, pa.date32(), lambda v: None if (day := find(v)) is None else take(day))
    yield (
        f"{name}_precision",
        pa.string(),
        lambda v: None if (d := find(v)) is None else d.precision,
    )


def _part(name: str) -> Callable[[Share | None], Any]:
    return lambda share: None if share is None else getattr(share, name)


_SHARE: tuple[Column, ...] = (
    ("share_min", DECIMAL, _part("lower")),
    ("share_max", DECIMAL, _part("upper")),
    ("share_min_exclusive", pa.bool_(), _part("lower_open")),
    ("share_max_exclusive", pa.bool_(), _part("upper_open")),
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
