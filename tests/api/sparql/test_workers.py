"""Queries meant to hurt: each ends in time with a declared error, and the next one is answered."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import socket
import threading
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import TypeVar

import msgspec
import pytest

from api.errors import BusyError
from api.settings import Settings
from api.sparql.guard import Guarded, guard
from api.sparql.workers import Workers
from graph.errors import (
    MalformedQueryError,
    QueryError,
    QueryMemoryError,
    QueryTimeoutError,
    RefusedQueryError,
    ReleaseError,
)
from graph.triples.writer import DERIVED, SNAPSHOT

JSON, CSV, TURTLE = "application/sparql-results+json", "text/csv", "text/turtle"
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
CROSS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"

T = TypeVar("T")


@pytest.fixture(scope="module")
def quads(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """2,001 triples in the default graph, one of them derived, and a snapshot beside them."""
    path = tmp_path_factory.mktemp("release") / "quads.nq"
    lines = [f'<http://e/s{i}> <http://e/p> "{i}" .' for i in range(2000)]
    lines += [f"<http://e/s> <http://e/q> <http://e/o> {graph}." for graph in ("", f"<{DERIVED}> ")]
    lines.append(f"<http://e/s> <http://e/then> <http://e/o> <{SNAPSHOT}2017> .")
    path.write_text("\n".join(lines))
    return path


def asked(quads: Path, use: Callable[[Workers], Awaitable[T]], **limits: float) -> T:
    """What ``use`` returns, given workers with these limits."""

    async def run() -> T:
        settings = msgspec.structs.replace(Settings(query_seconds=5), **limits)
        async with Workers(quads, settings, {"e": "http://e/"}) as workers:
            return await use(workers)

    return asyncio.run(run())


def answer(quads: Path, text: str, media: str = CSV, **limits: float) -> bytes:
    """The answer to one query that passed the guard."""
    return asked(quads, lambda workers: workers.answer(guard(text), media), **limits)


def unguarded(quads: Path, text: str, **limits: float) -> bytes:
    """The answer to a query that no guard saw."""
    return asked(quads, lambda workers: workers.answer(Guarded(text, "select"), CSV), **limits)


async def running(workers: Workers, wanted: int) -> list[int]:
    """The queries that run, by process id, once there are as many as wanted."""
    children = Path(f"/proc/{workers.process}/task/{workers.process}/children")
    for _ in range(1000):
        seen = await asyncio.to_thread(children.read_text)
        if len(seen.split()) == wanted:
            return [int(pid) for pid in seen.split()]
        await asyncio.sleep(0.01)
    raise AssertionError(f"{seen or 0} runs, not {wanted}")


def test_the_default_graph_is_asked_and_the_past_is_reached_by_name(quads: Path) -> None:
    assert answer(quads, COUNT) == b"n\r\n2001\r\n"
    past = f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{SNAPSHOT}2017> {{ ?s ?p ?o }} }}"
    assert answer(quads, past) == b"n\r\n1\r\n"


def test_from_reads_one_graph_and_graph_names_it(quads: Path) -> None:
    text = f"SELECT (COUNT(*) AS ?n) FROM <{DERIVED}> {{ ?s ?p ?o }}"
    assert answer(quads, text) == b"n\r\n1\r\n"
    named = "PREFIX x: <https://w3id.org/zizhu/> SELECT (COUNT(*) AS ?n)"
    text = f"{named} FROM NAMED x:graph\\/derived {{ GRAPH ?g {{}} }}"
    assert answer(quads, text) == b"n\r\n1\r\n"
    text = f"SELECT (COUNT(*) AS ?n) FROM NAMED <{SNAPSHOT}2017> {{ GRAPH ?g {{ ?s ?p ?o }} }}"
    assert answer(quads, text) == b"n\r\n1\r\n"


def test_default_prefixes_hold_and_can_be_overridden(quads: Path) -> None:
    assert answer(quads, "ASK { e:s e:q e:o }") == b"true"
    assert answer(quads, "PREFIX e: <http://f/> ASK { e:s e:q e:o }") == b"false"


def test_formats_of_rows_and_of_graphs(quads: Path) -> None:
    rows = "SELECT ?o { <http://e/s> ?p ?o }"
    found = json.loads(answer(quads, rows, JSON))
    assert found["results"]["bindings"] == [{"o": {"type": "uri", "value": "http://e/o"}}]
    assert b"<uri>http://e/o</uri>" in answer(quads, rows, "application/sparql-results+xml")
    assert answer(quads, rows, "text/tab-separated-values") == b"?o\n<http://e/o>\n"
    graph = "DESCRIBE <http://e/s>"
    assert b"e:s e:q e:o" in answer(quads, graph, TURTLE)
    assert answer(quads, graph, "application/n-triples").startswith(b"<http://e/s> <http://e/q>")
    assert b"rdf:about" in answer(quads, graph, "application/rdf+xml")
    assert json.loads(answer(quads, graph, "application/ld+json"))[0]["@id"] == "http://e/s"


def test_malformed_says_where(quads: Path) -> None:
    with pytest.raises(MalformedQueryError, match=r"line 2, column \d+, near '{ \?s nonsense }'"):
        answer(quads, "SELECT *\n{ ?s nonsense }")


@pytest.mark.parametrize(
    "text",
    [
        CROSS,
        "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i LIMIT 1",
        "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(REGEX(CONCAT(?c, ?f), '(1|2)*9$')) }",
        "SELECT (GROUP_CONCAT(?c) AS ?all) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }",
        "ASK { ?a (!e:x|^!e:x)* ?b . ?c (!e:x|^!e:x)* ?d . ?e (!e:x|^!e:x)* ?f FILTER(?a = ?z) }",
        "CONSTRUCT { ?a ?b ?f } WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    ],
)
def test_heavy_queries_end_in_a_declared_error(quads: Path, text: str) -> None:
    async def use(workers: Workers) -> bytes:
        with pytest.raises((QueryTimeoutError, QueryMemoryError)):
            await workers.answer(guard(text), TURTLE if "CONSTRUCT" in text else CSV)
        return await workers.answer(guard(COUNT), CSV)

    assert asked(quads, use, query_seconds=0.5, query_memory=256) == b"n\r\n2001\r\n"


def test_a_query_may_not_take_the_memory(quads: Path) -> None:
    text = "SELECT ?a ?c ?d ?f { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c ?f"
    with pytest.raises(QueryMemoryError, match="64 MiB"):
        answer(quads, text, query_seconds=60, query_memory=64)


def test_an_answer_is_whole_or_an_error(quads: Path) -> None:
    text = "SELECT * { ?a ?b ?c . ?d ?e ?f }"
    with pytest.raises(QueryMemoryError, match="larger than 1 MiB"):
        answer(quads, text, query_answer=1, query_seconds=60)
    rows = answer(quads, f"{text} LIMIT 5000", query_answer=1, query_seconds=60)
    assert rows.count(b"\r\n") == 5001


@pytest.mark.parametrize("depth", [200, 5_000, 20_000])
@pytest.mark.parametrize("bracket", ["{}", "()"])
def test_a_parser_out_of_stack_takes_only_itself_down(
    quads: Path, bracket: str, depth: int
) -> None:
    async def use(workers: Workers) -> bytes:
        nested = bracket[0] * depth + "1" * (bracket == "()") + bracket[1] * depth
        text = f"SELECT * {nested}" if bracket == "{}" else f"SELECT ({nested} AS ?x) {{}}"
        with contextlib.suppress(MalformedQueryError, RefusedQueryError, QueryTimeoutError):
            await workers.answer(Guarded(text, "select"), CSV)
        return await workers.answer(guard(COUNT), CSV)

    assert asked(quads, use) == b"n\r\n2001\r\n"


@pytest.fixture
def listener() -> Iterator[tuple[str, list[bytes]]]:
    """An address on this machine, and what was ever sent to it."""
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def listen() -> None:
            while True:
                try:
                    visitor, _ = server.accept()
                except OSError:
                    return
                with visitor:
                    heard.append(visitor.recv(1000))

        thread = threading.Thread(target=listen)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/", heard
        server.shutdown(socket.SHUT_RDWR)
        thread.join()


def test_the_listener_hears(listener: tuple[str, list[bytes]]) -> None:
    address, heard = listener
    with socket.create_connection(("127.0.0.1", int(address.split(":")[2].strip("/")))) as visit:
        visit.sendall(b"here")
        visit.recv(1)
    assert heard == [b"here"]


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * {{ SERVICE <{0}> {{ ?s ?p ?o }} }}",
        "SELECT * {{ SERVICE SILENT <{0}> {{ ?s ?p ?o }} }}",
        "SELECT * {{ VALUES ?x {{ <{0}> }} SERVICE ?x {{ ?s ?p ?o }} }}",
        "SELECT * {{ ?s ?p ?o FILTER EXISTS {{ SERVICE <{0}> {{ ?a ?b ?c }} }} }}",
        "SELECT * FROM <{0}> {{ ?s ?p ?o }}",
        "SELECT * FROM NAMED <{0}> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
        "LOAD <{0}>",
    ],
)
def test_not_even_an_unguarded_query_reaches_anyone(
    quads: Path, listener: tuple[str, list[bytes]], text: str
) -> None:
    address, heard = listener
    query = Guarded(text.format(address), "select")
    with contextlib.suppress(QueryError):
        asked(quads, lambda workers: workers.answer(query, CSV))
    assert heard == []


def test_from_a_file_reads_nothing(quads: Path) -> None:
    with pytest.raises(RefusedQueryError, match="no graph <file:"):
        answer(quads, f"SELECT * FROM <{quads.as_uri()}> {{ ?s ?p ?o }}")


def test_a_cancelled_query_is_killed(quads: Path) -> None:
    async def use(workers: Workers) -> list[int]:
        asking = asyncio.create_task(workers.answer(guard(CROSS), CSV))
        seen = await running(workers, 1)
        asking.cancel()
        await running(workers, 0)
        return seen

    assert len(asked(quads, use, query_seconds=3600)) == 1


@pytest.mark.parametrize(
    ("end", "said"),
    [(signal.SIGABRT, QueryMemoryError), (signal.SIGSEGV, RefusedQueryError)],
    ids=["out of memory", "out of stack"],
)
def test_a_killed_query_says_so_and_the_next_is_answered(
    quads: Path, end: signal.Signals, said: type[Exception]
) -> None:
    async def use(workers: Workers) -> bytes:
        asking = asyncio.create_task(workers.answer(guard(CROSS), CSV))
        seen = await running(workers, 1)
        os.kill(seen[0], end)
        with pytest.raises(said):
            await asking
        return await workers.answer(guard(COUNT), CSV)

    assert asked(quads, use, query_seconds=60) == b"n\r\n2001\r\n"


def test_a_query_whose_process_was_killed_is_not_told_that_it_was_late(quads: Path) -> None:
    async def use(workers: Workers) -> bytes:
        asking = asyncio.create_task(workers.answer(guard(CROSS), CSV))
        seen = await running(workers, 1)
        os.kill(seen[0], signal.SIGKILL)
        with pytest.raises(QueryError, match="ended while it worked; ask again") as told:
            await asking
        assert not isinstance(told.value, QueryTimeoutError | QueryMemoryError)
        return await workers.answer(guard(COUNT), CSV)

    assert asked(quads, use, query_seconds=60) == b"n\r\n2001\r\n"


def test_a_killed_zygote_is_started_again(quads: Path) -> None:
    async def use(workers: Workers) -> bytes:
        asking = asyncio.create_task(workers.answer(guard(CROSS), CSV))
        await running(workers, 1)
        first = workers.process
        assert first is not None
        os.kill(first, signal.SIGKILL)
        with pytest.raises(QueryError, match="ended while it worked"):
            await asking
        answers = await asyncio.gather(*(workers.answer(guard(COUNT), CSV) for _ in range(3)))
        assert workers.ready
        assert workers.process != first
        assert len(set(answers)) == 1
        return answers[0]

    assert asked(quads, use, query_seconds=60) == b"n\r\n2001\r\n"


def test_more_that_wait_than_allowed_are_refused(quads: Path) -> None:
    async def use(workers: Workers) -> bytes:
        tasks = [asyncio.create_task(workers.answer(guard(CROSS), CSV)) for _ in range(3)]
        await asyncio.sleep(0)
        with pytest.raises(BusyError, match="2 of this kind are being answered and 1 wait"):
            await workers.answer(guard(COUNT), CSV)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        return await workers.answer(guard(COUNT), CSV)

    assert asked(quads, use, query_workers=2, requests=1) == b"n\r\n2001\r\n"


def test_damaged_quads_are_named(tmp_path: Path) -> None:
    path = tmp_path / "quads.nq"
    path.write_text("<http://e/s> <http://e/p> .")
    with pytest.raises(ReleaseError, match="cannot read the release"):
        answer(path, COUNT)
    with pytest.raises(ReleaseError, match="cannot read the release"):
        answer(tmp_path / "none.nq", COUNT)


def test_xml_that_grows_past_the_limit_is_an_error_and_not_cut(quads: Path) -> None:
    """400,000 line ends are five bytes each in XML: more than the one MiB an answer may have."""
    ends = "\\r" * 40_000
    text = f"SELECT (CONCAT({', '.join(['?x'] * 10)}) AS ?y) {{ VALUES ?x {{ '{ends}' }} }}"

    async def use(workers: Workers) -> None:
        with pytest.raises(QueryMemoryError, match="larger"):
            await workers.answer(guard(text), "application/sparql-results+xml")

    asked(quads, use, query_answer=1)
