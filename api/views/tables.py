"""Answers as tables: rows of values, told to people in percent and to machines in fractions.

A :class:`View` is what a command shows: sentences, tables, sentences. One of
its tables is the answer itself, and is all that CSV and Markdown write, with
six decimals; an interval is three columns there. People get the same rows with
percentages, broken to the width of their terminal.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from api.web.responses import DIGITS
from graph.answers.parts import CitedSource, Interval
from graph.claims.figures import LEAST, MOST, NEAREST, figure, rounded_to
from graph.claims.shares import FLOAT_NOISE, between, beyond_word

Cell = str | int | float | Interval | None

UNKNOWN = "?"
ROUNDED = {
    "share": NEAREST,
    "least": LEAST,
    "most": MOST,
}  # shares, by the side they are rounded to

_MARKUP = re.compile(r"([\\`|<>\[\]])")


class Column(Struct, frozen=True):
    """A column: its name for machines, its heading for people, and what is in it."""

    name: str
    heading: str
    kind: str = "text"  # text, share, least, most, interval, number
    shown: bool = True  # to people; machines get every column
    wide: bool = False  # takes the room that is left
    for_machines: bool = True  # False: a cell made for reading, of what other columns hold
    holds: str = ""  # what a page puts in words: a code, or an entity; key: a name stands beside


class Table(Struct, frozen=True):
    """Rows of cells under columns."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    title: str = ""
    empty: str = "none"  # what to say when there are no rows
    more: str = ""  # what is said under the rows of those that are left out
    closed: bool = False  # what follows stands right under it, without a line between


class View(Struct, frozen=True):
    """What a command shows to people, and the table of the same for machines."""

    heading: tuple[str, ...]
    tables: tuple[Table, ...]
    notes: tuple[str, ...] = ()
    data: Table | None = None  # for machines; the first table where nothing else is said
    parts: tuple[str | Table, ...] = ()  # lines and tables in another order; the first is a title
    document: str = ""  # all of it in Markdown, where that is more than its table
    noted: tuple[CitedSource, ...] = ()  # the documents that notes rest on
    headed: tuple[str, ...] = ()  # the claims that the last line of the heading rests on

    @property
    def rows(self) -> Table:
        """The table that CSV and Markdown write."""
        return self.data or self.tables[0]


def percent(value: float | None, rounding: str = NEAREST) -> str:
    """A fraction as people read it; a value that is not 0, 50 or 100 % is never rounded to it.

    What an open bound only passes says so. A bound is rounded to its own side.

    >>> percent(0.0479), percent(0.99999), percent(0.1 + 0.2), percent(None)
    ('4.79 %', '99.999 %', '30 %', '?')
    >>> percent(0.5 + 1e-10), percent(463.6 / 2141.6, LEAST), percent(0.50004, MOST)
    ('over 50 %', '21.64 %', '50.01 %')
    """
    if value is None:
        return UNKNOWN
    word = beyond_word(value)
    towards = NEAREST if word else rounding
    texts = (figure(value, towards, digits) for digits in (2, 3, 4, 5))
    shown = next(
        (
            text
            for text in texts
            if text not in ("0", "50", "100") or abs(float(text) - value * 100) < 1e-9
        ),
        figure(value, towards, 5),
    )
    return f"{word}{shown} %"


def folded(text: str, most: int) -> str:
    """A text cut at a word, with a mark where it goes on.

    >>> folded("held for others", 20), folded("held for others", 10)
    ('held for others', 'held for …')
    """
    flat = " ".join(text.split())
    if len(flat) <= most:
        return flat
    cut = flat[: most - 1]
    return (cut[: cut.rfind(" ")] if " " in cut else cut).rstrip(" ,;:.") + " …"


def span(interval: Interval | None) -> str:
    """An interval as people read it.

    >>> span(Interval(0.048, 1.0, 0.2)), span(Interval(0.5, 0.5)), span(None)
    ('4.8–100 %', '50 %', '?')
    """
    if interval is None:
        return UNKNOWN
    if abs(interval.upper - interval.lower) < FLOAT_NOISE:
        return percent(interval.lower)
    lower, upper = percent(interval.lower, LEAST), percent(interval.upper, MOST)
    return lower if lower == upper else between(lower.removesuffix(" %"), upper.removesuffix(" %"))


def people(cell: Cell, kind: str) -> str:
    """A cell as people read it."""
    if kind == "interval":
        return span(cell) if isinstance(cell, Interval) else "–"
    if kind in ROUNDED:
        return percent(cell, ROUNDED[kind]) if isinstance(cell, int | float) else "–"
    return "–" if cell is None or cell == "" else str(cell)


def machine(cell: Cell, kind: str) -> tuple[str, ...]:
    """A cell as machines read it: an interval is lower, point and upper."""
    if kind == "interval":
        found = cell if isinstance(cell, Interval) else None
        if found is None:
            return ("", "", "")
        return (
            _number(found.lower, LEAST), _number(found.point), _number(found.upper, MOST),
        )  # fmt: skip
    if isinstance(cell, str):
        return (" | ".join(cell.splitlines()),)
    rounding = ROUNDED.get(kind, NEAREST)
    return (
        _number(cell, rounding) if isinstance(cell, float) else "" if cell is None else str(cell),
    )


def lines_of(table: Table) -> Iterator[list[str]]:
    """The header and rows for machines."""
    parts = {"interval": ("_lower", "_point", "_upper")}
    written = [place for place, column in enumerate(table.columns) if column.for_machines]
    columns = [table.columns[place] for place in written]
    yield [column.name + part for column in columns for part in parts.get(column.kind, ("",))]
    for row in table.rows:
        cells = [(row[place], table.columns[place].kind) for place in written]
        yield [text for cell, kind in cells for text in machine(cell, kind)]


def to_csv(table: Table) -> str:
    """The table as CSV (RFC 4180, with the line ends of this system's tools)."""
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows(lines_of(table))
    return stream.getvalue()


def to_markdown(table: Table) -> str:
    """The table as a Markdown pipe table."""
    return "".join(f"{line}\n" for line in pipes(lines_of(table)))


def pipes(lines: Iterable[Sequence[str]], marks: Sequence[str] = ()) -> Iterator[str]:
    """Rows of cells, the first their header, as a Markdown pipe table, line by line.

    ``marks`` are the cells of a last column, its header among them, which are Markdown already.
    """
    for place, line in enumerate(lines):
        cells = [*map(_escaped, line), *marks[place : place + 1]]
        yield f"| {' | '.join(cells)} |"
        if place == 0:
            yield f"| {' | '.join('---' for _ in cells)} |"


def _escaped(cell: str) -> str:
    """A cell that Markdown shows as it is: no name of a firm is a link, or markup."""
    return _MARKUP.sub(r"\\\1", cell)


def _number(value: float | None, rounding: str = NEAREST) -> str:
    return "" if value is None else str(rounded_to(float(value), DIGITS, rounding))
