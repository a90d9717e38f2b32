"""What a file says, as the structures of the standard, where it is like them."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, TypeVar

import msgspec
from msgspec import Struct
from msgspec import inspect as kinds

from graph.formats.bods.statements import (
    EntityStatement,
    FieldError,
    OddStatement,
    PersonStatement,
    RelationshipStatement,
    Standard,
)

T = TypeVar("T", bound=Struct)

_PLACE = re.compile(r" - at `\$(.*)`$")
_KINDS: dict[str | None, type[Standard]] = {
    "entity": EntityStatement,
    "person": PersonStatement,
    "relationship": RelationshipStatement,
}


def regular(odd: OddStatement) -> Standard | OddStatement:
    """The statement with its details read; the same if they are not as the standard has them.

    >>> odd = OddStatement(record_type="person", record_details={"personType": "knownPerson"})
    >>> regular(odd).record_details.person_type
    'knownPerson'
    """
    if odd.record_type not in _KINDS:
        return odd
    try:
        return msgspec.convert(odd, _KINDS[odd.record_type], from_attributes=True)
    except msgspec.ValidationError:
        return odd


def typed(value: Any, cls: type[T], pointer: str = "") -> tuple[T, tuple[str, ...]]:
    """The value as a structure of the standard, and the names in it that the standard lacks.

    Raises :class:`FieldError` with a pointer for a value of the wrong type.

    >>> from graph.formats.bods.statements import Share
    >>> typed({"exact": 4, "colour": "blue"}, Share)[1]
    ('colour',)
    >>> typed({"exact": "much"}, Share, "/share")
    Traceback (most recent call last):
    ...
    graph.formats.bods.statements.FieldError: Invalid decimal string
    """
    try:
        try:
            return msgspec.convert(value, cls), ()
        except msgspec.ValidationError as error:
            if "unknown field" not in str(error):
                raise
        unknown: set[str] = set()
        known = _known_part(value, cls, "", unknown)
        return msgspec.convert(known, cls), tuple(sorted(unknown))
    except msgspec.ValidationError as error:
        said = str(error)
        place = _PLACE.search(said)
        inside = re.sub(r"\.|\[(\d+)\]", lambda m: f"/{m[1] or ''}", place[1]) if place else ""
        raise FieldError(pointer + inside, _PLACE.sub("", said), "type") from error


def _known_part(
    value: dict[str, Any], cls: type[Struct], path: str, unknown: set[str]
) -> dict[str, Any]:
    """The value without fields the standard lacks, whose paths are added to ``unknown``."""
    fields = _fields(cls)
    known = {}
    for name, part in value.items():
        if name not in fields:
            unknown.add(f"{path}{name}")
            continue
        known[name] = part
        inner = fields[name]
        if inner is None:
            continue
        inside = f"{path}{name}/"
        if isinstance(part, dict):
            known[name] = _known_part(part, inner, inside, unknown)
        elif isinstance(part, list):
            known[name] = [
                _known_part(one, inner, inside, unknown) if isinstance(one, dict) else one
                for one in part
            ]
    return known


@cache
def _fields(cls: type[Struct]) -> dict[str, type[Struct] | None]:
    """The names a structure has in JSON, each with the structure that stands there, if one does."""
    info = kinds.type_info(cls)
    assert isinstance(info, kinds.StructType)
    return {field.encode_name: _structure(field.type) for field in info.fields}


def _structure(kind: kinds.Type) -> type[Struct] | None:
    """The structure in a field, be it one, several, or one among other things."""
    if isinstance(kind, kinds.UnionType):
        return next(filter(None, map(_structure, kind.types)), None)
    if isinstance(kind, kinds.ListType | kinds.VarTupleType):
        return _structure(kind.item_type)
    return kind.cls if isinstance(kind, kinds.StructType) else None
