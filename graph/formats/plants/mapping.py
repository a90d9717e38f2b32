"""What the columns of a table of plants or products mean, in a TOML file.

::

    [source]
    id = "mills-2025"
    title = "Mills of 2025"

    [plants]
    name = "Mill"
    id = "No."                          # a plant stands in one row
    place = "Country"
    unit = "tonnes a year"              # of every row; or unit_column
    counted = ["operating"]             # the statuses in the sum, unless others are asked for

    [plants.capacity]                   # a column for each status …
    operating = "Operating capacity"
    # … or one column: capacity_column = "Capacity" and status_column = "Status"

    [owner]                             # direct owners
    column = "Owner"

    [parent]                            # those above them, several in one cell
    column = "Parent"
    separator = ";"
    pattern = '(?P<name>.+?)(?:\\s*\\[(?P<share>[^\\]]*%)\\])?'
    id_column = "Parent No."
    id_pattern = '([A-Z]\\d+)'
    scheme = "example"

``[supplier]`` is read like ``[owner]``. ``[plants.where]`` keeps the rows in which a column has
one of some texts. ``[plants.units]`` says what other units are in that of the table.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import msgspec
from msgspec import Struct

from graph.errors import FileError, InputError
from graph.formats.foreign.mapping import Document, Layout
from graph.formats.foreign.owner_cells import OwnerColumns
from graph.formats.tables.cells import number

ROLES = ("owner", "parent", "supplier")


class PlantColumns(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which column says what of a plant; its capacity in a column a status, or in one for all."""

    name: str
    id: str = ""
    place: str = ""
    coded: bool = False  # two letters of a place are ISO 3166-1
    unit: str = ""
    unit_column: str = ""
    units: dict[str, str] = {}  # unit → how much of the table's unit one of it is
    counted: list[str] = []
    capacity: dict[str, str] = {}
    capacity_column: str = ""
    status_column: str = ""
    where: dict[str, list[str]] = {}


class PlantMapping(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A whole mapping file of a table of plants."""

    source: Document
    plants: PlantColumns
    owner: OwnerColumns | None = None
    parent: OwnerColumns | None = None
    supplier: OwnerColumns | None = None
    file: Layout = Layout()


def read_plant_mapping(path: Path) -> PlantMapping:
    """The mapping in a TOML file.

    Raises
    ------
    FileError
        If it cannot be read, is not TOML, misspells a key or lacks what a sum needs; it says which.
    """
    try:
        mapping = plant_mapping(tomllib.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise FileError(str(path), error.strerror or str(error)) from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, InputError) as error:
        raise FileError(str(path), str(error)) from error
    return mapping


def plant_mapping(said: object) -> PlantMapping:
    """The mapping that was said; :class:`~graph.errors.InputError` says what cannot be.

    >>> plant_mapping({"source": {"id": "m", "title": "M"}, "plants": {"name": "Mill"}})
    Traceback (most recent call last):
    ...
    graph.errors.InputError: plants.capacity: missing; a column for each status, or capacity_column
    """
    try:
        mapping = msgspec.convert(said, PlantMapping)
    except msgspec.ValidationError as error:
        raise InputError(str(error)) from error
    for problem in _problems(mapping):
        raise InputError(problem)
    return mapping


def _problems(mapping: PlantMapping) -> Iterator[str]:
    plants = mapping.plants
    if bool(plants.capacity) == bool(plants.capacity_column):
        what = "both given" if plants.capacity else "missing"
        yield f"plants.capacity: {what}; a column for each status, or capacity_column"
    if not plants.unit and not plants.unit_column:
        yield "plants.unit: missing, so nobody knows what is added up; unit, or unit_column"
    if not plants.unit and plants.units:
        yield "plants.unit: missing, so nobody knows into what plants.units turns the others"
    for unit, factor in plants.units.items():
        if not _is_number(factor):
            yield f"plants.units.{unit}: {factor!r} is not a plain number above zero"
    for status in plants.counted:
        if plants.capacity and status not in plants.capacity:
            yield f"plants.counted: no column for {status!r} in plants.capacity"
    for role in ROLES:
        party: OwnerColumns | None = getattr(mapping, role)
        for pattern in (party.pattern, party.id_pattern) if party else ():
            try:
                re.compile(pattern)
            except re.error as error:
                yield f"{role}: {pattern!r} is no regular expression: {error}"
        if party is not None and party.id_column and not party.scheme:
            yield f"{role}.scheme: missing, so nobody knows what {party.id_column} identifies"


def _is_number(text: str) -> bool:
    try:
        return number(text) > Decimal(0)
    except InputError:
        return False


def columns_needed(mapping: PlantMapping) -> Iterator[tuple[str, str]]:
    """Every column that the mapping reads, with the key that names it."""
    plants = mapping.plants
    for key in ("name", "id", "place", "unit_column", "capacity_column", "status_column"):
        if getattr(plants, key):
            yield getattr(plants, key), f"plants.{key}"
    for status, column in plants.capacity.items():
        yield column, f"plants.capacity.{status}"
    for column in plants.where:
        yield column, "plants.where"
    for role in ROLES:
        party: OwnerColumns | None = getattr(mapping, role)
        for key in ("column", "id_column"):
            if party is not None and getattr(party, key):
                yield getattr(party, key), f"{role}.{key}"
