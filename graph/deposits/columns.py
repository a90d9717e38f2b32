"""What the columns of our tables hold, for those who read them without us.

Two descriptions of the same columns: Frictionless (a data package) and CSV on the Web (W3C, 2015).
Names, ids and codes are texts; numbers are exact decimals; a day may be a year or a month, so it
is a text too.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from graph.claims.fields import Field, Holds, fields_of, rdf_class
from graph.formats.tables.cells import SEPARATOR, columns_for, columns_of
from ontology.load import properties
from ontology.terms import Z

#: What a part of a field holds, where a field takes several columns.
PARTS: Mapping[str, str] = {
    "valid_from": "The first day, month or year on which it holds, as precise as the source.",
    "valid_to": "The last one, inclusive.",
    "share_min": "The least share, in percent.",
    "share_max": "The greatest share, in percent.",
    "share_open": "Whether a bound is only passed: the share is more, or less, than it says.",
    "source": "The documents it rests on, by id.",
    "locator": "Where in each of them.",
    "id": "Its id, unique in the table.",
    "kind": "What it is: Organization, Fund, Person, Jurisdiction, …",
}
NUMBERS = ("share_min", "share_max")
LISTS = (Holds.CITATIONS, Holds.IDENTIFIERS)


class Column(Struct, frozen=True, kw_only=True):
    """A column: its name, what it says, and the property of RDF that says the same."""

    name: str
    description: str
    property: str  # IRI; nothing where several carry it, or none
    kind: str  # string, decimal, integer
    many: bool
    required: bool


def columns(cls: type[Struct]) -> tuple[Column, ...]:
    """The columns of the table of a record class, in its order.

    >>> from graph.claims.model import CLAIM_TYPES
    >>> [column.name for column in columns(CLAIM_TYPES["Founding"])][:3]
    ['id', 'party', 'target']
    """
    by_name = {
        name: _column(name, field) for field in fields_of(cls) for name in columns_for(field)
    }
    return tuple(by_name[name] for name in columns_of(cls))


def _column(name: str, field: Field) -> Column:
    numbers = {Holds.DECIMAL: "decimal", Holds.INTEGER: "integer"}
    alone = field.property if len(columns_for(field)) == 1 else ""
    return Column(
        name=name,
        description=_said_of(alone) if alone else PARTS.get(name, name),
        property=alone,
        kind="decimal" if name in NUMBERS else numbers.get(field.holds, "string"),
        many=field.many or field.holds in LISTS,
        required=field.required,
    )


def _said_of(property: str) -> str:
    """What the ontology says of a property of ours; of one borrowed, its name."""
    name = property.rpartition("#")[2].rpartition("/")[2]
    known = properties().get(name) if property.startswith(Z.base) else None
    return known.comment if known is not None else name


def frictionless(cls: type[Struct]) -> dict[str, Any]:
    """The schema of a table as a data package has it (Table Schema)."""
    described = columns(cls)
    schema: dict[str, Any] = {"fields": [_field(column) for column in described]}
    if "id" in columns_of(cls):
        schema["primaryKey"] = ["id"]
    return schema


def _field(column: Column) -> dict[str, Any]:
    kind = {"decimal": "number"}.get(column.kind, column.kind)
    said: dict[str, Any] = {
        "name": column.name,
        "type": kind,
        "description": column.description,
    }
    if column.many:
        said["description"] += f" Several are separated by `{SEPARATOR}`."
    if column.property:
        said["rdfType"] = column.property
    if column.required:
        said["constraints"] = {"required": True}
    return said


def csvw(cls: type[Struct], url: str) -> dict[str, Any]:
    """The same as a table of CSV on the Web."""
    schema: dict[str, Any] = {"columns": [_csvw_column(column) for column in columns(cls)]}
    if "id" in columns_of(cls):
        schema |= {"primaryKey": "id", "rowTitles": ["id"]}
    described = f"{Z.base}{rdf_class(cls)}"
    return {"url": url, "dc:type": {"@id": described}, "tableSchema": schema}


def _csvw_column(column: Column) -> dict[str, Any]:
    said: dict[str, Any] = {
        "name": column.name,
        "titles": column.name,
        "dc:description": column.description,
        "datatype": column.kind,
    }
    if column.property:
        said["propertyUrl"] = column.property
    if column.many:
        said["separator"] = SEPARATOR
    if column.required:
        said["required"] = True
    return said
