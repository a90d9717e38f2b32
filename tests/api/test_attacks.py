"""A server under attack: nothing is reached, nothing read, everyone else is served, all recovers.

The server is a process of its own, started by the command an operator uses, on a small release;
the attacks come over HTTP, as anybody could send them.
"""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import httpx
import pytest

from graph.releases.release import build
from small_tables import no_assessments, write_small

SECONDS, WORKERS = 2, 3
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


class Attacked:
    """A server in a process of its own, and what can be seen of it from outside."""

    def __init__(self, home: Path) -> None:
        environment = {
            "PATH": os.environ["PATH"],
            "ZIZHU_HOME": str(home),
            "ZIZHU_QUERY_SECONDS": str(SECONDS),
            "ZIZHU_QUERY_WORKERS": str(WORKERS),
            "ZIZHU_QUERY_MEMORY": "600",
            "ZIZHU_BODY_SECONDS": "2",
            "PYTHONUNBUFFERED": "1",
        }
        self.process = subprocess.Popen(
            [sys.executable, "-m", "api.cli", "serve", "--port", "0"],
            cwd=Path(__file__).resolve().parents[2],
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout is not None
        said = self.process.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:(\d+)/api", said)
        assert found, said
        self.port = int(found[1])
        self.web = httpx.Client(base_url=f"http://127.0.0.1:{self.port}", timeout=30)

    def ask(self, text: str, **more: str) -> httpx.Response:
        return self.web.post("/sparql", data={"query": text, **more})

    @property
    def zygote(self) -> int:
        (found,) = _children(self.process.pid)
        return found

    def queries(self) -> list[int]:
        return _children(self.zygote)

    def memory(self) -> int:
        """Resident bytes of the server and its SPARQL process."""
        return sum(_resident(pid) for pid in (self.process.pid, *_children(self.process.pid)))

    def files(self) -> int:
        return sum(1 for _ in Path(f"/proc/{self.process.pid}/fd").iterdir())

    def quiet(self) -> None:
        """Wait until no query is at work."""
        for _ in range(int(100 * (SECONDS + 10))):
            if not self.queries():
                return
            time.sleep(0.01)
        raise AssertionError(f"{self.queries()} still run")


def _children(pid: int) -> list[int]:
    return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _resident(pid: int) -> int:
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Attacked]:
    if not Path("/proc/self/task").is_dir():
        pytest.skip("needs /proc to see a server's processes")
    folder = tmp_path_factory.mktemp("attacked")
    build(write_small(folder / "tables"), folder / "home", derive=no_assessments)
    found = Attacked(folder / "home")
    try:
        yield found
    finally:
        found.web.close()
        found.process.terminate()
        found.process.wait(20)
        assert found.process.stdout is not None
        found.process.stdout.close()


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
    server: Attacked, listener: tuple[str, list[bytes]], name: str
) -> None:
    address, heard = listener
    before = server.ask(COUNT).text
    answer = server.ask(REFUSED[name].format(address))
    assert answer.status_code in (400, 403)
    assert "root:" not in answer.text
    assert heard == []
    assert server.ask(COUNT).text == before


def test_the_protocols_own_graph_names_reach_nothing(
    server: Attacked, listener: tuple[str, list[bytes]]
) -> None:
    address, heard = listener
    for name in ("default-graph-uri", "named-graph-uri"):
        for uri in (address, "file:///etc/passwd"):
            assert server.ask("SELECT * { ?s ?p ?o }", **{name: uri}).status_code == 403
    assert heard == []


def test_heavy_queries_end_in_time_and_leave_nothing_behind(server: Attacked) -> None:
    """As many as there are workers at a time, twice: declared ends, health at once, no residue."""
    server.ask(COUNT)
    server.quiet()
    memory, files = server.memory(), server.files()
    slowest = 0.0
    with ThreadPoolExecutor(WORKERS) as attackers:
        asked = [attackers.submit(server.ask, text) for text in [*HEAVY.values()] * 2]
        while not all(one.done() for one in asked):
            began = time.perf_counter()
            assert server.web.get("/healthz").status_code == 200
            slowest = max(slowest, time.perf_counter() - began)
            time.sleep(0.02)
    ended = {one.result().status_code for one in asked}
    assert ended <= {200, 503, 504, 507}
    assert 504 in ended
    assert slowest < SECONDS  # health does not wait for queries; how fast it is, is for a benchmark
    server.quiet()
    assert server.ask(COUNT).status_code == 200
    server.quiet()
    assert server.files() <= files + WORKERS + 1  # connections the client keeps
    assert server.memory() <= memory * 1.1 + 20_000_000


@pytest.mark.parametrize("size", [200_000, 10_000_000])
def test_long_queries_are_refused(server: Attacked, size: int) -> None:
    headers = {"Content-Type": "application/sparql-query"}
    answer = server.web.post("/sparql", content=b"ASK {} #" + b"x" * size, headers=headers)
    assert answer.status_code == 413


def test_slow_clients_are_sent_away_and_hold_nobody_up(server: Attacked) -> None:
    slow = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(40)]
    for one in slow[:20]:
        one.sendall(b"GET /healthz HTTP/1.1\r\nHost: a\r\nX-")  # a head that never ends
    head = b"POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Type: application/sparql-query\r\n"
    for one in slow[20:]:
        one.sendall(head + b"Content-Length: 1000\r\n\r\nASK")  # a body that never ends
    assert server.web.get("/healthz").status_code == 200
    assert server.ask(COUNT).status_code == 200
    for one in slow[20:]:
        one.settimeout(20)
        assert b" 408 " in one.recv(1000)
    for one in slow[:20]:
        one.settimeout(30)
        assert one.recv(1000) in (b"", b"HTTP/1.1 408 Request Timeout\r\n")
    for one in slow:
        one.close()
    assert server.ask(COUNT).status_code == 200


def test_clients_that_leave_take_their_queries_along(server: Attacked) -> None:
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
    assert server.ask(COUNT).status_code == 200


def test_a_killed_query_costs_itself_alone(server: Attacked) -> None:
    with ThreadPoolExecutor(2) as clients:
        victim = clients.submit(server.ask, CROSS)
        for _ in range(500):
            if server.queries():
                break
            time.sleep(0.01)
        (query,) = server.queries()
        beside = clients.submit(server.ask, COUNT)
        os.kill(query, signal.SIGKILL)
        assert victim.result().status_code in (503, 504)
        assert beside.result().status_code == 200
    assert server.ask(COUNT).status_code == 200


def test_a_killed_sparql_process_is_started_again(server: Attacked) -> None:
    before = server.zygote
    os.kill(before, signal.SIGKILL)
    statuses = [server.ask(COUNT).status_code for _ in range(5)]
    assert set(statuses) <= {200, 503}
    assert statuses[-1] == 200
    assert server.zygote != before


def test_a_server_told_to_end_finishes_what_it_does(server: Attacked) -> None:
    """Last in this file: the server is gone afterwards."""
    with ThreadPoolExecutor(1) as client:
        working = client.submit(server.ask, CROSS)
        for _ in range(500):
            if server.queries():
                break
            time.sleep(0.01)
        server.process.terminate()
        assert working.result().status_code == 504
    assert server.process.wait(20) in (0, -signal.SIGTERM)
