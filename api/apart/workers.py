"""Processes that answer questions about one release, and one of them seen from the server."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import socket
import tempfile
from pathlib import Path

import msgspec

from api.apart.frames import LENGTH, Answered, Asked, Limits, packed, unpacked
from api.errors import MemoryLimitError, TimeLimitError, TooDeepError, WorkerEndedError
from api.settings import MEBIBYTE, Settings, environment_with
from api.sparql.forks import Fork
from api.sparql.zygotes import Zygote, closed
from graph.releases.release import Release

ROOT = Path(__file__).resolve().parents[2]
# A fork has none of the threads of the process it is forked from; and what is only reserved would
# count as taken.
LEAN = {"OPENBLAS_NUM_THREADS": "1", "ARROW_DEFAULT_MEMORY_POOL": "system"}
CODE = """
import sys
sys.path.insert(0, {root!r})
from api.apart.zygote import main
def routes():
    from {module} import {name}
    return {name}
main(routes)
"""
REST = "api.app:alone"  # the routes that answer, by the function that gives them


def question_zygote(
    release: Release, settings: Settings, *, gently: bool, routes: str = REST
) -> Zygote:
    """The process that holds the release for questions, not yet started."""
    # Our own folder first and the folder it was started in not at all: it may have an `api` too.
    module, _, name = routes.partition(":")
    code = CODE.format(root=str(ROOT), module=module, name=name)
    return Zygote(
        ["-P", "-c", code],
        "process that answers questions",
        greeting=greeting(release, settings, gently=gently),
        environment=environment_with(LEAN),
        beside=True,
        stands_by=True,
    )


def greeting(release: Release, settings: Settings, *, gently: bool) -> bytes:
    """What the process is told first; one that loads ``gently`` gives way to those that answer."""
    told = {"release": str(release.path.resolve()), "settings": settings, "gently": gently}
    return msgspec.msgpack.encode(told, enc_hook=str)


class Worker:
    """A process that answers one request at a time."""

    def __init__(self, nice: int, memory: int) -> None:
        """``memory`` is in MiB, on top of what is held of the release."""
        self._memory = memory
        self.scratch = tempfile.mkdtemp(prefix="zizhu-")
        self._work, self._theirs = socket.socketpair()
        self._work.setblocking(False)
        self._work.send(packed(Limits(nice, memory * MEBIBYTE, self.scratch)))
        self.fork = Fork()

    async def start(self, zygote: Zygote) -> None:
        """Have it forked; :class:`WorkerEndedError` where it does not begin."""
        try:
            await self.fork.start(zygote, self._theirs.fileno())
        except ConnectionError:
            raise WorkerEndedError("no process begins to answer; ask again") from None
        closed((self._theirs,))

    async def ask(self, asked: Asked) -> Answered:
        """Its answer to one request.

        Raises
        ------
        TimeLimitError, MemoryLimitError
            It ended because it exceeded what it may take.
        TooDeepError
            It ended for want of stack.
        WorkerEndedError
            It ended otherwise; the question may be asked again.
        """
        loop = asyncio.get_running_loop()
        self.fork.begin()
        try:
            await loop.sock_sendall(self._work, packed(asked))
            head = await self._read(LENGTH.size)
            return unpacked(await self._read(LENGTH.unpack(head)[0]), Answered)
        except (ConnectionError, EOFError):
            raise await self._why() from None

    def end(self) -> None:
        """End it, whatever it does; what it wrote is removed."""
        self.fork.close()
        closed((self._work, self._theirs))
        shutil.rmtree(self.scratch, ignore_errors=True)

    async def _read(self, size: int) -> bytes:
        loop, content = asyncio.get_running_loop(), bytearray()
        while len(content) < size:
            block = await loop.sock_recv(self._work, min(size - len(content), MEBIBYTE))
            if not block:
                raise EOFError
            content += block
        return bytes(content)

    async def _why(self) -> Exception:
        """What its end means."""
        ended = await self.fork.last_word()
        if ended is None:
            return WorkerEndedError("the process that answered ended; ask again")
        status, _ = ended
        if not os.WIFSIGNALED(status) or os.WTERMSIG(status) == signal.SIGKILL:
            return WorkerEndedError("the process that answered ended; ask again")
        if os.WTERMSIG(status) == signal.SIGXCPU:
            return TimeLimitError("it took more processor time than a question may have")
        if os.WTERMSIG(status) == signal.SIGSEGV:  # a parser out of stack
            return TooDeepError("what was sent is nested deeper than can be read here")
        # An allocator that gets no memory aborts.
        return MemoryLimitError(f"it needs more than the {self._memory} MiB of memory it may have")
