"""A list of names → designations: who is on it, since when, under which programme.

What :mod:`graph.formats.tables.lists` reads of a file becomes an entity and its designation.
Only an entry that is said to be an entity is taken in: persons are known here by their public roles
alone, vessels are no parties, and of an entry that does not say what it is nothing is assumed.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from graph.claims.model import Citation, Designation, Entity, Identifier, Source
from graph.claims.periods import PartialDate
from graph.claims.statements import Refusal, Statement
from graph.formats.tables.list_columns import HEADLESS
from graph.formats.tables.lists import ListRow, open_list
from graph.formats.tables.slugs import slug

ENTITY, PERSON = "entity", "individual"


def read_list(path: Path) -> Iterator[Statement]:
    """Read a list, one statement for each entry.

    Memory does not grow with the file, but for the names of the lists in it.

    Raises
    ------
    TableError
        If no column is for a name, an id or an identifier.
    """
    file = open_list(path)
    source = Source(id=f"list-{slug(path.name)}", title=f"List: {path.name}", kind="register")
    said: set[str] = set()
    first: tuple[Source, ...] = (source,)
    for row in file.rows:
        if isinstance(row, Refusal):
            yield Statement(refusals=(row,), line=row.line)
            continue
        left_out = _left_out(row)
        if left_out:
            yield Statement(noted=(left_out,), line=row.line)
            continue
        cited = (Citation(source.id, f"line {row.line}"),)
        records = _records(row, path.stem, cited)
        new = tuple(one for one in records if not isinstance(one, Entity) or one.id not in said)
        said.update(one.id for one in records if isinstance(one, Entity) and one.kind == "List")
        yield Statement(records=(*first, *new), noted=_lost(row), line=row.line)
        first = ()


def looks_like_one(head: bytes) -> bool:
    """Whether the beginning of a file is a list of the United States, with a header or without."""
    line = head.splitlines()[0].decode("utf-8", "replace") if head.strip() else ""
    if "source_list_url" in line and "programs" in line:
        return True
    cells = line.split(",")
    return cells[0].isdigit() and line.count("-0-") > 1 and len(cells) >= len(HEADLESS)


def _left_out(row: ListRow) -> str:
    kind = row.kind.casefold()
    if not row.name:
        return "an entry without a name"
    if kind == ENTITY:
        return ""
    if kind == PERSON:
        return "a person: nobody is taken in for being on a list"
    return f"a {kind}: no party" if kind else "an entry that does not say whether it is a firm"


def _records(
    row: ListRow, stem: str, cited: tuple[Citation, ...]
) -> tuple[Entity | Designation, ...]:
    named = row.list or stem
    roll = Entity(id=f"list-{slug(named)}", kind="List", name=named, citations=cited)
    identifiers = (one.partition(":") for one in row.identifiers)
    entity = Entity(
        id=f"listed-{slug(row.name)}",
        kind="Organization",
        name=row.name,
        other_names=row.other_names,
        identifiers=tuple(Identifier(scheme, value) for scheme, _, value in identifiers if value),
        citations=cited,
    )
    start = row.period.start
    return (
        roll,
        entity,
        Designation(
            id=f"des-{slug(f'{named} {row.name} {row.line}')}",
            target=entity.id,
            programme=roll.id,
            period=row.period,
            as_of=start if isinstance(start, PartialDate) else None,
            citations=cited,
            note=f"programme: {row.programme}" if row.programme else "",
        ),
    )


def _lost(row: ListRow) -> tuple[str, ...]:
    return ("numbers of registers that are not named",) if row.numbers else ()
