"""A folder of CSV tables ⇄ entities, sources and claims.

The tables are UTF-8, RFC 4180, one record a row; ``datapackage.json`` says
which jurisdiction is home and up to which day the facts go. Every row is
read, so that one run names everything that is wrong, with file, line, column
and what would be valid."""

from __future__ import annotations

import csv
import json
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, TypeVar, cast

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from graph.claims.data_set import Meta, Tables
from graph.claims.fields import check_code, fields_of
from graph.claims.imported import Imported
from graph.claims.indicators import Definition, Indicator, Observation, Target
from graph.claims.model import CLAIM_TYPES, Claim, Entity, Rule, Source
from graph.claims.own_lenses import lenses_with, text_of
from graph.claims.own_rules import rules_with
from graph.claims.rivals_and_rates import ExchangeRate, Rivals
from graph.claims.searches import Search
from graph.errors import InvalidClaimsError, InvalidLensesError, TableError, UnknownTermError
from graph.formats.tables.cells import columns_for, columns_of, row_of
from graph.formats.tables.gathering import Placed, Reading
from graph.formats.tables.records import Row
from graph.formats.tables.reviews import DECISIONS, read_decisions
from graph.formats.tables.rows import CellError, header_of, rows_of
from ontology.lens_files import NAME as LENSES
from ontology.lens_files import named_in
from ontology.rule_files import NAME as RULES
from ontology.terms import nearest

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
    "list-editions.csv": CLAIM_TYPES["ListEdition"],
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
    "looked-for.csv": Search,
}


NEEDED = ("entities.csv", "sources.csv")


PACKAGE = "datapackage.json"


def read_tables(folder: Path, *, keep_going: bool = False) -> Tables:
    """Read a folder of tables.

    Parameters
    ----------
    folder
        Holds ``datapackage.json``, ``entities.csv``, ``sources.csv`` and any of the others,
        and lenses of its own in ``lenses.ttl`` and rules of reach in ``reach-rules.ttl``, if it
        has any.
    keep_going
        Leave out rows that cannot be used, and rows that need those, and list them in
        ``refusals``; otherwise the first run that finds any raises them all together.

    Raises
    ------
    TableError
        If a file is missing or its header cannot be read.
    InvalidClaimsError
        If rows cannot be used; one finding for each.
    InvalidLensesError
        If its ``lenses.ttl`` cannot be used.
    InvalidRulesError
        If its ``reach-rules.ttl`` cannot be used.
    """
    own_lenses = text_of(folder / LENSES)
    own_rules = text_of(folder / RULES)
    rules_with(own_rules)  # raises, with all that is wrong with them
    lenses, wrong = _lenses(own_lenses)
    reading = Reading(lenses)
    meta = read_meta(folder)
    for path in table_files(folder):
        _file(reading, path)
    refusals = reading.refusals + reading.unresolved(cascade=keep_going)
    if refusals and not keep_going:
        raise InvalidClaimsError([*(wrong.findings if wrong else ()), *map(str, refusals)])
    if wrong is not None:
        raise wrong
    decided = folder / DECISIONS
    same = read_decisions(decided) if decided.is_file() else ()
    tables = tables_of(reading, meta, own_lenses, refusals)
    return replace(tables, same=same, imports=_imports(folder), own_rules=own_rules)


def _lenses(text: str) -> tuple[Collection[str], InvalidLensesError | None]:
    """The ids that rows may name, and what is wrong with the folder's own lenses, if anything."""
    try:
        return lenses_with(text), None
    except InvalidLensesError as error:
        return (*lenses_with(""), *named_in(text)), error  # rows are read on, to name it all


def table_files(folder: Path) -> list[Path]:
    """The tables present, what others refer to first; a file that nobody declared is refused."""
    for name in NEEDED:
        if not (folder / name).is_file():
            raise TableError(name, f"missing from {folder}")
    declared = {resource.get("path") for resource in _package(folder).get("resources", [])}
    for path in sorted(folder.glob("*.csv")):
        if path.name not in (*TABLES, DECISIONS) and path.name not in declared:
            hint = ", ".join((*nearest(path.name, TABLES), f"a resource declared in {PACKAGE}"))
            raise TableError(path.name, "no such table", hint=hint)
    return [folder / name for name in TABLES if (folder / name).is_file()]


