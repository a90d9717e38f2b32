"""A folder of CSV tables ⇄ entities, sources and claims.

The tables are UTF-8, RFC 4180, one record a row; ``datapackage.json`` says
which jurisdiction is home and up to which day the facts go. Every row is
read, so that one run names everything that is wrong, with file, line, column
and what would be valid.
"""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple, TypeVar, cast

from msgspec import Struct

from graph.errors import InvalidClaimsError, TableError, UnknownTermError
from graph.fields import Holds, check_code, entity_kinds, fields_of, key_of
from graph.figures import Definition, Indicator, Observation, Target
from graph.formats.cells import Reference, Row, columns_for, columns_of, row_of
from graph.formats.reading import Refusal
from graph.formats.rows import CellError, header_of, rows_of
from graph.model import CLAIM_TYPES, Claim, Entity, ExchangeRate, Meta, Rivals, Rule, Source
from graph.suggest import nearest

RecordT = TypeVar("RecordT", bound=Struct)

# Which table holds which records; what others refer to comes first.
TABLES: dict[str, type[Struct]] = {
    "entities.csv": Entity,
    "sources.csv": Source,
    "ownership.csv": CLAIM_TYPES["Ownership"],
    "holder-tables.csv": CLAIM_TYPES["HolderTable"],
    "control.csv": CLAIM_TYPES["Control"],
    "investments.csv": CLAIM_TYPES["Investment"],
    "leadership.csv": CLAIM_TYPES["Leadership"],
    "foundings.csv": CLAIM_TYPES["Founding"],
    "citizenships.csv": CLAIM_TYPES["Citizenship"],
    "residences.csv": CLAIM_TYPES["Residence"],
    "locations.csv": CLAIM_TYPES["Location"],
    "listings.csv": CLAIM_TYPES["Listing"],
    "classifications.csv": CLAIM_TYPES["Classification"],
    "designations.csv": CLAIM_TYPES["Designation"],
    "dependences.csv": CLAIM_TYPES["Dependence"],
    "consolidations.csv": CLAIM_TYPES["Consolidation"],
    "successions.csv": CLAIM_TYPES["Succession"],
    "programme-links.csv": CLAIM_TYPES["ProgrammeLink"],
    "trust.csv": CLAIM_TYPES["Trust"],
    "relations.csv": CLAIM_TYPES["Relation"],
    "rules.csv": Rule,
    "rivals.csv": Rivals,
    "exchange-rates.csv": ExchangeRate,
    "indicators.csv": Indicator,
    "definitions.csv": Definition,
    "targets.csv": Target,
    "observations.csv": Observation,
}
NEEDED = ("entities.csv", "sources.csv")
PACKAGE = "datapackage.json"
MOST_FINDINGS = 1000


