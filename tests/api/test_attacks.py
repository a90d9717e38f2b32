"""A server under attack: nothing is reached, nothing read, everyone else is served, all recovers.

The server is a process of its own, started by the command an operator uses, on a small release;
the attacks come over HTTP, as anybody could send them.
"""

from __future__ import annotations

import os
import signal
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest

from graph.releases.release import build
from running_server import Running, running
from small_tables import no_assessments, write_small

SECONDS, WORKERS = 2, 3
SPARQL = "api.sparql.zygote"
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
CROSS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
HEAVY = {
    "cross join": CROSS,
    "sorted, one row": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c LIMIT 1",
    "paths": "SELECT (COUNT(*) AS ?n) { ?a (z:party|!z:party)* ?b . ?b (z:target|!z:x)* ?c . "
    "?c (!z:y)* ?d . ?e (!z:y)* ?f }",
    "regex": 'SELECT * { ?s ?p ?o . ?a ?b ?c . ?d ?e ?f FILTER REGEX(CONCAT(STR(?o), STR(?c), '
    'STR(?f)), "^(([a-z])+.)+[A-Z]([a-z])+$") }',
    "concat": "SELECT (GROUP_CONCAT(CONCAT(STR(?a), STR(?c), STR(?e), STR(?f))) AS ?x) "
    "{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "distinct": "SELECT DISTINCT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "nested unions": "SELECT * { " + "{ ?a ?b ?c } UNION " * 50 + "{ ?a ?b ?c } . "
    + " . ".join(f"?x{n} ?y{n} ?z{n}" for n in range(6)) + " }",
    "values": "SELECT (COUNT(*) AS ?n) { "
    + " ".join(f"VALUES ?v{n} {{ {' '.join(map(str, range(99)))} }}" for n in range(9)) + " }",
}  # fmt: skip
REFUSED = {
    "service": "SELECT * {{ SERVICE <{0}> {{ ?s ?p ?o }} }}",
    "silent": "SELECT * {{ SERVICE SILENT <{0}> {{ ?s ?p ?o }} }}",
    "odd case": "SELECT * {{ sErViCe\t<{0}> {{ ?s ?p ?o }} }}",
    "after a comment": "SELECT * {{ SERVICE # <x>\n <{0}> {{ ?s ?p ?o }} }}",
    "escaped": "SELECT * {{ \\u0053ERVICE <{0}> {{ ?s ?p ?o }} }}",
    "in a subquery": "SELECT * {{ {{ SELECT * {{ SERVICE <{0}> {{ ?s ?p ?o }} }} }} }}",
    "in exists": "SELECT * {{ ?a ?b ?c FILTER EXISTS {{ SERVICE <{0}> {{ ?s ?p ?o }} }} }}",
    "variable": "SELECT * {{ VALUES ?x {{ <{0}> }} SERVICE ?x {{ ?s ?p ?o }} }}",
    "from": "SELECT * FROM <{0}> {{ ?s ?p ?o }}",
    "from named": "SELECT * FROM NAMED <{0}> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
    "load": "LOAD <{0}>",
    "load into": "LOAD SILENT <{0}> INTO GRAPH <http://e/g>",
    "a file": "SELECT * FROM <file:///etc/passwd> {{ ?s ?p ?o }}",
    "insert": "INSERT DATA {{ <http://e/a> <http://e/b> 1 }}",
    "delete": "DELETE WHERE {{ ?s ?p ?o }}",
    "drop": "PREFIX a: <http://e/> DROP ALL",
    "braces": "SELECT * " + "{{" * 20_000 + "}}" * 20_000,
    "brackets": "SELECT * {{ ?s ?p " + "(" * 20_000 + " }}",
}


def quiet(server: Running) -> None:
    """Wait until no query is at work."""
    for _ in range(int(100 * (SECONDS + 10))):
        if not server.queries():
            return
        time.sleep(0.01)
    raise AssertionError(f"{server.queries()} still run")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    if not Path("/proc/self/task").is_dir():
        pytest.skip("needs /proc to see a server's processes")
    folder = tmp_path_factory.mktemp("attacked")
    build(write_small(folder / "tables"), folder / "home", derive=no_assessments)
    with running(
        folder / "home",
        query_seconds=str(SECONDS),
        query_workers=str(WORKERS),
        query_memory="600",
        body_seconds="2",
    ) as found:
        yield found


@pytest.fixture
def listener() -> Iterator[tuple[str, list[bytes]]]:
    """An address on this machine that nobody may call, and what it heard."""
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def listen() -> None:
            with suppress(OSError):
                while True:
                    visitor, _ = listening.accept()
                    with visitor:
                        heard.append(visitor.recv(1000))

        thread = threading.Thread(target=listen)
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/", heard
        listening.shutdown(socket.SHUT_RDWR)
        thread.join()