def read_meta(folder: Path) -> Meta:
    """Home and the day of each kind of fact, from ``datapackage.json``."""
    said = _package(folder).get("zizhu", {})
    home = said.get("home")
    if not isinstance(home, str) or not home:
        raise TableError(PACKAGE, "zizhu.home is missing", hint="a jurisdiction such as CN")
    try:
        check_code(Entity, "jurisdiction", home)
    except UnknownTermError as error:
        raise TableError(PACKAGE, f"zizhu.home: {error}") from error
    return Meta(
        home=home,
        data_date=_day(said, "dataDate"),
        title=str(said.get("title", "")),
        lists_date=_day(said, "listsDate") if "listsDate" in said else None,
        people_date=_day(said, "peopleDate") if "peopleDate" in said else None,
    )


def _day(said: Mapping[str, Any], name: str) -> date:
    """A day that ``datapackage.json`` gives."""
    day = said.get(name)
    try:
        return date.fromisoformat(day or "")
    except (TypeError, ValueError) as error:
        raise TableError(PACKAGE, f"zizhu.{name} is {day!r}", hint="YYYY-MM-DD") from error


def write_tables(tables: Tables, folder: Path) -> None:
    """Write what :func:`read_tables` reads back equal; tables without rows are left out."""
    folder.mkdir(parents=True, exist_ok=True)
    by_class: dict[type[Struct], list[Struct]] = {}
    kinds = (tables.entities, tables.sources, tables.claims, tables.rules, tables.rivals)
    figures = (tables.definitions, tables.indicators, tables.targets, tables.observations)
    rest = (tables.searches, tables.rates)
    for record in (r for records in (*kinds, *figures, *rest) for r in records):
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
    for name, day in (
        ("listsDate", tables.meta.lists_date),
        ("peopleDate", tables.meta.people_date),
    ):
        if day is not None:
            meta[name] = day.isoformat()
    package = {
        "name": "zizhu-tables",
        "zizhu": {**meta, "title": tables.meta.title, **_imports_said(tables)},
        "resources": resources,
    }
    if tables.own_lenses:
        (folder / LENSES).write_text(tables.own_lenses, encoding="utf-8")
    if tables.own_rules:
        (folder / RULES).write_text(tables.own_rules, encoding="utf-8")
    text = json.dumps(package, ensure_ascii=False, indent=2) + "\n"
    (folder / PACKAGE).write_text(text, encoding="utf-8")


def _imports_said(tables: Tables) -> dict[str, Any]:
    return {"imports": msgspec.to_builtins(tables.imports)} if tables.imports else {}


def _imports(folder: Path) -> tuple[Imported, ...]:
    """What ``datapackage.json`` says was imported."""
    said = _package(folder).get("zizhu", {}).get("imports", [])
    try:
        return msgspec.convert(said, tuple[Imported, ...])
    except msgspec.ValidationError as error:
        raise TableError(PACKAGE, f"zizhu.imports: {error}") from error


def tables_of(
    reading: Reading, meta: Meta, own_lenses: str = "", refusals: Sequence[TableError] = ()
) -> Tables:
    """Everything that was read and kept."""
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
        searches=reading.records(Search),
        own_lenses=own_lenses,
        refusals=tuple(refusals),
    )


def _file(reading: Reading, path: Path) -> None:
    """Read one table."""
    name, lines = path.name, rows_of(path)
    cls = TABLES[name]
    header = header_of(name, lines, columns_of(cls), _needed(cls))
    row = Row(cls, header, reading.check)
    for line in lines:
        try:
            line.check(len(header))
            reading.keep(Placed(name, line.number, row.read(line.cells)))
        except CellError as error:
            reading.refused_row(name, line.number, cls, header, line.cells, error)


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
