"""What visitors send: JSON of a size that is read, decoded with the place of whatever is wrong."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

import msgspec
from fastapi import Request
from msgspec import Struct

from api.errors import TooLargeError, UnsupportedMediaError
from graph.errors import InputError

T = TypeVar("T")

KIBIBYTE = 1024

Texts = tuple[str, ...]


class Suppose(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A firm and what is supposed of it, in the language of the command's options."""

    firm: str
    as_of: str | None = None
    home: str | None = None
    lens: Texts = ()
    set: Texts = ()
    remove: Texts = ()
    close: Texts = ()
    complete: Texts = ()
    control: Texts = ()
    citizen: Texts = ()
    seat: Texts = ()
    headquarters: Texts = ()


def body_of(most: int) -> Callable[[Request], Awaitable[bytes]]:
    """A dependency that gives the body of a request, or refuses it beyond so many KiB."""

    async def body(request: Request) -> bytes:
        media = request.headers.get("content-type", "").split(";")[0].strip().lower()
        if media != "application/json":
            raise UnsupportedMediaError(f"the body is {media or 'untyped'}; send application/json")
        found = bytearray()
        async for chunk in request.stream():
            found += chunk
            if len(found) > most * KIBIBYTE:
                raise TooLargeError(f"the body has more than the {most} KiB that are read")
        return bytes(found)

    return body


def decoded(body: bytes, wanted: type[T]) -> T:
    """The body as a record; raise :class:`InputError` with the place of what is wrong."""
    try:
        return msgspec.json.decode(body, type=wanted)
    except msgspec.DecodeError as error:
        raise InputError(f"the body cannot be used: {error}") from error
    except RecursionError:
        raise InputError("the body cannot be used: it is nested too deep") from None


def sent(record: type[Struct], example: dict[str, Any]) -> dict[str, Any]:
    """What the description says of a body that is one record."""
    schema = {"$ref": f"#/components/schemas/{record.__name__}"}
    content = {"application/json": {"schema": schema, "example": example}}
    return {"requestBody": {"required": True, "content": content}}
