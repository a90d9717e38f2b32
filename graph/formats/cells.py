"""Cells of a table ⇄ fields of a record, one conversion for every record class.

A list inside a cell is separated by `` | ``. An empty cell says nothing and
leaves the field at its default. Lists that are sets (vehicles, members,
disputes, other names) are kept sorted, so that the order in which somebody
typed them means nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any, NamedTuple

from msgspec import Struct

from graph.errors import ImpossibleShareError, InputError, UnknownTermError
from graph.fields import REFERENCES, Field, Holds, fields_of
from graph.formats.rows import CellError
from graph.identifiers import parse as parse_identifier
from graph.model import Citation, Claim, Identifier
from graph.periods import PartialDate, Period
from graph.shares import Share, percent, plain

SEPARATOR = " | "
# The store and the columns hold decimals of 38 digits, 18 of them after the point.
_NUMBER = re.compile(r"\d{1,20}(?:\.\d{1,18})?", re.ASCII)
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._~-]*", re.ASCII)

# Class, field and notation; raises UnknownTermError for a notation the ontology lacks.
CodeCheck = Callable[[type[Struct], str, str], None]


class Reference(NamedTuple):
    """That a record names another: what kind of thing, which id, in which column."""

    holds: Holds
    id: str
    column: str


@cache
def columns_of(cls: type[Struct]) -> tuple[str, ...]:
    """The header of the table for a record class.

    >>> from graph.model import Founding
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


class Row:
    """Reads rows of one table into records of one class.

    Parameters
    ----------
    cls
        The record class.
    header
        The table's columns, in its own order; those it lacks are empty in every row.
    check_code
        Called with class name, field and notation for every code.
    """

    def __init__(self, cls: type[Struct], header: Sequence[str], check_code: CodeCheck) -> None:
        self._cls, self._check_code = cls, check_code
        places = {column: place for place, column in enumerate(header)}
        # Tables are mostly empty cells: fields of one column are looked at first and passed over.
        plan = [
            (field, [places.get(c, -1) for c in columns_for(field)]) for field in fields_of(cls)
        ]
        self._plain = [(field, at[0]) for field, at in plan if len(at) == 1]
        self._spread = [(field, at) for field, at in plan if len(at) > 1]
        self._is_claim = issubclass(cls, Claim)

    def read(self, cells: Sequence[str]) -> tuple[Struct, list[Reference]]:
        """The record of one row and what it refers to; raise :class:`CellError`."""
        values: dict[str, Any] = {}
        references: list[Reference] = []
        for field, place in self._plain:
            text = cells[place].strip() if place >= 0 else ""
            if text:
                values[field.name] = self._value(field, [text], references)
            elif field.required:
                raise CellError(columns_for(field)[0], "empty, and needed")
        for field, at in self._spread:
            texts = [cells[place].strip() if place >= 0 else "" for place in at]
            if any(texts):
                values[field.name] = self._value(field, texts, references)
        if self._is_claim:
            _complete(values)
        return self._cls(**values), references

    def _value(self, field: Field, texts: list[str], references: list[Reference]) -> Any:
        try:
            value = _READERS.get(field.holds, _words)(field, texts)
        except CellError:
            raise
        except InputError as error:
            column = _guilty(columns_for(field), texts, field)
            raise CellError(column, str(error), _HINTS.get(field.holds)) from error
        holds, column = field.holds, field.name
        if holds in (Holds.CODE, Holds.LENS):
            for notation in value if field.many else (value,):
                self._code(self._cls, field.name, notation, column)
        elif holds in REFERENCES:
            named = value if field.many else (value,)
            references.extend(Reference(holds, name, column) for name in named)
        elif holds is Holds.CITATIONS:
            references.extend(Reference(Holds.SOURCE, c.source, "source") for c in value)
        elif holds is Holds.IDENTIFIERS:
            for identifier in value:
                self._code(Identifier, "scheme", identifier.scheme, column)
        return value

    def _code(self, cls: type[Struct], field: str, notation: str, column: str) -> None:
        try:
            self._check_code(cls, field, notation)
        except UnknownTermError as error:
            raise CellError(column, str(error)) from error


