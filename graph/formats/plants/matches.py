"""Reviewed matches: which owner of a table is which entity here.

A CSV with the columns ``entity`` (an id here), and ``id`` (the number in the scheme of the
table's column) or ``name`` (exactly as the table has it), or both; other columns are for people.
Nobody is matched by likeness, and no name matches an entity here without a row that says so.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct

from graph.errors import InputError, TableError
from graph.formats.foreign.owner_cells import unnamed
from graph.formats.plants.cells import Who
from graph.formats.tables.rows import rows_of

COLUMNS = ("id", "name", "entity")


class MatchRow(NamedTuple):
    """A row of matches, and where it stands."""

    file: str
    line: int
    id: str
    name: str
    entity: str


class Matches(Struct, frozen=True):
    """Entities by number and, of rows without a number, by name."""

    by_id: Mapping[str, str] = {}
    by_name: Mapping[str, str] = {}

    def entity(self, who: Who) -> str:
        """The entity that somebody in the table is, or nothing.

        >>> Matches({"E1": "mill"}, {"A Ltd": "a"}).entity(Who("A Ltd", "E2", "gem"))
        'a'
        """
        return self.by_id.get(who.id, "") or self.by_name.get(who.name, "")

    def unused(self, named: Iterable[Who]) -> tuple[str, ...]:
        """The numbers and names of matches that nobody in a table has, as they are written.

        >>> Matches({"E1": "mill"}, {"A ltd": "a"}).unused([Who("A Ltd", "E1", "gem")])
        ('A ltd',)
        """
        given = list(named)
        numbers, names = {who.id for who in given}, {who.name for who in given}
        of_numbers = (number for number in self.by_id if number not in numbers)
        return (*of_numbers, *(name for name in self.by_name if name not in names))


def read_matches(paths: Iterable[Path], entities: Collection[str]) -> Matches:
    """The matches of some files; ``entities`` are the ids there are.

    Raises
    ------
    TableError
        If a file has none of the columns, names nobody or no entity that is here, matches a word
        that names nobody (*unknown*), or one owner to two entities; it names row and column.
    """
    return matches_of((row for path in paths for row in match_rows(path)), entities)


def matches_of(rows: Iterable[MatchRow], entities: Collection[str]) -> Matches:
    """The same of rows that were read already."""
    by_id: dict[str, str] = {}
    by_name: dict[str, str] = {}
    for row in map(_tidied, rows):
        _check(row, entities)
        kept, key, column = (by_id, row.id, "id") if row.id else (by_name, row.name, "name")
        if kept.setdefault(key, row.entity) != row.entity:
            problem = f"{key!r} is matched to {kept[key]!r} already"
            raise TableError(row.file, problem, line=row.line, column=column, hint="one entity")
    return Matches(by_id, by_name)


def match_rows(path: Path) -> Iterable[MatchRow]:
    """The rows of one file, each with where it stands."""
    if not path.is_file():
        raise InputError(f"{path}: there is no such file")
    lines = rows_of(path)
    header = next(lines, None)
    names = [" ".join(cell.split()).casefold() for cell in header.cells] if header else []
    if "entity" not in names or not {"id", "name"} & {*names}:
        problem = "no columns of matches"
        raise TableError(path.name, problem, line=1, hint="entity, and id or name")
    places = [names.index(column) if column in names else None for column in COLUMNS]
    for line in lines:
        line.check(len(names))
        cells = ["" if at is None else line.cells[at] for at in places]
        yield MatchRow(path.name, line.number, *cells)


def _tidied(row: MatchRow) -> MatchRow:
    """The row with single spaces and none at the ends: names of a table are read so too."""
    id_, name, entity = (" ".join(cell.split()) for cell in row[2:])
    return row._replace(id=id_, name=name, entity=entity)


def _check(row: MatchRow, entities: Collection[str]) -> None:
    file, line, id_, name, entity = row
    if not (id_ or name):
        raise TableError(file, "matches nobody", line=line, column="name", hint="a name or an id")
    if name and unnamed(name):
        problem = f"{name!r} names nobody, and two of them are not one"
        raise TableError(file, problem, line=line, column="name", hint="who is named")
    if entity not in entities:
        problem = f"no entity has the id {entity!r}"
        raise TableError(file, problem, line=line, column="entity", hint="an id of the release")
