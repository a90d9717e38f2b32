"""What stands before every route: security headers, leave for other pages, kept answers, 304.

Plain ASGI. An answer that carries an entity tag stays true as long as its
release does, so it is kept, up to a number of bytes, under its path and query
(and what the visitor reads, where it varies by that), and given again without
routing or computing; a visitor who already has it gets 304. Failures are never kept.
"""

from __future__ import annotations

import asyncio
import sys
from collections import deque
from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import quote

from cachetools import LRUCache
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.apart.kinds import is_here, kind_of
from api.negotiation import accept_of, preferred
from api.settings import MEBIBYTE
from api.web.packed import BY_CODING, BY_MEDIA, packed, varies, varying
from api.web.responses import has_tag

SECURITY = {
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"no-referrer",
    b"x-frame-options": b"DENY",
    b"content-security-policy": b"default-src 'none'; frame-ancestors 'none'",
    # Everything here is public and nothing knows who asks, so pages of other sites may ask too.
    b"access-control-allow-origin": b"*",
    b"cross-origin-resource-policy": b"cross-origin",
    b"access-control-expose-headers": b"ETag, Link, Location, Retry-After, Zizhu-Release",
}
PREFLIGHT = {
    b"access-control-allow-methods": b"GET, HEAD, POST",
    b"access-control-allow-headers": b"Accept, Authorization, Content-Type, If-None-Match",
    b"access-control-max-age": b"86400",
    b"content-length": b"0",
}
REVALIDATE = (b"cache-control", b"no-cache")  # keep it, and ask whether it is still so

_KEPT_AT_304 = frozenset((b"etag", b"cache-control", b"vary", b"zizhu-release", *SECURITY))

RawHeaders = list[tuple[bytes, bytes]]
#: Path, query, the release that answers, and ``Accept`` where the answer varies by it.
Key = tuple[str, bytes, str, str]
Asked = tuple[str, bytes, str]  # of a key, what is asked of the release that comes
ONCE = 4  # the part of the room that what was asked for once may take
LARGEST = 4 * MEBIBYTE  # of one answer
LATELY = 512  # kept answers that were given last, remembered for the release that comes


class Answer(NamedTuple):
    """A whole answer, and the bytes of memory it takes."""

    headers: RawHeaders
    body: bytes
    weight: int


