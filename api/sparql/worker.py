"""A process that answers one query at a time, seen from the server."""

from __future__ import annotations

import asyncio
import socket
from contextlib import suppress

from msgspec import Struct

from api.sparql.forks import Fork
from api.sparql.zygote import ANSWERED
from api.sparql.zygotes import Zygote, closed


class Said(Struct, frozen=True):
    """How a query went: a code of :mod:`api.sparql.zygote`, and what it took."""

    code: int
    seconds: float  # of processor
    spent: bool  # the process ends now


class EndedError(Exception):
    """The process ended while it worked: its wait status, or nothing where nobody could say."""

    def __init__(self, status: int | None) -> None:
        super().__init__(status)
        self.status = status


class Worker:
    """One such process."""

    def __init__(self) -> None:
        self._work, self._theirs = socket.socketpair()
        self._work.setblocking(False)
        self.fork = Fork()

    async def start(self, zygote: Zygote) -> None:
        """Have it forked; :class:`ConnectionError` where it does not begin."""
        await self.fork.start(zygote, self._theirs.fileno())
        closed((self._theirs,))

    async def ask(self, file: int) -> Said:
        """Have it overwrite the request in a file with its answer; :class:`EndedError`."""
        self.fork.begin()
        word = b""
        with suppress(ConnectionError):
            socket.send_fds(self._work, [b"q"], [file])
            word = await asyncio.get_running_loop().sock_recv(self._work, ANSWERED.size)
        if len(word) < ANSWERED.size:
            ended = await self.fork.last_word()
            raise EndedError(None if ended is None else ended[0])
        return Said(*ANSWERED.unpack(word))

    def end(self) -> None:
        """End it, whatever it does."""
        self.fork.close()
        closed((self._work, self._theirs))
