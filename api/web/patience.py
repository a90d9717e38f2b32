"""Connections that send the head of a request too slowly are closed.

A client that sends a byte now and then would otherwise hold a connection for as long as it likes,
and some hundreds of them would hold them all. uvicorn ends idle connections, not slow ones.
"""

from __future__ import annotations

import asyncio
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD_SECONDS = 15.0


class PatientProtocol(H11Protocol):
    """HTTP/1.1 with a limit on the time from a request's first byte to the end of its head."""

    head_seconds = HEAD_SECONDS

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self._closing: asyncio.TimerHandle | None = None

    # uvicorn narrows the transport in the same way.
    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """A new connection has its time from the start."""
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """The time runs while a head has begun and has not ended."""
        super().data_received(data)
        if self.conn.their_state is h11.IDLE and self.conn.trailing_data[0]:
            self._wait()
        elif self._closing is not None:
            self._closing.cancel()
            self._closing = None

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing is waited for any more."""
        if self._closing is not None:
            self._closing.cancel()
        super().connection_lost(exc)

    def _wait(self) -> None:
        if self._closing is None:
            self._closing = self.loop.call_later(self.head_seconds, self.transport.abort)
