"""Places: how much of a kind is at work at a time, the line before it, and who makes room.

Whoever waits is let in at once where a place is free. Where none is, what has had its share of
processor time makes room: it goes on aside, behind everything else, while there is room for that
too, and ends otherwise, first what belongs to the visitor of whom most is at work. In the line the
visitor of whom least is at work comes first. So a small piece of work waits for shares, and never
for the end of a large one.

The share is a visitor's: whoever has more at work than somebody in the line would have, goes aside
with it at once, and has one share for all of it before some ends. So several large pieces of one
visitor's keep nobody waiting longer than one.
"""

from __future__ import annotations

import asyncio
import math
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from msgspec import Struct

from api.errors import BusyError
from api.sparql.forks import Fork
from graph.errors import ZizhuError

LOOK = 0.1  # seconds after which the first in the line looks for work that has had its share


class Room(Struct, frozen=True):
    """What a kind of work may take up."""

    what: str  # "a question"
    places: int  # at work at a time
    line: int  # who may wait
    seconds: float  # of wall clock, and of waiting
    share: float = math.inf  # processor seconds that a piece of work has for itself
    aside: int = 0  # how much may go on beside the places when it has had its share


class Place:
    """A visitor's place, and the process that works there once there is one."""

    def __init__(self, visitor: str) -> None:
        self.visitor = visitor
        self.fork: Fork | None = None
        self.aside = self.ended = False


class Waiting(Struct, eq=False):
    """Somebody in the line, and whether it is his turn."""

    visitor: str
    turn: asyncio.Event


class Places:
    """The places of one kind of work."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._taken = 0
        self._working: set[Place] = set()
        self._visitors: Counter[str] = Counter()
        self._waiting: list[Waiting] = []
        self.quiet = asyncio.Event()
        self.quiet.set()

    @property
    def working(self) -> int:
        """How much is at work."""
        return len(self._working)

    @asynccontextmanager
    async def place(self, visitor: str) -> AsyncIterator[Place]:
        """A place for one piece of work of a visitor's, when it is his turn.

        Raises
        ------
        BusyError
            As many wait as may, nothing became free, or the work was ended for those who wait.
        """
        if self._taken >= self._room.places:
            await self._wait(visitor)
        else:
            self._taken += 1
            self._visitors[visitor] += 1
        self.quiet.clear()
        place = Place(visitor)
        self._working.add(place)
        try:
            yield place
        except ZizhuError:
            if place.ended:
                raise BusyError(
                    f"it was ended after {self._room.share:g} s of work for others who waited; "
                    "ask again"
                ) from None
            raise
        finally:
            self._working.discard(place)
            self._has_one_less(visitor)
            if place.aside:
                self._hush()
            else:
                self._next()

    def close(self) -> None:
        """End all that is at work; whoever waits for it is told."""
        for place in self._working:
            if place.fork is not None:
                place.fork.kill()

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
                if self._waiting[0] is mine:
                    self._make_room()
                with suppress(TimeoutError):
                    async with asyncio.timeout(LOOK):
                        await mine.turn.wait()
        except BaseException:
            if mine.turn.is_set():
                self._has_one_less(visitor)
                self._next()
            else:
                self._waiting.remove(mine)
            raise

    def _next(self) -> None:
        """Give a place that is free now to whoever of those waiting has least at work."""
        if not self._waiting:
            self._taken -= 1
            self._hush()
            return
        chosen = min(self._waiting, key=lambda waiting: self._visitors[waiting.visitor])
        self._waiting.remove(chosen)
        self._visitors[chosen.visitor] += 1
        chosen.turn.set()

    def _has_one_less(self, visitor: str) -> None:
        self._visitors[visitor] -= 1
        if not self._visitors[visitor]:
            del self._visitors[visitor]

    def _hush(self) -> None:
        if not self._taken and not self._working:
            self.quiet.set()

    def _make_room(self) -> None:
        """Have what has had its share go on aside; where all is full there, have one piece end."""
        if math.isinf(self._room.share):
            return  # such work waits for one another
        while self._waiting and self._aside < self._room.aside:
            held = self._over(aside=True)
            if not held:
                return
            place = max(held, key=held.__getitem__)
            place.aside = True
            assert place.fork is not None
            place.fork.give_way()
            self._next()
        over = self._over(aside=False)
        ending = sum(place.ended for place in self._working)
        if any(not place.aside for place in over) and ending < len(self._waiting):
            most = max(over, key=lambda place: (self._visitors[place.visitor], over[place]))
            most.ended = True
            assert most.fork is not None
            most.fork.kill()

    def _over(self, *, aside: bool) -> dict[Place, float]:
        """What has had its share, to go ``aside`` or to end, with the processor time it took."""
        if not self._waiting:
            return {}
        least = min(self._visitors[waiting.visitor] for waiting in self._waiting)
        over = {}
        for place in self._working:
            if place.fork is None or place.ended or (aside and place.aside):
                continue
            seconds, share, has = place.fork.taken, self._room.share, self._visitors[place.visitor]
            if self._room.aside and has > least + 1:
                share = 0.0 if aside else share / has
            if seconds > share or share == 0.0:
                over[place] = seconds
        return over

    @property
    def _aside(self) -> int:
        return sum(place.aside for place in self._working)
