"""Pages sent packed to whoever can unpack them: a page of 100 kB travels as 20.

Only pages: their text repeats, and people read them over a telephone. The tag of a packed page is
the weak form of its own, since its bytes are others (RFC 9110, section 8.8.1).
"""

from __future__ import annotations

import gzip
import re
from functools import lru_cache

from starlette.datastructures import Headers

LEAST = 2000  # bytes below which nothing is won
LEVEL = 6
KEPT = 64  # packed pages that are remembered

RawHeaders = list[tuple[bytes, bytes]]
PACKED = (b"text/html", b"text/css", b"text/javascript")
NEVER = re.compile(r"q=0(\.0*)?")  # the weight of a coding that is refused
CODING = (b"content-encoding", b"gzip")
BY_MEDIA, BY_CODING = "Accept", "Accept-Encoding"  # what an answer is chosen by


def packed(headers: RawHeaders, body: bytes, visitor: Headers) -> tuple[RawHeaders, bytes]:
    """An answer as this visitor can read it, packed where that is shorter.

    >>> page = [(b"content-type", b"text/html; charset=utf-8"), (b"etag", b'"a"')]
    >>> sent, body = packed(page, b"a" * 9000, Headers({"accept-encoding": "br, gzip;q=0.8"}))
    >>> dict(sent)[b"etag"], dict(sent)[b"content-encoding"], len(body) < 100
    (b'W/"a"', b'gzip', True)
    >>> packed(page, b"a" * 9000, Headers({"accept-encoding": "gzip;q=0"}))[1][:3]
    b'aaa'
    """
    media = next((value for name, value in headers if name == b"content-type"), b"")
    if len(body) < LEAST or not media.startswith(PACKED):
        return headers, body
    if not unpacks(visitor):
        return headers, body
    content = _gzip(body)
    told = [
        (name, b"W/" + value if name == b"etag" and not value.startswith(b"W/") else value)
        for name, value in headers
        if name != b"content-length"
    ]
    length = (b"content-length", str(len(content)).encode())
    return [*told, CODING, length], content


def varying(headers: RawHeaders) -> RawHeaders:
    """The same with all that it was chosen by in one field ``Vary``.

    Where the format is chosen, one of the formats is a page that may be packed, so each says both.

    >>> varying([(b"content-type", b"application/json"), (b"vary", b"Accept")])[-1]
    (b'vary', b'Accept, Accept-Encoding')
    >>> varying([(b"content-type", b"text/html; charset=utf-8")])[-1]
    (b'vary', b'Accept-Encoding')
    """
    by = varies(headers)
    media = next((value for name, value in headers if name.lower() == b"content-type"), b"")
    if (BY_MEDIA in by or media.startswith(PACKED)) and BY_CODING not in by:
        by.append(BY_CODING)
    others = [pair for pair in headers if pair[0].lower() != b"vary"]
    return [*others, (b"vary", ", ".join(by).encode())] if by else others


def varies(headers: RawHeaders) -> list[str]:
    """The fields of a request that an answer says it was chosen by."""
    said = b",".join(value for name, value in headers if name.lower() == b"vary").decode("latin-1")
    return [field for part in said.split(",") if (field := part.strip().title())]


def unpacks(visitor: Headers) -> bool:
    """Whether a visitor says that it reads gzip."""
    for one in ",".join(visitor.getlist("accept-encoding")).split(","):
        coding, _, weight = one.strip().lower().partition(";")
        if coding.strip() in ("gzip", "*"):
            return not NEVER.fullmatch(weight.replace(" ", ""))
    return False


@lru_cache(KEPT)
def _gzip(body: bytes) -> bytes:
    return gzip.compress(body, LEVEL, mtime=0)
