"""A table of plants that came without a mapping: its columns, and what they say for certain.

The names are data (``ontology/crosswalks/plant-columns.csv``, English and Chinese). A column is
taken for something only if it is called so and no other is; whoever asks confirms it. A unit in
brackets, ``Capacity (kt)``, is the unit of the figures.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from graph.errors import FileError, InputError
from graph.formats.files.unseen import seen
from graph.formats.foreign.headers import OWNERS_IN_A_CELL, plain_name
from graph.formats.foreign.sheets import Asked, open_sheets
from graph.formats.plants.mapping import ROLES, PlantMapping, plant_mapping
from ontology.crosswalks import rows

#: What a column may say of a plant, in the order in which a reader is asked.
SAYS = ("name", "capacity", "unit", "place", "owner", "parent", "supplier")
NEEDED = ("name", "capacity")
SHOWN = 3  # rows
_BRACKETED = re.compile(r"(?P<name>.+?)\s*[(（\[](?P<unit>[^)）\]]+)[)）\]]\s*")


class SeenTable(NamedTuple):
    """The columns of a table, those that are known for what they are, and how it begins."""

    columns: tuple[str, ...]
    taken: Mapping[str, str]  # of SAYS, the column
    unit: str  # as the header has it
    first: tuple[tuple[str, ...], ...]  # rows


def see_table(path: Path, most: int) -> SeenTable:
    """What a CSV, XLSX or Parquet file has for columns.

    Raises
    ------
    FileError
        If it is no table with a header and rows below it, or has more rows than ``most``.
    """
    with open_sheets(path, Asked(is_header=_is_header)) as sheets:
        sheet = next(sheets, None)
        if sheet is None:
            raise FileError(path.name, "empty: it has no header")
        if sheet.trouble is not None:
            raise sheet.trouble
        if len(sheet.header) < len(NEEDED):
            hint = "a header with a column for names and one for capacities"
            raise FileError(path.name, f"no table: its only column is {sheet.header}", hint=hint)
        kept = islice(sheet.rows, most + 1)
        first = [tuple(row.cells) for row in islice(kept, SHOWN)]
        if not first:
            raise FileError(path.name, "no table: nothing stands below its header")
        if len(first) + sum(1 for _ in kept) > most:
            raise FileError(path.name, f"more than {most:,} plants")
    taken, unit = taken_for(sheet.header)
    return SeenTable(tuple(sheet.header), taken, unit, tuple(first))


def taken_for(header: Sequence[str]) -> tuple[dict[str, str], str]:
    """What is said by which column, where only one is called so; and the unit of the figures.

    >>> taken_for(["Mill", "Capacity (kt)", "Owner", "Parent", "Parent company"])
    ({'name': 'Mill', 'capacity': 'Capacity (kt)', 'owner': 'Owner'}, 'kt')
    """
    found: dict[str, list[str]] = {}
    for column in header:
        if role := _role_of(column):
            found.setdefault(role, []).append(column)
    taken = {role: found[role][0] for role in SAYS if len(found.get(role, ())) == 1}
    bracketed = _BRACKETED.fullmatch(taken.get("capacity", ""))
    unit = bracketed["unit"].strip() if bracketed and "unit" not in taken else ""
    return taken, "" if unit.isdecimal() else unit  # a year is none


def mapping_said(columns: Mapping[str, str], unit: str, title: str) -> PlantMapping:
    """The mapping that a reader said by choosing columns; owners are split as cells print them.

    Raises
    ------
    InputError
        If no column has the names or the capacities, or nothing says in which unit they are.
    """
    for role in NEEDED:
        if not columns.get(role):
            raise InputError(f"no column is chosen for the {role} of a plant")
    if not (unit or columns.get("unit")):
        raise InputError("nothing says in which unit the capacities are: write it, or its column")
    plants = {
        "name": columns["name"], "capacity_column": columns["capacity"],
        "place": columns.get("place", ""), "coded": True,
        "unit": "" if columns.get("unit") else unit, "unit_column": columns.get("unit", ""),
    }  # fmt: skip
    owners = {
        role: {"column": columns[role], "separator": ";", "pattern": OWNERS_IN_A_CELL}
        for role in ROLES
        if columns.get(role)
    }
    return plant_mapping({"source": {"id": "table", "title": title}, "plants": plants, **owners})


def _is_header(cells: Sequence[str]) -> bool:
    """Whether a row names a column of names and one of capacities."""
    said = {_role_of(" ".join(seen(cell).split())) for cell in cells}
    return said.issuperset(NEEDED)


def _role_of(column: str) -> str:
    bracketed = _BRACKETED.fullmatch(column)
    bare = bracketed["name"] if bracketed else column
    return _roles().get(plain_name(column), "") or _roles().get(plain_name(bare), "")


@cache
def _roles() -> dict[str, str]:
    return {plain_name(row["word"]): row["role"] for row in rows("plant-columns")}
