"""Answers leave in pieces, so that one nobody reads stays where it is and not in memory.

The server waits after each piece until the one before has been taken; how long, says
:mod:`api.web.patience`.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import BinaryIO

from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

PIECE = 65_536  # bytes


async def in_pieces(message: Message, send: Send) -> None:
    """Send a message on, a long body a piece at a time."""
    body = message.get("body", b"")
    if message["type"] != "http.response.body" or len(body) <= PIECE:
        await send(message)
        return
    more = message.get("more_body", False)
    view = memoryview(body)
    for start in range(0, len(view), PIECE):
        last = start + PIECE >= len(view)
        piece = bytes(view[start : start + PIECE])
        await send({"type": "http.response.body", "body": piece, "more_body": more or not last})


class FileAnswer(Response):
    """An answer that lies in a file without a name, and is closed when it was given."""

    def __init__(self, file: BinaryIO, media: str, headers: Mapping[str, str]) -> None:
        self._file = file
        size = os.fstat(file.fileno()).st_size
        super().__init__(media_type=media, headers={**headers, "Content-Length": str(size)})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Read it a piece at a time, as it is taken."""
        with self._file as file:
            size, place = os.fstat(file.fileno()).st_size, 0
            await send(
                {
                    "type": "http.response.start",
                    "status": self.status_code,
                    "headers": self.raw_headers,
                }
            )
            while place < size:
                piece = os.pread(file.fileno(), PIECE, place)
                place += len(piece)
                await send({"type": "http.response.body", "body": piece, "more_body": place < size})
            if not size:
                await send({"type": "http.response.body", "body": b""})
