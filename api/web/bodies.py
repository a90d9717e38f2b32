"""What visitors send, read whole before anything else is done for them.

Within so many bytes and seconds; and all bodies on their way together, and one visitor's, take only
so much memory. A body refused is still read for a while and thrown away: a client that is sending
reads no answer, and closing on it would take the answer from its hands.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager, suppress

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.errors import BusyError, SlowBodyError, TooLargeError
from api.web.leaving import VisitorLeftError

LINGER_SECONDS = 10.0  # in which a refused body is read and thrown away,
LINGER_BYTES = 64 << 20  # and how much of it


class Bodies:
    """The bodies on their way to one server."""

    def __init__(self, longest: int, seconds: float, together: int, of_one: int) -> None:
        """Most bytes of one, seconds it may take, bytes of all and of one visitor's together."""
        self._longest, self._seconds = longest, seconds
        self._together, self._of_one = together, of_one
        self._waiting: Counter[str] = Counter()

    @contextmanager
    def room(self, visitor: str | None) -> Iterator[Body]:
        """Room for one body, until the request is answered; nobody's has only the common bound."""
        body = Body(self, visitor)
        try:
            yield body
        finally:
            body.give_back()

    async def read(self, receive: Receive, body: Body) -> bytes:
        """The whole body.

        Raises
        ------
        TooLargeError, SlowBodyError
            It is longer, or slower, than is read here.
        BusyError
            As much is on its way as there is room for.
        VisitorLeftError
            It will never be whole.
        """
        content = bytearray()
        try:
            async with asyncio.timeout(self._seconds):
                async for block in _blocks(receive):
                    if len(content) + len(block) > self._longest:
                        raise TooLargeError(f"a body has at most {self._longest} bytes here")
                    body.take(len(block))
                    content += block
        except TimeoutError:
            slow = f"the body did not come within {self._seconds:g} s"
            raise SlowBodyError(slow) from None
        return bytes(content)

    def took(self, visitor: str | None, more: int) -> None:
        """Count bytes that came, or that are given back."""
        for who in ("", visitor):
            if who is not None:
                self._waiting[who] += more
                if self._waiting[who] <= 0:
                    del self._waiting[who]
        if more > 0 and (
            self._waiting[""] > self._together
            or (visitor is not None and self._waiting[visitor] > self._of_one)
        ):
            raise BusyError("as many bodies are on their way as there is room for; ask again")


class Body:
    """What one body takes of the room there is."""

    def __init__(self, bodies: Bodies, visitor: str | None) -> None:
        self._bodies, self._visitor, self._bytes = bodies, visitor, 0

    def take(self, more: int) -> None:
        """Count what came."""
        self._bytes += more
        self._bodies.took(self._visitor, more)

    def give_back(self) -> None:
        """Count it as gone."""
        gone, self._bytes = self._bytes, 0
        if gone:
            self._bodies.took(self._visitor, -gone)


async def _blocks(receive: Receive) -> AsyncIterator[bytes]:
    while True:
        message = await receive()
        if message["type"] != "http.request":
            raise VisitorLeftError
        if message.get("body"):
            yield message["body"]
        if not message.get("more_body"):
            return


def announces_body(scope: Scope) -> bool:
    """Whether a request says that a body comes with it."""
    said = dict(scope["headers"])
    return b"transfer-encoding" in said or said.get(b"content-length", b"0").strip() != b"0"


def again(body: bytes, receive: Receive) -> Receive:
    """A body that was read, to be received again, and then whatever comes."""
    waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def received() -> Message:
        return waiting.pop() if waiting else await receive()

    return received


async def refuse(
    answer: ASGIApp, scope: Scope, receive: Receive, send: Send, *, is_whole: bool
) -> None:
    """Give an answer, read what is still being sent, and only then be done.

    A connection on which a body never came whole is closed: nothing else can come on it.
    """
    held = False
    closes = [] if is_whole or not announces_body(scope) else [(b"connection", b"close")]

    async def holding(message: Message) -> None:
        nonlocal held
        if message["type"] == "http.response.start":
            message = {**message, "headers": [*message["headers"], *closes]}
        held = message["type"] == "http.response.body" and not message.get("more_body")
        await send({**message, "more_body": True} if held else message)

    await answer(scope, receive, holding)
    read = 0
    with suppress(TimeoutError, VisitorLeftError):
        async with asyncio.timeout(LINGER_SECONDS):
            async for block in _blocks(receive):
                read += len(block)
                if read > LINGER_BYTES:
                    break
    if held:
        await send({"type": "http.response.body", "body": b""})
