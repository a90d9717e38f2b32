"""Slow visitors, visitors who read nothing, and visitors of many addresses hold up nobody."""

from __future__ import annotations

import re
import socket
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from urllib.parse import quote

import pytest

from running_server import Peak, Running, Start

BODY = (
    b"POST {path} HTTP/1.1\r\nHost: a\r\nContent-Type: application/sparql-query\r\n"
    b"Content-Length: 6\r\n\r\nASK"
)
LARGE = "SELECT ?s ?p ?o ('{0:04d}' AS ?i) {{ ?s ?p ?o VALUES ?k {{ 1 2 3 }} }} LIMIT 90000"


@pytest.fixture(scope="module")
def narrow(start: Start) -> Iterator[Running]:
    """A server with few places, behind a proxy that says whom it speaks for."""
    settings = {"requests": "4", "write_seconds": "2", "proxies": "1", "visitor_errors": "10"}
    with start(**settings) as running:
        yield running


def held(server: Running, stack: ExitStack, sent: bytes) -> socket.socket:
    """A connection that has sent something, and is closed at the end."""
    visit = stack.enter_context(socket.create_connection(("127.0.0.1", server.port)))
    visit.sendall(sent)
    return visit


def test_bodies_that_are_not_whole_take_no_place(narrow: Running) -> None:
    with ExitStack() as stack:
        slow = [held(narrow, stack, BODY.replace(b"{path}", b"/sparql")) for _ in range(12)]
        slow += [held(narrow, stack, BODY.replace(b"{path}", b"/api/check")) for _ in range(12)]
        time.sleep(0.3)
        for path in ("/api/entities/dji/claims", "/sparql?query=ASK%7B%7D", "/api/lenses"):
            assert narrow.web.get(path).status_code == 200
        slow[0].sendall(b" {}")
        assert b" 200 " in slow[0].recv(1000)


def came_whole(visit: socket.socket) -> bool:
    """Whether an answer is read to its end now, and not a refusal nor cut off."""
    received = bytearray()
    with suppress(TimeoutError, ConnectionError):
        while some := visit.recv(1 << 16):
            received += some
    head, _, body = received.partition(b"\r\n\r\n")
    if b" 200 " not in head.split(b"\r\n")[0]:
        return False
    length = re.search(rb"content-length: (\d+)", head.lower())
    return len(body) >= int(length[1]) if length else body.endswith(b"0\r\n\r\n")


def test_answers_nobody_reads_are_dropped_and_take_little(narrow: Running) -> None:
    with Peak(narrow) as peak, ExitStack() as stack:
        unread = []
        for number in range(6):
            path = f"/sparql?query={quote(LARGE.format(number))}"
            visit = held(narrow, stack, f"GET {path} HTTP/1.1\r\nHost: a\r\n\r\n".encode())
            unread.append(visit)
            time.sleep(0.5)
        for _ in range(80):
            if narrow.web.get("/api/entities/smic/claims?x").status_code == 422:
                break
            time.sleep(0.1)
        time.sleep(3)
        for visit in unread:
            visit.settimeout(2)
            assert not came_whole(visit)
    assert peak.more < 300


def test_a_visitor_who_reads_slowly_and_steadily_is_served_to_the_end(start: Start) -> None:
    """More than the system's buffers hold, at a pace at which they are empty after many times as
    long as an answer may be left unread.
    """
    path = f"/sparql?query={quote(LARGE.format(0).replace('90000', '15000'))}"
    with start(write_seconds="1") as running, socket.socket() as visit:
        visit.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        visit.connect(("127.0.0.1", running.port))
        visit.settimeout(10)
        visit.sendall(f"GET {path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".encode())
        received = bytearray()
        while some := visit.recv(4096):
            received += some
            time.sleep(0.008)
    assert b" 200 " in received[:20]
    assert len(received) > 3_000_000
    assert received.rstrip().endswith((b"}", b"0"))


SPELLINGS: dict[str, Callable[[int], str]] = {
    "one": lambda n: "203.0.113.9",
    "a /64": lambda n: f"2001:db8:1:1::{n:x}",
    "ports": lambda n: f"203.0.113.10:{40_000 + n}",
    "ports of IPv6": lambda n: f"[2001:db8:2:2::{n:x}]:{40_000 + n}",
    "mapped": lambda n: ("203.0.113.11", "::ffff:203.0.113.11", "[::ffff:cb00:710b]")[n % 3],
    "what the visitor wrote": lambda n: f"1.2.3.{n}, 203.0.113.12",
    "this machine": lambda n: "127.0.0.1",
    "no address": lambda n: f"visitor-{n}",
    "capitals and zones": lambda n: ("2001:DB8:3:3::1%eth0", "2001:db8:3:3:0:0:0:1")[n % 2],
}


@pytest.mark.parametrize("name", SPELLINGS)
def test_one_visitor_is_one_however_written(narrow: Running, name: str) -> None:
    seen = Counter(
        narrow.web.get("/id/nosuch", headers={"X-Forwarded-For": SPELLINGS[name](n)}).status_code
        for n in range(30)
    )
    assert seen[404] <= 21  # twice ten, and what came back meanwhile
    assert seen[429] == 30 - seen[404]


def test_another_64_is_another_visitor(narrow: Running) -> None:
    for n in range(30):
        heard = {"X-Forwarded-For": f"2001:db8:9:{n:x}::1"}
        assert narrow.web.get("/id/nosuch", headers=heard).status_code == 404


def test_a_visitor_has_only_so_many_connections(start: Start) -> None:
    with (
        start(limit_own_machine="true", connections="5") as server,
        ExitStack() as stack,
    ):
        server.web.close()
        visits = [held(server, stack, b"") for _ in range(8)]
        closed = 0
        for visit in reversed(visits):
            visit.settimeout(2)
            try:
                closed += visit.recv(1) == b""
            except ConnectionError:
                closed += 1
            except TimeoutError:
                pass
        assert closed == 3


def test_a_refusal_reaches_a_client_that_is_still_sending(start: Start) -> None:
    with start(body_length="1") as server:
        answer = server.web.post("/api/check", content=b"x" * 20_000_000)
        assert answer.status_code == 413
        chunked = server.web.post("/api/check", content=(b"x" * 65_536 for _ in range(200)))
        assert chunked.status_code == 413