class Kept:
    """Whole answers under their path and query; the least used go when room is needed.

    Room is counted in bytes of memory: of the body, of path and query, of the headers. A quarter of
    it is for what was asked for once: whoever asks for one day after another pushes out only that.

    >>> kept = Kept(room=12_000)
    >>> kept.put(("/a", b"", "", ""), [], b"a" * 2000)
    >>> kept.put(("/b", b"", "", ""), [], b"b" * 2000)
    >>> kept.get(("/a", b"", "", "")) is None, len(kept.get(("/b", b"", "", ""))[1])
    (True, 2000)
    """

    def __init__(self, room: int) -> None:
        self._once = _answers(room // ONCE)
        self._again = _answers(room - room // ONCE)
        self._most = min(room // ONCE, LARGEST)
        self._given: deque[Asked] = deque(maxlen=LATELY)

    def get(self, key: Key) -> tuple[RawHeaders, bytes] | None:
        """The answer, now the most recently used."""
        kept = self._again.get(key)
        if kept is None:
            kept = self._once.pop(key, None)
            if kept is None:
                return None
            self._again[key] = kept
        self._given.append(_asked(key))
        return kept.headers, kept.body

    def put(self, key: Key, headers: RawHeaders, body: bytes) -> None:
        """Keep an answer, unless it alone takes more than one may."""
        weight = _weight(key, headers, body)
        if weight <= self._most and key not in self._again and key not in self._once:
            # Asked for lately, though it had to go, or of the release before.
            room = self._again if _asked(key) in self._given else self._once
            room[key] = Answer(headers, body, weight)
            self._given.append(_asked(key))

    def lately(self) -> tuple[Asked, ...]:
        """What was asked for of all that was given or put here, each once, the last of them first.

        >>> kept = Kept(room=9000)
        >>> for path in ("/a", "/b"): kept.put((path, b"", "old", ""), [], b"")
        >>> _ = kept.get(("/a", b"", "old", ""))
        >>> kept.lately()
        (('/a', b'', ''), ('/b', b'', ''))
        """
        return tuple(dict.fromkeys(reversed(self._given)))


def _answers(room: int) -> LRUCache[Key, Answer]:
    return LRUCache(room, getsizeof=lambda kept: kept.weight)


def _asked(key: Key) -> Asked:
    path, query, _, accept = key
    return path, query, accept


def _weight(key: Key, headers: RawHeaders, body: bytes) -> int:
    """Bytes an answer takes in memory; many small ones weigh by their headers, not their bodies."""
    parts = [key, *key, headers, body, *headers, *(half for pair in headers for half in pair)]
    return sum(map(sys.getsizeof, parts))


class Front:
    """The outermost application."""

    def __init__(self, app: ASGIApp, room: int, release: Callable[[], str] = str) -> None:
        """``release`` names the one that answers; what an earlier one said is not given again."""
        self._app, self._kept, self._release = app, Kept(room), release

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from memory, or pass on and watch what comes back."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        method = scope["method"]
        headers = Headers(scope=scope)
        if method == "OPTIONS" and "access-control-request-method" in headers:
            raw = [*SECURITY.items(), *PREFLIGHT.items()]
            await send({"type": "http.response.start", "status": 204, "headers": raw})
            await send({"type": "http.response.body", "body": b""})
            return
        key = (scope["path"], scope["query_string"], self._release(), accept_of(headers) or "")
        if method in ("GET", "HEAD"):
            kept = self._kept.get((*key[:3], "")) or self._kept.get(key)
            if kept is not None and _reads(headers, kept[0]):
                await _give(*kept, headers, method, send)
                return
            scope = dict(scope, method="GET")
        await _Watch(self._app, self._kept, key, headers, method).run(scope, receive, send)

    async def renew(self, app: ASGIApp, release: str) -> None:
        """Have what was lately given answered by the release that comes, before anybody asks it.

        Otherwise everybody who asks in the second after a switch waits for everybody else.
        """
        for path, query, accept in self._kept.lately():
            if is_here(path) or kind_of("GET", path, query) != "small":
                continue  # not these processes' to answer, or long: the switch would wait for it
            scope = _again(path, query, accept)
            key, headers = (path, query, release, accept), Headers(scope=scope)
            watch = _Watch(app, self._kept, key, headers, "GET")
            await watch.run(scope, _body_and_no_more(), _to_nobody)


def _again(path: str, query: bytes, accept: str) -> Scope:
    """A request for a kept answer: it depends on nothing but path, query and what is read."""
    reads = [(b"accept", accept.encode("latin-1"))] if accept else []
    return {
        "type": "http",
        "method": "GET",
        "path": path,
        "raw_path": quote(path).encode(),
        "query_string": query,
        "headers": [(b"host", b"here"), *reads],
    }


def _body_and_no_more() -> Receive:
    """Somebody who has nothing to send, and does not leave."""
    waiting: list[Message] = [{"type": "http.request", "body": b"", "more_body": False}]

    async def receive() -> Message:
        if not waiting:
            await asyncio.Event().wait()
        return waiting.pop()

    return receive


async def _to_nobody(message: Message) -> None:
    """What is sent to nobody is kept, and that is all."""


class _Watch:
    """One request on its way: gathers an answer that can be kept, passes on all others."""

    def __init__(self, app: ASGIApp, kept: Kept, key: Key, headers: Headers, method: str) -> None:
        self._app, self._kept, self._key = app, kept, key
        self._headers, self._method = headers, method
        self._start: Message | None = None
        self._body = bytearray()

    async def run(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def watching(message: Message) -> None:
            await self._watch(message, send)

        await self._app(scope, receive, watching)

    async def _watch(self, message: Message, send: Send) -> None:
        if message["type"] == "http.response.start":
            raw: RawHeaders = varying(message["headers"])
            present = {name.lower() for name, _ in raw}
            raw += [(name, value) for name, value in SECURITY.items() if name not in present]
            if any(b"frame-ancestors *" in value for _, value in raw):
                raw[:] = [pair for pair in raw if pair[0] != b"x-frame-options"]
            message["headers"] = raw
            good = message["status"] == 200 and self._method in ("GET", "HEAD")
            if good and b"cache-control" not in present:
                raw.append(REVALIDATE)
            tagged = good and b"etag" in present
            if tagged and (self._kept_under(raw) is not None or _has(self._headers, raw)):
                self._start = message
                return
        elif message["type"] == "http.response.body":
            if self._start is not None:
                await self._gather(message, send)
                return
            if self._method == "HEAD":
                message = dict(message, body=b"")
        await send(message)

    def _kept_under(self, answer: RawHeaders) -> Key | None:
        """Under what an answer is kept: with what the visitor reads where it varies by that.

        Nothing where it varies by more; queries that vary have addresses in them of the host asked.
        """
        by = {*varies(answer)} - {BY_CODING}  # it is kept unpacked
        if not by:
            return (*self._key[:3], "")
        return self._key if by == {BY_MEDIA} and not is_here(self._key[0]) else None

    async def _gather(self, message: Message, send: Send) -> None:
        if not _has(self._headers, self._start["headers"] if self._start else []):
            self._body += message.get("body", b"")
        if message.get("more_body") or self._start is None:
            return
        headers, body = self._start["headers"], bytes(self._body)
        under = self._kept_under(headers)
        if under is not None:
            self._kept.put(under, headers, body)
        await _give(headers, body, self._headers, self._method, send)


def _reads(visitor: Headers, answer: RawHeaders) -> bool:
    accept = accept_of(visitor)
    if accept is None:
        return True
    media = next((value for name, value in answer if name == b"content-type"), b"")
    return preferred(accept, (media.decode("latin-1").split(";")[0],)) is not None


def _has(visitor: Headers, answer: RawHeaders) -> bool:
    """Whether the visitor has this answer already."""
    tag = next((value for name, value in answer if name == b"etag"), b"").decode("latin-1")
    return has_tag(", ".join(visitor.getlist("if-none-match")) or None, tag)


async def _give(
    headers: RawHeaders, body: bytes, visitor: Headers, method: str, send: Send
) -> None:
    if _has(visitor, headers):
        short = [(name, value) for name, value in headers if name in _KEPT_AT_304]
        await send({"type": "http.response.start", "status": 304, "headers": short})
        await send({"type": "http.response.body", "body": b""})
        return
    headers, body = packed(headers, body, visitor)
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": b"" if method == "HEAD" else body})
