"""A process that holds something in memory and forks on request, seen from the one that asks.

It starts when needed, says "ready" when it has loaded, and is started again when it died; one that
takes long to load has a fork that stands by and takes its place at once. A fork is asked for with
two descriptors: what it works on, and a lifeline. Closing the lifeline ends the fork; its end comes
up the lifeline (:data:`api.sparql.forking.ENDED`).
"""

from __future__ import annotations

import asyncio
import ctypes
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

from api.sparql.forking import ANSWER, STAND_BY
from graph.errors import QueryError, ReleaseError

_STARTED: set[int] = set()  # numbers of processes whose end somebody here waits for
_adopts = False
READY = b"ready "  # what it says when it has loaded, and then its number
PR_SET_CHILD_SUBREAPER = 36  # linux/prctl.h
STANDING_SECONDS = 5  # in which one that stands by says that it is there
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
        stands_by: bool = False,
    ) -> None:
        """``arguments`` are the interpreter's; the number of the socket is added as the last.

        ``greeting`` is what the process is told first, ``what`` is its name in messages. What a
        ``silent`` one writes to standard error is not shown.
        One ``beside`` is started by a thread that stays, so that whoever watches the children of
        the server's main thread sees the SPARQL process there and no other. One that
        ``stands_by`` has a fork that takes its place when it dies.
        """
        self._arguments, self._what = list(arguments), what
        self.greeting, self._environment, self._silent = greeting, dict(environment), silent
        self._closed = False
        self._thread = ThreadPoolExecutor(1) if beside else None
        self._process: subprocess.Popen[bytes] | None = None
        self._pid = 0
        self._control: socket.socket | None = None
        self._stands_by = stands_by
        self._standby: socket.socket | None = None
        self._standby_pid = 0
        self._starting = asyncio.Lock()

    @property
    def ready(self) -> bool:
        """Whether it is up with what it holds in memory."""
        return _there(self._control)

    @property
    def process(self) -> int | None:
        """Its process id, for those who watch it."""
        return self._pid or None

    async def start(self) -> None:
        """Start it and wait until it has loaded; nothing where it is up."""
        async with self._starting:
            if self._closed:
                raise QueryError("this release has just been replaced; ask again")
            if not self.ready:
                self._drop()
                if not self._replaced():
                    await self._spawn()
            if self._stands_by and not _there(self._standby):
                await self._have_another()

    def close(self) -> None:
        """End it for good."""
        self._closed = True
        self.stop()
        if self._thread is not None:
            self._thread.shutdown(wait=False)

    def stop(self) -> None:
        """End it and every fork with it; the next request starts another."""
        if self._standby is not None:
            self._standby.close()
            self._standby = None
        self._drop()

    def _drop(self) -> None:
        """End the one that serves."""
        if self._control is not None:
            self._control.close()
            self._control = None
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            _STARTED.discard(self._process.pid)
            self._process = None
        elif self._pid:
            with suppress(ChildProcessError):  # not ours to wait for; its socket is closed
                if os.waitpid(self._pid, os.WNOHANG) == (0, 0):
                    os.kill(self._pid, signal.SIGKILL)
                    os.waitpid(self._pid, 0)
        self._pid = 0

    async def _have_another(self) -> None:
        """Have one stand by, and go on without where there is none to be had."""
        mine, theirs = socket.socketpair()
        mine.setblocking(False)
        loop, heard = asyncio.get_running_loop(), b""
        with theirs, suppress(TimeoutError, ConnectionError):
            assert self._control is not None
            socket.send_fds(self._control, [STAND_BY], [theirs.fileno()])
            theirs.close()
            heard = await asyncio.wait_for(loop.sock_recv(mine, 4096), STANDING_SECONDS)
        if heard.startswith(READY) and not self._closed:
            self._standby, self._standby_pid = mine, int(heard.removeprefix(READY))
        else:
            mine.close()

    def _replaced(self) -> bool:
        """Whether one that stood by has taken the place."""
        control, self._standby = self._standby, None
        if not _there(control):
            closed(() if control is None else (control,))
            return False
        self._control, self._pid = control, self._standby_pid
        return True

    async def fork(self, descriptors: Sequence[int]) -> None:
        """Ask for a fork that works on the first descriptor and lives as long as the second."""
        for attempt in (1, 2):
            await self.start()
            if self._control is None:
                break
            try:
                socket.send_fds(self._control, [ANSWER], list(descriptors))
            except ConnectionError:
                # It died since it was last looked at: the next turn starts another.
                self._drop()
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
        if not heard.startswith(READY):
            self.stop()
            reason = heard.decode(errors="replace") or "it ended"
            raise ReleaseError(f"the {self._what} cannot read the release: {reason}")
        self._pid = int(heard.removeprefix(READY))

    def _begun(self, theirs: socket.socket) -> subprocess.Popen[bytes]:
        """The process, started; it loads what it holds from now on."""
        process = subprocess.Popen(  # noqa: S603 — our own script, no shell
            [sys.executable, *self._arguments, str(theirs.fileno())],
            pass_fds=[theirs.fileno()],
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL if self._silent else None,
            start_new_session=True,  # an interrupt at the terminal is for the server
        )
        _STARTED.add(process.pid)
        return process


def _there(control: socket.socket | None) -> bool:
    """Whether the process at the other end is there."""
    if control is None:
        return False
    try:
        return control.recv(1, socket.MSG_PEEK) != b""
    except BlockingIOError:
        return True
    except OSError:
        return False


def adopt() -> None:
    """Have what outlives its parent be this process's, so that its end is seen."""
    global _adopts  # noqa: PLW0603 — it is so of the process
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
        _adopts = True


def bury() -> None:
    """Take note of the end of what was adopted, so that nothing is left of it.

    Only where the process adopts: elsewhere its children are others' to wait for.
    """
    for thread in Path("/proc/self/task").iterdir() if _adopts else ():
        with suppress(OSError):  # it has ended
            for child in (thread / "children").read_text(encoding="ascii").split():
                if int(child) not in _STARTED:
                    with suppress(ChildProcessError):
                        os.waitpid(int(child), os.WNOHANG)


def closed(sockets: Sequence[socket.socket]) -> None:
    """Close sockets whose other ends may be gone."""
    for one in sockets:
        with suppress(OSError):
            one.close()
