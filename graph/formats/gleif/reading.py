"""GLEIF files → claims, one statement for each record.

A relationship "is directly consolidated by" becomes a consolidation and the
parent's control; "is ultimately consolidated by" only a consolidation, marked as
the ultimate one: the filer concludes it from the links between, so it never
stands beside them. A reporting exception becomes a holder nobody names, with the
reason. Percentages are what accounts consolidate, never shares: they are kept in
words. Of several files the later record of a relation counts: golden copies give every record
again as it then is. A party known only by its LEI is taken in under it, and is an
:class:`~graph.claims.model.Entity` whose name is that LEI, until a Level 1 file names it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from msgspec.structs import replace

from graph.claims.model import Source
from graph.claims.periods import PartialDate
from graph.claims.statements import Refusal, Statement
from graph.errors import BadDateError, FileError
from graph.formats.files.encodings import open_utf8
from graph.formats.gleif.columns import read_columns
from graph.formats.gleif.elements import ROOTS, read_elements
from graph.formats.gleif.entities import entity_statement
from graph.formats.gleif.filing import Filing, RecordError
from graph.formats.gleif.records import Exemption, LegalEntity, Record, Relationship
from graph.formats.gleif.relationships import exemption_statement, relationship_statement

HEAD = 1 << 16  # bytes in which the root element is looked for
_DAY = re.compile(r"(?<!\d)(\d{4})-?(\d{2})-?(\d{2})(?!\d)")


def read_gleif(path: Path) -> Iterator[Statement]:
    """Read Level 1, Level 2 or reporting exceptions, CSV or XML, packed or not.

    Which it is, its content says. Memory does not grow with the file; an equal
    record (a source, a party named twice) may come again.

    Raises
    ------
    FileError
        If it is none of these, or declares a document type.
    """
    with open_utf8(path) as stream:
        head = stream.read(HEAD).lstrip()
    is_xml = head.startswith(b"<")
    if is_xml and not any(root.encode() in head for root in ROOTS):
        # A tree of something else would be held whole while its records are looked for.
        raise FileError(str(path), "not a GLEIF file: its root element is another",
                        hint=", ".join(ROOTS))  # fmt: skip
    read = read_elements if is_xml else read_columns
    filing = Filing(path.name, _published(path))
    sources: tuple[Source, ...] = (filing.source,)  # with the first record that cites it
    for line, record, trouble, rule in read(path):
        filing.line = line
        if record is None:
            yield Statement(refusals=(_refusal(filing, "", "", rule, trouble),))
            continue
        key = _key(record)
        try:
            made = _statement(filing, record)
        except RecordError as error:
            made = Statement(
                refusals=(_refusal(filing, key, error.pointer, error.rule, str(error)),)
            )
        records = (*sources, *made.records) if made.records else ()
        sources = () if records else sources
        yield replace(
            made, records=records, id=key, record=key, line=line, content=hash(record),
            version=_version(record, filing),
        )  # fmt: skip


def _statement(filing: Filing, record: Record) -> Statement:
    match record:
        case Relationship():
            return relationship_statement(filing, record)
        case Exemption():
            return exemption_statement(filing, record)
        case LegalEntity():
            return entity_statement(filing, record)


def _key(record: Record) -> str:
    if isinstance(record, Relationship):
        return f"{record.start} {record.type} {record.end}"
    return record.lei if isinstance(record, LegalEntity) else f"{record.lei} {record.category}"


def _version(record: Record, filing: Filing) -> tuple[str, ...]:
    """When a record was last written, as its issuer says, and the day of the file it stands in."""
    updated = "" if isinstance(record, Exemption) else record.registration.updated
    with suppress(ValueError):
        day = datetime.fromisoformat(updated)
        updated = (day if day.tzinfo else day.replace(tzinfo=UTC)).astimezone(UTC).isoformat()
    return updated, str(filing.published or "")


def _refusal(filing: Filing, key: str, pointer: str, rule: str, problem: str) -> Refusal:
    return Refusal(
        file=filing.file,
        line=filing.line,
        statement=key,
        pointer=pointer,
        rule=rule,
        problem=problem,
    )


def _published(path: Path) -> PartialDate | None:
    """The day in the file's name, as GLEIF names its files."""
    found = _DAY.search(path.name)
    if found is None:
        return None
    try:
        return PartialDate.parse("-".join(found.groups()))
    except BadDateError:
        return None
