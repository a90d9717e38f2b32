"""Whose turn it is: nobody waits for all that somebody else has at work."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable

import pytest

from api.apart.kinds import kind_of
from api.errors import BusyError, WorkerEndedError
from api.sparql.forks import Fork
from api.sparql.places import LOOK, Places, Room

SOON = LOOK * 5
LARGE = Room("a question", places=2, line=8, seconds=5.0, share=1.5, aside=2)
SMALL = Room("a question", places=2, line=8, seconds=1.0, share=1.5)


class Piece(Fork):
    """A fork that took as much as a test says, and hears when it is to give way or to end."""

    def __init__(self, seconds: float) -> None:
        super().__init__()
        self.seconds, self.gave_way, self.told = seconds, False, asyncio.Event()

    @property
    def taken(self) -> float:
        return self.seconds

    def give_way(self) -> None:
        self.gave_way = True

    def kill(self) -> None:
        self.told.set()


class Floor:
    """Visitors with work at some places."""

    def __init__(self, room: Room) -> None:
        self.places = Places(room)
        self.pieces: list[Piece] = []
        self.began: list[str] = []
        self.tasks: list[asyncio.Task[None]] = []

    async def ask(self, visitor: str, seconds: float = 0.0) -> Piece:
        """Begin a piece of work of a visitor's, or have it wait."""
        piece = Piece(seconds)
        self.pieces.append(piece)
        self.tasks.append(asyncio.create_task(self._work(visitor, piece)))
        await asyncio.sleep(0)
        return piece

    async def _work(self, visitor: str, piece: Piece) -> None:
        async with self.places.place(visitor) as place:
            place.fork = piece
            self.began.append(visitor)
            await piece.told.wait()
            raise WorkerEndedError

    async def leave(self) -> list[object]:
        """Everybody goes home; how each piece ended until then."""
        ended = [
            task.exception() if task.done() and not task.cancelled() else None
            for task in self.tasks
        ]
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)
        for piece in self.pieces:
            piece.close()
        assert self.places.working == 0
        assert self.places.quiet.is_set()
        return list(ended)


def on(room: Room, visits: Callable[[Floor], Awaitable[None]]) -> tuple[Floor, list[object]]:
    async def whole() -> tuple[Floor, list[object]]:
        floor = Floor(room)
        await visits(floor)
        return floor, await floor.leave()

    return asyncio.run(whole())


def test_somebody_else_has_a_turn_at_once_where_one_visitor_has_all_places() -> None:
    async def visits(floor: Floor) -> None:
        for visitor in ("greedy", "greedy", "greedy", "other"):
            await floor.ask(visitor)
        await asyncio.sleep(SOON)

    floor, _ = on(LARGE, visits)
    assert floor.began == ["greedy", "greedy", "other"]
    assert sum(piece.gave_way for piece in floor.pieces) == 1


def test_those_who_have_as_much_as_others_keep_their_share() -> None:
    async def visits(floor: Floor) -> None:
        for visitor in ("first", "second", "third"):
            await floor.ask(visitor, seconds=1.0)
        await asyncio.sleep(SOON)

    floor, _ = on(LARGE, visits)
    assert floor.began == ["first", "second"]
    assert not any(piece.gave_way for piece in floor.pieces)


def test_all_pieces_of_one_visitor_have_one_share_before_some_end() -> None:
    async def visits(floor: Floor) -> None:
        for _ in range(2):
            await floor.ask("greedy", seconds=1.6)
        for _ in range(2):  # which have the places of those two, who are aside
            await floor.ask("greedy", seconds=0.5)
            await asyncio.sleep(SOON)
        await floor.ask("other")
        await asyncio.sleep(SOON)

    floor, ended = on(LARGE, visits)
    assert Counter(floor.began) == {"greedy": 4, "other": 1}
    assert [type(error) for error in ended if error] == [BusyError]


def test_small_questions_are_not_ended_before_their_own_share() -> None:
    async def visits(floor: Floor) -> None:
        for visitor in ("greedy", "greedy", "other"):
            await floor.ask(visitor, seconds=1.0)
        await asyncio.sleep(SOON)

    floor, ended = on(SMALL, visits)
    assert floor.began == ["greedy", "greedy"]
    assert ended == [None, None, None]


def test_who_leaves_in_the_line_takes_no_turn_along() -> None:
    async def visits(floor: Floor) -> None:
        for visitor in ("one", "one", "two"):
            await floor.ask(visitor)
        floor.tasks[2].cancel()
        await asyncio.sleep(0)
        floor.pieces[0].kill()
        await asyncio.sleep(0.01)
        await floor.ask("three")

    floor, _ = on(Room("a question", places=2, line=8, seconds=5.0), visits)
    assert floor.began == ["one", "one", "three"]


@pytest.mark.parametrize("path", ["/api/diff", "/api/measures"])
def test_what_is_longest_waits_for_nothing_but_its_like(path: str) -> None:
    kinds = {kind_of("GET", other) for other in ("/compare", "/lenses/edit", "/search")}
    assert kind_of("GET", path) not in kinds