def row_of(record: Struct) -> list[str]:
    """The cells of a record, in the order of :func:`columns_of`."""
    cells: dict[str, str] = {}
    for field in fields_of(type(record)):
        texts = _WRITERS.get(field.holds, _unwords)(field, getattr(record, field.name))
        cells.update(zip(columns_for(field), texts, strict=True))
    return [cells[column] for column in columns_of(type(record))]


def _complete(values: dict[str, Any]) -> None:
    """Fill what an empty cell implies, and insist on a source."""
    period = values.get("period")
    if "period_end" not in values and period is not None and period.end is not None:
        values["period_end"] = "ended"
    if not values.get("citations"):
        raise CellError("source", "empty; every claim cites a source")


def _guilty(columns: tuple[str, ...], texts: list[str], field: Field) -> str:
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

    >>> number("012.50")
    Decimal('12.5')
    """
    if not _NUMBER.fullmatch(text):
        raise InputError(f"{text!r} is not a plain number")
    value = Decimal(text)
    whole = value.to_integral_value()
    return whole if value == whole else value.normalize()


@lru_cache(maxsize=65536)
def _percent(text: str) -> Decimal:
    if not _NUMBER.fullmatch(text.removeprefix("-")):
        raise ImpossibleShareError(f"{text!r} is not a number")
    percent(text)  # refuses what lies outside 0 to 100
    return number(text.removeprefix("-"))


@lru_cache(maxsize=65536)
def _share(lower: str, upper: str, openings: str) -> Share:
    sides = [side for side in openings.split(SEPARATOR) if side]
    if set(sides) - {"min", "max"}:
        raise CellError("share_open", f"{openings!r} names no bound", "min, max or min | max")
    low = _percent(lower) if lower else Decimal(0)
    high = _percent(upper) if upper else Decimal(100)
    return Share(low, high, "min" in sides, "max" in sides)


def _period(_: Field, texts: list[str]) -> Period:
    start, end = (_date(text) if text else None for text in texts)
    return Period(start, end)


def _citations(_: Field, texts: list[str]) -> tuple[Citation, ...]:
    sources, locators = _items(texts[0]), texts[1].split(SEPARATOR) if texts[1] else []
    if len(locators) > len(sources) or (locators and len(locators) != len(sources)):
        problem = f"{len(sources)} source(s) but {len(locators)} locator(s)"
        raise CellError("locator", problem, "one locator for each source, or none")
    pairs = zip(sources, locators or [""] * len(sources), strict=True)
    cited = (Citation(s, loc.strip()) if loc.strip() else Citation(s) for s, loc in pairs)
    return tuple(dict.fromkeys(cited))


def _identifiers(_: Field, texts: list[str]) -> Any:
    return tuple(sorted({parse_identifier(item) for item in _items(texts[0])}))


def _flag(field: Field, texts: list[str]) -> bool:
    if texts[0] != "yes":
        raise InputError(f"{texts[0]!r} is not a flag")
    return True


def _integer(_: Field, texts: list[str]) -> int:
    if not re.fullmatch(r"\d{1,9}", texts[0], re.ASCII):
        raise InputError(f"{texts[0]!r} is not a whole number")
    return int(texts[0])


def _decimal(field: Field, texts: list[str]) -> Decimal:
    return _percent(texts[0]) if field.name in ("complete_above", "covered") else number(texts[0])


def _id(_: Field, texts: list[str]) -> str:
    if not _ID.fullmatch(texts[0]):
        raise InputError(f"{texts[0]!r} cannot be an id")
    return texts[0]


def _words(field: Field, texts: list[str]) -> Any:
    return tuple(sorted(set(_items(texts[0])))) if field.many else texts[0]


def _items(cell: str) -> list[str]:
    return [item for part in cell.split(SEPARATOR) if (item := part.strip())]


_READERS: dict[Holds, Callable[[Field, list[str]], Any]] = {
    Holds.ID: _id,
    Holds.DECIMAL: _decimal,
    Holds.INTEGER: _integer,
    Holds.FLAG: _flag,
    Holds.DATE: lambda _, texts: _date(texts[0]),
    Holds.PERIOD: _period,
    Holds.SHARE: lambda _, texts: _share(*texts),
    Holds.CITATIONS: _citations,
    Holds.IDENTIFIERS: _identifiers,
}

_HINTS: dict[Holds, str] = {
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
    Holds.INTEGER: lambda _, value: [str(value)],
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
