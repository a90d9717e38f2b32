"""Processes that answer questions about one release, and one of them seen from the server."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import socket
import tempfile
import time
from pathlib import Path

import msgspec

from api.apart.frames import LENGTH, PID, Answered, Asked, Limits, packed, unpacked
from api.errors import MemoryLimitError, TimeLimitError, WorkerEndedError
from api.settings import MEBIBYTE, Settings, environment_with
from api.sparql.zygote import ENDED
from api.sparql.zygotes import Zygote, closed
from graph.releases.release import Release

ROOT = Path(__file__).resolve().parents[2]
# A fork has none of the threads of the process it is forked from; and what is only reserved would
# count as taken.
LEAN = {"OPENBLAS_NUM_THREADS": "1", "ARROW_DEFAULT_MEMORY_POOL": "system"}
CODE = """
import sys
sys.path.insert(0, {root!r})
from api.app import alone
from api.apart.zygote import main
main(alone)
"""
LAST_WORD = 1.0  # seconds in which the end of a process is told


def question_zygote(release: Release, settings: Settings) -> Zygote:
    """The process that holds the release for questions, not yet started."""
    told = {"release": str(release.path.resolve()), "settings": settings}
    greeting = msgspec.msgpack.encode(told, enc_hook=str)
    # Our own folder first and the folder it was started in not at all: it may have an `api` too.
    code = CODE.format(root=str(ROOT))
    return Zygote(
        ["-P", "-c", code],
        "process that answers questions",
        greeting=greeting,
        environment=environment_with(LEAN),
        beside=True,
    )


class Worker:
    """A process that answers one request at a time."""

    def __init__(self, nice: int, memory: int) -> None:
        """``memory`` is in MiB, on top of what is held of the release."""
        self._memory = memory
        self.scratch = tempfile.mkdtemp(prefix="zizhu-")
        self._work, self._theirs = socket.socketpair()
        self._life, self._their_life = socket.socketpair()
        self._work.setblocking(False)
        self._life.setblocking(False)
        self._work.send(packed(Limits(nice, memory * MEBIBYTE, self.scratch)))
        self.began = 0.0  # when the request it works on came to it
        self._pid, self._used = 0, 0.0

    async def start(self, zygote: Zygote) -> None:
        """Have it forked."""
        await zygote.fork((self._theirs.fileno(), self._their_life.fileno()))
        closed((self._theirs, self._their_life))

    async def ask(self, asked: Asked) -> Answered:
        """Its answer to one request.

        Raises
        ------
        TimeLimitError, MemoryLimitError
            It ended because it exceeded what it may take.
        WorkerEndedError
            It ended otherwise; the question may be asked again.
        """
        self.began = time.monotonic()
        loop = asyncio.get_running_loop()
        try:
            if not self._pid:
                (self._pid,) = PID.unpack(await self._read(PID.size))
            self._used = processor_time(self._pid)
            await loop.sock_sendall(self._work, packed(asked))
            head = await self._read(LENGTH.size)
            return unpacked(await self._read(LENGTH.unpack(head)[0]), Answered)
        except (ConnectionError, EOFError):
            raise await self._why() from None

    @property
    def taken(self) -> float:
        """Processor seconds that the request it works on has taken; none before it is up."""
        return processor_time(self._pid) - self._used if self._pid else 0.0

    def kill(self) -> None:
        """End it while it works; whoever asked it is told."""
        closed((self._life,))

    def end(self) -> None:
        """End it, whatever it does; what it wrote is removed."""
        closed((self._work, self._life, self._theirs, self._their_life))
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
        loop = asyncio.get_running_loop()
        try:
            word = await asyncio.wait_for(loop.sock_recv(self._life, ENDED.size), LAST_WORD)
            status, _ = ENDED.unpack(word)
        except (TimeoutError, ConnectionError, msgspec.MsgspecError, ValueError, OSError):
            return WorkerEndedError("the process that answered ended; ask again")
        if not os.WIFSIGNALED(status) or os.WTERMSIG(status) == signal.SIGKILL:
            return WorkerEndedError("the process that answered ended; ask again")
        if os.WTERMSIG(status) == signal.SIGXCPU:
            return TimeLimitError("it took more processor time than a question may have")
        # An allocator that gets no memory aborts; a parser out of stack gets a segmentation fault.
        return MemoryLimitError(
            f"it needs more than the {self._memory} MiB of memory, or the depth, that it may have"
        )


def processor_time(pid: int) -> float:
    """Processor seconds of a process; those of the clock where the system does not say.

    >>> before = processor_time(os.getpid())
    >>> _ = sum(range(10**6))
    >>> processor_time(os.getpid()) >= before
    True
    """
    try:
        # Behind the name, which may have blanks and brackets in it; proc(5), fields 14 and 15.
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    except (OSError, UnicodeDecodeError):
        return time.monotonic()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
