"""GLEIF golden copy CSV → its records, read as a stream.

The header tells which of the three files it is. Columns of a kind of which there
are several are numbered (``Relationship.Period.2.startDate``); as many are read as
the header has. Columns nobody asks for are passed over.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from graph.errors import FileError
from graph.formats.files.encodings import open_lines
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
from graph.formats.tables.rows import check_width

# What a header must have to be one of the three.
NEEDED: Mapping[Level, tuple[str, ...]] = {
    "relationships": (
        "Relationship.StartNode.NodeID",
        "Relationship.EndNode.NodeID",
        "Relationship.RelationshipType",
    ),
    "exceptions": ("LEI", "Exception.Category", "Exception.Reason.1"),
    "entities": ("LEI", "Entity.LegalName"),
}

Cells = Sequence[str]
Make = Callable[[Cells], Record]


class Header(NamedTuple):
    """Where the columns stand; one that is absent stands at the end, where there is always ''."""

    places: Mapping[str, int]

    def at(self, column: str) -> int:
        """The place of a column."""
        return self.places.get(column, -1)

    def each(self, pattern: str, *parts: str) -> list[tuple[int, ...]]:
        """The places of numbered groups of columns, as many as the header has.

        ``pattern`` has ``{}`` for the number and ``*`` for each of ``parts``.
        """
        form = re.compile(re.escape(pattern).replace(r"\{\}", r"(\d+)").replace(r"\*", ".*"))
        numbers = {int(m[1]) for column in self.places if (m := form.fullmatch(column))}
        return [
            tuple(self.at(pattern.format(n).replace("*", part)) for part in parts)
            for n in sorted(numbers)
        ]


def level_of(header: Sequence[str]) -> Level | None:
    """Which of the three files has this header, if any."""
    for level, columns in NEEDED.items():
        if set(columns) <= set(header):
            return level
    return None


def read_columns(path: Path) -> Iterator[Filed]:
    """The records of a golden copy CSV; raise :class:`~graph.errors.FileError` if it is none."""
    with open_lines(path) as lines:
        spoiled: dict[int, str] = {}
        reader = csv.reader(lines.texts(spoiled), strict=True)
        try:
            header = [cell.strip() for cell in next(reader, [])]
        except csv.Error as error:
            raise FileError(str(path), f"not CSV: {error}", line=1) from error
        check_width(str(path), len(header), 1)
        level = level_of(header)
        if level is None:
            hint = "; or ".join(", ".join(columns) for columns in NEEDED.values())
            raise FileError(str(path), "not a GLEIF golden copy: its header lacks columns",
                            line=1, hint=f"needed: {hint}")  # fmt: skip
        make = _MAKERS[level](Header({column: n for n, column in enumerate(header)}))
        yield from _records(reader, len(header), make, spoiled)


def _records(reader: Any, width: int, make: Make, spoiled: dict[int, str]) -> Iterator[Filed]:
    while True:
        begins = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Filed(begins, None, f"the rest of the file cannot be read: {error}", "quotation")
            return
        trouble = ""
        if spoiled:
            trouble = "; ".join(spoiled.values())
            spoiled.clear()
        if trouble:
            yield Filed(begins, None, trouble, "encoding")
        elif len(cells) == width:
            cells.append("")
            yield Filed(begins, make(cells))
        elif any(cells):
            yield Filed(begins, None, f"{len(cells)} cells, but {width} columns", "columns")


def _registration(header: Header) -> Callable[[Cells], Registration]:
    names = ("RegistrationStatus", "LastUpdateDate", "NextRenewalDate", "ValidationSources")
    status, updated, renewal, sources = (header.at(f"Registration.{name}") for name in names)
    reference = header.at("Registration.ValidationReference")

    def read(cells: Cells) -> Registration:
        return Registration(
            cells[status], cells[updated], cells[renewal], cells[sources], cells[reference]
        )

    return read


def _relationships(header: Header) -> Make:
    nodes = [
        header.at(f"Relationship.{end}Node.{what}")
        for end in ("Start", "End")
        for what in ("NodeID", "NodeIDType")
    ]
    kind = header.at("Relationship.RelationshipType")
    status = header.at("Relationship.RelationshipStatus")
    periods = header.each("Relationship.Period.{}.*", "startDate", "endDate", "periodType")
    standards = header.each("Relationship.Qualifiers.{}.*", "QualifierCategory")
    quantities = header.each(
        "Relationship.Quantifiers.{}.*", "MeasurementMethod", "QuantifierAmount", "QuantifierUnits"
    )
    registration = _registration(header)

    def read(cells: Cells) -> Relationship:
        start, start_type, end, end_type = (cells[n] for n in nodes)
        return Relationship(
            start, start_type, end, end_type, cells[kind], cells[status],
            tuple(Span(cells[a], cells[b], cells[c]) for a, b, c in periods if cells[c]),
            tuple(cells[n] for (n,) in standards if cells[n]),
            tuple(Quantity(cells[a], cells[b], cells[c]) for a, b, c in quantities if cells[b]),
            registration(cells),
        )  # fmt: skip

    return read


def _exceptions(header: Header) -> Make:
    lei, category = header.at("LEI"), header.at("Exception.Category")
    reasons = header.each("Exception.Reason.{}", "")
    references = header.each("Exception.Reference.{}", "")

    def read(cells: Cells) -> Exemption:
        return Exemption(
            cells[lei],
            cells[category],
            tuple(cells[n] for (n,) in reasons if cells[n]),
            tuple(cells[n] for (n,) in references if cells[n]),
        )

    return read


def _entities(header: Header) -> Make:
    names = (
        "LEI", "Entity.LegalName", "Entity.LegalName.xmllang",
        "Entity.RegistrationAuthority.RegistrationAuthorityID",
        "Entity.RegistrationAuthority.RegistrationAuthorityEntityID",
        "Entity.LegalJurisdiction", "Entity.HeadquartersAddress.Country",
        "Entity.EntityCategory", "Entity.EntityStatus", "Entity.EntityCreationDate",
    )  # fmt: skip
    places = [header.at(name) for name in names]
    parts = ("", ".xmllang", ".type")
    others = [
        *header.each("Entity.OtherEntityNames.OtherEntityName.{}*", *parts),
        *header.each(
            "Entity.TransliteratedOtherEntityNames.TransliteratedOtherEntityName.{}*", *parts
        ),
    ]
    successors = header.each(
        "Entity.SuccessorEntity.{}.*", "SuccessorLEI", "SuccessorEntityName"
    ) or [(header.at("Entity.SuccessorEntity.SuccessorLEI"), -1)]
    registration = _registration(header)

    def read(cells: Cells) -> LegalEntity:
        lei, name, language, *rest = (cells[n] for n in places)
        authority, number, jurisdiction, headquarters, category, status, created = rest
        return LegalEntity(
            lei, Name(name, language),
            tuple(Name(cells[a], cells[b], cells[c]) for a, b, c in others if cells[a]),
            authority, number, jurisdiction, headquarters, category, status, created,
            tuple((cells[a], cells[b]) for a, b in successors if cells[a] or cells[b]),
            registration(cells),
        )  # fmt: skip

    return read


_MAKERS: dict[Level, Callable[[Header], Make]] = {
    "relationships": _relationships,
    "exceptions": _exceptions,
    "entities": _entities,
}
