"""A process that holds something in memory and forks on request, seen from the one that asks.

It starts when needed, says "ready" when it has loaded, and is started again when it died. A fork is
asked for with two descriptors: what it works on, and a lifeline. Closing the lifeline ends the
fork; its end comes up the lifeline (:data:`api.sparql.zygote.ENDED`).
"""

from __future__ import annotations

import asyncio
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

from graph.errors import QueryError, ReleaseError

STARTING_SECONDS = 120  # a release that takes longer to load is not for memory


class Zygote:
    """One such process, and the socket to it."""

    def __init__(
        self,
        arguments: Sequence[str],
        what: str,
        *,
        greeting: bytes = b"",
        environment: Mapping[str, str],
        silent: bool = False,
        beside: bool = False,
    ) -> None:
        """``arguments`` are the interpreter's; the number of the socket is added as the last.

        ``greeting`` is what the process is told first, ``what`` is its name in messages. What a
        ``silent`` one writes to standard error is not shown.
        One ``beside`` is started by a thread that stays, so that whoever watches the children of
        the server's main thread sees the SPARQL process there and no other.
        """
        self._arguments, self._what = list(arguments), what
        self.greeting, self._environment, self._silent = greeting, dict(environment), silent
        self._closed = False
        self._thread = ThreadPoolExecutor(1) if beside else None
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self._starting = asyncio.Lock()

    @property
    def ready(self) -> bool:
        """Whether it is up with what it holds in memory."""
        return self._control is not None and self._alive()

    @property
    def process(self) -> int | None:
        """Its process id, for those who watch it."""
        return self._process.pid if self._process else None

    async def start(self) -> None:
        """Start it and wait until it has loaded; nothing where it is up."""
        async with self._starting:
            if self._closed:
                raise QueryError("this release has just been replaced; ask again")
            if not self.ready:
                self.stop()
                await self._spawn()

    def close(self) -> None:
        """End it for good."""
        self._closed = True
        self.stop()
        if self._thread is not None:
            self._thread.shutdown(wait=False)

    def stop(self) -> None:
        """End it and every fork with it; the next request starts another."""
        if self._control is not None:
            self._control.close()
            self._control = None
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    async def fork(self, descriptors: Sequence[int]) -> None:
        """Ask for a fork that works on the first descriptor and lives as long as the second."""
        for attempt in (1, 2):
            await self.start()
            if self._control is None:
                break
            try:
                socket.send_fds(self._control, [b"q"], list(descriptors))
            except ConnectionError:
                # It died since it was last looked at: the next turn starts another.
                self.stop()
                if attempt == 2:
                    break
            else:
                return
        raise QueryError(f"the {self._what} cannot be reached; ask again")

    async def _spawn(self) -> None:
        mine, theirs = socket.socketpair()
        mine.setblocking(False)
        loop = asyncio.get_running_loop()
        with theirs:
            if self._thread is None:
                self._process = self._begun(theirs)
            else:
                self._process = await loop.run_in_executor(self._thread, self._begun, theirs)
        self._control = mine
        try:
            if self.greeting:
                await loop.sock_sendall(mine, self.greeting)
            heard = await asyncio.wait_for(loop.sock_recv(mine, 4096), STARTING_SECONDS)
        except ConnectionError:
            heard = b""
        except BaseException:
            self.stop()
            raise
        if heard != b"ready":
            self.stop()
            reason = heard.decode(errors="replace") or "it ended"
            raise ReleaseError(f"the {self._what} cannot read the release: {reason}")

    def _begun(self, theirs: socket.socket) -> subprocess.Popen[bytes]:
        """The process, started; it loads what it holds from now on."""
        return subprocess.Popen(  # noqa: S603 — our own script, no shell
            [sys.executable, *self._arguments, str(theirs.fileno())],
            pass_fds=[theirs.fileno()],
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL if self._silent else None,
            start_new_session=True,  # an interrupt at the terminal is for the server
        )

    def _alive(self) -> bool:
        return self._process is not None and self._process.poll() is None


def closed(sockets: Sequence[socket.socket]) -> None:
    """Close sockets whose other ends may be gone."""
    for one in sockets:
        with suppress(OSError):
            one.close()