class Tables(Struct, frozen=True, kw_only=True):
    """Everything a folder of tables holds, in the order of its rows."""

    meta: Meta
    entities: tuple[Entity, ...] = ()
    sources: tuple[Source, ...] = ()
    claims: tuple[Claim, ...] = ()
    rules: tuple[Rule, ...] = ()
    rivals: tuple[Rivals, ...] = ()
    rates: tuple[ExchangeRate, ...] = ()
    definitions: tuple[Definition, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    targets: tuple[Target, ...] = ()
    observations: tuple[Observation, ...] = ()
    # Rows and statements left out, when asked to go on without them.
    refusals: tuple[TableError | Refusal, ...] = ()
    noted: tuple[str, ...] = ()  # what foreign files held that claims cannot carry


class Placed(NamedTuple):
    """A record, where it stands, and what it refers to."""

    file: str
    line: int
    record: Struct
    references: list[Reference]


def read_tables(folder: Path, *, keep_going: bool = False) -> Tables:
    """Read a folder of tables.

    Parameters
    ----------
    folder
        Holds ``datapackage.json``, ``entities.csv``, ``sources.csv`` and any of the others.
    keep_going
        Leave out rows that cannot be used, and rows that need those, and list them in
        ``refusals``; otherwise the first run that finds any raises them all together.

    Raises
    ------
    TableError
        If a file is missing or its header cannot be read.
    InvalidClaimsError
        If rows cannot be used; one finding for each.
    """
    reading = _Reading()
    meta = read_meta(folder)
    for path in table_files(folder):
        reading.table(path)
    refusals = reading.refusals + reading.unresolved(cascade=keep_going)
    if refusals and not keep_going:
        raise InvalidClaimsError([str(refusal) for refusal in refusals])
    return Tables(
        meta=meta,
        entities=reading.records(Entity),
        sources=reading.records(Source),
        claims=reading.records(Claim),
        rules=reading.records(Rule),
        rivals=reading.records(Rivals),
        rates=reading.records(ExchangeRate),
        definitions=reading.records(Definition),
        indicators=reading.records(Indicator),
        targets=reading.records(Target),
        observations=reading.records(Observation),
        refusals=tuple(refusals),
    )


def table_files(folder: Path) -> list[Path]:
    """The tables present, what others refer to first; a file that nobody declared is refused."""
    for name in NEEDED:
        if not (folder / name).is_file():
            raise TableError(name, f"missing from {folder}")
    declared = {resource.get("path") for resource in _package(folder).get("resources", [])}
    for path in sorted(folder.glob("*.csv")):
        if path.name not in TABLES and path.name not in declared:
            hint = ", ".join((*nearest(path.name, TABLES), f"a resource declared in {PACKAGE}"))
            raise TableError(path.name, "no such table", hint=hint)
    return [folder / name for name in TABLES if (folder / name).is_file()]


def read_meta(folder: Path) -> Meta:
    """Home and data date, from ``datapackage.json``."""
    said = _package(folder).get("zizhu", {})
    home, day = said.get("home"), said.get("dataDate")
    if not isinstance(home, str) or not home:
        raise TableError(PACKAGE, "zizhu.home is missing", hint="a jurisdiction such as CN")
    try:
        check_code(Entity, "jurisdiction", home)
    except UnknownTermError as error:
        raise TableError(PACKAGE, f"zizhu.home: {error}") from error
    try:
        data_date = date.fromisoformat(day)
    except (TypeError, ValueError) as error:
        raise TableError(PACKAGE, f"zizhu.dataDate is {day!r}", hint="YYYY-MM-DD") from error
    return Meta(home=home, data_date=data_date, title=str(said.get("title", "")))


def write_tables(tables: Tables, folder: Path) -> None:
    """Write what :func:`read_tables` reads back equal; tables without rows are left out."""
    folder.mkdir(parents=True, exist_ok=True)
    by_class: dict[type[Struct], list[Struct]] = {}
    kinds = (tables.entities, tables.sources, tables.claims, tables.rules, tables.rivals)
    figures = (tables.definitions, tables.indicators, tables.targets, tables.observations)
    for record in (*(r for records in (*kinds, *figures) for r in records), *tables.rates):
        by_class.setdefault(type(record), []).append(record)
    resources = []
    for name, cls in TABLES.items():
        if cls not in by_class and name not in NEEDED:
            continue
        with (folder / name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(columns_of(cls))
            writer.writerows(row_of(record) for record in by_class.get(cls, ()))
        fields = [{"name": column, "type": "string"} for column in columns_of(cls)]
        resources.append({"name": name[:-4], "path": name, "schema": {"fields": fields}})
    meta = {"home": tables.meta.home, "dataDate": tables.meta.data_date.isoformat()}
    package = {
        "name": "zizhu-tables",
        "zizhu": {**meta, "title": tables.meta.title},
        "resources": resources,
    }
    text = json.dumps(package, ensure_ascii=False, indent=2) + "\n"
    (folder / PACKAGE).write_text(text, encoding="utf-8")


class _Reading:
    """One run over a folder: what was read, what was refused, what is still to be resolved."""

    def __init__(self) -> None:
        self.placed: dict[tuple[str, str], Placed] = {}  # what kind of thing and id → where
        self.refusals: list[TableError] = []
        self.refused: set[tuple[str, str]] = set()  # ids whose row is refused: known, not usable
        self._checked: set[tuple[type[Struct], str, str]] = set()

    def table(self, path: Path) -> None:
        """Read one table."""
        cls, lines = TABLES[path.name], rows_of(path)
        header = header_of(path.name, lines, columns_of(cls), _needed(cls))
        row = Row(cls, header, self._check)
        for line in lines:
            try:
                line.check(len(header))
                self._keep(Placed(path.name, line.number, *row.read(line.cells)))
            except CellError as error:
                self._refuse(path.name, line.number, error)
                if "id" in header and len(line.cells) == len(header):
                    self.refused.add((_sort(cls), line.cells[header.index("id")].strip()))

    def records(self, cls: type[RecordT]) -> tuple[RecordT, ...]:
        """The records of a class that were kept."""
        kept = (placed.record for placed in self.placed.values())
        return tuple(record for record in kept if isinstance(record, cls))

    def unresolved(self, *, cascade: bool) -> list[TableError]:
        """Refuse records that refer to what is not there, and with ``cascade`` what needs those."""
        found: list[TableError] = []
        while True:
            missing = [
                (key, placed, reference)
                for key, placed in self.placed.items()
                if (reference := self._missing(placed, forgive=not cascade)) is not None
            ]
            for key, placed, reference in missing:
                found.append(self._unknown(placed, reference))
                if cascade:
                    del self.placed[key]
            if not missing or not cascade:
                return found

    def _missing(self, placed: Placed, *, forgive: bool) -> Reference | None:
        for reference in placed.references:
            key = (reference.holds, reference.id)
            if key not in self.placed and not (forgive and key in self.refused):
                return reference
        return None

    def _unknown(self, placed: Placed, reference: Reference) -> TableError:
        known = [name for sort, name in self.placed if sort == reference.holds]
        return TableError(
            placed.file,
            f"no {reference.holds} has the id {reference.id!r}",
            line=placed.line,
            column=reference.column,
            hint=", ".join(nearest(reference.id, known)) or None,
        )

    def _keep(self, placed: Placed) -> None:
        record = placed.record
        if isinstance(record, Entity) and record.kind not in entity_kinds():
            hint = ", ".join(nearest(record.kind, entity_kinds()) or sorted(entity_kinds()))
            raise CellError("kind", f"no kind of entity is called {record.kind!r}", hint)
        key = (_sort(type(record)), key_of(record))
        if key in self.placed:
            first = self.placed[key]
            raise CellError("id", f"{key[1]!r} is already in {first.file}, line {first.line}")
        self.placed[key] = placed

    def _refuse(self, file: str, line: int, error: CellError) -> None:
        column = error.column or None
        self.refusals.append(
            TableError(file, error.problem, line=line, column=column, hint=error.hint)
        )
        if len(self.refusals) >= MOST_FINDINGS:
            raise InvalidClaimsError([str(refusal) for refusal in self.refusals])

    def _check(self, cls: type[Struct], field: str, notation: str) -> None:
        """Check a code once; a repeated one is known to be good."""
        if (cls, field, notation) not in self._checked:
            check_code(cls, field, notation)
            self._checked.add((cls, field, notation))


def _sort(cls: type[Struct]) -> str:
    """What kind of thing a record is to those who refer to it."""
    if issubclass(cls, Claim):
        return Holds.CLAIM
    return _SORTS.get(cls, cls.__name__)


_SORTS: dict[type[Struct], str] = {
    Entity: Holds.ENTITY,
    Source: Holds.SOURCE,
    Definition: Holds.DEFINITION,
    Indicator: Holds.INDICATOR,
}


def _needed(cls: type[Struct]) -> list[str]:
    """The columns a table cannot do without: those of fields without a default, and the source."""
    needed = [columns_for(field)[0] for field in fields_of(cls) if field.required]
    return [*needed, "source"] if issubclass(cls, Claim) else needed


def _package(folder: Path) -> dict[str, Any]:
    path = folder / PACKAGE
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise TableError(PACKAGE, f"missing from {folder}") from error
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise TableError(PACKAGE, f"not JSON: {error}") from error
    return cast(dict[str, Any], said)
