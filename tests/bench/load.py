"""Sixty-four clients at once for a minute, hostile ones among them: who is served, and how fast.

Well-behaved clients ask REST and small queries; hostile ones send cross joins, paths without end
and refused queries, and leave. One query is killed on the way. On loopback, in bounded number and
time; a client asks again at once, as no visitor does.
"""

from __future__ import annotations

import asyncio
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import httpx
from bars import Bar, at_most, percentile, say
from serving import SEEDS, running

from api.sparql.forks import processor_time
from graph.releases.release import build

CLIENTS, HOSTILE, SECONDS = 64, 8, 60
GOOD = (
    "/api/entities/smic/classification",
    "/api/entities?q=中芯",
    "/api/entities/alibaba/owners?as_of={year}-06-30",
    "/api/entities/sensetime/claims",
    "/sparql?query=SELECT%20%3Ff%20%7B%20%3Ff%20z%3Asubject%20true%20%7D%20%23{year}",
)
BAD = (
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "SELECT * { ?a (z:party|!z:party)* ?b . ?c (z:target|!z:x)* ?d } ORDER BY ?d LIMIT 1",
    "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "SELECT * " + "{" * 2000,
)


class Seen:
    """What the clients met."""

    def __init__(self) -> None:
        self.statuses: Counter[int] = Counter()
        self.taken: list[float] = []
        self.health: list[float] = []
        self.cut: Counter[str] = Counter()  # connections that ended under a request, by how


async def _good(client: httpx.AsyncClient, seen: Seen, until: float, number: int) -> None:
    choose = random.Random(number)
    while time.perf_counter() < until:
        path = choose.choice(GOOD).format(year=choose.randint(2005, 2025))
        began = time.perf_counter()
        try:
            answer = await client.get(path)
        except httpx.TransportError as error:
            seen.cut[f"{type(error).__name__}: {error}"] += 1
            continue
        seen.taken.append(time.perf_counter() - began)
        seen.statuses[answer.status_code] += 1
        if answer.status_code == 503:
            await asyncio.sleep(float(answer.headers["retry-after"]))


async def _bad(client: httpx.AsyncClient, until: float, number: int) -> None:
    choose = random.Random(number)
    while time.perf_counter() < until:
        try:
            form = {"query": choose.choice(BAD)}
            await client.post("/sparql", data=form, timeout=choose.choice((0.3, 30)))
        except httpx.TimeoutException:
            continue  # this one left
        except httpx.TransportError:
            continue  # or was sent away


# A process of its own: the clients above keep one busy, and would wait for themselves.
WATCH = """
import http.client, sys, time
port, seconds = int(sys.argv[1]), float(sys.argv[2])
until = time.perf_counter() + seconds
visit = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
while time.perf_counter() < until:
    began = time.perf_counter()
    visit.request("GET", "/healthz")
    answer = visit.getresponse()
    assert answer.status == 200 and answer.read()
    print(time.perf_counter() - began, flush=True)
    time.sleep(0.1)
"""


async def _health(port: int, seen: Seen) -> None:
    watching = await asyncio.create_subprocess_exec(
        sys.executable, "-c", WATCH, str(port), str(SECONDS), stdout=asyncio.subprocess.PIPE
    )
    said, _ = await watching.communicate()
    seen.health = [float(line) for line in said.split()]


async def _load(port: int) -> Seen:
    seen, until = Seen(), time.perf_counter() + SECONDS
    limits = httpx.Limits(max_connections=CLIENTS + 2)
    base = f"http://127.0.0.1:{port}"
    async with httpx.AsyncClient(base_url=base, timeout=60, limits=limits) as client:
        good = [_good(client, seen, until, n) for n in range(CLIENTS - HOSTILE)]
        bad = [_bad(client, until, n) for n in range(HOSTILE)]
        await asyncio.gather(*good, *bad, _health(port, seen))
    return seen


def _children(pid: int) -> list[int]:
    return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


async def _killed(port: int, server: int) -> tuple[int, int]:
    """The statuses of a query whose process was killed, and of one beside it."""
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=60) as client:
        victim = asyncio.create_task(client.post("/sparql", data={"query": BAD[0]}))
        (zygote,) = _children(server)
        await asyncio.sleep(0.5)
        beside = asyncio.create_task(client.post("/sparql", data={"query": "ASK { ?s ?p ?o }"}))
        # Others rest between two queries: the one at work has taken most.
        busiest = max(_children(zygote), key=lambda pid: processor_time(pid) or 0.0)
        os.kill(busiest, signal.SIGKILL)
        return (await victim).status_code, (await beside).status_code


def measure() -> Iterator[Bar]:
    """Served under attack."""
    with tempfile.TemporaryDirectory() as home:
        build(SEEDS, Path(home))
        command = (sys.executable, "-m", "api.cli", "serve", "--port", "0", "--data", home)
        with running(*command) as (port, _):
            (server,) = (
                pid for pid in _children(os.getpid()) if f"{home}".encode() in _command(pid)
            )
            seen = asyncio.run(_load(port))
            victim, beside = asyncio.run(_killed(port, server))
    total = sum(seen.statuses.values())
    rate = total / SECONDS
    say(
        f"{CLIENTS - HOSTILE} well-behaved clients, {HOSTILE} hostile: {rate:,.0f} answers a second"
    )
    say(f"statuses of the well-behaved: {dict(seen.statuses)}")
    times = ", ".join(f"p{p} {1000 * percentile(seen.taken, p):.0f} ms" for p in (50, 95, 99))
    say(f"their answers took {times}; a query killed ended as {victim}, one beside it as {beside}")
    if seen.cut:
        say(f"connections that ended under them: {dict(seen.cut)}")
    yield at_most("connections that ended under the well-behaved", seen.cut.total(), 0)
    worst = sum(n for status, n in seen.statuses.items() if status >= 500 and status != 503)
    yield at_most("well-behaved requests that met an undeclared failure", worst, 0)
    yield at_most("health under attack, p99", 1000 * percentile(seen.health, 99), 50, " ms")


def _command(pid: int) -> bytes:
    return Path(f"/proc/{pid}/cmdline").read_bytes()
