"""Answers over HTTP beside a trivial route, and how long the program takes to start."""

from __future__ import annotations

import contextlib
import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from bars import Bar, at_least, at_most, say, wall

from graph.releases.release import build

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
REQUESTS, ROUNDS = 400, 7
TRIVIAL = """
import sys, fastapi, uvicorn
from api.commands.serving import listening_at
app = fastapi.FastAPI()
@app.get("/")
def answer() -> dict[str, str]:
    return {"answer": "yes"}
with listening_at("127.0.0.1", 0) as listening:
    print(f"http://127.0.0.1:{listening.getsockname()[1]}/", flush=True)
    config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False)
    uvicorn.Server(config).run(sockets=[listening])
"""

# The peer: the same statements in rdflib, behind the router that puts rdflib on the web.
PEER = """
import sys, uvicorn
from rdflib import Dataset
from rdflib_endpoint import SparqlEndpoint
from api.commands.serving import listening_at
held = Dataset(default_union=True)
held.parse(sys.argv[1], format="nquads")
app = SparqlEndpoint(path="/sparql", graph=held)
with listening_at("127.0.0.1", 0) as listening:
    print(f"http://127.0.0.1:{listening.getsockname()[1]}/", flush=True)
    config = uvicorn.Config(app, log_level="warning", access_log=False)
    uvicorn.Server(config).run(sockets=[listening])
"""
COUNTED = (
    "PREFIX z: <https://w3id.org/zizhu/ns#> SELECT ?m (COUNT(?c) AS ?n) "
    "{{ ?c a z:Ownership ; z:measurand ?m ; z:citation ?x }} GROUP BY ?m #{}"
)


@contextlib.contextmanager
def running(*command: str) -> Iterator[tuple[int, float]]:
    """The port of a server that says its address, and when it was ready after its start."""
    start = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=_unbuffered()) as server:
        try:
            assert server.stdout is not None
            port = int(re.search(r"127\.0\.0\.1:(\d+)", server.stdout.readline())[1])
            while not _answers(port):
                time.sleep(0.005)
            yield port, time.perf_counter() - start
        finally:
            server.terminate()


def _unbuffered() -> dict[str, str]:
    return {**os.environ, "PYTHONUNBUFFERED": "1"}


def _answers(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
            return _asked(connection, "/") > 0
    except OSError:
        return False


def _asked(connection: socket.socket, path: str) -> int:
    """Ask on a kept connection and read the whole answer; how many bytes its body has."""
    connection.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
    received = b""
    while b"\r\n\r\n" not in received:
        more = connection.recv(1 << 16)
        if not more:
            raise OSError("the server ended the connection")
        received += more
    head, _, body = received.partition(b"\r\n\r\n")
    if b" 200 " not in head.splitlines()[0] and path != "/":
        raise OSError(head.decode())
    length = int(re.search(rb"(?i)content-length: (\d+)", head)[1])
    got = len(body)
    while got < length:
        got += len(connection.recv(1 << 16))
    return length


def _rate(port: int, path: str) -> float:
    """Answers a second on one kept connection."""
    with socket.create_connection(("127.0.0.1", port), timeout=60) as connection:
        _asked(connection, path)  # computed once
        (taken,) = wall(lambda: [_asked(connection, path) for _ in range(REQUESTS)], 1)
    return REQUESTS / taken


def _queried(port: int, times: int) -> float:
    """The median seconds of a query over HTTP, never the same text twice, so that none is kept."""
    with socket.create_connection(("127.0.0.1", port), timeout=300) as connection:
        paths = iter(f"/sparql?query={quote(COUNTED.format(number))}" for number in range(times))
        return statistics.median(wall(lambda: _asked(connection, next(paths)), times))


def measure() -> Iterator[Bar]:
    """Every bar of the server and of starting."""
    program = str(Path(sys.executable).with_name("zizhu"))
    with tempfile.TemporaryDirectory() as home:
        build(SEEDS, Path(home))
        serve = (program, "serve", "--port", "0", "--data", home)
        with running(*serve) as (port, ready), running(sys.executable, "-c", TRIVIAL) as (other, _):
            ratios = []
            for _ in range(ROUNDS):  # in turn, so that both meet the same load
                trivial = _rate(other, "/")
                ours = _rate(port, "/api/entities/smic/classification")
                ratios.append(ours / trivial)
                say(f"cached classification {ours:,.0f} a second, trivial route {trivial:,.0f}")
            yield at_least(
                "cached classification over a trivial route", statistics.median(ratios), 1, " ×"
            )
            yield at_most("zizhu serve ready", ready, 3, " s")
        quads = next(Path(home).glob("releases/*/quads.nq"))
        with running(*serve) as (port, _), running(sys.executable, "-c", PEER, str(quads)) as peer:
            ours, theirs = (_queried(one, times) for one, times in ((port, 20), (peer[0], 3)))
            say(f"a group-by over HTTP: {1000 * ours:.1f} ms, rdflib-endpoint {1000 * theirs:.0f}")
            yield at_least("rdflib-endpoint over SPARQL on HTTP, seeds", theirs / ours, 1, " ×")
    helping = wall(lambda: subprocess.run([program, "--help"], check=True, capture_output=True), 7)
    yield at_most("zizhu --help", min(helping), 0.4, " s")
