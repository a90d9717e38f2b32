"""What was worked out is found again, never for another question, and never without bound."""

from __future__ import annotations

from collections.abc import Hashable
from concurrent.futures import ThreadPoolExecutor

from graph.claims.kept import DAYS, ROOM, Shelf, Shelves, once


class Question:
    def __init__(self, shelf: Shelf, key: Hashable) -> None:
        self.shelf, self.key = shelf, key


calls: list[tuple[Hashable, int]] = []


@once
def doubled(question: Question, number: int) -> int:
    calls.append((question.key, number))
    return 2 * number


def test_once_is_once_for_each_question_and_argument() -> None:
    calls.clear()
    shelf: Shelf = {}
    smic, dji = Question(shelf, "smic"), Question(shelf, "dji")
    assert [doubled(smic, 3), doubled(smic, 3), doubled(dji, 3), doubled(smic, 4)] == [6, 6, 6, 8]
    assert calls == [("smic", 3), ("dji", 3), ("smic", 4)]


def test_a_shelf_is_found_again_and_the_one_looked_at_longest_ago_goes() -> None:
    shelves = Shelves()
    first = shelves.of("first")
    for day in range(DAYS - 1):
        shelves.of(day)
    assert shelves.of("first") is first  # looked at again, so it is the newest
    shelves.of("one more")
    assert shelves.of("first") is first
    assert shelves.of(0) == {}


def test_a_full_shelf_is_begun_anew() -> None:
    shelves = Shelves()
    full = shelves.of("day")
    full.update({number: number for number in range(ROOM + 1)})
    assert shelves.of("day") == {}


def test_threads_may_share_shelves() -> None:
    shelves = Shelves(days=2)

    def ask(number: int) -> bool:
        shelf = shelves.of(number % 5)
        shelf[number] = number
        return shelf[number] == number

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(ask, range(2000)))
