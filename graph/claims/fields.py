"""What each field of each record holds, read off the record classes and the ontology.

The type of a field says whether it is a share, a date or a number; the
ontology says which property carries it, and whether a word in it is a code,
the id of an entity, or text. Tables, RDF and columns all read this plan, so a
field is described once and no reader or writer lists the claim types again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from enum import StrEnum
from functools import cache
from typing import Any

import msgspec
from msgspec import Struct
from msgspec import inspect as kinds
from msgspec.structs import astuple

from graph.claims.indicators import Definition, Indicator, Observation, Target
from graph.claims.model import CLAIM_TYPES, Citation, Entity, Identifier, Rule, Source
from graph.claims.periods import PartialDate, Period
from graph.claims.rivals_and_rates import ExchangeRate, Rivals
from graph.claims.searches import Search
from graph.claims.shares import Share
from graph.errors import UnknownTermError
from ontology import load, terms

NS = terms.Z.base

# Records that are not claims, by the class they are in RDF.
RECORD_TYPES: dict[str, type[Struct]] = {
    "Entity": Entity,
    "SourceDocument": Source,
    "Rule": Rule,
    "Rivals": Rivals,
    "Definition": Definition,
    "Indicator": Indicator,
    "Target": Target,
    "Observation": Observation,
    "Search": Search,
    "ExchangeRate": ExchangeRate,
    **CLAIM_TYPES,
}


class Holds(StrEnum):
    """What stands in a field."""

    ID = "id"
    KIND = "kind"
    TEXT = "text"
    CHINESE = "chinese"
    ADDRESS = "address"
    CODE = "code"
    ENTITY = "entity"
    SOURCE = "source"
    CLAIM = "claim"
    DEFINITION = "definition"
    INDICATOR = "indicator"
    LENS = "lens"
    DECIMAL = "decimal"
    INTEGER = "integer"
    FLAG = "flag"
    DATE = "date"
    PERIOD = "period"
    SHARE = "share"
    CITATIONS = "citations"
    IDENTIFIERS = "identifiers"


AT_ONCE = 4096  # records turned into columns together: what the processor's own memory holds
REFERENCES = frozenset({Holds.ENTITY, Holds.SOURCE, Holds.CLAIM, Holds.DEFINITION, Holds.INDICATOR})


class Field(Struct, frozen=True):
    """One field of a record, and the property that carries it."""

    name: str
    holds: Holds
    property: str  # IRI; empty where a field takes several properties or none
    many: bool
    required: bool
    default: Any


_BY_TYPE: dict[type, Holds] = {
    Share: Holds.SHARE,
    Period: Holds.PERIOD,
    PartialDate: Holds.DATE,
    Citation: Holds.CITATIONS,
    Identifier: Holds.IDENTIFIERS,
}
# Fields whose property is borrowed from elsewhere, so that no range of ours says what they hold.
_BORROWED = {
    "id": Holds.ID,
    "name_zh": Holds.CHINESE,
    "disputes": Holds.CLAIM,
    "Entity.kind": Holds.KIND,
}


@cache
def fields_of(cls: type[Struct]) -> tuple[Field, ...]:
    """The fields of a record class, in reading order.

    >>> from graph.claims.model import Ownership
    >>> [(f.name, str(f.holds)) for f in fields_of(Ownership) if f.name in ("share", "via")]
    [('share', 'share'), ('via', 'entity')]
    """
    info = kinds.type_info(cls)
    assert isinstance(info, kinds.StructType)
    return tuple(_field(cls.__name__, field) for field in info.fields)


def by_field(records: Sequence[Struct]) -> Iterator[tuple[tuple[Any, ...], ...]]:
    """The values of records of one class field by field, for some thousand records at a time.

    Fields come in the order of :func:`fields_of`. This is many times faster than asking every
    record for each of its fields, and holds no more than one lot at a time.

    >>> from graph.claims.model import Citation
    >>> list(by_field([Citation("report", "p. 1"), Citation("notice", "p. 2")]))
    [(('report', 'notice'), ('p. 1', 'p. 2'))]
    """
    for start in range(0, len(records), AT_ONCE):
        yield tuple(zip(*map(astuple, records[start : start + AT_ONCE]), strict=True))


def property_of(cls_name: str, field: str) -> str:
    """The IRI of the property that carries a field or a part of one.

    >>> property_of("Ownership", "period.start").rpartition("#")[2]
    'validFrom'
    """
    return load.field_property(cls_name, field)


def rdf_class(cls: type[Struct]) -> str:
    """The name of a record class in the ontology."""
    return "SourceDocument" if cls is Source else cls.__name__


def check_code(cls: type[Struct], field: str, notation: str, lenses: Collection[str] = ()) -> None:
    """Raise :class:`~graph.errors.UnknownTermError` for a notation the field's list lacks.

    The list of a field that names lenses is ``lenses`` and those that ship.
    """
    scheme = load.field_scheme(rdf_class(cls), field)
    try:
        if scheme is not None:
            load.check_code(scheme, notation)
        elif any(f.name == field and f.holds is Holds.LENS for f in fields_of(cls)):
            if notation not in lenses:
                terms.LENS[notation]
        else:
            raise AssertionError(f"{cls.__name__}.{field} is not coded")
    except terms.UnknownTermError as error:
        raise UnknownTermError(str(error)) from error


@cache
def entity_kinds() -> frozenset[str]:
    """The names of the classes an entity can be of."""
    return load.subclasses("Entity") - {"Entity"}


def key_of(record: Struct) -> str:
    """The id of a record; a rate is known by its currencies, year and source."""
    if isinstance(record, ExchangeRate):
        parts = (record.base, record.currency, record.year, *(c.source for c in record.citations))
        return "-".join(str(part) for part in parts)
    named: Any = record
    key: str = named.id
    return key


def _field(cls_name: str, field: kinds.Field) -> Field:
    of, many = field.type, False
    if isinstance(of, kinds.UnionType):
        of = next(member for member in of.types if not isinstance(member, kinds.NoneType))
    if isinstance(of, kinds.VarTupleType):
        of, many = of.item_type, True
    holds = _holds(cls_name, field.name, of)
    spread = holds in (Holds.ID, Holds.KIND, Holds.PERIOD, Holds.SHARE)
    return Field(
        name=field.name,
        holds=holds,
        property="" if spread else property_of(cls_name, field.name),
        many=many,
        required=field.required,
        default=None if field.default is msgspec.NODEFAULT else field.default,
    )


def _holds(cls_name: str, name: str, of: kinds.Type) -> Holds:
    if isinstance(of, kinds.StructType):
        return _BY_TYPE[of.cls]
    if isinstance(of, kinds.DecimalType):
        return Holds.DECIMAL
    if isinstance(of, kinds.BoolType):
        return Holds.FLAG
    if isinstance(of, kinds.IntType):
        return Holds.INTEGER
    borrowed = _BORROWED.get(f"{cls_name}.{name}") or _BORROWED.get(name)
    return borrowed or _by_range(property_of(cls_name, name))


def _by_range(iri: str) -> Holds:
    if not iri.startswith(NS):
        return Holds.TEXT
    ranges = load.properties()[iri.removeprefix(NS)].ranges
    if any(of.removeprefix(NS) in load.subclasses("Entity") for of in ranges):
        return Holds.ENTITY
    for local, holds in _RANGES.items():
        if any(of.endswith(local) for of in ranges):
            return holds
    return Holds.TEXT


_RANGES = {
    "#SourceDocument": Holds.SOURCE,
    "#Claim": Holds.CLAIM,
    "#Definition": Holds.DEFINITION,
    "#Indicator": Holds.INDICATOR,
    "#Lens": Holds.LENS,
    "core#Concept": Holds.CODE,
    "#anyURI": Holds.ADDRESS,
}
