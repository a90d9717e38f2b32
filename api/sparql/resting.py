"""Processes that rest between two pieces of work, ready for the next."""

from __future__ import annotations

import asyncio
import math
from typing import Generic, Protocol, TypeVar

from api.sparql.forks import Fork


class Ready(Protocol):
    """A process that can be asked again."""

    @property
    def fork(self) -> Fork:
        """The process, seen through its lifeline."""

    def end(self) -> None:
        """End it, whatever it does."""


Process = TypeVar("Process", bound=Ready)


class Resting(Generic[Process]):
    """Those of one kind; the one that worked last is taken first."""

    def __init__(self, seconds: float = math.inf) -> None:
        """Each is ended after so many seconds without work: it may have taken much."""
        self._seconds = seconds
        self._idle: list[Process] = []

    def take(self) -> Process | None:
        """One that is still there."""
        while self._idle:
            process = self._idle.pop()
            if not process.fork.ended:
                return process
            process.end()
        return None

    def keep(self, process: Process) -> None:
        """Have it rest."""
        self._idle.append(process)
        if math.isfinite(self._seconds):
            asyncio.get_running_loop().call_later(
                self._seconds, self._end_idle, process, process.fork.began
            )

    def _end_idle(self, process: Process, began: float) -> None:
        if process in self._idle and process.fork.began == began:
            self._idle.remove(process)
            process.end()

    def close(self) -> None:
        """End all that rest."""
        for process in self._idle:
            process.end()
        self._idle.clear()
