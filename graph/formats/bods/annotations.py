"""Annotations: what others say beside a statement, and what we ourselves wrote there.

Our own writer keeps in annotations what the standard has no field for, as a JSON
object; a reader of ours takes it back. Everybody else's become notes.
"""

from __future__ import annotations

import re
from functools import partial
from typing import Any

import msgspec

from graph.claims.model import Claim, Entity, Source
from graph.formats.bods import statements as bods
from graph.formats.bods.conforming import typed
from graph.formats.bods.desk import Desk
from graph.formats.bods.statements import FieldError

AUTHOR = "zizhu"
PART_OF = "partOf"  # an interest that is one instrument of the claim at another
SOURCES = "sources"
IN_FIELDS = "inFields"  # of claims that stand in fields of an entity: what the fields do not say
_INTEREST = re.compile(r"/recordDetails/interests/(\d+)")


def apply(desk: Desk) -> None:
    """Apply the annotations of the statement to what it has become."""
    ours: list[tuple[str, dict[str, Any]]] = []
    for place, one in enumerate(desk.said.annotations):
        if one.created_by and one.created_by.name == AUTHOR:
            ours.append((one.statement_pointer_target, _content(one, f"/annotations/{place}")))
        else:
            _remark(desk, one)
    for pointer, content in ours:
        _take_back(desk, pointer, content)


def _content(one: bods.Annotation, pointer: str) -> dict[str, Any]:
    try:
        return msgspec.json.decode((one.description or "").encode(), type=dict[str, Any])
    except msgspec.DecodeError as error:
        raise FieldError(
            pointer, f"an annotation of {AUTHOR} is not JSON: {error}", "json"
        ) from error


def _remark(desk: Desk, one: bods.Annotation) -> None:
    """Keep somebody's words as a note on what they are about, if that was taken."""
    words = one.description or one.transformed_content or one.url or ""
    said = f"annotation ({one.motivation or 'no motivation'}): {words}"
    place = _INTEREST.fullmatch(one.statement_pointer_target)
    for index, record in enumerate(desk.records):
        mine = isinstance(record, Claim | Entity) and (
            place is None or record.id.endswith(f".{place[1]}")
        )
        if mine and not record.id.startswith(("jurisdiction-", "exchange-")):
            note = "; ".join(part for part in (record.note, said) if part)
            desk.records[index] = msgspec.structs.replace(record, note=note)


def _take_back(desk: Desk, pointer: str, content: dict[str, Any]) -> None:
    for given in content.pop(SOURCES, ()):
        source, _ = typed(given, Source, pointer)
        desk.given(("annotated", source.id), partial(_itself, source))
    if IN_FIELDS in content:
        _take_back_fields(desk, pointer, content.pop(IN_FIELDS))
    place = _INTEREST.fullmatch(pointer)
    suffix = f".{place[1]}" if place else ""
    for index, record in enumerate(desk.records):
        if isinstance(record, Claim) if place else isinstance(record, Entity):
            if not record.id.endswith(suffix):
                continue
            if PART_OF in content:
                del desk.records[index]
            else:
                desk.records[index] = _changed(record, content, pointer)
            return


def _take_back_fields(desk: Desk, pointer: str, told: Any) -> None:
    """Give claims that were read from fields what we know of them, and places no source."""
    if not isinstance(told, dict):
        raise FieldError(pointer, f"an annotation of {AUTHOR} has no claims in fields", "type")
    ends = {f"{desk.statement}.{end}": fields for end, fields in told.items()}
    for index, record in enumerate(desk.records):
        if isinstance(record, Claim) and isinstance(ends.get(record.id), dict):
            desk.records[index] = _changed(record, ends[record.id], pointer)
        elif isinstance(record, Entity) and record.kind in ("Jurisdiction", "Exchange"):
            desk.records[index] = msgspec.structs.replace(record, citations=())


def _changed(record: Any, content: dict[str, Any], pointer: str) -> Any:
    """The record with the fields the annotation carries."""
    cls = type(record)
    types = {field.name: field.type for field in msgspec.structs.fields(cls)}
    try:
        values = {
            name: msgspec.convert(value, types[name], strict=False)
            for name, value in content.items()
        }
    except (KeyError, msgspec.ValidationError) as error:
        raise FieldError(
            pointer, f"an annotation of {AUTHOR} has no such field: {error}", "type"
        ) from error
    return msgspec.structs.replace(record, **values)


def _itself(source: Source) -> Source:
    return source
