"""A server for minutes among hostile visitors: who was answered, how fast, and what it kept.

python tests/bench/soak.py [--seconds 600]

Well-behaved clients ask one thing a second each; hostile ones send what each has found to hurt, as
fast as they are let. Every visitor is another to the server (it stands behind a proxy that says
whom it speaks for). The release is switched each minute, or twice in a shorter run, and processes
that answer are killed. On loopback, in bounded number and time.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from pathlib import Path

import httpx
from bars import Bar, at_most, percentile, say, show

from graph.releases.directory import switch
from graph.releases.release import build
from running_server import Running, running

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
GOOD, HOSTILE = 48, 16
KILLS = 10.0  # seconds from one killed process to the next
SETTLES = 25.0  # seconds after which a server is at rest again
LATE = 1.0  # seconds, which a small question may take
AFTER = 8.0  # seconds in which a switch or an end may be felt
REST = 512  # MiB above what it had before
#: What may be told to somebody who behaves: come again.
DECLARED = (429, 503)
PATHS = (
    "/api/entities/{firm}/owners?as_of={year}-06-30",
    "/api/entities/{firm}/classification?as_of={year}-03-31",
    "/api/entities/{firm}/claims",
    "/api/entities?q={firm}",
    "/id/{firm}",
    "/reconcile?queries=%7B%22q%22%3A%7B%22query%22%3A%22{firm}%22%7D%7D",
    "/sparql?query=SELECT%20%3Ff%20%7B%20%3Ff%20z%3Asubject%20true%20%7D%20%23{year}",
)
FIRMS = ("smic", "alibaba", "huawei", "sensetime", "dji", "cloudwalk")

Hurt = Callable[[httpx.AsyncClient, random.Random], Awaitable[object]]


class Seen:
    """What the well-behaved met, and what the hostile did."""

    def __init__(self) -> None:
        self.statuses: Counter[int] = Counter()
        self.hostile: Counter[int | str] = Counter()
        self.cut: Counter[str] = Counter()
        self.taken: list[float] = []
        self.began: list[float] = []  # when each of them was asked
        self.events: list[tuple[float, str]] = []  # when what happened to the server
        self.most = 0


async def _query(client: httpx.AsyncClient, draw: random.Random) -> object:
    text = draw.choice(
        (
            "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
            "SELECT * { ?a (z:party|!z:party)* ?b . ?c (z:x|!z:x)* ?d } ORDER BY ?d LIMIT 1",
            "SELECT * " + "{" * 2000,
        )
    )
    timeout = draw.choice((0.3, 30))
    return await client.post("/sparql", data={"query": text}, timeout=timeout)


async def _long_question(client: httpx.AsyncClient, draw: random.Random) -> object:
    year = draw.randint(1950, 2020)
    return await client.get(f"/api/diff?from={year}-06-30&to=2024", timeout=draw.choice((1, 60)))


async def _nested(client: httpx.AsyncClient, draw: random.Random) -> object:
    document = "<urn:a> <urn:b> " + draw.choice(("( ", "[ <urn:c> ")) * 300_000
    return await client.post("/api/check?format=rdf", content=document)


async def _names(client: httpx.AsyncClient, draw: random.Random) -> object:
    name = "Semiconductor China International "
    entries = [{"name": f"{name * 10}{number}"} for number in range(draw.randint(100, 3000))]
    return await client.post("/api/screen", json={"rule": "bis-affiliates", "entries": entries})


async def _forged(client: httpx.AsyncClient, draw: random.Random) -> object:
    return await client.get(
        f"/reconcile?a={draw.randint(1, 9)}", headers={"Host": "forged.example"}
    )


async def _large(client: httpx.AsyncClient, draw: random.Random) -> object:
    return await client.post("/api/check", content=b"x" * 9_000_000)


async def _unread(client: httpx.AsyncClient, draw: random.Random) -> object:
    """Ask for much, read nothing; or send half a body."""
    port = client.base_url.port
    assert port is not None
    _, writer = await asyncio.open_connection("127.0.0.1", port, limit=1024)
    about = client.headers["X-Forwarded-For"]
    if draw.random() < 0.5:
        path = f"/sparql?query=SELECT*%7B?a%20?b%20?c%20VALUES%20?k%7B1%202%20{draw.random()}%7D%7D"
        head = f"GET {path} HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: {about}\r\n\r\n"
    else:
        head = (
            f"POST /api/check HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: {about}\r\n"
            "Content-Length: 1000000\r\n\r\nhalf"
        )
    writer.write(head.encode())
    await asyncio.sleep(draw.choice((1, 25)))
    writer.close()
    return None


HURTS: tuple[Hurt, ...] = (
    _query,
    _long_question,
    _nested,
    _names,
    _forged,
    _large,
    _unread,
    _query,
)


async def _good(base: str, seen: Seen, until: float, number: int) -> None:
    draw = random.Random(number)
    heard = {"X-Forwarded-For": f"2001:db8:{number:x}::1"}
    async with httpx.AsyncClient(base_url=base, timeout=60, headers=heard) as client:
        await asyncio.sleep(draw.random())
        while time.perf_counter() < until:
            path = draw.choice(PATHS).format(firm=draw.choice(FIRMS), year=draw.randint(2000, 2025))
            began = time.perf_counter()
            try:
                answer = await client.get(path)
                seen.statuses[answer.status_code] += 1
                seen.taken.append(time.perf_counter() - began)
                seen.began.append(began)
            except httpx.TransportError as error:
                seen.cut[f"{type(error).__name__}: {error}"] += 1
            await asyncio.sleep(max(0.0, 1 - (time.perf_counter() - began)))


async def _hostile(base: str, seen: Seen, until: float, number: int) -> None:
    draw = random.Random(number)
    heard = {"X-Forwarded-For": f"2001:db8:ffff:{number:x}::1"}
    hurt = HURTS[number % len(HURTS)]
    async with httpx.AsyncClient(base_url=base, timeout=60, headers=heard) as client:
        while time.perf_counter() < until:
            try:
                answer = await hurt(client, draw)
                status = answer.status_code if isinstance(answer, httpx.Response) else "left"
            except httpx.TransportError:
                status = "left"
            seen.hostile[status] += 1
            await asyncio.sleep(0.5 if status in (429, 503) else 0.05)


async def _switching(home: Path, seen: Seen, ids: list[str], every: float, until: float) -> int:
    """Another release becomes the current one, again and again; how often."""
    turns = 0
    while time.perf_counter() + every < until:
        await asyncio.sleep(every)
        turns += 1
        switch(home, ids[turns % len(ids)])
        seen.events.append((time.perf_counter(), "a switch"))
    return turns


async def _killing(server: Running, seen: Seen, until: float) -> int:
    """A process of the server's is killed now and then; how many were."""
    draw, killed = random.Random(1), 0
    while time.perf_counter() + KILLS < until:
        await asyncio.sleep(KILLS)
        others = [pid for pid in server.processes() if pid != server.process.pid]
        if others:
            victim = draw.choice(others)
            holds = victim in server.children(server.process.pid)
            os.kill(victim, signal.SIGKILL)
            killed += 1
            what = "one that holds the release" if holds else "one that answers"
            seen.events.append((time.perf_counter(), f"the end of {what}"))
    return killed


