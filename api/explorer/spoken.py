"""Refusals as pages, for whoever asked for a page.

Plain ASGI. What is refused is refused with the same status and the same words; a browser at an
address of pages gets them as a page with what else it may mean, everybody else as a problem
document.
"""

from __future__ import annotations

from urllib.parse import parse_qs

import msgspec
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.explorer.pages import POLICY, Reader, page
from api.negotiation import accept_of, preferred
from api.web.problems import MEDIA

HTML, HTML_TYPE = "text/html", b"text/html; charset=utf-8"
PROGRAMS = ("/api", "/sparql", "/reconcile", "/metrics", "/healthz", "/readyz", "/.well-known")
FIRMS = ("unknown-entity", "unknown-firm", "unknown-thing")  # kinds of problems with suggestions
OURS = frozenset((b"content-type", b"content-length", b"vary", b"content-security-policy"))


class Spoken:
    """An application whose refusals people can read."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, and put a refusal into a page."""
        if scope["type"] != "http" or not _reads_pages(scope):
            await self._app(scope, receive, send)
            return
        start: Message | None = None
        body = bytearray()

        async def spoken(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start" and _is_problem(message):
                start = message
                return
            if start is None or message["type"] != "http.response.body":
                await send(message)
                return
            body.extend(message.get("body", b""))
            if not message.get("more_body"):
                await _send_page(start, bytes(body), scope, send)

        await self._app(scope, receive, spoken)


def _reads_pages(scope: Scope) -> bool:
    if scope["path"].startswith(PROGRAMS):
        return False
    accept = accept_of(Headers(scope=scope)) or ""
    return preferred(accept, (MEDIA, HTML)) == HTML


def _is_problem(start: Message) -> bool:
    return any(
        name.lower() == b"content-type" and value.startswith(MEDIA.encode())
        for name, value in start["headers"]
    )


async def _send_page(start: Message, body: bytes, scope: Scope, send: Send) -> None:
    refused = msgspec.json.decode(body)
    chosen = parse_qs(scope["query_string"].decode("latin-1")).get("language", ["en"])[0]
    content = page(
        "lost",
        Reader("zh" if chosen == "zh" else "en"),
        "/",
        title=refused["title"],
        reason=refused["detail"],
        # Formats there are and parameters there are no firms to look for.
        suggestions=refused.get("suggestions", ()) if refused["type"].endswith(FIRMS) else (),
    )
    headers = [pair for pair in start["headers"] if pair[0].lower() not in OURS]
    headers += [
        (b"content-type", HTML_TYPE),
        (b"content-length", str(len(content)).encode()),
        (b"content-security-policy", POLICY.encode()),
        (b"vary", b"Accept"),
    ]
    await send(dict(start, headers=headers))
    await send({"type": "http.response.body", "body": content})
