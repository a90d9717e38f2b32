"""The application at whose door requests are handed to processes that can be ended.

Plain ASGI, within the limits. What :func:`api.apart.kinds.is_here` names is answered here; the rest
is answered by a process that has the same routes, and a visitor who leaves ends its work.
"""

from __future__ import annotations

import logging
from http import HTTPStatus

from starlette.types import ASGIApp, Receive, Scope, Send

from api.apart.frames import Asked
from api.apart.kinds import Kind, is_here, kind_of
from api.apart.lanes import Questions
from api.errors import MemoryLimitError, TimeLimitError
from api.settings import Settings
from api.web.dependencies import Served
from api.web.leaving import while_connected
from api.web.problems import problem, problem_of
from graph.errors import ZizhuError

log = logging.getLogger("zizhu.api")

UNFORESEEN = HTTPStatus.INTERNAL_SERVER_ERROR.value  # each such failure is a kind of its own


class Door:
    """The routes, each request in a process of its own."""

    def __init__(self, app: ASGIApp, served: Served) -> None:
        self._app, self._served = app, served

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer here, or have it answered."""
        questions = self._served.questions
        if scope["type"] != "http" or is_here(scope["path"]) or questions is None:
            await self._app(scope, receive, send)
            return
        await _handed(questions, self._served.settings, scope, receive, send)


def handing_to(questions: Questions, settings: Settings) -> ASGIApp:
    """An application that has every request answered by these processes."""

    async def hand(scope: Scope, receive: Receive, send: Send) -> None:
        await _handed(questions, settings, scope, receive, send)

    return hand


async def _handed(
    questions: Questions, settings: Settings, scope: Scope, receive: Receive, send: Send
) -> None:
    message = await receive()  # within the limits it comes whole
    kind = kind_of(scope["method"], scope["path"], scope["query_string"])
    asked = _asked(scope, message.get("body", b""), int(_seconds(settings, kind)))
    visitor = str(scope.get("visitor") or "")
    try:
        answered = await while_connected(receive, questions.ask(asked, visitor))
    except ZizhuError as error:
        await _refusal(error, kind, scope)(scope, receive, send)
        return
    for line in answered.logged:
        what = line.splitlines()[-1] if answered.status == UNFORESEEN else ""
        log.warning("%s", line, extra={"kind": (answered.status, what)})
    await send(
        {"type": "http.response.start", "status": answered.status, "headers": answered.headers}
    )
    await send({"type": "http.response.body", "body": answered.body})


def _asked(scope: Scope, body: bytes, seconds: int) -> Asked:
    server, client = scope.get("server"), scope.get("client")
    return Asked(
        method=scope["method"],
        path=scope["path"],
        raw_path=scope.get("raw_path") or scope["path"].encode(),
        query=scope["query_string"],
        headers=[(bytes(name), bytes(value)) for name, value in scope["headers"]],
        body=body,
        scheme=scope.get("scheme", "http"),
        host=(server[0], server[1] or 0) if server else None,
        client=(client[0], client[1]) if client else None,
        seconds=seconds,
    )


def _seconds(settings: Settings, kind: Kind) -> float:
    return {
        "small": settings.question_seconds,
        "long": settings.long_seconds,
        "longest": settings.long_seconds,
        "document": settings.document_seconds,
    }[kind]


def _refusal(error: ZizhuError, kind: Kind, scope: Scope) -> ASGIApp:
    """A document that takes too much is the visitor's to shorten; a question is ours to refuse."""
    if kind == "document" and isinstance(error, MemoryLimitError):
        detail = f"the document cannot be read here: {error}; send it in parts"
        return problem(413, "too-large", detail, instance=scope["path"])
    if kind == "document" and isinstance(error, TimeLimitError):
        detail = f"the document cannot be read here: {error}; send it in parts"
        return problem(422, "too-much", detail, instance=scope["path"])
    return problem_of(error, scope["path"])
