"""A server of its own, started as an operator starts it, and what is seen of it from outside."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import IO

import httpx

ROOT = Path(__file__).resolve().parents[2]
MEBIBYTE = 1 << 20
STARTS = 60  # seconds after which a server that is not ready never will be


class Running:
    """A server in a process of its own."""

    def __init__(self, home: Path, log: IO[bytes] | None = None, **settings: str) -> None:
        """``log`` is where it writes what it says to its operator; where tests do, otherwise."""
        variables = {f"ZIZHU_{name.upper()}": value for name, value in settings.items()}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "api.cli", "serve", "--port", "0"],
            cwd=ROOT,
            env={
                "PATH": os.environ["PATH"],
                "ZIZHU_HOME": str(home),
                "PYTHONUNBUFFERED": "1",
                **variables,
            },
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:(\d+)/api", line)
        assert found, line
        self.port = int(found[1])
        self.web = httpx.Client(base_url=f"http://127.0.0.1:{self.port}", timeout=60)

        until = time.monotonic() + STARTS
        while (answer := self.web.get("/readyz")).status_code != 200:
            assert time.monotonic() < until, answer.text
            time.sleep(0.02)  # it says its address before it answers there

    def processes(self) -> list[int]:
        """The server and all that it started."""
        seen, waiting = [], [self.process.pid]
        while waiting:
            pid = waiting.pop()
            seen.append(pid)
            waiting.extend(self.children(pid))
        return seen

    def children(self, pid: int) -> list[int]:
        """The processes that one of them started."""
        return [child for thread in _threads(pid) for child in _children(pid, thread)]

    def forks(self, pid: int) -> list[int]:
        """Of these, what works; one may stand by."""
        return [child for child in self.children(pid) if _name(child) != "stands by"]

    def holder(self, what: str) -> int:
        """The process that holds the release, for questions (``api.apart``) or for queries."""
        (found,) = (
            pid
            for pid in self.children(self.process.pid)
            if what in Path(f"/proc/{pid}/cmdline").read_text()
        )
        return found

    def queries(self) -> list[int]:
        """The queries that run."""
        return self.forks(self.holder("api.sparql.zygote"))

    def query(self, text: str, **more: str) -> httpx.Response:
        """The answer to a query, posted."""
        return self.web.post("/sparql", data={"query": text, **more})

    def files(self) -> int:
        """How many files and connections the server has open."""
        return sum(1 for _ in Path(f"/proc/{self.process.pid}/fd").iterdir())

    def memory(self) -> int:
        """MiB that only they take, what they share counted once."""
        return sum(_proportional(pid) for pid in self.processes()) // MEBIBYTE

    def end(self) -> None:
        """Have it end, and wait."""
        self.web.close()
        self.process.terminate()
        self.process.wait(30)
        assert self.process.stdout is not None
        self.process.stdout.close()


def _threads(pid: int) -> list[str]:
    try:
        return [path.name for path in Path(f"/proc/{pid}/task").iterdir()]
    except FileNotFoundError:
        return []


def _children(pid: int, thread: str) -> list[int]:
    try:
        return [int(one) for one in Path(f"/proc/{pid}/task/{thread}/children").read_text().split()]
    except (FileNotFoundError, ProcessLookupError):
        return []


def _name(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/comm").read_text().strip()
    except (FileNotFoundError, ProcessLookupError):
        return ""


def _proportional(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))


class Peak:
    """The most memory a server had while a block lasted, beside what it had before."""

    def __init__(self, server: Running) -> None:
        self._server, self._on = server, True
        self.before = self.most = server.memory()
        self._thread = threading.Thread(target=self._watch)

    def _watch(self) -> None:
        while self._on:
            self.most = max(self.most, self._server.memory())
            time.sleep(0.1)

    def __enter__(self) -> Peak:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._on = False
        self._thread.join()

    @property
    def more(self) -> int:
        """MiB above what it had before."""
        return self.most - self.before


@contextmanager
def running(home: Path, **settings: str) -> Iterator[Running]:
    """A server on a home, with some settings, for as long as a block lasts."""
    server = Running(home, **settings)
    try:
        yield server
    finally:
        server.end()


#: What starts a server with some settings, for as long as a block lasts.
Start = Callable[..., AbstractContextManager[Running]]
