"""Lanes: so many processes for each kind of question, and a deadline.

Long questions, the longest and documents have lanes of their own, whose processes give way to
others; so a small one never waits for them, nor one about every firm for one about every firm on
every day. Within a lane, places are given as :mod:`api.sparql.places` has it.
"""

from __future__ import annotations

import asyncio
import math
from collections.abc import Callable

from api.apart.frames import Answered, Asked
from api.apart.kinds import Kind, kind_of
from api.apart.workers import REST, Worker, greeting, question_zygote
from api.errors import TimeLimitError
from api.settings import Settings
from api.sparql.places import Places, Room
from api.sparql.resting import Resting
from api.sparql.zygotes import Zygote
from graph.releases.release import Release

LINE = 4  # who may wait for a long question, for each process there is
POLITE = 10  # such processes give way to all others
RESTS = 10.0  # seconds that one of them is kept without work
SHARE = 1.5  # processor seconds that a question has for itself while others wait


class Lane:
    """The processes for one kind of question."""

    def __init__(
        self, zygote: Zygote, room: Room, nice: int, memory: int, noted: Callable[[float], None]
    ) -> None:
        """``nice`` is how much its processes give way, ``memory`` the MiB that each may take."""
        self._zygote, self._room, self._noted = zygote, room, noted
        self._nice, self._memory = nice, memory
        # One that gives way was asked much, and may have taken much.
        self._resting = Resting[Worker](RESTS if nice else math.inf)
        self.places = Places(room)

    async def ask(self, asked: Asked, visitor: str) -> Answered:
        """The answer to one request.

        Raises
        ------
        BusyError
            As many wait as may, or it was ended for those who wait.
        TimeLimitError, MemoryLimitError, WorkerEndedError
            It was ended for what it took, or ended otherwise.
        """
        async with self.places.place(visitor) as place:
            worker = await self._worker()
            place.fork = worker.fork
            answered: Answered | None = None
            try:
                async with asyncio.timeout(self._room.seconds):
                    answered = await worker.ask(asked)
            except TimeoutError:
                raise TimeLimitError(
                    f"{self._room.what} is ended after {self._room.seconds:g} s"
                ) from None
            finally:
                self._noted(worker.fork.taken if answered is None else answered.seconds)
                if answered is None or answered.spent or place.ended:
                    worker.end()
                else:
                    self._resting.keep(worker)
            return answered

    def close(self) -> None:
        """End every process; whoever still waits for one is told."""
        self._resting.close()
        self.places.close()

    async def _worker(self) -> Worker:
        """One that rests and is still there, or a new one."""
        rested = self._resting.take()
        if rested is not None:
            return rested
        worker = Worker(self._nice, self._memory)
        try:
            await worker.start(self._zygote)
        except BaseException:
            worker.end()
            raise
        return worker


class Questions:
    """All lanes over one release."""

    def __init__(
        self,
        release: Release,
        settings: Settings,
        noted: Callable[[float], None],
        *,
        gently: bool = False,
        routes: str = REST,
    ) -> None:
        """``noted`` is told how many processor seconds each question took, however it ended.

        Loaded ``gently``, the release gives way to those that answer meanwhile. ``routes`` names
        the function that gives what answers.
        """
        self._zygote = question_zygote(release, settings, gently=gently, routes=routes)
        self._at_once = greeting(release, settings, gently=False)
        few, line = settings.long_workers, settings.long_workers * LINE
        every_firm = Room("a question of this kind", few, line, settings.long_seconds, SHARE, few)
        rooms: dict[Kind, tuple[Room, int]] = {
            "small": (
                Room(
                    "a question", settings.question_workers, settings.requests,
                    settings.question_seconds, SHARE,
                ),
                0,
            ),
            "long": (every_firm, POLITE),
            "longest": (every_firm, POLITE),
            "document": (
                Room("the reading of a document", few, line, settings.document_seconds, SHARE, few),
                POLITE,
            ),
        }  # fmt: skip
        self._lanes = {
            kind: Lane(self._zygote, room, nice, settings.question_memory, noted)
            for kind, (room, nice) in rooms.items()
        }

    async def start(self) -> None:
        """Have the release loaded."""
        await self._zygote.start()
        # Should it end, everybody waits for it.
        self._zygote.greeting = self._at_once

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
        return await self._lanes[kind_of(asked.method, asked.path, asked.query)].ask(asked, visitor)

    async def idle(self) -> None:
        """Wait until no question is at work."""
        for lane in self._lanes.values():
            await lane.places.quiet.wait()

    def close(self) -> None:
        """End every process for good."""
        for lane in self._lanes.values():
            lane.close()
        self._zygote.close()
