"""A table of plants read: each row its capacity in every status, place and owners.

A row that cannot be added up is a refusal with its row and column, and in no sum; a cell of owners
that cannot be read leaves its plant in the sum, and the owners of it open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from msgspec import Struct

from graph.claims.statements import Refusal
from graph.errors import FileError, InputError
from graph.formats.foreign.owner_cells import OwnerColumns
from graph.formats.foreign.sheets import Asked, open_sheets
from graph.formats.plants.cells import NOBODY, Owners, owners_in
from graph.formats.plants.mapping import (
    ROLES,
    PlantColumns,
    PlantMapping,
    columns_needed,
)
from graph.formats.tables.cells import number
from graph.formats.tables.rows import CellError
from graph.fraction import ZERO, Fraction
from ontology.terms import nearest

MOST = 100_000  # plants in a table
_THOUSANDS = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?", re.ASCII)
Where = Mapping[str, Sequence[str]]


class Plant(Struct, frozen=True, kw_only=True):
    """A row of the table: capacity by status, and who is named in each role.

    ``unread`` are the roles of which the cell could not be read; a role that the table does not
    have is in neither.
    """

    row: int
    name: str
    id: str
    place: str
    capacity: dict[str, Fraction]
    owners: dict[str, Owners]
    unread: tuple[str, ...] = ()
    group: str = ""  # the text of the column that splits the answer


class PlantTable(Struct, frozen=True, kw_only=True):
    """All plants of a file, in the order of their rows."""

    file: str
    unit: str
    roles: tuple[str, ...]  # owner, parent, supplier: those the mapping names
    coded: bool
    has_places: bool
    statuses: tuple[str, ...]  # every status there is
    counted: tuple[str, ...]  # those in the sum unless others are asked for
    plants: tuple[Plant, ...]
    left_out: int  # rows that the condition on the table leaves out
    not_added: int  # rows that are in no sum, as they are refused
    refusals: tuple[Refusal, ...]
    by: str = ""  # the column that splits the answer


def read_plants(
    path: Path, mapping: PlantMapping, where: Where | None = None, by: str = "", most: int = MOST
) -> PlantTable:
    """The plants in a CSV, XLSX or Parquet file, ``most`` of them at most.

    ``where`` is in the place of the mapping's; ``by`` is a column whose texts split the answer.

    Raises
    ------
    FileError
        If the file cannot be read or lacks a column.
    InputError
        If its rows are in several units that nothing turns into one; it names row and column.
    """
    by = " ".join(by.split())
    needed = [
        *((column, f"{key} of the mapping") for column, key in columns_needed(mapping)),
        *((column, "where of the mapping") for column in where or ()),
        *([(by, "by")] if by else ()),
    ]
    columns = {column for column, _ in needed}

    def is_header(cells: Sequence[str]) -> bool:
        return columns <= {" ".join(cell.split()) for cell in cells}

    with open_sheets(path, Asked(mapping.file, is_header)) as sheets:
        sheet = next(sheets, None)
        if sheet is None:
            raise FileError(path.name, "empty: it has no header")
        if sheet.trouble is not None:
            raise sheet.trouble
        for column, reader in needed:
            if column not in sheet.header:
                hint = ", ".join(nearest(column, sheet.header) or sheet.header[:20])
                problem = f"no column {column!r}, which {reader} reads"
                raise FileError(path.name, problem, hint=f"there is: {hint}")
        rows = (
            (row.number, dict(zip(sheet.header, row.cells, strict=False)), row.trouble)
            for row in sheet.rows
        )
        return plants_in(path.name, mapping, rows, where, by, most)


def plants_in(
    file: str,
    mapping: PlantMapping,
    rows: Iterator[tuple[int, dict[str, str], str]],
    where: Where | None = None,
    by: str = "",
    most: int = MOST,
) -> PlantTable:
    """The plants in rows, each with its number, its cells, and why it cannot be read if so."""
    kept = mapping.plants.where if where is None else where
    reading = _Reading(file, mapping, kept, by, most)
    for line, cells, trouble in rows:
        reading.row(line, cells, trouble)
    return reading.table()


class _Reading:
    """One run over the rows of a table."""

    def __init__(self, file: str, mapping: PlantMapping, where: Where, by: str, most: int) -> None:
        self._file, self._mapping, self._where = file, mapping, where
        self._by, self._most = by, most
        self._plants: list[Plant] = []
        self._refusals: list[Refusal] = []
        self._seen: dict[str, int] = {}
        self._left_out = self._not_added = 0
        self._unit = mapping.plants.unit
        self._unit_row = 0
        self._statuses = dict.fromkeys(mapping.plants.capacity)

    def row(self, line: int, cells: dict[str, str], trouble: str) -> None:
        """Take in a row."""
        if trouble:
            self._not_added += 1
            self._refuse(line, CellError("", trouble))
            return
        if any(cells[column].strip() not in texts for column, texts in self._where.items()):
            self._left_out += 1
            return
        if len(self._plants) >= self._most:
            raise FileError(self._file, f"more than {self._most:,} plants", line=line)
        try:
            self._plants.append(self._plant(line, cells))
        except CellError as error:
            self._not_added += 1
            self._refuse(line, error)

    def table(self) -> PlantTable:
        """What was read; :class:`InputError` if no plant has a capacity that can be added up."""
        plants = self._mapping.plants
        if not self._plants:
            first = f"; first: {self._refusals[0]}" if self._refusals else ""
            raise InputError(
                f"{self._file}: no plant that can be added up ({self._left_out} rows are left out "
                f"by the condition, {len(self._refusals)} refused{first})"
            )
        return PlantTable(
            file=self._file,
            unit=self._unit,
            roles=tuple(role for role in ROLES if getattr(self._mapping, role) is not None),
            coded=plants.coded,
            has_places=bool(plants.place),
            statuses=tuple(self._statuses),
            counted=tuple(plants.counted) or tuple(self._statuses),
            plants=tuple(self._plants),
            left_out=self._left_out,
            not_added=self._not_added,
            refusals=tuple(self._refusals),
            by=self._by,
        )

    def _plant(self, line: int, cells: dict[str, str]) -> Plant:
        plants = self._mapping.plants
        name = " ".join(cells[plants.name].split())
        id_ = cells[plants.id].strip() if plants.id else ""
        if not (name or id_):
            raise CellError(plants.name, "a plant without a name", "what the plant is called")
        if id_ and id_ in self._seen:
            raise CellError(plants.id, f"{id_} stands in row {self._seen[id_]} already")
        factor = self._factor(line, cells)
        capacity = {
            status: amount * factor for status, amount in self._amounts(plants, cells).items()
        }
        owners: dict[str, Owners] = {}
        unread: list[str] = []
        for role in ROLES:
            party: OwnerColumns | None = getattr(self._mapping, role)
            if party is None:
                continue
            try:
                owners[role] = owners_in(party, cells)
            except CellError as error:
                self._refuse(line, error)
                owners[role] = NOBODY
                unread.append(role)
        self._seen[id_] = line
        return Plant(
            row=line,
            name=name or id_,
            id=id_,
            place=cells[plants.place].strip() if plants.place else "",
            capacity=capacity,
            owners=owners,
            unread=tuple(unread),
            group=" ".join(cells[self._by].split()) if self._by else "",
        )

    def _amounts(self, plants: PlantColumns, cells: Mapping[str, str]) -> dict[str, Fraction]:
        if plants.capacity:
            every = {status: _amount(column, cells) for status, column in plants.capacity.items()}
            return {status: amount for status, amount in every.items() if amount}
        status = cells[plants.status_column].strip() if plants.status_column else ""
        self._statuses.setdefault(status)
        amount = _amount(plants.capacity_column, cells)
        return {status: amount} if amount else {}

    def _factor(self, line: int, cells: Mapping[str, str]) -> Fraction:
        """By what the figures of a row are multiplied; the first unit is that of the table."""
        plants = self._mapping.plants
        unit = cells[plants.unit_column].strip() if plants.unit_column else self._unit
        if not unit:
            raise CellError(plants.unit_column, "no unit", self._unit or "tonnes a year")
        if not self._unit:
            self._unit, self._unit_row = unit, line
        if unit == self._unit:
            return Fraction(1)
        if unit in plants.units:
            return Fraction(number(plants.units[unit]))
        before = (
            f"row {self._unit_row} has {self._unit!r}"
            if self._unit_row
            else (f"the mapping has {self._unit!r}")
        )
        raise InputError(
            f"{self._file}, line {line}, column {plants.unit_column}: {unit!r}, but {before}: "
            "mixed units are not added up (valid: one unit, or plants.units of the mapping says "
            "how much of it another is)"
        )

    def _refuse(self, line: int, error: CellError) -> None:
        hint = f" (valid: {error.hint})" if error.hint else ""
        self._refusals.append(
            Refusal(
                file=self._file,
                line=line,
                pointer=f"column {error.column}" if error.column else "",
                problem=f"{error.problem}{hint}",
                rule="plant-row",
            )
        )


def _amount(column: str, cells: Mapping[str, str]) -> Fraction:
    return amount_of(cells[column].strip(), column)


def amount_of(text: str, column: str) -> Fraction:
    """A capacity; raise :class:`CellError` where there is none, which is not the same as zero.

    >>> float(amount_of("1,200.5", "capacity"))
    1200.5
    """
    if _THOUSANDS.fullmatch(text):
        text = text.replace(",", "")
    if not text:
        raise CellError(column, "no capacity", "a number; 0 where there is none")
    try:
        value = number(text.removeprefix("-"))
    except InputError:
        raise CellError(column, f"{text!r} is no capacity", "a plain number") from None
    if text.startswith("-") and value > Decimal(0):
        raise CellError(column, f"{text} is below zero", "a plain number")
    return Fraction(value) if value else ZERO
