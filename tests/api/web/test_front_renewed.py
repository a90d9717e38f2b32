"""What is kept of answers is asked again of the release that comes, before anybody asks it."""

from __future__ import annotations

import asyncio

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.web.front import Front

ROOM = 100_000


class Says:
    """An application that tells its release, and counts what it was asked."""

    def __init__(self, release: str) -> None:
        self.release = release
        self.asked: list[str] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await receive()
        path = scope["path"]
        self.asked.append(path)
        tag = {} if path == "/changing" else {"ETag": f'"{self.release}"'}
        await PlainTextResponse(f"{path} of {self.release}", headers=tag)(scope, receive, send)


async def body_of(app: ASGIApp, path: str) -> str:
    got: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        got.append(message)

    scope = {"type": "http", "method": "GET", "path": path, "query_string": b"", "headers": []}
    await app(scope, receive, send)
    return b"".join(message.get("body", b"") for message in got).decode()


def test_a_visitor_after_the_switch_does_not_wait_for_what_was_asked_before_it() -> None:
    serving = ["old"]
    old, new = Says("old"), Says("new")

    async def told() -> list[str]:
        async def current(scope: Scope, receive: Receive, send: Send) -> None:
            await (old if serving == ["old"] else new)(scope, receive, send)

        front = Front(current, ROOM, lambda: serving[0])
        for path in ("/a", "/b", "/changing", "/api/diff", "/sparql"):
            await body_of(front, path)
        await front.renew(new, "new")
        before = await body_of(front, "/a")  # the old one answers until the switch
        serving[0] = "new"
        return [before, *[await body_of(front, path) for path in ("/a", "/b", "/c")]]

    assert asyncio.run(told()) == ["/a of old", "/a of new", "/b of new", "/c of new"]
    assert new.asked == [
        "/b",
        "/a",
        "/c",
    ]  # the last asked first; no long one, none of other processes
    assert old.asked == ["/a", "/b", "/changing", "/api/diff", "/sparql"]
