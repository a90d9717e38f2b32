"""GLEIF concatenated or golden copy XML → its records, read as a stream.

Nothing outside the file is fetched and no entity is expanded: a document with a
document type declaration is refused before its first record. An element is let
go as soon as it is read, so memory does not grow with the file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO

from lxml import etree

from graph.errors import FileError
from graph.formats.files.opening import open_bytes
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

ROOTS: Mapping[str, Level] = {
    "LEIData": "entities",
    "RelationshipData": "relationships",
    "ReportingExceptionData": "exceptions",
}
RECORDS = ("LEIRecord", "RelationshipRecord", "Exception")
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
        stream, events=("start", "end"), tag=[f"{{*}}{name}" for name in (*ROOTS, *RECORDS)],
        load_dtd=False, no_network=True,
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
        if make is None:
            _level(events.root, path)
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
    return _name_of(element.tag)


@cache
def _name_of(tag: str) -> str:
    return str(tag).rpartition("}")[2]


class _Parts:
    """What stands in an element, by name without namespace; looked at once."""

    def __init__(self, element: Element | None) -> None:
        self._held: dict[str, list[Element]] = {}
        for child in () if element is None else element:
            self._held.setdefault(_local(child), []).append(child)

    def text(self, name: str) -> str:
        """The text of the first part of that name; empty where there is none."""
        found = self._held.get(name)
        return (found[0].text or "").strip() if found else ""

    def each(self, name: str) -> list[Element]:
        """Every part of that name."""
        return self._held.get(name, [])

    def inner(self, name: str) -> _Parts:
        """What stands in the first part of that name."""
        found = self._held.get(name)
        return _Parts(found[0] if found else None)


def _registration(record: _Parts) -> Registration:
    said = record.inner("Registration")
    return Registration(
        said.text("RegistrationStatus"),
        said.text("LastUpdateDate"),
        said.text("NextRenewalDate"),
        said.text("ValidationSources"),
        said.text("ValidationReference"),
    )


def _name(element: Element) -> Name:
    return Name((element.text or "").strip(), element.get(_LANGUAGE, ""), element.get("type", ""))


def _entity(element: Element) -> LegalEntity:
    record = _Parts(element)
    said = record.inner("Entity")
    legal = said.each("LegalName")
    authority = said.inner("RegistrationAuthority")
    others = (
        *said.inner("OtherEntityNames").each("OtherEntityName"),
        *said.inner("TransliteratedOtherEntityNames").each("TransliteratedOtherEntityName"),
    )
    successors = (_Parts(one) for one in said.each("SuccessorEntity"))
    return LegalEntity(
        record.text("LEI"),
        _name(legal[0]) if legal else Name(""),
        tuple(_name(one) for one in others),
        authority.text("RegistrationAuthorityID"),
        authority.text("RegistrationAuthorityEntityID"),
        said.text("LegalJurisdiction"),
        said.inner("HeadquartersAddress").text("Country"),
        said.text("EntityCategory"),
        said.text("EntityStatus"),
        said.text("EntityCreationDate"),
        tuple((one.text("SuccessorLEI"), one.text("SuccessorEntityName")) for one in successors),
        _registration(record),
    )


def _relationship(element: Element) -> Relationship:
    record = _Parts(element)
    said = record.inner("Relationship")
    start, end = said.inner("StartNode"), said.inner("EndNode")
    periods = map(_Parts, said.inner("RelationshipPeriods").each("RelationshipPeriod"))
    qualifiers = map(_Parts, said.inner("RelationshipQualifiers").each("RelationshipQualifier"))
    numbers = map(_Parts, said.inner("RelationshipQuantifiers").each("RelationshipQuantifier"))
    return Relationship(
        start.text("NodeID"),
        start.text("NodeIDType"),
        end.text("NodeID"),
        end.text("NodeIDType"),
        said.text("RelationshipType"),
        said.text("RelationshipStatus"),
        tuple(
            Span(one.text("StartDate"), one.text("EndDate"), one.text("PeriodType"))
            for one in periods
        ),
        tuple(category for one in qualifiers if (category := one.text("QualifierCategory"))),
        tuple(
            Quantity(
                one.text("MeasurementMethod"),
                one.text("QuantifierAmount"),
                one.text("QuantifierUnits"),
            )
            for one in numbers
        ),
        _registration(record),
    )


def _exemption(element: Element) -> Exemption:
    record = _Parts(element)
    return Exemption(
        record.text("LEI"),
        record.text("ExceptionCategory"),
        tuple((one.text or "").strip() for one in record.each("ExceptionReason")),
        tuple((one.text or "").strip() for one in record.each("ExceptionReference")),
    )


_MAKERS: dict[Level, tuple[str, Callable[[Element], Record]]] = {
    "entities": ("LEIRecord", _entity),
    "relationships": ("RelationshipRecord", _relationship),
    "exceptions": ("Exception", _exemption),
}
