"""One request through the routes, in the process that answers it; and some before anybody asks."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from contextlib import suppress
from urllib.parse import quote

from starlette.types import ASGIApp, Message

from api.apart.frames import Asked, RawHeaders
from graph.claims.knowledge import Knowledge

#: What is asked of one firm: between them they bring in what most questions need,
USUAL = ("/api/entities/{}/classification", "/api/entities/{}/owners", "/api/entities/{}/claims")
#: and what brings in much more.
LARGE = ("/api/entities/{}/score", "/api/entities/{}/answer")
ENOUGH = 2.0  # seconds after which nothing more is computed beforehand


async def answered(app: ASGIApp, asked: Asked) -> tuple[int, RawHeaders, bytes]:
    """The application's answer to one request."""
    scope = {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "method": asked.method,
        "scheme": asked.scheme,
        "path": asked.path,
        "raw_path": asked.raw_path,
        "query_string": asked.query,
        "root_path": "",
        "headers": asked.headers,
        "server": asked.host,
        "client": asked.client,
        "state": {},
    }
    sent: list[Message] = []
    waiting = [{"type": "http.request", "body": asked.body, "more_body": False}]

    async def receive() -> Message:
        return waiting.pop() if waiting else {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        sent.append(message)

    with suppress(Exception):  # it was answered and logged, and is raised again for tests
        await app(scope, receive, send)
    body = b"".join(message.get("body", b"") for message in sent[1:])
    return sent[0]["status"], list(sent[0]["headers"]), body


def warmed(app: ASGIApp, knowledge: Knowledge, paths: Sequence[str]) -> None:
    """Answer some questions of one firm, so that no process that is forked begins with them.

    What is brought in and computed for all firms is then there in each fork.
    """
    firm = next(iter((*knowledge.subjects, *knowledge.entities)), None)
    until = time.monotonic() + ENOUGH
    for path in paths if firm else ():
        if time.monotonic() < until:
            asyncio.run(answered(app, _of_firm(path.format(quote(str(firm))))))


def _of_firm(path: str) -> Asked:
    return Asked("GET", path, path.encode(), b"", [(b"host", b"here")], b"", "http", None, None, 0)
