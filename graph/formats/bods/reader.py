"""Statements of BODS 0.4, read as a stream.

Codes go through ``ontology/crosswalks/bods.csv``. One interest becomes one claim;
the day a statement was made is the day its claims speak for, and its id is the
locator in the source. Statements of other versions are refused, with a word on what to do.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec

from graph.claims.statements import Refusal, Statement
from graph.errors import FileError
from graph.formats.bods import interests, parties
from graph.formats.bods import statements as bods
from graph.formats.bods.annotations import apply
from graph.formats.bods.conforming import regular, typed
from graph.formats.bods.desk import Desk, native
from graph.formats.bods.statements import DETAILS, FieldError
from graph.formats.files.json_stream import Found, objects, plain

VERSION = "0.4"
STATUSES = frozenset({"new", "updated", "closed", None})
NEEDED = ("statementId", "recordId", "recordType", "statementDate")
_MARKS = frozenset({"statementId", "recordType", "recordDetails", "statementID", "statementType"})
_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(bods.Standard, float_hook=Decimal).decode


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

    def decode(raw: bytes) -> Any:
        return _decode(raw) if recognised else plain(raw)

    for found in objects(path, decode=decode):
        if found.trouble:
            yield _refused(file, found, found.trouble, found.rule)
        elif not isinstance(found.value, bods.Said | dict):
            yield _refused(file, found, "not an object, so no statement", "json")
        else:
            if not recognised:
                _check_marks(path, found.value)
            recognised = True
            yield _statement(file, found, seen)


def statement_from(value: dict[str, Any]) -> Statement:
    """One statement as anyone reads it, alone."""
    return _statement("", Found(0, None, value), {})


def is_bods(value: dict[str, Any]) -> bool:
    """Whether an object has the marks of a statement, of any version."""
    return len(_MARKS & value.keys()) >= 2


def _check_marks(path: Path, value: Any) -> None:
    if not is_bods(value):
        known = ", ".join(sorted(map(str, value))[:5]) or "nothing"
        raise FileError(str(path), "is not BODS", hint=f"its first object has {known}")


def _statement(file: str, found: Found, seen: dict[object, str]) -> Statement:
    said: Any = found.value
    unknown: tuple[str, ...] = ()
    if isinstance(said, dict):
        try:
            odd, unknown = typed(said, bods.OddStatement)
        except FieldError as error:
            odd = bods.OddStatement(statement_id=_text(said, "statementId"))
            desk = Desk(file, found.line, found.place, odd, seen)
            desk.refuse(error.pointer, error.problem, error.rule)
            return _given(desk, 0)
        said = regular(odd)
    desk = Desk(file, found.line, found.place, said, seen)
    if unknown:
        desk.lacks(unknown)
    if _usable(desk, unknown):
        try:
            _take(desk)
        except FieldError as error:
            shared = set(seen.values())  # others rely on having been given these
            desk.records[:] = [record for record in desk.records if record.id in shared]
            desk.refuse(error.pointer, error.problem, error.rule)
    return _given(desk, _content(said))


def _usable(desk: Desk, unknown: Sequence[str]) -> bool:
    """Whether the statement says enough to be read; what is missing is refused."""
    said = desk.said
    version = said.publication_details.bods_version if said.publication_details else None
    if "statementType" in unknown or (version and version != VERSION):
        older = version or "0.3 or earlier"
        desk.refuse(
            "/publicationDetails/bodsVersion",
            f"BODS {older} is not read; only {VERSION} is: convert the file first",
            "version",
        )
        return False
    needed = (said.statement_id, said.record_id, said.record_type, said.statement_date)
    if not all(needed):
        for field, value in zip(NEEDED, needed, strict=True):
            if not value:
                desk.refuse(f"/{field}", "missing", "missing")
    if said.record_status not in STATUSES:
        desk.refuse("/recordStatus", f"no status is {said.record_status!r}", "code")
    if said.record_type and said.record_type not in DETAILS:
        known = ", ".join(DETAILS)
        desk.refuse("/recordType", f"no type is {said.record_type!r} (valid: {known})", "code")
    return not desk.refusals


def _take(desk: Desk) -> None:
    """Turn the statement into records."""
    desk.begin()
    details = _details(desk)
    if isinstance(details, bods.Entity):
        parties.entity(desk, details)
    elif isinstance(details, bods.Person):
        parties.person(desk, details)
    else:
        interests.relationship(desk, details)
    if desk.said.annotations:
        apply(desk)


def _details(desk: Desk) -> bods.Details:
    said = desk.said
    if not isinstance(said, bods.OddStatement):
        return said.record_details
    details, unknown = typed(said.record_details, DETAILS[said.record_type or ""], "/recordDetails")
    desk.lacks(f"recordDetails/{name}" for name in unknown)
    return details


def _content(said: bods.Standard | bods.OddStatement) -> int:
    try:
        return hash(said)
    except TypeError:  # it has a field that may hold anything
        return hash(_encode(said))


def _given(desk: Desk, content: int) -> Statement:
    said = desk.said
    return Statement(
        records=tuple(desk.records),
        refusals=tuple(desk.refusals),
        noted=tuple(desk.noted),
        id=said.statement_id or "",
        line=desk.line,
        record=desk.record,
        stated=(said.statement_date or "")[:10],
        closes=said.record_status == "closed",
        parts=_parts(said) if said.record_type == "relationship" else (),
        content=content,
    )


def _parts(said: bods.Standard | bods.OddStatement) -> tuple[str, ...]:
    """The records a relationship is made up of."""
    if isinstance(said, bods.RelationshipStatement):
        return tuple(map(native, said.record_details.component_records))
    assert isinstance(said, bods.OddStatement)
    parts = said.record_details.get("componentRecords")
    if not isinstance(parts, list):
        return ()
    return tuple(native(part) for part in parts if isinstance(part, str))


def _refused(file: str, found: Found, problem: str, rule: str) -> Statement:
    refusal = Refusal(
        file=file, line=found.line, pointer=f"/{found.place}", problem=problem, rule=rule
    )
    return Statement(refusals=(refusal,), line=found.line)


def _text(value: dict[str, Any], field: str) -> str:
    said = value.get(field)
    return said if isinstance(said, str) else ""
