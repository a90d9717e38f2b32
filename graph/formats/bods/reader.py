"""Statements of BODS 0.4, read as a stream.

Codes go through ``ontology/crosswalks/bods.csv``. One interest becomes one claim;
the day a statement was made is the day its claims speak for, and its id is the
locator in the source. Statements of other versions are refused, with a word on what to do.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from graph.errors import FileError
from graph.formats.bods import interests, parties
from graph.formats.bods import statements as bods
from graph.formats.bods.annotations import apply
from graph.formats.bods.desk import Desk, native
from graph.formats.bods.statements import DETAILS, FieldError, typed
from graph.formats.json_stream import Found, objects
from graph.formats.reading import Refusal, Statement

VERSION = "0.4"
STATUSES = ("new", "updated", "closed")
_MARKS = frozenset({"statementId", "recordType", "recordDetails", "statementID", "statementType"})
_encode = msgspec.json.Encoder().encode


def read_bods(path: Path) -> Iterator[Statement]:
    """The statements of a BODS 0.4 file, JSON array or JSON lines, each with its claims.

    Holds one statement, and once each the sources, jurisdictions and exchanges met.

    Raises
    ------
    FileError
        If the file cannot be opened, is not JSON, or its first object is no statement of BODS.
    """
    file = path.name
    seen: dict[object, str] = {}
    recognised = False
    for found in objects(path):
        if found.trouble:
            yield _refused(file, found, found.trouble, found.rule)
        elif not isinstance(found.value, dict):
            yield _refused(file, found, "not an object, so no statement", "json")
        else:
            if not recognised and not is_bods(found.value):
                known = ", ".join(sorted(map(str, found.value))[:5]) or "nothing"
                raise FileError(str(path), "is not BODS", hint=f"its first object has {known}")
            recognised = True
            yield _statement(file, found, seen)


def statement_from(value: dict[str, Any]) -> Statement:
    """One statement as anyone reads it, alone."""
    return _statement("", Found(0, None, value), {})


def is_bods(value: dict[str, Any]) -> bool:
    """Whether an object has the marks of a statement, of any version."""
    return len(_MARKS & value.keys()) >= 2


def _statement(file: str, found: Found, seen: dict[object, str]) -> Statement:
    value: dict[str, Any] = found.value
    try:
        said, unknown = typed(value, bods.BodsStatement)
    except FieldError as error:
        said = bods.BodsStatement(statement_id=_text(value, "statementId"))
        desk = Desk(file, found.line, found.place, said, seen)
        desk.refuse(error.pointer, error.problem, error.rule)
        return _given(desk, 0)
    desk = Desk(file, found.line, found.place, said, seen)
    desk.lacks(unknown)
    if _usable(desk, value):
        try:
            _take(desk)
        except FieldError as error:
            shared = set(seen.values())  # others rely on having been given these
            desk.records[:] = [record for record in desk.records if record.id in shared]
            desk.refuse(error.pointer, error.problem, error.rule)
    return _given(desk, hash(_encode(said)))


def _usable(desk: Desk, value: dict[str, Any]) -> bool:
    """Whether the statement says enough to be read; what is missing is refused."""
    said = desk.said
    version = said.publication_details.bods_version if said.publication_details else None
    if "statementType" in value or (version and version != VERSION):
        older = version or "0.3 or earlier"
        desk.refuse(
            "/publicationDetails/bodsVersion",
            f"BODS {older} is not read; only {VERSION} is: convert the file first",
            "version",
        )
        return False
    for field in ("statementId", "recordId", "recordType", "statementDate"):
        if not value.get(field):
            desk.refuse(f"/{field}", "missing", "missing")
    if said.record_status not in (*STATUSES, None):
        desk.refuse("/recordStatus", f"no status is {said.record_status!r}", "code")
    if said.record_type and said.record_type not in DETAILS:
        known = ", ".join(DETAILS)
        desk.refuse("/recordType", f"no type is {said.record_type!r} (valid: {known})", "code")
    return not desk.refusals


def _take(desk: Desk) -> None:
    """Turn the statement into records."""
    said = desk.said
    desk.begin()
    cls = DETAILS[said.record_type or ""]
    details, unknown = typed(said.record_details, cls, "/recordDetails")
    desk.lacks(f"recordDetails/{name}" for name in unknown)
    if isinstance(details, bods.Entity):
        parties.entity(desk, details)
    elif isinstance(details, bods.Person):
        parties.person(desk, details)
    else:
        interests.relationship(desk, details)
    apply(desk)


def _given(desk: Desk, content: int) -> Statement:
    said = desk.said
    components = said.record_details.get("componentRecords") or ()
    usable = said.record_type == "relationship" and isinstance(components, list)
    return Statement(
        records=tuple(desk.records),
        refusals=tuple(desk.refusals),
        noted=tuple(desk.noted),
        id=said.statement_id or "",
        line=desk.line,
        record=native(said.record_id) if said.record_id else "",
        stated=(said.statement_date or "")[:10],
        closes=said.record_status == "closed",
        parts=tuple(native(part) for part in components if isinstance(part, str)) if usable else (),
        content=content,
    )


def _refused(file: str, found: Found, problem: str, rule: str) -> Statement:
    refusal = Refusal(
        file=file, line=found.line, pointer=f"/{found.place}", problem=problem, rule=rule
    )
    return Statement(refusals=(refusal,), line=found.line)


def _text(value: dict[str, Any], field: str) -> str:
    said = value.get(field)
    return said if isinstance(said, str) else ""
