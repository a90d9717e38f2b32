"""Tools answered in processes that can be ended: the same lanes as questions over HTTP.

What a process is handed is the arguments of one call; what comes back is its result, or a refusal
in words. :mod:`api.apart.zygote` holds the release and forks the processes.
"""

from __future__ import annotations

import logging

import msgspec
from starlette.types import ASGIApp, Receive, Scope, Send

from api.apart.frames import Asked
from api.apart.lanes import Questions
from api.errors import refusal_text
from api.harmless import as_json
from api.mcp.arguments import AnswerArguments
from api.mcp.tools import TOOLS, answered
from api.settings import Settings
from graph.errors import ZizhuError
from graph.releases.release import Release

log = logging.getLogger("zizhu.mcp")

#: Of this module, for the process that loads the release.
ROUTES = "api.mcp.apart:alone"
DONE, REFUSED, UNFORESEEN = 200, 422, 500
NOT_FORESEEN = "this call met a fault of zizhu's own, which is in its log; other calls are answered"


def alone(release: Release, settings: Settings) -> ASGIApp:
    """The tools over one release, for a process that answers one call at a time."""
    _warmed(release, settings)

    async def tools(scope: Scope, receive: Receive, send: Send) -> None:
        message = await receive()
        status, content = _answer(release, settings, scope["path"][1:], message.get("body", b""))
        await send({"type": "http.response.start", "status": status, "headers": []})
        await send({"type": "http.response.body", "body": content})

    return tools


def _answer(release: Release, settings: Settings, name: str, body: bytes) -> tuple[int, bytes]:
    if name not in TOOLS:
        return REFUSED, b"no tool"
    try:
        asked = msgspec.json.decode(body, type=TOOLS[name].arguments)
        return DONE, as_json(answered(release, settings, name, asked))
    except ZizhuError as error:
        return REFUSED, refusal_text(error, "tool").encode()
    except Exception:
        log.exception("the tool %s failed", name)
        return UNFORESEEN, NOT_FORESEEN.encode()


def _warmed(release: Release, settings: Settings) -> None:
    """Answer for one firm, so that no process that is forked begins with what all of them need."""
    for firm in release.knowledge.subjects[:1]:
        answered(release, settings, "answer", AnswerArguments(firm=firm))


async def called(
    questions: Questions, settings: Settings, name: str, asked: msgspec.Struct
) -> tuple[bool, bytes]:
    """Whether a call was answered, and its result or the refusal; raises what a lane raises."""
    long = TOOLS[name].long
    seconds = settings.document_seconds if long else settings.question_seconds
    told = await questions.ask(
        Asked(
            method="POST" if long else "GET",
            path=f"/{name}",
            raw_path=f"/{name}".encode(),
            query=b"",
            headers=[],
            body=msgspec.json.encode(asked),
            scheme="http",
            host=None,
            client=None,
            seconds=int(seconds),
        ),
        visitor="",
    )
    for line in told.logged:
        log.warning("%s", line)
    return told.status == DONE, told.body