@pytest.mark.parametrize("name", REFUSED)
def test_nothing_is_reached_read_or_changed(
    server: Running, listener: tuple[str, list[bytes]], name: str
) -> None:
    address, heard = listener
    before = server.query(COUNT).text
    answer = server.query(REFUSED[name].format(address))
    assert answer.status_code in (400, 403)
    assert "root:" not in answer.text
    assert heard == []
    assert server.query(COUNT).text == before


def test_the_protocols_own_graph_names_reach_nothing(
    server: Running, listener: tuple[str, list[bytes]]
) -> None:
    address, heard = listener
    for name in ("default-graph-uri", "named-graph-uri"):
        for uri in (address, "file:///etc/passwd"):
            assert server.query("SELECT * { ?s ?p ?o }", **{name: uri}).status_code == 403
    assert heard == []


def test_heavy_queries_end_in_time_and_leave_nothing_behind(server: Running) -> None:
    """As many as there are workers at a time, twice: declared ends, health at once, no residue."""
    server.query(COUNT)
    quiet(server)
    memory, files = server.memory(), server.files()
    slowest = 0.0
    with ThreadPoolExecutor(WORKERS) as attackers:
        asked = [attackers.submit(server.query, text) for text in [*HEAVY.values()] * 2]
        while not all(one.done() for one in asked):
            began = time.perf_counter()
            assert server.web.get("/healthz").status_code == 200
            slowest = max(slowest, time.perf_counter() - began)
            time.sleep(0.02)
    ended = {one.result().status_code for one in asked}
    assert ended <= {200, 503, 504, 507}
    assert 504 in ended
    assert slowest < SECONDS  # health does not wait for queries; how fast it is, is for a benchmark
    quiet(server)
    assert server.query(COUNT).status_code == 200
    quiet(server)
    assert server.files() <= files + WORKERS + 1  # connections the client keeps
    assert server.memory() <= memory * 1.1 + 20  # MiB


@pytest.mark.parametrize("size", [200_000, 10_000_000])
def test_long_queries_are_refused(server: Running, size: int) -> None:
    headers = {"Content-Type": "application/sparql-query"}
    answer = server.web.post("/sparql", content=b"ASK {} #" + b"x" * size, headers=headers)
    assert answer.status_code == 413


def test_slow_clients_are_sent_away_and_hold_nobody_up(server: Running) -> None:
    slow = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(40)]
    for one in slow[:20]:
        one.sendall(b"GET /healthz HTTP/1.1\r\nHost: a\r\nX-")  # a head that never ends
    head = b"POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Type: application/sparql-query\r\n"
    for one in slow[20:]:
        one.sendall(head + b"Content-Length: 1000\r\n\r\nASK")  # a body that never ends
    assert server.web.get("/healthz").status_code == 200
    assert server.query(COUNT).status_code == 200
    for one in slow[20:]:
        one.settimeout(20)
        assert b" 408 " in one.recv(1000)
    for one in slow[:20]:
        one.settimeout(30)
        assert one.recv(1000) in (b"", b"HTTP/1.1 408 Request Timeout\r\n")
    for one in slow:
        one.close()
    assert server.query(COUNT).status_code == 200


def test_clients_that_leave_take_their_queries_along(server: Running) -> None:
    text = CROSS.replace(" ", "%20").replace("?", "%3F").replace("{", "%7B").replace("}", "%7D")
    for _ in range(2 * WORKERS):
        with socket.create_connection(("127.0.0.1", server.port)) as visit:
            visit.sendall(f"GET /sparql?query={text} HTTP/1.1\r\nHost: a\r\n\r\n".encode())
            time.sleep(0.1)
    for _ in range(200):
        if not server.queries():
            break
        time.sleep(0.01)
    assert not server.queries()
    assert server.query(COUNT).status_code == 200


def test_a_killed_query_costs_itself_alone(server: Running) -> None:
    with ThreadPoolExecutor(2) as clients:
        victim = clients.submit(server.query, CROSS)
        for _ in range(500):
            if server.queries():
                break
            time.sleep(0.01)
        (query,) = server.queries()
        beside = clients.submit(server.query, COUNT)
        os.kill(query, signal.SIGKILL)
        assert victim.result().status_code in (503, 504)
        assert beside.result().status_code == 200
    assert server.query(COUNT).status_code == 200


def test_a_killed_sparql_process_is_started_again(server: Running) -> None:
    before = server.holder(SPARQL)
    os.kill(before, signal.SIGKILL)
    statuses = [server.query(COUNT).status_code for _ in range(5)]
    assert set(statuses) <= {200, 503}
    assert statuses[-1] == 200
    assert server.holder(SPARQL) != before


def test_a_server_told_to_end_finishes_what_it_does(server: Running) -> None:
    """Last in this file: the server is gone afterwards."""
    with ThreadPoolExecutor(1) as client:
        working = client.submit(server.query, CROSS)
        for _ in range(500):
            if server.queries():
                break
            time.sleep(0.01)
        server.process.terminate()
        assert working.result().status_code == 504
    assert server.process.wait(20) in (0, -signal.SIGTERM)
