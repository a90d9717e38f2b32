"""Lanes: so many processes for each kind of question, a line before them, and a deadline.

Long questions and documents have lanes of their own, whose processes give way to others; so a small
one never waits for them. In a line the visitor of whom least is at work comes first. Where a small
question waits and another of the same lane has had more than its share of time, that one is ended.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from msgspec import Struct

from api.apart.frames import Answered, Asked
from api.apart.kinds import Kind, kind_of
from api.apart.workers import Worker, question_zygote
from api.errors import BusyError, TimeLimitError, WorkerEndedError
from api.settings import Settings
from api.sparql.zygotes import Zygote
from graph.releases.release import Release

LOOK = 0.25  # seconds after which somebody who waits looks for a process that has had its share
LINE = 4  # who may wait for a long question, for each process there is
POLITE = 10  # such processes give way to all others
RESTS = 10.0  # seconds that one of them is kept without work
SHARE = 1.5  # processor seconds that a question has for itself while others wait


class Waiting(Struct, eq=False):
    """Somebody in the line, and whether it is his turn."""

    visitor: str
    turn: asyncio.Event


class Room(Struct, frozen=True):
    """What a kind of question may take up."""

    what: str
    places: int  # processes
    line: int  # who may wait
    seconds: float  # of wall clock
    nice: int  # how much its processes give way
    memory: int  # MiB a process may take on top of the release


class Lane:
    """The processes for one kind of question."""

    def __init__(self, zygote: Zygote, room: Room) -> None:
        self._zygote, self._room = zygote, room
        self._idle: list[Worker] = []
        self._working: set[Worker] = set()
        self._hurried: set[Worker] = set()
        self._taken = 0
        self._visitors: Counter[str] = Counter()
        self._waiting: list[Waiting] = []
        self.quiet = asyncio.Event()
        self.quiet.set()

    async def ask(self, asked: Asked, visitor: str) -> Answered:
        """The answer to one request.

        Raises
        ------
        BusyError
            As many wait as may, or it was ended for those who wait.
        TimeLimitError, MemoryLimitError, WorkerEndedError
            It was ended for what it took, or ended otherwise.
        """
        async with self._place(visitor):
            worker = self._idle.pop() if self._idle else await self._forked()
            self._working.add(worker)
            kept = False
            try:
                async with asyncio.timeout(self._room.seconds):
                    answered = await worker.ask(asked)
                kept = not answered.spent
            except TimeoutError:
                raise TimeLimitError(
                    f"{self._room.what} is ended after {self._room.seconds:g} s"
                ) from None
            except WorkerEndedError:
                if worker in self._hurried:
                    raise BusyError(
                        f"it was ended after {SHARE:g} s of work for others who waited; ask again"
                    ) from None
                raise
            finally:
                self._working.discard(worker)
                self._hurried.discard(worker)
                if kept:
                    self._rest(worker)
                else:
                    worker.end()
            return answered

    def _rest(self, worker: Worker) -> None:
        """Keep it for the next question, and not much longer where it may have taken much."""
        self._idle.append(worker)
        if self._room.nice:
            asyncio.get_running_loop().call_later(RESTS, self._end_idle, worker, worker.began)

    def _end_idle(self, worker: Worker, began: float) -> None:
        if worker in self._idle and worker.began == began:
            self._idle.remove(worker)
            worker.end()

    def close(self) -> None:
        """End every process."""
        for worker in (*self._idle, *self._working):
            worker.end()
        self._idle.clear()

    async def _forked(self) -> Worker:
        worker = Worker(self._room.nice, self._room.memory)
        try:
            await worker.start(self._zygote)
        except BaseException:
            worker.end()
            raise
        return worker

    @asynccontextmanager
    async def _place(self, visitor: str) -> AsyncIterator[None]:
        if self._taken >= self._room.places:
            await self._wait(visitor)
        else:
            self._taken += 1
            self.quiet.clear()
        self._visitors[visitor] += 1
        try:
            yield
        finally:
            self._visitors[visitor] -= 1
            if not self._visitors[visitor]:
                del self._visitors[visitor]
            self._next()

    async def _wait(self, visitor: str) -> None:
        """Until it is this visitor's turn; his is the place of one who left then."""
        if len(self._waiting) >= self._room.line:
            raise BusyError(
                f"{self._taken} of this kind are being answered and {self._room.line} wait, "
                "which is all this server allows"
            )
        mine, until = Waiting(visitor, asyncio.Event()), time.monotonic() + self._room.seconds
        self._waiting.append(mine)
        try:
            while not mine.turn.is_set():
                if time.monotonic() > until:
                    raise BusyError(f"{self._taken} of this kind are still being answered")
                with suppress(TimeoutError):
                    async with asyncio.timeout(LOOK):
                        await mine.turn.wait()
                if not mine.turn.is_set():
                    self._hurry()
        except BaseException:
            if mine.turn.is_set():
                self._next()
            else:
                self._waiting.remove(mine)
            raise

    def _next(self) -> None:
        """Give a place that is free now to whoever of those waiting has least at work."""
        if not self._waiting:
            self._taken -= 1
            if not self._taken:
                self.quiet.set()
            return
        chosen = min(self._waiting, key=lambda one: self._visitors[one.visitor])
        self._waiting.remove(chosen)
        chosen.turn.set()

    def _hurry(self) -> None:
        """End the process that has worked longest, where it has had its share and others wait."""
        if self._room.nice:
            return  # long questions wait for one another
        rest = [worker for worker in self._working if worker not in self._hurried]
        longest = min(rest, key=lambda worker: worker.began, default=None)
        if longest is not None and longest.taken > SHARE:
            self._hurried.add(longest)
            longest.kill()


class Questions:
    """All lanes over one release."""

    def __init__(self, release: Release, settings: Settings) -> None:
        self._zygote = question_zygote(release, settings)
        few, memory = settings.long_workers, settings.question_memory
        rooms: dict[Kind, Room] = {
            "small": Room(
                "a question", settings.question_workers, settings.requests,
                settings.question_seconds, 0, memory,
            ),
            "long": Room(
                "a question of this kind", few, few * LINE, settings.long_seconds, POLITE, memory
            ),
            "document": Room(
                "the reading of a document", few, few * LINE, settings.document_seconds, POLITE,
                memory,
            ),
        }  # fmt: skip
        self._lanes = {kind: Lane(self._zygote, room) for kind, room in rooms.items()}

    async def start(self) -> None:
        """Have the release loaded."""
        await self._zygote.start()

    @property
    def ready(self) -> bool:
        """Whether the release is loaded."""
        return self._zygote.ready

    @property
    def process(self) -> int | None:
        """The process that holds the release, for those who watch it."""
        return self._zygote.process

    async def ask(self, asked: Asked, visitor: str) -> Answered:
        """The answer to one request, from the lane of its kind."""
        return await self._lanes[kind_of(asked.method, asked.path)].ask(asked, visitor)

    async def idle(self) -> None:
        """Wait until no question is at work."""
        for lane in self._lanes.values():
            await lane.quiet.wait()

    def close(self) -> None:
        """End every process for good."""
        for lane in self._lanes.values():
            lane.close()
        self._zygote.close()
