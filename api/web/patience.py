"""Connections that send a request's head, or take up an answer, too slowly are closed.

A client that sends a byte now and then would otherwise hold a connection for as long as it likes,
and one that reads nothing would hold an answer; some hundreds of them would hold all. uvicorn ends
idle connections, not slow ones. One visitor has only so many connections.
"""

from __future__ import annotations

import asyncio
import socket
import struct
from collections import Counter
from typing import Any, ClassVar

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from api.settings import Settings
from api.web.visitors import is_own, of_connection, visitor_of

try:
    import fcntl
    import termios
except ImportError:  # not on this system
    fcntl = None  # type: ignore[assignment]  # Windows has none: nothing is counted there

SIZE = struct.Struct("@i")
HEAD_SECONDS = 15.0
WRITE_SECONDS = 20.0


class PatientProtocol(H11Protocol):
    """HTTP/1.1 with a limit on the time from a request's first byte to the end of its head, and on
    the time in which nothing of an answer is taken up.
    """

    head_seconds = HEAD_SECONDS
    write_seconds = WRITE_SECONDS
    connections_of_one = 0  # of one visitor; 0: any
    own_machine_too = False
    visitors: ClassVar[Counter[str]] = Counter()

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self._closing: asyncio.TimerHandle | None = None
        self._unread: asyncio.TimerHandle | None = None
        self._visitor: str | None = None

    def connection_made(
        self,
        transport: asyncio.Transport,  # type: ignore[override]  # uvicorn narrows it so too
    ) -> None:
        """A new connection has its time from the start; one too many of a visitor is closed."""
        super().connection_made(transport)
        self._wait()
        address = of_connection(transport)
        if self.connections_of_one and (self.own_machine_too or not is_own(address)):
            self._visitor = visitor_of(address)
            self.visitors[self._visitor] += 1
            if self.visitors[self._visitor] > self.connections_of_one:
                transport.abort()

    def data_received(self, data: bytes) -> None:
        """The time runs while a head has begun and has not ended."""
        if self._unread is not None and not self.transport.get_write_buffer_size():
            self._unread.cancel()  # what came before was taken up
            self._unread = None
        super().data_received(data)
        if self.conn.their_state is h11.IDLE and self.conn.trailing_data[0]:
            self._wait()
        elif self._closing is not None:
            self._closing.cancel()
            self._closing = None

    def pause_writing(self) -> None:
        """More is to be taken up than waits here: the time for some of it begins."""
        super().pause_writing()
        self._look_again()

    def resume_writing(self) -> None:
        """Some was taken up."""
        super().resume_writing()
        if self._unread is not None:
            self._unread.cancel()
            self._unread = None

    def on_response_complete(self) -> None:
        """All is written, and some may not be taken up."""
        super().on_response_complete()
        if self.transport.get_write_buffer_size():
            self._look_again()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing is waited for any more."""
        for timer in (self._closing, self._unread):
            if timer is not None:
                timer.cancel()
        if self._visitor is not None:
            self.visitors[self._visitor] -= 1
            if not self.visitors[self._visitor]:
                del self.visitors[self._visitor]
        super().connection_lost(exc)

    def _wait(self) -> None:
        if self._closing is None:
            self._closing = self.loop.call_later(self.head_seconds, self.transport.abort)

    def _look_again(self) -> None:
        if self._unread is None:
            self._unread = self.loop.call_later(self.write_seconds, self._look, self._waiting())

    def _look(self, before: int) -> None:
        """End the connection where nothing was taken up since there was so much."""
        self._unread = None
        if self._waiting() >= before:
            self.transport.abort()
        elif self.transport.get_write_buffer_size():
            self._look_again()

    def _waiting(self) -> int:
        """Bytes of answers not taken up: here, and in the system's buffer, which alone may shrink
        for a long time.
        """
        return self.transport.get_write_buffer_size() + _unsent(
            self.transport.get_extra_info("socket")
        )


def _unsent(connection: socket.socket | None) -> int:
    """Bytes in the system's buffer of a connection that the other side has not taken up."""
    if connection is None or fcntl is None:
        return 0
    try:
        answer = fcntl.ioctl(connection.fileno(), termios.TIOCOUTQ, bytes(SIZE.size))
    except OSError:
        return 0
    return int(SIZE.unpack(answer)[0])


def patient(settings: Settings) -> type[PatientProtocol]:
    """The protocol with the limits of the settings."""

    class Patient(PatientProtocol):
        write_seconds = settings.write_seconds
        # Behind proxies every connection is theirs.
        connections_of_one = 0 if settings.proxies else settings.connections
        own_machine_too = settings.limit_own_machine
        visitors: ClassVar[Counter[str]] = Counter()

    return Patient
