"""GLEIF concatenated or golden copy XML → its records, read as a stream.

Nothing outside the file is fetched and no entity is expanded: a document with a
document type declaration is refused before its first record. An element is let
go as soon as it is read, so memory does not grow with the file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from lxml import etree

from graph.errors import FileError
from graph.formats.gleif.records import (
    Exemption,
    Filed,
    LegalEntity,
    Level,
    Name,
    Quantity,
    Record,
    Registration,
    Relationship,
    Span,
)
from graph.formats.opening import open_bytes

ROOTS: Mapping[str, Level] = {
    "LEIData": "entities",
    "RelationshipData": "relationships",
    "ReportingExceptionData": "exceptions",
}
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_LAST_LINE = 65535  # libxml2 counts no further for elements
Element = Any  # lxml ships no types


def read_elements(path: Path) -> Iterator[Filed]:
    """The records of a GLEIF XML file.

    Raises
    ------
    FileError
        If the root element is none of GLEIF's, or a document type is declared.
    """
    with open_bytes(path) as stream:
        yield from _records(stream, path)


def _records(stream: BinaryIO, path: Path) -> Iterator[Filed]:
    events = etree.iterparse(
        stream, events=("start", "end"), load_dtd=False, no_network=True,
        resolve_entities=False, remove_comments=True, remove_pis=True, huge_tree=False,
    )  # fmt: skip
    make: Callable[[Element], Record] | None = None
    wanted = ""
    try:
        for event, element in events:
            if make is None:
                wanted, make = _MAKERS[_level(element, path)]
            elif event == "end" and _local(element) == wanted:
                line = element.sourceline
                yield Filed(line if line and line < _LAST_LINE else None, make(element))
                _let_go(element)
    except etree.XMLSyntaxError as error:
        if make is None:
            raise FileError(str(path), f"not XML: {error.msg}", line=error.lineno) from error
        problem = f"the rest of the file cannot be read: {error.msg}"
        yield Filed(error.lineno, None, problem, "xml")


def _level(root: Element, path: Path) -> Level:
    if root.getroottree().docinfo.internalDTD is not None:
        raise FileError(str(path), "it declares a document type (DTD), which is never read",
                        hint="GLEIF's own files have none")  # fmt: skip
    level = ROOTS.get(_local(root))
    if level is None:
        raise FileError(str(path), f"not a GLEIF file: its root element is {_local(root)}",
                        hint=", ".join(ROOTS))  # fmt: skip
    return level


def _let_go(element: Element) -> None:
    parent = element.getparent()
    element.clear()
    while parent is not None and len(parent) > 1:
        del parent[0]


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _child(element: Element | None, *path: str) -> Element | None:
    for name in path:
        if element is None:
            return None
        element = next((one for one in element if _local(one) == name), None)
    return element


def _text(element: Element | None, *path: str) -> str:
    found = _child(element, *path)
    return (found.text or "").strip() if found is not None else ""


def _each(element: Element | None, *path: str) -> list[Element]:
    holder = _child(element, *path[:-1])
    return [] if holder is None else [one for one in holder if _local(one) == path[-1]]


def _registration(record: Element) -> Registration:
    said = _child(record, "Registration")
    return Registration(
        _text(said, "RegistrationStatus"),
        _text(said, "LastUpdateDate"),
        _text(said, "NextRenewalDate"),
        _text(said, "ValidationSources"),
        _text(said, "ValidationReference"),
    )


def _name(element: Element) -> Name:
    return Name((element.text or "").strip(), element.get(_LANGUAGE, ""), element.get("type", ""))


def _entity(record: Element) -> LegalEntity:
    said = _child(record, "Entity")
    legal = _child(said, "LegalName")
    others = (
        *_each(said, "OtherEntityNames", "OtherEntityName"),
        *_each(said, "TransliteratedOtherEntityNames", "TransliteratedOtherEntityName"),
    )
    return LegalEntity(
        _text(record, "LEI"),
        Name("") if legal is None else _name(legal),
        tuple(_name(one) for one in others),
        _text(said, "RegistrationAuthority", "RegistrationAuthorityID"),
        _text(said, "RegistrationAuthority", "RegistrationAuthorityEntityID"),
        _text(said, "LegalJurisdiction"),
        _text(said, "HeadquartersAddress", "Country"),
        _text(said, "EntityCategory"),
        _text(said, "EntityStatus"),
        _text(said, "EntityCreationDate"),
        tuple(
            (_text(one, "SuccessorLEI"), _text(one, "SuccessorEntityName"))
            for one in _each(said, "SuccessorEntity")
        ),
        _registration(record),
    )


def _relationship(record: Element) -> Relationship:
    said = _child(record, "Relationship")
    start, end = _child(said, "StartNode"), _child(said, "EndNode")
    return Relationship(
        _text(start, "NodeID"),
        _text(start, "NodeIDType"),
        _text(end, "NodeID"),
        _text(end, "NodeIDType"),
        _text(said, "RelationshipType"),
        _text(said, "RelationshipStatus"),
        tuple(
            Span(_text(one, "StartDate"), _text(one, "EndDate"), _text(one, "PeriodType"))
            for one in _each(said, "RelationshipPeriods", "RelationshipPeriod")
        ),
        tuple(
            _text(one, "QualifierCategory")
            for one in _each(said, "RelationshipQualifiers", "RelationshipQualifier")
            if _text(one, "QualifierCategory")
        ),
        tuple(
            Quantity(
                _text(one, "MeasurementMethod"),
                _text(one, "QuantifierAmount"),
                _text(one, "QuantifierUnits"),
            )
            for one in _each(said, "RelationshipQuantifiers", "RelationshipQuantifier")
        ),
        _registration(record),
    )


def _exemption(record: Element) -> Exemption:
    return Exemption(
        _text(record, "LEI"),
        _text(record, "ExceptionCategory"),
        tuple((one.text or "").strip() for one in _each(record, "ExceptionReason")),
        tuple((one.text or "").strip() for one in _each(record, "ExceptionReference")),
    )


_MAKERS: dict[Level, tuple[str, Callable[[Element], Record]]] = {
    "entities": ("LEIRecord", _entity),
    "relationships": ("RelationshipRecord", _relationship),
    "exceptions": ("Exception", _exemption),
}
