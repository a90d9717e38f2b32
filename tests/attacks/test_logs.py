"""A flood writes little: the first of its kind, and how many more."""

from __future__ import annotations

import json
import logging
import socket
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from api.web.sampled import MINUTE, Sampled, SampledLog
from running_server import Running

FLOOD = 60


def flooded(home: Path, said: Path, **settings: str) -> list[str]:
    """What a server that does one thing at a time writes of refusals and of what is no HTTP."""
    with said.open("wb") as log:
        server = Running(home, log=log, requests="1", long_workers="1", **settings)
        try:

            def ask(number: int) -> int:
                answer = server.web.get(f"/api/diff?from=19{number % 90 + 10}-01-01&to=2000")
                return answer.status_code

            with ThreadPoolExecutor(12) as visitors:
                apart = visitors.submit(ask, 1)
                statuses = list(
                    visitors.map(lambda _: server.web.get("/lenses").status_code, range(FLOOD))
                )
                apart.result()
            assert statuses.count(503) > FLOOD // 3
            for _ in range(FLOOD):
                with socket.create_connection(("127.0.0.1", server.port)) as visit:
                    visit.sendall(b"nonsense\r\n\r\n")
                    visit.recv(100)
        finally:
            server.end()
    return said.read_text("utf-8").splitlines()


def test_a_flood_of_refusals_writes_few_lines(seed_home: Path, tmp_path: Path) -> None:
    lines = flooded(seed_home, tmp_path / "log")
    assert len(lines) < 10, lines


def test_a_flood_of_refusals_is_counted_in_the_log_of_requests(
    seed_home: Path, tmp_path: Path
) -> None:
    lines = flooded(seed_home, tmp_path / "log", log_requests="true")
    requests = [json.loads(line) for line in lines if line.startswith("{")]
    assert len([one for one in requests if one["status"] == 503]) <= 3


def test_the_next_line_says_how_many_were_left_out(caplog: pytest.LogCaptureFixture) -> None:
    now = 0.0
    log = logging.getLogger("tests.flood")
    log.addFilter(SampledLog(Sampled(lambda: now)))
    for _ in range(40):
        log.warning("%s: too busy", "/a", extra={"kind": "busy"})
        log.warning("%s: another", "/b", extra={"kind": "another"})
    now = MINUTE
    log.warning("%s: too busy", "/c", extra={"kind": "busy"})
    assert [record.getMessage() for record in caplog.records] == [
        "/a: too busy", "/b: another", "/c: too busy (and 39 more of its kind before)"
    ]  # fmt: skip


def test_every_new_failure_is_written(caplog: pytest.LogCaptureFixture) -> None:
    log = logging.getLogger("tests.failures")
    log.addFilter(SampledLog())
    for error in (ValueError, KeyError, ValueError):
        try:
            raise error
        except (ValueError, KeyError):
            log.exception("%s failed", "/a")
    assert len(caplog.records) == 2
