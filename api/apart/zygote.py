"""The process that holds a release as Python knows it, and forks processes that answer questions.

Each fork answers one request at a time, on the routes the server has, until its socket closes. It
may take so much memory and, for each request, so much processor time; what exceeds them ends the
fork and nothing else. Started by :mod:`api.apart.workers`.
"""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import resource
import socket
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import msgspec
from msgspec import Struct
from starlette.types import ASGIApp

from api.apart.answering import LARGE, USUAL, answered, warmed
from api.apart.frames import LENGTH, Answered, Asked, Limits, packed, unpacked
from api.settings import MEBIBYTE, Settings
from api.sparql.forking import DATA, RESIDENT, isolate, memory, serve_forks
from graph.releases import manifest
from graph.releases.release import Release

FILES = 256  # that one process may have open
REQUESTS = 2_000  # after which a process has gathered enough to be replaced
GATHERED = 96 * MEBIBYTE  # resident bytes more than at its start, after which the same
LONGEST = 20_000  # characters of one thing logged
GENTLE = 5  # how much the loading of a release gives way to those that answer
NOT_DONE = 3  # exit code of a process that met what nobody foresaw

Routed = Callable[[Release, Settings], ASGIApp]


class Told(Struct):
    """What the server tells this process first."""

    release: str
    settings: Settings
    gently: bool  # whether others answer meanwhile


class Logged(logging.Handler):
    """Gathers what is logged, for the server to log."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a record as it would be printed."""
        self._lines.append(self.format(record)[:LONGEST])

    def taken(self) -> tuple[str, ...]:
        """What was logged since this was last asked."""
        lines, self._lines = tuple(self._lines), []
        return lines


def main(routes: Callable[[], Routed]) -> None:
    """Load a release, say so, and fork on request until the control socket closes."""
    control = socket.socket(fileno=int(sys.argv[-1]))
    told = msgspec.msgpack.decode(control.recv(1 << 16), type=Told, dec_hook=_path)
    loaded: list[ASGIApp] = []
    # A thread has a priority of its own, and forks have that of the one that forks them.
    thread = threading.Thread(target=lambda: loaded.append(_loaded(told, routes)))
    thread.start()
    while threading.active_count() > 1:  # those that answered beforehand end a little later
        time.sleep(0.001)
    (app,) = loaded
    gc.collect()
    gc.freeze()
    held = memory(DATA)
    serve_forks(control, lambda file: _child(app, file, held))


def _loaded(told: Told, routes: Callable[[], Routed]) -> ASGIApp:
    """The routes over the release, warm."""
    if told.gently and sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), GENTLE)
    path = Path(told.release)
    release = Release(path, manifest.read(path))
    _ = release.knowledge, release.search
    app = routes()(release, told.settings)
    warmed(app, release.knowledge, (*USUAL, *LARGE) if told.gently else USUAL)
    return app


def _path(wanted: type, value: object) -> Path:
    if wanted is Path:
        return Path(str(value))
    raise NotImplementedError(wanted)  # what msgspec asks of a hook for every other type


def _child(app: ASGIApp, file: int, held: int) -> NoReturn:
    """Answer one request after another, and leave when nobody asks any more."""
    code = NOT_DONE
    try:
        limits = unpacked(_frame(file), Limits)
        isolate(file, FILES, limits.nice)
        # An allocator in need writes pages there; what our own code says goes with the answer.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        tempfile.tempdir = limits.scratch
        if held:
            room = held + limits.memory
            resource.setrlimit(resource.RLIMIT_DATA, (room, room))
        with asyncio.Runner() as runner:
            _work(app, file, runner)
        code = 0
    except MemoryError:
        code = NOT_DONE
    finally:
        os._exit(code)


def _work(app: ASGIApp, file: int, runner: asyncio.Runner) -> None:
    begun, answers = memory(RESIDENT), 0
    logged = Logged()
    logging.getLogger().addHandler(logged)
    while frame := _frame(file):
        asked = unpacked(frame, Asked)
        used = time.process_time()
        whole = int(used) + asked.seconds + 1
        resource.setrlimit(resource.RLIMIT_CPU, (whole, resource.RLIM_INFINITY))
        status, headers, body = runner.run(answered(app, asked))
        answers += 1
        spent = answers >= REQUESTS or memory(RESIDENT) - begun > GATHERED
        seconds = time.process_time() - used
        _write(file, packed(Answered(status, headers, body, seconds, spent, logged.taken())))


def _frame(file: int) -> bytes:
    """The content of the next frame; nothing when no more will come."""
    head = _read(file, LENGTH.size)
    return _read(file, LENGTH.unpack(head)[0]) if head else b""


def _read(file: int, size: int) -> bytes:
    content = bytearray()
    while len(content) < size:
        block = os.read(file, min(size - len(content), MEBIBYTE))
        if not block:
            return b""
        content += block
    return bytes(content)


def _write(file: int, content: bytes) -> None:
    left = memoryview(content)
    while left:
        left = left[os.write(file, left) :]
