"""A table as a page has it: headings in words, codes in words, entities by name.

The figures are those machines get, with six decimals; a page can be read without the list of codes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from api.views.tables import Cell, Column, Table, lines_of
from api.views.wording import readable

PARTS = ("least", "known", "most")  # of an interval, in the order machines get them
BOUNDS = "At least – at most"  # says of an interval what its three parts say here
SEVERAL = " | "  # between the parts of one cell


def worded(table: Table, name_of: Callable[[str], str]) -> Iterator[list[str]]:
    """The header and the rows of a table, for a page.

    Parameters
    ----------
    name_of
        What an entity is called, by its id.
    """
    kept = [at for at, one in enumerate(table.columns) if one.for_machines and one.holds != "key"]
    columns = tuple(table.columns[at] for at in kept)
    rows = tuple(
        tuple(_cell(row[at], table.columns[at], name_of) for at in kept) for row in table.rows
    )
    _, *body = lines_of(Table(columns, rows))
    yield headings(columns)
    yield from body


def headings(columns: tuple[Column, ...]) -> list[str]:
    """What stands over the columns: no two the same, an interval with least, known and most.

    >>> headings((Column("lens", "Lens"), Column("label", "Lens"), Column("by", "By", "interval")))
    ['Lens', 'Label', 'By: least', 'By: known', 'By: most']
    """
    count = Counter(column.heading for column in columns)
    found: list[str] = []
    for column in columns:
        own = readable(column.name)
        alone = count[column.heading] == 1 and column.heading != BOUNDS
        heading = column.heading if alone else ""
        heading = heading or own[0].upper() + own[1:]
        if column.kind == "interval":
            found += [f"{heading}: {part}" for part in PARTS]
        else:
            found.append(heading)
    return found


def _cell(cell: Cell, column: Column, name_of: Callable[[str], str]) -> Cell:
    if not isinstance(cell, str) or not column.holds:
        return cell
    parts = cell.split(SEVERAL)
    return SEVERAL.join(map(readable if column.holds == "code" else name_of, parts))
