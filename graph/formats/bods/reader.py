"""Statements of BODS 0.4, read as a stream; those of 0.2 and 0.3 are upgraded on the way.

Codes go through ``ontology/crosswalks/bods.csv``. One interest becomes one claim;
the day a statement was made is the day its claims speak for, and its id is the
locator in the source. Statements of other versions are refused, with a word on what to do.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace

from graph.claims.statements import Refusal, Statement
from graph.errors import FileError
from graph.formats.bods import interests, parties
from graph.formats.bods import statements as bods
from graph.formats.bods.annotations import apply
from graph.formats.bods.conforming import regular, typed
from graph.formats.bods.desk import Desk, native
from graph.formats.bods.older import POINTERS, Older, is_older, pointer_there
from graph.formats.bods.statements import DETAILS, FieldError
from graph.formats.files.json_stream import Found, objects, plain

VERSION = "0.4"
STATUSES = {None: 0, "new": 0, "updated": 1, "closed": 2}  # in their order on one day
_RANKS = {status: (rank, "") for status, rank in STATUSES.items()}
DAY = len("2024-05-01")
NEEDED = ("statementId", "recordId", "recordType", "statementDate")
_MARKS = frozenset({"statementId", "recordType", "recordDetails", "statementID", "statementType"})
UPGRADED = "statements of BODS 0.2 or 0.3, read as 0.4 says the same"
UNDATED = "statements of BODS 0.2 or 0.3 without a date speak for no day"
_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(bods.Standard, float_hook=Decimal).decode


def read_bods(path: Path) -> Iterator[Statement]:
    """The statements of a BODS file, JSON array or JSON lines, each with its claims.

    Holds one statement, and once each the sources, jurisdictions and exchanges met; of a file of
    0.2 or 0.3 also which statements replace which.

    Raises
    ------
    FileError
        If the file cannot be opened, is not JSON, or its first object is no statement of BODS.
    """
    file = path.name
    seen: dict[object, str] = {}
    older: Older | None = None
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
            if isinstance(found.value, dict) and is_older(found.value):
                older = older or Older(path)
                yield _of_older(file, found, seen, older)
            else:
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


def _statement(
    file: str, found: Found, seen: dict[object, str], *, undated: bool = False
) -> Statement:
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
    desk.undated = undated
    if unknown:
        desk.lacks(unknown)
    if _usable(desk):
        try:
            _take(desk)
        except FieldError as error:
            shared = set(seen.values())  # others rely on having been given these
            desk.records[:] = [record for record in desk.records if record.id in shared]
            desk.refuse(error.pointer, error.problem, error.rule)
    return _given(desk, _content(said))


def _of_older(file: str, found: Found, seen: dict[object, str], older: Older) -> Statement:
    """What a statement of an earlier version becomes, with pointers into what stands there."""
    value = found.value
    try:
        new = older.upgraded(value)
    except FieldError as error:
        desk = Desk(
            file, found.line, found.place,
            bods.OddStatement(statement_id=_text(value, "statementID")), seen,
        )  # fmt: skip
        desk.refuse(error.pointer, error.problem, error.rule)
        return _given(desk, 0)
    published = new.get("publicationDetails")
    undated = not new.get("statementDate")
    made = _statement(file, Found(found.place, found.line, new), seen, undated=undated)
    shown = _text(published, "publicationDate") if isinstance(published, dict) else ""
    return replace(
        made,
        refusals=tuple(
            replace(one, pointer=pointer_there(one.pointer, value)) for one in made.refusals
        ),
        noted=(*made.noted, *([UNDATED] if undated else []), UPGRADED),
        stated=made.stated or shown[:10],
        rank=(older.chains.depth(made.id), made.rank[1]),
        pointers=POINTERS,
    )


def _usable(desk: Desk) -> bool:
    """Whether the statement says enough to be read; what is missing is refused."""
    said = desk.said
    version = said.publication_details.bods_version if said.publication_details else None
    if version and version != VERSION:
        desk.refuse(
            "/publicationDetails/bodsVersion",
            f"BODS {version} is not read in this form; only {VERSION} is",
            "version",
        )
        return False
    needed = (said.statement_id, said.record_id, said.record_type, said.statement_date)
    if not all(needed):
        for field, value in zip(NEEDED, needed, strict=True):
            if not value and not (desk.undated and field == "statementDate"):
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
        rank=_rank(said),
        closes=said.record_status == "closed",
        what=said.record_type or "",
        over=desk.over,
        parts=_parts(said) if said.record_type == "relationship" else (),
        content=content,
    )


def _rank(said: bods.Said) -> tuple[int, str]:
    date = said.statement_date or ""
    if len(date) <= DAY:
        return _RANKS.get(said.record_status, _RANKS[None])
    return STATUSES.get(said.record_status, 0), time_of(date)


def time_of(text: str) -> str:
    """The time of a date that has one, in one zone, so that times can be compared.

    >>> time_of("2024-05-01T10:00:00+02:00"), time_of("2024-05-01")
    ('2024-05-01T08:00:00+00:00', '')
    """
    if len(text) <= DAY:
        return ""
    try:
        moment = datetime.fromisoformat(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC).isoformat()
    except (ValueError, OverflowError):
        return ""


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
