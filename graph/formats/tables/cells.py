"""Cells of a table ⇄ fields of a record, one conversion for every record class.

A list inside a cell is separated by `` | ``. An empty cell says nothing and
leaves the field at its default. Lists that are sets (vehicles, members,
disputes, other names) are kept sorted, so that the order in which somebody
typed them means nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Context, Decimal
from functools import cache, lru_cache
from typing import Any

from msgspec import Struct

from graph.claims.fields import Field, Holds, fields_of
from graph.claims.identifiers import parse as parse_identifier
from graph.claims.model import Citation, Claim, Identifier
from graph.claims.periods import PartialDate, Period
from graph.claims.shares import HUNDRED, Share, percent, plain
from graph.errors import ImpossibleShareError, InputError
from graph.formats.tables.rows import CellError

SEPARATOR = " | "
_ZERO = Decimal(0)
# The store and the columns hold decimals of 38 digits, 18 of them after the point.
_NUMBER = re.compile(r"\d{1,20}(?:\.\d{1,18})?", re.ASCII)
_EXACT = Context(prec=38)
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._~-]*", re.ASCII)


@cache
def columns_of(cls: type[Struct]) -> tuple[str, ...]:
    """The header of the table for a record class.

    >>> from graph.claims.model import Founding
    >>> columns_of(Founding)[:3], columns_of(Founding)[-3:]
    (('id', 'party', 'target'), ('source', 'locator', 'note'))
    """
    fields = fields_of(cls)
    if issubclass(cls, Claim):
        skeleton = {field.name for field in fields_of(Claim)}
        own = [field for field in fields if field.name not in skeleton]
        order = {f.name: f for f in fields}
        first = [order["id"], order["party"], order["target"]]
        last = [f for f in fields if f.name in skeleton and f not in first]
        fields = (*first, *own, *last)
    return tuple(column for field in fields for column in columns_for(field))


@cache
def columns_for(field: Field) -> tuple[str, ...]:
    """The columns one field takes."""
    if field.holds is Holds.PERIOD:
        return ("valid_from", "valid_to")
    if field.holds is Holds.SHARE:
        return ("share_min", "share_max", "share_open")
    if field.holds is Holds.CITATIONS:
        return ("source", "locator")
    return (field.name.replace("_lower", "_min").replace("_upper", "_max"),)


def row_of(record: Struct) -> list[str]:
    """The cells of a record, in the order of :func:`columns_of`."""
    cells: dict[str, str] = {}
    for field in fields_of(type(record)):
        texts = _WRITERS.get(field.holds, _unwords)(field, getattr(record, field.name))
        cells.update(zip(columns_for(field), texts, strict=True))
    return [cells[column] for column in columns_of(type(record))]


def guilty(columns: Sequence[str], texts: Sequence[str], field: Field) -> str:
    """The column to name when a conversion fails: the one that fails alone, or the first filled."""
    if field.holds in (Holds.PERIOD, Holds.SHARE) and len(columns) > 1:
        for column, text in zip(columns, texts, strict=True):
            try:
                if text and field.holds is Holds.PERIOD:
                    _date(text)
                elif text and column != "share_open":
                    _percent(text)
            except InputError:
                return column
    return next(column for column, text in zip(columns, texts, strict=True) if text)


@lru_cache(maxsize=65536)
def _date(text: str) -> PartialDate:
    return PartialDate.parse(text)


@lru_cache(maxsize=65536)
def number(text: str) -> Decimal:
    """A plain decimal without superfluous zeros; raise :class:`InputError` for any other spelling.

    >>> number("012.50"), number("1234567890123456789.123456789012345670")
    (Decimal('12.5'), Decimal('1234567890123456789.12345678901234567'))
    """
    if not _NUMBER.fullmatch(text):
        raise InputError(f"{text!r} is not a plain number")
    return _shortest(Decimal(text))


@lru_cache(maxsize=65536)
def _percent(text: str) -> Decimal:
    if not _NUMBER.fullmatch(text.removeprefix("-")):
        raise ImpossibleShareError(f"{text!r} is not a number")
    return _shortest(percent(text).copy_abs())  # which refuses all below 0 but -0


def _shortest(value: Decimal) -> Decimal:
    whole = value.to_integral_value()
    return whole if value == whole else value.normalize(_EXACT)


def _share(lower: str, upper: str, openings: str) -> Share:
    sides = {side for side in openings.split(SEPARATOR) if side} if openings else set()
    if not sides <= {"min", "max"}:
        raise CellError("share_open", f"{openings!r} names no bound", "min, max or min | max")
    low = _percent(lower) if lower else _ZERO
    high = _percent(upper) if upper else HUNDRED
    return Share(low, high, "min" in sides, "max" in sides)


def _period(start: str, end: str) -> Period:
    return Period(_date(start) if start else None, _date(end) if end else None)


def _citations(source: str, locator: str) -> tuple[Citation, ...]:
    sources, locators = _items(source), locator.split(SEPARATOR) if locator else []
    if len(locators) > len(sources) or (locators and len(locators) != len(sources)):
        problem = f"{len(sources)} source(s) but {len(locators)} locator(s)"
        raise CellError("locator", problem, "one locator for each source, or none")
    pairs = zip(sources, locators or [""] * len(sources), strict=True)
    cited = (Citation(s, loc.strip()) if loc.strip() else Citation(s) for s, loc in pairs)
    return tuple(sorted(set(cited)))


def _identifiers(text: str) -> tuple[Identifier, ...]:
    return tuple(sorted({parse_identifier(item) for item in _items(text)}))


def _flag(text: str) -> bool:
    if text != "yes":
        raise InputError(f"{text!r} is not a flag")
    return True


def _integer(text: str) -> int:
    if not re.fullmatch(r"\d{1,9}", text, re.ASCII):
        raise InputError(f"{text!r} is not a whole number")
    return int(text)


def _id(text: str) -> str:
    if not _ID.fullmatch(text):
        raise InputError(f"{text!r} cannot be an id")
    return text


def _words(text: str) -> tuple[str, ...]:
    return tuple(sorted(set(_items(text))))


def _items(cell: str) -> list[str]:
    return [item for part in cell.split(SEPARATOR) if (item := part.strip())]


# One text for each column of the field.
_READERS: dict[Holds, Callable[..., Any]] = {
    Holds.ID: _id,
    Holds.DECIMAL: number,
    Holds.INTEGER: _integer,
    Holds.FLAG: _flag,
    Holds.DATE: _date,
    Holds.PERIOD: _period,
    Holds.SHARE: _share,
    Holds.CITATIONS: _citations,
    Holds.IDENTIFIERS: _identifiers,
}


def reader_of(field: Field) -> Callable[..., Any]:
    """What makes the texts of a field's cells, of which one says something, its value.

    It raises :class:`InputError`, or :class:`CellError` where it knows the column; ``str`` stands
    for the readers of words, which are taken as they are.
    """
    if field.name in ("complete_above", "covered"):
        return _percent
    return _READERS.get(field.holds, _words if field.many else str)


# What would be right, for a reader whose cell is not.
HINTS: dict[Holds, str] = {
    Holds.ID: "letters, digits and . _ ~ -, beginning with a letter or digit",
    Holds.DECIMAL: "digits, with at most 20 before and 18 after the point",
    Holds.INTEGER: "digits",
    Holds.FLAG: "yes, or empty",
    Holds.DATE: "YYYY, YYYY-MM or YYYY-MM-DD",
    Holds.PERIOD: "YYYY, YYYY-MM or YYYY-MM-DD, the end not before the start",
    Holds.SHARE: "0 to 100, the smaller bound first",
    Holds.IDENTIFIERS: "scheme:value",
}


def _unwords(field: Field, value: Any) -> list[str]:
    return [SEPARATOR.join(value) if field.many else value]


def _unshare(_: Field, value: Share | None) -> list[str]:
    if value is None:
        return ["", "", ""]
    sides = [side for side, on in (("min", value.lower_open), ("max", value.upper_open)) if on]
    return [plain(value.lower), plain(value.upper), SEPARATOR.join(sides)]


_WRITERS: dict[Holds, Callable[[Field, Any], list[str]]] = {
    Holds.DECIMAL: lambda _, value: ["" if value is None else plain(value)],
    Holds.INTEGER: lambda _, value: ["" if value is None else str(value)],
    Holds.FLAG: lambda _, value: ["yes" if value else ""],
    Holds.DATE: lambda _, value: ["" if value is None else str(value)],
    Holds.PERIOD: lambda _, value: [str(value.start or ""), str(value.end or "")],
    Holds.SHARE: _unshare,
    Holds.CITATIONS: lambda _, value: [
        SEPARATOR.join(citation.source for citation in value),
        SEPARATOR.join(citation.locator for citation in value),
    ],
    Holds.IDENTIFIERS: lambda _, value: [SEPARATOR.join(f"{i.scheme}:{i.value}" for i in value)],
}
