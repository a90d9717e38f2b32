"""Refusals as pages, for whoever asked for a page.

Plain ASGI. What is refused is refused with the same status and the same words; a browser at an
address of pages gets them as a page with what else it may mean, everybody else as a problem
document.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from urllib.parse import parse_qs

import msgspec
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.errors import FIND_IT
from api.explorer.pages import POLICY, Reader, page
from api.negotiation import accept_of, preferred
from api.web.problems import MEDIA
from graph.answers.parts import Named
from ontology.terms import ID

HTML, HTML_TYPE = "text/html", b"text/html; charset=utf-8"
PROGRAMS = ("/api", "/sparql", "/reconcile", "/metrics", "/healthz", "/readyz", "/.well-known")
FIRMS = ("unknown-entity", "unknown-firm", "unknown-thing")  # kinds of problems with suggestions
ENGINE = "engine-needed"  # of a kept release whose answers another engine computed
OURS = frozenset((b"content-type", b"content-length", b"vary", b"content-security-policy"))
EDITOR = "/lenses/edit"  # whose form is tried again
#: What a status is called on a page, where its own name says nothing to readers.
TITLES = {422: "This cannot be asked so"}
MEANT = "; did you mean: "

#: Who is meant by an id, where somebody is.
Called = Callable[[str], Named | None]


def nobody(_: str) -> Named | None:
    """Of an application without a release no id is anybody's."""
    return None


class RefusalPages:
    """An application whose refusals people can read."""

    def __init__(self, app: ASGIApp, called: Called = nobody) -> None:
        """``called`` names those who are suggested, who are known by their ids here."""
        self._app, self._called = app, called

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, and put a refusal into a page."""
        if scope["type"] != "http" or scope["path"].startswith(PROGRAMS):
            await self._app(scope, receive, send)
            return
        reads = _reads_pages(scope)
        start: Message | None = None
        body = bytearray()

        async def send_or_gather(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start" and _is_problem(message):
                message = dict(message, headers=[*message["headers"], (b"vary", b"Accept")])
                start = message if reads else None
                if reads:
                    return
            if start is None or message["type"] != "http.response.body":
                await send(message)
                return
            body.extend(message.get("body", b""))
            if not message.get("more_body"):
                content = _refusal_page(bytes(body), scope, self._called)
                await _send_page(start, content, send)

        await self._app(scope, receive, send_or_gather)


def _reads_pages(scope: Scope) -> bool:
    accept = accept_of(Headers(scope=scope)) or ""
    return preferred(accept, (MEDIA, HTML)) == HTML


def _is_problem(start: Message) -> bool:
    return any(
        name.lower() == b"content-type" and value.startswith(MEDIA.encode())
        for name, value in start["headers"]
    )


def _refusal_page(body: bytes, scope: Scope, called: Called) -> bytes:
    """What is refused, as a page with what else was perhaps meant."""
    refused = msgspec.json.decode(body)
    asked = parse_qs(scope["query_string"].decode("latin-1"))
    kind = refused["type"].rpartition("/")[2]
    # Formats there are and parameters there are no firms to look for.
    suggestions = refused.get("suggestions", ()) if kind in FIRMS else ()
    return page(
        "lost",
        Reader("zh" if asked.get("language") == ["zh"] else "en"),
        "/",
        title=TITLES.get(refused["status"], refused["title"]),
        reason=_reason(refused["detail"], bool(suggestions)),
        suggestions=_named(suggestions, called),
        back=EDITOR if scope["path"] == EDITOR else "",
        # Of a kept release of another engine: which one it is, and whose results stand in it.
        engine=asked.get("release", [""])[0] if kind == ENGINE else "",
        firms=_named(asked.get("id", ()), called) if kind == ENGINE else (),
    )


def _reason(detail: str, suggested: bool) -> str:
    """Why it is refused: whom else it may mean stands under it by name, and above it a search."""
    detail = detail.partition(FIND_IT)[0]
    return detail.partition(MEANT)[0] if suggested else detail


def _named(texts: Iterable[str], called: Called) -> list[Named]:
    """Those whom some ids or names mean; a text that is nobody's id stands as it is."""
    return [called(text.removeprefix(ID.base)) or Named("", text) for text in texts]


async def _send_page(start: Message, content: bytes, send: Send) -> None:
    headers = [pair for pair in start["headers"] if pair[0].lower() not in OURS]
    headers += [
        (b"content-type", HTML_TYPE),
        (b"content-length", str(len(content)).encode()),
        (b"content-security-policy", POLICY.encode()),
        (b"vary", b"Accept"),
    ]
    await send(dict(start, headers=headers))
    await send({"type": "http.response.body", "body": content})