async def _watching(server: Running, seen: Seen, until: float) -> None:
    while time.perf_counter() < until:
        seen.most = max(seen.most, await asyncio.to_thread(server.memory))
        await asyncio.sleep(1)


async def _soaked(
    server: Running, home: Path, ids: list[str], seconds: float
) -> tuple[Seen, int, int]:
    seen, until = Seen(), time.perf_counter() + seconds
    base = f"http://127.0.0.1:{server.port}"
    everybody = [
        *(_good(base, seen, until, number) for number in range(GOOD)),
        *(_hostile(base, seen, until, number) for number in range(HOSTILE)),
        _watching(server, seen, until),
    ]
    turns, killed, *_ = await asyncio.gather(
        _switching(home, seen, ids, min(60.0, seconds / 3), until),
        _killing(server, seen, until),
        *everybody,
    )
    return seen, turns, killed


def _beside(seen: Seen) -> dict[str, int]:
    """How many slow answers there were within some seconds of what happened last before them."""
    slow: Counter[str] = Counter()
    for began, taken in zip(seen.began, seen.taken, strict=True):
        if taken > LATE:
            before = [what for when, what in seen.events if -AFTER < when - began < taken]
            slow[before[-1] if before else "at no event"] += 1
    return dict(slow)


def soak(seconds: float) -> list[Bar]:
    """Run it, say what happened, and hold it to its bars."""
    with tempfile.TemporaryDirectory() as folder:
        home, other = Path(folder) / "home", Path(folder) / "seeds"
        shutil.copytree(SEEDS, other)
        notes = other / "sources.csv"
        notes.write_text(notes.read_text(encoding="utf-8").replace("report", "Report", 1))
        ids = [build(SEEDS, home).id, build(other, home).id]
        switch(home, ids[0])
        with running(home, proxies="1", question_workers="4") as server:
            server.web.get("/api/lenses")
            before = server.memory()
            seen, turns, killed = asyncio.run(_soaked(server, home, ids, seconds))
            time.sleep(SETTLES)
            after = server.memory()
            alive = server.web.get("/readyz").status_code
    say(f"{seconds:g} s, {turns} switches of release, {killed} processes killed, then {alive}")
    say(f"the well-behaved: {dict(sorted(seen.statuses.items()))}")
    say(f"the hostile: {dict(sorted(seen.hostile.items(), key=str))}")
    if seen.cut:
        say(f"connections that ended under the well-behaved: {dict(seen.cut)}")
    say(f"memory at rest {before} MiB, at most {seen.most}, after {after}")
    answered = seen.statuses[200] + seen.statuses[303]
    refused = sum(seen.statuses[status] for status in DECLARED)
    total = seen.statuses.total()
    say(f"answered {answered} of {total}, refused as declared {refused}")
    median, late = percentile(seen.taken, 50), percentile(seen.taken, 99)
    say(f"their time: p50 {1000 * median:.0f} ms, p99 {1000 * late:.0f} ms")
    say(f"slower than {LATE:g} s: {_beside(seen)}")
    return [
        at_most(
            "well-behaved requests that met an undeclared failure", total - answered - refused, 0
        ),
        at_most("connections that ended under the well-behaved", seen.cut.total(), 0),
        at_most("p99 of the well-behaved", late, LATE, " s"),
        at_most("memory after, above rest", after - before, REST, " MiB"),
    ]


def main() -> None:
    """Soak a server for as long as the options say."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--seconds", type=float, default=600.0)
    bars = soak(options.parse_args().seconds)
    show(bars)
    sys.exit(any(bar.met is False for bar in bars[:2]))


if __name__ == "__main__":
    main()
