"""A fork of a process that holds something in memory, seen through its lifeline.

When it begins, its number comes down the lifeline; when it ends, how, and the processor time it
took. It ends when the other end of the lifeline closes or says that nothing more will come.
"""

from __future__ import annotations

import asyncio
import os
import socket
import time
from contextlib import suppress
from pathlib import Path

from api.sparql.forking import BEGUN, ENDED
from api.sparql.zygotes import STANDING_SECONDS, Zygote, closed

LAST_WORD = 1.0  # seconds in which the end of a process is told
ASIDE = 5  # how much more it gives way when it has had its share


class Fork:
    """One such process."""

    def __init__(self) -> None:
        self._life, self._theirs = _lifeline()
        self._pid, self._used = 0, 0.0
        self.began = 0.0  # when the work it does came to it

    async def start(self, zygote: Zygote, work: int) -> None:
        """Have it forked, to work on a descriptor.

        What was asked for of a process that was ending is asked for again: nothing had begun.

        Raises
        ------
        ConnectionError
            It was never begun.
        """
        for _ in range(2):
            await zygote.fork((work, self._theirs.fileno()))
            closed((self._theirs,))
            word = b""
            with suppress(TimeoutError, ConnectionError):
                async with asyncio.timeout(STANDING_SECONDS):
                    word = await asyncio.get_running_loop().sock_recv(self._life, BEGUN.size)
            if len(word) == BEGUN.size:
                (self._pid,) = BEGUN.unpack(word)
                return
            self._life.close()
            self._life, self._theirs = _lifeline()
        raise ConnectionError

    def begin(self) -> None:
        """It begins a piece of work: what it took before does not count for that."""
        self.began = time.monotonic()
        self._used = processor_time(self._pid) or 0.0

    @property
    def taken(self) -> float:
        """Processor seconds that its present work has taken.

        Of a process that has ended nobody knows: it had the processor until then.
        """
        used = processor_time(self._pid)
        return time.monotonic() - self.began if used is None else used - self._used

    @property
    def ended(self) -> bool:
        """Whether it ended while nobody asked it anything."""
        try:
            self._life.recv(1, socket.MSG_PEEK)
        except BlockingIOError:
            return False
        except OSError:
            return True
        return True

    async def end(self) -> tuple[int, float] | None:
        """Its wait status and all its processor seconds, when it ends; nothing when nobody says."""
        try:
            word = await asyncio.get_running_loop().sock_recv(self._life, ENDED.size)
        except OSError:
            return None
        if len(word) < ENDED.size:
            return None  # who would have said it ended with it
        status, seconds = ENDED.unpack(word)
        return status, seconds

    async def last_word(self) -> tuple[int, float] | None:
        """The same of one that has stopped answering: its end is told at once, or never."""
        with suppress(TimeoutError):
            async with asyncio.timeout(LAST_WORD):
                return await self.end()
        return None

    def give_way(self) -> None:
        """Have it go on behind everything else."""
        with suppress(OSError):
            # Each thread has its own, and the one that works is not the first.
            for thread in Path(f"/proc/{self._pid}/task").iterdir():
                present = os.getpriority(os.PRIO_PROCESS, int(thread.name))
                os.setpriority(os.PRIO_PROCESS, int(thread.name), present + ASIDE)

    def kill(self) -> None:
        """End it while it works; whoever waits for it is told."""
        with suppress(OSError):
            self._life.shutdown(socket.SHUT_WR)

    def close(self) -> None:
        """End it, and hear nothing more of it."""
        closed((self._life, self._theirs))


def _lifeline() -> tuple[socket.socket, socket.socket]:
    mine, theirs = socket.socketpair()
    mine.setblocking(False)
    return mine, theirs


def processor_time(pid: int) -> float | None:
    """Processor seconds of a process; nothing where it has ended, or the system does not say.

    >>> before = processor_time(os.getpid()) or 0.0
    >>> _ = sum(range(10**6))
    >>> (processor_time(os.getpid()) or 0.0) >= before
    True
    """
    try:
        # Behind the name, which may have blanks and brackets in it; proc(5), fields 14 and 15.
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    except (OSError, UnicodeDecodeError):
        return None
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
