"""Queries that one process answers after another: none knows, pays for or reaches more for it."""

from __future__ import annotations

import asyncio
import contextlib
import os
import random
import signal
import socket
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

import msgspec
import pytest

from api.settings import Settings
from api.sparql import workers as module
from api.sparql.guard import Guarded, guard
from api.sparql.workers import Workers
from graph.errors import QueryError, QueryMemoryError, QueryTimeoutError

CSV = "text/csv"
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
SORTED = """
SELECT ?c ?f { { SELECT ?c { ?a ?b ?c } LIMIT 100 } ?d ?e ?f } ORDER BY ?c ?f LIMIT 3
"""
MANY = (
    COUNT,
    "ASK { ?s ?p 1 }",
    "SELECT * { ?s ?p ?o } ORDER BY ?o LIMIT 5",
    "SELECT * { ?s nonsense }",
    "SELECT * FROM <http://e/none> { ?s ?p ?o }",
    "SELECT (<http://e/none>(1) AS ?x) {}",
    "SELECT (COUNT(DISTINCT ?o) AS ?n) FROM <http://e/g> { ?s ?p ?o }",
    "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 2",
)

T = TypeVar("T")


@pytest.fixture(scope="module")
def quads(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A thousand triples, and one in a graph with a name."""
    path = tmp_path_factory.mktemp("release") / "quads.nq"
    lines = [f'<http://e/s{i}> <http://e/p> "{i}" .' for i in range(1000)]
    path.write_text("\n".join([*lines, "<http://e/a> <http://e/b> <http://e/c> <http://e/g> ."]))
    return path


def asked(quads: Path, use: Callable[[Workers], Awaitable[T]], **limits: float) -> T:
    """What ``use`` returns, given workers that answer one query at a time."""

    async def run() -> T:
        settings = msgspec.structs.replace(Settings(query_seconds=20, query_workers=1), **limits)
        async with Workers(quads, settings) as workers:
            return await use(workers)

    return asyncio.run(run())


def children(workers: Workers) -> list[int]:
    """The processes that answer or rest."""
    seen = Path(f"/proc/{workers.process}/task/{workers.process}/children").read_text()
    return [int(pid) for pid in seen.split()]


async def gone(workers: Workers, process: int) -> None:
    """Wait until a process is there no more."""
    for _ in range(500):
        if process not in children(workers):
            return
        await asyncio.sleep(0.01)
    raise AssertionError(f"{process} is there still")


async def said(workers: Workers, text: str) -> bytes | str:
    """An answer, or why there is none."""
    try:
        return await workers.answer(Guarded(text, "select"), CSV)
    except QueryError as error:
        return f"{type(error).__name__}: {error}"


def test_one_process_answers_one_query_after_another(quads: Path) -> None:
    async def use(workers: Workers) -> list[list[int]]:
        seen = []
        for _ in range(3):
            await workers.answer(guard(COUNT), CSV)
            seen.append(children(workers))
        return seen

    first, second, third = asked(quads, use)
    assert len(first) == 1
    assert first == second == third


@pytest.mark.parametrize("seed", range(5))
def test_answers_are_those_of_a_process_that_was_asked_nothing_before(
    quads: Path, seed: int
) -> None:
    drawn = random.Random(seed).choices(MANY, k=20)

    async def together(workers: Workers) -> list[bytes | str]:
        return [await said(workers, text) for text in drawn]

    alone = {text: asked(quads, lambda workers, text=text: said(workers, text)) for text in MANY}
    assert asked(quads, together) == [alone[text] for text in drawn]


def test_what_is_random_differs_within_a_process_and_between_processes(quads: Path) -> None:
    async def use(workers: Workers) -> list[bytes]:
        query = guard("SELECT (RAND() AS ?a) (STRUUID() AS ?b) {}")
        return [await workers.answer(query, CSV) for _ in range(4)]

    assert len({*asked(quads, use), *asked(quads, use)}) == 8


def test_each_query_may_take_its_whole_memory_and_what_gathered_much_ends(quads: Path) -> None:
    """Each sorts 100,000 rows: more than half of what one may take, and far less than all do."""

    async def use(workers: Workers) -> None:
        seen: set[int] = set()
        for _ in range(4):
            assert (await workers.answer(guard(SORTED), CSV)).count(b"\r\n") == 4
            seen.update(children(workers))
        with pytest.raises(QueryMemoryError):
            await workers.answer(guard(SORTED.replace("100", "900")), CSV)
        assert await workers.answer(guard(COUNT), CSV) == b"n\r\n1000\r\n"
        assert children(workers)[0] not in seen

    asked(quads, use, query_memory=48)


def test_not_even_the_last_of_many_queries_reaches_anyone(quads: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        address = f"http://127.0.0.1:{server.getsockname()[1]}/"

        async def use(workers: Workers) -> None:
            for _ in range(3):
                await workers.answer(guard(COUNT), CSV)
                await said(workers, f"SELECT * {{ SERVICE SILENT <{address}> {{ ?s ?p ?o }} }}")
                await said(workers, f"SELECT * {{ SERVICE <{address}> {{ ?s ?p ?o }} }}")

        asked(quads, use)
        with pytest.raises(BlockingIOError):
            server.accept()


def test_one_that_ended_at_rest_costs_no_query(quads: Path) -> None:
    async def use(workers: Workers) -> bytes:
        await workers.answer(guard(COUNT), CSV)
        (resting,) = children(workers)
        os.kill(resting, signal.SIGKILL)
        await gone(workers, resting)
        return await workers.answer(guard(COUNT), CSV)

    assert asked(quads, use) == b"n\r\n1000\r\n"


def test_one_whose_query_was_left_or_ended_answers_no_other(quads: Path) -> None:
    async def use(workers: Workers) -> None:
        heavy = guard("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }")
        await workers.answer(guard(COUNT), CSV)
        before = children(workers)
        with pytest.raises(QueryTimeoutError):
            await workers.answer(heavy, CSV)
        await workers.answer(guard(COUNT), CSV)
        between = children(workers)
        leaving = asyncio.create_task(workers.answer(heavy, CSV))
        await asyncio.sleep(0.2)
        leaving.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await leaving
        await workers.answer(guard(COUNT), CSV)
        after = children(workers)
        assert len({*before, *between, *after}) == 3

    asked(quads, use, query_seconds=1)


def test_one_without_a_query_ends_after_a_while(
    quads: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "RESTS", 0.2)

    async def use(workers: Workers) -> None:
        await workers.answer(guard(COUNT), CSV)
        (resting,) = children(workers)
        await gone(workers, resting)
        assert await workers.answer(guard(COUNT), CSV) == b"n\r\n1000\r\n"

    asked(quads, use)
